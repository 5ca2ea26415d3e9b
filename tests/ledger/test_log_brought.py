"""A log of handled requests in the book: the figures worked out by hand, the same book from CSV and XES, and never twice."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from empower.domain.entries import Entry
from empower.domain.errors import CannotAskError
from empower.domain.past_log import LogPreview
from empower.ledger.memory import MemoryStore
from empower.policyfile.event_log.log import EventLog, first_look, reading_log
from empower.policyfile.event_log.log_map import LogMap, activity_column, case_column, read_log_map
from empower.policyfile.said.page import FilePage, WordsPage, page_of
from empower.services.bring_in.log import log_brought, log_previewed
from empower.services.bring_in.log_fits import log_misfits
from empower.services.forget import forget
from empower.services.incidents import close_incident, open_incident
from empower.services.reverse import reverse
from tests.ledger.logs import LOG, as_csv, as_xes, csv_map, rows, xes_map
from tests.ledger.promises import hold
from tests.ledger.shop_house import Desk, instant
from tests.ledger.test_bring_in import bring as bring_table

if TYPE_CHECKING:
    from empower.ledger.rows import Store

MINUTE = 60 * 10**6
HOUR = 60 * MINUTE


@pytest.fixture
def desk(store: Store) -> Desk:
    """A desk with a book of each kind."""
    return Desk(store)


@contextmanager
def read(desk: Desk, folder: Path, text: str, map_text: str) -> Iterator[tuple[EventLog, LogMap]]:
    """The log and its map, which fit each other and the policy."""
    file = folder / ("log.xes" if text.startswith("<") else "log.csv")
    file.write_text(text, encoding="utf-8")
    page = page_of(map_text.encode(), "map.yaml")
    assert isinstance(page, FilePage), page
    with reading_log(file, case_column(page.data, first_look(file).heads)) as log:
        assert isinstance(log, EventLog), log
        mapped = read_log_map(page, log.heads, log.words(activity_column(page.data, log.heads)))
        assert isinstance(mapped, LogMap), mapped
        assert log_misfits(log, mapped, desk.house.rulebook, page) == ()
        yield log, mapped


def looked_at(desk: Desk, folder: Path, text: str, map_text: str) -> LogPreview:
    with read(desk, folder, text, map_text) as (log, mapped):
        return log_previewed(desk.house, desk.book, log, mapped, desk.now)


def bring(desk: Desk, folder: Path, text: str, map_text: str, person: str = "oli") -> tuple[int, int]:
    with read(desk, folder, text, map_text) as (log, mapped):
        found = log_previewed(desk.house, desk.book, log, mapped, desk.now)
        assert found.rejected == ()
        return log_brought(desk.house, desk.book, desk.actor(person), log, mapped, desk.pen, by_login=False)


def imports(desk: Desk) -> list[Entry]:
    return [entry for entry in desk.entries() if entry.kind == "import"]


def since(at: object, first: int) -> int | None:
    return None if at is None else int(str(at)) - first


def without_source(entry: Entry) -> dict[str, Any]:
    return {name: value for name, value in entry.data.items() if name not in ("source", "previous", "book")}


def test_the_figures_are_those_worked_out_by_hand(desk: Desk, tmp_path: Path) -> None:
    found = looked_at(desk, tmp_path, as_csv(), csv_map())
    assert (found.events, found.incidents, found.gestures, found.still_open) == (15, 4, 4, 1)
    assert found.totals == (("refund", 3, 9750, 0), ("voucher", 1, 500, 0))
    assert found.waits == (30 * MINUTE, 6 * HOUR, 48 * HOUR)
    assert [(one.hands, one.incidents, one.recovered, one.wait, one.cost) for one in found.hands] == [
        (1, 3, 2, 30 * MINUTE, 2250),
        (2, 1, 1, 48 * HOUR, 8000),
    ]
    assert [name for name, _ in found.reading.others] == ["register", "ask manager", "call back"]


def test_incidents_have_the_clocks_of_the_log(desk: Desk, tmp_path: Path) -> None:
    assert bring(desk, tmp_path, as_csv(), csv_map()) == (4, 4)
    with desk.book.reading() as page:
        found = {str(row["id"]): row for row in page.rows.find("every incident")}
        kinds = {page.rows.find("entries of an incident", name)[0]["kind"] for name in found}
    first = {row["case"]: instant(row["timestamp"]) for row in reversed(rows())}
    clocks = ("responded_at", "recovered_at")
    assert {name: row["opened_at"] for name, row in found.items()} == first
    assert {name: tuple([since(row[one], first[name]) for one in clocks]) for name, row in found.items()} == {
        "R-1": (30 * MINUTE, 30 * MINUTE),
        "R-2": (3 * HOUR, 48 * HOUR),
        "R-3": (24 * HOUR, None),
        "R-4": (6 * HOUR, 6 * HOUR),
    }
    ends = ("state", "satisfied", "cause", "reopened", "opened_by")
    assert {name: tuple([row[one] for one in ends]) for name, row in found.items()} == {
        "R-1": ("closed", "yes", "courier", 0, "ana"),
        "R-2": ("open", None, None, 1, "ana"),
        "R-3": ("closed", "no", "courier", 0, ""),
        "R-4": ("closed", "yes", None, 0, "bea"),
    }
    assert kinds == {"import"}
    hold(desk)
    desk.replayed()


def test_the_sums_that_reports_are_read_from_are_those_of_the_entries(desk: Desk, tmp_path: Path) -> None:
    bring(desk, tmp_path, as_csv(), csv_map())
    january = date(2026, 1, 1).toordinal()
    with desk.book.reading() as page:
        incidents = {str(row["id"]): row for row in page.rows.find("every incident")}
        handling = {
            (row["by"], row["value"]): row for row in page.rows.find("every handling") if row["month"] == january
        }
        rollup = {(row["by"], row["value"]): row for row in page.rows.find("every rollup") if row["month"] == january}
    given = [(entry.data["incident"], entry.data["parts"][0]["cost"]) for entry in imports(desk) if entry.data["parts"]]
    for name, row in incidents.items():
        costs = [cost for incident, cost in given if incident == name]
        assert (row["given"], row["cost"], row["unknown"]) == (len(costs), sum(costs), 0)
    assert {name: row["levels"] for name, row in incidents.items()} == {"R-1": 0, "R-2": 1, "R-3": 0, "R-4": 0}
    assert {row["at_once"] for row in incidents.values()} == {None}
    repeats = {name: row["repeats"] for name, row in incidents.items()}
    assert repeats == {"R-1": 0, "R-2": 0, "R-3": 1, "R-4": 0}  # C-1 had R-1 the day before
    assert (handling["all", ""]["count"], handling["all", ""]["cost"]) == (4, 1250 + 8000 + 1000)
    assert not [by for by, _ in handling if by == "contact"]
    assert [handling["levels", value]["cost"] for value in ("0", "1")] == [2250, 8000]
    assert handling["cause", "courier"]["count"] == 2
    assert handling["recovery", "1 hour"]["micros"] == 30 * MINUTE
    measures = ("asked", "given", "cost", "unknown")
    assert [rollup["outcome", "imported"][one] for one in measures] == [0, 4, 10250, 0]
    assert [rollup["person", "bea"][one] for one in measures] == [0, 2, 1000, 0]


def test_what_came_in_for_an_incident_and_is_undone_is_no_cost_of_it(desk: Desk, tmp_path: Path) -> None:
    bring(desk, tmp_path, as_csv(), csv_map())
    given = next(entry for entry in imports(desk) if entry.data["parts"] and entry.data["incident"] == "R-2")
    desk.reverse("oli", given.seq)
    with desk.book.reading() as page:
        row = page.rows.get("incident", "R-2")
    assert row is not None
    assert row["cost"] == 0
    hold(desk)


def test_gestures_are_counted_as_those_of_a_table_are(desk: Desk, tmp_path: Path) -> None:
    bring(desk, tmp_path, as_csv(), csv_map())
    given = [entry.data for entry in imports(desk) if entry.data["parts"]]
    assert [(one["incident"], one["asker"], one["parts"][0]["cost"]) for one in given] == [
        ("R-1", "ana", 1250),
        ("R-2", "max", 8000),
        ("R-4", "bea", 500),
        ("R-4", "bea", 500),
    ]
    with desk.book.reading() as page:
        year = page.rows.find("counters called", "cost all per all every year")
        customer = page.pseudonym("C-3")
    assert [row["spent"] for row in year] == [1250 + 8000 + 500 + 500]
    assert {one["customer"] for one in given if one["incident"] == "R-4"} == {customer}


def test_csv_and_xes_of_one_log_give_one_book(desk: Desk, tmp_path: Path) -> None:
    other = Desk(MemoryStore())
    assert bring(desk, tmp_path, as_xes(), xes_map()) == bring(other, tmp_path, as_csv(), csv_map())
    assert [without_source(one) for one in imports(desk)] == [without_source(one) for one in imports(other)]
    sources = {entry.data["source"]["file"] for one in (desk, other) for entry in imports(one)}
    assert len(sources) == 2


def test_a_log_comes_in_once_whatever_it_is_written_in(desk: Desk, tmp_path: Path) -> None:
    bring(desk, tmp_path, as_csv(), csv_map())
    before = desk.entries()
    assert looked_at(desk, tmp_path, as_xes(), xes_map()).before == 4
    assert bring(desk, tmp_path, as_xes(), xes_map()) == (0, 0)
    assert desk.entries() == before
    more = LOG + "R-5,register,2026-01-12T09:00:00+00:00,ana,clerk,,C-1,late,,\n"
    assert bring(desk, tmp_path, as_csv(more), csv_map()) == (1, 0)


def test_a_case_that_says_otherwise_by_now_is_not_taken_for_another(desk: Desk, tmp_path: Path) -> None:
    bring(desk, tmp_path, as_csv(), csv_map())
    changed = LOG.replace("12.50", "13.50")
    found = looked_at(desk, tmp_path, as_csv(changed), csv_map())
    assert (found.before, found.rejected_cases) == (3, 1)
    assert [(one.code, one.line) for one in found.rejected] == [("incident-there", 2)]
    assert [one.message for one in found.rejected] == ["the book has an incident `R-1` already, with other gestures"]
    with read(desk, tmp_path, as_csv(changed), csv_map()) as (log, mapped), pytest.raises(CannotAskError):
        log_brought(desk.house, desk.book, desk.actor("oli"), log, mapped, desk.pen, by_login=False)


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("2026-01-05T10:00:00", "2026-01-05T11:00:00", "with other clocks"),
        ("C-1,late", "C-1,rude", "with other facts"),
        ("late,yes,courier", "late,no,packing", "with other satisfaction and other cause"),
        ("09:30:00+00:00,ana,clerk", "09:30:00+00:00,ana,manager", "with other hands"),
    ],
)
def test_it_is_said_what_is_otherwise(before: str, after: str, said: str, desk: Desk, tmp_path: Path) -> None:
    bring(desk, tmp_path, as_csv(), csv_map())
    found = looked_at(desk, tmp_path, as_csv(LOG.replace(before, after)), csv_map())
    assert [one.message for one in found.rejected] == [f"the book has an incident `R-1` already, {said}"]


def test_one_that_was_opened_here_is_not_the_case_of_a_log(desk: Desk, tmp_path: Path) -> None:
    words = WordsPage(("R-1",), "empower incident open")
    open_incident(desk.house, desk.book, desk.actor("ana"), "R-1", words, (), desk.pen, by_login=False)
    found = looked_at(desk, tmp_path, as_csv(), csv_map())
    assert [one.message for one in found.rejected] == [
        "the book has an incident `R-1` already, and it was opened there, not brought in"
    ]


def test_a_gesture_that_came_in_from_a_table_does_not_come_in_again(desk: Desk, tmp_path: Path) -> None:
    bring_table(desk, "2026-01-05T09:30:00+00:00,ana,refund,12.50,C-1,late,,", person="oli")
    assert bring(desk, tmp_path, as_csv(), csv_map()) == (4, 4)  # the table named no incident: it may be another
    assert len([entry for entry in imports(desk) if entry.data["parts"]]) == 5


def test_a_customer_who_was_forgotten_does_not_bring_the_log_in_again(desk: Desk, tmp_path: Path) -> None:
    bring(desk, tmp_path, as_csv(), csv_map())
    assert not any(["C-3" in entry.payload.decode() for entry in desk.entries()])
    forget(desk.house, desk.book, desk.actor("oli"), "C-3", desk.pen, "they asked", by_login=False)
    assert bring(desk, tmp_path, as_csv(), csv_map()) == (0, 0)
    hold(desk)


def test_a_break_leaves_the_book_as_it_was(desk: Desk, tmp_path: Path) -> None:
    before = desk.entries()

    def told(done: int) -> None:
        if done == 3:
            raise KeyboardInterrupt

    with read(desk, tmp_path, as_csv(), csv_map()) as (log, mapped), pytest.raises(KeyboardInterrupt):
        log_brought(desk.house, desk.book, desk.actor("oli"), log, mapped, desk.pen, told, by_login=False)
    assert desk.entries() == before
    with desk.book.reading() as page:
        assert not page.rows.find("every incident")
    assert bring(desk, tmp_path, as_csv(), csv_map()) == (4, 4)


def test_only_who_may_adopt_a_policy_brings_in_a_log(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(CannotAskError) as wrong:
        bring(desk, tmp_path, as_csv(), csv_map(), person="max")
    assert wrong.value.exit_code == 4
    assert imports(desk) == []


def test_what_opened_an_incident_of_the_past_gave_nothing_that_could_be_undone(desk: Desk, tmp_path: Path) -> None:
    bring(desk, tmp_path, as_csv(), csv_map())
    opened = next(entry for entry in imports(desk) if not entry.data["parts"])
    with pytest.raises(CannotAskError) as wrong:
        reverse(desk.house, desk.book, desk.actor("oli"), opened.seq, desk.pen, "a slip", None, by_login=False)
    assert [one.code for one in wrong.value.problems] == ["not-given"]


def test_an_incident_of_the_past_goes_on_where_the_log_ended(desk: Desk, tmp_path: Path) -> None:
    bring(desk, tmp_path, as_csv(), csv_map())
    words = WordsPage(("R-2",), "empower incident close")
    close_incident(desk.house, desk.book, desk.actor("max"), "R-2", words, desk.pen, "yes", "packing", by_login=False)
    with desk.book.reading() as page:
        row = page.rows.get("incident", "R-2")
    assert row is not None
    assert (row["state"], row["satisfied"], row["reopened"]) == ("closed", "yes", 1)


def test_events_that_only_begin_something_give_nothing(desk: Desk, tmp_path: Path) -> None:
    text = as_xes().replace("<event>", "<event>\n<string key='lifecycle:transition' value='start'/>", 2)
    found = looked_at(desk, tmp_path, text, xes_map())
    assert found.totals == (("refund", 2, 8500, 0), ("voucher", 1, 500, 0))  # without the 12.50 that was only begun


def test_where_opening_is_named_other_cases_are_left_out_but_never_what_was_given(desk: Desk, tmp_path: Path) -> None:
    found = looked_at(desk, tmp_path, as_csv(), f"opens: web form\n{csv_map()}")
    assert (found.incidents, found.left_out, found.rejected_cases) == (1, 0, 3)
    assert {one.line for one in found.rejected} == {3, 8, 14, 15}
    assert all(["before anything opened an incident" in one.message for one in found.rejected])
    quiet = "".join([line for line in LOG.splitlines(keepends=True) if "give" not in line])
    fewer = csv_map().replace("gestures: {give refund: refund, give voucher: voucher}\n", "opens: web form\n")
    found = looked_at(desk, tmp_path, as_csv(quiet), fewer)
    assert (found.incidents, found.left_out, found.rejected_cases) == (1, 3, 0)


def test_a_cost_of_its_own_or_none_that_is_known(desk: Desk, tmp_path: Path) -> None:
    text = as_csv().replace("10,C-3", "n/k,C-3")
    own = csv_map().replace("give voucher: voucher", "give voucher: {remedy: coffee, quantity: cups, cost: amount}")
    own = own.replace("columns:", "unknown_cost: [n/k, '']\ncolumns:")
    cups = "\n".join([f"{line},{'2' if 'voucher' in line else ''}" for line in text.splitlines()])
    cups = cups.replace("cause,", "cause,cups", 1)
    assert cups.splitlines()[0].endswith(",cause,cups")
    found = looked_at(desk, tmp_path, cups, own)
    assert found.rejected == ()
    assert found.totals == (("coffee", 1, 0, 1), ("refund", 3, 9750, 0))
