"""`ledger list` and `ledger show` from the command line: pages, files, and what they refuse."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from beancount import loader
from openpyxl import load_workbook

from empower.cli import wiring
from tests.cli.conftest import Run
from tests.ledger.shop_house import HOUR, instant

NOISE = ("failure=noise", "severity=minor", "customer=C-1", "bill=480")
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def house(night: Path, run: Run) -> Path:
    """A house whose book has six entries."""
    assert run("init", "--as", "ines").code == 0
    run("record", "refund", "60", *NOISE, "--as", "ana", "--note", "=1+1")
    run("record", "refund", "140", "incident=INC-2", "--as", "ana", "--request-id", "r-9")
    run("approve", "4", "--amount", "100", "--as", "rui")
    return night


def test_a_page_says_how_to_go_on(house: Path, run: Run) -> None:
    first = run("ledger", "list", "--limit", "4").out
    assert [line.split()[0] for line in first.splitlines()[1:5]] == ["6", "5", "4", "3"]
    assert first.splitlines()[-1] == "there are more: say the same with `--after 3`"
    rest = run("ledger", "list", "--after", "3", "--json").json
    assert [one["entry"] for one in rest["entries"]] == [2, 1]
    assert rest["goes_on_after"] is None
    forwards = run("ledger", "list", "--oldest-first", "--limit", "2", "--json").json
    assert ([one["entry"] for one in forwards["entries"]], forwards["goes_on_after"]) == ([1, 2], 2)


def test_filters_say_what_they_mean(house: Path, run: Run) -> None:
    def numbers(*words: str) -> list[int]:
        return [one["entry"] for one in run("ledger", "list", *words, "--oldest-first", "--json").json["entries"]]

    assert numbers("--kind", "posting") == [3, 6]
    assert numbers("--kind", "posting", "--kind", "hold", "--at-least", "100") == [4, 6]
    assert numbers("--person", "rui") == [5, 6]
    assert numbers("--asker", "ana", "--role", "supervisor") == [5, 6]
    assert numbers("customer=C-1", "--remedy", "refund") == [3, 4, 6]
    assert numbers("failure=noise", "bill=480", "incident=INC-2", "--outcome", "escalate") == [4, 6]
    assert numbers("--request-id", "r-9") == [4]
    assert numbers("--until", "2026-01-01") == []
    assert run("ledger", "list", "--until", "2026-01-01").out == "the book has no such entry\n"


@pytest.mark.parametrize(
    ("option", "said", "meant"),
    [
        ("--person", "riu", "rui"),
        ("--asker", "anna", "ana"),
        ("--role", "supervisr", "supervisor"),
        ("--remedy", "refnd", "refund"),
    ],
)
def test_a_word_that_nobody_knows_is_pointed_at(option: str, said: str, meant: str, house: Path, run: Run) -> None:
    for more in ((), ("--until", "2026-01-01"), ("--format", "csv")):
        ran = run("ledger", "list", option, said, *more)
        assert (ran.code, ran.out, f"did you mean `{meant}`?" in ran.err) == (2, "", True), ran.err


def test_a_word_that_is_known_may_have_no_entry(house: Path, run: Run) -> None:
    """Eva is on the roster and did nothing; what is no longer in force, and stands in the book, is known too."""
    for words in (("--person", "eva"), ("--asker", "eva"), ("--remedy", "gift_card")):
        ran = run("ledger", "list", *words)
        assert (ran.code, ran.out) == (0, "the book has no such entry\n"), ran.err
    roster = house / "roster.yaml"
    roster.write_text(roster.read_text(encoding="utf-8").replace("id: rui", "id: rita"), encoding="utf-8")
    assert "id: rita" in roster.read_text(encoding="utf-8")
    assert run("ledger", "adopt", "--because", "rui left", "--as", "ines", "--yes").code == 0
    assert [one["entry"] for one in run("ledger", "list", "--person", "rui", "--json").json["entries"]] == [6, 5]
    none = run("ledger", "list", "--person", "rui", "--until", "2026-01-01")
    assert (none.code, none.out) == (0, "the book has no such entry\n"), none.err


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--out", "a.csv"), "`--out` is for `--format`"),
        (("--format", "csv", "--json"), "two forms of one answer"),
        (("--format", "xlsx"), "a workbook is no text, and is not shown"),
        (("--limit", "1001"), "a page has no more than 1,000 entries"),
        (("--kind", "gift"), "`gift` is no kind of entry"),
        (("--from", "may"), "`may` is no date"),
        (("--format", "csv", "--out", "empower.yaml"), "`empower.yaml` exists already"),
        (("--format", "csv", "--out", "nodir/x.csv"), "so `nodir/x.csv` cannot be made"),
        (("noise",), "`noise` is no fact"),
        (("--outcome", "maybe"), "`--outcome` does not take `maybe`"),
        (("--outcome", "aprove"), "did you mean `approve`?"),
    ],
)
def test_what_cannot_be_meant_is_refused(words: tuple[str, ...], told: str, house: Path, run: Run) -> None:
    before = sorted(house.iterdir())
    ran = run("ledger", "list", *words)
    assert (ran.code, told in ran.err) == (2, True), ran.err
    assert sorted(house.iterdir()) == before


def test_every_form_holds_the_same_entries(house: Path, run: Run) -> None:
    for form in ("csv", "jsonl", "xlsx", "beancount"):
        assert run("ledger", "list", "--format", form, "--out", f"all.{form}").out == f"WRITTEN — all.{form}\n"
    with (house / "all.csv").open(newline="", encoding="utf-8") as file:
        assert [row["entry"] for row in csv.DictReader(file)] == ["6", "5", "4", "3", "2", "1"]
    lines = (house / "all.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["entry"] for line in lines] == [6, 5, 4, 3, 2, 1]
    sheet = load_workbook(house / "all.xlsx")["entries"]
    assert [row[0].value for row in sheet.iter_rows(min_row=2)] == [6, 5, 4, 3, 2, 1]
    entries, errors, _ = loader.load_file(str(house / "all.beancount"))
    assert (errors, [one.meta["entry"] for one in entries if "entry" in one.meta]) == ([], [3, 6])
    assert (
        subprocess.run([Path(sys.executable).parent / "bean-check", house / "all.beancount"], check=False).returncode
        == 0
    )


def test_facts_are_columns(house: Path, run: Run) -> None:
    """The words of the policy, a thing in each; nothing that a customer or somebody else wrote."""
    plain = run("ledger", "list", "--format", "csv").out
    told = run("ledger", "list", "--format", "csv", "--facts").out
    with_facts = list(csv.DictReader(told.splitlines()))
    assert "severity" not in next(csv.DictReader(plain.splitlines()))
    assert [list(row.items())[:22] for row in with_facts] == [
        list(row.items()) for row in csv.DictReader(plain.splitlines())
    ]
    given = next(row for row in with_facts if row["entry"] == "3")
    assert (given["failure"], given["severity"], given["bill"]) == ("noise", "minor", "480.00")
    assert next(row for row in with_facts if row["entry"] == "1")["severity"] == ""
    assert run("ledger", "list", "--format", "xlsx", "--out", "all.xlsx").code == 0
    heads, *rows = load_workbook(house / "all.xlsx")["entries"].iter_rows(values_only=True)
    sheet = {row[0]: dict(zip(heads, row, strict=True)) for row in rows}
    assert (sheet[3]["failure"], sheet[3]["severity"], sheet[3]["bill"]) == ("noise", "minor", "480.00")
    assert [head for head in with_facts[0] if head in heads] == list(with_facts[0])
    assert "C-1" not in told
    wrong = run("ledger", "list", "--format", "jsonl", "--facts")
    assert (wrong.code, "`--facts` is for `--format csv`" in wrong.err) == (2, True)


def test_what_was_known_then_has_the_same_bytes_later(night: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    now = instant("2026-05-01T12:00:00+01:00")
    monkeypatch.setattr(wiring, "clock", lambda: now)
    run("init", "--as", "ines")
    run("record", "refund", "60", *NOISE, "--as", "ana")
    made = []
    for day in ("first", "second"):
        for form in ("beancount", "csv", "xlsx"):
            words = ("ledger", "list", "--format", form, "--known-at", "2026-05-01", "--out", f"{day}.{form}")
            assert run(*words).code == 0
        made.append([(night / f"{day}.{form}").read_bytes() for form in ("beancount", "csv", "xlsx")])
        now += 24 * HOUR
        assert run("record", "refund", "10", "incident=INC-2", "--again", "--as", "ana").code == 0
    assert made[0] == made[1]
    assert made[0][0].startswith(b"; Remedies given, from a book of 3 entries whose last has the hash ")
    none = run("ledger", "list", "--format", "beancount", "--known-at", "2026-04-01").out
    assert none.startswith(f"; Remedies given, from a book of 0 entries whose last has the hash {'0' * 64}")


def test_a_pipe_gets_the_bytes_of_the_file(house: Path, run: Run) -> None:
    run("ledger", "list", "--format", "csv", "--out", "all.csv")
    words = [sys.executable, str(ROOT / "cli.py"), "ledger", "list", "--format", "csv"]
    piped = subprocess.run(
        words, cwd=house, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, check=True
    )
    assert piped.stdout == (house / "all.csv").read_bytes()
    assert piped.stdout.endswith(b"\r\n")


def test_an_export_that_fails_leaves_no_half_of_a_file(house: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    assert run("incident", "open", "+1", *NOISE, "--as", "ana").code == 0
    monkeypatch.setattr("empower.report.exports.csv_lines.in_a_cell", full)
    ran = run("ledger", "list", "--format", "csv", "--out", "all.csv")
    assert (ran.code, ran.err) == (1, "empower: the system refused `all.csv`: no space left on device\n")
    assert not (house / "all.csv").exists()


def test_without_the_extra_a_workbook_is_told_of(house: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    ran = run("ledger", "list", "--format", "xlsx", "--out", "all.xlsx")
    assert (ran.code, "pip install 'empower-remedy[xlsx]'" in ran.err) == (1, True)
    assert not (house / "all.xlsx").exists()


@pytest.mark.parametrize(
    "words",
    [
        ("ledger", "receipt", "3", "--out", "nodir/x"),
        ("ledger", "replay", "--policy", "policy.yaml", "--csv", "nodir/x"),
        ("ledger", "verify", "--checkpoint", "nodir/x"),
        ("policy", "matrix", "refund", "failure", "severity", "--html", "nodir/x"),
        ("policy", "test", "--suggest", "--into", "nodir/x"),
    ],
)
def test_a_folder_that_is_not_there_is_named(words: tuple[str, ...], house: Path, run: Run) -> None:
    ran = run(*words)
    told = f"there is no folder `{house / 'nodir'}`, so `nodir/x` cannot be made"
    assert (ran.code, told in ran.err) == (2, True), ran.err


def test_an_entry_tells_its_story(house: Path, run: Run) -> None:
    shown = run("ledger", "show", "6").out
    for line in (
        "ENTRY 6 — posting: refund 100.00 EUR",
        "answer: it took a yes from supervisor",
        "answer: a yes from rui",
        "policy then:   79 |   - id: minor-noise",
        "counted: `minor-noise` (incident INC-2): spent 60.00 before, 160.00 after",
        "proof: `empower ledger receipt 6 --out entry-6.receipt.json`",
    ):
        assert f"{line}\n" in shown
    assert "texts: note: =1+1\n" in run("ledger", "show", "3").out
    found = run("ledger", "show", "4", "--json").json
    assert [(one["kind"], one["by"]) for one in found["referred_by"]] == [("vote", "rui"), ("posting", "rui")]
    assert found["customer_id"] == "C-1"
    assert run("ledger", "show", "99").code == 2
