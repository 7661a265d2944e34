"""A home of its own for every screen test, and a way to run a screen as a signed-in officer."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import streamlit
from streamlit.testing.v1 import AppTest

from dashboard import accounts, desk
from registry.vocabulary import Role
from tests.dashboard.factory import PASSWORD

APP = Path(desk.__file__).parent / "app.py"

Open = Callable[..., AppTest]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty installation under the invented law of `zz`."""
    monkeypatch.setenv("WAKALA_HOME", str(tmp_path))
    monkeypatch.setenv("WAKALA_JURISDICTION", "zz")
    monkeypatch.delenv("WAKALA_DATABASE_URL", raising=False)
    yield tmp_path
    desk.installation().engine.dispose()
    desk._open.cache_clear()


@pytest.fixture
def token(home: Path) -> Callable[[Role], str]:
    """Signs in an officer of that role: amina the administrator, juma the inspector, neema the analyst."""
    names = {Role.ADMINISTRATOR: "amina", Role.INSPECTOR: "juma", Role.ANALYST: "neema"}

    def sign_in(role: Role) -> str:
        email = f"{names[role]}@office.example"
        account = desk.act(
            accounts.add_account,
            email=email,
            name=names[role].capitalize(),
            role=role,
            password=PASSWORD,
            by="test",
            at=desk.clock(),
        )
        return desk.act(accounts.sign_in, account, at=desk.clock())

    return sign_in


@pytest.fixture
def open_screen(token: Callable[[Role], str], monkeypatch: pytest.MonkeyPatch) -> Open:
    """Opens a screen: `open_screen("case_file", case=3)`; the officer stays the same within a test."""
    held: dict[Role, str] = {}
    monkeypatch.setattr("dashboard.signing_in.browser_token", lambda: streamlit.session_state.get("token"))

    def open_(name: str = "alert_queue", *, role: Role = Role.INSPECTOR, **params: object) -> AppTest:
        if role not in held:
            held[role] = token(role)
        screen = AppTest.from_file(str(APP), default_timeout=60)
        screen.session_state["token"] = held[role]
        for key, value in params.items():
            screen.query_params[key] = str(value)
        if name != "alert_queue":
            screen.switch_page(f"views/{name}.py")
        screen.run()
        assert not screen.exception, screen.exception
        return screen

    return open_


def page_text(screen: AppTest) -> str:
    """Everything a screen shows as HTML or text, as one string."""
    html = [element.proto.body for element in screen.get("html")]
    return "\n".join([*html, *(element.value for element in [*screen.markdown, *screen.code, *screen.caption])])


def press(screen: AppTest, label: str) -> AppTest:
    """Press the one button of that label."""
    found = [button for button in screen.button if button.label == label]
    assert len(found) == 1, (label, [button.label for button in screen.button])
    found[0].click()
    screen.run()
    assert not screen.exception, screen.exception
    return screen


def the(elements, label: str):  # type: ignore[no-untyped-def]
    """The one element of that label."""
    found = [element for element in elements if element.label == label]
    assert len(found) == 1, (label, [element.label for element in elements])
    return found[0]
