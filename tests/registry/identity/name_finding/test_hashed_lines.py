"""Pieces of lines hash alike wherever they stand, and hashes are found as a binary search would find them."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from registry.identity.name_finding.hashed_lines import HashedLines, SortedHashes, as_bytes, hashes_of

_HASHES = st.lists(st.integers(0, 2**64 - 2) | st.integers(0, 300) | st.just(1 << 63), max_size=60)


@given(_HASHES, _HASHES)
def test_hashes_are_found_where_a_binary_search_finds_them(listed: list[int], asked: list[int]) -> None:
    hashes = np.array(listed, dtype=np.uint64)
    wanted = np.array([*asked, *listed], dtype=np.uint64)
    found = SortedHashes(hashes)
    assert found.find(wanted).tolist() == np.searchsorted(np.sort(hashes), wanted).tolist()
    assert found.has(wanted).tolist() == [one in listed for one in wanted.tolist()]
    assert hashes[found.order].tolist() == sorted(listed)


def test_a_word_hashes_alike_on_any_line_and_in_any_piece_of_a_long_list() -> None:
    words = [f"tembo{at}" for at in range(45_000)]
    hashed = hashes_of([*words, "kifaru"])
    assert len(np.unique(hashed)) == len(words) + 1
    lines = HashedLines(as_bytes(["simba kifaru", "", "kifaru tembo44999"]))
    assert lines.words[[1, 2]].tolist() == [hashed[-1]] * 2
    assert lines.words[3] == hashed[-2]
