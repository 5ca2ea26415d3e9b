"""A check reads one row per counter: as many questions, and steps inside the database, however long the book is."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from empower.domain.given import GivenPart
from empower.ledger.create import create
from empower.ledger.opening import open_store
from empower.services.bring_in.bring import write_past
from empower.services.bring_in.rows import PastGesture
from empower.services.check import check
from empower.services.obeying import writing
from empower.services.question import Who, question
from tests.ledger.shop_house import Desk

LONG = 100_000 if os.environ.get("EMPOWER_TORTURE") else 20_000


def filled(desk: Desk, until: int) -> None:
    """Past gestures, so that the book has so many entries."""
    start = len_of(desk)
    with writing(desk.house, desk.book, by_login=False) as page:
        for number in range(start, until):
            one = PastGesture(
                line=number,
                key=str(number),
                part=GivenPart(remedy="refund", amount=1, quantity=None, face=1, cost=1),
                person=("ana", "bea")[number % 2],
                role="clerk",
                at=desk.now,
                day=739_700 + number % 30,
                hour=12,
                facts=(("failure", 0), ("customer", f"C-{number % 50}")),
            )
            write_past(desk.house, page, desk.actor("oli"), one, (), desk.pen, "past")


def len_of(desk: Desk) -> int:
    with desk.book.reading() as page:
        return page.head.size


def steps_of_a_check(desk: Desk) -> tuple[int, int]:
    """How many questions a check puts, and how many steps the database takes for them."""
    connection: Any = desk.book.store.connection  # type: ignore[attr-defined]
    asked: list[str] = []
    steps = [0]

    def one_more() -> None:
        steps[0] += 1

    words = ("refund", "5", "failure=late", "customer=C-1", "branch=lisbon")
    put = question("check", words, now=desk.now, who=Who(person="ana"))
    with desk.book.reading() as page:
        check(desk.house, put, page)  # the policy's tables are made, statements prepared
        connection.set_trace_callback(asked.append)
        connection.set_progress_handler(one_more, 1)
        check(desk.house, put, page)
        connection.set_progress_handler(None, 1)
        connection.set_trace_callback(None)
    return len(asked), steps[0]


def test_a_check_takes_as_many_steps_in_a_long_book_as_in_a_short_one(tmp_path: Path) -> None:
    file = str(tmp_path / "book.db")
    create(file)
    desk = Desk(open_store(file))
    filled(desk, 1_000)
    short = steps_of_a_check(desk)
    filled(desk, LONG)
    long = steps_of_a_check(desk)
    desk.book.close()
    assert long[0] == short[0]
    assert 0 < long[1] <= short[1] * 1.05 + 20  # a tree that is a level deeper
