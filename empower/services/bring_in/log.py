"""The import of a log: what its cases come to, what would be rejected and why, and all of it written at once."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator
from statistics import median_low
from typing import Any

from empower.domain.entries import Draft
from empower.domain.errors import CannotAskError
from empower.domain.gesture import Actor
from empower.domain.past_log import HandsLine, LogPreview, LogReading
from empower.domain.problem import PlacedProblem
from empower.ledger.book import Book, Page, WritingPage
from empower.policyfile.event_log.log import EventLog
from empower.policyfile.event_log.log_map import LogMap
from empower.services.adopters import BRING_IN, may_adopt
from empower.services.bring_in.before import not_there
from empower.services.bring_in.bring import totals_of, write_past
from empower.services.bring_in.case_rows import in_order
from empower.services.bring_in.cases import PastCase, past_case
from empower.services.bring_in.rows import PastGesture
from empower.services.bring_in.there import otherwise, past_body
from empower.services.bring_in.uncounted import uncounted, uncounted_problems
from empower.services.gesture_body import facts_body
from empower.services.house import House
from empower.services.obeying import writing
from empower.services.pen import Pen, Texts

__all__ = ["Written", "log_brought", "log_previewed"]

Written = tuple[int, int]
"""How many incidents, and how many gestures."""
_MOST_KEPT = 1_000


def log_previewed(
    house: House, book: Book, log: EventLog, mapped: LogMap, now: int, progress: Callable[[int], None] | None = None
) -> LogPreview:
    """What the cases come to. Those that came in before are left out; nothing is written."""
    sums = _Sums()
    reading = _read_as(log, mapped, house)
    sums.refuse(uncounted_problems(log, reading.uncounted, house.rulebook))
    in_order(log, mapped, house.rulebook, now)
    with book.reading() as page:
        for number, (case, events) in enumerate(log.cases(), start=1):
            one = past_case(house, log, mapped, case, events, now)
            if isinstance(one, PastCase):
                one = _as_in_the_book(house, page, log, one)
            if one is None:
                sums.left_out += 1
            elif isinstance(one, tuple):
                sums.reject(one)
            elif one.key == "":
                sums.before += 1
            else:
                sums.add(one, not_there(page, one.gestures))
            if progress is not None:
                progress(number)
    return sums.preview(log.events, reading)


def log_brought(
    house: House,
    book: Book,
    actor: Actor,
    log: EventLog,
    mapped: LogMap,
    pen: Pen,
    progress: Callable[[int], None] | None = None,
    *,
    by_login: bool,
) -> Written:
    """How many incidents and gestures were written: all that are not there by now, in one transaction, or none."""
    incidents = gestures = 0
    people = {person.id: person.facts for person in house.people or ()}
    wrong = uncounted_problems(log, uncounted(log, mapped, house.rulebook), house.rulebook)
    if wrong:
        raise CannotAskError(wrong)
    in_order(log, mapped, house.rulebook, pen.now)
    with writing(house, book, by_login=by_login) as page:
        may_adopt(page, actor, pen, BRING_IN)
        for number, (case, events) in enumerate(log.cases(), start=1):
            one = past_case(house, log, mapped, case, events, pen.now)
            if isinstance(one, PastCase):
                one = _as_in_the_book(house, page, log, one)
            if isinstance(one, tuple):
                raise CannotAskError(one)  # somebody else may have opened an incident of this id since
            if one is not None and one.key:
                _write_incident(house, page, actor, one, pen, log.digest)
                for gesture in not_there(page, one.gestures):
                    write_past(house, page, actor, gesture, people[gesture.person], pen, log.digest)
                    gestures += 1
                incidents += 1
            if progress is not None:
                progress(number)
    return incidents, gestures


def _as_in_the_book(house: House, page: Page, log: EventLog, one: PastCase) -> PastCase | tuple[PlacedProblem, ...]:
    """The case, without its key where it came in before; a problem where the book knows its id otherwise."""
    row = page.rows.get("incident", one.id)
    if row is None:
        return one
    entry = page.entry(int(row["seq"] or 0))
    if entry is not None and entry.data.get("request_id") == one.request_id:
        return one.but(key="")
    message = f"the book has an incident `{one.id}` already, {otherwise(house.rulebook, one, entry)}"
    return (log.problem("incident-there", message, "leave the case out of the log", one.line),)


def _write_incident(house: House, page: WritingPage, actor: Actor, one: PastCase, pen: Pen, source: str) -> None:
    """The entry of a past incident. It gives nothing: what was given has entries of its own."""
    texts = Texts(pen)
    kept, free, customer = facts_body(house.rulebook, one.facts, page, texts)
    body: dict[str, Any] = {
        "effective": one.opened_at,
        "day": one.day,
        "hour": one.hour,
        "incident": one.id,
        "customer": customer,
        "facts": kept,
        "texts": free,
        "parts": [],
        "charges": [],
        "outcome": None,
        "past": past_body(one),
        "source": {"file": source, "line": one.line},
        "request_id": one.request_id,
        "roster": page.head.roster,
    }
    page.append(Draft(kind="import", by=pen.by(actor), body=body, private=tuple(texts.found)), pen.now)


def _read_as(log: EventLog, mapped: LogMap, house: House) -> LogReading:
    gives = tuple([(one.activity, one.remedy) for one in mapped.gestures])
    strays = uncounted(log, mapped, house.rulebook)
    meant = {one.activity for one in strays} | {*mapped.opens, *mapped.closes, *mapped.not_by_staff, *dict(gives)}
    return LogReading(
        names=(*mapped.columns.columns, *mapped.columns.facts),
        opens=mapped.opens,
        gives=gives,
        amounts=tuple(
            [(one.activity, head) for one in mapped.gestures for name, head in one.columns if name == "amount"]
        ),
        closes=mapped.closes,
        not_by_staff=mapped.not_by_staff,
        others=tuple([pair for pair in log.words(mapped.column("activity")).items() if pair[0] not in meant]),
        uncounted=strays,
        unread=mapped.unread(log.heads),
    )


class _Sums:
    """What cases come to, added up one by one."""

    def __init__(self) -> None:
        self.before = self.left_out = self._rejected_cases = self._open = 0
        self._rejected: list[PlacedProblem] = []
        self._problems = 0
        self._totals: dict[str, list[int]] = {}
        self._hands: dict[int, list[int]] = {}  # incidents, with a gesture, cost, of how many that is not known
        self._waits: dict[int, array[int]] = {}

    def reject(self, problems: tuple[PlacedProblem, ...]) -> None:
        """A case that cannot come in."""
        self._rejected_cases += 1
        self.refuse(problems)

    def refuse(self, problems: tuple[PlacedProblem, ...]) -> None:
        """What keeps all of the log out."""
        self._problems += len(problems)
        self._rejected += problems[: max(0, _MOST_KEPT - len(self._rejected))]

    def add(self, one: PastCase, gestures: tuple[PastGesture, ...]) -> None:
        """A case that would come in, with those of its gestures that are not there."""
        self._open += one.closed_at is None
        line = self._hands.setdefault(one.hands, [0, 0, 0, 0])
        line[0] += 1
        if one.recovered_at is not None:
            line[1] += 1
            self._waits.setdefault(one.hands, array("q")).append(one.recovered_at - one.opened_at)
        for name, count, cost, unknown in totals_of(gestures):
            total = self._totals.setdefault(name, [0, 0, 0])
            for place, more in enumerate((count, cost, unknown)):
                total[place] += more
            line[2] += cost
            line[3] += unknown

    def preview(self, events: int, reading: LogReading) -> LogPreview:
        """Everything that was added."""
        waits = sorted(self._all_waits())
        return LogPreview(
            reading=reading,
            events=events,
            incidents=sum([line[0] for line in self._hands.values()]),
            still_open=self._open,
            gestures=sum([total[0] for total in self._totals.values()]),
            before=self.before,
            left_out=self.left_out,
            totals=tuple(
                [(name, count, cost, unknown) for name, (count, cost, unknown) in sorted(self._totals.items())]
            ),
            hands=tuple([self._line(hands) for hands in sorted(self._hands)]),
            waits=(waits[0], median_low(waits), waits[-1]) if waits else None,
            rejected=tuple(self._rejected),
            rejected_cases=self._rejected_cases,
            problems=self._problems,
        )

    def _line(self, hands: int) -> HandsLine:
        incidents, recovered, cost, unknown = self._hands[hands]
        waits = self._waits.get(hands)
        return HandsLine(
            hands=hands,
            incidents=incidents,
            recovered=recovered,
            wait=median_low(waits) if waits else None,
            cost=cost,
            unknown=unknown,
        )

    def _all_waits(self) -> Iterator[int]:
        for waits in self._waits.values():
            yield from waits
