"""Who belongs with whom, as a union of sets in memory that a person's "not the same" can forbid."""

from collections.abc import Iterable


class DisjointSets:
    """Sets of ids that grow together; a union that would join a forbidden pair is refused."""

    def __init__(self, members: Iterable[int], *, apart: Iterable[tuple[int, int]] = ()) -> None:
        """Each member starts alone; `apart` are pairs that never share a set."""
        self._parent = {one: one for one in members}
        self._enemies: dict[int, set[int]] = {}
        for left, right in apart:
            if left in self._parent and right in self._parent:
                self._enemies.setdefault(left, set()).add(right)
                self._enemies.setdefault(right, set()).add(left)
        self._judged = {one: {one} for one in self._enemies}

    def find(self, member: int) -> int:
        """The member that stands for the whole set."""
        root = member
        while self._parent[root] != root:
            root = self._parent[root]
        while self._parent[member] != root:
            self._parent[member], member = root, self._parent[member]
        return root

    def union(self, left: int, right: int) -> bool:
        """Whether the two now share a set; the lower root stands for both, so that order does not matter."""
        low, high = sorted((self.find(left), self.find(right)))
        if low == high:
            return True
        ours, theirs = self._judged.get(low, set()), self._judged.get(high, set())
        if any(self._enemies[one] & theirs for one in ours):
            return False
        self._parent[high] = low
        if theirs:
            self._judged.setdefault(low, set()).update(theirs)
        return True

    def join(self, members: Iterable[int]) -> None:
        """All of `members` in one set, or in as few as the forbidden pairs allow; lower ids are seated first."""
        heads: list[int] = []
        for member in sorted(members):
            if not any(self.union(head, member) for head in heads):
                heads.append(member)

    def sets(self) -> list[list[int]]:
        """Every set, members sorted, by lowest member."""
        grouped: dict[int, list[int]] = {}
        for member in sorted(self._parent):
            grouped.setdefault(self.find(member), []).append(member)
        return sorted(grouped.values())
