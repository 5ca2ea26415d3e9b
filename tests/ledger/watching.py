"""A store whose statements are watched: something can happen before each of them, and when it is done.

On a server several statements travel together: they are done when the journey is, which is told of the last of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

__all__ = ["Hook", "watched"]

Hook = Callable[[int, str, str], None]
"""Called with the number of the statement since the transaction began, its text, and `before` or `done`."""
_BEGINS = ("BEGIN IMMEDIATE", "BEGIN ISOLATION LEVEL READ COMMITTED")


class _Watch:
    def __init__(self, hook: Hook) -> None:
        self.hook = hook
        self.number = 0
        self.text = ""
        self.writing = False
        self.travelling = False

    def run(self, text: str, execute: Callable[[], Any]) -> Any:
        if text.startswith(_BEGINS):
            self.writing = True
        if not self.writing or text.startswith("ROLLBACK"):
            return execute()
        self.number, self.text = self.number + 1, text
        self.hook(self.number, text, "before")
        found = execute()
        if not self.travelling:
            self.hook(self.number, text, "done")
        return found

    @contextmanager
    def journey(self, pipeline: Any) -> Iterator[Any]:
        before = self.number
        self.travelling = True
        try:
            with pipeline as found:
                yield found
        finally:
            self.travelling = False
        if self.number > before:
            self.hook(self.number, self.text, "done")


class _Cursor:
    def __init__(self, cursor: Any, watch: _Watch) -> None:
        self._cursor = cursor
        self._watch = watch

    def execute(self, text: Any, values: Any = ()) -> Any:
        return self._watch.run(str(text), lambda: self._cursor.execute(text, values))

    def pipeline(self) -> Any:
        return self._watch.journey(self._cursor.connection.pipeline())

    def __getattr__(self, name: str) -> Any:
        return getattr(self._cursor, name)


class _Connection:
    def __init__(self, connection: Any, watch: _Watch) -> None:
        self._connection = connection
        self._watch = watch

    def execute(self, text: Any, values: Any = ()) -> Any:
        return self._watch.run(str(text), lambda: self._connection.execute(text, values))

    def executemany(self, text: Any, several: Any) -> Any:
        return self._watch.run(str(text), lambda: self._connection.executemany(text, several))

    def cursor(self, *given: Any, **named: Any) -> Any:
        return _Cursor(self._connection.cursor(*given, **named), self._watch)

    def pipeline(self) -> Any:
        return self._watch.journey(self._connection.pipeline())

    def __getattr__(self, name: str) -> Any:
        return getattr(self._connection, name)


def watched(store: Any, hook: Hook) -> Any:
    """The store, with every statement of its next writing transaction watched."""
    store.connection = _Connection(store.connection, _Watch(hook))
    return store
