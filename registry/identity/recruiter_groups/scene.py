"""Everything on file that new adverts may touch: the recruiters that share a key with them, and theirs in turn."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select
from sqlmodel import Session, col

from registry.bulk import in_pieces
from registry.identity.contact_reading.domains import is_under
from registry.identity.recruiter_groups.keys import STRONG, Key, SeenAdvert, seen_adverts
from registry.records import Advert, IdentityJudgement, Recruiter, RecruiterKey
from registry.vocabulary import ContactKind, Judgement

Pair = tuple[int, int]
_ADDRESSES = frozenset({ContactKind.EMAIL, ContactKind.DOMAIN})


@dataclass
class Scene:
    """The adverts to be grouped anew, the keys already known to be shared by strangers, and what people said."""

    adverts: dict[int, SeenAdvert]
    shared: set[Key] = field(default_factory=set)
    same: list[Pair] = field(default_factory=list)
    apart: list[Pair] = field(default_factory=list)


def gather(session: Session, fresh: Sequence[SeenAdvert], *, at: datetime, official: Collection[str] = ()) -> Scene:
    """The scene around `fresh`: complete, so that grouping it gives what grouping everything would.

    Addresses under the `official` domains are every office's, and hold nothing together.
    """
    scene = Scene({advert.id: advert for advert in fresh})
    partners, judged = _read_judgements(session, scene, at)
    asked: set[Key] = set()
    loaded: set[int] = set()
    arrived = list(scene.adverts.values())
    while arrived:
        wanted = {partner for advert in arrived for partner in partners.get(advert.id, ())} - scene.adverts.keys()
        keys = {key for advert in arrived for key in _gluing(advert)} - asked
        asked |= keys
        of_the_state = {key for key in keys if is_of_the_state(key, official)}
        scene.shared |= of_the_state
        keys -= of_the_state
        recruiters = {advert.recruiter_id for advert in arrived if advert.recruiter_id is not None}
        recruiters |= _holders_to_load(holders_of(session, keys), scene, judged)
        found = [*seen_adverts(session, col(Advert.recruiter_id), recruiters - loaded)]
        found += seen_adverts(session, col(Advert.id), wanted)
        loaded |= recruiters
        arrived = [advert for advert in found if advert.id not in scene.adverts]
        scene.adverts.update((advert.id, advert) for advert in arrived)
    return scene


def _gluing(advert: SeenAdvert) -> Iterable[Key]:
    return advert.strong if advert.name_key is None else (*advert.strong, advert.name_key)


def _read_judgements(session: Session, scene: Scene, at: datetime) -> tuple[dict[int, set[int]], set[int]]:
    """Judgements in force on the scene; each advert's partners, and the recruiters ever told apart."""
    partners: dict[int, set[int]] = defaultdict(set)
    told_apart: set[int] = set()
    columns = (
        col(IdentityJudgement.left_advert_id),
        col(IdentityJudgement.right_advert_id),
        col(IdentityJudgement.judgement),
        col(IdentityJudgement.withdrawn_at),
    )
    query = select(*columns).where(col(IdentityJudgement.judged_at) <= at).order_by(col(IdentityJudgement.id))
    for left, right, judgement, withdrawn_at in session.execute(query):
        if judgement is Judgement.CANNOT_TELL:
            continue
        partners[left].add(right)
        partners[right].add(left)
        if judgement is Judgement.NOT_SAME:
            told_apart.update((left, right))
        if withdrawn_at is None or withdrawn_at > at:
            (scene.same if judgement is Judgement.SAME else scene.apart).append((left, right))
    return partners, _recruiters_of(session, told_apart)


def _recruiters_of(session: Session, adverts: set[int]) -> set[int]:
    found: set[int] = set()
    for piece in in_pieces(sorted(adverts)):
        query = select(col(Advert.recruiter_id)).where(col(Advert.id).in_(piece))
        found.update(one for one in session.execute(query).scalars() if one is not None)
    return found


def is_of_the_state(key: Key, official: Collection[str]) -> bool:
    """Whether the key is an address under one of the state's domains."""
    return key[0] in _ADDRESSES and is_under(key[1], official)


def judged_recruiters(session: Session, at: datetime) -> set[int]:
    """The recruiters of adverts that a person ever called the same or not the same, until `at`."""
    columns = (col(IdentityJudgement.left_advert_id), col(IdentityJudgement.right_advert_id))
    query = select(*columns).where(
        col(IdentityJudgement.judged_at) <= at, col(IdentityJudgement.judgement) != Judgement.CANNOT_TELL
    )
    return _recruiters_of(session, {one for pair in session.execute(query) for one in pair})


def holders_of(session: Session, keys: set[Key]) -> dict[Key, set[int]]:
    """The living recruiters that hold each of `keys`."""
    found: dict[Key, set[int]] = defaultdict(set)
    columns = (col(RecruiterKey.kind), col(RecruiterKey.value), col(RecruiterKey.recruiter_id))
    living = select(*columns).join(Recruiter, col(Recruiter.id) == col(RecruiterKey.recruiter_id))
    for piece in in_pieces(sorted({value for _, value in keys})):
        query = living.where(col(RecruiterKey.value).in_(piece), col(Recruiter.merged_into_id).is_(None))
        for kind, value, recruiter_id in session.execute(query):
            if (kind, value) in keys:
                found[kind, value].add(recruiter_id)
    return found


def _holders_to_load(holders: dict[Key, set[int]], scene: Scene, judged: set[int]) -> set[int]:
    """Holders whose adverts must be seen; a strong key that several hold was found to be shared, and stays so."""
    wanted: set[int] = set()
    for key, recruiters in holders.items():
        if key[0] in STRONG and len(recruiters) > 1 and not recruiters & judged:
            scene.shared.add(key)
        elif key[0] in STRONG or key[0] is ContactKind.NAME:
            wanted |= recruiters
    return wanted
