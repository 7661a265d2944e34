"""The life of an alert as one table: which action is lawful in which state, and the state it leads to."""

from registry.errors import NotAllowed
from registry.vocabulary import AlertState, TriageAction

OPEN, SNOOZED, ESCALATED, DECIDED = AlertState.OPEN, AlertState.SNOOZED, AlertState.ESCALATED, AlertState.DECIDED

# Undo and open_case are not here: the former leads back to whatever state was left, the latter never changes one.
TRANSITIONS: dict[TriageAction, dict[AlertState, AlertState]] = {
    TriageAction.DECIDE: {OPEN: DECIDED, SNOOZED: DECIDED, ESCALATED: DECIDED},
    TriageAction.ASSIGN: {OPEN: OPEN, SNOOZED: SNOOZED, ESCALATED: ESCALATED},
    TriageAction.SNOOZE: {OPEN: SNOOZED, SNOOZED: SNOOZED},
    TriageAction.ESCALATE: {OPEN: ESCALATED, SNOOZED: ESCALATED},
    TriageAction.REOPEN: {SNOOZED: OPEN, ESCALATED: OPEN, DECIDED: OPEN},
}
# Reopening and undoing may bring an alert back beside a younger one; the others cannot.
UNDOABLE = frozenset({TriageAction.DECIDE, TriageAction.SNOOZE, TriageAction.ESCALATE, TriageAction.REOPEN})


def next_state(action: TriageAction, state: AlertState, *, case: str) -> AlertState:
    """The state that `action` leads to from `state`; raises NotAllowed with what could be done instead."""
    after = TRANSITIONS[action].get(state)
    if after is None:
        could = [other.value for other, row in TRANSITIONS.items() if state in row]
        raise NotAllowed(
            f"Case {case} is {state.value}, so it cannot be given {action.value!r}; possible: {', '.join(could)}."
        )
    return after
