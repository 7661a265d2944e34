"""The weekly mail: what people confirmed or escalated, undecided alerts as counts, and nobody's private data."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Protocol
from urllib.parse import quote

from sqlmodel import Session, col, select

from alerts.mailing.acted_cases import acted_cases, undecided_by_severity
from alerts.mailing.corrections import Correction, corrections
from alerts.mailing.digest_entries import DigestEntry, entries_of
from alerts.rendering import templates
from alerts.weeks import Week, week_with
from registry.law.rulebook import Rulebook, load_rulebook
from registry.records import AuditEntry
from registry.settings import Settings
from registry.vocabulary import Severity

ENTRIES_SHOWN = 100


@dataclass(frozen=True)
class Count:
    """A number of this week beside the same number of the week before."""

    now: int
    before: int

    @property
    def change(self) -> str:
        """How it moved, in words."""
        moved = self.now - self.before
        return "as last week" if not moved else f"{abs(moved)} {'more' if moved > 0 else 'fewer'} than last week"


@dataclass(frozen=True)
class WeekFacts:
    """All that a week's mails say, before it is addressed to anybody."""

    week: Week
    jurisdiction: str
    entries: tuple[DigestEntry, ...]
    corrections: tuple[Correction, ...]
    acted: Count
    undecided: dict[Severity, Count]
    audit_entries: int
    audit_digest: str

    @property
    def waiting(self) -> Count:
        """All undecided alerts together."""
        counts = self.undecided.values()
        return Count(sum(one.now for one in counts), sum(one.before for one in counts))

    @property
    def simulated(self) -> int:
        """How many of the cases were acted on by the demo's simulation and by no person."""
        return sum(one.simulated for one in self.entries)

    @property
    def quiet(self) -> bool:
        """Whether nothing was confirmed or escalated, and nothing told before has to be taken back."""
        return not (self.entries or self.corrections)


class Reader(Protocol):
    """Somebody a digest is addressed to: a Subscriber, or whoever looks at a preview."""

    @property
    def email(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def unsubscribe_token(self) -> str: ...


@dataclass(frozen=True)
class Visitor:
    """A reader who is not on the list: for a preview; its way out leads nowhere."""

    email: str
    name: str = ""
    unsubscribe_token: str = "preview"  # noqa: S105  (not a secret)


@dataclass(frozen=True)
class Digest:
    """One mail to one reader; `period` is the week's key, under which it is sent at most once."""

    subject: str
    text: str
    html: str
    period: str
    quiet: bool


def compose_digest(
    session: Session,
    subscriber: Reader,
    *,
    week: date,
    settings: Settings,
    rulebook: Rulebook | None = None,
    known_at: datetime | None = None,
) -> Digest:
    """The mail to `subscriber` on the week that `week` falls in, as it was known at `known_at` (default: by now)."""
    facts = week_facts(session, week=week, settings=settings, rulebook=rulebook, known_at=known_at)
    return address_to(subscriber, facts, settings=settings)


def week_facts(
    session: Session,
    *,
    week: date,
    settings: Settings,
    rulebook: Rulebook | None = None,
    known_at: datetime | None = None,
) -> WeekFacts:
    """What the mails on the week of `week` say, gathered once for all readers."""
    law = rulebook or load_rulebook(settings.jurisdiction, extra_dir=settings.jurisdictions_dir)
    code, this = law.jurisdiction.code, week_with(week, time_zone=law.jurisdiction.time_zone)
    known = known_at or datetime.max.replace(tzinfo=UTC)
    cases = acted_cases(session, this, jurisdiction=code, known_at=known)
    former = acted_cases(session, this.before, jurisdiction=code, known_at=this.starts)
    now = undecided_by_severity(session, jurisdiction=code, at=min(this.ends, known))
    before = undecided_by_severity(session, jurisdiction=code, at=this.starts)
    entries = entries_of(session, cases, rulebook=law, public_url=settings.public_url, zone=this.zone)
    last = session.exec(
        select(AuditEntry).where(col(AuditEntry.at) <= known).order_by(col(AuditEntry.id).desc()).limit(1)
    ).first()
    return WeekFacts(
        week=this,
        jurisdiction=law.jurisdiction.name,
        entries=tuple(entries),
        corrections=corrections(session, this, jurisdiction=code, known_at=known, public_url=settings.public_url),
        acted=Count(len(cases), len(former)),
        undecided={severity: Count(now[severity], before[severity]) for severity in Severity},
        audit_entries=last.id or 0 if last else 0,
        audit_digest=last.digest if last else "",
    )


def address_to(subscriber: Reader, facts: WeekFacts, *, settings: Settings) -> Digest:
    """The week's mail to one reader, with the reader's own way out."""
    values = {
        "facts": facts,
        "entries": facts.entries[:ENTRIES_SHOWN],
        "more": max(0, len(facts.entries) - ENTRIES_SHOWN),
        "reader": subscriber.name or subscriber.email,
        "office": settings.office,
        "public_url": settings.public_url.rstrip("/"),
        "unsubscribe": unsubscribe_url(subscriber.unsubscribe_token, settings=settings),
        "demo": settings.demo,
    }
    environment = templates()
    return Digest(
        subject=_subject(facts, demo=settings.demo),
        text=environment.get_template("digest.txt").render(values),
        html=environment.get_template("digest.html").render(values),
        period=facts.week.key,
        quiet=facts.quiet,
    )


def unsubscribe_url(token: str, *, settings: Settings) -> str:
    """Where a POST ends the subscription that `token` belongs to (RFC 8058)."""
    return f"{settings.public_url.rstrip('/')}/unsubscribe/{quote(token, safe='')}"


def _subject(facts: WeekFacts, *, demo: bool) -> str:
    year, week, _ = facts.week.monday.isocalendar()
    said = f"{facts.acted.now} confirmed or escalated" if not facts.quiet else "nothing to report"
    said += f", {len(facts.corrections)} corrected" if facts.corrections else ""
    return f"{'[Demo] ' if demo else ''}Wakala, week {week} of {year}: {said}, {facts.waiting.now} waiting"
