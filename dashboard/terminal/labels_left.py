"""What an office can do for more labels once no open alert is left: to "decide more" is no advice then."""

from sqlmodel import Session, col, exists, select

from registry.records import Alert
from registry.settings import Settings
from registry.vocabulary import AlertState

DEMO = (
    "No open alert is left to decide, and the demo has one week only; lay out a larger one in a home of its own: "
    "WAKALA_HOME=FOLDER wakala run --demo --adverts 6000."
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
