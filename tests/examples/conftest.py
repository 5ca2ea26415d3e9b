"""A year of the three houses, smaller than the one that is shown, in a file and on a server."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from empower.domain.entries import Entry
from empower.ledger.book import Book
from empower.ledger.entry_rows import entry_of
from empower.ledger.opening import open_store
from empower.policyfile.load import read_policy
from empower.rules.rulebook import Rulebook
from tests.servers import fresh_database

TOP = Path(__file__).resolve().parents[2]
HOUSES = TOP / "examples" / "three-houses"
GESTURES, SEED = 60, 11


class Written(NamedTuple):
    """A book of the year, and what was said to be planted in it."""

    target: str
    planted: dict[str, list[dict[str, Any]]]
    told: str  # what the generator had to say beside that


def made(target: str, planted: Path, seed: int = SEED) -> Written:
    """What the generator makes, run as anybody runs it."""
    words = [target, "--seed", str(seed), "--gestures", str(GESTURES), "--planted", str(planted)]
    done = ran(sys.executable, str(HOUSES / "year.py"), *words)
    assert done.returncode == 0, done.stderr
    return Written(target, json.loads(planted.read_text(encoding="utf-8")), done.stderr)


def empower(*words: str) -> subprocess.CompletedProcess[str]:
    """What `empower` comes to, inside the folder of the example."""
    return ran(sys.executable, str(TOP / "cli.py"), *words)


def ran(*words: str) -> subprocess.CompletedProcess[str]:
    known = {name: value for name, value in os.environ.items() if not name.startswith("EMPOWER_")}
    known["PYTHONPATH"] = str(TOP)
    return subprocess.run(words, cwd=HOUSES, capture_output=True, text=True, env=known, check=False)


def book_at(target: str) -> Book:
    """The book, open."""
    return Book(open_store(target), _compiled)


def entries_at(target: str) -> list[Entry]:
    """The whole of it."""
    book, found = book_at(target), list[Entry]()
    with book.reading() as page:
        while more := page.rows.find("entries after", len(found)):
            found += [entry_of(row) for row in more]
    book.close()
    return found


@pytest.fixture(scope="module")
def in_a_file(tmp_path_factory: pytest.TempPathFactory) -> Written:
    folder = tmp_path_factory.mktemp("year")
    return made(str(folder / "book.db"), folder / "planted.json")


@pytest.fixture(scope="module")
def on_a_server(pg_server: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Written]:
    with fresh_database(pg_server) as url:
        yield made(url, tmp_path_factory.mktemp("year") / "planted.json")


def _compiled(text: str, name: str) -> Rulebook:
    loaded = read_policy(text.encode(), name)
    assert loaded.rulebook is not None
    return loaded.rulebook
