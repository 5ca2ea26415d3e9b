"""Exports say what the book says, to the cent, and hold nothing that another program would run."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import psycopg
import pytest
from beancount import loader
from beancount.core.data import Balance, Transaction
from openpyxl import load_workbook

from empower.domain.calendar import written_date, written_instant
from empower.domain.entries import Entry
from empower.domain.listed import Wanted
from empower.ledger.line_sql import line_sql
from empower.ledger.opening import on_server, open_store
from empower.ledger.sql_rows import SqlRows
from empower.report.exports.columns import CURRENCY_AFTER, HEADS, READ
from empower.report.exports.csv_lines import csv_line, csv_lines
from empower.report.exports.fact_columns import fact_heads, fact_names, with_facts
from empower.report.exports.journal import journal
from empower.report.exports.json_lines import json_lines
from empower.report.exports.workbook import write_workbook
from empower.report.harmless import in_a_cell
from empower.services.listed import cells_listed, entries_listed, lines_listed
from tests.ledger.conftest import ENGINES
from tests.ledger.listed_book import HOSTILE, kept
from tests.ledger.shop_house import Desk, shop

LISBON = ZoneInfo("Europe/Lisbon")
OLDEST_FIRST = Wanted(oldest_first=True)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_OF_SQLITE = """
SELECT kind, json_extract(part.value, '$.remedy'),
       sum(json_extract(part.value, '$.cost') - json_extract(part.value, '$.owed_cost')),
       sum(json_extract(part.value, '$.owed_cost'))
FROM entry, json_each(CAST(payload AS TEXT), '$.parts') AS part
WHERE kind IN ('posting', 'import', 'reversal') GROUP BY 1, 2
"""
_OF_POSTGRES = """
SELECT kind, part ->> 'remedy', sum((part ->> 'cost')::bigint - (part ->> 'owed_cost')::bigint),
       sum((part ->> 'owed_cost')::bigint)
FROM entry, jsonb_array_elements(convert_from(payload, 'UTF8')::jsonb -> 'parts') AS part
WHERE kind IN ('posting', 'import', 'reversal') GROUP BY 1, 2
"""


@pytest.fixture(scope="module", params=[(engine, seed) for engine in ENGINES for seed in (1, 2)], ids=str)
def target(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A book that all of these only read."""
    engine, seed = request.param
    with kept(engine, seed, request, tmp_path_factory) as where:
        yield where


@pytest.fixture
def desk(target: str) -> Iterator[Desk]:
    made = Desk(open_store(target), begun=True)
    yield made
    made.book.close()


def in_lisbon(at: int) -> datetime:
    return datetime.fromtimestamp(at // 1_000_000, LISBON).replace(tzinfo=None)


def as_csv(desk: Desk, wanted: Wanted = OLDEST_FIRST) -> str:
    with desk.book.reading() as page:
        return "".join(csv_lines(cells_listed(page, wanted, READ), currency="EUR", digits=2))


def as_journal(desk: Desk, entries: list[Entry] | None = None) -> str:
    with desk.book.reading() as page:
        all_of_them = entries_listed(page, OLDEST_FIRST) if entries is None else entries
        return "".join(journal(all_of_them, page.rulebook, size=page.head.size, head=page.head.hash))


def by_plain_sql(target: str) -> dict[str, Decimal]:
    """What every account has to come to."""
    if on_server(target):
        with psycopg.connect(target) as server:
            rows: list[Any] = server.execute(_OF_POSTGRES).fetchall()
    else:
        file = sqlite3.connect(target)
        rows = file.execute(_OF_SQLITE).fetchall()
        file.close()
    found: dict[str, Decimal] = {}
    for kind, remedy, goodwill, owed in rows:
        sign = -1 if kind == "reversal" else 1
        for group, cents in (("Goodwill", goodwill), ("Entitlement", owed)):
            account = f"Expenses:{group}:{remedy.capitalize()}"
            found[account] = found.get(account, Decimal(0)) + sign * Decimal(int(cents)) / 100
    found["Liabilities:Remedies"] = -sum(found.values(), Decimal(0))
    return {account: total for account, total in found.items() if total}


def test_the_journal_agrees_with_the_book_to_the_cent(desk: Desk, target: str) -> None:
    entries, errors, _ = loader.load_string(as_journal(desk))
    assert errors == []
    totals: dict[str, Decimal] = {}
    transactions = [entry for entry in entries if isinstance(entry, Transaction)]
    for one in transactions:
        for posting in one.postings:
            assert posting.units is not None
            assert posting.units.number is not None
            totals[posting.account] = totals.get(posting.account, Decimal(0)) + posting.units.number
    assert {account: total for account, total in totals.items() if total} == by_plain_sql(target)
    asserted = {one.account: one.amount.number for one in entries if isinstance(one, Balance)}
    assert asserted == totals
    given = [entry for entry in desk.entries() if entry.kind in ("posting", "import", "reversal")]
    by_number = {int(one.meta["entry"]): one for one in transactions}
    assert sorted(by_number) == [entry.seq for entry in given]
    for entry in given:
        one = by_number[entry.seq]
        assert (one.meta["hash"], one.meta.get("incident")) == (entry.hash, entry.data["incident"])
        assert str(one.date) == written_date(entry.data["day"])
        assert one.tags == {entry.kind, *[part["remedy"] for part in entry.data["parts"]]}


def test_a_journal_of_which_a_cent_was_changed_does_not_balance(desk: Desk) -> None:
    text = as_journal(desk)
    lines = text.split("\n")
    at = next(number for number, line in enumerate(lines) if line.startswith("  Expenses:Goodwill:Refund"))
    account, amount, currency = lines[at].split()
    cents = Decimal(amount) + Decimal("0.01")
    lines[at] = f"  {account}  {cents} {currency}"
    lines[at + 1] = f"  Liabilities:Remedies  {-cents} {currency}"
    _, errors, _ = loader.load_string("\n".join(lines))
    assert len(errors) == 2


def test_what_has_no_known_cost_is_left_out_and_told(desk: Desk) -> None:
    given = next(entry for entry in desk.entries() if entry.kind == "posting")
    unknown = {**given.data, "parts": [{**given.data["parts"][0], "cost": None, "owed_cost": None}]}
    half = {**given.data, "parts": [*given.data["parts"][:1], unknown["parts"][0]]}
    text = as_journal(
        desk, [given.but(data=unknown), given.but(data=half, seq=given.seq + 1), given.but(seq=given.seq + 2)]
    )
    remedy = given.data["parts"][0]["remedy"]
    assert f"; entry {given.seq}: {remedy} is left out, what it cost is not known" in text
    assert "; 2 gestures left out, whose cost is not known" in text
    entries, errors, _ = loader.load_string(text)
    assert errors == []
    assert [int(one.meta["entry"]) for one in entries if isinstance(one, Transaction)] == [given.seq + 1, given.seq + 2]


def test_a_journal_of_nothing_is_one() -> None:
    text = "".join(journal([], shop().rulebook, size=0, head="0" * 64))
    entries, errors, _ = loader.load_string(text)
    assert (errors, len(entries)) == ([], 2)


def test_every_line_of_the_csv_is_an_entry(desk: Desk) -> None:
    text = as_csv(desk)
    assert text.count("\r\n") == text.count("\n") == len(desk.entries()) + 1
    heads, *rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    assert tuple(heads) == HEADS
    for entry, row in zip(desk.entries(), rows, strict=True):
        cells = dict(zip(heads, row, strict=True))
        data = entry.data
        parts = data.get("parts") or []
        costs = [part["cost"] for part in parts if part["cost"] is not None]
        assert cells["entry"] == str(entry.seq)
        assert cells["hash"] == entry.hash
        assert cells["day"] == written_date(data["day"])
        assert cells["recorded_at"] == written_instant(entry.at)
        assert cells["cost"] == (f"{Decimal(sum(costs)) / 100:.2f}" if costs else "")
        assert cells["remedy"] == "+".join([part["remedy"] for part in parts])
        assert cells["incident"].removeprefix("'") == (data.get("incident") or "").removeprefix("'")
        assert not any([cell.startswith(_FORMULA) for cell in row])


def test_the_database_writes_the_very_lines(desk: Desk) -> None:
    """What it leaves to others is made cell by cell; everything else is the same to the byte."""
    with desk.book.reading() as page:
        made = list(lines_listed(page, OLDEST_FIRST, READ, CURRENCY_AFTER))
        cells = list(cells_listed(page, OLDEST_FIRST, READ))
    left = [one for one in made if not isinstance(one, str)]
    assert len({sign for one in left for sign in str(one[READ.index("incident")])[:1]} & {"=", "+", "-", "@"}) > 1
    assert len(left) < len(made) / 2
    for line, entry in zip(made, cells, strict=True):
        assert (csv_line(entry, currency="EUR", digits=2) if isinstance(line, str) else entry) == line
    for one in left:
        assert any([not _plain(cell) for cell in one if isinstance(cell, str)])
    assert any(["\n" in str(cell) for one in left for cell in one])


def _plain(word: str) -> bool:
    return word[:1].isalnum() and word.isascii() and word.isprintable()


@pytest.mark.parametrize("digits", [0, 2, 3])
def test_the_database_writes_amounts_and_times_as_we_do(digits: int, desk: Desk) -> None:
    with desk.book.reading() as page:
        assert isinstance(page.rows, SqlRows)
        for columns in (("at", "effective", "day", "cost", "amount", "hash"), ("seq", "refers", "quantity", "policy")):
            line = line_sql(columns, digits=digits, currency="EUR", after="", far=page.rows.far)
            for found, *cells in page.rows.each("entry", f"SELECT {line}, {', '.join(columns)} FROM entry", []):
                bare = [one.strip('"') for one in found.split(",")]
                assert bare == [as_we_do(name, cell, digits) for name, cell in zip(columns, cells, strict=True)]


def as_we_do(name: str, value: Any, digits: int) -> str:
    if value is None:
        return ""
    if name in ("at", "effective"):
        return written_instant(value)
    if name == "day":
        return written_date(value)
    return str(Decimal(value).scaleb(-digits)) if name in ("cost", "amount") else str(value)


def test_no_text_is_a_formula_or_ends_a_line() -> None:
    for text in (*HOSTILE, " =1", "\t=1", "\r=1", "a\r\nb", "\x1b]0;x\x07=1", "\u200b=1"):
        cell = in_a_cell(text)
        assert not cell.startswith(_FORMULA)
        assert not cell.lstrip().startswith(_FORMULA)
        assert "\n" not in cell
        assert "\r" not in cell
        assert "\x1b" not in cell
    assert in_a_cell("I-1") == "I-1"
    assert in_a_cell("-2") == "'-2"


def test_facts_are_the_words_of_the_policy_and_never_a_text(desk: Desk) -> None:
    """A column for each fact that is no text, as the entry keeps it."""
    with desk.book.reading() as page:
        names = fact_names(page.rulebook)
        rows = cells_listed(page, OLDEST_FIRST, (*READ, "payload"))
        cells = with_facts(rows, names, READ.index("policy"), page.rulebook_of)
        text = "".join(csv_lines(cells, currency="EUR", digits=2, facts=fact_heads(names)))
    assert names == ("failure", "severity", "bill", "own")
    told = list(csv.DictReader(io.StringIO(text, newline=""), strict=True))
    stated = 0
    for entry, row in zip(desk.entries(), told, strict=True):
        facts = entry.data.get("facts") or {}
        bill, own = facts.get("bill"), facts.get("own")
        assert row["failure"] == facts.get("failure", "")
        assert row["severity"] == facts.get("severity", "")
        assert row["bill"] == ("" if bill is None else f"{Decimal(bill) / 100:.2f}")
        assert row["own"] == ("" if own is None else "yes" if own else "no")
        stated += bill is not None
        assert None not in row
    assert stated > 20
    assert {name for row in told for name in row} == {*HEADS, *names}


def test_a_fact_may_be_called_what_a_column_is() -> None:
    assert fact_heads(("day", "failure")) == ("fact.day", "failure")


def test_json_lines_hold_one_object_an_entry(desk: Desk) -> None:
    with desk.book.reading() as page:
        lines = list(json_lines(entries_listed(page, OLDEST_FIRST), page.rulebook_of))
    for entry, line in zip(desk.entries(), lines, strict=True):
        found = json.loads(line, parse_float=pytest.fail)
        assert (found["entry"], found["kind"], found["hash"]) == (entry.seq, entry.kind, entry.hash)
        parts = entry.data.get("parts") or []
        costs = [None if part["cost"] is None else f"{Decimal(part['cost']) / 100:.2f}" for part in parts]
        assert [one["cost"] for one in found["gestures"]] == costs
        if "bill" in found["facts"]:
            assert found["facts"]["bill"] == f"{Decimal(entry.data['facts']['bill']) / 100:.2f}"
        assert line.count("\n") == 1


def test_a_workbook_has_figures_and_exact_amounts_and_nothing_that_runs(desk: Desk, tmp_path: Path) -> None:
    def written(name: str, most_rows: int = 1_048_576) -> Path:
        with (tmp_path / name).open("xb") as file, desk.book.reading() as page:
            cells = cells_listed(page, OLDEST_FIRST, READ)
            at = page.head.at
            write_workbook(file, cells, currency="EUR", digits=2, made_at=at, clock=in_lisbon, most_rows=most_rows)
        return tmp_path / name

    one, same, split = written("one.xlsx"), written("same.xlsx"), written("split.xlsx", 11)
    assert one.read_bytes() == same.read_bytes()
    book = load_workbook(one)
    sheet = book["entries"]
    heads = [cell.value for cell in sheet[1]]
    assert len(heads) == len(HEADS) + 2
    rows = list(sheet.iter_rows(min_row=2))
    for entry, row in zip(desk.entries(), rows, strict=True):
        cells = dict(zip(heads, row, strict=True))
        assert not any([cell.data_type == "f" or cell.hyperlink for cell in row])
        parts = entry.data.get("parts") or []
        costs = [part["cost"] for part in parts if part["cost"] is not None]
        exact = f"{Decimal(sum(costs)) / 100:.2f}" if costs else None
        assert cells["cost_exact"].value == exact
        assert cells["cost"].value == (None if exact is None else pytest.approx(float(exact)))
        assert cells["incident"].value == (entry.data.get("incident") or None)
        assert cells["entry"].value == entry.seq
        assert cells["day"].value == datetime.fromordinal(entry.data["day"])
        assert cells["recorded_at"].value == in_lisbon(entry.at)
        assert (cells["day"].is_date, cells["recorded_at"].is_date) == (True, True)
        if exact is not None:
            assert cells["cost"].number_format == "0.00"
    several = load_workbook(split)
    told = [row[0].value for sheet in several.worksheets for row in sheet.iter_rows(min_row=2)]
    assert told == [entry.seq for entry in desk.entries()]
    assert [sheet.max_row for sheet in several.worksheets][:-1] == [11] * (len(several.worksheets) - 1)
