"""The matrix over all situations, and in the forms that leave the terminal."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run

Seen = Callable[[str, str], None]
THEN = ("--at", "2026-05-01T22:15:00+01:00")
ALL = ("policy", "matrix", "--over-all", *THEN)
FORMULA = '=HYPERLINK("http://x")</script><b>'


@pytest.mark.parametrize("width", [80, None])
def test_over_all(width: int | None, desk: Path, run: Run, seen: Seen, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("empower.cli.terminal.width", lambda: width)
    ran = run(*ALL)
    assert (ran.code, ran.err) == (0, "")
    seen(f"matrix-over-all.{width or 'pipe'}.txt", ran.out)


def test_witnesses_and_what_was_said(desk: Path, run: Run, seen: Seen) -> None:
    seen("matrix-witness.txt", run(*ALL, "failure=noise", "bill=480", "--witness").out)


def test_what_a_script_is_shown(desk: Path, run: Run, seen: Seen) -> None:
    ran = run(*ALL, "failure=noise", "severity=minor", "--json")
    seen("matrix-over-all.json", ran.out.replace(ran.json["policy"]["digest"], "sha256:…"))


def test_each_witness_is_a_question_whose_answer_is_the_cell(desk: Path, run: Run) -> None:
    (desk / "empower.yaml").write_text("policy: hotel\n", encoding="utf-8")  # the roles alone, nobody in particular
    tried = 0
    for cell in run(*ALL, "--json").json["cells"]:
        for end in (cell["least"], cell["most"]):
            tried += _asked(run, cell, end)
    assert tried > 40


def _asked(run: Run, cell: dict[str, Any], end: dict[str, Any]) -> bool:
    """Puts the figure of one end to a check with its facts; where none may be given, the smallest there is."""
    facts = [f"{name}={_typed(value)}" for name, value in end["facts"].items()]
    figure = end["amount"] or (str(end["quantity"]) if end["quantity"] else None)
    if figure is None and end["alone"]:
        return False  # without an end, or nothing to state
    smallest = {"free_night": "1", "credit": "0.01", "refund": "0.01", "gift_card": "0.01", "other": "0.01"}
    words = [cell["remedy"], *([figure or smallest[cell["remedy"]]] if cell["remedy"] in smallest else [])]
    ran = run("check", *words, *facts, "--role", cell["role"], *THEN, "--json")
    assert (ran.code == 0) is end["alone"], (words, facts, ran.out)
    return True


def _typed(value: object) -> str:
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)


def test_a_sheet(desk: Path, run: Run, seen: Seen) -> None:
    seen("matrix.csv", run("policy", "matrix", "failure=noise", "severity=minor", "bill=480", *THEN, "--csv").out)
    seen("matrix-over-all.csv", run(*ALL, "--csv").out)


def test_a_page(desk: Path, run: Run, seen: Seen) -> None:
    assert run(*ALL, "--html", "one.html").out == "made one.html\n"
    assert run(*ALL, "--html", "two.html").code == 0
    page = (desk / "one.html").read_bytes()
    assert page == (desk / "two.html").read_bytes()
    seen("matrix-over-all.html", re.sub(r"sha256:[0-9a-f]{64}", "sha256:…", page.decode()))


def test_a_page_is_made_again_where_that_is_said_and_nothing_else_is_written_over(desk: Path, run: Run) -> None:
    page = ("policy", "matrix", *THEN, "--html", "page.html")
    assert run(*page).code == 0
    before = (desk / "page.html").read_bytes()
    refused = run(*page, "failure=noise")
    assert (refused.code, "say `--force` where it is a page" in refused.err) == (2, True)
    assert (desk / "page.html").read_bytes() == before
    assert run(*page, "failure=noise", "--force").code == 0
    text = (desk / "page.html").read_text(encoding="utf-8")
    assert text.index("With failure=noise.") < text.index("<table>")  # first what it is, and of what
    assert run("policy", "matrix", *THEN, "--html", "new.html", "--force").code == 0
    (desk / "own.html").write_text("<!doctype html><p>ours", encoding="utf-8")
    for name in ("own.html", "empower.yaml"):
        kept = (desk / name).read_bytes()
        refused = run("policy", "matrix", *THEN, "--html", name, "--force")
        assert (refused.code, "was not made by this command" in refused.err) == (2, True)
        assert (desk / name).read_bytes() == kept
    assert run("policy", "matrix", *THEN, "--force").code == 2


def test_a_sheet_has_numbers_as_numbers_and_words_apart(desk: Path, run: Run) -> None:
    asked = run("policy", "matrix", "failure=noise", "severity=minor", "bill=480", *THEN, "--csv").out
    rows = {(row["remedy_id"], row["role_id"]): row for row in csv.DictReader(io.StringIO(asked))}
    assert (rows["refund", "associate"]["most"], rows["refund", "associate"]["currency"]) == ("150.00", "EUR")
    assert (rows["free_night", "supervisor"]["most"], rows["free_night", "supervisor"]["unit"]) == ("3", "night")
    assert (rows["refund", "finance"]["most"], rows["refund", "finance"]["says"]) == ("0", "not alone")
    assert (rows["apology", "owner"]["most"], rows["apology", "owner"]["says"]) == ("", "yes")
    for row in rows.values():
        assert not row["most"] or float(row["most"]) >= 0
    (opened,) = {
        row["says"]
        for row in csv.DictReader(io.StringIO(run("policy", "matrix", *THEN, "--csv").out))
        if row["remedy_id"] == "refund"
    }
    assert opened.startswith("turns on ")


def test_each_row_says_on_what_it_turns(desk: Path, run: Run) -> None:
    shown = run("policy", "matrix", "failure=noise", *THEN).out
    lines = [line for line in shown.splitlines() if line.startswith("?  ")]
    assert len(lines) > 1
    table = {line.split()[0] for line in shown.splitlines() if " ?" in line}
    told = [line.removeprefix("?  ").partition(": turns on ")[0] for line in lines]
    assert {name for one in told for name in one.replace(" and ", ", ").split(", ")} == table


def test_what_an_author_wrote_is_text_in_a_page_and_data_in_a_sheet(desk: Path, run: Run) -> None:
    file = desk / "hotel" / "policy.yaml"
    text = file.read_text(encoding="utf-8").replace("title: Any employee", f"title: '{FORMULA}'")
    file.write_text(text, encoding="utf-8")
    rows = list(csv.reader(io.StringIO(run("policy", "matrix", *THEN, "--csv").out)))
    assert rows[1][rows[0].index("role")] == f"'{FORMULA}"
    assert run("policy", "matrix", *THEN, "--html", "page.html").code == 0
    page = (desk / "page.html").read_text(encoding="utf-8")
    assert "<b>" not in page
    assert "<script" not in page
    assert "</script" not in page
    assert FORMULA in unescape(page)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--csv", "--json"), "two forms of one answer"),
        (("--csv", "--html", "x.html"), "two forms of one answer"),
        (("--witness",), "`--witness` is for `--over-all`"),
        (("--over-all", "--witness", "--csv"), "is not shown with `--csv`"),
        (("--html", "empower.yaml"), "is not overwritten"),
        (("--html", "nowhere/x.html"), "nowhere"),
    ],
)
def test_what_cannot_be_made_is_told(words: tuple[str, ...], told: str, desk: Path, run: Run) -> None:
    ran = run("policy", "matrix", *THEN, *words)
    assert ran.code in (1, 2)
    assert told in ran.err
    assert "Traceback" not in ran.err


def test_a_stated_fact_narrows_what_is_left(desk: Path, run: Run) -> None:
    wide, narrow = [
        {(cell["role"], cell["remedy"]): cell for cell in run(*ALL, *words, "--json").json["cells"]}
        for words in ((), ("failure=noise", "at_fault=house"))
    ]
    assert wide["associate", "room_move"]["least"]["alone"] is False
    assert narrow["associate", "refund"]["most"]["amount"] == "2000.00"
    assert wide["associate", "refund"]["most"]["amount"] == "2600.00"
