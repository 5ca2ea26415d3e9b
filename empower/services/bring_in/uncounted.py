"""Figures in a log that nothing is made of: an activity taken for handling that says an amount, a cost or a number.

A gesture whose activity is misspelt looks like this, and its money would be gone without a word. So such an activity is
shown with what it says, and nothing is brought in until the map says that it gives something, or that it is handling.
"""

from __future__ import annotations

from collections.abc import Iterator

from empower.domain.money import Misread, read_money, read_number, written_number
from empower.domain.past_log import Uncounted
from empower.domain.problem import PlacedProblem
from empower.policyfile.event_log.log import EventLog
from empower.policyfile.event_log.log_map import LogMap
from empower.policyfile.event_log.spool import Event
from empower.policyfile.said.words import nearest
from empower.policyfile.yaml_words import word
from empower.rules.rulebook import Rulebook
from empower.services.bring_in.case_rows import is_complete

__all__ = ["uncounted", "uncounted_problems"]

_FIGURES = ("amount", "cost", "quantity")
_OF_A_CASE = "case:"  # what is said of a case stands at each of its events, and is no figure of them
_MOST_KEPT = 1_000


def uncounted(log: EventLog, mapped: LogMap, rulebook: Rulebook) -> tuple[Uncounted, ...]:
    """The activities taken for handling whose events say a figure, with how many do and what it comes to."""
    meant = {one.activity for one in mapped.gestures}
    meant.update(mapped.opens, mapped.closes, mapped.not_by_staff, mapped.handling)
    heads = _heads(mapped)
    sums: dict[str, _Sum] = {}
    for event in _events(log) if heads else ():
        activity = event.cells.get(mapped.column("activity"))
        if activity is None or activity in meant or not is_complete(mapped, event):
            continue
        said = {head: text for head in heads if (text := event.cells.get(head)) and _says_something(mapped, text)}
        if said and (activity in sums or len(sums) < _MOST_KEPT):
            sums.setdefault(activity, _Sum(event.line)).add(mapped, rulebook, event, said, heads)
    known = [one.activity for one in mapped.gestures]
    known += [one.id for one in rulebook.remedies] if mapped.guessed else []
    return tuple([one.shown(activity, known, heads, rulebook) for activity, one in sums.items()])


def uncounted_problems(log: EventLog, found: tuple[Uncounted, ...], rulebook: Rulebook) -> tuple[PlacedProblem, ...]:
    """The problem that each of them is, where it first stands."""
    problems = []
    for one in found:
        said = ", ".join([_said(name, text, head, rulebook) for name, head, text in one.sums])
        events = "1 event says" if one.events == 1 else f"{one.events} events say"
        message = f"{events} that `{one.activity[:100]}` was done, with {said}, and nothing is counted of it"
        name = word(one.activity[:100])
        hint = (
            f"{one.hint}{' if not, ' if one.hint else ''}say in a map what it gives (`gestures: {{{name}: …}}`), "
            f"or that it gives nothing (`handling: [{name}]`)"
        )
        placed = log.problem("missing-key", message, hint, one.line)
        column = log.heads.index(one.sums[0][1]) + 1 if log.columns else 1
        problems.append(placed.but(column=column, end_column=column))
    return tuple(problems)


class _Sum:
    """What the events of one activity say."""

    def __init__(self, line: int) -> None:
        self.line = line
        self.events = self.unread = 0
        self.sums: dict[str, int] = {}

    def add(
        self, mapped: LogMap, rulebook: Rulebook, event: Event, said: dict[str, str], heads: dict[str, str]
    ) -> None:
        self.events += 1
        currency = event.cells.get(mapped.column("currency"), rulebook.currency)
        for head, text in said.items():
            steps = _read(mapped, rulebook, heads[head], text)
            if isinstance(steps, Misread) or (heads[head] != "quantity" and currency.upper() != rulebook.currency):
                steps, self.unread = 0, self.unread + 1
            self.sums[head] = self.sums.get(head, 0) + steps

    def shown(self, activity: str, known: list[str], heads: dict[str, str], rulebook: Rulebook) -> Uncounted:
        hint = nearest(activity, known, "activities")
        digits = {head: 0 if heads[head] == "quantity" else rulebook.digits for head in self.sums}
        return Uncounted(
            activity=activity,
            line=self.line,
            events=self.events,
            unread=self.unread,
            sums=tuple([(heads[head], head, written_number(sum_, digits[head])) for head, sum_ in self.sums.items()]),
            hint=hint if hint.endswith("?") else "",
        )


def _heads(mapped: LogMap) -> dict[str, str]:
    """Each name under which figures of events stand, and which they are."""
    columns = [*mapped.columns.columns, *[pair for one in mapped.gestures for pair in one.columns]]
    found: dict[str, str] = {}
    for name, head in sorted(columns):
        if name in _FIGURES and not head.startswith(_OF_A_CASE):
            found.setdefault(head, name)
    return found


def _events(log: EventLog) -> Iterator[Event]:
    for _, events in log.cases():
        yield from events


def _says_something(mapped: LogMap, text: str) -> bool:
    """Whether it is a figure that is not nothing, or something with a figure in it."""
    return text not in mapped.columns.unknown_cost and any([one.isdigit() and one != "0" for one in text])


def _read(mapped: LogMap, rulebook: Rulebook, name: str, text: str) -> int | Misread:
    plain = text.replace(".", "").replace(",", ".") if mapped.columns.decimal == "," else text
    return read_number(plain, 0) if name == "quantity" else read_money(plain, rulebook.currency, rulebook.digits)


def _said(name: str, text: str, head: str, rulebook: Rulebook) -> str:
    return f"{text}{'' if name == 'quantity' else f' {rulebook.currency}'} in `{head}`"
