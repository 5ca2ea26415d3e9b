"""Conditions compared: what two of them share, which lies within which, and what is left of one without its days."""

from __future__ import annotations

from empower.domain.conditions import EVERYTHING, shared

TYPE_CHECKING = False
if TYPE_CHECKING:
    from empower.domain.conditions import Box, Condition, Spans

    Tests = frozenset[tuple[str, Spans, bool]]
    """A box without the author's words."""

__all__ = ["axes_of", "days_of", "same_tests", "within", "without_days"]


def same_tests(condition: Condition) -> tuple[frozenset[Tests], frozenset[Tests]]:
    """The condition in a form in which two that test the same are equal."""
    return frozenset(map(_tests, condition.when)), frozenset(map(_tests, condition.unless))


def without_days(condition: Condition) -> tuple[frozenset[Tests], frozenset[Tests]]:
    """The same of what is tested beside the day of the decision."""
    when = [tuple([test for test in box if test.axis != "day"]) for box in condition.when]
    return frozenset(map(_tests, when)), frozenset(map(_tests, condition.unless))


def days_of(condition: Condition) -> Spans | None:
    """The days on which the line is in force; `None` where its mappings differ in them."""
    found = {axes_of(box).get("day", (EVERYTHING, False))[0] for box in condition.when}
    return found.pop() if len(found) == 1 else None


def within(box: Box, other: Box) -> bool:
    """Whether whatever passes the one box passes the other."""
    own = axes_of(box)
    for axis, (spans, absent) in axes_of(other).items():
        mine = own.get(axis)
        if mine is None or (mine[1] and not absent) or shared(mine[0], spans) != mine[0]:
            return False
    return True


def axes_of(box: Box) -> dict[str, tuple[Spans, bool]]:
    """What a box asks of each axis, and whether it passes where there is no value."""
    found: dict[str, tuple[Spans, bool]] = {}
    for test in box:
        spans, absent = found.get(test.axis, (EVERYTHING, True))
        found[test.axis] = shared(spans, test.spans), absent and test.absent
    return found


def _tests(box: Box) -> Tests:
    return frozenset([(axis, spans, absent) for axis, (spans, absent) in axes_of(box).items()])
