"""What the write path asks of a store, whichever it is: rows by key, a few questions, and a guarded addition."""

from __future__ import annotations

from empower.domain.errors import EmpowerError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from contextlib import AbstractContextManager
    from typing import Protocol

    from empower.ledger.shapes import Cell, Row

    class Rows(Protocol):
        """The tables of one book, within one transaction. Nobody changes a row that they were given, or gave."""

        far: bool
        """Whether every question is a journey, so that it pays to say what will be asked."""

        def get(self, table: str, *key: Cell) -> Row | None:
            """The row with this key."""

        def expect(self, *asked: tuple[Cell, ...]) -> None:
            """These will be asked for: a table's name with a key, or a question with its values.

            A store that is far away fetches the answers in one journey.
            """

        def find(self, question: str, *values: Cell) -> list[Row]:
            """The rows that answer one of `QUESTIONS`."""

        def add(self, table: str, row: Row) -> None:
            """A new row. Raises `ConflictError` when its key, or what must be unique, is taken."""

        def add_all(self, table: str, rows: list[Row]) -> None:
            """New rows, all in one go. For tables whose rows nobody reads in the transaction that adds them."""

        def roll(self, table: str, rows: list[Row]) -> None:
            """Adds these rows' values to those of the rows with their keys, which are there from then on."""

        def put(self, table: str, row: Row) -> None:
            """The row in place of the one with its key, if there is one. For projections only."""

        def remove(self, table: str, *key: Cell) -> None:
            """No row with this key any more. For projections, and for erased texts."""

        def charge(
            self, counter: str, key: str, period: int, day: int, spent: int, held: int, within: int | None
        ) -> tuple[int, int]:
            """What the counter says after adding these (either may be below zero), its `day` set.

            Raises `OverspentError`, and adds nothing, where `within` is given and spent and held would together exceed it.
            """

    class Store(Protocol):
        """One book's tables, readable and writable in transactions."""

        def reading(self) -> AbstractContextManager[Rows]:
            """The rows as of one moment."""

        def writing(self) -> AbstractContextManager[Rows]:
            """The rows, with the head of the chain locked first; kept when the block ends, undone when it raises."""

        def close(self) -> None:
            """Lets go of the file or connection."""


__all__ = ["ConflictError", "OverspentError"]


class ConflictError(EmpowerError):
    """Something that can be there once is there already."""

    def __init__(self, table: str, what: str = "") -> None:
        self.table = table
        super().__init__(f"there is such a row in `{table}` already{f': {what}' if what else ''}")


class OverspentError(EmpowerError):
    """An addition that a limit has no room for: a fault of the program, since the decision is made under the same lock."""

    def __init__(self, counter: str, within: int) -> None:
        super().__init__(f"`{counter}` has no room within {within}; nothing was recorded")
