"""From new adverts to alerts: who is behind them, what is to be said of them, and what deserves a person, in batches.

Each batch is a transaction of its own, so that a run that is killed goes on where it stopped.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from time import perf_counter
from typing import Any

from sqlalchemy import Engine, or_, select
from sqlmodel import Session, col

from alerts.accountability import SYSTEM
from alerts.casework.snoozing import wake_snoozed
from alerts.mailing.urgent_mail import tell_duty_officer
from alerts.raising import raise_alerts
from alerts.single_instance import alone
from registry.bulk import in_pieces
from registry.database import unit_of_work
from registry.identity.campaigns import find_campaigns
from registry.identity.recruiters import resolve_recruiters
from registry.law.official import official_domains
from registry.law.rulebook import Rulebook, record_rulebook
from registry.records import Advert, Assessment
from registry.settings import Settings
from registry.stored_adverts import adverts_by_id

ADVERTS_AT_ONCE = 5_000
PATIENCE = 30.0
NOBODY_ON_DUTY = "Urgent cases are waiting and nobody was told: set WAKALA_DUTY_EMAIL to the duty officer's address."

OnProgress = Callable[[str, int, int | None], None]


@dataclass
class Processed:
    """What a run did: counts, sentences on what a person should look at, and wall seconds by step."""

    resolved: int = 0
    assessed: int = 0
    raised: int = 0
    woken: int = 0
    told: int = 0
    problems: list[str] = field(default_factory=list)
    seconds: dict[str, float] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """Its values by name."""
        return asdict(self)

    @contextmanager
    def timing(self, step: str) -> Iterator[None]:
        """The block's seconds added to `step`."""
        start = perf_counter()
        yield
        self.seconds[step] = round(self.seconds.get(step, 0.0) + perf_counter() - start, 3)


@dataclass(frozen=True)
class _Run:
    engine: Engine
    settings: Settings
    rulebook: Rulebook
    on: date
    at: datetime
    seed: int
    on_progress: OnProgress


def process_new_adverts(
    engine: Engine,
    settings: Settings,
    *,
    rulebook: Rulebook,
    on: date,
    at: datetime,
    seed: int = 0,
    on_progress: OnProgress | None = None,
    raising: bool = True,
    patience: float = PATIENCE,
) -> Processed:
    """What came of all adverts that are new, edited, or judged by former law, registers or model.

    With nothing of that kind nothing is done. Without `raising` it stops before alerts. Raises NotAllowed while
    another process does the same for more than `patience` seconds.
    """
    run = _Run(engine, settings, rulebook, on, at, seed, on_progress or _say_nothing)
    done = Processed()
    _make_ready(run, done)
    with alone("pipeline", home=settings.home, engine=engine, does="is judging adverts", patience=patience):
        _record_law(run)
        _identify(run, done)
        _assess(run, done)
        if raising:
            _raise(run, done)
    return done


def raise_step(
    engine: Engine,
    settings: Settings,
    *,
    rulebook: Rulebook,
    on: date,
    at: datetime,
    seed: int = 0,
    patience: float = PATIENCE,
) -> int:
    """How many alerts were raised or extended from assessments that no run has considered yet."""
    run = _Run(engine, settings, rulebook, on, at, seed, _say_nothing)
    done = Processed()
    with alone("pipeline", home=settings.home, engine=engine, does="is judging adverts", patience=patience):
        _record_law(run)
        _raise(run, done)
    return done.raised


def _say_nothing(_step: str, _done: int, _total: int | None) -> None:
    return None


def _make_ready(run: _Run, done: Processed) -> None:
    """What takes minutes in a new installation and touches no record; nobody else has to wait for it."""
    from risk_model.indicators import make_ready, must_learn

    with unit_of_work(run.engine) as session:
        nothing = session.execute(select(col(Advert.id)).limit(1)).first() is None
    if nothing or not must_learn(run.rulebook):
        return
    run.on_progress("Sentences of the law to learn, once", 0, 1)
    with done.timing("assess"):
        make_ready(run.rulebook)
    run.on_progress("Sentences of the law to learn, once", 1, 1)


def _record_law(run: _Run) -> None:
    with unit_of_work(run.engine) as session:
        record_rulebook(session, run.rulebook, actor=SYSTEM, at=run.at)


def _identify(run: _Run, done: Processed) -> None:
    with done.timing("recruiters"), unit_of_work(run.engine) as session:
        waiting = _unresolved(session)
    for piece in in_pieces(waiting, ADVERTS_AT_ONCE):
        with unit_of_work(run.engine) as session:
            adverts = adverts_by_id(session, piece)
            with done.timing("recruiters"):
                resolve_recruiters(session, adverts, at=run.at, official=official_domains(run.rulebook.jurisdiction))
            with done.timing("campaigns"):
                find_campaigns(session, adverts, at=run.at)
        done.resolved += len(piece)
        run.on_progress("Recruiters", done.resolved, len(waiting))


def _unresolved(session: Session) -> Sequence[int]:
    query = (
        select(col(Advert.id))
        .outerjoin(Assessment, (col(Assessment.advert_id) == col(Advert.id)) & col(Assessment.until_at).is_(None))
        .where(or_(col(Advert.recruiter_id).is_(None), col(Assessment.content_digest) != col(Advert.content_digest)))
        .order_by(col(Advert.id))
    )
    return [number for number in session.execute(query).scalars() if number is not None]


def _assess(run: _Run, done: Processed) -> None:
    from registry.registers import KeptIndexes
    from risk_model.assessment import assess_ids
    from risk_model.outstanding import ids_to_assess
    from risk_model.scoring import load_judge

    with done.timing("assess"), unit_of_work(run.engine) as session:
        judge = load_judge(session, run.settings)
        waiting = ids_to_assess(session, rulebook=run.rulebook, judge=judge)
    kept = KeptIndexes()
    for piece in in_pieces(waiting, ADVERTS_AT_ONCE):
        with done.timing("assess"), unit_of_work(run.engine) as session:
            assess_ids(session, piece, rulebook=run.rulebook, judge=judge, on=run.on, at=run.at, kept=kept)
        done.assessed += len(piece)
        run.on_progress("Assessments", done.assessed, len(waiting))


def _raise(run: _Run, done: Processed) -> None:
    with done.timing("raise"), unit_of_work(run.engine) as session:
        done.woken = len(wake_snoozed(session, on=run.on, at=run.at))
        alerts = raise_alerts(
            session,
            rulebook=run.rulebook,
            threshold=run.settings.alert_threshold,
            control_share=run.settings.control_sample_share,
            learning_picks=run.settings.learning_picks,
            seed=run.seed,
            on=run.on,
            at=run.at,
        )
        done.raised = len(alerts)
        told = tell_duty_officer(session, settings=run.settings, rulebook=run.rulebook, at=run.at)
    if told is None:
        done.problems.append(NOBODY_ON_DUTY)
    done.told = told or 0
    run.on_progress("Alerts", done.raised, done.raised)
