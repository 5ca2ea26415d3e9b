"""The import: what a table holds, what would be rejected and why, and all of it written at once."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any

from empower.domain.balances import Charge
from empower.domain.entries import Draft
from empower.domain.gesture import Actor
from empower.domain.problem import PlacedProblem
from empower.domain.value import Value
from empower.ledger.book import Book, WritingPage
from empower.ledger.closings import counted_on
from empower.ledger.projection.history import given_in
from empower.policyfile.past_map import ColumnMap
from empower.policyfile.past_table import PastTable
from empower.policyfile.said.stated import Facts
from empower.rules.counting import counted
from empower.rules.index import index_of
from empower.rules.rulebook import Rulebook
from empower.services.adopters import BRING_IN, may_adopt
from empower.services.bring_in.before import not_there
from empower.services.bring_in.rows import PastGesture, past_gesture
from empower.services.gesture_body import charges_body, facts_body, part_body
from empower.services.house import House
from empower.services.obeying import writing
from empower.services.pen import Pen, Texts

__all__ = ["Preview", "brought", "previewed", "totals_of", "write_past"]


class Preview(Value):
    """What an import would do."""

    good: tuple[PastGesture, ...]
    rejected: tuple[PlacedProblem, ...]
    rejected_rows: int
    before: int  # rows that are in the book already
    totals: tuple[tuple[str, int, int, int], ...]  # remedy, how many, what they cost, of how many that is not known


def previewed(
    house: House,
    book: Book,
    table: PastTable,
    mapped: ColumnMap,
    now: int,
    progress: Callable[[int], None] | None = None,
) -> Preview:
    """The good rows and the others. Rows that were imported before are left out; nothing is written."""
    found: list[PastGesture] = []
    rejected: list[PlacedProblem] = []
    bad = 0
    for row in range(len(table.rows)):
        one = past_gesture(house, table, mapped, row, now)
        if isinstance(one, tuple):
            bad += 1
            rejected += one
        else:
            found.append(one)
        if progress is not None:
            progress(row + 1)
    with book.reading() as page:
        good = not_there(page, tuple(found))
    return Preview(
        good=good,
        rejected=tuple(rejected),
        rejected_rows=bad,
        before=len(found) - len(good),
        totals=totals_of(good),
    )


def totals_of(gestures: tuple[PastGesture, ...]) -> tuple[tuple[str, int, int, int], ...]:
    """By remedy: how many, what those cost of which it is known, and of how many it is not."""
    found: dict[str, tuple[int, int, int]] = {}
    for part in [one.part for one in gestures]:
        count, cost, unknown = found.get(part.remedy, (0, 0, 0))
        found[part.remedy] = count + 1, cost + (part.cost or 0), unknown + (part.cost is None)
    return tuple([(name, *total) for name, total in sorted(found.items())])


def brought(
    house: House,
    book: Book,
    actor: Actor,
    table: PastTable,
    gestures: tuple[PastGesture, ...],
    pen: Pen,
    progress: Callable[[int], None] | None = None,
    *,
    by_login: bool,
) -> int:
    """How many entries were written: one for each gesture that is not there by now, all in one transaction or none.

    For the roles that may adopt a policy: what is imported counts against everybody's limits.
    """
    source = f"sha256:{hashlib.sha256(table.source).hexdigest()}"
    with writing(house, book, by_login=by_login) as page:
        may_adopt(page, actor, pen, BRING_IN)
        people = {person.id: person.facts for person in house.people or ()}
        missing = not_there(page, gestures)  # somebody else may have brought some of them in since they were looked at
        for number, one in enumerate(missing, start=1):
            write_past(house, page, actor, one, people[one.person], pen, source)
            if progress is not None:
                progress(number)
    return len(missing)


def write_past(
    house: House,
    page: WritingPage,
    actor: Actor,
    one: PastGesture,
    of_person: Facts,
    pen: Pen,
    source: str,
) -> None:
    """The entry of one gesture. `of_person` are the facts of whoever gave it, `source` says which file it stood in."""
    rulebook = house.rulebook
    texts = Texts(pen)
    said = dict(one.facts)
    facts = {**{name: value for name, value in of_person if name not in said}, **said}
    kept, free, customer = facts_body(rulebook, tuple(facts.items()), page, texts)
    body: dict[str, Any] = {
        "effective": one.at,
        "day": one.day,
        "hour": one.hour,
        "asker": one.person,
        "asker_role": one.role,
        "authority": one.person,
        "incident": said.get("incident"),
        "customer": customer,
        "facts": kept,
        "texts": free,
        "papers": [],
        "asked": [[one.part.remedy, one.part.amount, one.part.quantity]],
        "parts": [part_body(one.part)],
        "outcome": None,
        "said": sorted(said),
        "note": texts.text("note", one.note) if one.note else None,
        "source": {"file": source, "line": one.line},
        "request_id": one.request_id,
        "roster": page.head.roster,
    }
    given = given_in({**body, "at": pen.now}, rulebook)
    body["charges"] = charges_body(_open(rulebook, counted(rulebook, given), page.head.closed_until), (), given)
    page.append(Draft(kind="import", by=pen.by(actor), body=body, private=tuple(texts.found)), pen.now)


def _open(rulebook: Rulebook, charges: tuple[Charge, ...], closed_until: int) -> tuple[Charge, ...]:
    """The charges on the days they count on: what is of a closed month counts where it stands, in the first open one."""
    counters = index_of(rulebook).counters
    days = [counted_on(rulebook, counters[one.counter], one.day, closed_until, closed_until) for one in charges]
    return tuple([one.but(day=day) for one, day in zip(charges, days, strict=True) if day is not None])
