"""One thing that is otherwise beside the lines of two policies, and whether an answer may turn on it."""

from __future__ import annotations

from empower.domain.value import Value

__all__ = ["MAY", "Note"]

MAY = "may"
"""Answers may differ by it, and which of them was not worked out."""


class Note(Value):
    """What is otherwise; how it read before and reads now stands in the two policies."""

    what: str
    name: str = ""  # of the fact, role or promise
    way: str = ""  # looser, tighter, otherwise or `MAY`; "" where no answer turns on it
    lines: tuple[str, ...] = ()  # the lines and remedies it concerns
    reads: tuple[tuple[str, tuple[str, ...]], ...] = ()  # where several read it in several ways, who in which
