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
    """Each table that the code makes rows of, or hands to a writing statement, with its line.

    Only names imported from the records count: the demo has a `Recruiter` of its own.
    """
    tree = ast.parse(source)
    tables = {
        alias.asname or alias.name: alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("registry.records")
        for alias in node.names
        if alias.name in OWNER_OF
    }
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        if called in tables:
            yield tables[called], node.lineno
        if called in WRITERS:
            for argument in node.args:
                if isinstance(argument, ast.Name) and argument.id in tables:
                    yield tables[argument.id], node.lineno


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
    imports = "from registry.records import Account, Alert, Finding\n"
    code = "Alert(id=1); insert_rows(s, Finding, rows); s.execute(update(Account)); Advert(id=2)"
    seen = {table for table, _ in writes(imports + code)}
    assert seen == {"Alert", "Finding", "Account"}
