"""Which judge sits, and scores from it: the live model where its file holds, else the scorecard, and why."""

from collections.abc import Sequence
from datetime import date

from sqlmodel import Session, col, select

from registry.errors import InvalidInput, ModelRefused, NotAllowed
from registry.law.rulebook import Rulebook
from registry.records import ModelVersion, Setting
from registry.settings import Settings
from registry.vocabulary import ModelState
from risk_model import model_store
from risk_model.judge import AdvertReading, Judge, Score
from risk_model.models_on_file import find_model, live_model
from risk_model.promotion import why_none_is_live
from risk_model.reading import read_texts
from risk_model.scorecard import Scorecard

LARGEST_ID = 2**31 - 1
KILL_SWITCH = "kill_switch"


def load_judge(session: Session, settings: Settings) -> Judge:
    """The judge that sits now: the live model if it may and can, else the scorecard, whose `why` says why."""
    if kill_switch_is_on(session):
        return Scorecard(why="The kill switch is on: no model judges.")
    live = live_model(session)
    if live is None:
        return Scorecard(why=why_none_is_live(session))
    return _or_scorecard(live, settings)


def choose_judge(session: Session, settings: Settings, *, choice: str | None = None) -> Judge:
    """The judge of a trial: `live`, `latest` or a model's id; by default the latest candidate, else the live one, else
    the scorecard, which also takes over from a model whose file is refused and while the kill switch is on. Asked for
    by its number, a model raises ModelRefused or NotAllowed instead of giving way."""
    if choice not in (None, "live", "latest"):
        return _asked_for(session, settings, _id(choice))
    if choice == "live" or kill_switch_is_on(session):
        return load_judge(session, settings)
    latest = session.exec(
        select(ModelVersion)
        .where(col(ModelVersion.state) == ModelState.CANDIDATE)
        .order_by(col(ModelVersion.id).desc())
        .limit(1)
    ).first()
    return _or_scorecard(latest, settings) if latest else load_judge(session, settings)


def score(reading: AdvertReading, *, judge: Judge, rulebook: Rulebook) -> Score:
    """The score of one reading."""
    return judge.score_many([reading], rulebook=rulebook)[0]


def score_texts(texts: Sequence[str], *, judge: Judge, rulebook: Rulebook, on: date) -> list[Score]:
    """The scores of bare texts (title, newline, description), in order, by wording alone under the law of `on`."""
    return judge.score_many(read_texts(texts, rulebook=rulebook, on=on), rulebook=rulebook)


def kill_switch_is_on(session: Session) -> bool:
    """Whether somebody has switched all models off."""
    setting = session.get(Setting, KILL_SWITCH)
    return setting is not None and isinstance(setting.value, dict) and bool(setting.value.get("on"))


def _asked_for(session: Session, settings: Settings, number: int) -> Judge:
    model = find_model(session, number)
    if kill_switch_is_on(session):
        raise NotAllowed(
            f"The kill switch is on, so model {number} scores nothing; ask for --model live, which is the scorecard "
            "now, or let models judge again with `wakala model kill-switch off`."
        )
    return model_store.load(model, folder=settings.models_dir)


def _or_scorecard(model: ModelVersion, settings: Settings) -> Judge:
    try:
        return model_store.load(model, folder=settings.models_dir)
    except ModelRefused as refusal:
        return Scorecard(why=f"{refusal} The scorecard took over.")


def _id(choice: str) -> int:
    if not choice.isdecimal() or int(choice) > LARGEST_ID:
        raise InvalidInput(f"--model {choice[:40]!r} is none of live, latest or a model's number.")
    return int(choice)
