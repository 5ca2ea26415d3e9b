"""The walk of a month's end holds on PostgreSQL as in a file."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.docs import pages
from tests.servers import NoPostgresError, fresh_database, server

PAGE = pages.ROOT / "docs" / "month-end.md"


def test_the_same_walk_on_a_server(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    if (others := pages.missing(PAGE)) and not os.environ.get("CI"):
        pytest.skip(f"not installed: {', '.join(others)}")
    shared = tmp_path_factory.getbasetemp()
    try:
        kept = shared.parent if os.environ.get("PYTEST_XDIST_WORKER") else shared
        with server(kept) as running, fresh_database(running) as url:
            target = url.replace("postgresql://", "postgresql+psycopg://", 1)
            there = tmp_path / "month-end.md"
            text = PAGE.read_text(encoding="utf-8")
            text = text.replace("year.py book.db", f"year.py '{target}'").replace(
                "ledger: book.db", f"ledger: '{target}'"
            )
            there.write_text(text, encoding="utf-8")
            shown = pages.run(there, tmp_path)
    except NoPostgresError as none:
        if os.environ.get("CI"):
            pytest.fail(str(none))
        pytest.skip(str(none))
    assert not (tmp_path / "three-houses" / "book.db").exists()
    made, *others_typed = pages.commands(PAGE)
    assert shown[0][-1].startswith("made postgresql"), shown[0]
    assert made.text.startswith("python year.py")
    for command, now in zip(others_typed, shown[1:], strict=True):
        assert now == [line.rstrip() for line in command.seen], command.text
