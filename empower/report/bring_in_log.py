"""What the import of a log would do, or did."""

from __future__ import annotations

from empower.report.bring_in import totals_json, totals_lines
from empower.report.clock import span_words
from empower.report.gestures import money_words
from empower.report.given import money_text
from empower.report.parts_json import problem_json
from empower.report.phrases import in_a_row, several
from empower.report.screen import clean, spaced
from empower.report.tables import table

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from empower.domain.past_log import HandsLine, LogPreview, LogReading, Uncounted
    from empower.rules.rulebook import Rulebook

__all__ = ["log_json", "log_text"]

_MOST_NAMED = 12
_SECOND = 1_000_000


def log_text(found: LogPreview, rulebook: Rulebook) -> str:
    """How the log was read, what would come in, how long recovery took and how many had a hand in it, what is left out."""
    lines = _read_lines(found.reading, rulebook)
    what = f"{several(found.incidents, 'incident')} and {several(found.gestures, 'gesture')}"
    lines += [f"{several(found.events, 'event')}: {what} to bring in"]
    lines += totals_lines(found.totals, rulebook)
    lines += [f"not closed in the log, so open in the book: {found.still_open}"] if found.still_open else []
    if found.waits is not None:
        least, middle, most = (span_words(wait) for wait in found.waits)
        recovered = sum([one.recovered for one in found.hands])
        waits = f"{middle} in the middle, {least} at least, {most} at most"
        lines += [f"from opened to the first gesture: {waits} ({recovered} of {several(found.incidents, 'incident')})"]
    if found.hands:
        rows = [_row(one, rulebook) for one in found.hands]
        heads = ("hands", "incidents", "with a gesture", "in the middle after", "cost")
        lines += [table(heads, rows, colour=False, width=None)]
    lines += [f"{several(found.before, 'case')} brought in before"] if found.before else []
    if found.left_out:
        lines += [f"{several(found.left_out, 'case')} left out: nothing in {_them(found.left_out)} opens an incident"]
    if found.rejected_cases:
        lines += [f"{several(found.rejected_cases, 'case')} would be rejected, so nothing is brought in:"]
    elif found.problems:
        lines += ["nothing is brought in while something is not counted:"]
    return "\n".join(lines)


def log_json(found: LogPreview, written: tuple[int, int], rulebook: Rulebook) -> dict[str, Any]:
    """For a script."""
    reading = found.reading
    return {
        "schema": "empower/import-log/1",
        "currency": rulebook.currency,
        "events": found.events,
        "incidents": found.incidents,
        "still_open": found.still_open,
        "gestures": found.gestures,
        "before": found.before,
        "left_out": found.left_out,
        "rejected": found.rejected_cases,
        "written": {"incidents": written[0], "gestures": written[1]},
        "totals": totals_json(found.totals, rulebook),
        "to_first_gesture": None
        if found.waits is None
        else dict(zip(("least", "median", "most"), [wait // _SECOND for wait in found.waits], strict=True)),
        "by_hands": [
            {
                "hands": one.hands,
                "incidents": one.incidents,
                "with_gesture": one.recovered,
                "to_first_gesture": None if one.wait is None else one.wait // _SECOND,
                "cost": money_text(rulebook, one.cost),
                "unknown": one.unknown,
            }
            for one in found.hands
        ],
        "read": {
            "names": dict(reading.names),
            "opens": list(reading.opens),
            "gestures": dict(reading.gives),
            "amounts": dict(reading.amounts),
            "closes": list(reading.closes),
            "not_by_staff": list(reading.not_by_staff),
            "handling": dict(reading.others),
            "not_counted": [
                {
                    "activity": one.activity,
                    "events": one.events,
                    "unread": one.unread,
                    "said": [{"name": name, "of": head, "sum": text} for name, head, text in one.sums],
                }
                for one in reading.uncounted
            ],
            "unread": list(reading.unread),
        },
        "problems": [problem_json(problem) for problem in found.rejected],
    }


def _read_lines(reading: LogReading, rulebook: Rulebook) -> list[str]:
    amounts = {activity: f" (amount in {_quoted(head)})" for activity, head in reading.amounts}
    gives = [f"{_quoted(activity)} is {clean(remedy)}{amounts.get(activity, '')}" for activity, remedy in reading.gives]
    found = [f"opens: {_named(reading.opens) or 'the first event of a case'}"]
    found += [f"gives: {in_a_row(gives) if gives else 'nothing; say which activities do in a map (`gestures`)'}"]
    found += [f"closes: {_named(reading.closes) or 'the last event of a case'}"]
    found += [f"not by staff: {_named(reading.not_by_staff)}"] if reading.not_by_staff else []
    others = [name for name, _ in reading.others]
    found += [f"handling and nothing else: {_named(tuple(others))}"] if others else []
    found += [_not_counted(one, rulebook) for one in reading.uncounted]
    found += [f"not read: {_named(reading.unread)}"] if reading.unread else []
    return found


def _not_counted(one: Uncounted, rulebook: Rulebook) -> str:
    said = [
        f"{text}{'' if name == 'quantity' else f' {rulebook.currency}'} in {_quoted(head)}"
        for name, head, text in one.sums
    ]
    told = f"not counted: {_quoted(one.activity)}, {several(one.events, 'event')} with {in_a_row(said)}"
    told += f", and {several(one.unread, 'figure')} that cannot be added up" if one.unread else ""
    return f"{told}; {clean(one.hint)}" if one.hint else told


def _named(names: tuple[str, ...]) -> str:
    shown = [_quoted(name) for name in names[:_MOST_NAMED]]
    more = len(names) - len(shown)
    return in_a_row([*shown, f"{more} more"] if more else shown) if shown else ""


def _quoted(name: str) -> str:
    return f"`{clean(name)}`"


def _row(one: HandsLine, rulebook: Rulebook) -> tuple[str, ...]:
    cost = spaced(money_words(rulebook, one.cost))
    cost += f", and of {one.unknown} not known" if one.unknown else ""
    wait = "" if one.wait is None else span_words(one.wait)
    return str(one.hands), str(one.incidents), str(one.recovered), wait, cost


def _them(count: int) -> str:
    return "it" if count == 1 else "them"
