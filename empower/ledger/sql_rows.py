"""A book's rows in one transaction of a database: statements are sent through the driver as they are.

Nobody else writes meanwhile, and whoever reads sees one moment, so what a row was found to be it still is: the few rows that
a record reads and then writes are asked for once.
"""

from __future__ import annotations

from empower.ledger.cells import number
from empower.ledger.rows import OverspentError
from empower.ledger.shapes import QUESTIONS, SHAPES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from typing import Any

    from empower.domain.errors import EmpowerError
    from empower.ledger.shapes import Cell, Row
    from empower.ledger.statements import Dialect

__all__ = ["AT_ONCE", "CANNOT_BE_SENT", "SqlRows"]

AT_ONCE = 1_000
"""Rows that are read at once where there may be any number of them."""
_REMEMBERED = frozenset({"head", "counter", "bucket", "incident", "request"})
CANNOT_BE_SENT = (OverflowError, UnicodeEncodeError)
"""What drivers raise for a number or a text that no column can hold."""


class SqlRows:
    """The rows, through a cursor. A failure once raised is raised again when the transaction would be kept."""

    far = False
    __slots__ = ("_cursor", "_dialect", "_driver_error", "_failure", "_known", "_translated")

    def __init__(
        self,
        cursor: Any,
        dialect: Dialect,
        driver_error: type[Exception],
        translated: Callable[[Exception, str], EmpowerError],
    ) -> None:
        self._cursor = cursor
        self._dialect = dialect
        self._driver_error = driver_error
        self._translated = translated
        self._failure: EmpowerError | None = None
        self._known: dict[tuple[Cell, ...], Row | None] = {}  # by table and key, as they are now

    def get(self, table: str, *key: Cell) -> Row | None:
        """The row with this key."""
        place = (table, *key)
        if place in self._known:
            return self._known[place]
        found = self._asked(table, self._dialect.get(table), key)
        row = dict(zip(SHAPES[table].columns, found[0], strict=True)) if found else None
        if table in _REMEMBERED:
            self._known[place] = row
        return row

    def expect(self, *asked: tuple[Cell, ...]) -> None:
        """Nothing to be done: every row is near."""

    def find(self, question: str, *values: Cell) -> list[Row]:
        """The rows that answer one of `QUESTIONS`."""
        table = QUESTIONS[question].table
        columns = SHAPES[table].columns
        found = self._asked(table, self._dialect.find(question), values)
        return [dict(zip(columns, one, strict=True)) for one in found]

    def each(self, table: str, text: str, values: Sequence[Cell]) -> Iterator[tuple[Any, ...]]:
        """What a statement of our own finds, a few rows in memory at a time; values are marked by `?`."""
        try:
            found = self._cursor.execute(text, values)
            while some := found.fetchmany(AT_ONCE):
                yield from some
        except (self._driver_error, *CANNOT_BE_SENT) as error:
            raise self._failed(error, table) from error

    def holds(self, column: str) -> str:
        """The test that a column of bytes holds some."""
        return f"instr({column}, ?) > 0"

    def add(self, table: str, row: Row) -> None:
        """A new row. Raises `ConflictError` when its key, or what must be unique, is taken."""
        self._write(table, self._dialect.add(table), row)

    def add_all(self, table: str, rows: list[Row]) -> None:
        """New rows, all in one go."""
        cells = SHAPES[table].cells
        try:
            self._cursor.executemany(self._dialect.add(table), [cells(row) for row in rows])
        except (self._driver_error, *CANNOT_BE_SENT) as error:
            raise self._failed(error, table) from error

    def roll(self, table: str, rows: list[Row]) -> None:
        """Adds these rows' values to those of the rows with their keys."""
        cells = SHAPES[table].cells
        try:
            self._cursor.executemany(self._dialect.roll(table), [cells(row) for row in rows])
        except (self._driver_error, *CANNOT_BE_SENT) as error:
            raise self._failed(error, table) from error

    def put(self, table: str, row: Row) -> None:
        """The row in place of the one with its key, if there is one."""
        self._write(table, self._dialect.put(table), row)

    def remove(self, table: str, *key: Cell) -> None:
        """No row with this key any more."""
        self._sent(table, self._dialect.remove(table), key)
        self._known.pop((table, *key), None)

    def charge(
        self, counter: str, key: str, period: int, day: int, spent: int, held: int, within: int | None
    ) -> tuple[int, int]:
        """What the counter says after adding these, its `day` set; nothing is added beyond `within`."""
        known = self.get("counter", counter, key, period)
        before = (0, 0) if known is None else (number(known, "spent"), number(known, "held"))
        after = before[0] + spent, before[1] + held
        if within is not None and sum(after) > within:
            raise OverspentError(counter, within)
        row: Row = {"counter": counter, "key": key, "period": period, "spent": after[0], "held": after[1], "day": day}
        if known is None:
            self.add("counter", row)
        else:
            values = (spent, held, day, counter, key, period, within, spent + held, within)
            if not self._guarded(values):
                raise OverspentError(counter, within or 0)
            self._known["counter", counter, key, period] = row
        return after

    def forget(self) -> None:
        """What was read is read again: for whoever goes on long."""
        self._known.clear()

    @property
    def failed(self) -> bool:
        """Whether a statement failed."""
        return self._failure is not None

    def keepable(self) -> None:
        """Nothing failed that somebody chose not to hear: half of what was meant is never kept."""
        if self._failure is not None:
            raise self._failure

    def _write(self, table: str, text: str, row: Row) -> None:
        shape = SHAPES[table]
        cells = shape.cells(row)
        self._sent(table, text, cells)
        if table in _REMEMBERED:
            self._known[(table, *cells[: shape.keys])] = row

    def _guarded(self, values: tuple[Cell, ...]) -> bool:
        """Whether the row of a counter was there, and had the room that it was read to have."""
        return bool(self._asked("counter", self._dialect.charge(), values))

    def _asked(self, table: str, text: str, values: Sequence[Cell]) -> list[tuple[Any, ...]]:
        try:
            found: list[tuple[Any, ...]] = self._cursor.execute(text, values).fetchall()
        except (self._driver_error, *CANNOT_BE_SENT) as error:
            raise self._failed(error, table) from error
        return found

    def _sent(self, table: str, text: str, values: Sequence[Cell]) -> None:
        try:
            self._cursor.execute(text, values)
        except (self._driver_error, *CANNOT_BE_SENT) as error:
            raise self._failed(error, table) from error

    def _failed(self, error: Exception, table: str) -> EmpowerError:
        failure = self._translated(error, table)
        self._failure = self._failure or failure
        return failure
