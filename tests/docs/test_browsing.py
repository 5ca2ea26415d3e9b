"""An archived copy is browsed with datasette, as the auditors' page says; and why the book at work is not."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any
from urllib.parse import quote_plus

import pytest

from empower.ledger.archive import archived
from empower.ledger.opening import open_store
from tests.docs import pages
from tests.ledger.conftest import created
from tests.ledger.shop_house import Desk
from tests.ledger.story import story

_PATH = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
DATASETTE = shutil.which("datasette", path=_PATH) or ""
PAGE = pages.ROOT / "docs" / "for-auditors.md"

pytestmark = pytest.mark.skipif(not DATASETTE and not os.environ.get("CI"), reason="datasette is not installed")


def _asked(file: Path, sql: str) -> list[dict[str, Any]]:
    """What datasette answers to a query, started as the page says."""
    typed = next(line for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith("datasette "))
    words = typed.replace("copy.db", file.name).split()[1:]
    done = subprocess.run(
        [DATASETTE, *words, "--get", f"/{file.stem}.json?_shape=array&sql={quote_plus(sql)}"],
        cwd=file.parent,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    found = json.loads(done.stdout)
    assert isinstance(found, list)
    return found


def test_a_copy_is_shown_with_everything_in_it(tmp_path: Path) -> None:
    created(str(tmp_path / "book.db"))
    desk = Desk(open_store(str(tmp_path / "book.db")))
    story(desk)
    entries = desk.entries()
    with desk.book.reading() as page:
        archived(page.rows, str(tmp_path / "copy.db"))
    desk.book.close()
    asked = "SELECT seq, kind, CAST(payload AS TEXT) AS payload FROM entry ORDER BY seq"
    found = _asked(tmp_path / "copy.db", asked)
    assert [(row["seq"], row["kind"], row["payload"]) for row in found] == [
        (one.seq, one.kind, one.payload.decode()) for one in entries
    ]


def test_of_a_book_at_work_it_would_leave_out_what_was_written_ahead(tmp_path: Path) -> None:
    """The trap that the page warns of: no error, and entries that are missing."""
    file = tmp_path / "book.db"
    created(str(file))
    desk = Desk(open_store(str(file)))
    reader = sqlite3.connect(file)
    reader.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    desk.record("ana", "apology", "failure=late", "customer=C-1")
    (kept,) = reader.execute("SELECT count(*) FROM entry").fetchone()
    (shown,) = _asked(file, "SELECT count(*) AS shown FROM entry")
    assert (kept, shown["shown"]) == (3, 1)
    reader.close()
    desk.book.close()
