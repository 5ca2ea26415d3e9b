"""What a report is made of, before anybody knows whether a terminal or a page will show it."""

from __future__ import annotations

from empower.domain.calendar import written_date
from empower.domain.money import rounded
from empower.domain.value import Value
from empower.report.finding_words import FINDING_WORDS
from empower.report.phrases import yes_no
from empower.report.wording import Names

__all__ = ["LOOK", "OUTCOMES", "Answer", "Bar", "Block", "Chart", "days_words", "named", "percent"]

OUTCOMES = {
    "approve": "given at once",
    "escalate": "asked of somebody above",
    "deny": "refused",
    "imported": "brought in, not decided here",
}
LOOK = "Questions for a person are found by: empower findings"
_SATISFIED = {"yes": "satisfied", "partly": "partly satisfied", "no": "not satisfied"}
_NONE = "(none)"
_HIGHEST = 100


class Bar(Value):
    """One bar of a chart: what it is, what it says at its end, and how long each piece of it is."""

    label: str
    shown: str
    pieces: tuple[int, ...]


class Chart(Value):
    """Bars of one measure, drawn to one scale."""

    kind: str  # bars | months
    title: str
    says: str  # in a sentence, for whoever does not see it
    bars: tuple[Bar, ...]
    legend: tuple[str, ...] = ()  # of the pieces, where there are several
    most: int = 0  # the length of a whole bar; the longest one's where it is 0


class Block(Value):
    """One part of a report: its title, what there is to say, a table, and a chart of it where that helps."""

    id: str
    title: str
    says: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    chart: Chart | None = None
    words: int = 1  # how many of the first columns hold words, and no figures


class Answer(Value):
    """One answer of the first page."""

    id: str
    label: str
    figure: str
    says: tuple[str, ...] = ()
    lines: tuple[tuple[str, str], ...] = ()  # names with their figures
    after: str = ""  # what is left to say below the lines
    tone: str = ""  # mind, where somebody should look


def named(axis: str, value: str, names: Names) -> str:
    """A value as people call it."""
    if not value:
        return _NONE
    if axis == "role":
        return names.role(value)
    if axis == "remedy":
        return names.remedy(value)
    if axis == "outcome":
        return OUTCOMES.get(value, value)
    if axis == "satisfied":
        return _SATISFIED.get(value, value)
    if axis == "cause":
        return dict(names.rulebook.causes).get(value) or value
    if axis == "finding":
        return FINDING_WORDS[value].title if value in FINDING_WORDS else value
    fact = names.index.facts.get(axis)
    if fact is not None and value in fact.values:
        return names.value(axis, fact.values.index(value))
    return yes_no(value == "yes") if fact is not None and fact.kind == "yes_no" else value


def percent(part: int, whole: int) -> str:
    """The share as people say it: `37 %`; never all of it, or nothing of it, where it is only nearly so."""
    if whole <= 0 or part < 0:
        return "–"
    shown = rounded((part * _HIGHEST, whole), "half_up")
    if part and not shown:
        return "under 1 %"
    if shown == _HIGHEST and part < whole:
        return "over 99 %"
    return f"{shown} %"


def days_words(first: int | None, until: int | None) -> str:
    """The days as both ends are said (`2026-04-01 to 2026-04-30`)."""
    since = "the first entry" if first is None else written_date(first)
    end = "the last entry" if until is None else written_date(until - 1)
    return f"{since} to {end}"
