"""Opening finds a book or says what is there instead; it never makes one and never shows a password."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from empower.domain.errors import EmpowerError
from empower.ledger.create import create
from empower.ledger.failures import (
    BookError,
    NewerBookError,
    NoBookError,
    NotABookError,
    OlderBookError,
    ServerError,
)
from empower.ledger.opening import APPLICATION_ID, on_server, open_store, shown_target, without_password
from empower.ledger.sqlite import SqliteStore
from empower.ledger.upgrade import version_of
from tests.ledger.conftest import created


def test_a_mistyped_path_makes_no_book(tmp_path: Path) -> None:
    way = "check the name, or put the last copy back; `empower init` makes a new, empty one"
    for mistyped in (tmp_path / "bok.db", tmp_path / "nowhere" / "book.db"):
        with pytest.raises(NoBookError, match="`empower init` makes a new, empty one") as told:
            open_store(mistyped)
        assert str(told.value) == f"there is no book at `{mistyped}`; {way}"
    assert list(tmp_path.iterdir()) == []


def test_a_mistyped_name_beside_a_book_is_not_told_to_make_another(tmp_path: Path) -> None:
    created(str(tmp_path / "book.db"))
    with pytest.raises(NoBookError, match=r"did you mean `book\.db`") as told:
        open_store(tmp_path / "bok.db")
    assert "init" not in str(told.value)


@pytest.mark.parametrize(
    "mistyped",
    [
        "postgresql+psycopg2://till:hunter2@db.example/empower",
        "mysql://till:hunter2@db.example/empower",
        "postgres//till:hunter2@db.example/empower",
        "postgres/till:hunter2@db.example/empower",
        "postgresql:/till:hunter2@db.example/empower",
    ],
)
def test_a_mistyped_address_is_no_file_and_shows_no_password(mistyped: str) -> None:
    with pytest.raises(NotABookError, match="begins with `postgresql://`") as told:
        open_store(mistyped)
    assert "hunter2" not in str(told.value) + shown_target(mistyped)


def text(path: Path) -> None:
    path.write_text("Dear all,\n" * 1000)


def short(path: Path) -> None:
    path.write_text("hi")


def empty(path: Path) -> None:
    path.touch()


def folder(path: Path) -> None:
    path.mkdir()


def others(path: Path) -> None:
    with sqlite3.connect(path) as file:
        file.execute("CREATE TABLE entry (seq)")
    file.close()


def tableless(path: Path) -> None:
    with sqlite3.connect(path) as file:
        file.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        file.execute("CREATE TABLE other (seq)")
    file.close()


@pytest.mark.parametrize("made", [text, short, empty, folder, others, tableless])
def test_what_is_no_book_is_left_alone(made: object, tmp_path: Path) -> None:
    assert callable(made)
    path = tmp_path / "thing"
    made(path)
    before = path.read_bytes()[:90] if path.is_file() else b""
    with pytest.raises(NotABookError, match="is not a book: "):
        open_store(path)
    assert (path.read_bytes()[:90] if path.is_file() else b"") == before or made in (others, tableless)
    assert [one.name for one in tmp_path.iterdir()] == ["thing"]


def test_an_empty_database_has_no_book(pg_url: str) -> None:
    with pytest.raises(NoBookError, match="`empower init` makes a new, empty one"):
        open_store(pg_url)


@pytest.mark.parametrize(("found", "told"), [("9999", NewerBookError), ("0000", OlderBookError)])
def test_another_release_s_book(found: str, told: type[BookError], target: str) -> None:
    statement = f"UPDATE alembic_version SET version_num = '{found}'"
    if on_server(target):
        with psycopg.connect(target) as server:
            server.execute(statement)
    else:
        with sqlite3.connect(target) as file:
            file.execute(statement)
        file.close()
    with pytest.raises(told, match="upgrade"):
        open_store(target)


def test_every_way_to_write_a_target(target: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if on_server(target):
        ways = [target, target.replace("postgresql://", "postgresql+psycopg://")]
    else:
        monkeypatch.chdir(tmp_path)
        ways = ["book.db", "sqlite:///book.db", f"sqlite:///{target}", target]
    for way in ways:
        store = open_store(way)
        with store.writing() as rows:
            assert rows.get("head", 1) is None
        store.close()


def test_names_that_mean_something_in_an_address(tmp_path: Path) -> None:
    odd = tmp_path / "50% off? #1 ü.db"
    created(str(odd))
    store = open_store(odd)
    with store.writing() as rows:
        rows.remove("duty", 1, "x")
    store.close()
    assert sorted(one.name for one in tmp_path.iterdir()) == [odd.name, f"{odd.name}-next", f"{odd.name}-turn"]


def test_a_book_in_a_file_is_kept_with_care(tmp_path: Path) -> None:
    created(str(tmp_path / "book.db"))
    store = open_store(tmp_path / "book.db")
    assert isinstance(store, SqliteStore)
    asked = ("journal_mode", "synchronous", "foreign_keys", "recursive_triggers")
    found = [store.connection.execute(f"PRAGMA {name}").fetchone()[0] for name in asked]
    assert found == ["wal", 2, 1, 1]
    store.close()


def test_no_password_is_shown() -> None:
    assert (
        shown_target("postgresql://me:s3cret@host:5/db?sslmode=require")
        == "postgresql://me:***@host:5/db?sslmode=require"
    )
    assert shown_target("postgresql://me@host/db?password=s3cret&x=1") == "postgresql://me@host/db?password=***&x=1"
    assert shown_target("postgresql://host/db") == "postgresql://host/db"
    assert shown_target("books/book.db") == "books/book.db"
    for hard in ("a@s3cret", "a/s3cret", "a?s3cret", "s3cret:", "s3cret@b?password=s3cret"):
        assert "s3cret" not in shown_target(f"postgresql://me:{hard}@127.0.0.1:1/db")
        with pytest.raises(ServerError) as told:
            open_store(f"postgresql://me:{hard}@127.0.0.1:1/db")
        assert "s3cret" not in str(told.value)
        for use in (create, version_of):
            with pytest.raises(EmpowerError) as told_too:
                use(f"postgresql://me:{hard}@127.0.0.1:1/db")
            assert "s3cret" not in str(told_too.value)


def test_an_address_that_others_may_read() -> None:
    assert without_password("postgresql://me:s3@ret@h:5/db?sslmode=require") == "postgresql://me@h:5/db?sslmode=require"
    assert without_password("postgresql://me@h/db?password=s3cret") == "postgresql://me@h/db"
    assert without_password("postgresql://h/db?x=1&sslpassword=s3") == "postgresql://h/db?x=1"
    assert without_password("postgresql://me@h/db") == "postgresql://me@h/db"
    assert without_password("books/a:b@c.db") == "books/a:b@c.db"


LIGHT = """
import sys
bare = set(sys.modules)
import empower.ledger.opening
store = empower.ledger.opening.open_store(sys.argv[1])
with store.reading() as rows:
    rows.get("head", 1)
heavy = "sqlmodel sqlalchemy alembic pydantic json re typing dataclasses pathlib psycopg logging inspect enum".split()
print(sorted(set(heavy) & (set(sys.modules) - bare)))
"""


def test_opening_a_file_loads_nothing_heavy(tmp_path: Path) -> None:
    created(str(tmp_path / "book.db"))
    root = Path(__file__).resolve().parents[2]
    bare = [sys.executable, "-I", "-S", "-c", f"import sys; sys.path.insert(0, {str(root)!r})\n{LIGHT}"]
    done = subprocess.run([*bare, str(tmp_path / "book.db")], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_without_the_extra_it_is_told_what_to_install() -> None:
    script = """
import sys
sys.modules["psycopg"] = None
from empower.ledger.opening import open_store
from empower.domain.errors import EmpowerError
try:
    open_store("postgresql://me:s3cret@host/db")
except EmpowerError as told:
    print(told)
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "PostgreSQL needs the extra: pip install 'empower-remedy[postgres]'"
