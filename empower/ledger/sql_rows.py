"""A book's rows in one transaction of a database: each call is one statement, sent through the driver as it is."""

from __future__ import annotations

from empower.ledger.rows import OverspentError
from empower.ledger.shapes import QUESTIONS, SHAPES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any

    from empower.domain.errors import EmpowerError
    from empower.ledger.shapes import Cell, Row
    from empower.ledger.statements import Dialect

__all__ = ["CANNOT_BE_SENT", "SqlRows"]

CANNOT_BE_SENT = (OverflowError, UnicodeEncodeError)
"""What drivers raise for a number or a text that no column can hold."""


class SqlRows:
    """The rows, through a cursor. A failure once raised is raised again when the transaction would be kept."""

    far = False
    __slots__ = ("_cursor", "_dialect", "_driver_error", "_failure", "_translated")

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

    def get(self, table: str, *key: Cell) -> Row | None:
        """The row with this key."""
        found = self._asked(table, self._dialect.get(table), key)
        return dict(zip(SHAPES[table].columns, found[0], strict=True)) if found else None

    def expect(self, table: str, keys: list[tuple[Cell, ...]]) -> None:
        """Nothing to be done: every row is near."""

    def find(self, question: str, *values: Cell) -> list[Row]:
        """The rows that answer one of `QUESTIONS`."""
        table = QUESTIONS[question].table
        columns = SHAPES[table].columns
        found = self._asked(table, self._dialect.find(question), values)
        return [dict(zip(columns, one, strict=True)) for one in found]

    def add(self, table: str, row: Row) -> None:
        """A new row. Raises `ConflictError` when its key, or what must be unique, is taken."""
        self._sent(table, self._dialect.add(table), [row[name] for name in SHAPES[table].columns])

    def put(self, table: str, row: Row) -> None:
        """The row in place of the one with its key, if there is one."""
        self._sent(table, self._dialect.put(table), [row[name] for name in SHAPES[table].columns])

    def remove(self, table: str, *key: Cell) -> None:
        """No row with this key any more."""
        self._sent(table, self._dialect.remove(table), key)

    def charge(
        self, counter: str, key: str, period: int, day: int, spent: int, held: int, within: int | None
    ) -> tuple[int, int]:
        """What the counter says after adding these, its `day` set; nothing is added beyond `within`."""
        values = (spent, held, day, counter, key, period, within, spent + held, within)
        found = self._asked("counter", self._dialect.charge(), values)
        if found:
            return found[0][0], found[0][1]
        if (within is not None and spent + held > within) or self.get("counter", counter, key, period) is not None:
            raise OverspentError(counter, 0 if within is None else within)
        new: Row = {"counter": counter, "key": key, "period": period, "spent": spent, "held": held, "day": day}
        self.add("counter", new)
        return spent, held

    @property
    def failed(self) -> bool:
        """Whether a statement failed."""
        return self._failure is not None

    def keepable(self) -> None:
        """Nothing failed that somebody chose not to hear: half of what was meant is never kept."""
        if self._failure is not None:
            raise self._failure

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
