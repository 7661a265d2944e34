"""An advert item beside its JSON form, its digest and its name: each made once and stored in several rows."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from registry.advert_item import AdvertItem, digest_of


class DumpedItem(NamedTuple):
    """`item` as JSON with its proof in `dumped`, the digest of what it says, and its stable name inside its source."""

    item: AdvertItem
    dumped: dict[str, Any]
    digest: str
    key: str

    @classmethod
    def of(cls, item: AdvertItem) -> "DumpedItem":
        """The item dumped."""
        dumped = item.model_dump(mode="json")
        return cls(item, dumped, digest_of(dumped), item.key)

    def kept_at(self, proof: Mapping[str, Any]) -> "DumpedItem":
        """The same with where its page was kept; its digest does not speak of that."""
        return self._replace(dumped={**self.dumped, **proof})
