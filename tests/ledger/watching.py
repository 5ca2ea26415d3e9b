"""A store whose statements are watched: something can happen before or after each of them."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

__all__ = ["watched"]

Hook = Callable[[int, str, str], None]
"""Called with the number of the statement since the transaction began, its text, and `before` or `after`."""


class _Watch:
    def __init__(self, hook: Hook) -> None:
        self.hook = hook
        self.number = 0
        self.writing = False

    def run(self, text: str, execute: Callable[[], Any]) -> Any:
        if text.startswith(("BEGIN IMMEDIATE", "BEGIN ISOLATION LEVEL READ COMMITTED", "BEGIN READ WRITE")):
            self.writing = True
        if not self.writing:
            return execute()
        if text.startswith("ROLLBACK"):
            return execute()
        self.number += 1
        number = self.number
        self.hook(number, text, "before")
        found = execute()
        self.hook(number, text, "after")
        return found


class _Cursor:
    def __init__(self, cursor: Any, watch: _Watch) -> None:
        self._cursor = cursor
        self._watch = watch

    def execute(self, text: Any, values: Any = ()) -> Any:
        return self._watch.run(str(text), lambda: self._cursor.execute(text, values))

    def pipeline(self) -> AbstractContextManager[Any]:
        return self._cursor.connection.pipeline()  # type: ignore[no-any-return]

    def __getattr__(self, name: str) -> Any:
        return getattr(self._cursor, name)


class _Connection:
    def __init__(self, connection: Any, watch: _Watch) -> None:
        self._connection = connection
        self._watch = watch

    def execute(self, text: Any, values: Any = ()) -> Any:
        return self._watch.run(str(text), lambda: self._connection.execute(text, values))

    def cursor(self, *given: Any, **named: Any) -> Any:
        return _Cursor(self._connection.cursor(*given, **named), self._watch)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._connection, name)


def watched(store: Any, hook: Hook) -> Any:
    """The store, with every statement of its next writing transaction watched."""
    store.connection = _Connection(store.connection, _Watch(hook))
    return store
