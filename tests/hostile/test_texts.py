"""No text that anybody writes is obeyed: not by a terminal, a spreadsheet, a browser, Beancount, SQL or the file system."""

from __future__ import annotations

import csv
import io
import json
import os
import sqlite3
import zipfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from decimal import Decimal
from pathlib import Path
from typing import Any
from xml.parsers import expat

import psycopg
import pytest
from beancount import loader
from beancount.core.data import Balance, Open, Transaction
from openpyxl import load_workbook

from tests.docs.test_cli_page import commands
from tests.hostile.commands import FILES, GROUPS, WRITERS, readers, refused
from tests.hostile.inert import inert_for_a_script, inert_on_a_screen, is_computed
from tests.hostile.lived import as_kept, lived
from tests.hostile.texts import FORGED, LONG, TEXTS
from tests.hostile.till import FORMS, Shown, Till
from tests.servers import fresh_database

TORTURE = bool(os.environ.get("EMPOWER_TORTURE"))
ENGINES = ("sqlite", "postgresql") if TORTURE else ("sqlite",)
"""What texts become in an output hangs on no engine; that each keeps them, the tests of the ledger hold both to."""
_ONCE = tuple([("policy", word) for word in ("lint", "diff", "new", "test")] + [("ledger", "archive")])
_CODES = {"lint": 5, "test": 5, "fmt": 5, "adopt": 2}
"""What a command comes to here that finds something; the same policy is not adopted twice."""


FORGOTTEN = TEXTS[16:19]


def pasted(number: int) -> str:
    """The text of a number."""
    return TEXTS[number]


@pytest.fixture(scope="module", params=ENGINES)
def till(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Till]:
    """A house that has lived, its book on each engine, and everything that was shown of it."""
    with ExitStack() as stack:
        ledger = "book.db"
        if request.param == "postgresql":
            ledger = stack.enter_context(fresh_database(request.getfixturevalue("pg_server")))
        made = lived(tmp_path_factory.mktemp("pasted") / "house", ledger, pasted)
        for command, several in readers(made, pasted).items():
            for words in several:
                for form in FORMS:
                    _typed(made, (*command.split()[1:], *words), form)
        yield made


def _typed(till: Till, words: tuple[str, ...], form: str) -> None:
    """A command that makes a file is typed once, one that takes long in one form, and none has two forms at once."""
    once = any(word.startswith(("--out=", "--html=", "--csv=", "--into=", "--checkpoint=")) for word in words)
    once = once or words[:2] in _ONCE
    two = form == "json" and any(word.startswith(("--csv", "--format", "--html")) for word in words)
    if not two and (form == "terminal" or not once):
        till.run(*words, form=form)


def wrong(shown: list[Shown]) -> list[tuple[tuple[str, ...], str, list[str]]]:
    """The words whose answer holds something that it may not."""
    found = []
    for one in shown:
        inert = inert_on_a_screen(one.err, colour=False)
        if one.form == "json":
            inert_for_a_script(one.out)
        elif not any(word.startswith(("--format", "--csv")) for word in one.words):
            inert += inert_on_a_screen(one.out, colour=one.form == "terminal")
        if inert:
            found.append((one.words, one.form, inert[:5]))
    return found


@contextmanager
def read_only(till: Till) -> Iterator[Callable[[str], list[Any]]]:
    """Plain SQL over the book."""
    if "://" in till.ledger:
        with psycopg.connect(till.ledger) as server:
            yield lambda text: server.execute(text).fetchall()
        return
    file = sqlite3.connect(till.folder / till.ledger)
    yield lambda text: file.execute(text).fetchall()
    file.close()


def read(till: Till, name: str) -> str:
    """The text of a file, its line ends as they are."""
    with (till.folder / name).open(encoding="utf-8", newline="") as file:
        return file.read()


def tags_of(part: str) -> set[str]:
    """The elements of some XML, which has to be well-formed."""
    found: set[str] = set()
    parser = expat.ParserCreate()
    parser.StartElementHandler = lambda tag, _: found.add(tag.rpartition(":")[2])
    parser.Parse(part, True)
    return found


def test_every_command_is_typed(till: Till) -> None:
    """Whoever adds a command says here how it is tried with hostile texts."""
    read = readers(till, pasted)
    assert {*GROUPS, *WRITERS, *read} == set(commands())
    typed = {" ".join(["empower", *words[:count]]) for words, *_ in till.shown for count in (1, 2)}
    assert {*WRITERS, *read} <= typed


def test_what_is_shown_moves_no_terminal(till: Till) -> None:
    odd = [
        one
        for one in till.shown
        if one.code not in (0, 3) and one.code != _CODES.get(one.words[1] if one.words[1:] else "")
    ]
    assert odd == []
    assert wrong(till.shown) == []


def test_what_is_refused_moves_no_terminal(till: Till) -> None:
    """One half beside each book: what is refused here is so before a book is asked, mostly."""
    before = sorted(till.folder.rglob("*"))
    count, each = len(till.shown), len(refused(pasted)) // len(TEXTS)  # so that no words are always in the same form
    for number, words in enumerate(refused(pasted)["://" in till.ledger :: 2 if TORTURE else 11]):
        till.run(*words, form=FORMS[(number + number // each) % len(FORMS)])
    assert wrong(till.shown[count:]) == []
    assert sorted(till.folder.rglob("*")) == before


def test_a_folder_is_named_and_moves_no_terminal(tmp_path: Path) -> None:
    desk = Till(tmp_path, "book.db")
    for number, form in enumerate(FORMS):
        assert desk.run("init", f"\x1b]0;a{number}\x07\n{FORGED}\x1b[31m/house{number}", form=form).code == 0
    assert wrong(desk.shown) == []


def test_the_book_is_as_it_was_written(till: Till) -> None:
    """No text became SQL, and each is kept to the last character."""
    assert till.run("ledger", "verify", "--rebuild").code == 0
    assert till.run("ledger", "replay").code == 0
    with read_only(till) as rows:
        kept = {str(text) for (text,) in rows("SELECT text FROM private WHERE name IN ('note', 'because')")}
        payloads = [bytes(payload) for (payload,) in rows("SELECT payload FROM entry ORDER BY seq")]
    assert kept >= {text for text in TEXTS if text not in FORGOTTEN} | {LONG}
    lines = [json.loads(line) for line in (till.folder / "all.jsonl").read_text(encoding="utf-8").splitlines()]
    told = {line["entry"]: line for line in lines}
    entries = {number: json.loads(payload) for number, payload in enumerate(payloads, start=1)}
    assert set(told) == {number for number in entries if number <= max(told)}
    for number, line in told.items():
        assert line["incident"] == (entries[number].get("incident") or None), number


def test_files_are_made_where_it_was_said(till: Till) -> None:
    made = {file.name for file in till.folder.iterdir()} - {
        f"book.db{end}" for end in ("", "-wal", "-shm", "-next", "-turn")
    }
    house = {"policy.yaml", "looser.yaml", "roster.yaml", "cases.yaml", "past.csv", "log.xes", "xes.yaml", "log.csv"}
    house |= {"log.yaml", "empower.yaml"}
    assert made - house == {*FILES, "book.copy", "one.receipt", "book.checkpoint", "more.yaml", "corner"}
    assert {file.name for file in till.folder.parent.iterdir()} <= {"house", "home"}


def test_no_cell_of_a_sheet_is_computed(till: Till) -> None:
    asked = [one for one in till.shown if one.form == "pipe" and {"--format=csv", "--csv"} & set(one.words)]
    shown = [one.out for one in asked if one.code == 0]
    assert len(shown) >= 3
    for text in [*shown, *[read(till, name) for name in ("all.csv", "tried.csv")]]:
        rows = list(csv.reader(io.StringIO(text, newline="")))
        assert {len(row) for row in rows} == {len(rows[0])}
        cells = [cell for row in rows for cell in row]
        assert [cell for cell in cells if is_computed(cell)] == []
        assert inert_on_a_screen("\n".join(cells), colour=False) == []
    listed = list(csv.DictReader(io.StringIO(read(till, "all.csv"), newline="")))
    with read_only(till) as found:
        costs = {int(seq): cost for seq, cost in found("SELECT seq, cost FROM entry")}
    for row in listed:
        cost = costs[int(row["entry"])]
        assert row["cost"] == ("" if cost is None else f"{Decimal(int(cost)) / 100:.2f}")


def test_a_workbook_holds_texts_and_figures_and_nothing_else(till: Till) -> None:
    with zipfile.ZipFile(till.folder / "all.xlsx") as packed:
        parts = {name: packed.read(name).decode() for name in packed.namelist()}
    assert not [name for name in parts if "external" in name.lower() or "vba" in name.lower()]
    for name, part in parts.items():
        assert not tags_of(part) & {"f", "hyperlink", "hyperlinks", "externalReference", "ddeLink"}, name
    assert "External" not in "".join([part for name, part in parts.items() if name.endswith(".rels")])
    sheet = load_workbook(till.folder / "all.xlsx").worksheets[0]
    kinds = {cell.data_type for row in sheet.iter_rows() for cell in row}
    assert kinds <= {"s", "n", "d"}  # texts, figures, days: no formula and no link
    told = {str(cell.value) for row in sheet.iter_rows() for cell in row if cell.data_type == "s"}
    assert as_kept(TEXTS[4]) in told
    assert (
        "_x005F_x003D_1+1"
        in parts["xl/sharedStrings.xml" if "xl/sharedStrings.xml" in parts else "xl/worksheets/sheet1.xml"]
    )


def test_a_journal_has_the_directives_of_the_book(till: Till) -> None:
    for text in (read(till, "all.journal"), *[one.out for one in till.shown if one.words[-1] == "--format=beancount"]):
        entries, errors, _ = loader.load_string(text.replace("\r\n", "\n"))
        assert errors == []
        given = [one for one in entries if isinstance(one, Transaction)]
        assert {type(one) for one in entries} == {Open, Transaction, Balance}
        assert not [one for one in entries if "Assets" in getattr(one, "account", "")]
        with read_only(till) as rows:
            wanted = rows(
                "SELECT kind, cost FROM entry WHERE kind IN ('posting', 'import', 'reversal') AND cost IS NOT NULL"
            )
        sums = [int(cost) * (-1 if kind == "reversal" else 1) for kind, cost in wanted]
        postings = [one for entry in given for one in entry.postings if one.account.startswith("Expenses")]
        spent = [one.units.number for one in postings if one.units is not None and one.units.number is not None]
        assert len(given) == len(sums)
        assert sum(spent, Decimal(0)) == Decimal(sum(sums)) / 100
