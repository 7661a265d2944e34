"""What officers chose and typed and did not record yet, kept while the dashboard runs: a screen that is left or
reloaded loses none of it."""

from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock

from dashboard import desk
from registry.vocabulary import Disposition, TriageAction

# In a case's place: what is written on several cases at once, and the words of an advert to be reported.
TOGETHER = "together"
REPORTED = "reported"
# In a case's place for the reasons of acts on models; that of a promotion is of one model (`promotion_of`).
SWITCH_OFF = "models-off"
SWITCH_ON = "models-on"
ROLLBACK = "rollback"
MOST_DRAFTS = 2_000
MOST_CHARACTERS = 50_000


@dataclass(frozen=True)
class Draft:
    """A finding and a reason as far as they go."""

    finding: Disposition | None = None
    reason: str = ""

    def __bool__(self) -> bool:
        return self.finding is not None or bool(self.reason.strip())


# A case by its number, anything else by its name.
Subject = int | str
_Key = tuple[str, str, Subject, TriageAction]
_kept: OrderedDict[_Key, Draft] = OrderedDict()
_guard = Lock()


def promotion_of(model_id: int) -> str:
    """In a case's place for the reason why that model is to judge."""
    return f"promotion-{model_id}"


def draft_of(email: str, subject: Subject, act: TriageAction = TriageAction.DECIDE) -> Draft:
    """What that officer has written so far for that act on that subject; an empty draft where there is nothing."""
    with _guard:
        return _kept.get(_key(email, subject, act), Draft())


def keep_draft(email: str, subject: Subject, draft: Draft, act: TriageAction = TriageAction.DECIDE) -> None:
    """The draft remembered in place of the former; of very many the oldest are forgotten, and so is an empty one."""
    key = _key(email, subject, act)
    with _guard:
        _kept.pop(key, None)
        if draft:
            _kept[key] = Draft(draft.finding, draft.reason[:MOST_CHARACTERS])
        while len(_kept) > MOST_DRAFTS:
            _kept.popitem(last=False)


def drop_draft(email: str, subject: Subject, act: TriageAction = TriageAction.DECIDE) -> None:
    """Nothing remembered any more: it was recorded, or thrown away."""
    keep_draft(email, subject, Draft(), act)


def _key(email: str, subject: Subject, act: TriageAction) -> _Key:
    return desk.settings().database, email, subject, act
