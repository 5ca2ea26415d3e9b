"""What a verification found."""

from __future__ import annotations

from empower.domain.value import Value

__all__ = ["Findings", "Flaw"]

_MOST_KEPT = 1_000


class Flaw(Value):
    """Something that is not as it was written."""

    what: str  # a sentence
    entry: int | None = None  # where, if it is an entry's


class Findings:
    """Flaws as they are found; only so many are kept, and all are counted."""

    def __init__(self) -> None:
        self.kept: list[Flaw] = []
        self.count = 0

    def add(self, what: str, entry: int | None = None) -> None:
        """One more."""
        self.count += 1
        if len(self.kept) < _MOST_KEPT:
            self.kept.append(Flaw(what=what, entry=entry))
