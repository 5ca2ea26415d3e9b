"""An error at any statement leaves the whole entry or nothing, is told in a sentence, and the next command works."""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from typing import Any

import psycopg

from empower.domain.errors import EmpowerError
from empower.ledger.opening import on_server, open_store
from empower.ledger.schema import differences
from empower.services.evidence import verified
from tests.ledger.shop_house import Desk
from tests.ledger.watching import watched


class Broken:
    """An error of the driver at one statement."""

    def __init__(self, at: int, when: str, *, server: bool) -> None:
        self.at, self.when, self.server = at, when, server
        self.struck: str | None = None
        self.count = 0

    def __call__(self, number: int, text: str, when: str) -> None:
        self.count = max(self.count, number)
        if self.struck is None and (number, when) == (self.at, self.when):
            self.struck = text
            if self.server:
                raise psycopg.OperationalError("the connection is gone")
            raise sqlite3.OperationalError("disk I/O error")


def asked(desk: Desk, request: str) -> Any:
    return desk.record("ana", "refund", "1", "failure=late", f"customer={request}", again=True, request_id=request)


def test_whatever_breaks_leaves_all_of_it_or_nothing(target: str) -> None:
    desk = Desk(open_store(target))
    asked(desk, "prime")
    struck: list[str] = []
    at, ended = 1, False
    while not ended:
        for when in ("before", "after"):
            request = f"{at}-{when}"
            before = len(desk.entries())
            fault = Broken(at, when, server=on_server(target))
            hurt = Desk(watched(open_store(target), fault), begun=True, salt=request)
            with suppress(EmpowerError):
                asked(hurt, request)
            ended = fault.struck is None
            hurt.book.close()
            kept = desk.entries()[before:]
            kinds = [entry.kind for entry in kept]
            assert kinds in ([], ["opened", "posting"], ["opened", "hold"], ["opened", "denial"]), (at, when, kinds)
            if ended:
                assert kinds
                break
            struck.append(f"{when} {fault.struck}")
            again = asked(desk, request)
            assert again.replayed == bool(kinds), (at, when)
            assert len([entry for entry in desk.entries() if entry.data.get("request_id") == request]) == 1
        at += 1
    assert at > 25
    assert any(one.startswith("before COMMIT") for one in struck)
    assert any(one.startswith("after COMMIT") for one in struck)
    flaws = verified(desk.book, differences(target), rebuild=True, against=None).flaws
    assert [flaw.what for flaw in flaws] == []
    desk.book.close()
