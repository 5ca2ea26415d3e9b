"""Rows behave alike in memory, in a file and on a server."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from empower.domain.errors import EmpowerError
from empower.ledger.memory import MemoryStore
from empower.ledger.opening import open_store
from empower.ledger.rows import ConflictError, OverspentError
from empower.ledger.shapes import Row

if TYPE_CHECKING:
    from empower.ledger.rows import Rows, Store

HEAD: Row = {
    "id": 1,
    "book": "b",
    "size": 0,
    "hash": "0" * 64,
    "at": 0,
    "policy": "",
    "roster": None,
    "identity": "claimed",
    "currency": "EUR",
    "closed_until": 0,
}


def duty(seq: int, name: str, due_at: int | None, person: str | None = "ana", done_at: int | None = None) -> Row:
    return {
        "seq": seq,
        "duty": name,
        "title": name,
        "incident": None,
        "person": person,
        "due_at": due_at,
        "done_by": None,
        "done_at": done_at,
    }


def bucket(day: int, spent: int, counter: str = "pot", key: str = "[]") -> Row:
    return {"counter": counter, "key": key, "day": day, "spent": spent, "held": 0}


def private(commitment: str, text: str, kind: str = "customer") -> Row:
    salt = bytes(range(256))
    return {"commitment": commitment, "seq": 1, "kind": kind, "name": "n", "subject": None, "salt": salt, "text": text}


def test_a_row_comes_back_as_it_went(store: Store) -> None:
    row = private("c" * 64, "Zoë – 日本 '\"%s ? 𝄞")
    with store.writing() as rows:
        rows.put("head", HEAD)
        rows.put("counter", {"counter": "pot", "key": "[]", "period": 0, "spent": 2**63 - 1, "held": 0, "day": -5})
    with store.reading() as rows:
        assert rows.get("head", 1) == HEAD
        assert rows.get("counter", "pot", "[]", 0) == {
            "counter": "pot", "key": "[]", "period": 0, "spent": 2**63 - 1, "held": 0, "day": -5,
        }  # fmt: skip
        assert rows.get("counter", "pot", "[]", 1) is None
    with store.writing() as rows:
        rows.put("bucket", bucket(3, 4))
        rows.put("bucket", bucket(3, 9))
        assert rows.find("buckets between", "pot", "[]", 0, 9) == [bucket(3, 9)]
        rows.remove("bucket", "pot", "[]", 3)
        rows.remove("bucket", "pot", "[]", 3)
        assert rows.get("bucket", "pot", "[]", 3) is None
    assert row["salt"] == bytes(range(256))


def test_what_raises_is_undone(store: Store) -> None:
    with store.writing() as rows:
        rows.put("head", HEAD)
        rows.put("bucket", bucket(1, 1))

    def attempt() -> None:
        with store.writing() as rows:
            rows.put("head", HEAD | {"size": 9})
            rows.put("bucket", bucket(2, 1))
            rows.remove("bucket", "pot", "[]", 1)
            rows.charge("pot", "[]", 0, 0, 5, 0, None)
            assert rows.get("head", 1) == HEAD | {"size": 9}
            _ = 1 // 0

    with pytest.raises(ZeroDivisionError):
        attempt()
    with store.reading() as rows:
        assert rows.get("head", 1) == HEAD
        assert rows.find("every bucket") == [bucket(1, 1)]
        assert rows.get("counter", "pot", "[]", 0) is None


def test_order_is_that_of_code_points_with_the_unknown_first(store: Store) -> None:
    names = ["a", "B", "Z", "é", "z", "_", "𝄞", "\uffee"]
    with store.writing() as rows:
        for place, name in enumerate(random.Random(5).sample(names, len(names))):
            rows.put("duty", duty(7, name, None))
            rows.put("duty", duty(place, "x", place * 10 if place % 2 else None))
            rows.put("bucket", bucket(place, 1, key=name))
    with store.reading() as rows:
        assert [row["duty"] for row in rows.find("duties of an entry", 7)] == sorted([*names, "x"])
        found = [(row["due_at"], row["seq"]) for row in rows.find("duties not done")]
        assert found == sorted(found, key=lambda one: (one[0] is not None, one))
        assert [row["key"] for row in rows.find("buckets called", "pot")] == sorted(names)


def test_a_key_is_there_once(store: Store) -> None:
    with store.writing() as rows:
        rows.put("head", HEAD)
        rows.add("bucket", bucket(1, 1))

    def attempt() -> None:
        with store.writing() as rows:
            rows.put("bucket", bucket(5, 5))
            rows.add("bucket", bucket(1, 2))

    with pytest.raises(ConflictError) as told:
        attempt()
    assert told.value.table == "bucket"
    with store.reading() as rows:
        assert rows.find("every bucket") == [bucket(1, 1)]


def test_a_conflict_that_nobody_hears_still_undoes_everything(store: Store) -> None:
    def deaf(rows: Rows) -> None:
        try:
            rows.add("bucket", bucket(1, 2))
            rows.get("bucket", "pot", "[]", 1)
        except ConflictError:
            pass

    with store.writing() as rows:
        rows.add("bucket", bucket(1, 1))

    def attempt() -> None:
        with store.writing() as rows:
            rows.put("bucket", bucket(5, 5))
            deaf(rows)

    with pytest.raises(ConflictError):
        attempt()
    with store.reading() as rows:
        assert rows.find("every bucket") == [bucket(1, 1)]


def test_an_addition_stays_within(store: Store) -> None:
    with store.writing() as rows:
        assert rows.charge("pot", "[]", 0, 3, 40, 10, 100) == (40, 10)
        assert rows.charge("pot", "[]", 0, 4, 60, -10, 100) == (100, 0)
        assert rows.charge("pot", "[]", 0, 4, 5, 0, None) == (105, 0)
        assert rows.charge("pot", "[]", 0, 5, -105, 0, None) == (0, 0)
    for counter, spent in (("pot", 101), ("new", 101)):
        with pytest.raises(OverspentError), store.writing() as rows:
            rows.charge(counter, "[]", 0, 9, spent, 0, 100)
    with store.reading() as rows:
        assert rows.get("counter", "pot", "[]", 0) == {
            "counter": "pot", "key": "[]", "period": 0, "spent": 0, "held": 0, "day": 5,
        }  # fmt: skip
        assert rows.get("counter", "new", "[]", 0) is None


def test_the_same_moves_lead_to_the_same_rows(target: str) -> None:
    drawn = random.Random(11)
    memory, kept = MemoryStore(), open_store(target)
    for _ in range(60):
        moves = [_move(drawn) for _ in range(drawn.randint(1, 6))]
        assert _made(memory, moves) == _made(kept, moves)
    for question, values in (("every bucket", ()), ("every duty", ()), ("every counter", ()), ("duties not done", ())):
        with memory.reading() as ours, kept.reading() as theirs:
            found = ours.find(question, *values)
            assert found == theirs.find(question, *values)
            assert found
    kept.close()


def _move(drawn: random.Random) -> tuple[str, tuple[object, ...]]:
    day, number = drawn.randint(0, 6), drawn.randint(0, 9)
    made: dict[str, tuple[object, ...]] = {
        "add": ("bucket", bucket(day, number)),
        "put": ("duty", duty(day, drawn.choice("aB_é"), drawn.choice((None, number)), drawn.choice(("ana", None)))),
        "remove": ("bucket", "pot", "[]", day),
        "charge": ("pot", drawn.choice(("[]", '["é"]')), 0, day, number, drawn.randint(0, 3), drawn.choice((None, 60))),
        "get": ("bucket", "pot", "[]", day),
        "find": ("duties of a person", "ana"),
    }
    return drawn.choice(list(made.items()))


def _made(store: Store, moves: list[tuple[str, tuple[object, ...]]]) -> list[object]:
    """What the moves came to, or the kind of error that undid them."""
    found: list[object] = []
    try:
        with store.writing() as rows:
            found.extend([getattr(rows, name)(*values) for name, values in moves])
    except EmpowerError as error:
        return [type(error).__name__, "" if isinstance(error, ConflictError | OverspentError) else str(error)]
    return found
