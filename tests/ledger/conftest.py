"""Books of every kind for the tests of the ledger: in memory, in a file, on a real server."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg
import pytest

from empower.ledger.memory import MemoryStore
from empower.ledger.opening import on_server, open_store

if TYPE_CHECKING:
    from empower.ledger.rows import Store

ENGINES = ("sqlite", "postgresql")
_INTEGERS = frozenset(
    {
        "seq",
        "at",
        "effective",
        "day",
        "amount",
        "quantity",
        "cost",
        "refers",
        "number",
        "spent",
        "held",
        "spent_after",
        "held_after",
        "period",
        "size",
        "moves_up_after",
        "expires_at",
        "resolved_by",
        "resolved_at",
        "from_day",
        "until_day",
        "up_to",
        "revoked_by",
        "reopened",
        "opened_at",
        "response_due",
        "recovery_due",
        "responded_at",
        "recovered_at",
        "closed_at",
        "due_at",
        "done_at",
        "request",
        "changed_by",
        "done_by",
        "id_of_head",
    }
)


@pytest.fixture(params=ENGINES)
def target(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A book that was made a moment ago, in a file or on a server."""
    where = str(tmp_path / "book.db") if request.param == "sqlite" else request.getfixturevalue("pg_url")
    created(where)
    return str(where)


@pytest.fixture(params=("memory", *ENGINES))
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """An empty store of each kind."""
    if request.param == "memory":
        yield MemoryStore()
        return
    where = str(tmp_path / "book.db") if request.param == "sqlite" else request.getfixturevalue("pg_url")
    created(where)
    opened = open_store(where)
    yield opened
    opened.close()


def created(where: str) -> None:
    """Makes the tables there."""
    if find_spec("empower.ledger.create") is not None:
        import_module("empower.ledger.create").create(where)
        return
    _plainly(where)


def _plainly(where: str) -> None:
    """Tables with the keys and the unique columns that the rows' tests need, and nothing more."""
    import sqlite3

    from empower.ledger.memory import UNIQUE
    from empower.ledger.opening import APPLICATION_ID
    from empower.ledger.shapes import SHAPES

    blob = "bytea" if on_server(where) else "blob"
    lines = ["CREATE TABLE alembic_version (version_num text)", "INSERT INTO alembic_version VALUES ('0002')"]
    for shape in SHAPES.values():
        kinds = []
        for name in shape.columns:
            number = name in _INTEGERS or (shape.name == "head" and name == "id")
            kinds.append(f"{name} {'bigint' if number else blob if name in ('payload', 'salt') else 'text'}")
        guard = ", CHECK (spent >= 0), CHECK (held >= 0)" if shape.name == "counter" else ""
        lines.append(f"CREATE TABLE {shape.name} ({', '.join(kinds)}, PRIMARY KEY ({', '.join(shape.key)}){guard})")
    for place, (table, columns, only) in enumerate(UNIQUE):
        kinds = [f"'{kind}'" for kind in only[1] if isinstance(kind, str)] if only else []
        partial = f" WHERE {only[0]} IN ({', '.join(kinds)})" if only else ""
        lines.append(f"CREATE UNIQUE INDEX once_{place} ON {table} ({', '.join(columns)}){partial}")
    if on_server(where):
        with psycopg.connect(where, autocommit=True) as server:
            for line in lines:
                server.execute(line)
        return
    file = sqlite3.connect(where)
    file.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    for line in lines:
        file.execute(line)
    file.commit()
    file.close()


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A book with everything in it, in a file, with nothing waiting beside it."""
    from tests.ledger.shop_house import Desk
    from tests.ledger.story import story

    file = tmp_path_factory.mktemp("told") / "book.db"
    created(str(file))
    desk = Desk(open_store(str(file)))
    story(desk)
    desk.book.close()
    return file
