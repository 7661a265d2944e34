"""The pages that a sitemap lists, and what it says of them."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any


def listed_pages(root: Any) -> Iterator[tuple[str, datetime | None]]:
    """Each address of a sitemap, with the instant its page changed last where the site tells one with a time zone."""
    for node in root.iter("{*}url"):
        told = (node.findtext("{*}lastmod") or "").strip()
        try:
            changed_at = datetime.fromisoformat(told) if "T" in told else None
        except ValueError:
            changed_at = None
        yield (node.findtext("{*}loc") or "").strip(), changed_at if changed_at and changed_at.tzinfo else None
