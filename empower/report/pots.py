"""Budgets and limits with what is used, held and left of each, and a bar at a terminal."""

from __future__ import annotations

from empower.report.readings import every_words
from empower.report.tables import table

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from empower.domain.book_results import PotLine
    from empower.report.wording import Names

__all__ = ["pot_json", "pot_words", "pots_text"]

_BAR = 20


def pots_text(found: tuple[PotLine, ...], names: Names, *, colour: bool, width: int | None) -> str:
    """A table; at a terminal with a bar for each."""
    heads: tuple[str, ...] = ("budget", "for", "used", "held", "left", "of")
    rows: list[tuple[str, ...]] = [
        (one.budget, _named(one), *[_figure(value, one, names) for value in (one.spent, one.held, one.left, one.limit)])
        for one in found
    ]
    if width is not None:
        heads = (*heads, "")
        rows = [(*row, _bar(one)) for row, one in zip(rows, found, strict=True)]
    return table(heads, rows, colour=colour, width=width)


def _named(one: PotLine) -> str:
    """What it is kept for, over what time (`property lisbon, a month`)."""
    who = ", ".join([f"{name} {value}" for name, value in one.per])
    return ", ".join([word for word in (who, every_words(one.every)) if word]) or "all"


def pot_words(one: PotLine, names: Names) -> str:
    """In a sentence (`property-month (property lisbon, a month): 59740.00 left of 60000.00`)."""
    near = ", its warning is reached" if one.near else ""
    where = f" ({_named(one)})"
    return f"{one.budget}{where}: {_figure(one.left, one, names)} left of {_figure(one.limit, one, names)}{near}"


def pot_json(one: PotLine, names: Names) -> dict[str, Any]:
    """For a script."""
    return {
        "id": one.budget,
        "per": dict(one.per),
        "every": None if one.every is None else {"unit": one.every[0], "count": one.every[1]},
        "limit": _figure(one.limit, one, names),
        "spent": _figure(one.spent, one, names),
        "held": _figure(one.held, one, names),
        "left": _figure(one.left, one, names),
        "near": one.near,
    }


def _figure(value: int, one: PotLine, names: Names) -> str:
    return str(value) if one.measure == "count" else names.money(value)


def _bar(one: PotLine) -> str:
    if not one.limit:
        return ""
    spent = min(_BAR, one.spent * _BAR // one.limit)
    held = min(_BAR - spent, -(-one.held * _BAR // one.limit))
    return f"{'█' * spent}{'▒' * held}{'·' * (_BAR - spent - held)}{' !' if one.near else ''}"
