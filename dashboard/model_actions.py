"""What an analyst can do to models from the screen: one transaction each, under the signed-in officer's name."""

from typing import Any

from alerts.accountability import checked_reason
from alerts.run_settings import office_of, set_kill_switch
from dashboard import desk
from dashboard.accounts import Officer


def train_model(*, by: Officer) -> int:
    """The number of a candidate trained on every decision so far; InvalidInput, with counts, where they are too few."""
    from risk_model.training import retrain

    settings = desk.settings()
    given: dict[str, Any] = {
        "rulebook": desk.rulebook(),
        "folder": settings.models_dir,
        "by": by.email,
        "at": desk.now(),
        "n_jobs": settings.training_jobs,
    }
    return desk.act(lambda session: retrain(session, office=office_of(session, settings), **given).model.id or 0)


def compare_model(model_id: int) -> None:
    """The candidate compared with what judges now, on the same held-out weeks; the result is stored with it."""
    from risk_model.comparison import compare
    from risk_model.models_on_file import find_model

    rulebook, settings = desk.rulebook(), desk.settings()
    desk.act(
        lambda session: compare(
            session,
            find_model(session, model_id),
            rulebook=rulebook,
            folder=settings.models_dir,
            office=office_of(session, settings),
        )
    )


def promote_model(model_id: int, *, officer: Officer, reason: str) -> None:
    """The candidate in charge of scores; NotAllowed, saying by how much, where it lost its comparison."""
    from risk_model.models_on_file import find_model
    from risk_model.promotion import promote

    given: dict[str, Any] = {"officer": officer.email, "reason": checked_reason(reason), "at": desk.now()}
    folder = desk.settings().models_dir
    desk.act(lambda session: promote(session, find_model(session, model_id), folder=folder, **given))


def rollback_model(*, officer: Officer, reason: str) -> None:
    """The model before the present one back in charge, or the scorecard."""
    from risk_model.promotion import rollback

    given: dict[str, Any] = {"officer": officer.email, "reason": checked_reason(reason), "at": desk.now()}
    desk.act(lambda session: rollback(session, **given))


def switch_models(*, off: bool, officer: Officer, reason: str) -> None:
    """With `off`, rules and scorecard alone judge from the next run on."""
    desk.act(set_kill_switch, on=off, by=officer.email, reason=reason, at=desk.now())
