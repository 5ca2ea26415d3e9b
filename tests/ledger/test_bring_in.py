"""What was given before there was a book: all of it or nothing, counted to the cent, never twice, and nothing private shown."""

from __future__ import annotations

import hashlib
import itertools
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from empower.domain.canonical import canonical
from empower.domain.entries import Entry
from empower.domain.errors import CannotAskError
from empower.ledger.memory import MemoryStore
from empower.policyfile.past_map import ColumnMap, guessed_map
from empower.policyfile.past_table import PastTable, read_past
from empower.services.bring_in.bring import Preview, brought, previewed
from empower.services.forget import forget
from tests.ledger.promises import hold
from tests.ledger.shop_house import Desk, shop

if TYPE_CHECKING:
    from empower.ledger.rows import Store

HEADS = "date,by,remedy,amount,customer,failure,shelf,note"
ROWS = (
    "2026-01-10,ana,refund,12.50,C-1,late,A,so sorry",
    "2026-01-12,bea,refund,7,C-2,late,B,",
    "2026-01-12,bea,refund,7,C-2,late,B,",
    "2026-02-01,bea,voucher,10,C-1,rude,,",
)


@pytest.fixture
def desk(store: Store) -> Desk:
    """A desk with a book of each kind."""
    return Desk(store)


def table(*rows: str, heads: str = HEADS) -> PastTable:
    found = read_past(Path("past.csv"), "\n".join([heads, *rows]).encode())
    assert isinstance(found, PastTable)
    return found


def mapped(of: PastTable) -> ColumnMap:
    return guessed_map(of.heads, [fact.name for fact in shop().rulebook.facts])


def looked_at(desk: Desk, of: PastTable) -> Preview:
    return previewed(desk.house, desk.book, of, mapped(of), desk.now)


def bring(desk: Desk, *rows: str, person: str = "oli") -> int:
    of = table(*rows)
    found = looked_at(desk, of)
    assert found.rejected == ()
    return brought(desk.house, desk.book, desk.actor(person), of, found.good, desk.pen, by_login=False)


def imports(desk: Desk) -> list[Entry]:
    return [entry for entry in desk.entries() if entry.kind == "import"]


def forgotten(desk: Desk, customer: str) -> None:
    forget(desk.house, desk.book, desk.actor("oli"), customer, desk.pen, "they asked", by_login=False)


def test_what_came_in_is_counted_and_marked(desk: Desk) -> None:
    assert bring(desk, *ROWS) == 4
    found = imports(desk)
    assert [entry.data["parts"][0]["cost"] for entry in found] == [1250, 700, 700, 500]  # a voucher costs half
    assert {entry.data["outcome"] for entry in found} == {None}
    assert [entry.data["source"]["line"] for entry in found] == [2, 3, 4, 5]
    assert {charge[5] for entry in found for charge in entry.data["charges"]} == {None}  # no limit guards them
    with desk.book.reading() as page:
        year = [row for row in page.rows.find("counters called", "cost all per all every year") if row["key"] == "[]"]
    assert [row["spent"] for row in year] == [3150]
    hold(desk)
    desk.replayed()


def test_the_same_table_again_adds_nothing_and_more_of_the_same_does(desk: Desk) -> None:
    bring(desk, *ROWS)
    again = looked_at(desk, table(*ROWS))
    assert (len(again.good), again.before) == (0, 4)
    assert bring(desk, *ROWS) == 0
    assert bring(desk, *reversed(ROWS), ROWS[1]) == 1  # a third of the same is one more, in whatever order they stand
    assert len(imports(desk)) == 5


@pytest.mark.parametrize("changed", ["C-9", "shelf C", "another note"])
def test_rows_that_differ_in_what_is_private_are_two(changed: str, desk: Desk) -> None:
    before = "2026-01-10,ana,refund,12.50,C-1,late,A,a note"
    after = {
        "C-9": before.replace("C-1", "C-9"),
        "shelf C": before.replace(",A,", ",C,"),
        "another note": before.replace("a note", "another note"),
    }[changed]
    assert bring(desk, before) == 1
    assert bring(desk, after, before) == 1
    assert bring(desk, before, after) == 0


def test_a_table_that_two_people_bring_in_at_once_comes_in_once(desk: Desk) -> None:
    of = table(*ROWS)
    one, two = looked_at(desk, of), looked_at(desk, of)
    assert (len(one.good), len(two.good)) == (4, 4)
    for found, written in ((one, 4), (two, 0)):
        assert brought(desk.house, desk.book, desk.actor("oli"), of, found.good, desk.pen, by_login=False) == written
    assert len(imports(desk)) == 4


def test_what_comes_in_between_looking_and_writing_is_not_taken_for_another(desk: Desk) -> None:
    same = "2026-01-12,bea,refund,7,{},late,B,"
    bring(desk, same.format("C-2"))
    of = table(same.format("C-2"), same.format("C-2"), same.format("C-3"))
    found = looked_at(desk, of)
    assert (len(found.good), found.before) == (2, 1)
    assert bring(desk, same.format("C-4")) == 1  # has the turn that was free when they looked
    assert brought(desk.house, desk.book, desk.actor("oli"), of, found.good, desk.pen, by_login=False) == 2
    found_now = imports(desk)
    with desk.book.reading() as page:
        customers = [page.text(entry.data["customer"]) for entry in found_now]
    assert customers == ["C-2", "C-4", "C-2", "C-3"]


def test_a_customer_who_was_forgotten_is_not_found_by_trying_and_does_not_come_in_twice(desk: Desk) -> None:
    bring(desk, *ROWS)
    forgotten(desk, "C-1")
    shown = imports(desk)[0].data
    tried = set()
    for customer, note in itertools.product([f"C-{number}" for number in range(50)], ["", "so sorry"]):
        facts = [["customer", customer], ["failure", "late"], ["shelf", "A"]]
        for said in (facts, [["failure", "late"], *facts[:1], *facts[2:]]):
            found = [shown["asker"], shown["asker_role"], shown["effective"], shown["asked"][0], said, note, 1250]
            tried.add(hashlib.sha256(canonical(found)).hexdigest()[:32])
    assert not any(digest in shown["request_id"] for digest in tried)
    twin = "2026-01-10,ana,refund,12.50,C-77,late,A,so sorry"
    alone = Desk(MemoryStore())
    bring(alone, twin)
    assert imports(alone)[0].data["request_id"] == shown["request_id"]  # whoever it was, the id is the same
    assert bring(desk, *ROWS) == 0


def test_a_row_is_known_again_under_another_policy(desk: Desk) -> None:
    bring(desk, *ROWS)
    desk.pass_time(1)
    desk.adopt("tighter.yaml")
    assert bring(desk, *ROWS) == 0


def test_a_break_leaves_the_book_as_it_was(desk: Desk) -> None:
    of = table(*ROWS)
    found = looked_at(desk, of)
    before = [entry.hash for entry in desk.entries()]

    def told(done: int) -> None:
        if done == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        brought(desk.house, desk.book, desk.actor("oli"), of, found.good, desk.pen, told, by_login=False)
    assert [entry.hash for entry in desk.entries()] == before
    with desk.book.reading() as page:
        assert page.rows.find("counters called", "cost all per all every year") == []
        assert page.pseudonym("C-1") is None
    assert bring(desk, *ROWS) == 4


def test_only_who_may_adopt_a_policy_may_import(desk: Desk) -> None:
    with pytest.raises(CannotAskError) as wrong:
        bring(desk, *ROWS, person="max")
    assert wrong.value.exit_code == 4
    assert imports(desk) == []


amounts = st.sampled_from(["7.00", "12.50"]) | st.integers(1, 99_999).map(
    lambda cents: f"{cents // 100}.{cents % 100:02d}"
)
days = st.sampled_from(["2026-02-01", "2026-02-28"])  # few, so that many rows agree
rows = st.tuples(
    days, st.sampled_from(["ana", "bea"]), amounts, st.sampled_from(["C-1", "C-2", ""]), st.sampled_from(["late", ""])
)


@settings(max_examples=25, deadline=None)
@given(past=st.lists(rows, min_size=1, max_size=12), cut=st.integers(0, 12))
def test_spent_is_the_sum_however_a_table_is_split(past: list[tuple[str, ...]], cut: int) -> None:
    desk = Desk(MemoryStore())
    lines = [f"{day},{by},refund,{amount},{customer},{failure},," for day, by, amount, customer, failure in past]
    bring(desk, *lines[: max(1, cut)])
    bring(desk, *lines)
    bring(desk, *lines)
    whole = sum([int(amount.replace(".", "")) for _, _, amount, _, _ in past])
    found = imports(desk)
    assert len(found) == len(past)
    assert sum([entry.data["parts"][0]["cost"] for entry in found]) == whole
    with desk.book.reading() as page:
        spent = [row["spent"] for row in page.rows.find("counters called", "cost all per all every year")]
    assert spent == [whole]
    hold(desk)
