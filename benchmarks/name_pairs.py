"""`compare_names` on labelled pairs of names, with rapidfuzz and OpenSanctions' logic-v2 on the same folds.

    python benchmarks/name_pairs.py [--data ../shared/data/organisation_name_pairs/pairs.csv] [--peer-python PYTHON]

Prints one JSON document and exits 1 where the goal is missed: a mean F1 of 0.92 over 50 repeated halves. On one half
the threshold is chosen, on the other F1 is taken; pairs of the same names never lie on both sides. The interval holds
95 of 100 halves. `--peer-python` is an interpreter in which `benchmarks/name_pairs_requirements.txt` is installed:
logic-v2 needs ICU's headers and other versions of our libraries, so it lives in an environment of its own; without it
the document says so.

Pairs whose label is a sanctions list's policy (numbered funds, vintages and near-homonyms counted as one) are listed in
`name_pairs_policy.yml`, by line and digest, each with a reason: `judged` leaves them out, `policy` shows what our
threshold says of them (a licence register wants "no"), `everything` counts them as labelled. `synthetic` are the pairs
that a language model made up, `written` the others.
"""

import argparse
import csv
import hashlib
import json
import random
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from rapidfuzz import fuzz, utils

from registry.identity.matching import compare_names
from registry.identity.names import normalise_name

HERE = Path(__file__).parent
HALVES = 50
GOAL = 0.92


@dataclass(frozen=True)
class Pair:
    """Two names, whether they are labelled as one, where the pair comes from, and why its label is no judge of us."""

    one: str
    other: str
    schema: str
    same: bool
    synthetic: bool
    policy: str

    @property
    def names(self) -> frozenset[str]:
        """The two names, to tell repeated pairs by."""
        return frozenset((self.one.casefold(), self.other.casefold()))


def read_pairs(file: Path) -> list[Pair]:
    """The labelled pairs; a policy entry that fits no line is an error."""
    listed = {(one["line"], one["digest"]): one["reason"] for one in yaml.safe_load(_POLICY.read_text("utf-8"))}
    pairs = []
    with file.open(encoding="utf-8", newline="") as lines:
        for line, row in enumerate(csv.DictReader(lines), start=2):
            key = (line, digest(row["name1"], row["name2"]))
            synthetic, same = row["case_group"] == "synth_companies", row["is_match"] == "True"
            pairs.append(Pair(row["name1"], row["name2"], row["schema"], same, synthetic, listed.pop(key, "")))
    if listed:
        raise SystemExit(f"name_pairs_policy.yml lists {len(listed)} pairs that {file} does not have: {sorted(listed)}")
    return pairs


_POLICY = HERE / "name_pairs_policy.yml"


def digest(one: str, other: str) -> str:
    """What a pair is listed under, so that no real firm's name stands in this project."""
    return hashlib.sha256(f"{one}\n{other}".encode()).hexdigest()[:12]


def scorers(pairs: Sequence[Pair], peer: Path | None) -> dict[str, list[float] | None]:
    """Every way of comparing, with its score for each pair; None for a peer that is not installed."""
    found: dict[str, list[float] | None] = {
        "compare_names": [compare_names(pair.one, pair.other).score for pair in pairs],
        "wratio": [fuzz.WRatio(pair.one, pair.other, processor=utils.default_process) / 100 for pair in pairs],
        "wratio_on_our_normal_form": [
            fuzz.WRatio(normalise_name(pair.one), normalise_name(pair.other)) / 100 for pair in pairs
        ],
        "logic_v2": None,
    }
    if peer is not None:
        asked = json.dumps([(pair.schema, pair.one, pair.other) for pair in pairs])
        command = [str(peer), str(HERE / "name_pairs_peer.py")]
        said = subprocess.run(command, input=asked, capture_output=True, text=True, check=True)
        found["logic_v2"] = json.loads(said.stdout)
    return found


def f1(pairs: Sequence[Pair], scores: Sequence[float], threshold: float) -> float:
    """F1 of calling every pair from `threshold` on the same."""
    right = sum(pair.same for pair, score in zip(pairs, scores, strict=True) if score >= threshold)
    called = sum(score >= threshold for score in scores)
    return 2 * right / (called + sum(pair.same for pair in pairs)) if right else 0.0


def best_threshold(pairs: Sequence[Pair], scores: Sequence[float]) -> float:
    """The middle of the gap between two scores where F1 is highest; of several gaps the middle one."""
    values = sorted(set(scores))
    gaps = [(below + above) / 2 for below, above in zip([0.0, *values], values, strict=False)]
    reached = [f1(pairs, scores, gap) for gap in gaps]
    best = [gap for gap, value in zip(gaps, reached, strict=True) if value == max(reached)]
    return best[len(best) // 2]


def halves(pairs: Sequence[Pair]) -> list[tuple[list[int], list[int]]]:
    """Fifty ways to part the pairs in two, repeated pairs kept together."""
    groups: dict[frozenset[str], list[int]] = {}
    for at, pair in enumerate(pairs):
        groups.setdefault(pair.names, []).append(at)
    found = []
    for seed in range(HALVES):
        order = list(groups.values())
        random.Random(seed).shuffle(order)
        flat = [at for group in order for at in group]
        middle = next(
            at for at in range(len(flat) // 2, len(flat)) if pairs[flat[at]].names != pairs[flat[at - 1]].names
        )
        found.append((flat[:middle], flat[middle:]))
    return found


def over_halves(pairs: Sequence[Pair], scores: Sequence[float]) -> dict[str, Any]:
    """Mean F1 on the half that did not choose the threshold, and what 95 of 100 halves lie between."""
    reached = []
    for chosen_on, told_on in halves(pairs):
        threshold = best_threshold([pairs[at] for at in chosen_on], [scores[at] for at in chosen_on])
        reached.append(f1([pairs[at] for at in told_on], [scores[at] for at in told_on], threshold))
    ordered = sorted(reached)
    low, high = ordered[round(0.025 * (HALVES - 1))], ordered[round(0.975 * (HALVES - 1))]
    return {"mean_f1": round(sum(reached) / HALVES, 3), "interval": [round(low, 3), round(high, 3)]}


SLICES: dict[str, Callable[[Pair], bool]] = {
    "judged": lambda pair: not pair.policy,
    "judged_synthetic": lambda pair: not pair.policy and pair.synthetic,
    "judged_written": lambda pair: not pair.policy and not pair.synthetic,
    "everything": lambda _: True,
}


def measure(pairs: Sequence[Pair], peer: Path | None) -> dict[str, Any]:
    """Every slice with every scorer, and what our threshold says of the policy pairs and gets wrong."""
    scored = scorers(pairs, peer)
    report: dict[str, Any] = {}
    for name, belongs in SLICES.items():
        kept = [at for at, pair in enumerate(pairs) if belongs(pair)]
        slice_ = [pairs[at] for at in kept]
        report[name] = {"pairs": len(kept), "same": sum(pair.same for pair in slice_)}
        for scorer, scores in scored.items():
            missing = "not installed: see --peer-python"
            report[name][scorer] = missing if scores is None else over_halves(slice_, [scores[at] for at in kept])
    ours = scored["compare_names"] or []
    judged = [at for at, pair in enumerate(pairs) if not pair.policy]
    threshold = best_threshold([pairs[at] for at in judged], [ours[at] for at in judged])
    report["threshold_on_all_judged"] = round(threshold, 3)
    report["wrong_on_all_judged"] = [at + 2 for at in judged if (ours[at] >= threshold) != pairs[at].same]
    said = [ours[at] >= threshold for at, pair in enumerate(pairs) if pair.policy]
    report["policy"] = {"pairs": len(said), "we_call_the_same": sum(said)}
    return report


def main() -> None:
    """Measures, prints, and says by the exit code whether the goal is met."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("../shared/data/organisation_name_pairs/pairs.csv"))
    parser.add_argument("--peer-python", type=Path)
    given = parser.parse_args()
    if not given.data.exists():
        raise SystemExit(f"{given.data} is not there: the labelled pairs are not part of this project")
    report = measure(read_pairs(given.data), given.peer_python)
    print(json.dumps(report, indent=2))
    sys.exit(report["judged"]["compare_names"]["mean_f1"] < GOAL)


if __name__ == "__main__":
    main()
