"""Pages into the archive, whole or as "still the same", and what each leaves behind for its next visit."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from http import HTTPStatus
from typing import Any

from registry.dumped_item import DumpedItem
from registry.evidence import KeptPage
from registry.kept_pages.page_states import PageAnswer
from registry.kept_pages.writing import EvidenceWriter, Original
from registry.records import PageState
from registry.vocabulary import PageRole
from spiders.seen import SeenAdverts, SeenGone, SeenOther, SeenPage, SeenUnchanged
from spiders.source_schema import Source

SeenWithPage = SeenAdverts | SeenUnchanged | SeenGone | SeenOther


@dataclass(frozen=True)
class Kept:
    """One page in the archive: its adverts with their proof, its new state, and where an unchanged advert stands."""

    seen_at: datetime
    proof: dict[str, Any]
    items: tuple[DumpedItem, ...] = ()
    state: PageAnswer | None = None
    unchanged_at: str = ""


class PageKeeper:
    """Writes one crawl's pages; `known` holds what is on file of them by the address that was asked for."""

    def __init__(self, writer: EvidenceWriter, *, source: Source, crawl_id: int) -> None:
        self.writer = writer
        self._source = source
        self._crawl_id = crawl_id

    def keep(self, pages: Iterable[SeenWithPage], *, known: Mapping[str, PageState]) -> list[Kept]:
        """Every page written, in order."""
        return [self._keep(seen, known.get(seen.page.asked)) for seen in pages]

    def _keep(self, seen: SeenWithPage, state: PageState | None) -> Kept:
        page = seen.page
        items = seen.items if isinstance(seen, SeenAdverts) else ()
        same_as = _original(seen, state)
        kept = self.writer.keep(
            url=page.url, at=page.at, status=page.status, reason=_reason(page.status), body=page.body,
            headers=page.headers, request_headers=page.request_headers, request=page.request,
            role=_role(seen), about={"adverts": str(len(items))} if items else None, same_as=same_as,
        )  # fmt: skip
        proof = {"evidence_digest": kept.digest, "evidence_file": kept.file, "evidence_offset": kept.offset}
        if isinstance(seen, SeenUnchanged) and state is not None and same_as is not None:
            answer = self._answer(page, same_as, content=state.content, before=state)
            # The server tells its marks again or leaves them out; either way they still hold.
            answer = replace(
                answer, etag=answer.etag or state.etag, last_modified=answer.last_modified or state.last_modified
            )
            return Kept(page.at, proof, (), answer, page.url)
        if not isinstance(seen, SeenAdverts):
            return Kept(page.at, proof)
        dumped = tuple(DumpedItem.of(item).kept_at(proof) for item in items)
        alone = len(items) == 1 and items[0].url == page.url and not page.redirected
        content = dumped[0].digest if alone else ""
        answer = self._answer(page, same_as or _here(kept, page), content=content, before=state)
        return Kept(page.at, proof, dumped, answer)

    def _answer(self, page: SeenPage, kept: Original, *, content: str, before: PageState | None) -> PageAnswer:
        headers = {name.lower(): value for name, value in page.headers}
        unchanged = before is not None and bool(content) and before.content == content
        wait = self._source.revisit.wait(
            before.wait_hours if before and unchanged else None, interval=self._source.interval
        )
        return PageAnswer(
            source=self._source.name, url=page.asked, seen_at=page.at, content=content, digest=kept.digest,
            etag=headers.get("etag"), last_modified=headers.get("last-modified"),
            kept_file=kept.file, kept_offset=kept.offset, kept_at=kept.at,
            wait_hours=wait, next_visit_at=page.at + timedelta(hours=wait) if content and wait else None,
            crawl_id=self._crawl_id,
        )  # fmt: skip


def _original(seen: SeenWithPage, state: PageState | None) -> Original | None:
    """The page on file that this answer repeats: the server says so, or the bytes are the same."""
    if state is None or state.digest is None or state.kept_file is None or state.kept_at is None:
        return None
    same = isinstance(seen, SeenUnchanged) or (
        isinstance(seen, SeenAdverts) and hashlib.sha256(seen.page.body).hexdigest() == state.digest
    )
    return Original(state.kept_file, state.kept_offset or 0, state.digest, state.kept_at) if same else None


def _here(kept: KeptPage, page: SeenPage) -> Original:
    return Original(kept.file, kept.offset, kept.digest, page.at)


def _role(seen: SeenWithPage) -> PageRole:
    if isinstance(seen, SeenOther):
        return seen.role
    return PageRole.GONE if isinstance(seen, SeenGone) else PageRole.ADVERT


def _reason(status: int) -> str:
    return HTTPStatus(status).phrase if status in HTTPStatus._value2member_map_ else ""
