"""How fast and how right the register index is on invented names, beside other ways to ask in the same run.

    python benchmarks/matching.py --names 5000 --seeds 1 2 3

Prints one JSON document. Names and their noise are invented (invented_names.py), so recall ranks designs and is no
field figure. Every contender is timed in turn, round after round, and its best round counts; `cpu` is processor time
over all threads, which a busy machine changes less. Peers get names already normalised, the index gets them as printed.

Peers are asked about as many questions as they answer in a second or so, `candidates` 40,000: with
4,000, most of what is timed is a processor that has just been woken up, or caches that a peer has emptied.
"""

import argparse
import json
import os
import resource
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from invented_names import Exam, an_exam
from rapidfuzz import fuzz, process

from registry.identity.claims import Reach
from registry.identity.matching import RegisterIndex
from registry.identity.name_comparing.parts import words_of
from registry.identity.names import normalise, normalise_name
from registry.identity.register_entries import Entry
from registry.identity.types import AgencyMatch, Claim
from registry.vocabulary import MatchOutcome, RegisterKind

CORES = 2
# Full results are asked for so many of the questions.
MATCHED = 4_000
# Beyond this many names a product of all their letter runs takes longer than it is worth.
LARGEST_TFIDF = 300_000


@dataclass
class Contender:
    """One way to answer: what to run, on how many questions, and its best time on the clock and in the processor."""

    ask: Callable[[], Any]
    asked: int
    wall: float = float("inf")
    cpu: float = float("inf")

    def run(self) -> Any:
        normalise.cache_clear()
        words_of.cache_clear()
        wall, cpu = time.perf_counter(), time.process_time()
        answer = self.ask()
        self.cpu = min(self.cpu, (time.process_time() - cpu) / self.asked)
        self.wall = min(self.wall, (time.perf_counter() - wall) / self.asked)
        return answer

    def against(self, door: "Contender") -> dict[str, float]:
        """This contender's rate, and how many times faster `door` is."""
        return {
            "per_second": round(1 / self.wall, 1),
            "times_faster": round(self.wall / door.wall, 1),
            "times_less_cpu": round(self.cpu / door.cpu, 1),
        }


def index_of(names: Sequence[str]) -> RegisterIndex:
    """A register of licensed firms with these names; agency ids are positions."""
    return RegisterIndex(
        [
            Entry(at, None, name, (name,), RegisterKind.AGENCIES, frozenset(), Reach(), (at,))
            for at, name in enumerate(names)
        ]
    )


def measure(names: int, questions: int, seed: int, rounds: int) -> dict[str, Any]:
    """Figures for one register size and seed."""
    exam = an_exam(names, questions, seed)
    texts = [one.text for one in exam.questions]
    claimed = texts[:MATCHED]
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    started = time.process_time()
    index = index_of(exam.printed)
    index.candidates(texts[:1])
    built = time.process_time() - started
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before

    def match_all() -> list[AgencyMatch]:
        index.forget()
        return index.match_many([Claim(text) for text in claimed])

    doors = {
        "candidates": Contender(lambda: index.candidates(texts), len(texts)),
        "match_many": Contender(match_all, len(claimed)),
    }
    peers = _peers(exam, names) if rounds else {}
    for _ in range(max(rounds, 1)):
        for contender in (*doors.values(), *peers.values()):
            contender.run()
    return {
        "names": names,
        "seed": seed,
        "index_cpu_seconds": round(built, 2),
        "index_peak_megabytes": round(grown / 1024),
        "per_second": {door: round(1 / one.wall) for door, one in doors.items()},
        "cpu_microseconds": {door: round(one.cpu * 1e6, 1) for door, one in doors.items()},
        **_rightness(exam, doors),
        "candidates_against": {peer: one.against(doors["candidates"]) for peer, one in peers.items()},
        "match_many_against": {peer: one.against(doors["match_many"]) for peer, one in peers.items()},
        "recall_at_1_of": {peer: _recall(exam, one.ask()[: one.asked]) for peer, one in peers.items()},
    }


def _rightness(exam: Exam, doors: dict[str, Contender]) -> dict[str, Any]:
    ids, _ = doors["candidates"].ask()
    truth = np.array([one.truth for one in exam.questions])
    positive = truth >= 0
    matched = exam.questions[:MATCHED]
    outcomes: dict[str, Counter[str]] = {one.kind: Counter() for one in matched}
    wrong, listed = 0, sum(one.truth >= 0 for one in matched)
    for one, match in zip(matched, doors["match_many"].ask(), strict=True):
        outcomes[one.kind][match.outcome.value] += 1
        wrong += match.outcome is MatchOutcome.MATCHED and one.truth >= 0 and match.agency_id != one.truth
    return {
        "recall_at_1": round(float(np.mean(ids[positive, 0] == truth[positive])), 4),
        "recall_at_5": round(float(np.mean((ids[positive, :5] == truth[positive, None]).any(axis=1))), 4),
        "matched_to_another_firm": round(wrong / listed, 4),
        "clones_matched": round(outcomes["clone"][MatchOutcome.MATCHED] / outcomes["clone"].total(), 4),
        "absent_matched": round(outcomes["absent"][MatchOutcome.MATCHED] / outcomes["absent"].total(), 4),
        "outcomes": {kind: dict(counted) for kind, counted in sorted(outcomes.items())},
    }


def _recall(exam: Exam, best: Sequence[int]) -> float:
    right = [found == one.truth for found, one in zip(best, exam.questions, strict=False) if one.truth >= 0]
    return round(sum(right) / len(right), 4)


def _peers(exam: Exam, names: int) -> dict[str, Contender]:
    """Each answers with the best position for as many questions as it can in about a second."""
    register = [normalise_name(name) for name in exam.printed]
    texts = [normalise_name(one.text) for one in exam.questions]
    ordered = [" ".join(sorted(name.split())) for name in register]
    asked = [" ".join(sorted(text.split())) for text in texts]
    few, some = max(10, 1_000_000 // names), min(len(texts), max(40, 20_000_000 // names))

    def one_by_one() -> list[int]:
        found = (process.extractOne(text, register, scorer=fuzz.WRatio) for text in texts[:few])
        return [one[2] if one else -1 for one in found]

    def all_pairs() -> list[int]:
        scores = process.cdist(asked[:some], ordered, scorer=fuzz.ratio, dtype=np.uint8, workers=CORES)
        return np.asarray(scores).argmax(axis=1).tolist()

    peers = {
        "rapidfuzz extractOne(WRatio)": Contender(one_by_one, min(few, len(texts))),
        "rapidfuzz cdist(ratio, workers=2)": Contender(all_pairs, some),
    }
    if names <= LARGEST_TFIDF:
        peers["char TF-IDF, sparse_dot_topn (2 threads)"] = _tfidf(register, texts)
    return peers


def _tfidf(register: Sequence[str], texts: Sequence[str]) -> Contender:
    """scikit-learn's runs of three letters within words, weighted, all against all; the product alone is timed."""
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sparse_dot_topn import sp_matmul_topn

    vectors = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 3), dtype=np.float32)
    names = vectors.fit_transform(register).T.tocsr()
    some = min(len(texts), max(500, 20_000_000 // len(register)))
    asked = vectors.transform(texts[:some])

    def product() -> list[int]:
        found = sp_matmul_topn(asked, names, top_n=10, sort=True, n_threads=CORES)
        return [int(found.indices[at]) if at < until else -1 for at, until in pairwise(found.indptr)]

    return Contender(product, some)


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--names", type=int, default=5_000)
    parser.add_argument("--questions", type=int, default=40_000)
    parser.add_argument("--rounds", type=int, default=5, help="0 leaves the peers out")
    parser.add_argument("--seeds", type=int, nargs="+", default=[1])
    given = parser.parse_args()
    runs = [measure(given.names, given.questions, seed, given.rounds) for seed in given.seeds]
    means = {
        figure: round(sum(run[figure] for run in runs) / len(runs), 4)
        for figure in ("recall_at_1", "recall_at_5", "clones_matched", "absent_matched", "matched_to_another_firm")
    }
    print(json.dumps({"cores": os.cpu_count(), "means": means, "runs": runs}, indent=2))


if __name__ == "__main__":
    main()
