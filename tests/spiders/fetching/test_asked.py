"""The book of addresses that a crawl has asked for."""

import tracemalloc

from spiders.fetching.asked import Asked


def _addresses(count: int) -> list[str]:
    return [f"https://board.example/jobs/{number}?from=list" for number in range(count)]


def test_every_address_is_new_once() -> None:
    asked = Asked()
    assert all(asked.add(address) for address in _addresses(5_000))
    assert not any(asked.add(address) for address in _addresses(5_000))
    assert len(asked) == 5_000


def test_an_address_is_in_it_only_after_it_was_added() -> None:
    asked = Asked()
    assert "https://board.example/\udc80" not in asked
    asked.add("https://board.example/\udc80")
    assert "https://board.example/\udc80" in asked
    assert "https://board.example/1" not in asked


def test_an_address_costs_some_twenty_bytes() -> None:
    addresses = _addresses(20_000)
    tracemalloc.start()
    asked = Asked()
    for address in addresses:
        asked.add(address)
    kept, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert kept < 40 * len(addresses)
