"""Lines that follow each other in time: days on which none of them is in force, or two are; and dates never reached."""

from __future__ import annotations

from empower.domain.amounts import parts
from empower.domain.calendar import written_date
from empower.rules.analysis.lint.alike import effect_of
from empower.rules.analysis.lint.boxes import days_of, without_days
from empower.rules.analysis.lint.telling import note, warning
from empower.rules.index import amounts_of
from empower.rules.rulebook import Budget, Entitlement, Grant, Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from empower.domain.conditions import Span
    from empower.rules.analysis.found import Found
    from empower.rules.rulebook import Limit, Line, Rulebook

__all__ = ["dates_outside", "following"]

_SECTIONS = ("grants", "budgets", "rules", "owed", "not_owed", "exceptions")


def following(rulebook: Rulebook) -> Iterator[Found]:
    """A finding for each gap, and each overlap, between lines that are alike in all but dates, amounts and words."""
    for section in _SECTIONS:
        alike: dict[object, list[tuple[Span, int, Line]]] = {}
        for number, line in enumerate(getattr(rulebook, section)):
            spans = days_of(line.condition)
            if spans is not None and len(spans) == 1 and spans[0] != (None, None):
                alike.setdefault(_but_dates(line), []).append((spans[0], number, line))
        for several in alike.values():
            yield from _between(section, sorted(several, key=lambda one: (one[0][0] or 0, one[1])))


def dates_outside(rulebook: Rulebook) -> Iterator[Found]:
    """A note for each line whose dated amount has a step that no day of the policy, and of the line, comes to."""
    first, until = rulebook.effective
    for section in _SECTIONS:
        for number, line in enumerate(getattr(rulebook, section)):
            spans = days_of(line.condition) or ((None, None),)
            start = max([day for day in (first, spans[0][0]) if day is not None], default=None)
            end = min([day for day in (until, spans[-1][1]) if day is not None], default=None)
            weighed = amounts_of(line) if isinstance(line, Grant | Budget | Rule | Entitlement) else ()
            for day in dict.fromkeys([day for amount in weighed for day in _unused(amount, start, end)]):
                after = end is not None and day >= end
                yield note(
                    "date-never-reached",
                    (section, number),
                    f"what `{line.id}` says from {written_date(day)} is never used: "
                    + ("it is no longer in force then" if after else "another date takes its place before it begins"),
                    "take that date out of the amount, or mend the `effective`",
                )


def _between(section: str, several: list[tuple[Span, int, Line]]) -> Iterator[Found]:
    end: int | None = None
    before: Line | None = None
    for (start, until), number, line in several:
        if before is not None and end is not None and start is not None:
            if start > end:
                yield warning(
                    "dates-gap",
                    (section, number),
                    f"`{before.id}` ends and `{line.id}`, which says the same, begins later: "
                    f"{_days(end, start)} neither is in force",
                    f"begin `{line.id}` on {written_date(end)}, or end `{before.id}` on {written_date(start)}",
                )
            elif start < end and (until is None or until > end) and before.condition != line.condition:
                yield warning(
                    "dates-overlap",
                    (section, number),
                    f"`{before.id}` has not ended when `{line.id}`, which says the same, begins: "
                    f"{_days(start, end)} both are in force",
                    f"end `{before.id}` on {written_date(start)} (its `until` is the first day without it)",
                )
        if before is None or until is None or (end is not None and until > end):
            end, before = until, line
        if end is None:
            return


def _days(start: int, end: int) -> str:
    """The days from one until before another, in words."""
    last = written_date(end - 1)
    return f"on {last}" if end - start == 1 else f"from {written_date(start)} to {last}"


def _but_dates(line: Line) -> object:
    """All of a line but its dates, its amounts and its words."""
    condition = without_days(line.condition)
    if isinstance(line, Grant):
        limits = frozenset([_shape(limit) for limit in line.limits])
        return condition, frozenset(line.roles), frozenset(line.remedies), limits
    if isinstance(line, Rule):
        kept = line.but(say="", limit=None, at_least=None, warn_at=None)
        return condition, effect_of(kept), _shape(line.limit), _shape(line.at_least)
    if isinstance(line, Budget):
        return condition, _shape(line.limit), line.beyond
    if isinstance(line, Entitlement):
        return condition, line.remedies, line.of_things, line.per, line.roles, line.needs, line.must
    return condition, effect_of(line)


def _shape(limit: Limit | None) -> object:
    """A limit without how much."""
    return limit and (limit.measure, limit.per, limit.every, limit.counts)


def _unused(amount: tuple[object, ...], start: int | None, end: int | None) -> Iterator[int]:
    for part in parts(amount):
        if part[0] != "dated" or part[2]:
            continue
        days = [day for day, _ in part[1]]
        for day, following_day in zip(days, [*days[1:], None], strict=True):
            superseded = start is not None and following_day is not None and following_day <= start
            if superseded or (end is not None and day >= end):
                yield day
