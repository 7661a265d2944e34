"""Stages a country's situations: its invented registers imported, adverts seen day by day, judged and raised."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from hashlib import sha256

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, col, select

from alerts.casework.case_opening import open_case
from alerts.raising import raise_alerts
from alerts.triage import decide, undo
from registry.advert_item import AdvertItem
from registry.agency_register import import_register
from registry.identity.campaigns import find_campaigns
from registry.identity.recruiters import resolve_recruiters
from registry.intake import open_crawl, record_sighting
from registry.law.by_version import ByVersion
from registry.law.official import official_domains
from registry.law.rulebook import Rulebook
from registry.law.situations import ListedFirm, Situations, Staged, StagedAdvert
from registry.lifecycle import mark_gone
from registry.records import Advert, Alert, Assessment, Finding
from registry.register_reading.table import RawRow
from registry.register_spec import RegisterSpec, Role
from registry.registers import KeptIndexes
from registry.vocabulary import AlertState, ImportState, RegisterKind, SourceKind, Stated
from risk_model.assessment import assess_ids
from risk_model.indicators import _compile
from risk_model.outstanding import ids_to_assess
from risk_model.scorecard import Scorecard
from spiders.item_reading import read_item
from spiders.locality import Locality, locality_of
from spiders.posting import Posting
from spiders.source_schema import Source

OFFICER = "amina@labour.example"
REASON = "What the advert says was checked with the register and by telephone."
THRESHOLD = 0.5
_FIRM = (
    *(Role.NAME, Role.NUMBER, Role.STATUS, Role.SCOPE, Role.ISSUED_ON, Role.EXPIRES_ON, Role.PHONE, Role.EMAIL),
    *(Role.WEBSITE, Role.ADDRESS, Role.PERSON),
)
_ORDER = (Role.NAME, Role.AGENCY_NUMBER, Role.TITLE, Role.DESTINATION, Role.VACANCIES)
_NOTICE = (Role.NAME, Role.NUMBER, Role.STATUS, Role.ISSUER, Role.PUBLISHED_ON, Role.PERSON, Role.REASON)


@dataclass(frozen=True)
class Outcome:
    """What came of a situation: whether the rule counts in the advert's assessment, and the grounds it was raised on.

    `told` are the explanations of the rule's findings, and `counting` every rule that counts.
    """

    counts: bool
    grounds: frozenset[str]
    told: tuple[str, ...]
    counting: tuple[str, ...]


@dataclass
class Stage:
    """One country's registers on file in an engine; situations are played on it one by one, and leave no trace."""

    engine: Engine
    rulebook: Rulebook
    judge: Scorecard
    kept: KeptIndexes = field(default_factory=KeptIndexes)

    def play(self, staged: Staged) -> Outcome:
        """What comes of one situation."""
        with Session(self.engine, expire_on_commit=False) as session:
            try:
                return _Play(session, self, staged).outcome()
            finally:
                session.rollback()


@contextmanager
def words_by_phrases_alone() -> Iterator[None]:
    """While it lasts no sentences are learnt: readers of sentences take minutes, and find none of these rules."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("risk_model.wording.fit_hints", lambda *_given, **_kept: None)
        patch.setattr("risk_model.indicators._wording_of", ByVersion(_compile))
        yield


def file_registers(session: Session, situations: Situations, *, rulebook: Rulebook) -> None:
    """The situations' lists imported in the order of their days, and the notices; all of them take effect."""
    code, lists = situations.jurisdiction, situations.lists
    firms = {RegisterKind.AGENCIES: situations.agencies, RegisterKind.MARITIME: situations.maritime}
    listed: list[tuple[date, RegisterKind, list[RawRow]]] = [
        (day, kind, [_firm(one) for one in rows if one.is_on(day)])
        for kind, rows in firms.items()
        for day in lists.get(kind, ())
    ]
    listed += [
        (
            day,
            RegisterKind.VACANCIES,
            [
                _row(_ORDER, one.agency, one.agency_number, one.title, one.destination, one.vacancies)
                for one in situations.orders
                if one.is_on(day)
            ],
        )
        for day in lists.get(RegisterKind.VACANCIES, ())
    ]
    if situations.notices:
        notices = [
            _row(
                *(_NOTICE, one.name, one.number, one.action, one.issuer, one.published_on.isoformat()),
                *("; ".join(one.people), one.reason),
            )
            for one in situations.notices
        ]
        listed.append((max(one.published_on for one in situations.notices), RegisterKind.NOTICES, notices))
    for day, kind, rows in sorted(listed, key=lambda one: one[0]):
        taken = import_register(
            session,
            rows,
            spec=_spec(code, kind),
            source=f"{kind.value}.html",
            sha256=sha256(f"{kind.value} {day}".encode()).hexdigest(),
            as_of=day,
            at=_noon(day),
            by=OFFICER,
            rulebook=rulebook,
        )
        assert taken.state is ImportState.ACTIVE, taken.report


class _Play:
    """One situation, acted out in the order of its days."""

    def __init__(self, session: Session, stage: Stage, staged: Staged) -> None:
        self.session, self.stage, self.staged = session, stage, staged
        self.rulebook = stage.rulebook
        self.ids: dict[int, int] = {}
        self.adverts = (*staged.situation.others, staged.situation.advert)

    def outcome(self) -> Outcome:
        """What is said of the judged advert at the end."""
        for day in sorted({self.staged.judged_on, *(day for one in self.adverts for day in one.days)}):
            self._see(day)
            self._decide(day)
            self._take_down(day)
        end = _noon(self.staged.judged_on) + timedelta(hours=1)
        judged = len(self.adverts) - 1
        if (gone := self.adverts[judged].gone_on) is not None and gone <= self.staged.judged_on:
            self._sight([judged], self.staged.judged_on, at=end)
        self._assess(self.staged.judged_on, end)
        return self._read(self.ids[judged])

    def _see(self, day: date) -> None:
        first = [at for at, one in enumerate(self.adverts) if (one.day or self.staged.judged_on) == day]
        if first:
            self._sight(first, day, at=_noon(day))

    def _sight(self, places: Sequence[int], day: date, *, at: datetime) -> None:
        seen = []
        for place in places:
            advert = self.adverts[place]
            item = _item(advert, place, day=advert.day or day, at=at, code=self.rulebook.jurisdiction.code)
            seen.append(record_sighting(self.session, item, open_crawl(self.session, source=item.source, at=at)))
            self.ids[place] = int(seen[-1].id or 0)
        resolve_recruiters(self.session, seen, at=at, official=official_domains(self.rulebook.jurisdiction))
        find_campaigns(self.session, seen, at=at)

    def _decide(self, day: date) -> None:
        for place, one in enumerate(self.adverts):
            if one.case is not None and one.case.day == day:
                at = _noon(day) + timedelta(minutes=10)
                self._assess(day, at)
                alert = open_case(
                    self.session, self._recruiter(self.ids[place]), officer=OFFICER, reason=REASON, on=day, at=at
                )
                decide(self.session, alert, one.case.disposition, officer=OFFICER, reason=REASON, at=at)
                if one.case.undone:
                    self.session.refresh(alert)
                    undo(self.session, alert, officer=OFFICER, reason=REASON, at=at + timedelta(minutes=5))

    def _take_down(self, day: date) -> None:
        for place, one in enumerate(self.adverts):
            if one.gone_on == day:
                advert = self._advert(self.ids[place])
                crawl = open_crawl(self.session, source=advert.source, at=_noon(day) + timedelta(minutes=30))
                assert mark_gone(self.session, [advert.url], crawl) == 1
        self.session.expire_all()

    def _assess(self, day: date, at: datetime) -> None:
        judge, law = self.stage.judge, self.rulebook
        waiting = ids_to_assess(self.session, rulebook=law, judge=judge)
        # A case that was decided speaks against adverts that were judged before it.
        waiting = sorted({*waiting, *self.ids.values()})
        assess_ids(self.session, waiting, rulebook=law, judge=judge, on=day, at=at, kept=self.stage.kept)
        raise_alerts(self.session, rulebook=law, threshold=THRESHOLD, control_share=0.0, seed=1, on=day, at=at)

    def _advert(self, number: int) -> Advert:
        return self.session.exec(select(Advert).where(Advert.id == number)).one()

    def _recruiter(self, number: int) -> int:
        return int(self._advert(number).recruiter_id or 0)

    def _read(self, number: int) -> Outcome:
        query = select(Finding).join(Assessment, col(Assessment.id) == col(Finding.assessment_id))
        findings = self.session.exec(query.where(Assessment.advert_id == number, col(Assessment.until_at).is_(None)))
        rows = list(findings)
        counting = {one.rule_id for one in rows if _counts(one)}
        waiting = (Alert.recruiter_id == self._recruiter(number), Alert.state != AlertState.DECIDED)
        alert = self.session.exec(select(Alert).where(*waiting)).first()
        return Outcome(
            counts=self.staged.rule_id in counting,
            grounds=frozenset(alert.grounds) if alert is not None else frozenset(),
            told=tuple(one.explanation for one in rows if one.rule_id == self.staged.rule_id),
            counting=tuple(sorted(counting)),
        )


def _counts(finding: Finding) -> bool:
    return finding.stated is Stated.STATED and not finding.cancelled_by and not finding.hint


@lru_cache(maxsize=2_000)  # the same on every database
def _item(advert: StagedAdvert, place: int, *, day: date, at: datetime, code: str) -> AdvertItem:
    source = _source(advert.source or f"a_{advert.kind.value}", advert.kind, code)
    values = {
        "title": advert.title,
        "description": advert.text,
        "hiring_organization": advert.advertiser,
        "job_location": advert.location,
        "date_posted": day.isoformat(),
    }
    posting = Posting("css", {name: value for name, value in values.items() if value})
    url = advert.url or f"http://{source.name.replace('_', '-')}.example/adverts/{place + 1}"
    item = read_item(posting, url=url, source=source, at=at, locality=_locality(code))
    assert item is not None, url
    return item


@lru_cache
def _locality(code: str) -> Locality:
    return locality_of(code)


@lru_cache
def _source(name: str, kind: SourceKind, code: str) -> Source:
    return Source(name=name, title=name, kind=kind, start=(f"http://{name}.example/",), jurisdiction=code)


def _firm(one: ListedFirm) -> RawRow:
    return _row(
        *(_FIRM, one.name, one.number, one.status, one.scope, _day(one.issued_on), _day(one.expires_on)),
        *(one.phone, one.email, one.website, one.address, one.person),
    )


def _row(roles: Iterable[Role], *values: str) -> RawRow:
    return RawRow(cells={role.value: value for role, value in zip(roles, values, strict=True)})


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _spec(code: str, kind: RegisterKind) -> RegisterSpec:
    roles = {RegisterKind.VACANCIES: _ORDER, RegisterKind.NOTICES: _NOTICE}.get(kind, _FIRM)
    given = {"jurisdiction": code, "kind": kind, "columns": {role: role.value for role in roles}}
    return RegisterSpec.model_validate(given | ({"key": "row"} if kind is RegisterKind.NOTICES else {}))


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), UTC)
