"""What an office can do after a candidate was refused, and for more labels once no open alert is left to decide."""

from sqlmodel import Session, col, exists, select

from registry.records import Alert
from registry.settings import Settings
from registry.vocabulary import AlertState

NORMAL = (
    "This is a normal outcome, and nothing is broken: with few decisions a candidate often does no better than what "
    "judges now, which stays."
)
DECIDE_MORE = "Decide more alerts, the control sample included, then train and compare again."
DEMO = (
    "No open alert is left to decide, and the demo has one week only; lay out a larger one in a home of its own: "
    "`WAKALA_HOME=FOLDER wakala run --demo --adverts 6000`."
)
DEMO_OTHERWISE = (
    "Another made-up country may end otherwise (add `--seed 88`), and so may decisions with fewer mistakes there "
    "(`wakala demo decide --error-rate 0.02`)."
)
OFFICE = (
    "No open alert is left to decide; the next runs raise more, and WAKALA_CONTROL_SAMPLE_SHARE says how many of the "
    "others they draw by lot."
)


def advice_where_none_is_left(session: Session, settings: Settings) -> str | None:
    """What to do for more labels where every alert is decided, None while one is open."""
    if session.exec(select(exists().where(col(Alert.state) == AlertState.OPEN))).one():
        return None
    return DEMO if settings.demo else OFFICE


def advice_after_refusal(session: Session, settings: Settings) -> str:
    """That a refusal is no fault, and what may be done now; commands stand between backticks."""
    more = advice_where_none_is_left(session, settings) or DECIDE_MORE
    return " ".join([NORMAL, more, *([DEMO_OTHERWISE] if settings.demo else [])])
