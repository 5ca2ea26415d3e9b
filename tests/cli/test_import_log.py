"""`empower import` of a log as somebody meets it who wants to look at the past before the house starts."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.ledger.logs import LOG, as_csv, as_xes, csv_map, xes_map
from tests.ledger.shop_house import SHOP

NOW = 1_777_670_100_000_000  # 2026-05-01T22:15:00+01:00


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run) -> Path:
    """A shop with an empty book and a log, where commands are run."""
    for name in ("policy.yaml", "roster.yaml"):
        shutil.copy(SHOP / name, tmp_path)
    (tmp_path / "empower.yaml").write_text(
        "policy: policy.yaml\nroster: roster.yaml\nledger: book.db\n", encoding="utf-8"
    )
    for name, text in (("log.csv", as_csv()), ("log.xes", as_xes()), ("csv.yaml", csv_map()), ("xes.yaml", xes_map())):
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("empower.cli.wiring.clock", lambda: NOW)
    assert run("init", "--as", "oli").code == 0
    return tmp_path


def entries(house: Path) -> int:
    connection = sqlite3.connect(house / "book.db")
    count = connection.execute("SELECT COUNT(*) FROM entry").fetchone()[0]
    connection.close()
    return int(count)


def refused(house: Path, run: Run, log: str, columns: str | None = None, code: int = 2) -> str:
    """What is said of a log that nothing is brought in of."""
    name = "bad.xes" if log.startswith("<") else "bad.csv"
    (house / name).write_text(log, encoding="utf-8")
    words = ["import", name, "--yes", "--as", "oli"]
    if columns is not None:
        (house / "map.yaml").write_text(columns, encoding="utf-8")
        words += ["--map", "map.yaml"]
    before = entries(house)
    ran = run(*words)
    assert ran.code == code, ran
    assert "Traceback" not in ran.err
    assert entries(house) == before
    return ran.err


def test_it_is_looked_at_brought_in_and_seen(house: Path, run: Run, seen: Callable[[str, str], None]) -> None:
    told = run("import", "log.xes", "--map", "xes.yaml", "--dry-run", "--as", "oli")
    assert (told.code, entries(house)) == (0, 1)
    done = run("import", "log.xes", "--map", "xes.yaml", "--yes", "--as", "oli")
    assert done.code == 0
    assert done.out == f"{told.out}BROUGHT IN — 4 incidents and 4 gestures\n"
    again = run("import", "log.csv", "--map", "csv.yaml", "--yes", "--as", "oli")
    assert (again.code, entries(house)) == (0, 9)
    shown = run("incident", "show", "R-2")
    listed = run("incident", "list", "--all")
    assert run("ledger", "verify", "--rebuild").code == 0
    replayed = run("ledger", "replay")
    assert "4 imported gestures" in replayed.out
    pages = {"import": done, "import again": again, "incident show": shown, "incident list": listed}
    seen("import-log.txt", "".join([f"$ {name}\n{page.out}\n" for name, page in pages.items()]))
    assert run("incident", "show", "R-2", "--json").json["imported"] is True


def test_a_script_gets_one_object(house: Path, run: Run) -> None:
    found = run("import", "log.csv", "--map", "csv.yaml", "--yes", "--json", "--as", "oli").json
    assert found["schema"] == "empower/import-log/1"
    assert (found["incidents"], found["gestures"], found["written"]) == (4, 4, {"incidents": 4, "gestures": 4})
    assert found["to_first_gesture"] == {"least": 1800, "median": 21600, "most": 172800}
    assert found["by_hands"][1] == {
        "hands": 2,
        "incidents": 1,
        "with_gesture": 1,
        "to_first_gesture": 172800,
        "cost": "80.00",
        "unknown": 0,
    }
    assert found["read"]["handling"] == {"register": 3, "ask manager": 1, "call back": 2}


def test_without_a_map_names_are_guessed_and_said(house: Path, run: Run) -> None:
    told = run("import", "log.csv", "--dry-run", "--as", "oli")
    assert told.code == 0, told
    assert "gives: `give refund` is refund and `give voucher` is voucher\ncloses: `close`\n" in told.out
    assert "refund: 3, cost 97.50 EUR" in told.out


def test_what_a_refund_was_is_what_it_cost_where_a_log_in_xes_says_no_more(house: Path, run: Run) -> None:
    (house / "cost.xes").write_text(as_xes().replace('key="amount"', 'key="cost:total"'), encoding="utf-8")
    told = run("import", "cost.xes", "--dry-run", "--as", "oli")
    assert told.code == 0, told
    gives = (
        "gives: `give refund` is refund (amount in `cost:total`) and `give voucher` is voucher (amount in `cost:total`)"
    )
    assert gives in told.out.splitlines()
    assert "refund: 3, cost 97.50 EUR" in told.out


def test_without_an_amount_the_name_of_costs_is_offered(house: Path, run: Run) -> None:
    text, columns = as_xes().replace('key="amount"', 'key="cost:total"'), xes_map().replace("  amount: amount\n", "")
    err = refused(house, run, text, columns)
    assert "map.yaml:1:25: missing-key: nothing says under which name the amount of `refund` stands (`amount`)" in err
    assert "= help: say which it is in a map (`columns: {amount: cost:total}`)" in err
    assert "1 problem" in err
    (house / "map.yaml").write_text(columns.replace("columns:", "columns:\n  amount: cost:total"), encoding="utf-8")
    ran = run("import", "bad.xes", "--map", "map.yaml", "--dry-run", "--as", "oli")
    assert (ran.code, "refund: 3, cost 97.50 EUR" in ran.out) == (0, True), ran
    err = refused(house, run, as_xes().replace('key="amount"', 'key="paid"'), code=2)
    assert "the names are `case:concept:name`, " in err
    assert "(`columns: {amount: …}`)" in err


def test_everything_that_is_wrong_is_said_where_it_stands(house: Path, run: Run) -> None:
    bad = (
        LOG.replace("ana,clerk,12.50", "an,clerk,12.5O")
        .replace("C-2,broken", "C-2,brokn")
        .replace("no,courier", "nope,couriers")
    )
    err = refused(house, run, as_csv(bad), csv_map(), code=5)
    assert "bad.csv:3:4: unknown-person: `an` is not a person of the roster\n  = help: did you mean `ana`?" in err
    assert "bad.csv:3:6: not-an-amount: `12.5O`" in err
    assert "bad.csv:5:8: unknown-value: `brokn` is not a value of `failure`" in err
    assert "bad.csv:12:9: unknown-answer: `nope` does not say whether they are satisfied" in err
    assert (
        "bad.csv:12:10: unknown-cause: `couriers` is not a cause of this policy\n   = help: did you mean `courier`?"
        in err
    )
    assert err.count("unknown-value") == 1  # said once for the case, not for each of its gestures


@pytest.mark.parametrize("time", ["NaN", "yesterday", "2026-02-30T10:00:00Z", "2026-01-05T25:00:00Z", "1e9", "0"])
def test_a_time_that_is_none_is_shown_at_its_line(time: str, house: Path, run: Run) -> None:
    err = refused(house, run, as_xes().replace("2026-01-05T09:30:00+00:00", time), xes_map(), code=5)
    assert f"bad.xes:15:1: not-a-moment: `{time}` is no date and time" in err


def test_events_that_do_not_say_what_or_when(house: Path, run: Run) -> None:
    text = as_xes().replace('<string key="concept:name" value="give refund"/>', "", 1)
    text = text.replace('<date key="time:timestamp" value="2026-01-05T10:00:00+00:00"/>', "")
    err = refused(house, run, text, xes_map(), code=5)
    assert "bad.xes:15:1: missing-fact: this event says no activity" in err
    assert "bad.xes:24:1: not-a-moment: this event does not say when it was" in err


def test_a_time_to_come_and_another_currency_are_refused(house: Path, run: Run) -> None:
    later = as_csv().replace("2026-01-12T09:00:00+00:00,bea,clerk,,", "2027-01-12T09:00:00+00:00,bea,clerk,,")
    assert "bad.csv:16:1: not-earlier: `2027-01-12T09:00:00+00:00` has not been yet" in refused(
        house, run, later, csv_map(), 5
    )
    text = as_xes().replace('value="12.50"/>', 'value="12.50"/>\n<string key="cost:currency" value="USD"/>')
    columns = xes_map().replace("columns:", "columns:\n  currency: cost:currency")
    assert "bad.xes:15:1: other-currency: this is in USD; the policy is in EUR" in refused(house, run, text, columns, 5)


def test_what_a_map_says_must_mean_something(house: Path, run: Run) -> None:
    columns = csv_map().replace(
        "give refund: refund", "giv refund: refund, close: refnd, register: {remedy: refund, amunt: a}"
    )
    columns = columns.replace("closes: close", "closes: [clos, [a]]\nopen: register").replace(
        "failure: failure", "falure: failure"
    )
    columns = columns.replace("  by: resource", "  by: resorce").replace("  customer:", "  custmer:")
    err = refused(house, run, as_csv(), columns)
    assert "map.yaml:3:1: unknown-key: `open` is not a key of a map of an event log\n" in err
    err = refused(house, run, as_csv(), columns.replace("open: register\n", ""))
    for said in (
        "unknown-value: there is no activity `giv refund` in the log",
        "unknown-value: there is no activity `clos` in the log",
        "wrong-kind: an activity is one text",
        "unknown-key: `amunt` is not read here",
        "unknown-column: the table has no column `resorce`",
        "unknown-key: `custmer` is nothing that an import knows",
    ):
        assert said in err
    good = csv_map().replace("give refund: refund", "give refund: refnd").replace("failure: failure", "falure: failure")
    err = refused(house, run, as_csv(), good)
    assert "map.yaml:1:25: unknown-remedy: `refnd` is not a remedy of this policy" in err
    assert "unknown-fact: `falure` is not a fact that can be stated under this policy" in err


def test_a_log_that_does_not_say_who_or_when_is_asked_for_it_once(house: Path, run: Run) -> None:
    err = refused(house, run, "case,activity,whn,who\nR-1,give refund,2026-01-05T09:00:00Z,ana\n")
    assert err.count("missing-key") == 3
    assert "nothing says under which name the date and time stands (`on`)" in err
    assert "nothing says under which name the amount of `refund` stands (`amount`)" in err
    err = refused(house, run, "request,activity,on\nR-1,x,2026-01-05\n", "columns: {activity: activity}\n")
    assert "nothing says which column names the case of an event (`case`)" in err
    assert "the columns are `request`, `activity`, `on`" in err


def test_clocks_without_an_offset_and_dates_of_another_form(house: Path, run: Run) -> None:
    text = "case,activity,on,by\nR-1,register,05.07.2025 09:00,ana\nR-1,apology,05.07.2025 10:30,ana\n"
    (house / "local.csv").write_text(text, encoding="utf-8")
    (house / "map.yaml").write_text('gestures: {apology: apology}\ndates: "%d.%m.%Y %H:%M"\n', encoding="utf-8")
    ran = run("import", "local.csv", "--map", "map.yaml", "--yes", "--as", "oli")
    assert ran.code == 0, ran
    connection = sqlite3.connect(house / "book.db")
    rows = connection.execute("SELECT opened_at, recovered_at FROM incident").fetchall()
    connection.close()
    opened = 1_751_702_400_000_000  # 2025-07-05T08:00:00Z: it is summer in Lisbon
    assert rows == [(opened, opened + 90 * 60_000_000)]


def test_markup_and_formulas_in_a_log_stay_text(house: Path, run: Run) -> None:
    nasty = "<b>[red]\u202e=1+1\x1b[31m</b>"
    text = as_csv(LOG.replace("R-4", nasty).replace("ask manager", f"ask {nasty}"))
    (house / "nasty.csv").write_text(text, encoding="utf-8")
    ran = run("import", "nasty.csv", "--map", "csv.yaml", "--yes", "--as", "oli")
    assert ran.code == 0, ran
    assert "\x1b" not in ran.out
    assert "\u202e" not in ran.out
    assert "`ask <b>[red]=1+1</b>`" in ran.out
    listed = run("incident", "list", "--all").out
    assert "\x1b" not in listed
    assert "<b>[red]=1+1[31m</b>" in listed  # an id is kept as it is seen, so what moved the line is gone from it


def test_nobody_is_there_to_ask(house: Path, run: Run) -> None:
    ran = run("import", "log.csv", "--map", "csv.yaml", "--as", "oli")
    assert (ran.code, "not-sure" in ran.err, entries(house)) == (2, True, 1)


def test_a_map_of_a_log_is_not_read_for_a_table_that_holds_none(house: Path, run: Run) -> None:
    ran = run("import", "gone.xes", "--map", "csv.yaml", "--as", "oli")
    assert (ran.code, "missing-file" in ran.err) == (2, True)
    ran = run("import", ".", "--as", "oli")
    assert (ran.code, "name a table in CSV, or a log in XES or CSV" in ran.err) == (2, True)
