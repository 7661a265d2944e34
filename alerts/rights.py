"""Which role may do what; the doors (screens and commands) ask here before they act."""

from enum import StrEnum

from registry.errors import NotAllowed
from registry.vocabulary import Role


class Right(StrEnum):
    """Something a person may be allowed to do."""

    TRIAGE = "triage"
    OPEN_CASE = "open_case"
    REPORT_ADVERT = "report_advert"
    JUDGE_IDENTITY = "judge_identity"
    CONFIRM_REGISTER = "confirm_register"
    TRAIN_MODEL = "train_model"
    PROMOTE_MODEL = "promote_model"
    SWITCH_MODEL_OFF = "switch_model_off"
    CHANGE_SOURCES = "change_sources"
    CHANGE_SUBSCRIBERS = "change_subscribers"
    CHANGE_CAPACITY = "change_capacity"
    CHANGE_ACCOUNTS = "change_accounts"
    FORGET = "forget"


# Each role may also do what the one before it may.
FIRST_ROLE_WITH = {
    Right.TRIAGE: Role.INSPECTOR,
    Right.OPEN_CASE: Role.INSPECTOR,
    Right.REPORT_ADVERT: Role.INSPECTOR,
    Right.JUDGE_IDENTITY: Role.INSPECTOR,
    Right.CONFIRM_REGISTER: Role.ANALYST,
    Right.TRAIN_MODEL: Role.ANALYST,
    Right.PROMOTE_MODEL: Role.ANALYST,
    Right.SWITCH_MODEL_OFF: Role.ANALYST,
    Right.CHANGE_SOURCES: Role.ANALYST,
    Right.CHANGE_SUBSCRIBERS: Role.ADMINISTRATOR,
    Right.CHANGE_CAPACITY: Role.ADMINISTRATOR,
    Right.CHANGE_ACCOUNTS: Role.ADMINISTRATOR,
    Right.FORGET: Role.ADMINISTRATOR,
}
_RISING = tuple(Role)


def may(role: Role, right: Right) -> bool:
    """Whether an account with `role` has `right`."""
    return _RISING.index(role) >= _RISING.index(FIRST_ROLE_WITH[right])


def require(role: Role, right: Right) -> None:
    """Nothing when `role` has `right`; raises NotAllowed naming the role that has it otherwise."""
    if not may(role, right):
        wanted = right.value.replace("_", " ")
        raise NotAllowed(
            f"An {role.value} may not {wanted}; ask an account with the role {FIRST_ROLE_WITH[right].value}."
        )
