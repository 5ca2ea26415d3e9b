"""What must always hold stands in the database: each constraint of the schema refuses whoever writes past the program."""

from __future__ import annotations

import sqlite3
from typing import Any

import psycopg
import pytest
import sqlalchemy as sa

from empower.ledger.create import create
from empower.ledger.opening import on_server, open_store
from empower.ledger.shapes import SHAPES
from empower.ledger.tables import TABLES
from tests.ledger.shop_house import Desk
from tests.ledger.story import story

WRONG: dict[str, tuple[str, dict[str, Any]]] = {
    "entry_counts_from_one": ("kind = 'denial'", {"seq": 0}),
    "entry_kind_is_known": ("kind = 'denial'", {"kind": "gift"}),
    "entry_hashes_are_whole": ("kind = 'denial'", {"hash": "abc"}),
    "entry_nobody_approves_their_own": ("kind = 'vote'", {"person": "@asker"}),
    "entry_nobody_undoes_their_own": ("kind = 'reversal'", {"person": "@asker"}),
    "entry_nobody_confirms_their_own": ("kind = 'confirmation'", {"person": "@asker"}),
    "entry_nobody_grants_their_own": ("kind = 'posting' AND refers IS NOT NULL", {"person": "@asker"}),
    "private_kind_is_known": ("kind = 'text'", {"kind": "photo"}),
    "private_commitment_is_whole": ("kind = 'text'", {"commitment": "abc"}),
    "policy_kind_is_known": ("kind = 'policy'", {"kind": "law"}),
    "head_is_one": ("id = 1", {"id": 2}),
    "counter_held_not_below_zero": ("spent > 0", {"held": -1}),
    "request_state_is_known": ("state = 'approved'", {"state": "maybe"}),
    "request_nobody_on_their_own_word": ("on_word IS NOT NULL", {"on_word": "@asker"}),
    "vote_nobody_on_their_own": ("seq > 0", {"voter": "@asker"}),
    "vote_nobody_in_the_askers_name": ("seq > 0", {"in_name_of": "@asker"}),
    "delegation_to_somebody_else": ("seq > 0", {"delegate": "@delegator"}),
    "delegation_has_days": ("seq > 0", {"until_day": 1}),
    "incident_state_is_known": ("state = 'open'", {"state": "forgotten"}),
    "period_state_is_known": ("state = 'closed'", {"state": "ajar"}),
    "finding_state_is_known": ("seq > 0", {"state": "solved"}),
}
"""For each check: a row that is like one of these, but for a value that it must refuse. `@asker` is the row's own."""

FOREIGN: dict[str, dict[str, Any]] = {
    "entry_asker_is_the_asker": {"asker": "somebody"},
    "entry_refers_to_an_entry": {"refers": 999_999, "asker": None, "kind": "opened"},
    "private_of_an_entry": {"seq": 999_999},
    "policy_of_an_entry": {"seq": 999_999},
    "request_of_an_entry": {"asker": "somebody"},
    "vote_asker_is_the_asker": {"asker": "somebody"},
}
WHERE = {
    "entry_asker_is_the_asker": "kind = 'release'",
    "entry_votes_once": "kind = 'vote'",
    "entry_authority_once": "kind = 'vote'",
    "entry_resolved_once": "kind = 'release'",
    "entry_undone_once": "kind = 'reversal'",
    "entry_confirmed_once": "kind = 'confirmation'",
    "entry_revoked_once": "kind = 'revocation'",
    "entry_request_once": "request_id IS NOT NULL",
    "private_customer_once": "kind = 'customer'",
}


def checks() -> list[tuple[str, str]]:
    return sorted(
        [
            (table.name, str(one.name))
            for table in TABLES.tables.values()
            for one in table.constraints
            if isinstance(one, sa.CheckConstraint)
        ]
    )


def foreign() -> list[tuple[str, str]]:
    return sorted(
        [
            (table.name, str(one.name))
            for table in TABLES.tables.values()
            for one in table.constraints
            if isinstance(one, sa.ForeignKeyConstraint)
        ]
    )


def once() -> list[tuple[str, str, tuple[str, ...]]]:
    """Everything that may be there once: keys, unique constraints and unique indexes."""
    found = []
    for table in TABLES.tables.values():
        for one in table.constraints:
            if isinstance(one, (sa.UniqueConstraint, sa.PrimaryKeyConstraint)):
                name = str(one.name or f"{table.name}_pkey")
                found.append((table.name, name, tuple([column.name for column in one.columns])))
        indexes = [index for index in table.indexes if index.unique]
        found += [(table.name, str(index.name), tuple([one.name for one in index.columns])) for index in indexes]
    # What a key holds together with the asker, for references to name both, is refused by the key first.
    return sorted([one for one in found if one[1] not in ("entry_asker", "request_asker")])


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def told(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """A connection, as our own are, to a book with everything in it."""
    if request.param == "sqlite":
        target = str(tmp_path_factory.mktemp("told") / "book.db")
        yield from _connected(target)
        return
    from tests.servers import fresh_database

    with fresh_database(request.getfixturevalue("pg_server")) as url:
        yield from _connected(url)


def _connected(target: str) -> Any:
    create(target)
    desk = Desk(open_store(target))
    story(desk)
    desk.book.close()
    if on_server(target):
        with psycopg.connect(target) as server:
            yield server
        return
    connection = sqlite3.connect(target, isolation_level=None)
    connection.execute("PRAGMA foreign_keys=ON")
    yield connection
    connection.close()


def refused(
    told: Any, table: str, where: str, changes: dict[str, Any], name: str, *, spare: tuple[str, ...] = ()
) -> None:
    """Tries to insert a row like one that is there, with these changes and whatever keeps other guards content."""
    columns = SHAPES[table].columns
    found = told.execute(f"SELECT {', '.join(columns)} FROM {table} WHERE {where} LIMIT 1").fetchone()
    assert found is not None, (table, where)
    row = dict(zip(columns, found, strict=True))
    fresh = {
        "seq": 900_001,
        "previous": "8" * 64,
        "hash": "7" * 64,
        "request_id": "fresh",
        "commitment": "6" * 64,
        "digest": "sha256:fresh",
        "refers": None,
    }
    loose = {"entry": ("seq", "previous", "hash", "request_id"), "private": ("commitment",), "policy": ("digest",)}
    for column in loose.get(table, ()):
        if column not in spare:
            row[column] = fresh[column]
    for column, value in changes.items():
        row[column] = row[value[1:]] if isinstance(value, str) and value.startswith("@") else value
    server = isinstance(told, psycopg.Connection)
    mark = "%s" if server else "?"
    if server:
        told.execute("SAVEPOINT before")
    told.execute("BEGIN") if not server else None
    error: Exception | None = None
    try:
        told.execute(f"INSERT INTO {table} VALUES ({', '.join([mark] * len(row))})", tuple(row.values()))
    except (sqlite3.IntegrityError, psycopg.IntegrityError) as said:
        error = said
    finally:
        told.execute("ROLLBACK TO SAVEPOINT before" if server else "ROLLBACK")
    assert error is not None, f"`{name}` let it in"
    if isinstance(error, psycopg.Error):
        assert error.diag.constraint_name == name
    elif name in WRONG:
        assert name in str(error)


def test_every_check_is_tried() -> None:
    assert {name for _, name in checks()} == set(WRONG)
    assert {name for _, name in foreign()} == set(FOREIGN)


@pytest.mark.parametrize(("table", "name"), checks(), ids=[name for _, name in checks()])
def test_a_check(table: str, name: str, told: Any) -> None:
    where, changes = WRONG[name]
    more = {"period": 77} if table == "counter" else {"id": "fresh"} if table in ("incident", "finding") else {}
    if table == "period":
        more = {"period": "1999-01"}
    if name == "head_is_one":
        more = {}
    if table in ("request", "delegation"):
        more = {"seq": 900_002}
    refused(told, table, where, more | changes, name)


@pytest.mark.parametrize(("table", "name"), foreign(), ids=[name for _, name in foreign()])
def test_a_reference(table: str, name: str, told: Any) -> None:
    more = {"refers": "@refers"} if name == "entry_asker_is_the_asker" else {}
    if table == "entry":
        more |= {"kind": "done"}
    if name == "vote_asker_is_the_asker":
        more |= {"voter": "fresh", "in_name_of": "fresh"}
    if table == "request":
        more |= {"seq": "@seq"}
        told.execute("SELECT 1")
    refused(told, table, WHERE.get(name, "seq > 0"), more | FOREIGN[name] | _gone(told, table), name)


def _gone(told: Any, table: str) -> dict[str, Any]:
    """A key that no row has, for a table whose own key would refuse first."""
    return {"seq": 900_003} if table == "request" else {}


@pytest.mark.parametrize(("table", "name", "columns"), once(), ids=[name for _, name, _ in once()])
def test_once(table: str, name: str, columns: tuple[str, ...], told: Any) -> None:
    more: dict[str, Any] = {}
    if name == "vote_authority_once":
        more = {"voter": "fresh"}
    if name == "entry_votes_once":
        more = {"authority": "fresh"}
    if name == "entry_authority_once":
        more = {"person": "fresh"}
    keys = "id = 1" if table == "head" else "1 = 1"
    refused(told, table, WHERE.get(name, keys), more, name, spare=columns)
