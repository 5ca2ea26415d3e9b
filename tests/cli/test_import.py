"""`empower import` as somebody with a table meets it: what is shown first, what is refused and where, and what is kept."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from tests.cli.conftest import Run

NOW = 1_777_670_100_000_000  # 2026-05-01T22:15:00+01:00
PAST = (
    "date,by,remedy,amount,customer,failure\n2026-04-05,ana,refund,12.50,C-1,noise\n2026-04-06,rui,refund,7,C-2,noise\n"
)


@pytest.fixture
def house(night: Path, monkeypatch: pytest.MonkeyPatch, run: Run) -> Path:
    """A house with an empty book and a table, where commands are run."""
    (night / "past.csv").write_text(PAST, encoding="utf-8")
    monkeypatch.setattr("empower.cli.wiring.clock", lambda: NOW)
    assert run("init", "--as", "ines").code == 0
    return night


def entries(house: Path) -> int:
    connection = sqlite3.connect(house / "book.db")
    count = connection.execute("SELECT COUNT(*) FROM entry").fetchone()[0]
    connection.close()
    return int(count)


def refused(house: Path, run: Run, table: str | bytes, columns: str = "", code: int = 2) -> str:
    """What is said of a table that nothing is brought in of."""
    (house / "bad.csv").write_bytes(table.encode() if isinstance(table, str) else table)
    words = ["import", "bad.csv", "--yes", "--as", "ines"]
    if columns:
        (house / "columns.yaml").write_text(columns, encoding="utf-8")
        words += ["--map", "columns.yaml"]
    before = entries(house)
    ran = run(*words)
    assert ran.code == code, ran
    assert "Traceback" not in ran.err
    assert entries(house) == before
    return ran.err


def test_a_dry_run_writes_nothing_and_a_second_run_adds_nothing(house: Path, run: Run) -> None:
    shown = "2 gestures to bring in\nrefund: 2, cost 19.50 EUR\n"
    assert run("import", "past.csv", "--dry-run", "--as", "ines").out == shown
    assert entries(house) == 1
    assert run("ledger", "replay").out == "no decision is in the book yet\n"
    assert run("import", "past.csv", "--yes", "--as", "ines").out == f"{shown}BROUGHT IN — 2 gestures\n"
    again = run("import", "past.csv", "--yes", "--as", "ines")
    assert (again.code, again.out) == (0, "0 gestures to bring in\n2 rows brought in before\n")
    assert entries(house) == 3
    assert run("ledger", "verify", "--rebuild").code == 0
    assert run("ledger", "replay").code == 0


def test_one_is_one(house: Path, run: Run) -> None:
    (house / "one.csv").write_text("\n".join(PAST.splitlines()[:2]), encoding="utf-8")
    shown = run("import", "one.csv", "--yes", "--as", "ines").out
    assert shown == "1 gesture to bring in\nrefund: 1, cost 12.50 EUR\nBROUGHT IN — 1 gesture\n"


def test_a_column_that_nothing_is_read_from_is_named_before_anything_is_kept(house: Path, run: Run) -> None:
    table = "date;by;remedy;amount;Kunde;Filiale;\n2026-04-05;ana;refund;12.50;C-1;Lisbon;\n"
    (house / "more.csv").write_text(table, encoding="utf-8")
    told = "not read: columns `Kunde` and `Filiale`"
    assert run("import", "more.csv", "--dry-run", "--as", "ines").out.splitlines()[-1] == told
    assert run("import", "more.csv", "--dry-run", "--json", "--as", "ines").json["unread"] == ["Kunde", "Filiale"]


def test_a_script_gets_one_object(house: Path, run: Run) -> None:
    found = run("import", "past.csv", "--yes", "--json", "--as", "ines").json
    assert found == {
        "schema": "empower/import/1",
        "currency": "EUR",
        "good": 2,
        "before": 0,
        "rejected": 0,
        "written": 2,
        "unread": [],
        "totals": [{"remedy": "refund", "count": 2, "cost": "19.50", "unknown": 0}],
        "problems": [],
    }


def test_nobody_is_there_to_ask(house: Path, run: Run) -> None:
    ran = run("import", "past.csv", "--as", "ines")
    assert (ran.code, "not-sure" in ran.err, entries(house)) == (2, True, 1)


def test_one_row_that_is_wrong_keeps_all_of_them_out(house: Path, run: Run) -> None:
    err = refused(house, run, f"{PAST}2026-04-07,an,refnd,-3,C-3,nois\n2999-01-01,ana,refund,5,,\n", code=5)
    assert "bad.csv:4:2: unknown-person: `an` is not a person of the roster" in err
    assert (
        "bad.csv:4:3: unknown-remedy: `refnd` is not a remedy of this policy\n  = help: did you mean `refund`?" in err
    )
    assert "^" not in err  # a mark under a letter of a cell would point at nothing
    assert "bad.csv:4:6: unknown-value:" in err
    assert "did you mean `noise`?" in err
    assert "bad.csv:5:1: not-earlier: `2999-01-01` has not been yet" in err


def test_problems_that_are_too_many_to_show_are_counted(house: Path, run: Run) -> None:
    err = refused(house, run, PAST + "2026-04-07,an,refund,5,,\n" * 103, code=5)
    assert err.endswith("\n\n100 problems, and 3 more\n")
    assert err.count("unknown-person:") == 100


def test_a_table_as_a_spreadsheet_saves_it(house: Path, run: Run) -> None:
    text = (
        "\ufeffDatum;Clerk;Gift;Betrag;Guest;Text\r\n"
        '05/04/2026;ana;Money back;1.012,50;C-1;"two\nlines; and more"\r\n'
        "06/04/2026;;Money back;7,00 EUR;;=1+1\r\n"
    )
    (house / "sheet.csv").write_text(text, encoding="utf-8", newline="")
    (house / "columns.yaml").write_text(
        "columns: {remedy: Gift, amount: Betrag, on: Datum, by: Clerk, customer: Guest, note: Text}\n"
        'dates: "%d/%m/%Y"\ndecimal: ","\nvalues: {remedy: {Money back: refund}}\nalways: {by: rui, failure: noise}\n',
        encoding="utf-8",
    )
    ran = run("import", "sheet.csv", "--map", "columns.yaml", "--yes", "--as", "ines")
    assert (ran.code, ran.err) == (0, "")
    assert "refund: 2, cost 1019.50 EUR" in ran.out
    connection = sqlite3.connect(house / "book.db")
    texts = {row[0] for row in connection.execute("SELECT text FROM private WHERE name = 'note'")}
    connection.close()
    assert texts == {"two\nlines; and more", "=1+1"}


@pytest.mark.parametrize("amount", ["12.50", "1.25", "1.2500,00", "12,50,00", "1,250.00"])
def test_where_decimals_have_a_comma_a_point_is_never_passed_over(amount: str, house: Path, run: Run) -> None:
    columns = 'columns: {remedy: remedy, amount: amount, on: date, by: by}\ndecimal: ","\n'
    err = refused(house, run, f"date;by;remedy;amount\n2026-04-05;ana;refund;{amount}\n", columns, code=5)
    assert f"bad.csv:2:4: not-a-number: `{amount}` is not written as the map says" in err


@pytest.mark.parametrize(
    ("amount", "said"),
    [
        ("", "missing-fact: nothing stands in `Betrag` here\n"),
        ("n/k", "missing-fact: `n/k` in `Betrag` says that the amount is not known\n"),
    ],
)
def test_an_amount_of_money_has_to_be_known_whatever_is_known_of_its_cost(
    amount: str, said: str, house: Path, run: Run
) -> None:
    columns = 'columns: {remedy: remedy, amount: Betrag, on: date, by: by, cost: cost}\ndecimal: ","\n'
    row = f"date;by;remedy;Betrag;cost\n2026-04-05;ana;refund;{amount};n/k\n"
    err = refused(house, run, row, f'{columns}unknown_cost: ["", n/k]\n', code=5)
    assert f"bad.csv:2:4: {said}" in err
    assert "= help: for a refund write the amount, or leave the row out\n" in err
    assert "1 problem" in err


@pytest.mark.parametrize(
    ("amount", "said"),
    [
        ("abc", "`abc` is not written as the map says"),
        ("12,5o", "`12,5o` is not an amount"),
        ("12,555", "`12,555` is more precise than `refund` can be"),
        ("-3,50", "`-3,50` is below zero"),
    ],
)
def test_where_decimals_have_a_comma_nobody_is_told_to_write_a_point(
    amount: str, said: str, house: Path, run: Run
) -> None:
    columns = 'columns: {remedy: remedy, amount: amount, on: date, by: by}\ndecimal: ","\n'
    err = refused(house, run, f"date;by;remedy;amount\n2026-04-05;ana;refund;{amount}\n", columns, code=5)
    assert said in err
    assert "point for decimals" not in err
    assert ".5" not in err


def test_decimals_with_a_comma_lead_to_the_map(house: Path, run: Run) -> None:
    err = refused(house, run, "date;by;remedy;amount\n2026-04-05;ana;refund;25,50\n", code=5)
    assert "bad.csv:2:4: not-a-number: `25,50` has a comma before decimals" in err
    assert 'say so in the map (`decimal: ","`' in err


def test_a_fact_among_the_columns_is_told_where_it_belongs(house: Path, run: Run) -> None:
    columns = 'columns: {remedy: remedy, amount: amount, on: date, by: by, failure: failure}\ndecimal: ";"\n'
    err = refused(house, run, PAST, columns)
    assert "a fact stands one step further in: `facts: {failure: failure}`" in err
    assert "columns.yaml:2:10: unknown-value: the decimal sign is `.` or `,`" in err


@pytest.mark.parametrize(
    "row", ["2026-04-05,ana,refund,1,250,C-1", "2026-04-05,ana,refund,1,250,C-1,", "2026-04-05,ana"]
)
def test_a_row_with_a_cell_too_many_or_too_few_is_not_read(row: str, house: Path, run: Run) -> None:
    err = refused(house, run, f"date,by,remedy,amount,customer\n{row}\n", code=5)
    assert "bad.csv:2:1: not-a-table: there are" in err
    assert "and 5 columns" in err


def test_what_a_map_says_must_mean_something(house: Path, run: Run) -> None:
    columns = (
        "columns: {remedy: remedy, amount: amount, on: date, by: by, facts: {falure: failure}}\n"
        'dates: "%d/%m"\nalways: {severty: minor, by: [ana]}\nvalues: {remedey: {a: b}, remedy: refund}\n'
    )
    err = refused(house, run, PAST, columns)
    assert "columns.yaml:1:69: unknown-fact: `falure` is not a fact that can be stated" in err
    assert "columns.yaml:2:8: not-a-date: `%d/%m` does not say a day, a month and a year" in err
    assert "columns.yaml:3:10: unknown-key: `severty` is neither" in err
    assert "columns.yaml:3:30: wrong-kind: `always` cannot be read here" in err
    assert "columns.yaml:4:10: unknown-key: `remedey` is neither" in err
    assert "columns.yaml:4:35: wrong-kind: `values` cannot be read here" in err
    assert "6 problems" in err


def test_a_column_that_is_needed_is_asked_for_once(house: Path, run: Run) -> None:
    err = refused(house, run, "day sold,remedy,amount\n" + "2026-04-05,refund,5\n" * 3)
    assert err.count("missing-key") == 2
    assert "nothing says which column holds the date (`on`)" in err
    assert "nothing says which column holds the person who gave it (`by`)" in err


def test_two_columns_of_one_name_are_not_chosen_between(house: Path, run: Run) -> None:
    err = refused(house, run, "date,by,remedy,amount,amount\n2026-04-05,ana,refund,1,2\n")
    assert "duplicate-name: the table has 2 columns called `amount`" in err


@pytest.mark.parametrize(
    ("table", "said"),
    [
        (b"", "there is no gesture in this file"),
        (b"date,by,remedy,amount\n", "there is no gesture in this file"),
        (
            b"date,by,remedy,amount,note\n2026-04-05,ana,refund,12,caf\xe9\n",
            "bad.csv:2:1: wrong-encoding: line 2 is not written in UTF-8",
        ),
        (PAST.encode("utf-16"), "is not written in UTF-8"),
        (b'date,by,remedy,amount\n2026-04-05,"ana,refund,12\n', "cannot be read as a table"),
    ],
    ids=["empty", "no rows", "latin-1", "utf-16", "open quote"],
)
def test_a_file_that_is_no_table(table: bytes, said: str, house: Path, run: Run) -> None:
    assert said in refused(house, run, table)


def test_a_file_that_is_not_there_is_a_slip_of_the_command(house: Path, run: Run) -> None:
    ran = run("import", "pst.csv", "--as", "ines")
    assert (ran.code, "did you mean `past.csv`?" in ran.err) == (2, True)
    ran = run("import", ".", "--as", "ines")
    assert (ran.code, "`.` is a folder, not a file" in ran.err) == (2, True)
    assert run("import", "past.csv", "--map", "nowhere.yaml", "--as", "ines").code == 2


def test_what_is_brought_in_counts_against_limits(house: Path, run: Run) -> None:
    (house / "past.csv").write_text(
        "date,by,remedy,amount,customer\n2026-04-05,ana,refund,3980,C-1\n", encoding="utf-8"
    )
    words = (
        "refund",
        "60",
        "failure=cleanliness",
        "severity=major",
        "bill=900",
        "customer=C-1",
        "--as",
        "ana",
        "--json",
    )
    assert run("check", *words).json["outcome"] == "approve"
    assert run("import", "past.csv", "--yes", "--as", "ines").code == 0
    asked = run("check", *words).json
    limit = next(one for one in asked["limits"] if one["id"] == "two-thousand" and one["per"] == {"customer": "C-1"})
    assert (limit["spent"], limit["left"]) == ("3980.00", "20.00")
    assert asked["outcome"] == "escalate"
