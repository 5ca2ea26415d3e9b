"""An error at any statement leaves the whole entry or nothing, is told in a sentence, and the next command works."""

from __future__ import annotations

import select
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psycopg
import pytest

from empower.domain.errors import CannotAskError, EmpowerError
from empower.ledger.entry_rows import entry_of
from empower.ledger.failures import UnknownEndError
from empower.ledger.opening import open_store
from empower.ledger.schema import differences
from empower.services.evidence import verified
from tests.ledger.conftest import created
from tests.ledger.shop_house import Desk
from tests.ledger.watching import watched

MONTH = 24 * 31


class Fault:
    """An error at one statement: the driver's, the server's, or the connection is gone."""

    def __init__(self, at: int | str, kind: str, store: Any) -> None:
        self.at, self.kind = at, kind
        self.connection = store.connection
        self.struck: str | None = None

    def __call__(self, number: int, text: str, when: str) -> None:
        said = f"{when} {text}"
        here = said.startswith(self.at) if isinstance(self.at, str) else (number, "before") == (self.at, when)
        if self.struck is not None or not here:
            return
        self.struck = said
        if self.kind == "raised":
            raise sqlite3.OperationalError("disk I/O error")
        if self.kind == "refused":  # by the server, which then wants to hear of nothing but the end
            self.connection.execute("DO $$ BEGIN RAISE deadlock_detected; END $$")
            return
        info = self.connection.info
        with psycopg.connect(info.dsn, autocommit=True) as other:
            other.execute("SELECT pg_terminate_backend(%s)", (info.backend_pid,))
        assert select.select([self.connection.fileno()], [], [], 10)[0]  # the server said goodbye

    @property
    def kept_already(self) -> bool:
        """Whether it struck when nothing could be undone any more."""
        return self.struck is not None and self.struck.startswith("done COMMIT")


Act = Callable[[Desk, int], object]


def _record(euros: str, customer: str = "") -> Act:
    def act(desk: Desk, number: int) -> object:
        words = ("refund", euros, "failure=late", f"customer={customer or number}")
        return desk.record("ana", *words, again=True, request_id=f"r-{number}")

    return act


def _hold(desk: Desk, number: int) -> int:
    words = ("refund", "45", "failure=late", f"customer={number}")
    found = desk.record("ana", *words, again=True, request_id=f"h-{number}").entry
    assert found is not None
    assert found.kind == "hold"
    return found.seq


def _given(desk: Desk, number: int) -> None:
    desk.record("ana", "refund", "3", "failure=late", f"customer={number}", again=True)


def _overdue(desk: Desk, number: int) -> None:
    _hold(desk, number)
    desk.pass_time(25)


def _other(desk: Desk, number: int) -> object:
    del number
    with desk.book.reading() as page:
        (row,) = [row for row in page.rows.find("every policy") if row["digest"] == page.head.policy]
    return desk.adopt("policy.yaml" if row["name"] == "tighter.yaml" else "tighter.yaml")


def _nothing(desk: Desk, number: int) -> None:
    """Nothing is needed before."""


def _last(desk: Desk, kind: str) -> int:
    with desk.book.reading() as page:
        seq = page.rows.find("entries of a kind", kind)[-1]["seq"]
    assert isinstance(seq, int)
    return seq


def _withdraw(desk: Desk, number: int) -> None:
    del number
    desk.withdraw("ana", _last(desk, "hold"))


ACTS: dict[str, tuple[Act, Act, Act]] = {
    "given at once": (_nothing, _record("1"), _nothing),
    "asked for": (_nothing, _record("45"), _withdraw),
    "approved in part": (_hold, lambda desk, _: desk.approve("kim", _last(desk, "hold"), 2000), _nothing),
    "declined": (_hold, lambda desk, _: desk.decline("kim", _last(desk, "hold")), _nothing),
    "reversed": (_given, lambda desk, _: desk.reverse("kim", _last(desk, "posting")), _nothing),
    "after one that is due": (_overdue, _record("1"), _nothing),
    "another policy": (_nothing, _other, _nothing),
}
"""What somebody does, with what happened before and what tidies up after it."""
WHOLE = {
    "given at once": ["opened", "posting"],
    "asked for": ["opened", "hold"],
    "approved in part": ["vote", "posting"],
    "declined": ["release"],
    "reversed": ["reversal"],
    "after one that is due": ["opened", "release", "posting"],
    "another policy": ["adoption"],
}


def since(desk: Desk, size: int) -> list[str]:
    """The kinds of the entries after so many."""
    with desk.book.reading() as page:
        return [entry_of(row).kind for row in page.rows.find("entries after", size)]


def size_of(desk: Desk) -> int:
    with desk.book.reading() as page:
        return page.head.size


@pytest.fixture
def in_file(tmp_path: Path) -> str:
    """A new book in a file."""
    created(str(tmp_path / "book.db"))
    return str(tmp_path / "book.db")


@pytest.fixture
def on_server(pg_url: str) -> str:
    """A new book on a server."""
    created(pg_url)
    return pg_url


@pytest.mark.parametrize(
    ("kind", "act"),
    [
        *[("raised", act) for act in ACTS],
        *[("refused", act) for act in ACTS],
        *[("lost", act) for act in ("given at once", "approved in part", "another policy")],
    ],
)
def test_whatever_breaks_leaves_all_of_it_or_nothing(kind: str, act: str, request: pytest.FixtureRequest) -> None:
    target = request.getfixturevalue("in_file" if kind == "raised" else "on_server")
    desk = Desk(open_store(target))
    struck: list[str] = []
    at, missed = 0, 0
    while missed < 3:  # how many statements there are differs a little from month to month
        at += 1
        found = _hurt(desk, target, kind, act, at, at)
        missed = 0 if found else missed + 1
        struck += [found] if found else []
    for place, text in enumerate(("done BEGIN", "before COMMIT", "done COMMIT")):
        found = _hurt(desk, target, kind, act, text, at + 1 + place)
        assert found or text == "done BEGIN"  # on a server it travels with others
        struck += [found] if found else []
    assert len(struck) > 12
    assert any(one.startswith("before INSERT INTO entry") for one in struck)
    flaws = verified(desk.book, differences(target), rebuild=True, against=None).flaws
    assert [flaw.what for flaw in flaws] == []
    desk.book.close()


def _hurt(desk: Desk, target: str, kind: str, act: str, at: int | str, number: int) -> str | None:
    """Where a fault struck, if it did; what it left is all or nothing, and afterwards it works."""
    before, does, after = ACTS[act]
    desk.pass_time(MONTH)  # every pot is full again
    before(desk, number)
    size = size_of(desk)
    store = open_store(target)
    fault = Fault(at, kind, store)
    hurt = Desk(watched(store, fault), desk.house, begun=True, salt=f"hurt {number}")
    hurt.now = desk.now
    told: EmpowerError | None = None
    try:
        does(hurt, number)
    except CannotAskError as wrong:
        raise AssertionError(str(wrong)) from wrong
    except EmpowerError as failed:
        told = failed
    hurt.book.close()
    kept = since(desk, size)
    _all_or_nothing(kept, WHOLE[act], told, fault)
    if not kept or act in ("given at once", "after one that is due"):
        again = does(desk, number)
        assert since(desk, size) == WHOLE[act]
        assert bool(kept) == getattr(again, "replayed", False)
    elif act == "another policy":
        desk.house = hurt.house
    after(desk, number)
    return fault.struck


def _all_or_nothing(kept: list[str], whole: list[str], told: EmpowerError | None, fault: Fault) -> None:
    if told is None:  # a connection that was lost before anything began is made again
        assert fault.struck is None or fault.kept_already or fault.kind == "lost"
        assert kept == whole, fault.struck
    elif fault.kept_already or isinstance(told, UnknownEndError):
        assert kept in ([], whole), fault.struck
    else:
        assert kept == [], fault.struck
        assert "nothing was recorded" in str(told), fault.struck
