"""The heart: adverts with what registers, identity and their own words say of them, judged, explained and stored."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, col, select

from registry.bulk import in_pieces
from registry.collector import held_back
from registry.facts import observe
from registry.law.rulebook import Rulebook
from registry.records import Advert, Assessment
from registry.registers import KeptIndexes, Registers
from registry.stored_adverts import adverts_by_id
from risk_model.assessment_rows import Circumstances, Draft, write_changed
from risk_model.explaining import all_reasons, points_of
from risk_model.judge import AdvertReading, Judge
from risk_model.outstanding import ids_to_assess, registers_digest
from risk_model.reading import advert_text, observe_all

# Large enough that few questions are asked of the database, small enough for memory.
ADVERTS_AT_ONCE = 5_000
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class AssessmentCounts:
    """How many adverts were judged, and for how many the judgement is new."""

    judged: int
    written: int


def assess_adverts(
    session: Session,
    adverts: Sequence[Advert],
    *,
    rulebook: Rulebook,
    judge: Judge,
    on: date,
    at: datetime,
    on_progress: Progress | None = None,
) -> list[Assessment]:
    """The current assessment of each advert, in order, judged by the law and registers of the advert's own date.

    A judgement whose inputs are those of the stored one changes nothing; else the former is closed at `at`.
    """
    given = _circumstances(session, rulebook=rulebook, judge=judge, on=on, at=at)
    registers = Registers(session, rulebook, today=on)
    done = 0
    for piece in in_pieces(adverts, ADVERTS_AT_ONCE):
        with held_back():
            _assess(session, piece, judge=judge, given=given, registers=registers)
        done += len(piece)
        if on_progress:
            on_progress(done, len(adverts))
    return _current(session, adverts)


def assess_advert(
    session: Session, advert: Advert, *, rulebook: Rulebook, judge: Judge, on: date, at: datetime
) -> Assessment:
    """The current assessment of one advert."""
    return assess_adverts(session, [advert], rulebook=rulebook, judge=judge, on=on, at=at)[0]


def adverts_to_assess(session: Session, *, rulebook: Rulebook, judge: Judge) -> list[Advert]:
    """Every advert that must be judged or judged again, in order of id; `assess_outstanding` needs less memory."""
    return adverts_by_id(session, ids_to_assess(session, rulebook=rulebook, judge=judge))


def assess_outstanding(
    session: Session,
    *,
    rulebook: Rulebook,
    judge: Judge,
    on: date,
    at: datetime,
    on_progress: Progress | None = None,
) -> AssessmentCounts:
    """All that must be judged, judged and stored, a few thousand adverts in memory at a time."""
    ids = ids_to_assess(session, rulebook=rulebook, judge=judge)
    return assess_ids(session, ids, rulebook=rulebook, judge=judge, on=on, at=at, on_progress=on_progress)


def assess_ids(
    session: Session,
    ids: Sequence[int],
    *,
    rulebook: Rulebook,
    judge: Judge,
    on: date,
    at: datetime,
    on_progress: Progress | None = None,
    kept: KeptIndexes | None = None,
) -> AssessmentCounts:
    """As `assess_adverts`, for adverts by id: only what judging asks for is read, and what was concluded is counted.

    `kept` are the registers' indexes of earlier calls, which another transaction need not build again.
    """
    given = _circumstances(session, rulebook=rulebook, judge=judge, on=on, at=at)
    indexes = kept.of(given.registers_digest) if kept is not None else None
    registers = Registers(session, rulebook, today=on, indexes=indexes)
    done = written = 0
    for piece in in_pieces(ids, ADVERTS_AT_ONCE):
        with held_back():
            # Held by nobody here: else the collector would search them all as soon as it may.
            written += _assess(session, adverts_by_id(session, piece), judge=judge, given=given, registers=registers)
        done += len(piece)
        if on_progress:
            on_progress(done, len(ids))
    return AssessmentCounts(judged=done, written=written)


def _assess(
    session: Session, adverts: Sequence[Advert], *, judge: Judge, given: Circumstances, registers: Registers
) -> int:
    rulebook = given.rulebook
    facts = observe(session, adverts, rulebook=rulebook, on=given.on, registers=registers)
    observed = observe_all(facts, rulebook=rulebook)
    readings = [AdvertReading(advert_text(one.advert), seen) for one, seen in zip(facts, observed, strict=True)]
    scores = judge.score_many(readings, rulebook=rulebook)
    points = points_of(observed, rulebook=rulebook)
    reasons = all_reasons(scores, observed, judge=judge, rulebook=rulebook)
    drafts = [Draft(*parts) for parts in zip(facts, observed, points, scores, reasons, strict=True)]
    return write_changed(session, drafts, given=given)


def _circumstances(session: Session, *, rulebook: Rulebook, judge: Judge, on: date, at: datetime) -> Circumstances:
    registers = registers_digest(session, rulebook.jurisdiction.code)
    return Circumstances(rulebook=rulebook, model_version=judge.version, registers_digest=registers, on=on, at=at)


def _current(session: Session, adverts: Sequence[Advert]) -> list[Assessment]:
    found: dict[int | None, Assessment] = {}
    for piece in in_pieces([advert.id for advert in adverts]):
        statement = select(Assessment).where(col(Assessment.advert_id).in_(piece), col(Assessment.until_at).is_(None))
        for assessment in session.exec(statement):
            found[assessment.advert_id] = assessment
    return [found[advert.id] for advert in adverts]
