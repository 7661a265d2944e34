"""Names of one register that a slip of the pen, a swapped word or a trade word more keeps apart: for its registrar."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from sqlmodel import col, select

from registry.identity.name_comparing.comparison import SAME_FIRM, NameRelation, compare
from registry.identity.name_comparing.parts import words_of
from registry.records import Agency, AgencyName
from registry.register_import.snapshot import Snapshot

# Registers of licence holders have hundreds or thousands; pairs of a whole company register are nobody's to look at.
MOST_HOLDERS = 30_000
_MOST_ALIKE = 20
_SHORTEST = 6
_NEAR = (*SAME_FIRM, NameRelation.LOOK_ALIKE)
Holder = tuple[int, str, str | None]


def remark_near_names(snapshot: Snapshot) -> None:
    """Remark pairs of holders whose names differ by one letter, by order or by words that distinguish nobody."""
    query = (
        select(Agency.id, Agency.name, Agency.number)
        .join(AgencyName, col(AgencyName.agency_id) == col(Agency.id))
        .where(
            Agency.jurisdiction == snapshot.jurisdiction.code,
            Agency.register_kind == snapshot.kind,
            col(AgencyName.until_on).is_(None),
            AgencyName.role == "registered",
        )
        .order_by(col(Agency.id))
        .limit(MOST_HOLDERS + 1)
    )
    holders = [(int(id_ or 0), name, number) for id_, name, number in snapshot.session.exec(query)]
    if len(holders) > MOST_HOLDERS:
        return
    for left, right in near_pairs(holders):
        told = " and ".join(f"{name} ({number or 'no number'})" for _, name, number in (left, right))
        snapshot.remark("near_duplicate", f"{told} have nearly one name", left[0])


def near_pairs(holders: Sequence[Holder]) -> Iterator[tuple[Holder, Holder]]:
    """Each pair once; names that are the same but for legal form and spelling are not near, but one."""
    alike: dict[str, list[int]] = defaultdict(list)
    for at, (_, name, _) in enumerate(holders):
        for key in _keys(name):
            alike[key].append(at)
    seen: set[tuple[int, int]] = set()
    for places in alike.values():
        if 1 < len(places) <= _MOST_ALIKE:
            seen.update(combinations(places, 2))
    for left, right in sorted(seen):
        one, other = holders[left], holders[right]
        if _is_near(one[1], other[1]):
            yield one, other


def _keys(name: str) -> Iterable[str]:
    """The distinguishing letters, and the same with each one left out: two names one slip apart share one of them."""
    letters = words_of(name).rare_key.replace(" ", "")
    if len(letters) < _SHORTEST:
        return {letters} if letters else set()
    return {letters, *(letters[:at] + letters[at + 1 :] for at in range(len(letters)))}


def _is_near(one: str, other: str) -> bool:
    same = words_of(one).name.normalised == words_of(other).name.normalised
    return not same and compare(one, other).relation in _NEAR
