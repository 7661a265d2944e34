"""What officers had in view when they decided, so that nobody is asked the same question about the same text twice."""

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlmodel import Session, col

from alerts.casework.justification import Justified
from registry.bulk import in_pieces
from registry.records import Advert, Alert, AlertAdvert, Recruiter
from registry.vocabulary import AlertState
from risk_model.labels import NEGATIVE

_SPACES = re.compile(r"\s+")


@dataclass(frozen=True)
class SeenAdvert:
    """One advert on a decided alert: its text as it was, and the grounds it was there for.

    A decision that nothing is wrong clears the text itself, also when the same recruiter posts it again; the others
    close that one advert.
    """

    advert_id: int
    text_digest: str
    grounds: Mapping[str, str]
    clears_text: bool


def text_digest(title: str, description: str) -> str:
    """A digest of what an advert says, whatever its address, its letter case or its spacing."""
    plain = _SPACES.sub(" ", f"{title}\n{description}").strip().casefold()
    return hashlib.sha256(plain.encode()).hexdigest()


def text_digests(session: Session, advert_ids: Iterable[int]) -> dict[int, str]:
    """The digest of each advert's present text, by advert."""
    found: dict[int, str] = {}
    for piece in in_pieces(set(advert_ids)):
        rows = session.execute(
            select(col(Advert.id), col(Advert.title), col(Advert.description)).where(col(Advert.id).in_(piece))
        )
        found |= {number: text_digest(title, description) for number, title, description in rows}
    return found


def former_selves(session: Session, recruiter_ids: Iterable[int]) -> dict[int, int]:
    """Each recruiter, and each one that was merged into it, to the one that holds the adverts now."""
    holder = {number: number for number in recruiter_ids}
    newest = list(holder)
    while newest:
        merged: list[int] = []
        for piece in in_pieces(newest):
            query = select(col(Recruiter.id), col(Recruiter.merged_into_id)).where(
                col(Recruiter.merged_into_id).in_(piece)
            )
            for number, into in session.execute(query):
                if number not in holder:
                    holder[number] = holder[into]
                    merged.append(number)
        newest = merged
    return holder


def seen_by_recruiter(session: Session, recruiter_ids: Iterable[int]) -> dict[int, list[SeenAdvert]]:
    """What was in view in every decided alert of these recruiters and of those merged into them."""
    holder = former_selves(session, recruiter_ids)
    seen: dict[int, list[SeenAdvert]] = defaultdict(list)
    for piece in in_pieces(holder):
        query = (
            select(
                col(Alert.recruiter_id),
                col(Alert.disposition),
                col(AlertAdvert.advert_id),
                col(AlertAdvert.text_digest),
                col(AlertAdvert.grounds),
            )
            .join(AlertAdvert, col(AlertAdvert.alert_id) == col(Alert.id))
            .where(col(Alert.recruiter_id).in_(piece), col(Alert.state) == AlertState.DECIDED)
        )
        for recruiter_id, disposition, advert_id, digest, grounds in session.execute(query):
            seen[holder[recruiter_id]].append(SeenAdvert(advert_id, digest, dict(grounds), disposition in NEGATIVE))
    return seen


def fresh_grounds(one: Justified, *, digest: str, seen: Sequence[SeenAdvert]) -> dict[str, str]:
    """The grounds of `one` that no decision has covered yet.

    Once a person has read a text, no score raises it again; a hard ground does when it is another rule, or the same
    rule on another register fact.
    """
    views = [
        view for view in seen if view.text_digest == digest and (view.clears_text or view.advert_id == one.advert_id)
    ]
    if not views:
        return one.grounds
    decided = {(rule_id, fact) for view in views for rule_id, fact in view.grounds.items()}
    return {rule_id: fact for rule_id, fact in one.hard_grounds.items() if (rule_id, fact) not in decided}
