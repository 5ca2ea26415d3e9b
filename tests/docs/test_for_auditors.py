"""The auditors' page holds on PostgreSQL as in a file."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.docs import pages
from tests.servers import NoPostgresError, fresh_database, server

PAGE = pages.ROOT / "docs" / "for-auditors.md"


def test_the_same_walk_on_a_server(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    if (others := pages.missing(PAGE)) and not os.environ.get("CI"):
        pytest.skip(f"not installed: {', '.join(others)}")
    shared = tmp_path_factory.getbasetemp()
    try:
        kept = shared.parent if os.environ.get("PYTEST_XDIST_WORKER") else shared
        with server(kept) as running, fresh_database(running) as url:
            target = url.replace("postgresql://", "postgresql+psycopg://", 1)
            shown = pages.run(PAGE, tmp_path, {"EMPOWER_LEDGER": target})
    except NoPostgresError as none:
        if os.environ.get("CI"):
            pytest.fail(str(none))
        pytest.skip(str(none))
    assert not (tmp_path / "book.db").exists()
    for command, now in zip(pages.commands(PAGE), shown, strict=True):
        assert now == [line.rstrip() for line in command.seen], command.text


def test_what_is_not_installed_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert {"sqlite3", "ssh-keygen"} <= set(pages.missing(PAGE))
    assert pages.missing(pages.ROOT / "docs" / "for-managers.md") == []
