"""Jurisdiction files, read strictly: the rulebook of a country and the version that assessments quote."""

import hashlib
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property, lru_cache
from pathlib import Path

import orjson
from sqlmodel import Session, select

from registry.errors import InvalidInput
from registry.law.rule_schema import Home, Jurisdiction, Rule
from registry.law.rulebook_files import SHIPPED, Read, folders, joined, read_files
from registry.records import AuditEntry
from registry.strict_yaml import validated

__all__ = [
    "SENTENCES",
    "SHIPPED",
    "Rulebook",
    "available_jurisdictions",
    "load_rulebook",
    "read_home",
    "record_rulebook",
]

SENTENCES = Path(__file__).parent / "sentences"
LOADED = "rulebook.loaded"


@dataclass(frozen=True)
class Rulebook:
    """One country's law as loaded; `version` is the SHA-256 of what its files and labelled sentences say.

    Layout, comments and how it is divided into files make no difference. `kept_in` is a folder for what is worked out
    from it and takes long; it may be deleted at any time.
    """

    jurisdiction: Jurisdiction
    version: str
    kept_in: Path | None = field(default=None, compare=False)

    def has(self, rule_id: str) -> bool:
        """Whether this country has a rule of that id."""
        return rule_id in self._rules

    def rule(self, rule_id: str) -> Rule:
        """The rule of that id; KeyError if this country has none."""
        return self._rules[rule_id]

    @cached_property
    def _rules(self) -> dict[str, Rule]:
        return {rule.id: rule for rule in self.jurisdiction.rules}


def load_rulebook(code: str, *, extra_dir: Path | None = None, kept_in: Path | None = None) -> Rulebook:
    """The rulebook of jurisdiction `code`; a file, or a part, in `extra_dir` goes before the shipped one.

    Raises InvalidInput with file, line and remedy when no file, or an unlawful one, is found.
    """
    rulebook = _parse(read_files(_find(code, extra_dir), folders(extra_dir)))
    return rulebook if kept_in is None else replace(rulebook, kept_in=kept_in)


def read_home(code: str, *, extra_dir: Path | None = None) -> Home:
    """What jurisdiction `code` says of numbers printed at home; its rules are not looked at.

    Raises InvalidInput as `load_rulebook` does.
    """
    return _parse_home(read_files(_find(code, extra_dir), folders(extra_dir)))


def available_jurisdictions(*, extra_dir: Path | None = None) -> tuple[str, ...]:
    """The codes that `load_rulebook` finds a file for, sorted."""
    return tuple(sorted({file.stem for folder in folders(extra_dir) for file in folder.glob("[a-z][a-z].yml")}))


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


def _find(code: str, extra_dir: Path | None) -> Path:
    for folder in folders(extra_dir):
        file = folder / f"{code}.yml"
        if file.is_file():
            return file
    known = ", ".join(available_jurisdictions(extra_dir=extra_dir)) or "none"
    raise InvalidInput(
        f"There is no file for jurisdiction {code!r} (known: {known}); "
        f"write {code}.yml and point WAKALA_JURISDICTIONS_DIR at its folder."
    )


@lru_cache(maxsize=16)
def _parse_home(files: tuple[Read, ...]) -> Home:
    return validated(joined(files), Home)


@lru_cache(maxsize=16)
def _parse(files: tuple[Read, ...]) -> Rulebook:
    file = files[0][0]
    said = joined(files)
    jurisdiction = validated(said, Jurisdiction)
    if jurisdiction.code != file.stem:
        raise InvalidInput(
            f"{said.where(('code',))}: code is {jurisdiction.code!r}; it must be the file's name, {file.stem!r}."
        )
    content = orjson.dumps(jurisdiction.model_dump(mode="json"), option=orjson.OPT_SORT_KEYS)
    sentences = SENTENCES / f"{jurisdiction.code}.csv"
    like = sentences.read_bytes() if sentences.is_file() else b""
    return Rulebook(jurisdiction=jurisdiction, version=hashlib.sha256(content + like).hexdigest())
