"""Some months at the shop, drawn from a seed: gestures of every kind, incidents with their ends, requests answered or not."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from random import Random
from typing import Any, TypeVar

from empower.domain.entries import Entry
from empower.domain.errors import CannotAskError
from empower.policyfile.past_map import guessed_map
from empower.policyfile.past_table import PastTable, read_past
from empower.policyfile.said.page import WordsPage
from empower.services.bring_in.bring import brought, previewed
from empower.services.duty import duty_done
from empower.services.incidents import close_incident, open_incident, reopen_incident
from tests.ledger.programs import said_words
from tests.ledger.shop_house import Desk

_REMEDIES = (
    ("refund", (3, 40)),
    ("voucher", (5, 70)),
    ("coffee", (1, 4)),
    ("apology", None),
)
_KEEP: dict[str, Any] = {"by_login": False}
Came = TypeVar("Came")


def months(desk: Desk, incidents: int, seed: int, hours: float = 9) -> None:
    """So many incidents, one after another, with what is done about each."""
    drawn = Random(seed)
    for number in range(incidents):
        desk.pass_time(drawn.random() * 2 * hours)
        _one(desk, drawn, f"I-{number}")
    _bring_in(desk)
    for person, words in (("ana", ("refund", "39")), ("bea", ("voucher", "88"))):
        desk.record(person, *words, "failure=late", "customer=C-waits")
        desk.pass_time(5)


def _bring_in(desk: Desk) -> None:
    """Past gestures, of which one cost nobody knows what."""
    heads = "on,by,remedy,amount,quantity,failure,cost"
    lines = [heads, "2026-05-03,ana,refund,12,,late,12", "2026-05-04,bea,coffee,,2,rude,n/k"]
    found = read_past(Path("past.csv"), "\n".join(lines).encode())
    assert isinstance(found, PastTable)
    mapped = guessed_map(found.heads, ["failure"]).but(unknown_cost=("n/k",))
    good = previewed(desk.house, desk.book, found, mapped, desk.now)
    assert good.rejected == ()
    brought(desk.house, desk.book, desk.actor("oli"), found, good.good, desk.pen, **_KEEP)


def _one(desk: Desk, drawn: Random, name: str) -> None:
    clerk = drawn.choice(("ana", "ana", "bea"))
    facts = [
        f"failure={drawn.choice(('late', 'late', 'broken', 'lost', 'rude'))}",
        f"severity={drawn.choice(('minor', 'minor', 'major', 'critical'))}",
        f"customer=C-{drawn.randrange(40)}",
    ]
    if drawn.random() < 0.5:
        facts.append(f"bill={drawn.randrange(10, 300)}")
    if drawn.random() < 0.1:
        facts.append(f"told_by={clerk}")
    page, said = said_words(tuple(facts))
    open_incident(desk.house, desk.book, desk.actor(clerk), name, page, said, desk.pen, **_KEEP)
    for _ in range(drawn.choice((1, 1, 1, 2, 3))):
        desk.pass_time(drawn.random() * 4)
        _gesture(desk, drawn, clerk, name)
    if drawn.random() < 0.8:
        _over(desk, drawn, clerk, name)


def _gesture(desk: Desk, drawn: Random, clerk: str, incident: str) -> None:
    remedy, figures = drawn.choice(_REMEDIES)
    words = [remedy] if figures is None else [remedy, str(drawn.randint(*figures))]
    word_of = "max" if drawn.random() < 0.1 else ""
    try:
        entry = desk.record(
            clerk, *words, f"incident={incident}", papers=("photo=P",), word_of=word_of, again=True
        ).entry
    except CannotAskError:
        return
    if entry is None:
        return
    if entry.kind == "hold":
        entry = _answered(desk, drawn, entry)
    if entry is not None and entry.kind == "posting":
        if drawn.random() < 0.1:
            _perhaps(partial(desk.reverse, "kim", entry.seq, None if drawn.random() < 0.5 else 200))
        for duty in entry.data["duties"] if drawn.random() < 0.7 else ():
            desk.pass_time(drawn.choice((2, 30)))
            named = f"{entry.seq}-{duty['id']}"
            duty_done(desk.house, desk.book, desk.actor(clerk), named, WordsPage(()), desk.pen, **_KEEP)


def _answered(desk: Desk, drawn: Random, hold: Entry) -> Entry | None:
    desk.pass_time(drawn.random() * 12)
    how = drawn.random()
    if how < 0.2:
        _perhaps(partial(desk.decline, "kim", hold.seq))
        return None
    found = None
    for person in ("kim", "aud", "oli") if how < 0.9 else ():
        found = _perhaps(partial(desk.approve, person, hold.seq)) or found
    return None if found is None else found.posting


def _over(desk: Desk, drawn: Random, clerk: str, name: str) -> None:
    words = WordsPage((name,))
    satisfied, cause = drawn.choice(("yes", "yes", "partly", "no", "")), drawn.choice(("packing", "courier", ""))
    desk.pass_time(drawn.random() * 6)
    actor = desk.actor(clerk)
    close_incident(desk.house, desk.book, actor, name, words, desk.pen, satisfied, cause, **_KEEP)
    if drawn.random() < 0.1:
        reopen_incident(desk.house, desk.book, actor, name, words, desk.pen, "again", **_KEEP)


def _perhaps(act: Callable[[], Came]) -> Came | None:
    """What comes of it; nothing where it was not theirs to do."""
    try:
        return act()
    except CannotAskError:
        return None
