"""How many different firms a handful of names stands for: spellings, branches and near names of one count once."""

from collections.abc import Iterable
from functools import lru_cache

from registry.identity.disjoint_sets import DisjointSets
from registry.identity.name_comparing.comparison import NameRelation, compare
from registry.identity.name_comparing.parts import words_of

# Beyond this many roots the answer is "many" whatever the pairs say, and pairs would cost too much.
MANY_NAMES = 40


def unrelated_names(names: Iterable[str]) -> tuple[str, ...]:
    """One name (the first in order) for each group of related ones in `names`; empty names count for nothing."""
    roots = {words_of(name).rare_key: name for name in sorted(set(names), reverse=True) if words_of(name).stems}
    return _grouped(tuple(sorted(roots.values())))


@lru_cache(maxsize=50_000)
def _grouped(names: tuple[str, ...]) -> tuple[str, ...]:
    if len(names) > MANY_NAMES:
        return names
    sets = DisjointSets(range(len(names)))
    for left in range(len(names)):
        for right in range(left + 1, len(names)):
            if are_related(names[left], names[right]):
                sets.union(left, right)
    return tuple(names[group[0]] for group in sets.sets())


def are_related(a: str, b: str) -> bool:
    """Whether two names may belong to one firm or its kin; strangers' names are not."""
    if compare(a, b).relation is not NameRelation.DIFFERENT:
        return True
    left, right = words_of(a).rare, words_of(b).rare
    # "Tembo" beside "Tembo Ridge Hotels": one name's distinguishing words all stand in the other.
    return left <= right or right <= left
