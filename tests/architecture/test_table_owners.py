"""Each table is written by one package only, and the audit log through one function only."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from registry.records import OWNERS

ROOT = Path(__file__).parents[2]
WRITERS = {"insert", "update", "delete", "insert_rows", "insert_returning_ids", "upsert"}
OWNER_OF = {table.__name__: package for package, tables in OWNERS.items() for table in tables}


def writes(source: str) -> Iterator[tuple[str, int]]:
    """Each table that the code makes rows of, or hands to a writing statement, with its line."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        if called in OWNER_OF:
            yield called, node.lineno
        if called in WRITERS:
            for argument in node.args:
                if isinstance(argument, ast.Name) and argument.id in OWNER_OF:
                    yield argument.id, node.lineno


def _trespasses(package: str) -> list[str]:
    return [
        f"{file.relative_to(ROOT)}:{line} writes {table}, which belongs to {OWNER_OF[table]}"
        for file in sorted((ROOT / package).rglob("*.py"))
        if "migrations" not in file.parts
        for table, line in writes(file.read_text())
        if OWNER_OF[table] != package
    ]


@pytest.mark.parametrize("package", ["registry", "spiders", "risk_model", "alerts", "dashboard"])
def test_a_package_writes_its_own_tables_only(package: str) -> None:
    assert _trespasses(package) == []


def test_every_table_has_one_owner() -> None:
    from sqlmodel import SQLModel

    owned = [table.__tablename__ for tables in OWNERS.values() for table in tables]
    assert sorted(owned) == sorted(SQLModel.metadata.tables)


def test_only_the_audit_module_writes_the_audit_log() -> None:
    files = [file for file in (ROOT / "registry").rglob("*.py") if "migrations" not in file.parts]
    writing = {file.name for file in files for table, _ in writes(file.read_text()) if table == "AuditEntry"}
    assert writing == {"audit.py"}


def test_the_check_sees_each_way_of_writing() -> None:
    seen = {table for table, _ in writes("Alert(id=1); insert_rows(s, Finding, rows); s.execute(update(Account))")}
    assert seen == {"Alert", "Finding", "Account"}
