"""A gesture whose cost is not known: counted in number, in no sum of costs, and never taken for one that cost nothing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from empower.domain.entries import Entry
from empower.policyfile.past_map import ColumnMap, read_map
from empower.policyfile.past_table import PastTable, read_past
from empower.report.gestures import gestures_words
from empower.report.given import given_json
from empower.services.bring_in.bring import Preview, brought, previewed
from empower.services.bring_in.fits import misfits
from tests.ledger.promises import hold
from tests.ledger.shop_house import Desk

if TYPE_CHECKING:
    from empower.ledger.rows import Store

HEADS = "date,by,remedy,amount,number,cost"
COLUMNS = "columns: {on: date, by: by, remedy: remedy, amount: amount, quantity: number, cost: cost}\n"
UNKNOWN = 'unknown_cost: ["", "?"]\n'
ROWS = (
    "2026-01-10,max,coffee,,3,?",
    "2026-01-10,max,coffee,,2,",
    "2026-01-11,max,coffee,,1,4.00",
    "2026-01-11,max,voucher,10,,?",
    "2026-01-12,max,refund,7,,6.50",
)


@pytest.fixture
def desk(store: Store) -> Desk:
    """A desk with a book of each kind."""
    return Desk(store)


def read(tmp_path: Path, *rows: str, more: str = UNKNOWN, columns: str = COLUMNS) -> tuple[PastTable, ColumnMap]:
    found = read_past(Path("past.csv"), "\n".join([HEADS, *rows]).encode())
    assert isinstance(found, PastTable)
    (tmp_path / "map.yaml").write_text(columns + more, encoding="utf-8")
    mapped = read_map(tmp_path / "map.yaml", found.heads)
    assert isinstance(mapped, ColumnMap), mapped
    return found, mapped


def bring(desk: Desk, tmp_path: Path, *rows: str) -> Preview:
    of, mapped = read(tmp_path, *rows)
    assert misfits(of, mapped, desk.house.rulebook, None) == ()
    found = previewed(desk.house, desk.book, of, mapped, desk.now)
    assert found.rejected == ()
    brought(desk.house, desk.book, desk.actor("oli"), of, found.good, desk.pen, by_login=False)
    return found


def imports(desk: Desk) -> list[Entry]:
    return [entry for entry in desk.entries() if entry.kind == "import"]


def spent(desk: Desk, counter: str) -> list[int]:
    with desk.book.reading() as page:
        return [int(row["spent"] or 0) for row in page.rows.find("counters called", counter)]


def test_what_is_not_known_is_in_no_sum_and_counts_in_number(desk: Desk, tmp_path: Path) -> None:
    found = bring(desk, tmp_path, *ROWS)
    assert found.totals == (("coffee", 3, 400, 2), ("refund", 1, 650, 0), ("voucher", 1, 0, 1))
    assert [entry.data["parts"][0]["cost"] for entry in imports(desk)] == [None, None, 400, None, 650]
    assert spent(desk, "cost all per all every year") == [1050]
    numbers = [one.id for one in desk.house.rulebook.counters if one.measure == "count"]
    assert [spent(desk, name) for name in numbers] == [[5]] * len(numbers) != []
    hold(desk)


def test_it_is_known_again_and_told_from_one_that_cost_nothing(desk: Desk, tmp_path: Path) -> None:
    bring(desk, tmp_path, *ROWS)
    assert (len(bring(desk, tmp_path, *ROWS).good), len(imports(desk))) == (0, 5)
    bring(desk, tmp_path, "2026-01-10,max,coffee,,3,0")
    assert [entry.data["parts"][0]["cost"] for entry in imports(desk)][-1] == 0


def test_a_policy_that_comes_later_counts_it_alike(desk: Desk, tmp_path: Path) -> None:
    bring(desk, tmp_path, *ROWS)
    desk.pass_time(1)
    desk.adopt("tighter.yaml")
    assert spent(desk, "cost all per all every year") == [1050]
    hold(desk)


def test_it_can_be_undone_and_no_sum_moves(desk: Desk, tmp_path: Path) -> None:
    bring(desk, tmp_path, *ROWS)
    before = spent(desk, "cost all per all every year")
    found = desk.reverse("oli", imports(desk)[0].seq, 1).entry.data
    assert [part["cost"] for part in (*found["parts"], *found["left"])] == [None, None]
    assert [part["quantity"] for part in (*found["parts"], *found["left"])] == [1, 2]
    desk.reverse("oli", imports(desk)[3].seq)
    assert spent(desk, "cost all per all every year") == before
    hold(desk)


def test_reports_are_read_from_sums_that_leave_it_out_and_count_it(desk: Desk, tmp_path: Path) -> None:
    bring(desk, tmp_path, *ROWS)
    with desk.book.reading() as page:
        rollup = {(row["by"], row["value"]): row for row in page.rows.find("every rollup")}
    assert [rollup["person", "max"][one] for one in ("given", "cost", "unknown")] == [5, 1050, 3]


def test_it_is_shown_as_not_known(desk: Desk, tmp_path: Path) -> None:
    bring(desk, tmp_path, *ROWS)
    told = [gestures_words(desk.house.rulebook, entry.data["parts"]) for entry in imports(desk)]
    assert [one.endswith(" (cost not known)") for one in told] == [True, True, False, True, False]
    costs = [given_json(desk.house.rulebook, entry.data["parts"])[0]["cost"] for entry in imports(desk)]
    assert costs == [None, None, "4.00", None, "6.50"]


def test_without_the_map_saying_so_a_cost_is_needed_or_reckoned(desk: Desk, tmp_path: Path) -> None:
    of, mapped = read(tmp_path, *ROWS, more="")
    found = previewed(desk.house, desk.book, of, mapped, desk.now)
    assert [(one.line, one.column, one.code) for one in found.rejected] == [
        (2, 6, "not-an-amount"),
        (5, 6, "not-an-amount"),
    ]
    assert "`unknown_cost`" in found.rejected[0].hint
    assert [one.part.cost for one in found.good] == [400, 400, 650]  # two cups at 2.00 by the policy


@pytest.mark.parametrize(
    ("more", "columns", "said"),
    [
        ('unknown_cost: ["?"]\n', COLUMNS.replace(", cost: cost", ""), "there is no column of costs"),
        ("unknown_cost: [[a]]\n", COLUMNS, "a word for a cost that is not known is one text"),
        ("unknown_cost: [{a: b}]\n", COLUMNS, "a word for a cost that is not known is one text"),
        ("unknown_cost: none\n", COLUMNS, "`unknown_cost` is a list, not"),
    ],
)
def test_a_map_that_cannot_mean_it(more: str, columns: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "map.yaml").write_text(columns + more, encoding="utf-8")
    found = read_map(tmp_path / "map.yaml", tuple(HEADS.split(",")))
    assert isinstance(found, tuple)
    assert said in found[0].message
