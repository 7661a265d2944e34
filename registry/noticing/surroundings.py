"""What stands around a batch of claims: the other adverts of their recruiters and campaigns, and keys many share."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from sqlalchemy import func, select
from sqlmodel import Session, col

from registry.bulk import in_pieces
from registry.identity.recruiter_groups.keys import Key, SeenAdvert, seen, seen_adverts
from registry.identity.types import AgencyMatch, Claim
from registry.records import Advert, CampaignAdvert, RecruiterKey
from registry.vocabulary import SourceKind

# These print what others advertise: no contact or text of theirs, and no return, is the advertiser's doing.
REPOSTING = frozenset({SourceKind.BLOG, SourceKind.OFFICIAL})
# A key in the hands of so many recruiters is a board's, a call centre's or a bank's.
COMMON_FROM = 3


@dataclass(frozen=True)
class AdvertClaim:
    """One stored advert with who it says it is and which agency that was found to be."""

    advert: Advert
    claim: Claim
    match: AgencyMatch

    @cached_property
    def id(self) -> int:
        """The advert's id; it must be stored."""
        if self.advert.id is None:
            raise ValueError("the advert is not stored yet")
        return self.advert.id

    @cached_property
    def text(self) -> str:
        """Title, newline, description: what spans of observations count characters of."""
        return f"{self.advert.title}\n{self.advert.description}"

    @cached_property
    def day(self) -> date:
        """The day the advert was published, as far as known."""
        return self.advert.posted_on or self.advert.first_seen_at.date()

    @cached_property
    def reposts(self) -> bool:
        """Whether the source prints other people's adverts."""
        return self.advert.source_kind in REPOSTING


@dataclass(frozen=True)
class Surroundings:
    """Adverts by recruiter and by campaign, a batch's own and all others on file."""

    by_recruiter: dict[int, tuple[SeenAdvert, ...]]
    campaign_of: dict[int, int]
    by_campaign: dict[int, tuple[SeenAdvert, ...]]
    common: frozenset[Key]
    by_id: dict[int, SeenAdvert] = field(default_factory=dict)
    _own: dict[int, tuple[SeenAdvert, ...]] = field(default_factory=dict)

    @classmethod
    def build(cls, session: Session, claims: Sequence[AdvertClaim]) -> "Surroundings":
        """What is on file around `claims`, read in sets."""
        recruiters = {one.advert.recruiter_id for one in claims if one.advert.recruiter_id is not None}
        by_recruiter: dict[int, list[SeenAdvert]] = defaultdict(list)
        for advert in seen_adverts(session, col(Advert.recruiter_id), recruiters):
            by_recruiter[int(advert.recruiter_id or 0)].append(advert)
        around = {advert.id: advert for listed in by_recruiter.values() for advert in listed}
        places = _places(session, col(CampaignAdvert.advert_id), {*around, *(one.id for one in claims)})
        members = _places(session, col(CampaignAdvert.campaign_id), places.values())
        others = seen_adverts(session, col(Advert.id), members.keys() - around.keys())
        around |= {advert.id: advert for advert in others}
        by_campaign: dict[int, list[SeenAdvert]] = defaultdict(list)
        for advert_id, campaign_id in members.items():
            by_campaign[campaign_id].append(around[advert_id])
        return cls(
            by_recruiter={number: tuple(listed) for number, listed in by_recruiter.items()},
            campaign_of=places,
            by_campaign={number: tuple(listed) for number, listed in by_campaign.items()},
            common=_common(session, {key for one in around.values() for key in one.strong}),
            by_id=around,
        )

    def seen(self, one: AdvertClaim) -> SeenAdvert:
        """The claim's own advert, its keys worked out once."""
        return self.by_id.get(one.id) or seen(one.advert)

    def group(self, one: AdvertClaim) -> int:
        """What the claim's recruiter is known by here: whatever holds for a recruiter is worked out once a group."""
        recruiter = one.advert.recruiter_id
        return recruiter if recruiter in self.by_recruiter else -one.id

    def own(self, one: AdvertClaim) -> tuple[SeenAdvert, ...]:
        """All adverts of the claim's recruiter, itself included, without what others reposted."""
        group = self.group(one)
        if group not in self._own:
            listed = self.by_recruiter.get(group) or (self.seen(one),)
            self._own[group] = tuple(advert for advert in listed if advert.source_kind not in REPOSTING)
        return self._own[group]

    def name_of(self, one: AdvertClaim) -> str:
        """The name that the claim's recruiter uses most, "" where none of its adverts gives one."""
        listed = self.by_recruiter.get(self.group(one), ())
        counted = Counter(advert.name for advert in listed if advert.name)
        return min(counted, key=lambda name: (-counted[name], name), default="")


def _places(session: Session, where: object, values: Iterable[int]) -> dict[int, int]:
    """Campaign by advert, for the rows whose column `where` is one of `values`."""
    found: dict[int, int] = {}
    columns = (col(CampaignAdvert.advert_id), col(CampaignAdvert.campaign_id))
    for piece in in_pieces(sorted(set(values))):
        rows = session.execute(select(*columns).where(where.in_(piece)))  # type: ignore[attr-defined]
        found.update((advert_id, campaign_id) for advert_id, campaign_id in rows)
    return found


def _common(session: Session, keys: set[Key]) -> frozenset[Key]:
    found: set[Key] = set()
    kind, value = col(RecruiterKey.kind), col(RecruiterKey.value)
    counted = select(kind, value).group_by(kind, value).having(func.count() >= COMMON_FROM)
    for piece in in_pieces(sorted({one for _, one in keys})):
        found.update((held, one) for held, one in session.execute(counted.where(value.in_(piece))))
    return frozenset(found & keys)
