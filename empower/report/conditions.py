"""Tests of a line in words: what matched beside what it was, and what would have to be otherwise."""

from __future__ import annotations

from empower.domain.calendar import written_date
from empower.report.phrases import in_a_row, lasting

TYPE_CHECKING = False
if TYPE_CHECKING:
    from empower.domain.conditions import Box, Condition, Said
    from empower.domain.decision import Tested
    from empower.report.wording import Names

__all__ = ["asks_for", "holding", "matched", "wanted"]

_ORDERED = {"at_least": "{} or above", "at_most": "{} or below", "over": "above {}", "under": "below {}"}
_SCALE = {"at_least": "at least {}", "at_most": "at most {}", "over": "over {}", "under": "under {}"}


def matched(test: Tested, names: Names) -> str:
    """A test that held, with the actual value first: `goodwill on this incident 180.00, over 150.00`."""
    name = names.fact(test.axis.partition("#")[0])
    if test.actual is None:
        return f"{name} is not said"
    if "#" in test.axis:
        return f"{name} {_aged(test, names)}, {asks_for(test.axis, test.said, names)}"
    value = names.value(test.axis, test.actual)
    if all([how in ("is", "given") for how, _ in test.said]):
        return f"{name} is {value}"
    joined = f"{name} is {value}" if names.choice(test.axis) else f"{name} {value}"
    return f"{joined}, {asks_for(test.axis, test.said, names)}"


def wanted(test: Tested, names: Names) -> str:
    """What would have to hold, and what is so: `tier were gold or above; it is silver`."""
    name = names.fact(test.axis.partition("#")[0])
    wish = f"{name} were {asks_for(test.axis, test.said, names)}"
    if test.actual is None:
        return f"{wish}; it is not said"
    actual = _aged(test, names) if "#" in test.axis else names.value(test.axis, test.actual)
    return f"{wish}; it is {actual}"


def asks_for(axis: str, said: tuple[Said, ...], names: Names) -> str:
    """What a test asks for, as its author put it: `over 150.00`, `gold or above`, `not injury or allergen`."""
    scale = _ORDERED if names.choice(axis) else _SCALE
    return in_a_row([_operator(axis, how, values, scale, names) for how, values in said])


def holding(condition: Condition, names: Names, leave_out: tuple[str, ...] = ()) -> str:
    """When a condition holds, in words; nothing where it always does. Axes in `leave_out` are told elsewhere."""
    when = [words for words in [_box(box, names, leave_out) for box in condition.when] if words]
    unless = [words for words in [_box(box, names, leave_out) for box in condition.unless] if words]
    told = f"when {in_a_row(when, 'or')}" if len(when) == len(condition.when) else ""
    if unless:
        told = f"{told} unless {in_a_row(unless, 'or')}".strip()
    return told


def _box(box: Box, names: Names, leave_out: tuple[str, ...]) -> str:
    tests = [
        f"{names.fact(test.axis.partition('#')[0])} is {asks_for(test.axis, test.said, names)}"
        for test in box
        if test.said and test.axis not in leave_out
    ]
    return in_a_row(tests) if tests else ""


def _operator(axis: str, how: str, values: tuple[int, ...], scale: dict[str, str], names: Names) -> str:
    if how == "given":
        return "given" if not values or values[0] else "not given"
    words = names.values(axis, values)
    if how == "not":
        return f"not {words}"
    if how in ("from", "before"):
        return f"{'on or after' if how == 'from' else 'before'} {words}"
    return scale[how].format(words) if how in scale else words


def _aged(test: Tested, names: Names) -> str:
    """The day it was and how long ago: `2025-01-03, 400 days ago`."""
    name, _, unit = test.axis.partition("#")
    assert isinstance(test.actual, int)
    ago = "today" if test.actual == 0 and unit == "days" else f"{lasting(abs(test.actual), unit)} ago"
    if test.actual < 0:
        ago = f"in {lasting(-test.actual, unit)}"
    day = _day(name, unit, test.actual, names)
    return f"{day}, {ago}" if day else ago


def _day(name: str, unit: str, age: int, names: Names) -> str:
    if names.ask is None:
        return ""
    stated = dict(names.ask.facts)
    day = stated.get(f"{name}.day")
    if day is None:
        fact = names.index.facts.get(name)
        day = stated.get(name) if fact and fact.kind == "date" else names.ask.day - age if unit == "days" else None
    return written_date(day) if isinstance(day, int) else ""
