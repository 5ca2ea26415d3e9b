"""The auditors' page holds on PostgreSQL as in a file."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.docs import pages
from tests.docs.on_a_server import same_as_told, shown_on_a_server

PAGE = pages.ROOT / "docs" / "for-auditors.md"


def test_the_same_walk_on_a_server(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    shown = shown_on_a_server(PAGE, tmp_path, tmp_path_factory)
    assert not (tmp_path / "book.db").exists()
    same_as_told(PAGE, shown)


def test_what_is_not_installed_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert {"sqlite3", "ssh-keygen"} <= set(pages.missing(PAGE))
    assert pages.missing(pages.ROOT / "docs" / "for-managers.md") == []
