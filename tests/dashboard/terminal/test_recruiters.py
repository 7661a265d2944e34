"""The terminal's way to say who is the same: shown, judged by a named officer, taken back."""

from pathlib import Path

import orjson
import pytest

from dashboard import accounts, desk
from dashboard.cli import app
from registry.errors import InvalidInput, WakalaError
from registry.vocabulary import Role
from tests.dashboard.factory import PASSWORD
from tests.dashboard.test_identity_screen import a_pair, owners

OFFICER = "juma@office.example"


def wakala(*arguments: object) -> None:
    app([str(one) for one in arguments], standalone_mode=False)


def an_officer() -> None:
    given = {"email": OFFICER, "name": "Juma", "role": Role.INSPECTOR, "password": PASSWORD, "by": "test"}
    desk.act(accounts.add_account, at=desk.clock(), **given)  # type: ignore[arg-type]


def test_a_recruiter_is_shown_judged_and_parted_again(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    left, right = desk.act(a_pair)
    an_officer()
    wakala("recruiter", "show", left, "--json")
    shown = orjson.loads(capsys.readouterr().out)
    assert [one["id"] for one in shown["neighbours"]] == [right]
    wakala("recruiter", "judge", 1, 2, "same", "--by", OFFICER, "--reason", "One office, one phone.")
    assert len(set(owners())) == 1
    wakala("recruiter", "show", left)
    assert "same" in capsys.readouterr().out
    wakala("recruiter", "withdraw", 1, "--by", OFFICER, "--reason", "A call centre's phone.")
    assert len(set(owners())) == 2


@pytest.mark.parametrize(
    ("by", "reason", "said"),
    [("nobody@office.example", "One office, one phone.", "nobody@office.example"), (OFFICER, "ok", "too short")],
)
def test_nobody_judges_without_an_account_or_a_reason(home: Path, by: str, reason: str, said: str) -> None:
    desk.act(a_pair)
    an_officer()
    with pytest.raises(WakalaError, match=said):
        wakala("recruiter", "judge", 1, 2, "same", "--by", by, "--reason", reason)
    assert len(set(owners())) == 2


def test_an_advert_is_not_compared_with_itself(home: Path) -> None:
    desk.act(a_pair)
    an_officer()
    with pytest.raises(InvalidInput, match="itself"):
        wakala("recruiter", "judge", 1, 1, "same", "--by", OFFICER, "--reason", "One office, one phone.")
