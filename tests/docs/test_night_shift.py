"""The night shift runs on PostgreSQL as it does in a file."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.docs import pages
from tests.servers import NoPostgresError, fresh_database, server

PAGE = pages.ROOT / "examples" / "night-shift" / "README.md"


def test_the_same_night_on_a_server(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    import os

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
    first, *others = pages.commands(PAGE)
    assert first.text.startswith("empower init")
    for command, now in zip(others, shown[1:], strict=True):
        assert now == [line.rstrip() for line in command.seen], command.text
