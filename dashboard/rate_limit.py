"""How often one address may try a door: a small sliding window in memory, bounded in size."""

from collections import OrderedDict, deque
from threading import Lock


class RateLimit:
    """At most `tries` per key in any `seconds`; forgets the keys used longest ago beyond `keys`."""

    def __init__(self, *, tries: int, seconds: float, keys: int = 10_000) -> None:
        self._tries, self._seconds, self._keys = tries, seconds, keys
        self._seen: OrderedDict[str, deque[float]] = OrderedDict()
        self._lock = Lock()

    def take(self, key: str, *, at: float) -> bool:
        """Whether one more try is allowed at `at` (seconds of any steady clock); an allowed try is counted."""
        with self._lock:
            tries = self._seen.setdefault(key, deque())
            self._seen.move_to_end(key)
            while len(self._seen) > self._keys:
                self._seen.popitem(last=False)
            while tries and tries[0] <= at - self._seconds:
                tries.popleft()
            if len(tries) >= self._tries:
                return False
            tries.append(at)
            return True

    def forget(self, key: str) -> None:
        """That key's tries, forgotten."""
        with self._lock:
            self._seen.pop(key, None)
