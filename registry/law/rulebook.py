"""Jurisdiction files, read strictly: the rulebook of a country and the version that assessments quote."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, lru_cache
from pathlib import Path

import orjson
from sqlmodel import Session, select

from registry.errors import InvalidInput
from registry.law.rule_schema import Jurisdiction, Rule
from registry.records import AuditEntry
from registry.strict_yaml import parse_strict, read_bounded

SHIPPED = Path(__file__).parent / "jurisdictions"
SENTENCES = Path(__file__).parent / "sentences"
LOADED = "rulebook.loaded"


@dataclass(frozen=True)
class Rulebook:
    """One country's law as loaded; `version` is the SHA-256 of what its file and labelled sentences say.

    Layout and comments make no difference.
    """

    jurisdiction: Jurisdiction
    version: str

    def has(self, rule_id: str) -> bool:
        """Whether this country has a rule of that id."""
        return rule_id in self._rules

    def rule(self, rule_id: str) -> Rule:
        """The rule of that id; KeyError if this country has none."""
        return self._rules[rule_id]

    @cached_property
    def _rules(self) -> dict[str, Rule]:
        return {rule.id: rule for rule in self.jurisdiction.rules}


def load_rulebook(code: str, *, extra_dir: Path | None = None) -> Rulebook:
    """The rulebook of jurisdiction `code`; a file in `extra_dir` goes before the shipped one.

    Raises InvalidInput with file, line and remedy when no file, or an unlawful one, is found.
    """
    file = _find(code, extra_dir)
    body = read_bounded(file)
    return _parse(file, body)


def available_jurisdictions(*, extra_dir: Path | None = None) -> tuple[str, ...]:
    """The codes that `load_rulebook` finds a file for, sorted."""
    return tuple(sorted({file.stem for folder in _folders(extra_dir) for file in folder.glob("[a-z][a-z].yml")}))


def record_rulebook(session: Session, rulebook: Rulebook, *, actor: str, at: datetime) -> bool:
    """Audit that this version is in use from now on; does nothing (False) while it is already the last one loaded."""
    from registry.audit import append

    code = rulebook.jurisdiction.code
    last = session.exec(
        select(AuditEntry)
        .where(AuditEntry.action == LOADED, AuditEntry.subject == f"jurisdiction:{code}")
        .order_by(AuditEntry.id.desc())  # type: ignore[union-attr]
        .limit(1)
    ).first()
    if last is not None and isinstance(last.detail, dict) and last.detail.get("version") == rulebook.version:
        return False
    detail = {"version": rulebook.version, "rules": len(rulebook.jurisdiction.rules)}
    append(session, actor=actor, action=LOADED, subject=f"jurisdiction:{code}", detail=detail, at=at)
    return True


def _folders(extra_dir: Path | None) -> tuple[Path, ...]:
    if extra_dir is None:
        return (SHIPPED,)
    if not extra_dir.is_dir():
        raise InvalidInput(f"The jurisdictions folder {extra_dir} does not exist; correct WAKALA_JURISDICTIONS_DIR.")
    return (extra_dir, SHIPPED)


def _find(code: str, extra_dir: Path | None) -> Path:
    for folder in _folders(extra_dir):
        file = folder / f"{code}.yml"
        if file.is_file():
            return file
    known = ", ".join(available_jurisdictions(extra_dir=extra_dir)) or "none"
    raise InvalidInput(
        f"There is no file for jurisdiction {code!r} (known: {known}); "
        f"write {code}.yml and point WAKALA_JURISDICTIONS_DIR at its folder."
    )


@lru_cache(maxsize=16)
def _parse(file: Path, body: bytes) -> Rulebook:
    jurisdiction = parse_strict(body, Jurisdiction, name=str(file))
    if jurisdiction.code != file.stem:
        raise InvalidInput(f"{file}, line 1: code is {jurisdiction.code!r}; it must be the file's name, {file.stem!r}.")
    said = orjson.dumps(jurisdiction.model_dump(mode="json"), option=orjson.OPT_SORT_KEYS)
    sentences = SENTENCES / f"{jurisdiction.code}.csv"
    like = sentences.read_bytes() if sentences.is_file() else b""
    return Rulebook(jurisdiction=jurisdiction, version=hashlib.sha256(said + like).hexdigest())
