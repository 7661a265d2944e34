"""What a case rests on, gathered for somebody without a sign-in: plain values, each with where it came from.

Apart from the weekly mail, which names nobody undecided and gives no private data: a pack answers to a court.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, select

from alerts.casework.told_grounds import told_grounds, unsure_grounds
from alerts.plain_words import ABSENT, case_reference, ground_in_words, tells_absence
from registry.law.rulebook import Rulebook
from registry.records import (
    Advert,
    Agency,
    Alert,
    AlertAdvert,
    Assessment,
    AuditEntry,
    Finding,
    ForgottenPage,
    Recruiter,
    Sighting,
    TriageDecision,
)
from registry.vocabulary import Lane, Stated
from registry.wordings import Wording, wordings_of

UNCONFIRMED = "no named person has confirmed this reference"


@dataclass(frozen=True)
class KeptPlace:
    """A kept page that the pack takes with it: its name there, and where it lies in the evidence folder."""

    name: str
    digest: str
    file: str
    offset: int


@dataclass(frozen=True)
class PackContents:
    """The case as plain values (JSON only), and the kept pages that it names."""

    case: Mapping[str, Any]
    pages: tuple[KeptPlace, ...]


def gather(session: Session, alert: Alert, *, rulebook: Rulebook, zone: ZoneInfo) -> PackContents:
    """Everything that the case rests on, as it was judged, with every wording and page of its adverts."""
    recruiter = session.get_one(Recruiter, alert.recruiter_id)
    writer = _Writer(rulebook, zone)
    unsure = unsure_grounds(session, [alert.id or 0]).get(alert.id or 0, ())
    adverts = [writer.advert(session, *found) for found in _bases(session, alert)]
    case = {
        "reference": case_reference(alert.id),
        "recruiter": recruiter.name,
        "also_known_as": [str(name) for name in recruiter.names if name != recruiter.name],
        "jurisdiction": rulebook.jurisdiction.name,
        "state": alert.state.value,
        "found": alert.disposition.value if alert.disposition else None,
        "severity": alert.severity.value,
        "person_at_risk": alert.lane is Lane.URGENT,
        "raised_at": writer.moment(alert.raised_at),
        "raised_for": told_grounds(alert.grounds, rulebook, unsure=unsure),
        "adverts": adverts,
        "history": [writer.act(one) for one in _rows(session, TriageDecision, TriageDecision.alert_id, alert.id)],
        "audit": [_entry(one) for one in _rows(session, AuditEntry, AuditEntry.subject, f"alert:{alert.id}")],
    }
    return PackContents(case, tuple(writer.pages.values()))


def _bases(session: Session, alert: Alert) -> Sequence[tuple[Advert, Assessment, Agency | None]]:
    query = (
        select(Advert, Assessment, Agency)
        .join(AlertAdvert, col(AlertAdvert.advert_id) == col(Advert.id))
        .join(Assessment, col(Assessment.id) == col(AlertAdvert.assessment_id))
        .outerjoin(Agency, col(Agency.id) == col(Assessment.agency_id))
        .where(AlertAdvert.alert_id == alert.id)
        .order_by(col(Advert.id))
    )
    return session.exec(query).all()


def _rows(session: Session, table: Any, column: Any, value: object) -> Sequence[Any]:
    return session.exec(select(table).where(column == value).order_by(table.id)).all()


def _entry(entry: AuditEntry) -> dict[str, Any]:
    return {"id": entry.id, **entry.model_dump(mode="json", exclude={"id"})}


def _others(judged: Assessment) -> list[dict[str, Any]]:
    """The agencies that were considered and not matched, each with the values that were compared only for it."""
    compared = [_values(one) for one in _mappings(judged.match_reasons)]
    return [
        {**one, "reasons": [said for said in _mappings(one.get("reasons")) if _values(said) not in compared]}
        for one in _mappings(judged.candidates)
        if one.get("agency_id") != judged.agency_id
    ]


def _mappings(stored: Any) -> list[Mapping[str, Any]]:
    return [one for one in stored or () if isinstance(one, dict)]


def _values(reason: Mapping[str, Any]) -> tuple[Any, ...]:
    return reason.get("kind"), reason.get("claimed"), reason.get("registered")


def _forgotten(session: Session, advert_id: int | None) -> Sequence[ForgottenPage]:
    of_advert = (
        select(Sighting.id)
        .where(Sighting.advert_id == advert_id)
        .where(Sighting.evidence_file == ForgottenPage.file, Sighting.evidence_offset == ForgottenPage.offset)
    )
    return session.exec(select(ForgottenPage).where(of_advert.exists()).order_by(col(ForgottenPage.id))).all()


class _Writer:
    """Writes values down in the words of one rulebook, and counts the kept pages it came across."""

    def __init__(self, rulebook: Rulebook, zone: ZoneInfo) -> None:
        self.rulebook, self.zone = rulebook, zone
        self.pages: dict[tuple[str, int], KeptPlace] = {}

    def moment(self, at: datetime) -> str:
        return at.astimezone(self.zone).isoformat(timespec="seconds")

    def advert(self, session: Session, advert: Advert, judged: Assessment, agency: Agency | None) -> dict[str, Any]:
        wordings = wordings_of(session, advert.id or 0)
        as_judged = next((one.text for one in wordings if one.content_digest == judged.content_digest), None)
        findings = [
            self.finding(one)
            for one in _rows(session, Finding, Finding.assessment_id, judged.id)
            if one.stated is not Stated.SILENT
        ]
        return {
            "number": advert.id,
            "advertiser_as_printed": advert.advertiser_raw,
            "source": advert.source,
            "address": advert.url,
            "posted_on": advert.posted_on.isoformat() if advert.posted_on else None,
            "state": advert.state.value,
            "words": as_judged if as_judged is not None else f"{advert.title}\n{advert.description}",
            "words_are_as_judged": as_judged is not None,
            "words_removed": not wordings and not advert.description,
            "judged_on": judged.judged_on.isoformat(),
            "rulebook_version": judged.rulebook_version,
            "register": {
                "standing": judged.standing.value,
                "says": judged.standing_reason,
                "agency": {"name": agency.name, "number": agency.number} if agency else None,
                "compared": judged.match_reasons,
                "also_came_near": _others(judged),
            },
            "findings": findings,
            "wordings": [self.wording(one) for one in wordings],
            "forgotten": [self.forgotten(one) for one in _forgotten(session, advert.id)],
        }

    def finding(self, finding: Finding) -> dict[str, Any]:
        rule = self.rulebook.rule(finding.rule_id) if self.rulebook.has(finding.rule_id) else None
        absent = tells_absence(finding.rule_id, self.rulebook)
        span = None if absent or finding.span_start is None else [finding.span_start, finding.span_end]
        return {
            "rule": finding.rule_id,
            "title": ground_in_words(finding.rule_id, self.rulebook),
            "severity": finding.severity.value,
            "counts": finding.stated is Stated.STATED and not finding.cancelled_by,
            "unsure": finding.hint,
            "cancelled_by": finding.cancelled_by,
            "quote": "" if absent else finding.quote,
            "span": span,
            "explanation": ABSENT if absent else finding.explanation,
            "rests_on": rule.reference.told if rule else "",
            "reference_status": "" if rule is None or rule.reference.confirmed else UNCONFIRMED,
        }

    def wording(self, wording: Wording) -> dict[str, Any]:
        return {
            "change": wording.change.value,
            "seen_at": self.moment(wording.seen_at),
            "last_seen_at": self.moment(wording.last_seen_at),
            "words": wording.text,
            "page": self._page(wording),
        }

    def forgotten(self, page: ForgottenPage) -> dict[str, Any]:
        return {
            "sha256": page.digest,
            "kept_at": self.moment(page.kept_at),
            "removed_at": self.moment(page.forgotten_at),
            "removed_by": page.forgotten_by,
        }

    def _page(self, wording: Wording) -> dict[str, Any] | None:
        if wording.file is None:
            return None
        place = (wording.file, wording.offset or 0)
        name = f"pages/{len(self.pages) + 1:03d}.page"
        kept = self.pages.setdefault(place, KeptPlace(name, wording.digest or "", *place))
        return {"in_this_pack": kept.name, "sha256": kept.digest, "archive": kept.file, "from_byte": kept.offset}

    def act(self, act: TriageDecision) -> dict[str, Any]:
        return {
            "at": self.moment(act.decided_at),
            "act": act.action.value,
            "found": act.disposition.value if act.disposition else None,
            "by": act.officer,
            "reason": act.reason,
            "left_it": act.state_after.value,
            "undone": act.undone_by_id is not None,
        }
