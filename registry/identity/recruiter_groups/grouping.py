"""Which adverts have one recruiter behind them: a pure function of the adverts, whatever order they came in."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from registry.identity.disjoint_sets import DisjointSets
from registry.identity.name_comparing.groups import unrelated_names
from registry.identity.recruiter_groups.keys import Key, SeenAdvert
from registry.identity.recruiter_groups.scene import Scene

# One person runs a few names from one telephone; beyond this many strangers it is a call centre, a board or a block.
STRANGERS_AT_MOST = 8


def group(scene: Scene) -> list[list[int]]:
    """Advert ids by recruiter, lowest first: strong keys hold them together, then names that nothing contradicts."""
    sets = DisjointSets(scene.adverts, apart=scene.apart)
    for left, right in sorted(scene.same):
        if left in scene.adverts and right in scene.adverts:
            sets.union(left, right)
    shared = scene.shared | shared_keys(scene.adverts.values())
    reachable = set()
    by_key: dict[Key, list[int]] = defaultdict(list)
    for advert in scene.adverts.values():
        for key in advert.strong:
            if key not in shared:
                by_key[key].append(advert.id)
                reachable.add(advert.id)
    for key in sorted(by_key):
        sets.join(by_key[key])
    _join_by_name(scene.adverts, sets, reachable)
    return sets.sets()


def shared_keys(adverts: Iterable[SeenAdvert]) -> set[Key]:
    """The strong keys that more unrelated names use than one recruiter plausibly runs."""
    names: dict[Key, set[str]] = defaultdict(set)
    for advert in adverts:
        for key in advert.strong:
            if advert.name:
                names[key].add(advert.name)
    return {key for key, used in names.items() if is_shared(used)}


def is_shared(names: set[str]) -> bool:
    """Whether these are the names of too many strangers to be one recruiter's."""
    return len(names) > STRANGERS_AT_MOST and len(unrelated_names(names)) > STRANGERS_AT_MOST


def _join_by_name(adverts: Mapping[int, SeenAdvert], sets: DisjointSets, reachable: set[int]) -> None:
    """A name joins adverts without contacts to the one recruiter of that name.

    Two recruiters of one name with different contacts stay two (one may be a copycat), and then nothing says to which
    of them an advert without contacts belongs: those stay together, apart from both.
    """
    with_contacts = {sets.find(one) for one in reachable}
    named: dict[Key, tuple[set[int], list[int]]] = defaultdict(lambda: (set(), []))
    for advert in adverts.values():
        if advert.name_key is None:
            continue
        known, nameless = named[advert.name_key]
        root = sets.find(advert.id)
        if root in with_contacts:
            known.add(root)
        else:
            nameless.append(advert.id)
    for key in sorted(named):
        known, nameless = named[key]
        sets.join([*nameless, *known] if len(known) == 1 else nameless)
