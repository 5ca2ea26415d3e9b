"""The statements of the write path as text, made from shapes and questions: what SQLModel would compile, without loading it.

SQLite marks a value by `?` and psycopg by `%s`. PostgreSQL also wants to be told to put texts in the order of their code
points and what is not known yet first, so that both engines give the same rows in the same order.
"""

from __future__ import annotations

from empower.ledger.shapes import QUESTIONS, SHAPES, takes_value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from empower.ledger.shapes import Question

__all__ = ["POSTGRES", "SQLITE", "Dialect", "locked_head"]

_TEXTS = frozenset({"by", "commitment", "counter", "digest", "duty", "id", "key", "value", "voter"})
"""Columns of text that a question puts in order; but the head's id is a number."""
_UNKNOWN_YET = frozenset({"due_at"})
"""Columns that a question puts in order and that may be null."""


class Dialect:
    """The statements as one driver wants them, each made once."""

    __slots__ = ("_made", "_mark", "_number", "_ordered")

    def __init__(self, mark: str, number: str, *, ordered: bool) -> None:
        self._mark = mark
        self._number = number  # a mark that is a whole number even where nothing else says so
        self._ordered = ordered  # whether the engine has an order of its own
        self._made: dict[tuple[str, str], str] = {}

    def get(self, table: str) -> str:
        """The row with a key."""
        return self._made.get(("get", table)) or self._keep("get", table, self._get(table))

    def add(self, table: str, rows: int = 1) -> str:
        """New rows: one, or as many as are said."""
        name = table if rows == 1 else f"{table} {rows}"
        return self._made.get(("add", name)) or self._keep("add", name, self._add(table, rows))

    def put(self, table: str) -> str:
        """A row in place of the one with its key."""
        return self._made.get(("put", table)) or self._keep("put", table, self._put(table))

    def roll(self, table: str, rows: int = 1) -> str:
        """Additions to the rows with their keys, which are there from then on: to one, or to as many as are said."""
        name = table if rows == 1 else f"{table} {rows}"
        return self._made.get(("roll", name)) or self._keep("roll", name, self._roll(table, rows))

    def remove(self, table: str) -> str:
        """No row with a key."""
        return self._made.get(("remove", table)) or self._keep("remove", table, self._remove(table))

    def find(self, question: str) -> str:
        """The rows that answer a question."""
        return self._made.get(("find", question)) or self._keep("find", question, self._find(QUESTIONS[question]))

    def charge(self) -> str:
        """An addition to a counter, guarded. Values: spent, held, day, the key's three, `within`, spent and held, `within`."""
        return self._made.get(("charge", "")) or self._keep("charge", "", self._charge())

    def _keep(self, what: str, name: str, text: str) -> str:
        self._made[what, name] = text
        return text

    def _get(self, table: str) -> str:
        return f"SELECT {', '.join(SHAPES[table].columns)} FROM {table} WHERE {self._by_key(table)}"  # noqa: S608  # our own names

    def _add(self, table: str, rows: int = 1) -> str:
        columns = SHAPES[table].columns
        row = f"({', '.join([self._mark] * len(columns))})"
        return f"INSERT INTO {table} ({', '.join(columns)}) VALUES {', '.join([row] * rows)}"  # noqa: S608  # our own names

    def _put(self, table: str) -> str:
        shape = SHAPES[table]
        kept = ", ".join([f"{name} = excluded.{name}" for name in shape.values])
        return f"{self._add(table)} ON CONFLICT ({', '.join(shape.key)}) DO UPDATE SET {kept}"

    def _roll(self, table: str, rows: int) -> str:
        shape = SHAPES[table]
        more = ", ".join([f"{name} = {table}.{name} + excluded.{name}" for name in shape.values])
        return f"{self._add(table, rows)} ON CONFLICT ({', '.join(shape.key)}) DO UPDATE SET {more}"

    def _remove(self, table: str) -> str:
        return f"DELETE FROM {table} WHERE {self._by_key(table)}"  # noqa: S608  # our own names

    def _find(self, question: Question) -> str:
        text = f"SELECT {', '.join(SHAPES[question.table].columns)} FROM {question.table}"  # noqa: S608  # our own names
        if question.tests:
            text += f" WHERE {' AND '.join([self._test(*test) for test in question.tests])}"
        if question.order:
            text += f" ORDER BY {', '.join([self._by(name, question) for name in question.order])}"
        return text if question.limit is None else f"{text} LIMIT {question.limit}"

    def _charge(self) -> str:
        add, number = self._mark, self._number
        return (
            f"UPDATE counter SET spent = (counter.spent + {add}), held = (counter.held + {add}), day = {add} "  # noqa: S608
            f"WHERE {self._by_key('counter')} "
            f"AND ({number} IS NULL OR counter.spent + counter.held + {number} <= {number}) RETURNING spent, held"
        )

    def _by_key(self, table: str) -> str:
        return " AND ".join([f"{name} = {self._mark}" for name in SHAPES[table].key])

    def _test(self, name: str, sign: str) -> str:
        nothing = {"null": f"{name} IS NULL", "given": f"{name} IS NOT NULL"}
        if sign in nothing:
            return nothing[sign]
        return f"{name} {sign} {self._mark}" if takes_value(sign) else f"{name} = '{sign[1:]}'"

    def _by(self, name: str, question: Question) -> str:
        text = f'{name} COLLATE "C"' if self._ordered and name in _TEXTS and question.table != "head" else name
        if question.descending:
            text += " DESC"
        return f"{text} NULLS FIRST" if self._ordered and name in _UNKNOWN_YET else text


def locked_head() -> str:
    """The head of the chain, which nobody else may lock meanwhile: for PostgreSQL."""
    return f"{POSTGRES.get('head')} FOR UPDATE"


SQLITE = Dialect("?", "?", ordered=False)
POSTGRES = Dialect("%s", "%s::bigint", ordered=True)
