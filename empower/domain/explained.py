"""What a name of the policy comes to: which lines it is, and how they bear on one another. Names, not texts."""

from __future__ import annotations

from empower.domain.value import Value

__all__ = ["Bearing", "ExplainResult", "Explained"]


class Bearing(Value):
    """Another line that has a say in a situation which both can be in."""

    section: str
    id: str
    how: tuple[str, ...]  # denies | escalates | limits | holds back | lifts | bars | at most
    remedies: tuple[str, ...] = ()  # of which both can speak at once
    now: bool = True  # whether that can be so on the day
    lifted_by: tuple[str, ...] = ()  # exceptions that may take it away again


class Explained(Value):
    """One thing that has the name."""

    section: str
    id: str
    place: tuple[int, int]  # line and column, from 1
    beaten_by: tuple[Bearing, ...] = ()
    beats: tuple[Bearing, ...] = ()
    spoken_of_by: tuple[tuple[str, str], ...] = ()  # section and id; of what is no line itself


class ExplainResult(Value):
    """Everything that has the name, in the order of the policy's sections."""

    name: str
    day: int
    found: tuple[Explained, ...]
