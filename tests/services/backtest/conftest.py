"""Books in a file and on a real server, with a small shop in them."""

from __future__ import annotations

from pathlib import Path

import pytest

from empower.ledger.create import create

ENGINES = ("sqlite", "postgresql")


@pytest.fixture(params=ENGINES)
def target(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A book that was made a moment ago, in a file or on a server."""
    where = str(tmp_path / "book.db") if request.param == "sqlite" else str(request.getfixturevalue("pg_url"))
    create(where)
    return where
