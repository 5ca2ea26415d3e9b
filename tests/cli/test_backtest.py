"""`ledger replay --policy`: what is shown, what a spreadsheet gets, and that texts stay data."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run

NOISE = ("failure=noise", "severity=minor", "bill=480")


@pytest.fixture
def house(night: Path, run: Run) -> Path:
    """A house with three refunds in its book, and a stricter policy beside the one in force."""
    assert run("init", "--as", "ines").code == 0
    for number, amount in enumerate(("60", "100", "140")):
        assert run("record", "refund", amount, *NOISE, f"customer=C-{number}", "--as", "ana").code == 0
    text = (night / "policy.yaml").read_text(encoding="utf-8")
    assert "amount: 150, per: incident" in text
    stricter = text.replace("amount: 150, per: incident", "amount: 80, per: incident")
    (night / "stricter.yaml").write_text(stricter, encoding="utf-8")
    return night


def test_a_manager_reads_how_many_which_way_at_what_cost_and_why(house: Path, run: Run) -> None:
    ran = run("ledger", "replay", "--policy", "stricter.yaml")
    assert ran.code == 0
    assert "BACKTEST — stricter.yaml: 2 of 3 decisions would have had another answer" in ran.out
    assert "approve → escalate                             2                          2" in ran.out
    assert "limit minor-noise, line 79" in ran.out
    assert "taken to be given where it was given" in ran.out


def test_of_a_book_that_came_in_nothing_can_be_tried_and_that_is_said(night: Path, run: Run) -> None:
    log = "case,activity,on,by,amount\nR-1,told,2026-01-05,ana,\nR-1,refund,2026-01-05,ana,12.50\nR-2,told,2026-01-06,ana,\n"
    (night / "log.csv").write_text(log, encoding="utf-8")
    assert run("init", "--as", "ines").code == 0
    assert run("import", "log.csv", "--yes", "--as", "ines").code == 0
    ran = run("ledger", "replay", "--policy", "policy.yaml")
    assert ran.out.splitlines() == [
        "no decision is in the book for these days yet",
        "not decided here: 1 imported gesture, on which no policy can be tried",
    ]
    assert run("ledger", "replay", "--policy", "policy.yaml", "--from", "2026-02-01").out.count("\n") == 1


def test_only_the_flag_makes_it_a_backtest(house: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EMPOWER_POLICY", "stricter.yaml")
    assert run("ledger", "replay").out == "3 decisions made again, each as it was\n"
    ran = run("ledger", "replay", "--rows")
    assert ran.code == 2
    assert "`--rows` is for `--policy`" in ran.err


def test_a_shipped_pack_is_found_by_name_and_refused_where_it_counts_in_other_money(house: Path, run: Run) -> None:
    ran = run("ledger", "replay", "--policy", "luxury-hotel", "--json")
    assert ran.code == 2
    assert [one["code"] for one in ran.json["problems"]] == ["book-currency"]


def test_the_spreadsheet_has_every_decision_and_is_never_written_over(house: Path, run: Run) -> None:
    ran = run("ledger", "replay", "--policy", "stricter.yaml", "--csv", "all.csv", "--rows")
    assert ran.code == 0
    with (house / "all.csv").open(encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file))
    assert [(line["given"], line["answer_in_book"], line["answer_as_they_were"]) for line in lines] == [
        ("60.00", "approve", "approve"),
        ("100.00", "approve", "escalate"),
        ("140.00", "approve", "escalate"),
    ]
    before = (house / "all.csv").read_bytes()
    again = run("ledger", "replay", "--policy", "stricter.yaml", "--csv", "all.csv")
    assert again.code == 2
    assert "already" in again.err
    assert (house / "all.csv").read_bytes() == before


def test_a_table_that_could_not_be_finished_is_not_there(house: Path, run: Run) -> None:
    text = (house / "policy.yaml").read_text(encoding="utf-8").replace("currency: EUR", "currency: USD")
    (house / "dollars.yaml").write_text(text, encoding="utf-8")
    ran = run("ledger", "replay", "--policy", "dollars.yaml", "--csv", "all.csv")
    assert ran.code == 2
    assert "this book counts in EUR" in ran.err
    assert not (house / "all.csv").exists()


def test_the_rows_agree_with_the_sums(house: Path, run: Run) -> None:
    told = run("ledger", "replay", "--policy", "stricter.yaml", "--rows", "--json").json
    assert [row["entry"] for row in told["rows"]] == [5, 7]
    assert told["as_they_were"]["changes"] == [{"from": "approve", "to": "escalate", "decisions": 2}]
    assert told["given"] == {"total": "300.00", "at_once": "300.00", "with_a_yes": "0.00"}
    assert told["as_they_were"]["cost"] == {"total": "300.00", "at_once": "60.00", "with_a_yes": "240.00"}


HOSTILE = ("@HYPERLINK(1)", "+1", "<script>alert(1)</script>", "a\x1b[31mred", "x,y\n@1", "’; DROP TABLE entry;--")


def test_texts_of_people_stay_texts(house: Path, run: Run) -> None:
    for number, text in enumerate(HOSTILE):
        assert run("incident", "open", text, *NOISE, f"customer=H-{number}", "--as", "ana").code == 0
        assert run("record", "refund", "100", f"incident={text}", "--as", "ana").code == 0
    ran = run("ledger", "replay", "--policy", "stricter.yaml", "--rows", "--csv", "all.csv")
    assert ran.code == 0
    assert "\x1b" not in ran.out
    assert "<script>alert(1)</script>" in ran.out  # plain text, which nobody renders
    with (house / "all.csv").open(encoding="utf-8", newline="") as file:
        lines = list(csv.reader(file))
    incidents = [line[4] for line in lines]
    assert any(["@HYPERLINK(1)" in one for one in incidents])
    for line in lines:
        assert len(line) == len(lines[0])
        for cell in line:
            assert not cell.lstrip().startswith(("=", "+", "-", "@")), line
            assert cell.isprintable(), line
    told = json.loads(run("ledger", "replay", "--policy", "stricter.yaml", "--rows", "--json").out)
    assert "@HYPERLINK(1)" in [row["incident"] for row in told["rows"]]
