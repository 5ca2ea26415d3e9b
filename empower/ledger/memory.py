"""A book in memory, with what the databases promise: for tests, which hold the databases against it, and for what-if."""

from __future__ import annotations

import _thread

from empower.ledger.failures import BusyError
from empower.ledger.rows import ConflictError, OverspentError
from empower.ledger.shapes import QUESTIONS, SHAPES, takes_value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from types import TracebackType

    from empower.ledger.shapes import Cell, Row

    Key = tuple[Cell, ...]

__all__ = ["UNIQUE", "MemoryRows", "MemoryStore"]

UNIQUE: tuple[tuple[str, tuple[str, ...], tuple[str, Key] | None], ...] = (
    ("entry", ("previous",), None),
    ("entry", ("hash",), None),
    ("entry", ("request_id",), None),
    ("entry", ("refers",), ("kind", ("posting", "release"))),
    ("entry", ("refers",), ("kind", ("reversal",))),
    ("entry", ("refers",), ("kind", ("confirmation",))),
    ("entry", ("refers",), ("kind", ("revocation",))),
    ("entry", ("refers", "person"), ("kind", ("vote",))),
    ("entry", ("refers", "authority"), ("kind", ("vote",))),
    ("private", ("text",), ("kind", ("customer",))),
    ("vote", ("request", "in_name_of"), None),
)
"""Table, columns that together are there once, and for which rows only."""

_SIGNS: dict[str, Callable[[int, int], bool]] = {
    "=": lambda a, b: a == b,
    ">": lambda a, b: a > b,
    ">=": lambda a, b: a >= b,
    "<": lambda a, b: a < b,
    "<=": lambda a, b: a <= b,
}


class MemoryStore:
    """Tables that are gone when the program ends."""

    def __init__(self) -> None:
        self.tables: dict[str, dict[Key, Row]] = {name: {} for name in SHAPES}
        self.taken: list[dict[Key, Key]] = [{} for _ in UNIQUE]
        self.places: dict[
            tuple[str, str], dict[Cell, dict[Key, None]]
        ] = {}  # by table and column: of a value, its rows
        self.lock = _thread.allocate_lock()

    def reading(self) -> _Block:
        """The rows as of one moment."""
        return _Block(self, writes=False)

    def writing(self) -> _Block:
        """The rows; undone when the block raises."""
        return _Block(self, writes=True)

    def close(self) -> None:
        """Nothing to let go of."""


class _Block:
    """One transaction; one at a time, as nobody else can see half of it."""

    def __init__(self, store: MemoryStore, *, writes: bool) -> None:
        self._store = store
        self._rows = MemoryRows(store, writes=writes)

    def __enter__(self) -> MemoryRows:
        if not self._store.lock.acquire(timeout=30):
            raise BusyError("memory")
        return self._rows

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        try:
            self._rows.end(keep=error is None)
        finally:
            self._store.lock.release()


class MemoryRows:
    """The rows of one transaction."""

    far = False

    def __init__(self, store: MemoryStore, *, writes: bool) -> None:
        self._tables = store.tables
        self._taken = store.taken
        self._places = store.places
        self._writes = writes
        self._failure: ConflictError | None = None
        self._undo: list[tuple[str, Key, Row | None]] = []

    def get(self, table: str, *key: Cell) -> Row | None:
        """The row with this key."""
        found = self._tables[table].get(key)
        return None if found is None else dict(found)

    def expect(self, *asked: tuple[Cell, ...]) -> None:
        """Nothing to be done: every row is near."""

    def find(self, question: str, *values: Cell) -> list[Row]:
        """The rows that answer one of `QUESTIONS`."""
        asked = QUESTIONS[question]
        given = iter(values)
        tests = [(name, sign, next(given) if takes_value(sign) else None) for name, sign in asked.tests]
        found = [row for row in self._likely(asked.table, tests) if all([_passes(row, *test) for test in tests])]
        found.sort(key=lambda row: [_place(row[name]) for name in asked.order], reverse=asked.descending)
        return [dict(row) for row in found[: asked.limit]]

    def add(self, table: str, row: Row) -> None:
        """A new row. Raises `ConflictError` when its key, or what must be unique, is taken."""
        key = tuple([row[name] for name in SHAPES[table].key])
        if key in self._tables[table]:
            self._failure = ConflictError(table, ", ".join(SHAPES[table].key))
            raise self._failure
        self._set(table, key, row)

    def add_all(self, table: str, rows: list[Row]) -> None:
        """New rows, all in one go."""
        for row in rows:
            self.add(table, row)

    def roll(self, table: str, rows: list[Row]) -> None:
        """Adds these rows' values to those of the rows with their keys, which are there from then on."""
        shape = SHAPES[table]
        for row in rows:
            key = tuple([row[name] for name in shape.key])
            known = self._tables[table].get(key)
            if known is not None:
                row = {**row, **{name: int(known[name] or 0) + int(row[name] or 0) for name in shape.values}}  # noqa: PLW2901
            self._set(table, key, row)

    def put(self, table: str, row: Row) -> None:
        """The row in place of the one with its key, if there is one."""
        self._set(table, tuple([row[name] for name in SHAPES[table].key]), row)

    def remove(self, table: str, *key: Cell) -> None:
        """No row with this key any more."""
        self._set(table, key, None)

    def charge(
        self, counter: str, key: str, period: int, day: int, spent: int, held: int, within: int | None
    ) -> tuple[int, int]:
        """What the counter says after adding these, its `day` set; nothing is added beyond `within`."""
        row = self._tables["counter"].get((counter, key, period))
        if row is not None:
            spent, held = int(row["spent"] or 0) + spent, int(row["held"] or 0) + held
        if within is not None and spent + held > within:
            raise OverspentError(counter, within)
        made: Row = {"counter": counter, "key": key, "period": period, "spent": spent, "held": held, "day": day}
        self._set("counter", (counter, key, period), made)
        return spent, held

    def end(self, *, keep: bool) -> None:
        """What was written stays, or was never there. Raises what somebody chose not to hear."""
        if keep and self._failure is None:
            return
        for table, key, row in reversed(self._undo):
            self._replace(table, key, row)
        if keep and self._failure is not None:
            raise self._failure

    def _set(self, table: str, key: Key, row: Row | None) -> None:
        if not self._writes:
            raise TypeError("these rows are for reading")
        for place, columns, values in _unique(table, row):
            if self._taken[place].get(values, key) != key:
                self._failure = ConflictError(table, ", ".join(columns))
                raise self._failure
        kept = None if row is None else {name: row[name] for name in SHAPES[table].columns}
        self._undo.append((table, key, self._tables[table].get(key)))
        self._replace(table, key, kept)

    def _likely(self, table: str, tests: list[tuple[str, str, Cell]]) -> Iterable[Row]:
        """The rows that may pass the tests: those with the value that a column must have, where one must."""
        if not tests or tests[0][1] != "=":
            return self._tables[table].values()
        column, _, value = tests[0]
        if (table, column) not in self._places:
            found = self._places[table, column] = {}
            for key, row in self._tables[table].items():
                found.setdefault(row[column], {})[key] = None
        return [self._tables[table][key] for key in self._places[table, column].get(value, ())]

    def _replace(self, table: str, key: Key, row: Row | None) -> None:
        before = self._tables[table].pop(key, None)
        for place, _, values in _unique(table, before):
            del self._taken[place][values]
        for (name, column), found in self._places.items():
            if name == table:
                if before is not None:
                    del found[before[column]][key]
                if row is not None:
                    found.setdefault(row[column], {})[key] = None
        if row is not None:
            self._tables[table][key] = row
            for place, _, values in _unique(table, row):
                self._taken[place][values] = key


def _unique(table: str, row: Row | None) -> list[tuple[int, tuple[str, ...], Key]]:
    """What of the row may be there once; an unknown is like nothing else."""
    found: list[tuple[int, tuple[str, ...], Key]] = []
    if row is not None:
        for place, (name, columns, only) in enumerate(UNIQUE):
            if name == table and (only is None or row[only[0]] in only[1]):
                values = tuple([row[column] for column in columns])
                if None not in values:
                    found.append((place, columns, values))
    return found


def _passes(row: Row, name: str, sign: str, value: Cell) -> bool:
    cell = row[name]
    if sign in ("null", "given"):
        return (cell is None) == (sign == "null")
    if not takes_value(sign):
        return cell == sign[1:]
    if cell is None or value is None:
        return False
    return _SIGNS[sign](cell, value)  # type: ignore[arg-type]  # a column holds one kind


def _place(cell: Cell) -> tuple[bool, Cell]:
    """What is not known comes first; texts by their code points, as SQLite has it."""
    return (cell is not None, cell)
