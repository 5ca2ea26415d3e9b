"""A book of every kind of entry, a year of gestures drawn at random and some brought in, to be listed and exported."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from empower.domain.errors import CannotAskError
from empower.domain.given import GivenPart
from empower.ledger.opening import open_store
from empower.services.bring_in.bring import write_past
from empower.services.bring_in.rows import PastGesture
from empower.services.incidents import open_incident
from empower.services.obeying import writing
from tests.ledger.conftest import created
from tests.ledger.programs import said_words
from tests.ledger.shop_house import DAY, Desk
from tests.ledger.story import story
from tests.servers import fresh_database

if TYPE_CHECKING:
    from empower.ledger.rows import Store

HOSTILE = (
    '=HYPERLINK("http://evil.example","click")',
    "+1+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(1)",
    'a"b,c;d',
    '\\" #tag ^link\\',
    "<script>alert(1)</script>",
    "../../etc/passwd",
    "'; DROP TABLE entry; --",
    "{{ 7 * 7 }} {% raw %}",
    "100% %s ?",
    "naïve – 日本語 🙂",
)
"""Ids that incidents may have, and texts that customers may send."""
_AFTER = ("", "", "\n=1+1", "\u202e\x1b[31m")
"""What another program may put in the id of a request."""


@contextmanager
def kept(
    engine: str, seed: int, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """Where a filled book lies, for all tests that only read it."""
    if engine == "sqlite":
        yield _made(str(tmp_path_factory.mktemp("listed") / "book.db"), seed)
        return
    with fresh_database(request.getfixturevalue("pg_server")) as url:
        yield _made(url, seed)


def _made(where: str, seed: int) -> str:
    created(where)
    filled(open_store(where), seed).book.close()
    return where


def filled(store: Store, seed: int, count: int = 60) -> Desk:
    """A desk whose book tells the story and then goes on at random."""
    desk = Desk(store)
    story(desk)
    drawn = random.Random(seed)
    bring_in(desk, drawn, 12)
    for number in range(count):
        desk.pass_time(drawn.choice((1, 20, 100)))
        _something(desk, drawn, number)
    return desk


def _something(desk: Desk, drawn: random.Random, number: int) -> None:
    words = [
        f"failure={drawn.choice(('late', 'broken', 'lost', 'rude'))}",
        f"severity={drawn.choice(('minor', 'major', 'critical'))}",
        f"customer=C-{drawn.randrange(8)}",
        f"shelf={drawn.choice(('A', 'B', *HOSTILE[:3]))}",
        f"told_by={drawn.choice(('nobody', *HOSTILE))}",
    ]
    if drawn.random() < 0.7:
        words.append(f"bill={drawn.randrange(1, 9_000)}.{drawn.randrange(100):02d}")
    if drawn.random() < 0.4:
        page, said = said_words(tuple(words))
        name = f"{drawn.choice(HOSTILE)} {number}"
        open_incident(desk.house, desk.book, desk.actor("ana"), name, page, said, desk.pen, by_login=False)
        words = [f"incident={name}"]
    what = drawn.choice(("refund", "voucher", "coffee", "apology"))
    figure = {"coffee": str(drawn.randrange(1, 9)), "apology": ""}.get(
        what, f"{drawn.randrange(1, 120)}.{drawn.randrange(100):02d}"
    )
    also = ("coffee=2",) if drawn.random() < 0.2 and what != "coffee" else ()
    asked = (what, figure, *words) if figure else (what, *words)
    try:
        found = desk.record(
            drawn.choice(("ana", "bea", "max")),
            *asked,
            papers=("photo=IMG-1",),
            also=also,
            note=drawn.choice(HOSTILE),
            again=True,
            request_id=f"r{number}{drawn.choice(_AFTER)}" if drawn.random() < 0.5 else "",
        ).entry
        if found is not None and found.kind == "hold" and drawn.random() < 0.6:
            desk.approve(drawn.choice(("max", "kim", "oli")), found.seq)
        elif found is not None and found.kind == "posting" and drawn.random() < 0.3:
            desk.reverse("oli", found.seq, None if also or drawn.random() < 0.5 else 1)
    except CannotAskError:
        return  # not theirs to say, or to undo


def bring_in(desk: Desk, drawn: random.Random, count: int) -> None:
    """Gestures of before the book."""
    actor, pen = desk.actor("oli"), desk.pen
    with writing(desk.house, desk.book, by_login=False) as page:
        for number in range(page.head.size, page.head.size + count):
            cents, day = drawn.randrange(1, 5_000), drawn.randrange(30, 300)
            one = PastGesture(
                line=number,
                key=str(number),
                part=GivenPart(remedy="refund", amount=cents, quantity=None, face=cents, cost=cents),
                person=drawn.choice(("ana", "bea")),
                role="clerk",
                at=desk.now - day * DAY,
                day=739_737 - day,
                hour=12,
                facts=(("failure", 0), ("customer", f"C-{drawn.randrange(8)}")),
                note=drawn.choice(HOSTILE),
            )
            write_past(desk.house, page, actor, one, (), pen, "a test")
