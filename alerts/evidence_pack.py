"""One file for a court or a platform: the case, its adverts, the pages as fetched, and how to check all of it."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any
from uuid import uuid4
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo
from zoneinfo import ZoneInfo

import orjson
from sqlmodel import Session, col, select

from alerts.accountability import checked_officer
from alerts.casework.history import number_of
from alerts.pack_contents import KeptPlace, PackContents, gather
from alerts.plain_words import case_reference
from alerts.rendering import templates
from registry import audit
from registry.audit_quotes import PACKED
from registry.errors import NotAllowed, WakalaError
from registry.evidence import prove_page
from registry.law.rulebook import Rulebook
from registry.records import Alert, EvidencePack
from registry.settings import Settings

SUMS = "SHA256SUMS"


@dataclass(frozen=True)
class _Part:
    name: str
    body: bytes

    @property
    def sum_line(self) -> str:
        return f"{hashlib.sha256(self.body).hexdigest()}  {self.name}\n"


def make_pack(
    session: Session, alert: Alert, *, officer: str, settings: Settings, rulebook: Rulebook, at: datetime
) -> EvidencePack:
    """The pack of that case as it stands at `at`, written under the packs folder, on file and in the audit log.

    A kept page that is missing or damaged does not stop it: the pack says which one, and why. Raises NotAllowed when
    somebody acts on the case while it is being made: half of that act would be in it.
    """
    by, number = checked_officer(officer), number_of(alert)
    here = at.astimezone(ZoneInfo(rulebook.jurisdiction.time_zone))
    settings.packs_dir.mkdir(parents=True, exist_ok=True)
    draft = settings.packs_dir / f".{uuid4().hex}.part"
    try:
        contents = gather(session, alert, rulebook=rulebook, zone=ZoneInfo(rulebook.jurisdiction.time_zone))
        _zip(draft, contents, settings=settings, by=by, at=here, head=audit.verify(session))
        _refuse_changed(session, alert)
        digest = _digest(draft)
        name = f"{case_reference(number)}-{at.astimezone(UTC):%Y%m%dT%H%M%SZ}-{digest[:12]}.zip"
        draft.replace(settings.packs_dir / name)
    finally:
        draft.unlink(missing_ok=True)
    pack = EvidencePack(alert_id=number, made_at=at, made_by=by, file=name, sha256=digest)
    session.add(pack)
    session.flush()
    detail = {"file": name, "sha256": digest, "pages": len(contents.pages)}
    audit.append(session, actor=by, action=PACKED, subject=f"alert:{number}", detail=detail, at=at)
    return pack


def _refuse_changed(session: Session, alert: Alert) -> None:
    query = select(Alert.version).where(Alert.id == alert.id)
    if session.exec(query).one() != alert.version:
        raise NotAllowed(f"Case {case_reference(alert.id)} changed while its pack was being made; make it again.")


def packs_of(session: Session, alert_id: int) -> list[EvidencePack]:
    """The packs made of that case, newest first."""
    query = select(EvidencePack).where(EvidencePack.alert_id == alert_id).order_by(col(EvidencePack.id).desc())
    return list(session.exec(query))


def file_of(pack: EvidencePack, folder: Path) -> Path | None:
    """The pack's file, or None when it is gone or is no longer what was made."""
    file = folder / pack.file
    if Path(pack.file).name != pack.file or not file.is_file():
        return None
    return file if _known_digest(file, file.stat().st_mtime_ns, file.stat().st_size) == pack.sha256 else None


@lru_cache(maxsize=256)
def _known_digest(file: Path, _changed_at: int, _size: int) -> str:
    # A screen asks at every click, and the file of a case with many pages is large.
    return _digest(file)


def _digest(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _zip(
    written: Path, contents: PackContents, *, settings: Settings, by: str, at: datetime, head: audit.AuditReport
) -> None:
    sums: list[str] = []
    moment = at.astimezone(UTC).timetuple()[:6]
    with ZipFile(written, "w", ZIP_DEFLATED) as archive:
        for part in _parts(contents, settings=settings, by=by, at=at, head=head):
            archive.writestr(ZipInfo(part.name, moment), part.body, ZIP_DEFLATED)
            sums.append(part.sum_line)
        archive.writestr(ZipInfo(SUMS, moment), "".join(sums), ZIP_DEFLATED)


def _parts(
    contents: PackContents, *, settings: Settings, by: str, at: datetime, head: audit.AuditReport
) -> Iterator[_Part]:
    problems: list[str] = []
    for place in contents.pages:
        yield from _page(place, settings.evidence_dir, problems)
    values: dict[str, Any] = {
        "case": contents.case,
        "problems": problems,
        "made_at": at.isoformat(timespec="seconds"),
        "made_by": by,
        "office": settings.office,
        "demo": settings.demo,
        "audit_log": {"sound": head.sound, "entries": head.entries, "last_digest": head.last_digest},
    }
    yield _Part("case.json", orjson.dumps(values, option=orjson.OPT_INDENT_2))
    for name, template in (("case.html", "case_pack.html"), ("READ-ME-FIRST.txt", "case_pack.txt")):
        yield _Part(name, templates().get_template(template).render(values, sums=SUMS).encode())


def _page(place: KeptPlace, folder: Path, problems: list[str]) -> Iterator[_Part]:
    try:
        yield _Part(place.name, prove_page(folder, place.file, place.offset, place.digest).body)
    except WakalaError as error:
        problems.append(f"{place.name}: {error}")
