"""Whether what raised a case still would: rules, lists and adverts change while a case waits on a desk."""

from sqlmodel import Session, col, select

from alerts.casework.justification import OFFICER, PICKED, find_justified
from registry.bulk import in_pieces
from registry.records import Alert, AlertAdvert, Assessment


def still_grounded(session: Session, alert: Alert, *, threshold: float) -> bool:
    """Whether any advert of the case would be raised by its present assessment; True for picks that need no ground."""
    if {*PICKED, OFFICER} & {str(one) for one in alert.grounds}:
        return True
    adverts = session.exec(select(AlertAdvert.advert_id).where(col(AlertAdvert.alert_id) == alert.id)).all()
    for piece in in_pieces(list(adverts)):
        present = (col(Assessment.advert_id).in_(piece), col(Assessment.until_at).is_(None))
        if find_justified(session, present, threshold=threshold):
            return True
    return False
