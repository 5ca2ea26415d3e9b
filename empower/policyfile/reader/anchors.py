"""What a file has named with `&name`, to be repeated with `*name`, and how much such repeating adds up to.

The data of an alias is the very object it repeats, so nine lines can stand for a thousand million values. Whoever walks the
data walks them all, which is why they are counted here, in number and in depth, before anybody does.
"""

from __future__ import annotations

from typing import Any

__all__ = ["Anchors"]


class _Named:
    """A list or mapping with an anchor; `opened_at` counts the parts before it, repeated ones included."""

    __slots__ = ("deepest", "depth", "name", "opened_at", "value")

    def __init__(self, name: str, value: Any, depth: int, opened_at: int) -> None:
        self.name = name
        self.value = value
        self.depth = self.deepest = depth
        self.opened_at = opened_at


class Anchors:
    """The anchors above the place that was reached, and those it stands in."""

    __slots__ = ("_known", "_open", "repeated")

    def __init__(self) -> None:
        self._known: dict[str, tuple[Any, int, int]] = {}  # the value, how many parts it has, how many levels
        self._open: list[_Named] = []
        self.repeated = 0  # the parts there would be beyond those written, were everything written out

    def __contains__(self, name: str) -> bool:
        return name in self._known

    def names(self) -> tuple[str, ...]:
        """The names that can be repeated."""
        return tuple(self._known)

    def stands_in(self, name: str) -> bool:
        """Whether the place that was reached is part of what has this name."""
        return any(named.name == name for named in self._open)

    def add(self, name: str, value: Any) -> None:
        """A scalar has this name."""
        self._known[name] = (value, 1, 0)

    def enter(self, name: str, value: Any, depth: int, parts: int) -> None:
        """The list or mapping that starts here has this name."""
        self._open.append(_Named(name, value, depth, parts + self.repeated))

    def reach(self, depth: int) -> None:
        """The file goes this deep here."""
        if self._open:
            self._open[-1].deepest = max(self._open[-1].deepest, depth)

    def leave(self, depth: int, parts: int) -> None:
        """The list or mapping of this depth ends here."""
        if not self._open or self._open[-1].depth != depth:
            return
        named = self._open.pop()
        self.reach(named.deepest)
        size = parts + self.repeated - named.opened_at
        self._known[named.name] = (named.value, size, named.deepest - depth + 1)

    def repeat(self, name: str, depth: int) -> tuple[Any, int]:
        """What has this name, repeated at this depth, and how deep the file goes with it."""
        value, size, levels = self._known[name]
        self.repeated += size - 1
        self.reach(depth + levels)
        return value, depth + levels
