"""Entries by what they are: what is found is what Python finds among all of them, in every order, page by page."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

from empower.domain.entries import Entry
from empower.domain.errors import CannotAskError
from empower.domain.listed import Wanted
from empower.ledger.listing import listed, statement
from empower.ledger.opening import open_store
from empower.ledger.sql_rows import SqlRows
from empower.services.forget import forget
from empower.services.listed import Filters, entries_listed, listed_page, wanted_of
from tests.ledger.conftest import created
from tests.ledger.listed_book import HOSTILE, bring_in, filled
from tests.ledger.shop_house import Desk, instant

MAY = 739_737  # the first of it, in 2026


@pytest.fixture
def desk(target: str) -> Iterator[Desk]:
    made = filled(open_store(target), seed=7)
    yield made
    made.book.close()


def found(desk: Desk, said: Filters) -> list[int]:
    with desk.book.reading() as page:
        return [entry.seq for entry in entries_listed(page, wanted_of(page, said))]


def told(desk: Desk, entry: Entry, name: str) -> str | None:
    """The text that an entry holds of a fact, where it was not erased."""
    data = entry.data
    if name in (data.get("facts") or {}):
        return str(data["facts"][name])
    with desk.book.reading() as page:
        return page.text((data.get("texts") or {}).get(name))


def is_customer(desk: Desk, entry: Entry, customer: str) -> bool:
    with desk.book.reading() as page:
        return page.text(entry.data.get("customer")) == customer


def cost(entry: Entry) -> int | None:
    costs = [part["cost"] for part in entry.data.get("parts") or [] if part["cost"] is not None]
    return sum(costs) if costs else None


def fact(entry: Entry, name: str) -> Any:
    return (entry.data.get("facts") or {}).get(name)


SAID: dict[str, tuple[Filters, Callable[[Desk, Entry], bool]]] = {
    "all": (Filters(), lambda _desk, _entry: True),
    "a kind": (Filters(kinds=("denial",)), lambda _desk, entry: entry.kind == "denial"),
    "kinds": (Filters(kinds=("hold", "posting")), lambda _desk, entry: entry.kind in ("hold", "posting")),
    "a person": (Filters(person="max"), lambda _desk, entry: entry.data["by"]["id"] == "max"),
    "an asker": (Filters(asker="ana"), lambda _desk, entry: entry.data.get("asker") == "ana"),
    "a role": (Filters(role="owner"), lambda _desk, entry: entry.data["by"]["role"] == "owner"),
    "a remedy": (
        Filters(remedy="coffee"),
        lambda _desk, entry: "coffee" in [part["remedy"] for part in entry.data.get("parts") or []],
    ),
    "an outcome": (Filters(outcome="escalate"), lambda _desk, entry: entry.data.get("outcome") == "escalate"),
    "an incident": (Filters(words=("incident=I-1",)), lambda _desk, entry: entry.data.get("incident") == "I-1"),
    "a customer": (Filters(words=("customer=C-1",)), lambda desk, entry: is_customer(desk, entry, "C-1")),
    "nobody": (Filters(words=("customer=C-77",)), lambda _desk, _entry: False),
    "days": (
        Filters(since="2026-05-03", until="2026-06-01"),
        lambda _desk, entry: MAY + 2 <= entry.data["day"] < MAY + 31,
    ),
    "costs": (Filters(least="20", most="60.50"), lambda _desk, entry: 2_000 <= (cost(entry) or 0) <= 6_050),
    "a request id": (Filters(request_id="r-1"), lambda _desk, entry: entry.data.get("request_id") == "r-1"),
    "a choice": (Filters(words=("failure=broken",)), lambda _desk, entry: fact(entry, "failure") == "broken"),
    "a yes": (Filters(words=("bill=80",)), lambda _desk, entry: fact(entry, "bill") == 8_000),
    "two facts": (
        Filters(words=("failure=late", "severity=major"), kinds=("posting",)),
        lambda _desk, entry: (
            (entry.kind, fact(entry, "failure"), fact(entry, "severity")) == ("posting", "late", "major")
        ),
    ),
    "a text that is counted": (
        Filters(words=("branch=lisbon",)),
        lambda desk, entry: told(desk, entry, "branch") == "lisbon",
    ),
    "a private text": (
        Filters(words=(f"told_by={HOSTILE[5]}",)),
        lambda desk, entry: told(desk, entry, "told_by") == HOSTILE[5],
    ),
    "a text with signs": (
        Filters(words=(f"shelf={HOSTILE[0]}",)),
        lambda desk, entry: told(desk, entry, "shelf") == HOSTILE[0],
    ),
    "known then": (
        Filters(known_at="2026-05-20T12:00:00+01:00"),
        lambda _desk, entry: entry.at <= instant("2026-05-20T12:00:00+01:00"),
    ),
    "known by a day's end": (
        Filters(known_at="2026-05-20"),
        lambda _desk, entry: entry.at < instant("2026-05-21T00:00:00+01:00"),
    ),
    "before there was a book": (Filters(known_at="2026-01-01"), lambda _desk, _entry: False),
    "in effect": (
        Filters(as_of="2026-02-28"),
        lambda _desk, entry: entry.data["day"] < MAY - 61,  # the first of March
    ),
}


def test_what_is_found_is_what_is_there(desk: Desk) -> None:
    for name, (said, meant) in SAID.items():
        wanted = [entry.seq for entry in desk.entries() if meant(desk, entry)]
        assert found(desk, said.but(oldest_first=True)) == wanted, name
        assert found(desk, said) == wanted[::-1], name
        assert bool(wanted) == (name not in ("nobody", "before there was a book")), name


def test_part_of_a_remedys_name_is_none(desk: Desk) -> None:
    """`coffee` was given, `off` was not."""
    for one in (Filters(remedy="off"), Filters(person="ma"), Filters(asker="an"), Filters(role="clerk+")):
        with pytest.raises(CannotAskError) as wrong:
            found(desk, one)
        assert wrong.value.problems[0].code.startswith("unknown-")


def test_a_policy_is_named_by_how_its_digest_begins(desk: Desk) -> None:
    digests = {entry.data["policy"] for entry in desk.entries()}
    assert len(digests) == 2
    for digest in digests:
        wanted = [entry.seq for entry in desk.entries() if entry.data["policy"] == digest]
        assert found(desk, Filters(digest=digest[7:15], oldest_first=True)) == wanted
    with pytest.raises(CannotAskError):
        found(desk, Filters(digest="zz"))


def test_pages_neither_skip_nor_repeat_while_entries_are_added(desk: Desk) -> None:
    for said in (Filters(), Filters(asker="ana"), Filters(kinds=("posting",)), Filters(words=("failure=late",))):
        for oldest_first in (False, True):
            one = said.but(oldest_first=oldest_first)
            at_first, seen, after, turns = found(desk, one), [], None, 0
            while turns == 0 or after is not None:
                with desk.book.reading() as page:
                    some = listed_page(page, wanted_of(page, one), after=after, limit=3)
                seen += [entry.seq for entry in some.entries]
                after, turns = some.goes_on_after, turns + 1
                if turns < 5:
                    desk.record("ana", "refund", "1.01", "failure=late", "customer=C-9", again=True)
            assert seen[: len(at_first)] == at_first
            assert seen == (found(desk, one) if oldest_first else at_first)


def test_a_customer_who_was_forgotten_is_found_by_what_stands_for_them_alone(desk: Desk) -> None:
    with desk.book.reading() as page:
        stands = page.pseudonym("C-2")
    assert stands is not None
    theirs = found(desk, Filters(words=("customer=C-2",)))
    assert theirs
    forget(desk.house, desk.book, desk.actor("oli"), "C-2", desk.pen, "they asked", by_login=False)
    assert found(desk, Filters(words=("customer=C-2",))) == []
    assert found(desk, Filters(words=(f"customer={stands}",))) == theirs


def test_an_erased_text_is_found_no_more(desk: Desk) -> None:
    for customer in range(8):
        with desk.book.reading() as page:
            known = page.pseudonym(f"C-{customer}")
        if known is not None:
            forget(desk.house, desk.book, desk.actor("oli"), f"C-{customer}", desk.pen, "asked", by_login=False)
    assert found(desk, Filters(words=(f"told_by={HOSTILE[5]}",))) == []


WRONG = (
    (Filters(kinds=("postin",)), "usage"),
    (Filters(since="soon"), "not-a-date"),
    (Filters(as_of="2026-13-01"), "not-a-date"),
    (Filters(known_at="2026-05-01T10:00"), "no-offset"),
    (Filters(least="12.345"), "too-precise"),
    (Filters(most="5 USD"), "other-currency"),
    (Filters(words=("failur=late",)), "unknown-fact"),
    (Filters(words=("late",)), "stray-word"),
    (Filters(words=("failure=later",)), "unknown-value"),
)


def test_what_cannot_be_meant_is_told(desk: Desk) -> None:
    for said, code in WRONG:
        with pytest.raises(CannotAskError) as wrong:
            found(desk, said)
        assert [problem.code for problem in wrong.value.problems] == [code]


PLANNED = {
    "all": (Wanted(), "entry"),
    "a kind": (Wanted(kinds=("posting",)), "entry_kind"),
    "an asker": (Wanted(asker="ana"), "entry_asker_at"),
    "a person": (Wanted(person="ana"), "entry_person_at"),
    "an incident": (Wanted(incident="I"), "entry_incident"),
    "a customer": (Wanted(customer="c"), "entry_customer"),
    "an incident of an asker": (Wanted(incident="I", asker="ana"), "entry_incident"),
    "a request id": (Wanted(request_id="r"), "sqlite_autoindex_entry"),
}


@pytest.mark.parametrize("name", PLANNED)
@pytest.mark.parametrize("oldest_first", [True, False])
@pytest.mark.parametrize("after", [None, 3])
def test_no_list_scans_or_sorts(name: str, oldest_first: bool, after: int | None, tmp_path: Path) -> None:
    """A page is read off an index, in order, from where the last page ended: whatever the size of the book."""
    created(str(tmp_path / "book.db"))
    store: Any = open_store(str(tmp_path / "book.db"))
    wanted, index = PLANNED[name]
    with store.reading() as rows:
        text, values = statement(rows, wanted.but(oldest_first=oldest_first), ("seq", "payload"), after=after, limit=50)
        plan = " / ".join([row[3] for row in store.connection.execute(f"EXPLAIN QUERY PLAN {text}", values)])
    store.close()
    assert "TEMP B-TREE" not in plan, plan
    assert index in plan, plan
    if name != "all":
        assert "SCAN" not in plan, plan


@pytest.mark.parametrize(
    ("wanted", "index"),
    [
        (Wanted(from_day=1, until_day=9), "COVERING INDEX entry_day"),
        (Wanted(until_day=9, person="ana"), "entry_"),
        (Wanted(remedy="refund"), "INDEX entry_remedy_day"),
    ],
)
def test_only_numbers_are_put_in_order(wanted: Wanted, index: str, tmp_path: Path) -> None:
    """Of days and remedies the index finds the entries in another order: no more than their numbers is sorted for a page."""
    created(str(tmp_path / "book.db"))
    store: Any = open_store(str(tmp_path / "book.db"))
    with store.reading() as rows:
        text, values = statement(rows, wanted, ("seq", "payload"), limit=50)
        plan = [row[3] for row in store.connection.execute(f"EXPLAIN QUERY PLAN {text}", values)]
    store.close()
    assert "SEARCH entry USING INTEGER PRIMARY KEY (rowid=?)" in plan, plan
    assert any([index in one for one in plan]), plan
    assert not any([one.startswith("SCAN entry") for one in plan]), plan


def test_a_server_reads_off_an_index_too(pg_url: str) -> None:
    created(pg_url)
    desk = filled(open_store(pg_url), seed=3, count=10)
    desk.record("ana", "refund", "1", "failure=late", "customer=C-99")
    bring_in(desk, random.Random(3), 2_000)
    store: Any = desk.book.store
    with psycopg.connect(pg_url, autocommit=True) as server:
        server.execute("ANALYZE")
    with desk.book.reading() as page:
        stands = page.pseudonym("C-99") or ""
    rare = {
        "entry_kind": Wanted(kinds=("delegation",)),
        "entry_asker_at": Wanted(asker="max"),
        "entry_person_at": Wanted(person="kim"),
        "entry_incident": Wanted(incident="I-1"),
        "entry_customer": Wanted(customer=stands),
        "entry_request_once": Wanted(request_id="r-1"),
        "entry_pkey": Wanted(),
    }
    with store.reading() as rows:
        for index, wanted in rare.items():
            text, values = statement(rows, wanted, ("seq", "payload"), after=2_000, limit=50)
            plan = store.connection.execute(f"EXPLAIN {text.replace('?', '%s')}", values).fetchall()
            planned = " / ".join([row[0] for row in plan])
            assert index in planned, planned
            assert "Seq Scan" not in planned, planned
    desk.book.close()


def test_a_list_is_read_a_few_at_a_time(target: str) -> None:
    """However long the book is, no more than a thousand rows are there at once, and others may be read meanwhile."""
    desk = filled(open_store(target), seed=5, count=10)
    with desk.book.reading() as page:
        assert isinstance(page.rows, SqlRows)
        numbers = []
        for seq, payload in listed(page.rows, Wanted(), ("seq", "payload")):
            row = page.rows.get("entry", seq)
            assert row is not None
            assert json.loads(payload)["seq"] == row["seq"] == seq
            numbers.append(seq)
        assert numbers == list(range(page.head.size, 0, -1))
    desk.book.close()
