"""Whatever is changed behind the program's back is found; what is added to the tables is tested the day it appears.

Exactly two things are not found without a checkpoint that was kept elsewhere: an end that was cut off, and a book that was
written anew as a whole.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
import pytest

from empower.domain.canonical import canonical, entry_hash
from empower.domain.entries import Entry
from empower.ledger.book import Book, WritingPage
from empower.ledger.checkpoint import Checkpoint
from empower.ledger.columns import columns_of
from empower.ledger.create import create
from empower.ledger.head import FIRST_PREVIOUS, Head
from empower.ledger.opening import on_server, open_store
from empower.ledger.schema import differences
from empower.ledger.shapes import SHAPES
from empower.ledger.verifying.whole import Verified
from empower.services.evidence import verified
from tests.ledger.shop_house import Desk, compiled
from tests.ledger.story import story

PLACES = [(name, column) for name, shape in SHAPES.items() for column in shape.columns]
STATES = ("open", "closed", "withdrawn", "customer", "text", "policy", "roster", "posting", "denial")


def found_in(target: str, against: Checkpoint | None = None, *, tables: bool = False) -> Verified:
    book = Book(open_store(target), compiled)
    try:
        return verified(book, differences(target) if tables else (), rebuild=True, against=against)
    finally:
        book.close()


@contextmanager
def unguarded(target: str) -> Iterator[Any]:
    """A connection of somebody who owns the database and has put every guard aside, and puts them back."""
    if on_server(target):
        with psycopg.connect(target) as server:
            server.execute("SET session_replication_role = replica")
            yield server
        return
    connection = sqlite3.connect(target, isolation_level=None)
    triggers = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for name, _ in triggers:
        connection.execute(f"DROP TRIGGER {name}")
    connection.execute("PRAGMA ignore_check_constraints=ON")
    yield connection
    for _, text in triggers:
        connection.execute(text)
    connection.close()


def test_a_whole_story_verifies_and_replays(told: Path) -> None:
    from empower.services.replay import replayed

    assert [flaw.what for flaw in found_in(str(told), tables=True).flaws] == []
    book = Book(open_store(str(told)), compiled)
    with book.reading() as page:
        again = replayed(page)
    book.close()
    assert (again.differing, again.found) == (0, ())
    assert again.same > 10


def _other(value: Any, column: str) -> list[Any]:
    """Values that are not this one, the likeliest to be let in first."""
    if isinstance(value, int):
        return [value + 1, value + 1000]
    if isinstance(value, bytes):
        return [value[:-1] + bytes([value[-1] ^ 1]), value + b" "]
    if isinstance(value, str):
        flipped = ("0" if value[:1] != "0" else "1") + value[1:]
        return [*[one for one in STATES if one != value and column in ("state", "kind")], flipped, f"{value}x"]
    return [1, "x", "0" * 64]


def _numbered(table: str, column: str) -> bool:
    from empower.ledger.tables import NUMBER, TABLES

    return isinstance(TABLES.tables[table].c[column].type, type(NUMBER))


@pytest.mark.parametrize("place", PLACES, ids=[".".join(place) for place in PLACES])
def test_each_column_of_each_table(place: tuple[str, str], told: Path, tmp_path: Path) -> None:
    file = str(tmp_path / "book.db")
    shutil.copy(told, file)
    _change(file, *place)
    assert found_in(file).count > 0


def _change(target: str, table: str, column: str) -> Callable[[], None] | None:
    """Changes one value of one row, and gives back how to undo it; `None` where the database lets no other value in."""
    mark = "%s" if on_server(target) else "?"
    keys = SHAPES[table].key
    with unguarded(target) as connection:
        where = " AND ".join([f"{name} = {mark}" for name in keys])
        order = f"ORDER BY {column} IS NULL, {', '.join([f'{name} DESC' for name in keys])}"
        row = connection.execute(f"SELECT {', '.join(keys)}, {column} FROM {table} {order} LIMIT 1").fetchone()
        key, value = row[:-1], row[-1]
        for other in _other(value, column):
            if isinstance(other, int) != _numbered(table, column) and not isinstance(other, bytes):
                continue
            try:
                if on_server(target):
                    connection.execute("SAVEPOINT tried")
                connection.execute(f"UPDATE {table} SET {column} = {mark} WHERE {where}", (other, *key))
            except (sqlite3.IntegrityError, psycopg.IntegrityError):
                if on_server(target):
                    connection.execute("ROLLBACK TO SAVEPOINT tried")
                continue
            break
        else:
            assert on_server(target), f"no other value was let into {table}.{column}"
            return None  # a constraint keeps every other value out
    changed = tuple([other if name == column else one for name, one in zip(keys, key, strict=True)])

    def undo() -> None:
        with unguarded(target) as connection:
            connection.execute(f"UPDATE {table} SET {column} = {mark} WHERE {where}", (value, *changed))

    return undo


def test_each_column_on_a_server(pg_url: str) -> None:
    create(pg_url)
    desk = Desk(open_store(pg_url))
    story(desk)
    desk.book.close()
    assert found_in(pg_url, tables=True).count == 0
    unseen = []
    for table, column in PLACES:
        undo = _change(pg_url, table, column)
        if undo is None:
            continue
        if not found_in(pg_url).count:
            unseen.append(f"{table}.{column}")
        undo()
    assert unseen == []
    assert found_in(pg_url, tables=True).count == 0


@pytest.mark.parametrize("table", SHAPES)
def test_a_row_taken_out_or_put_in(table: str, told: Path, tmp_path: Path) -> None:
    shape = SHAPES[table]
    for what in ("out", "in"):
        file = str(tmp_path / f"{what}.db")
        shutil.copy(told, file)
        with unguarded(file) as connection:
            if what == "out":
                key = ", ".join(shape.key)
                connection.execute(
                    f"DELETE FROM {table} WHERE ({key}) = (SELECT {key} FROM {table} ORDER BY {key} LIMIT 1)"
                )
            else:
                row = connection.execute(f"SELECT {', '.join(shape.columns)} FROM {table} LIMIT 1").fetchone()
                _put_in(connection, table, dict(zip(shape.columns, row, strict=True)))
        assert found_in(file).count > 0, what


def _put_in(connection: Any, table: str, row: dict[str, Any]) -> None:
    """One more row, as much like another as uniqueness lets it be."""
    for name, value in row.items():
        if name in ("previous", "hash", "commitment", "digest"):
            row[name] = "9" * 64
        elif name in ("request_id", "text"):
            row[name] = f"{value} again"
        elif isinstance(value, int) and name in SHAPES[table].key:
            row[name] = value + 100_000
        elif isinstance(value, str) and name in SHAPES[table].key:
            row[name] = f"{value}-again"
    marks = ", ".join(["?"] * len(row))
    connection.execute(f"INSERT INTO {table} VALUES ({marks})", tuple(row.values()))


def test_two_entries_that_change_places(told: Path, tmp_path: Path) -> None:
    file = str(tmp_path / "book.db")
    shutil.copy(told, file)
    with unguarded(file) as connection:
        for one, other in ((7, -7), (8, 7), (-7, 8)):
            connection.execute("UPDATE entry SET seq = ? WHERE seq = ?", (other, one))
    assert found_in(file).count > 0


def _entries(file: str) -> list[Entry]:
    desk = Desk(open_store(file), begun=True)
    found = desk.entries()
    desk.book.close()
    return found


def _anew(told: Path, target: str, entries: list[Entry]) -> None:
    """A book with these entries and all that follows from them: what somebody can make who has our own program."""
    create(target)
    old = sqlite3.connect(told)
    private = old.execute("SELECT * FROM private").fetchall()
    policies = old.execute("SELECT * FROM policy").fetchall()
    old.close()
    book = Book(open_store(target), compiled)
    with book.store.writing() as rows:
        page = WritingPage(rows, Head(book=entries[0].data["book"]), book._rulebook)
        for entry in entries:
            rows.add("entry", columns_of(entry))
            for table, kept in (("private", private), ("policy", policies)):
                for one in kept:
                    row = dict(zip(SHAPES[table].columns, one, strict=True))
                    if row["seq"] == entry.seq:
                        rows.add(table, row)
            page.follow(entry)
        page.keep()
    book.close()


def _rechained(entries: list[Entry], change: Callable[[dict[str, Any]], None], at: int) -> list[Entry]:
    """The entries from `at` on, changed there and linked again with our own code."""
    found, previous = entries[: at - 1], entries[at - 2].hash if at > 1 else FIRST_PREVIOUS
    for entry in entries[at - 1 :]:
        data = {**entry.data, "previous": previous}
        if entry.seq == at:
            change(data)
        payload = canonical(data)
        made = Entry(
            seq=entry.seq,
            kind=entry.kind,
            at=entry.at,
            data=data,
            payload=payload,
            previous=previous,
            hash=entry_hash(payload),
        )
        found.append(made)
        previous = made.hash
    return found


def test_only_a_checkpoint_shows_an_end_cut_off_and_a_book_written_anew(told: Path, tmp_path: Path) -> None:
    entries = _entries(str(told))
    kept = found_in(str(told)).checkpoint
    assert found_in(str(told), kept).count == 0
    cut = str(tmp_path / "cut.db")
    # The last erasure stands before the cut: a text that was erased later than the end would be missed.
    _anew(told, cut, entries[:-2])
    assert found_in(cut, tables=True).count == 0
    assert "its end was cut off" in found_in(cut, kept).flaws[0].what
    anew = str(tmp_path / "anew.db")
    changed = _rechained(entries, lambda data: data["by"].update(login="somebody-else"), 2)
    _anew(told, anew, changed)
    assert found_in(anew, tables=True).count == 0
    assert "written anew" in found_in(anew, kept).flaws[0].what


def test_a_checkpoint_that_was_changed_itself_is_found(told: Path) -> None:
    kept = found_in(str(told)).checkpoint
    for changed in (kept.but(at=kept.at - 1), kept.but(head="ab" * 32)):
        (flaw,) = found_in(str(told), changed).flaws
        assert (
            flaw.what == "the checkpoint has the root of these entries, and another head or time: it was changed itself"
        )


def test_a_chain_mended_from_the_middle_is_found(told: Path, tmp_path: Path) -> None:
    """To change an entry and link the rest again, without making anew what follows from it, is not enough."""
    entries = _entries(str(told))
    given = next(entry.seq for entry in entries if entry.kind == "posting")
    file = str(tmp_path / "book.db")
    shutil.copy(told, file)

    def dearer(data: dict[str, Any]) -> None:
        data["charges"] = [[*one[:3], one[3] - 1, *one[4:]] for one in data["charges"]]

    changed = _rechained(entries, dearer, given)
    with unguarded(file) as connection:
        connection.execute("UPDATE entry SET previous = 'x' || previous, hash = 'x' || hash")
        for entry in changed:
            columns = columns_of(entry)
            sets = ", ".join([f"{name} = ?" for name in columns])
            connection.execute(f"UPDATE entry SET {sets} WHERE seq = ?", (*columns.values(), entry.seq))
        connection.execute("UPDATE head SET hash = ?", (changed[-1].hash,))
    assert any("`counter` was changed" in flaw.what for flaw in found_in(file).flaws)
    assert found_in(file, found_in(str(told)).checkpoint).count > 0


def test_each_guard_of_the_tables_is_missed_when_it_is_gone(told: Path, tmp_path: Path) -> None:
    """Triggers and indexes, read from the catalogue: dropping any of them is found."""
    connection = sqlite3.connect(told)
    guards = connection.execute(
        "SELECT type, name FROM sqlite_master WHERE type IN ('trigger', 'index') AND sql IS NOT NULL"
    ).fetchall()
    connection.close()
    assert len(guards) > 20
    for kind, name in guards:
        file = str(tmp_path / "book.db")
        shutil.copy(told, file)
        open_again = sqlite3.connect(file, isolation_level=None)
        open_again.execute(f"DROP {kind} {name}")
        open_again.close()
        assert f"{kind} `{name}` is missing" in differences(file)


def test_each_guard_on_a_server(pg_url: str) -> None:
    """The same on PostgreSQL, constraints among them."""
    create(pg_url)
    asked = """
        SELECT 'ALTER TABLE ' || c.relname || ' DROP CONSTRAINT ' || o.conname || ' CASCADE', o.conname
        FROM pg_constraint o JOIN pg_class c ON c.oid = o.conrelid
        WHERE c.relnamespace = 'public'::regnamespace AND c.relname <> 'alembic_version'
        UNION ALL
        SELECT 'DROP TRIGGER ' || t.tgname || ' ON ' || c.relname, t.tgname
        FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid WHERE NOT t.tgisinternal
        UNION ALL
        SELECT 'DROP INDEX ' || i.relname, i.relname
        FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid
        WHERE i.relnamespace = 'public'::regnamespace
        AND NOT EXISTS (SELECT 1 FROM pg_constraint o WHERE o.conindid = i.oid)
    """
    with psycopg.connect(pg_url, autocommit=True) as connection:
        guards = connection.execute(asked).fetchall()
    assert len(guards) > 60
    with psycopg.connect(pg_url) as connection:
        from empower.ledger.schema import catalogue

        whole = catalogue(connection)
        for statement, name in guards:
            connection.execute("SAVEPOINT before")
            connection.execute(statement)
            assert catalogue(connection) != whole, name
            connection.execute("ROLLBACK TO SAVEPOINT before")


def test_what_was_changed_for_the_time_of_one_gesture_and_changed_back_is_found(tmp_path: Path) -> None:
    """Neither a policy that was in force once, nor a counter that was emptied, can be used for a moment."""
    file = str(tmp_path / "book.db")
    create(file)
    desk = Desk(open_store(file))
    desk.record("ana", "refund", "8", "failure=late", "customer=C-1")
    before = desk.house
    desk.adopt("tighter.yaml")
    kept = desk.house
    strict, lax = kept.rulebook.ref.digest, before.rulebook.ref.digest

    def changed(statement: str, *values: object) -> None:
        desk.book.close()
        with sqlite3.connect(file) as connection:
            connection.execute(statement, values)
        connection.close()
        desk.book = Book(open_store(file), compiled)

    year = "counter = 'cost all per all every year'"
    changed(f"UPDATE counter SET spent = spent - 800 WHERE {year}")
    emptied = desk.record("ana", "refund", "3", "failure=late", "customer=C-2").entry
    changed(f"UPDATE counter SET spent = spent + 800 WHERE {year}")
    changed("UPDATE head SET policy = ?", lax)
    desk.house = before
    laxer = desk.record("ana", "refund", "25", "failure=late", "customer=C-3").entry
    changed("UPDATE head SET policy = ?", strict)
    desk.book.close()
    assert emptied is not None
    assert laxer is not None
    told = [(flaw.entry, flaw.what) for flaw in found_in(file).flaws]
    assert (emptied.seq, "it saw another balance of `cost all per all every year` than there was") in told
    assert (laxer.seq, "it was made by a policy that was not in force") in told
