"""When an officer last had a case on the screen, so that a screen can say what is new to this officer."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col

from registry.only_writer import begin_writing
from registry.records import Alert, CaseLook


@dataclass(frozen=True)
class Look:
    """An alert's version when it was looked at, and when that was."""

    version: int
    at: datetime


def last_looks(session: Session, email: str, alert_ids: Iterable[int]) -> dict[int, Look]:
    """The officer's last look at each of those alerts, where there was one."""
    query = select(CaseLook).where(col(CaseLook.email) == email, col(CaseLook.alert_id).in_(list(alert_ids)))
    return {one.alert_id: Look(one.version, one.looked_at) for one in session.execute(query).scalars()}


def note_look(session: Session, *, email: str, alert_id: int, version: int, at: datetime) -> None:
    """The officer's last look at that alert is this one."""
    mine = (col(CaseLook.email) == email, col(CaseLook.alert_id) == alert_id)
    known = session.execute(select(col(CaseLook.version)).where(*mine)).first()
    if known is not None:
        session.execute(update(CaseLook).where(*mine).values(version=version, looked_at=at))
        return
    begin_writing(session)
    try:
        with session.begin_nested():
            session.add(CaseLook(email=email, alert_id=alert_id, version=version, looked_at=at))
    except IntegrityError:
        # The same officer has the case in two windows, and the other one was a moment earlier: as good a look as this.
        return


def follow_own_acts(session: Session, email: str, alert_ids: Iterable[int]) -> None:
    """What the officer has just done to those alerts is not news to them; what others did before it still is."""
    version = select(col(Alert.version)).where(col(Alert.id) == col(CaseLook.alert_id)).scalar_subquery()
    session.execute(
        update(CaseLook)
        .where(col(CaseLook.email) == email, col(CaseLook.alert_id).in_(list(alert_ids)))
        .where(col(CaseLook.version) == version - 1)
        .values(version=version)
        .execution_options(synchronize_session=False)
    )
