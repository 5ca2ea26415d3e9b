"""Regions in words: who, what and where something is so, in the policy's own names."""

from __future__ import annotations

from empower.domain.calendar import HOUR, written_date
from empower.report.phrases import clock, in_a_row, lasting

TYPE_CHECKING = False
if TYPE_CHECKING:
    from empower.domain.conditions import Span
    from empower.report.wording import Names
    from empower.rules.analysis.regions import Region, Within

__all__ = ["region_json", "region_words", "situation_words"]

_MOST = 8


def region_words(region: Region, names: Names) -> str:
    """The whole region, in the names that are typed: `associate or supervisor · refund · failure noise, tier not platinum`."""
    roles = in_a_row(region.roles, "or") if region.roles else "every role"
    known = len(names.rulebook.remedies)
    remedies = "every remedy" if len(region.remedies) == known > 1 else _few(region.remedies)
    return f"{roles} · {remedies} · {situation_words(region, names)}"


def situation_words(region: Region, names: Names) -> str:
    """The facts, days and hours of a region; `always` where it asks for none."""
    return ", ".join([_within(within, names) for within in region.within]) or "always"


def region_json(region: Region, names: Names) -> dict[str, object]:
    """The region for a script, with the same words."""
    return {
        "roles": list(region.roles),
        "remedies": list(region.remedies),
        "where": [_within(within, names) for within in region.within],
    }


def _few(words: tuple[str, ...]) -> str:
    if len(words) > _MOST:
        return f"{', '.join(words[: _MOST - 1])} and {len(words) - _MOST + 1} more remedies"
    return in_a_row(words)


def _within(within: Within, names: Names) -> str:
    base, _, unit = within.axis.partition("#")
    fact = base.removesuffix(".day")
    if within.names or within.others:
        if within.others and len(within.others) < len(within.names) and not within.absent:
            return f"{fact} not {within.others[0]}" if len(within.others) == 1 else _neither(fact, within.others)
        told = _named(within)
    elif within.axis == "day":
        return f"on {in_a_row([_days(span) for span in within.spans], 'or')}"
    elif unit:
        told = in_a_row([_aged(span, unit) for span in within.spans], "or")
    else:
        told = in_a_row([_numbers(base, span, names) for span in within.spans], "or")
    if within.absent:
        return f"{fact} {told} or not given" if told else f"{fact} not given"
    return f"{fact} {told}"


def _named(within: Within) -> str:
    if within.others and len(within.others) < len(within.names):
        return f"not {in_a_row(within.others, 'or')}"
    return in_a_row(within.names, "or") if within.names else ""


def _neither(fact: str, others: tuple[str, ...]) -> str:
    return f"{fact} neither {' nor '.join(others)}"


def _days(span: Span) -> str:
    low, below = span
    if below is None:
        return f"{written_date(low)} or later" if low is not None else "any day"
    if low is None:
        return f"{written_date(below - 1)} or earlier"
    return written_date(low) if below == low + 1 else f"{written_date(low)} to {written_date(below - 1)}"


def _numbers(axis: str, span: Span, names: Names) -> str:
    low, below = span

    def said(value: int) -> str:
        return clock(value * 60) if axis == "hour" else names.value(axis.removesuffix(".day"), value)

    if axis.endswith(".day"):
        return _days(span)
    if below is None:
        return f"{said(low)} or more" if low is not None else "any"
    if low is None or (low == 0 and below > 1):
        return f"up to {said(below - 1)}"
    return said(low) if below == low + 1 else f"{said(low)} to {said(below - 1)}"


def _aged(span: Span, unit: str) -> str:
    low, below = span
    parts = []
    if low is not None:
        parts.append(_at_least(low, unit))
    if below is not None:
        parts.append(_under(below, unit))
    return f"{' and '.join(parts)} ago" if parts else "at any time"


def _at_least(low: int, unit: str) -> str:
    if unit == "months":
        return f"{'over' if low % 2 else 'at least'} {lasting(low - low % 2, unit)}"
    if unit == "hours":
        return f"{'over' if low % HOUR else 'at least'} {lasting(low - low % HOUR, unit)}"
    return f"at least {lasting(low, unit)}"


def _under(below: int, unit: str) -> str:
    if unit == "months":
        return f"{'at most' if below % 2 else 'under'} {lasting(below - below % 2, unit)}"
    if unit == "hours":
        return f"{'at most' if below % HOUR else 'under'} {lasting(below - below % HOUR, unit)}"
    return f"at most {lasting(below - 1, unit)}"
