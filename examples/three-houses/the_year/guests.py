"""The guests: most come once, some come again, and each keeps the standing they have."""

from __future__ import annotations

from the_year.chance import Chance
from the_year.clock import DAY

__all__ = ["Guests"]

_APART = 30 * DAY  # between two incidents of a guest of whom nothing is odd
_AGAIN = 0.22
_TRIED = 12


class Guests:
    """Who stays in a house."""

    def __init__(self) -> None:
        self._known: dict[str, list[str]] = {}
        self._last: dict[str, int] = {}
        self._made = 1000
        self.first = ""  # of those to whom something ordinary happens

    def somebody(self, house: str, chance: Chance, now: int) -> str:
        """A guest to whom something happens: a new one, or one who was here before, but not lately."""
        known = self._known.setdefault(house, [])
        if known and chance.happens(_AGAIN):
            for _ in range(_TRIED):
                guest = chance.pick(known)
                if now - self._last[guest] > _APART:
                    self._last[guest] = now
                    return guest
        guest = self.new()
        known.append(guest)
        self.first = self.first or guest
        self._last[guest] = now
        return guest

    def new(self) -> str:
        """A guest whom nobody knows yet, and whom nothing else happens to."""
        self._made += 1
        return f"G-{self._made}"
