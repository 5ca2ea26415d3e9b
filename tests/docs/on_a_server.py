"""A page read with its book on PostgreSQL."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.docs import pages
from tests.servers import NoPostgresError, fresh_database, server

__all__ = ["same_as_told", "shown_on_a_server"]


def shown_on_a_server(page: Path, into: Path, of_tests: pytest.TempPathFactory) -> list[list[str]]:
    """What is seen after each command; skipped, but in CI, where something that it needs is not installed."""
    if (others := pages.missing(page)) and not os.environ.get("CI"):
        pytest.skip(f"not installed: {', '.join(others)}")
    shared = of_tests.getbasetemp()
    try:
        kept = shared.parent if os.environ.get("PYTEST_XDIST_WORKER") else shared
        with server(kept) as running, fresh_database(running) as url:
            target = url.replace("postgresql://", "postgresql+psycopg://", 1)
            return pages.run(page, into, {"EMPOWER_LEDGER": target})
    except NoPostgresError as none:
        if os.environ.get("CI"):
            pytest.fail(str(none))
        pytest.skip(str(none))


def same_as_told(page: Path, shown: list[list[str]], but: int = 0) -> None:
    """Nothing, where each command but the first few shows what the page says."""
    for command, now in list(zip(pages.commands(page), shown, strict=True))[but:]:
        assert now == [line.rstrip() for line in command.seen], command.text
