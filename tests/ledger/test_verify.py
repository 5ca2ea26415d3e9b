"""Bytes that the program never wrote are told of, each with its place: by whoever was changed, nothing ends in a fault."""

from __future__ import annotations

import random
import shutil
import sqlite3
from pathlib import Path

import pytest

from empower.domain.entries import Entry
from empower.domain.errors import EmpowerError
from empower.ledger.book import Book
from empower.ledger.create import create
from empower.ledger.failures import BusyError
from empower.ledger.opening import open_store
from empower.ledger.schema import differences
from empower.ledger.shapes import SHAPES
from empower.ledger.verifying.file import file_flaws
from empower.ledger.verifying.whole import Verified
from empower.services.evidence import NotProvableError, receipt_of, verified
from empower.services.forget import forget
from empower.services.replay import Replayed, replayed
from tests.ledger.shop_house import Desk, compiled
from tests.ledger.test_tampering import unguarded

DAMAGED = 150
ODD = (
    b"",
    b"\x00\xff",
    b"[]",
    b"null",
    b"[" * 20_000,
    b'{"kind":"posting"}',
    b'{"kind":["posting"],"seq":3,"at":1,"previous":""}',
    b'{"kind":"posting","seq":3,"at":1e999,"previous":""}',
    b'{"kind":"posting","seq":"x","at":1,"previous":""}',
    b'{"kind":"posting","seq":3,"at":1,"previous":[],"texts":[7],"references":7,"customer":{},"by":[]}',
    b'{"kind":"posting","seq":1' + b"0" * 30 + b',"at":1,"previous":""}',
    b'{"kind":"erasure","seq":3,"at":1,"previous":"","erased":7}',
    b'{"kind":"adoption","seq":3,"at":1,"previous":"","policy":[1],"roster":{"a":1}}',
)


@pytest.fixture
def file(told: Path, tmp_path: Path) -> str:
    """A copy of it that a test may change."""
    return str(shutil.copy(told, tmp_path / "book.db"))


def found_in(file: str) -> Verified:
    book = Book(open_store(file), compiled)
    try:
        return verified(book, (*differences(file), *file_flaws(file)), rebuild=True, against=None)
    finally:
        book.close()


def again(file: str) -> Replayed:
    book = Book(open_store(file), compiled)
    try:
        with book.reading() as page:
            return replayed(page)
    finally:
        book.close()


def rows_of(file: str) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table, read without an index."""
    connection = sqlite3.connect(file)
    try:
        return {table: sorted(connection.execute(f"SELECT * FROM {table} NOT INDEXED"), key=repr) for table in SHAPES}
    finally:
        connection.close()


def posting_in(told: Path) -> int:
    connection = sqlite3.connect(told)
    (seq,) = connection.execute("SELECT min(seq) FROM entry WHERE kind = 'posting'").fetchone()
    connection.close()
    return int(seq)


def test_a_whole_book_has_no_flaw(file: str) -> None:
    assert found_in(file).flaws == ()


@pytest.mark.parametrize("payload", ODD, ids=range(len(ODD)))
def test_an_entry_of_any_bytes_is_told_of_by_its_number(payload: bytes, told: Path, file: str) -> None:
    seq = posting_in(told)
    with unguarded(file) as connection:
        connection.execute("UPDATE entry SET payload = ? WHERE seq = ?", (payload, seq))
    found = found_in(file)
    assert seq in [flaw.entry for flaw in found.flaws]
    replay = again(file)
    assert replay.same > 0
    if payload[:12] not in (b'{"kind":"era', b'{"kind":"ado'):  # of these nothing was decided
        assert [one.seq for one in replay.found] == [seq]


@pytest.mark.parametrize(
    "key", ["texts", "references", "customer", "by", "parts", "balances", "facts", "charges", "policy", "roster"]
)
@pytest.mark.parametrize("value", ["[7]", "7", '{"a":[{}]}', "null"])
def test_what_an_entry_has_may_be_anything(key: str, value: str, told: Path, file: str) -> None:
    seq = posting_in(told)
    with unguarded(file) as connection:
        changed = connection.execute(
            "UPDATE entry SET payload = CAST(json_set(CAST(payload AS TEXT), ?, json(?)) AS BLOB) WHERE seq = ?",
            (f"$.{key}", value, seq),
        )
        assert changed.rowcount == 1
    assert seq in [flaw.entry for flaw in found_in(file).flaws]
    again(file)


def test_an_entry_may_say_that_it_is_another(told: Path, file: str) -> None:
    """What follows from it cannot be made again: the incident is open already."""
    seq = posting_in(told)
    with unguarded(file) as connection:
        says = "CAST(json_set(CAST(payload AS TEXT), '$.kind', 'opened') AS BLOB)"
        connection.execute(f"UPDATE entry SET payload = {says} WHERE seq = ?", (seq,))
    found = [flaw.what for flaw in found_in(file).flaws if flaw.entry == seq]
    assert "what follows from it cannot be made again, so the other tables were not compared" in found


def test_no_receipt_is_made_of_a_changed_book(told: Path, file: str) -> None:
    seq = posting_in(told)
    with unguarded(file) as connection:
        says = "CAST(replace(CAST(payload AS TEXT), 'refund', 'gift') AS BLOB)"
        assert connection.execute(f"UPDATE entry SET payload = {says} WHERE seq = ?", (seq,)).rowcount == 1
    book = Book(open_store(file), compiled)
    with book.reading() as page, pytest.raises(NotProvableError, match=f"of entry {seq}:"):
        receipt_of(page, seq, with_texts=False)
    book.close()


def test_a_receipt_is_not_made_where_nothing_can_be_proven(told: Path, file: str) -> None:
    seq = posting_in(told)
    with unguarded(file) as connection:
        connection.execute("UPDATE entry SET payload = x'00' WHERE seq = ?", (seq,))
        connection.execute("UPDATE entry SET hash = 'zz' WHERE seq = 1")
    book = Book(open_store(file), compiled)
    with book.reading() as page:
        for one in (seq, 2):
            with pytest.raises(NotProvableError, match=f"of entry {one}:"):
                receipt_of(page, one, with_texts=False)
    book.close()


def test_an_erased_text_that_is_there_again_is_found(tmp_path: Path) -> None:
    file = str(tmp_path / "book.db")
    create(file)
    desk = Desk(open_store(file))
    desk.record("ana", "refund", "12", "failure=late", "customer=C-1", note="they wept")
    kept = [row for row in rows_of(file)["private"] if "C-1" in row or "they wept" in row]
    assert len(kept) == 2
    forget(desk.house, desk.book, desk.actor("oli"), "C-1", desk.pen, "they asked", by_login=False)
    desk.book.close()
    assert found_in(file).count == 0
    with unguarded(file) as connection:
        connection.executemany(f"INSERT INTO private VALUES ({', '.join('?' * len(kept[0]))})", kept)
    told = {flaw.what for flaw in found_in(file).flaws}
    assert told == {"a text beside it was erased once, and is there again"}


def test_what_is_forgotten_is_in_no_byte_and_a_returning_customer_is_new(tmp_path: Path) -> None:
    file = tmp_path / "book.db"
    create(str(file))
    desk = Desk(open_store(str(file)))
    given = desk.record("ana", "refund", "12", "failure=late", "customer=ZEBRA-1", note="zebra wept").entry
    asked = desk.record("ana", "refund", "55", "failure=late", "customer=ZEBRA-1").entry
    assert given is not None
    assert asked is not None
    desk.decline("max", asked.seq)
    desk.book.close()
    assert b"ZEBRA-1" in file.read_bytes()
    assert b"zebra wept" in file.read_bytes()
    desk = Desk(open_store(str(file)), begun=True)
    desk.pass_time(1)
    forget(desk.house, desk.book, desk.actor("oli"), "ZEBRA-1", desk.pen, "they asked", by_login=False)
    desk.book.close()
    assert b"zebra" not in file.read_bytes().lower()
    assert found_in(str(file)).count == 0
    assert again(str(file)).differing == 0
    desk = Desk(open_store(str(file)), begun=True)
    desk.pass_time(2)
    back: Entry | None = desk.record("ana", "refund", "13", "failure=late", "customer=ZEBRA-1").entry
    assert back is not None
    assert back.data["customer"] != given.data["customer"]
    desk.book.close()
    assert found_in(str(file)).count == 0


def test_an_index_that_does_not_agree_with_its_table_is_found(file: str) -> None:
    """Somebody takes an index out of the catalogue, changes the table, and puts the index back as it was."""
    connection = sqlite3.connect(file, isolation_level=None)
    asked = (
        "SELECT type, name, tbl_name, rootpage, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = 'request'"
    )
    kept = connection.execute(asked + " AND sql IS NOT NULL").fetchone()
    connection.execute("PRAGMA writable_schema=ON")
    connection.execute("DELETE FROM sqlite_master WHERE name = ?", (kept[1],))
    connection.close()
    connection = sqlite3.connect(file, isolation_level=None)
    whole = connection.execute("SELECT * FROM request").fetchall()
    connection.execute("DELETE FROM request")
    connection.executemany(f"INSERT INTO request VALUES ({', '.join('?' * len(whole[0]))})", whole[:-1])
    connection.execute("PRAGMA writable_schema=ON")
    connection.execute("INSERT INTO sqlite_master VALUES (?, ?, ?, ?, ?)", kept)
    connection.close()
    assert differences(file) == ()
    assert any(kept[1] in flaw for flaw in file_flaws(file))


def test_a_file_that_cannot_be_reached_is_not_called_damaged(file: str) -> None:
    connection = sqlite3.connect(file, isolation_level=None)
    connection.execute("PRAGMA journal_mode=DELETE")
    connection.execute("BEGIN EXCLUSIVE")
    with pytest.raises(BusyError):
        file_flaws(file, patience=0)
    connection.close()
    Path(file).unlink()
    with pytest.raises(EmpowerError, match=r"book\.db"):
        file_flaws(file)


def test_a_row_that_refers_to_none_is_found(file: str) -> None:
    with unguarded(file) as connection:
        connection.execute(
            "UPDATE entry SET refers = 9999 WHERE seq = (SELECT max(seq) FROM entry WHERE refers IS NOT NULL)"
        )
    assert "a row of `entry` refers to a row that is not there" in file_flaws(file)


def test_a_damaged_file_is_told_of_or_nothing_in_it_is_otherwise(told: Path, tmp_path: Path) -> None:
    """A disk that loses bits: what is not found was never read, so every row is still as it was."""
    whole, rows = told.read_bytes(), rows_of(str(told))
    chance = random.Random(7)
    found = 0
    for number in range(DAMAGED):
        damaged = bytearray(whole)
        place = chance.randrange(100, len(whole))
        for step in range(chance.choice((1, 1, 8, 64))):
            damaged[(place + step) % len(whole)] ^= chance.randrange(1, 256)
        file = tmp_path / f"{number}.db"
        file.write_bytes(damaged)
        try:
            flaws = found_in(str(file)).count
        except EmpowerError:
            flaws = 1  # it cannot be opened or read, and that is said
        found += flaws > 0
        if not flaws:
            assert rows_of(str(file)) == rows, place
        for left in tmp_path.glob(f"{number}.db*"):
            left.unlink()
    assert found > DAMAGED // 20


@pytest.mark.parametrize(
    ("taken", "said"), [("head", "the head of the chain is missing"), ("policy", "the text of policy sha256:")]
)
def test_a_book_that_lacks_what_every_book_has_says_so(file: str, taken: str, said: str) -> None:
    with unguarded(file) as connection:
        connection.execute(f"DELETE FROM {taken}")
    book = Book(open_store(file), compiled)
    for use in (book.reading, book.writing):
        with pytest.raises(EmpowerError, match=f"{said}.*`empower ledger verify` says what else"), use() as page:
            _ = page.rulebook
    book.close()
