"""Which addresses a crawl has asked for, in some twenty bytes each: a site may list millions of them."""

from array import array
from hashlib import blake2b

_FEWEST_PLACES = 1 << 10
_EMPTY = 0


class Asked:
    """A set of addresses that can only grow; it keeps eight bytes of each one's digest and not the address.

    Two of a million addresses share those with a chance of one in thirty million; the second would not be asked for.
    """

    def __init__(self) -> None:
        self._places = array("Q", bytes(8 * _FEWEST_PLACES))
        self._count = 0

    def __len__(self) -> int:
        return self._count

    def __contains__(self, address: str) -> bool:
        mark = _mark(address)
        return self._places[_place_of(mark, self._places)] == mark

    def add(self, address: str) -> bool:
        """Whether the address is new; it is none from now on."""
        mark = _mark(address)
        place = _place_of(mark, self._places)
        if self._places[place] == mark:
            return False
        self._places[place] = mark
        self._count += 1
        if self._count * 2 > len(self._places):
            self._grow()
        return True

    def _grow(self) -> None:
        larger = array("Q", bytes(16 * len(self._places)))
        for mark in self._places:
            if mark != _EMPTY:
                larger[_place_of(mark, larger)] = mark
        self._places = larger


def _mark(address: str) -> int:
    return int.from_bytes(blake2b(address.encode("utf-8", "replace"), digest_size=8).digest()) or 1


def _place_of(mark: int, places: "array[int]") -> int:
    """Where `mark` stands among `places`, or the empty place where it would."""
    last = len(places) - 1
    place = mark & last
    while places[place] not in (_EMPTY, mark):
        place = (place + 1) & last
    return place
