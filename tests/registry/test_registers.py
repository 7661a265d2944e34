"""An index serves every transaction of a run, and none after the registers changed."""

from datetime import date

from sqlmodel import Session

from registry.law.rulebook import load_rulebook
from registry.registers import KeptIndexes, Registers
from registry.vocabulary import RegisterKind
from tests.factory import an_agency

DAY = date(2026, 11, 1)


def test_an_index_is_kept_until_the_registers_change(session: Session) -> None:
    an_agency(session, "Tembo Ridge Placement Ltd")
    kept, rulebook = KeptIndexes(), load_rulebook("ke")

    def asked(digest: str) -> object:
        registers = Registers(session, rulebook, today=DAY, indexes=kept.of(digest))
        return registers.index(RegisterKind.AGENCIES, DAY)

    first = asked("a")
    assert asked("a") is first
    assert asked("b") is not first
