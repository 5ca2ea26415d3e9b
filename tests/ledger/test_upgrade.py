"""A book that an older release made is brought to the tables of this one, and nothing in it is otherwise than before."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import psycopg
import pytest

from empower.ledger.failures import NoRightError, OlderBookError
from empower.ledger.migrating import brought_up, engine_for
from empower.ledger.opening import APPLICATION_ID, on_server, open_store
from empower.ledger.schema import differences
from empower.ledger.triggers import application_role
from empower.ledger.upgrade import upgrade, version_of
from empower.ledger.version import SHIPPED_VERSION
from empower.services.replay import replayed
from tests.ledger.shop_house import START, Desk, compiled, shop

BOOKS = Path(__file__).parent / "books"
_KEPT = ("entry", "private", "policy")


def _as_it_was() -> sqlite3.Connection:
    """The tables of a book that release 0001 made, in memory."""
    made = sqlite3.connect(":memory:")
    made.executescript((BOOKS / "version-0001.sql").read_text())
    return made


@pytest.fixture
def old_book(engine: str, tmp_path: Path, request: pytest.FixtureRequest) -> str:
    """The book of an older release on either engine."""
    old = _as_it_was()
    if engine == "sqlite":
        target = str(tmp_path / "old.db")
        kept = sqlite3.connect(target)
        old.backup(kept)
        kept.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        kept.commit()
        kept.close()
        return target
    target = str(request.getfixturevalue("pg_url"))
    server = engine_for(lambda: psycopg.connect(target), server=True)
    with server.begin() as connection:
        brought_up(connection, to="0001")
        driver = connection.connection.driver_connection
        assert isinstance(driver, psycopg.Connection)
        tables = [name for (name,) in old.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY rowid")]
        for table in sorted(tables, key=lambda name: (name not in ("entry", "request"), name)):
            if table != "alembic_version":
                rows = old.execute(f"SELECT * FROM {table}")
                names = [one[0] for one in rows.description]
                marks = ", ".join(["%s"] * len(names))
                driver.cursor().executemany(
                    f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks})", rows.fetchall()
                )
    server.dispose()
    return target


@pytest.fixture(params=["sqlite", "postgresql"])
def engine(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def _rows(target: str, table: str) -> list[tuple[object, ...]]:
    connection = psycopg.connect(target) if on_server(target) else sqlite3.connect(target)
    found = connection.execute(f"SELECT * FROM {table}").fetchall()
    connection.close()
    return sorted(
        [tuple([bytes(cell) if isinstance(cell, memoryview) else cell for cell in row]) for row in found], key=repr
    )


def test_an_older_book_says_what_to_do(old_book: str) -> None:
    assert version_of(old_book) == "0001"
    with pytest.raises(OlderBookError, match="empower ledger upgrade"):
        open_store(old_book)


def test_it_is_brought_up_with_every_entry_as_it_was(old_book: str) -> None:
    before = {table: _rows(old_book, table) for table in _KEPT}
    found = upgrade(old_book, compiled)
    assert (found.before, found.after) == ("0001", SHIPPED_VERSION)
    assert {table: _rows(old_book, table) for table in _KEPT} == before
    assert differences(old_book) == ()
    desk = Desk(open_store(old_book), shop("tighter.yaml"), begun=True)
    with desk.book.reading() as page:
        from empower.ledger.verifying.whole import verify

        told = verify(page.rows, page.policies, rebuild=True)
        assert told.flaws == ()
        assert replayed(page).differing == 0
        assert page.rows.find("every rollup")
        assert page.rows.find("every handling")
    desk.now = START + 90 * 86_400_000_000
    assert desk.record("ana", "refund", "11", "failure=late", "customer=C-77").entry is not None
    desk.book.close()
    again = upgrade(old_book, compiled)
    assert again.before == again.after == SHIPPED_VERSION


def test_a_book_that_cannot_be_followed_is_left_as_it_was(old_book: str) -> None:
    """An entry whose policy is gone: nothing is changed, not even the tables."""
    connection = psycopg.connect(old_book) if on_server(old_book) else sqlite3.connect(old_book)
    connection.execute("DROP TRIGGER policy_no_delete" + (" ON policy" if on_server(old_book) else ""))
    connection.execute("DELETE FROM policy")
    connection.commit()
    connection.close()
    with pytest.raises(Exception, match="policy"):
        upgrade(old_book, compiled)
    assert version_of(old_book) == "0001"


@pytest.mark.parametrize("engine", ["postgresql"], indirect=True)
def test_on_a_server_the_application_role_is_given_its_rights_again(old_book: str) -> None:
    """They were on tables that were made anew: until then the desk is told that it may not, and then it records."""
    desk_url = old_book.replace("postgres@", "till_then@", 1)
    with psycopg.connect(old_book, autocommit=True) as owner:
        owner.execute("DROP ROLE IF EXISTS till_then")
        owner.execute("CREATE ROLE till_then LOGIN")
        new = {"rollup", "handling", "period", "finding"}
        for statement in application_role("till_then"):  # as the older release had it, which knew no table of these
            kept = [
                table for table in statement.split(" ON ")[1].split(" TO ")[0].split(", ") if _bare(table) not in new
            ]
            owner.execute(f"{statement.split(' ON ')[0]} ON {', '.join(kept)} TO till_then".encode())
        try:
            upgrade(old_book, compiled)
            with pytest.raises(NoRightError, match="permission denied"):
                Desk(open_store(desk_url), shop("tighter.yaml"), begun=True).entries()
            for statement in application_role("till_then"):
                owner.execute(statement.encode())
            desk = Desk(open_store(desk_url), shop("tighter.yaml"), begun=True)
            desk.now = START + 90 * 86_400_000_000
            assert desk.record("ana", "refund", "11", "failure=late", "customer=C-77").entry is not None
            desk.book.close()
            with psycopg.connect(desk_url) as till, pytest.raises(psycopg.errors.InsufficientPrivilege):
                till.execute("UPDATE entry SET cost = 1")
        finally:
            owner.execute("DROP OWNED BY till_then")
            owner.execute("DROP ROLE till_then")


def _bare(table: str) -> str:
    return table.rpartition(".")[2]
