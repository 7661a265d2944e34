"""The peer of campaigns: pairs of texts whose TF-IDF words have a cosine over the threshold that suits them best."""

import time
from collections.abc import Sequence
from typing import Any

import numpy as np
from grouping_figures import Placed


def tfidf_peer(placed: Sequence[Placed]) -> dict[str, Any]:
    """Pairs of texts with a cosine over the threshold that suits it best; quadratic, so of at most 4,000 adverts."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    kept = [one for one in placed if one.campaign is not None][:4_000]
    started = time.perf_counter()
    matrix = TfidfVectorizer(ngram_range=(1, 2)).fit_transform(one.words for one in kept)
    cosine = np.asarray((matrix @ matrix.T).todense(), dtype=np.float32)
    left, right = np.triu_indices(len(kept), 1)
    scores = cosine[left, right]
    seconds = time.perf_counter() - started
    codes = {name: at for at, name in enumerate(dict.fromkeys(one.true_campaign for one in kept))}
    true = np.asarray([codes[one.true_campaign] for one in kept])
    same = true[left] == true[right]
    pasted_codes = {name: at for at, name in enumerate(dict.fromkeys(one.pasted for one in kept))}
    pasted = np.asarray(
        [pasted_codes[one.pasted] if one.pasted is not None else -1 - at for at, one in enumerate(kept)]
    )
    copies = pasted[left] == pasted[right]
    best = {"f1": -1.0}
    for threshold in np.arange(0.3, 1.0, 0.05):
        put = scores >= threshold
        precision = float(same[put].mean()) if put.any() else 1.0
        recall = float(put[copies].mean()) if copies.any() else 1.0
        f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        if f1 > best["f1"]:
            best = {
                "threshold": round(float(threshold), 2),
                "precision": round(precision, 4),
                "recall_of_pasted": round(recall, 4),
                "f1": round(f1, 4),
            }
    return {"adverts": len(kept), **best, "seconds": round(seconds, 2)}
