"""The values and ends that a test names, read as whole numbers on its axis.

Every axis is cut the same way: by values (`is`, `not`) and by ends (`over`, `at_least` …).
"""

from __future__ import annotations

from empower.domain.calendar import HOUR
from empower.domain.conditions import shared
from empower.rules.compile.findings import each
from empower.rules.compile.scalars import figure, number
from empower.rules.compile.times import clock, counted, counted_meant, date, moment
from empower.rules.compile.vocabulary import name_of, remedies_named
from empower.rules.compile.wording import in_a_row, shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from empower.domain.conditions import Said, Spans
    from empower.domain.problem import Path
    from empower.rules.compile.axes import Axis
    from empower.rules.compile.vocabulary import Vocabulary

__all__ = ["age_of", "end_of", "values_of"]

AGES = {
    "hour": ("hours", HOUR),
    "day": ("days", 1),
    "week": ("days", 7),
    "month": ("months", 2),
    "year": ("months", 24),
}


def values_of(axis: Axis, written: Any, path: Path, vocabulary: Vocabulary) -> tuple[int, ...] | None:
    """The numbers of a value, or of a list of values; `None` with the reason said."""
    found: list[int] = []
    sound = True
    for item, at in each(written, path):
        value = _value(axis, item, at, vocabulary)
        if value is None:
            sound = False
        else:
            found += value
    if sound and not found:
        hint = "write one value, or several between `[` and `]`"
        vocabulary.findings.problem("empty-list", "nothing stands in this list", path, hint)
        return None
    return tuple(sorted(set(found))) if sound else None


def _value(axis: Axis, item: Any, path: Path, vocabulary: Vocabulary) -> tuple[int, ...] | None:
    findings = vocabulary.findings
    if axis.name == "remedy":
        return remedies_named(item, path, vocabulary)
    if axis.name == "role":
        role = vocabulary.named("roles", item, path)
        return None if role is None or role not in vocabulary.roles else (vocabulary.roles[role],)
    if axis.kind == "yes_no":
        if isinstance(item, bool):
            return (int(item),)
        findings.wrong_kind(
            f"`{axis.name}`", "`true` or `false`", item, path, "write `true` or `false`, without quotes"
        )
        return None
    if axis.names:
        name = name_of(item)
        place = axis.places.get(name or "")
        if place is not None:
            return (place,)
        what = {"weekday": "a day of the week", "remedy_kind": "a kind of remedy"}.get(
            axis.name, f"a value of `{axis.name}`"
        )
        if name is None:
            findings.wrong_kind("what stands here", what, item, path, f"write {in_a_row(axis.names)}")
        else:
            findings.unknown("unknown-value", what, name, path, dict.fromkeys(axis.names, ()))
        return None
    if axis.kind in ("date", "moment", "time"):
        hint = "write from when and until when: `{from: …, before: …}`"
        findings.problem("unknown-test", f"a {axis.kind} is not tested for one value", path, hint)
        return None
    value = _number(axis, item, path, vocabulary)
    if value is None or shared(axis.domain, ((value, value + 1),)):
        return None if value is None else (value,)
    findings.problem("out-of-range", f"`{axis.name}` is never {shown(item)}", path, _bounds(axis))
    return None


def end_of(axis: Axis, operator: str, written: Any, path: Path, vocabulary: Vocabulary) -> tuple[Spans, Said] | None:
    """The set that one operator with one end leaves, and how it was said; `None` with the reason said."""
    findings = vocabulary.findings
    if axis.kind == "ordered":
        found = values_of(axis, written, path, vocabulary)
        if found is not None and len(found) != 1:
            findings.wrong_kind(f"`{operator}`", "one value", written, path, "write the one where it begins or ends")
            return None
        value = found[0] if found else None
    elif axis.kind == "date":
        value = date(written, findings, path)
    elif axis.kind == "moment":
        value = moment(written, findings, path)
    elif axis.kind == "time":
        value = clock(written, findings, path, end=operator in ("before", "under"))
    else:
        value = _number(axis, written, path, vocabulary)
    if value is None:
        return None
    return _cut(operator, value), (operator, (value,))


def age_of(
    operator: str, written: Any, path: Path, axis: Axis, vocabulary: Vocabulary
) -> tuple[str, Spans, Said] | None:
    """The unit of an age, the set that the operator leaves, and how it was said; `None` with the reason said.

    Months are counted in halves, so that what is over three months is above six (see `calendar.age_in_half_months`).
    """
    units = tuple([unit for unit in AGES if unit != "hour" or axis.kind == "moment"])
    found = counted(written, units)
    if found is None:
        hours = axis.kind == "date" and counted(written, ("hour",)) is not None
        message = "a date has no age in hours" if hours else f"{shown(written)} is not an age"
        hint = f"write a number and a unit ({in_a_row([f'{unit}s' for unit in units])}), such as `365 days`"
        if isinstance(written, int) and not isinstance(written, bool):
            hint = f"say of what: `{written} days`"
        elif not hours:
            hint = counted_meant(written, units) or hint
        vocabulary.findings.problem("not-a-duration", message, path, hint)
        return None
    unit, factor = AGES[found[1]]
    value = found[0] * factor
    return unit, _cut(operator, value), (operator, (value,))


def _cut(operator: str, value: int) -> Spans:
    if operator in ("at_least", "from"):
        return ((value, None),)
    if operator == "over":
        return ((value + 1, None),)
    return ((None, value + (operator == "at_most")),)


def _number(axis: Axis, written: Any, path: Path, vocabulary: Vocabulary) -> int | None:
    if axis.kind == "money":
        return figure(written, vocabulary.money, vocabulary.findings, path)
    return number(written, axis.digits, vocabulary.findings, path, below=axis.below)


def _bounds(axis: Axis) -> str:
    if axis.name == "hour":
        return "hours go from 0 to 23"
    return "choose a value within the bounds that the fact declares"
