"""A council's published ledger of a year, brought in from a table and told again by the book, to the penny, on both engines.

Nothing of the year is in the program: the rows are the published ones, the figures are read with plain SQL, and what they are
held against stands in the published file. Its report tells no dates and no officers, so each row stands on the last day of the
year and under one name; what the flowers cost could not be read, so it stays not known.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import psycopg
import pytest

from empower.cli.guard import guarded
from empower.ledger.opening import on_server
from empower.policyfile.packs import pack_folder

PUBLISHED = Path(__file__).parent / "north_devon_compensation_ledger.json"
DIGEST = "b8fed117664f27191e851e92729ef3488c411d54d97e8f46c23a10846d3371d7"
MAP = """\
columns: {remedy: Remedy, amount: Amount, quantity: Number, cost: Cost, facts: {reason: Reason}}
unknown_cost: [not readable]
always: {on: 2022-03-31, by: joan}
"""
Ask = Callable[[str], list[tuple[Any, ...]]]


def published() -> dict[str, Any]:
    found = json.loads(PUBLISHED.read_text(encoding="utf-8"), parse_float=Decimal)
    assert isinstance(found, dict)
    return found


CASES = {case["id"]: case["expect"] for case in published()["cases"]}


def table() -> str:
    """The rows as a clerk would type them: cash is a refund where the reason says so, and otherwise a payment."""
    lines = ["Remedy,Amount,Number,Cost,Reason"]
    for entry in published()["entries"]:
        reason = entry["reason"]
        if entry["kind"] == "cash":
            remedy = "refund" if reason.endswith("_refund") else "payment"
            lines.append(f"{remedy},{entry['amount']},,,{reason}")
        elif "count" in entry:
            lines.append(f"permit_extension,,{entry['count']},{entry['cost']},{reason}")
        else:
            lines.append(f"{entry['remedy']},,,not readable,{reason}")
    return "\n".join(lines) + "\n"


@pytest.fixture(params=["sqlite", "postgresql"])
def house(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, str]:
    """The council's pack and its people, with an empty book of each kind, and the year's table."""
    ledger = str(tmp_path / "book.db") if request.param == "sqlite" else str(request.getfixturevalue("pg_url"))
    folder = pack_folder("council")
    assert folder is not None
    for name in ("policy.yaml", "roster.yaml"):
        (tmp_path / name).write_bytes((folder / name).read_bytes())
    (tmp_path / "year.csv").write_text(table(), encoding="utf-8")
    (tmp_path / "columns.yaml").write_text(MAP, encoding="utf-8")
    (tmp_path / "empower.yaml").write_text(
        f"policy: policy.yaml\nroster: roster.yaml\nledger: {json.dumps(ledger)}\n", encoding="utf-8"
    )
    monkeypatch.chdir(tmp_path)
    assert guarded(("init", "--as", "clare")) == 0
    return tmp_path, ledger


@pytest.fixture
def ask(house: tuple[Path, str]) -> Iterator[Ask]:
    """Plain SQL over the entries, once the year is brought in; `said` is what the bytes of an entry say."""
    assert guarded(("import", "year.csv", "--map", "columns.yaml", "--yes", "--as", "clare")) == 0
    _, where = house
    if on_server(where):
        with psycopg.connect(where.replace("+psycopg", "")) as server:
            said = "convert_from(payload, 'UTF8')::json #>> '{facts,reason}'"
            yield lambda text: server.execute(text.replace("REASON", said)).fetchall()
    else:
        file = sqlite3.connect(where)
        said = "json_extract(CAST(payload AS text), '$.facts.reason')"
        yield lambda text: file.execute(text.replace("REASON", said)).fetchall()
        file.close()


def pounds(pence: object) -> Decimal:
    return Decimal(str(pence)) / 100


def test_the_ledger_is_as_published() -> None:
    assert hashlib.sha256(PUBLISHED.read_bytes()).hexdigest() == DIGEST
    assert len(CASES) == published()["case_count"] == 4


def test_the_total_of_what_was_paid(ask: Ask) -> None:
    ((count, total),) = ask("SELECT COUNT(*), SUM(amount) FROM entry WHERE kind = 'import' AND amount IS NOT NULL")
    assert (count, pounds(total)) == (11, CASES["nd-total"]["amount"])
    assert int(pounds(total)) == CASES["nd-total"]["reported_rounded"]
    assert ask("SELECT SUM(cost) FROM entry WHERE amount IS NOT NULL") == [(total,)]  # cash costs what is paid


def test_what_was_paid_by_reason(ask: Ask) -> None:
    found = ask("SELECT REASON, SUM(amount) FROM entry WHERE amount IS NOT NULL GROUP BY 1")
    assert {reason: pounds(total) for reason, total in found} == CASES["nd-by-reason"]


def test_the_largest_payment(ask: Ask) -> None:
    (found,) = ask("SELECT REASON, amount FROM entry WHERE amount IS NOT NULL ORDER BY amount DESC LIMIT 1")
    assert {"reason": found[0], "amount": pounds(found[1])} == CASES["nd-largest"]


def test_what_a_permit_cost(ask: Ask) -> None:
    ((count, cost),) = ask("SELECT quantity, cost FROM entry WHERE remedy = 'permit_extension'")
    (row,) = [entry for entry in published()["entries"] if entry["reason"] == "garden_permit_extension"]
    assert (count, pounds(cost)) == (row["count"], row["cost"])
    assert pounds(cost) / count == CASES["nd-inkind"]["amount"]


def test_the_flowers_are_there_and_what_they_cost_is_not_known(ask: Ask) -> None:
    assert ask("SELECT remedy, cost, REASON FROM entry WHERE remedy = 'flowers'") == [
        ("flowers", None, "trip_in_car_park")
    ]
    cash, permits = CASES["nd-total"]["amount"], Decimal(2200)
    assert ask("SELECT COUNT(*) FROM entry WHERE kind = 'import'") == [(13,)]
    assert [pounds(total) for (total,) in ask("SELECT SUM(cost) FROM entry")] == [cash + permits]
    (spent,) = ask("SELECT spent FROM counter WHERE counter = 'cost all per all every year'")[0]
    assert pounds(spent) == cash + permits  # what the year's budget was used by
    assert guarded(("ledger", "verify", "--rebuild")) == 0


def test_the_committee_reads_the_same_in_its_report(
    house: tuple[Path, str], capsys: pytest.CaptureFixture[str]
) -> None:
    """Each published case again, answered by `empower report` alone."""
    assert guarded(("import", "year.csv", "--map", "columns.yaml", "--yes", "--as", "clare")) == 0
    capsys.readouterr()
    year = ("--from", "2021-04-01", "--until", "2022-04-01")
    assert guarded(("report", "--by", "reason", "--by", "remedy", *year, "--json")) == 0
    told = json.loads(capsys.readouterr().out)
    rows = {(row["key"]["reason"], row["key"]["remedy"]): row for row in told["tables"][0]["rows"]}
    cash = {reason: Decimal(row["cost"]) for (reason, remedy), row in rows.items() if remedy in ("refund", "payment")}
    assert sum(cash.values()) == CASES["nd-total"]["amount"]
    assert cash == CASES["nd-by-reason"]
    assert max(cash, key=cash.__getitem__) == CASES["nd-largest"]["reason"]  # one payment, so its sum is the payment
    assert rows["planning_slow_response", "payment"]["given"] == 1
    assert cash["planning_slow_response"] == CASES["nd-largest"]["amount"]
    assert Decimal(rows["garden_permit_extension", "permit_extension"]["cost"]) / 32 == CASES["nd-inkind"]["amount"]
    flowers = rows["trip_in_car_park", "flowers"]
    assert (flowers["given"], flowers["unknown"], flowers["cost"]) == (1, 1, "0.00")
    assert Decimal(told["total"]["cost"]) == CASES["nd-total"]["amount"] + 2200
    assert told["leaves_out"][0] == "The cost of 1 gesture is not known: counted, and in no amount."


def test_what_would_be_brought_in_is_told_first(house: tuple[Path, str], capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert guarded(("import", "year.csv", "--map", "columns.yaml", "--dry-run", "--as", "clare")) == 0
    assert capsys.readouterr().out == (
        "13 gestures to bring in\n"
        "flowers: 1, cost not known\n"
        "payment: 3, cost 310.00 GBP\n"  # 30 + 30 + 250
        "permit_extension: 1, cost 2200.00 GBP\n"
        "refund: 8, cost 251.18 GBP\n"  # 561.18 - 310
    )
    assert guarded(("import", "year.csv", "--map", "columns.yaml", "--dry-run", "--json", "--as", "clare")) == 0
    totals = {one["remedy"]: one for one in json.loads(capsys.readouterr().out)["totals"]}
    assert totals["flowers"] == {"remedy": "flowers", "count": 1, "cost": None, "unknown": 1}


@pytest.mark.parametrize("remedy", ["refund", "payment"])
def test_a_penny_takes_the_two_consents(
    remedy: str, house: tuple[Path, str], capsys: pytest.CaptureFixture[str]
) -> None:
    words = ("reason=trade_waste_refund", "ground=impact", "fee_paid=60.28", "customer=R-1", "--with", "investigation")
    capsys.readouterr()
    assert guarded(("check", remedy, "0.01", *words, "--as", "joan", "--json")) == 3
    asked = json.loads(capsys.readouterr().out)
    assert [one["role"] for one in asked["approvers"]] == ["head_of_service", "head_of_governance"]
