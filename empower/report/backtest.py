"""A policy laid over a book, told so that a manager has read it in a minute; and the decisions behind it."""

from __future__ import annotations

from empower.domain.calendar import written_date
from empower.report.backtest_words import (
    DIFFERS,
    WAYS,
    answer_words,
    lacks_words,
    line_words,
    more_or_less,
    remedy_words,
    was_words,
)
from empower.report.drawing import coloured
from empower.report.phrases import in_a_row, several
from empower.report.screen import clean, wrapped
from empower.report.tables import table

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from empower.domain.backtest_results import Backtest, Tried
    from empower.report.wording import Names

__all__ = ["backtest_text", "rows_text"]

_MOST_LINES = 8
_READINGS = ("balances as they were", "as they would have become")
_ASSUMED = (
    "As they were: each decision by itself, with the balances it saw; what this policy counts otherwise, from history.",
    "As they would have become: what it would have approved is spent, what it denies is not.",
    "What it leaves to somebody else is taken to be given where it was given, as people said then, and nowhere else.",
    "Cost is what was given less what was undone.",
)


def backtest_text(found: Backtest, names: Names, *, policy: str, colour: bool, width: int | None) -> str:
    """The summary: how many, which way, what it costs, who and what, the dearest, and which lines did it."""
    if not found.decisions:
        none = "no decision is in the book for these days yet"
        return f"{none}\n{_not_decided(found.imported)}" if found.imported else none
    told = _Told(found, names, colour, width)
    verified = found.decisions - found.unverified
    changed = sum([count for way, count in found.were.ways if way != "same"])
    headline = f"BACKTEST — {clean(policy)}: {changed} of {several(verified, 'decision')} would have had another answer"
    blocks = [coloured(headline, "bold", colour), told.counts(), told.costs()]
    blocks += [told.unverified()] if found.unverified else []
    blocks += [told.shares(), told.dearest(), told.lines()]
    blocks.append("\n".join([line for note in told.notes() for line in _lines(note, width)]))
    return "\n\n".join([block for block in blocks if block])


def rows_text(rows: list[Tried], names: Names, *, left_out: int, colour: bool, width: int | None) -> str:
    """The decisions that would have had another answer, or of which it is not known; the others are only counted."""
    if not rows:
        return "no decision would have had another answer"
    shown = table(_HEADS, [_row(one, names) for one in rows], colour=colour, width=width)
    return f"{shown}\nand {several(left_out, 'more')}: `--csv FILE` has every decision" if left_out else shown


class _Told:
    """The blocks of the summary."""

    def __init__(self, found: Backtest, names: Names, colour: bool, width: int | None) -> None:
        self._found = found
        self._names = names
        self._colour = colour
        self._width = width

    def counts(self) -> str:
        """How many answers would have been which."""
        found = self._found
        were, become = dict(found.were.ways), dict(found.become.ways)
        rows: list[tuple[str, ...]] = [(WAYS[way], str(were[way]), str(become[way])) for way in WAYS]
        changes = [{(was, now): count for was, now, count in one.changes} for one in (found.were, found.become)]
        rows += [
            (f"  {was} → {now}", *[str(side.get((was, now), 0)) for side in changes])
            for was, now in dict.fromkeys([change for side in changes for change in side])
        ]
        differs = [dict(found.were.differs), dict(found.become.differs)]
        rows += [
            (f"  {DIFFERS[what]}", *[str(side.get(what, 0)) for side in differs])
            for what in DIFFERS
            if any([what in side for side in differs])
        ]
        rows += [("unverified", str(found.unverified), str(found.unverified))] if found.unverified else []
        return self._table(("decisions", *_READINGS), rows)

    def costs(self) -> str:
        """What it would have cost, beside what it did."""
        found, names = self._found, self._names
        given = found.given.total
        sides = found.were.cost, found.become.cost
        rows = [
            ("given", names.money(given), names.money(given)),
            ("under this policy", *[names.money(side.total) for side in sides]),
            ("difference", *[more_or_less(side.total - given, names) for side in sides]),
            ("  at once, by whoever asked", *[names.money(side.alone) for side in sides]),
            ("  with somebody's yes", *[names.money(side.by_others) for side in sides]),
        ]
        return self._table((f"cost in {names.rulebook.currency}", *_READINGS), rows)

    def unverified(self) -> str:
        """What is not known, and of how many."""
        found = self._found
        rows = [(lacks_words(((kind, name),)), str(count)) for kind, name, count in found.lacks]
        return self._table(("unverified, lacking", "decisions"), rows)

    def shares(self) -> str:
        """By role and remedy."""
        names = self._names
        rows = [
            (
                f"{names.role(one.role)}: {remedy_words(one.remedy, names)}",
                str(one.decisions),
                str(one.changed),
                names.money(one.given),
                names.money(one.were),
                names.money(one.become),
            )
            for one in self._found.shares
        ]
        heads = ("by role and remedy", "decisions", "another answer", "given", "as they were", "would have become")
        return self._table(heads, rows)

    def dearest(self) -> str:
        """The few that move most."""
        if not self._found.dearest:
            return ""
        rows = [_row(one, self._names) for one in self._found.dearest]
        return self._table(("dearest changes", *_HEADS[1:]), rows)

    def lines(self) -> str:
        """Which lines of the policy stand behind another answer."""
        counts = self._found.lines
        rows = [(line_words(one), str(one.count)) for one in counts[:_MOST_LINES]]
        more = len(counts) - _MOST_LINES
        told = self._table(("lines of this policy behind another answer", "decisions"), rows) if rows else ""
        return f"{told}\nand {several(more, 'more line')}" if more > 0 else told

    def notes(self) -> list[str]:
        """What is assumed, and what is left out."""
        found, names = self._found, self._names
        notes = list(_ASSUMED)
        if found.unverified:
            given = names.priced(found.unverified_given)
            notes.append(
                f"Unverified: {several(found.unverified, 'decision')}, {given} given, stand on neither side of the costs; "
                "for the balances they stand as they are in the book."
            )
        if found.imported:
            notes.append(f"Not decided here, and only counted: {several(found.imported, 'imported gesture')}.")
        if found.roles_nobody_held:
            roles = in_a_row([names.role(role) for role in found.roles_nobody_held])
            notes.append(f"Nobody held these roles then, so whoever stands above them is asked: {roles}.")
        return [clean(note) for note in notes]

    def _table(self, heads: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
        return table(heads, rows, colour=self._colour, width=self._width)


_HEADS = ("entry", "day", "who", "what", "incident", "answer", "given", "as they were", "would have become")


def _not_decided(imported: int) -> str:
    return f"not decided here: {several(imported, 'imported gesture')}, on which no policy can be tried"


def _row(one: Tried, names: Names) -> tuple[str, ...]:
    answer = was_words(one)
    if one.were is None or one.become is None:
        answer = f"unverified: {lacks_words(one.lacks)}"
    elif one.become.outcome != one.were.outcome:
        answer = f"{answer} (or {answer_words(one.become)})"
    return (
        str(one.seq),
        written_date(one.day) if one.day else "",
        f"{one.asker} ({names.role(one.role)})" if one.role else "",
        remedy_words(one.remedy, names),
        one.incident,
        answer,
        names.money(one.given),
        names.money(one.were.cost) if one.were is not None else "",
        names.money(one.become.cost) if one.become is not None else "",
    )


def _lines(text: str, width: int | None) -> list[str]:
    return [text] if width is None else wrapped(text, max(width, 30), "")
