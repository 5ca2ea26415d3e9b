"""The schema of record, the migrations that make it, the shapes that the write path knows, and that no question scans."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import psycopg
import pytest
import sqlalchemy as sa

from empower.ledger import triggers
from empower.ledger.create import BookThereError, NoFolderError, TableTakenError, create
from empower.ledger.failures import NoBookError, NotABookError
from empower.ledger.migrating import engine_for
from empower.ledger.opening import on_server, open_store
from empower.ledger.schema import CannotCompareError, catalogue, differences
from empower.ledger.shapes import QUESTIONS, SHAPES
from empower.ledger.statements import SQLITE
from empower.ledger.tables import TABLES
from empower.ledger.upgrade import upgrade, version_of
from empower.ledger.version import SHIPPED_VERSION
from tests.ledger.shop_house import compiled

_IN_KEY_ORDER = ("entries after", "latest entries", *[f"every {name}" for name in SHAPES])

_HIDDEN = """
CREATE SCHEMA aside;
CREATE FUNCTION aside.keep() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
DROP TRIGGER entry_no_update ON entry;
CREATE TRIGGER entry_no_update BEFORE INSERT ON counter FOR EACH ROW EXECUTE FUNCTION aside.keep();
CREATE TRIGGER entry_no_update BEFORE UPDATE ON entry FOR EACH ROW EXECUTE FUNCTION empower_append_only();
"""


def connected(target: str) -> object:
    return psycopg.connect(target) if on_server(target) else sqlite3.connect(target)


def test_the_write_path_knows_every_table_as_it_is() -> None:
    assert list(TABLES.tables) == list(SHAPES)
    for name, shape in SHAPES.items():
        table = TABLES.tables[name]
        assert tuple(column.name for column in table.columns) == shape.columns
        assert tuple(column.name for column in table.primary_key) == shape.key


def test_migrations_make_what_the_tables_say(target: str) -> None:
    """A book made step by step is the book that the classes describe."""
    server = on_server(target)
    if server:
        with psycopg.connect(target, autocommit=True) as stepwise:
            by_steps = catalogue(stepwise)
            stepwise.execute("CREATE SCHEMA afresh")
        engine = engine_for(lambda: psycopg.connect(target, options="-c search_path=afresh"), server=True)
    else:
        file = sqlite3.connect(target)
        by_steps = catalogue(file)
        file.close()
        engine = engine_for(lambda: sqlite3.connect(":memory:"), server=False)
    with engine.begin() as connection:
        TABLES.create_all(connection, checkfirst=False)
        for statement in triggers.POSTGRES if server else triggers.SQLITE:
            connection.exec_driver_sql(statement)
        afresh = catalogue(connection.connection.driver_connection)
    engine.dispose()
    ours = {name: _plain(text) for name, text in by_steps.items() if "alembic_version" not in name}
    assert {name: _plain(text) for name, text in afresh.items()} == ours


def _plain(text: str) -> tuple[str, list[str], list[str]]:
    """A definition: what it is of, its columns in order, and its constraints without theirs, which says nothing."""
    inside = text.replace("afresh.", "").replace("public.", "").replace('CREATE TABLE "entry"', "CREATE TABLE entry")
    if "CREATE TABLE" not in inside:
        return inside, [], []
    before, _, rest = inside.partition("(")
    body, _, after = rest.rpartition(")")
    parts, depth = [""], 0
    for sign in body:
        depth += (sign == "(") - (sign == ")")
        if sign == "," and not depth:
            parts.append("")
        else:
            parts[-1] += sign
    parts = [part.strip() for part in parts]
    columns = [part for part in parts if not part.startswith(("CONSTRAINT", "PRIMARY", "FOREIGN", "UNIQUE", "CHECK"))]
    return before + after, columns, sorted(set(parts) - set(columns))


def test_a_new_book_differs_in_nothing(target: str) -> None:
    assert differences(target) == ()
    assert version_of(target) == SHIPPED_VERSION
    assert upgrade(target, compiled).after == SHIPPED_VERSION
    assert differences(target) == ()


def test_whatever_is_dropped_or_added_is_found(target: str) -> None:
    dropped = "DROP TRIGGER entry_no_update ON entry" if on_server(target) else "DROP TRIGGER entry_no_update"
    connection = connected(target)
    for statement in (dropped, "DROP INDEX entry_undone_once", "ALTER TABLE head ADD COLUMN more TEXT"):
        connection.execute(statement)  # type: ignore[attr-defined]
    connection.execute("CREATE TABLE another (id INTEGER)")  # type: ignore[attr-defined]
    connection.commit()  # type: ignore[attr-defined]
    connection.close()  # type: ignore[attr-defined]
    found = differences(target)
    assert {"trigger `entry_no_update` is missing", "index `entry_undone_once` is missing"} <= set(found)
    assert any("another" in one for one in found)
    assert any("head" in one for one in found)


@pytest.mark.parametrize(
    ("taken", "told"),
    [
        ("ALTER TABLE vote DISABLE TRIGGER ALL", "table `vote` was changed"),
        ("ALTER TABLE entry DISABLE TRIGGER entry_no_delete", "trigger `entry_no_delete` was changed"),
        ("ALTER TABLE bucket SET UNLOGGED", "table `bucket` was changed"),
        ("CREATE RULE lost AS ON INSERT TO vote DO INSTEAD NOTHING", "rule `vote.lost` was added"),
        ("CREATE SCHEMA aside; CREATE TABLE aside.more () INHERITS (counter)", "table `counter` was changed"),
        (_HIDDEN, "trigger `entry_no_update` was changed"),
        (
            "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET session_replication_role = replica', current_database()); END$$",
            "triggers and foreign keys are turned off for whoever connects (`session_replication_role`)",
        ),
    ],
)
def test_a_guard_that_is_there_and_turned_off_is_found(pg_url: str, taken: str, told: str) -> None:
    create(pg_url)
    with psycopg.connect(pg_url, autocommit=True) as server:
        server.execute(taken)
    assert differences(pg_url) == (told,)


@pytest.mark.parametrize("name", ["sqlitexstat_mine", "sqlite1stat"])
def test_nothing_hides_behind_the_names_of_sqlites_own_tables(name: str, tmp_path: Path) -> None:
    target = str(tmp_path / "book.db")
    create(target)
    with sqlite3.connect(target) as file:
        file.execute("ANALYZE")
    assert differences(target) == ()
    with sqlite3.connect(target) as file:
        file.execute(f"CREATE TRIGGER {name} AFTER UPDATE ON counter BEGIN UPDATE counter SET held = 0; END")
    file.close()
    assert differences(target) == (f"trigger `{name}` was added",)


def test_a_second_version_is_found(target: str) -> None:
    connection = connected(target)
    connection.execute("INSERT INTO alembic_version VALUES ('0003')")  # type: ignore[attr-defined]
    connection.commit()  # type: ignore[attr-defined]
    connection.close()  # type: ignore[attr-defined]
    assert differences(target) == ("version `alembic_version` was changed",)


def test_a_rule_that_is_gone_again_is_not_held_against_the_book(pg_url: str) -> None:
    create(pg_url)
    with psycopg.connect(pg_url, autocommit=True) as server:
        server.execute("CREATE RULE lost AS ON INSERT TO vote DO INSTEAD NOTHING")
        server.execute("DROP RULE lost ON vote")
    assert differences(pg_url) == ()


def test_who_may_not_make_a_schema_is_told_so(pg_url: str) -> None:
    create(pg_url)
    with psycopg.connect(pg_url, autocommit=True) as owner:
        owner.execute("DROP ROLE IF EXISTS guest")
        owner.execute("CREATE ROLE guest LOGIN")
        try:
            with pytest.raises(CannotCompareError, match="ask as the owner of the tables"):
                differences(pg_url.replace("postgres@", "guest@", 1))
        finally:
            owner.execute("DROP ROLE guest")


@pytest.mark.parametrize("name", ["a b.db", "a%20b.db", "a#b.db", "what?.db"])
def test_a_book_may_be_called_anything(name: str, tmp_path: Path) -> None:
    """No sign in the name of a file leads to another file, which would then be upgraded in its place."""
    target = str(tmp_path / name)
    create(target)
    assert [file.name for file in tmp_path.iterdir()] == [name]
    assert version_of(target) == upgrade(target, compiled).after == SHIPPED_VERSION
    assert differences(target) == ()


def test_the_database_of_another_program_is_not_upgraded(tmp_path: Path) -> None:
    """Others use Alembic too."""
    with sqlite3.connect(tmp_path / "theirs.db") as theirs:
        theirs.execute("CREATE TABLE alembic_version (version_num)")
        theirs.execute("INSERT INTO alembic_version VALUES ('00aa')")
    theirs.close()
    with pytest.raises(NotABookError, match="another program made it"):
        upgrade(str(tmp_path / "theirs.db"), compiled)


def test_where_there_is_no_book_none_is_upgraded(tmp_path: Path) -> None:
    with pytest.raises(NotABookError, match="it is a folder"):
        upgrade(str(tmp_path), compiled)
    with pytest.raises(NoBookError, match="`empower init` makes a new, empty one"):
        upgrade(str(tmp_path / "book.db"), compiled)


def test_a_book_that_does_not_say_its_version_is_not_upgraded(target: str) -> None:
    connection = connected(target)
    connection.execute("DELETE FROM alembic_version")  # type: ignore[attr-defined]
    connection.commit()  # type: ignore[attr-defined]
    connection.close()  # type: ignore[attr-defined]
    with pytest.raises(NotABookError, match="does not say of which version"):
        upgrade(target, compiled)


def test_what_is_no_book_is_compared_with_none(tmp_path: Path) -> None:
    notes = tmp_path / "notes.txt"
    notes.write_text("milk " * 500, encoding="utf-8")
    with pytest.raises(NotABookError, match="is not a book"):
        differences(str(notes))


def test_tables_of_somebody_else_are_left_alone(pg_url: str) -> None:
    with psycopg.connect(pg_url, autocommit=True) as server:
        server.execute("CREATE TABLE request (theirs INTEGER)")
        with pytest.raises(TableTakenError, match="a table `request`"):
            create(pg_url)
        tables = server.execute("SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace").fetchall()
        assert tables == [("request",)]
        server.execute("CREATE SCHEMA house")
        house = f"{pg_url}{'&' if '?' in pg_url else '?'}options=-csearch_path%3Dhouse"
        create(house)
        assert differences(house) == ()
        server.execute("CREATE ROLE lodger LOGIN")
        try:
            for statement in triggers.application_role("lodger", schema="house"):
                server.execute(statement)
            with psycopg.connect(house.replace("postgres@", "lodger@", 1), autocommit=True) as lodger:
                assert lodger.execute("SELECT count(*) FROM entry").fetchone() == (0,)
                for theirs in ("SELECT * FROM public.request", "UPDATE entry SET cost = 1"):
                    with pytest.raises(psycopg.errors.InsufficientPrivilege):
                        lodger.execute(theirs)
        finally:
            server.execute("DROP OWNED BY lodger")
            server.execute("DROP ROLE lodger")


def test_a_disk_where_a_file_has_one_name_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a memory stick there are no hard links; a book is made all the same, and never over something."""

    def refuse(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr("os.link", refuse)
    target = tmp_path / "book.db"
    create(str(target))
    assert differences(str(target)) == ()
    before = target.read_bytes()
    with pytest.raises(BookThereError):
        create(str(target))
    assert target.read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == ["book.db"]


def test_leaving_the_asker_out_does_not_let_anybody_undo_their_own(target: str) -> None:
    from tests.ledger.shop_house import Desk

    desk = Desk(open_store(target))
    desk.record("ana", "refund", "20", "failure=late", "customer=C-1")
    desk.book.close()
    columns = SHAPES["entry"].columns
    other = {"seq": "seq + 1", "kind": "'reversal'", "refers": "seq", "asker": "NULL", "request_id": "NULL"}
    hashes = {"previous": f"'{'1' * 64}'", "hash": f"'{'2' * 64}'"}
    row = ", ".join([(other | hashes).get(column, column) for column in columns])
    connection = connected(target)
    with pytest.raises((sqlite3.IntegrityError, psycopg.IntegrityError), match="entry_nobody_undoes_their_own"):
        connection.execute(f"INSERT INTO entry SELECT {row} FROM entry WHERE kind = 'posting'")  # type: ignore[attr-defined]
    connection.close()  # type: ignore[attr-defined]


def test_nothing_is_made_where_something_is(target: str, tmp_path: Path) -> None:
    with pytest.raises(BookThereError, match="a book already"):
        create(target)
    other = tmp_path / "notes.txt"
    other.write_text("milk", encoding="utf-8")
    with pytest.raises(BookThereError, match="something already, and it is no book"):
        create(str(other))
    assert other.read_text(encoding="utf-8") == "milk"
    with pytest.raises(BookThereError, match="something already, and it is no book"):
        create(str(tmp_path))
    with pytest.raises(NoFolderError, match="there is no folder"):
        create(str(tmp_path / "nowhere" / "book.db"))
    left = sorted(file.name for file in tmp_path.iterdir())
    assert [name for name in left if name.endswith(".new")] == []


@pytest.mark.parametrize("name", QUESTIONS)
def test_no_question_scans(name: str, tmp_path: Path) -> None:
    """Every question is answered by a key or an index, without sorting what it finds."""
    create(str(tmp_path / "book.db"))
    store = open_store(str(tmp_path / "book.db"))
    question = QUESTIONS[name]
    values = [1 for _ in question.asked]
    plan = store.connection.execute(f"EXPLAIN QUERY PLAN {SQLITE.find(name)}", values).fetchall()  # type: ignore[attr-defined]
    told = " / ".join(row[3] for row in plan)
    store.close()
    if name not in _IN_KEY_ORDER:
        assert "SCAN" not in told, told
        assert "SEARCH" in told, told
    assert "TEMP B-TREE" not in told or name in _FEW_ROWS, told


_FEW_ROWS = (  # or an adoption asks, which reads the whole book anyway;
    # what is found is a handful, whatever the size of the book
    "holdings called",
    "charges of",
    "holdings past their time",
    "votes on",
    "delegations that may hold",
    "duties of a person",
    "duties not done",
    "texts about",
    "texts of an entry",
    "customer by id",
    "entries that refer to",
    "latest by asker",
    "gestures of an asker",
    "entries of an incident",
)


def test_the_book_is_append_only(target: str) -> None:
    from tests.ledger.shop_house import Desk

    desk = Desk(open_store(target))
    desk.record("ana", "refund", "20", "failure=late", "customer=C-1", note="a note")
    desk.book.close()
    refused = (
        "UPDATE entry SET cost = 1",
        "UPDATE entry SET seq = seq + 100",
        "DELETE FROM entry",
        "UPDATE policy SET text = 'x'",
        "DELETE FROM policy",
        "UPDATE private SET text = 'x'",
        *(
            ("TRUNCATE entry CASCADE", "TRUNCATE policy", "TRUNCATE private")
            if on_server(target)
            else ("INSERT OR REPLACE INTO entry SELECT * FROM entry", "REPLACE INTO policy SELECT * FROM policy")
        ),
    )
    for statement in refused:
        connection = connected(target)
        if not on_server(target):
            connection.execute("PRAGMA recursive_triggers=ON")  # type: ignore[attr-defined]
        with pytest.raises((sqlite3.IntegrityError, psycopg.Error), match="append-only"):
            connection.execute(statement)  # type: ignore[attr-defined]
        connection.close()  # type: ignore[attr-defined]


def test_an_application_role_cannot_change_the_book(pg_url: str) -> None:
    """On PostgreSQL the program can work as a role that has no right to change or delete an entry, triggers or not."""
    from tests.ledger.shop_house import Desk

    create(pg_url)
    with psycopg.connect(pg_url, autocommit=True) as owner:
        owner.execute("DROP ROLE IF EXISTS till")
        owner.execute("CREATE ROLE till LOGIN")
        for statement in triggers.application_role("till"):
            owner.execute(statement)
        try:
            desk = Desk(open_store(pg_url.replace("postgres@", "till@", 1)))
            entry = desk.record("ana", "refund", "20", "failure=late", "customer=C-1").entry
            assert entry is not None
            assert entry.kind == "posting"
            desk.book.close()
            with psycopg.connect(pg_url.replace("postgres@", "till@", 1), autocommit=True) as till:
                for statement in ("UPDATE entry SET cost = 1", "DELETE FROM entry", "TRUNCATE entry CASCADE"):
                    with pytest.raises(psycopg.errors.InsufficientPrivilege):
                        till.execute(statement)
        finally:
            owner.execute("DROP OWNED BY till")
            owner.execute("DROP ROLE till")


def test_an_engine_is_only_made_when_asked() -> None:
    assert isinstance(engine_for(lambda: sqlite3.connect(":memory:"), server=False), sa.Engine)
