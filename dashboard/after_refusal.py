"""What an office can do after a candidate was refused, and for more labels once no open alert is left to decide."""

from collections.abc import Collection

from sqlmodel import Session, col, exists, select

from registry.records import Alert
from registry.settings import Settings
from registry.vocabulary import AlertState
from risk_model.promotion_rule import LostOn

NORMAL = "This is a normal outcome, and nothing is broken: what judges now stays."
DECIDE_MORE = "Decide more alerts, the control sample included, then train and compare again."
DEMO = (
    "No open alert is left to decide, and the demo has one week only; lay out a larger one in a home of its own: "
    "`WAKALA_HOME=FOLDER wakala run --demo --adverts 6000`."
)
OFFICE = (
    "No open alert is left to decide; the next runs raise more, and WAKALA_CONTROL_SAMPLE_SHARE says how many of the "
    "others they draw by lot."
)
# What helps was measured (benchmarks/README.md, "A model from decisions").
WHY = {
    LostOn.TOO_FEW: "It cannot be compared on so few decided recruiters.",
    LostOn.PRECISION: "It ranks recruiters less well than what judges now; candidates of more decisions seldom do.",
    LostOn.BRIER: (
        "Its number is further from the truth than that of what judges now; decisions on the control sample, which is "
        "drawn by lot, bring it nearer."
    ),
    LostOn.FALSE_ALARMS: (
        "It raises more false alarms in a kind of advert; look again at the recruiters decided lawful there, as "
        "decisions that were wrong look the same."
    ),
}
HELPED_BY_MORE = frozenset({LostOn.TOO_FEW, LostOn.PRECISION, LostOn.BRIER})


def advice_where_none_is_left(session: Session, settings: Settings) -> str | None:
    """What to do for more labels where every alert is decided, None while one is open."""
    if session.exec(select(exists().where(col(Alert.state) == AlertState.OPEN))).one():
        return None
    return DEMO if settings.demo else OFFICE


def advice_after_refusal(session: Session, settings: Settings, lost_on: Collection[str]) -> str:
    """That a refusal is no fault, and what may be done now about each condition of `lost_on` (`LostOn`); commands stand
    between backticks.

    Of a comparison of before conditions were kept apart, what may be done for more labels.
    """
    lost = [one for one in LostOn if one in lost_on]
    said = [NORMAL, *(WHY[one] for one in lost)]
    if not lost or not HELPED_BY_MORE.isdisjoint(lost):
        said.append(advice_where_none_is_left(session, settings) or DECIDE_MORE)
    return " ".join(said)
