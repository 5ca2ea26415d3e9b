"""Some months of a shop in a file and on a real server, made once for all tests."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from empower.ledger.create import create
from empower.ledger.opening import open_store
from tests.ledger.shop_house import Desk
from tests.servers import fresh_database
from tests.services.reporting.shop_months import months

ENGINES = ("sqlite", "postgresql")
INCIDENTS = 150
SEED = 11


@pytest.fixture(scope="session", params=ENGINES)
def kept_in(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the book lies."""
    if request.param == "sqlite":
        yield str(_made(str(tmp_path_factory.mktemp("months") / "book.db")))
        return
    with fresh_database(request.getfixturevalue("pg_server")) as url:
        yield _made(url)


@pytest.fixture
def desk(kept_in: str) -> Iterator[Desk]:
    """The shop with its book open."""
    opened = Desk(open_store(kept_in), begun=True)
    yield opened
    opened.book.close()


def _made(where: str) -> str:
    create(where)
    desk = Desk(open_store(where))
    months(desk, INCIDENTS, SEED, hours=8)
    desk.book.close()
    assert Path(where).exists() or "://" in where
    return where
