"""Serves the dashboard on a full or an empty desk, as a process: `python -m tests.browser.serving PORT full`."""

import sys

from dashboard import accounts, desk
from dashboard.server import serve
from registry.vocabulary import Role
from tests.dashboard.factory import PASSWORD, a_full_desk

PEOPLE = (
    ("amina", Role.ADMINISTRATOR),
    ("juma", Role.INSPECTOR),
    ("neema", Role.ANALYST),
    ("zuri", Role.INSPECTOR),
)


def main(port: int, *, full: bool) -> None:
    """Accounts and alerts made, then the dashboard served until it is told to stop."""
    for name, role in PEOPLE:
        desk.act(
            accounts.add_account,
            email=f"{name}@office.example",
            name=name.capitalize(),
            role=role,
            password=PASSWORD,
            by="test",
            at=desk.clock(),
        )
    if full:
        desk.act(a_full_desk)
    serve(desk.settings(), port=port)


if __name__ == "__main__":
    main(int(sys.argv[1]), full=sys.argv[2] == "full")
