"""What is remembered while a book is read: only as much as a window needs, and what was found so far."""

from __future__ import annotations

from collections import deque
from collections.abc import Hashable, Iterable
from typing import Generic, TypeVar

from empower.domain.entries import Entry
from empower.domain.finding import Finding, finding_id

__all__ = ["Found", "Recent"]

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Recent(Generic[K, V]):
    """Values by key, of the last so many microseconds."""

    def __init__(self, lasting: int) -> None:
        self._lasting = lasting
        self._by: dict[K, deque[tuple[int, V]]] = {}
        self._order: deque[tuple[int, K]] = deque()

    def of(self, key: K, at: int) -> list[V]:
        """Those of the key that are not too old by then, oldest first. Times never fall from one call to the next."""
        self._forget(at)
        return [value for _, value in self._by.get(key, ())]

    def add(self, key: K, at: int, value: V) -> None:
        """One more."""
        self._by.setdefault(key, deque()).append((at, value))
        self._order.append((at, key))

    def _forget(self, at: int) -> None:
        while self._order and self._order[0][0] < at - self._lasting:
            _, key = self._order.popleft()
            kept = self._by[key]
            kept.popleft()
            if not kept:
                del self._by[key]


class Found:
    """The findings of one kind so far. One that grows keeps its id.

    Ids hang on numbers of entries and names, never on what stands for a customer, which is another in a copied history.
    """

    def __init__(self, kind: str) -> None:
        self._kind = kind
        self._by_id: dict[str, Finding] = {}
        self._of_row: dict[tuple[tuple[str | int, ...], int], str] = {}

    def join(
        self,
        key: tuple[str | int, ...],
        rows: Iterable[int],
        entry: Entry,
        people: Iterable[str],
        figures: dict[str, int | str],
        also: str = "",
    ) -> None:
        """These rows are asked about: with the finding of this key that has the latest of them, or as a new one.

        The id of a new one hangs on its first row, `also` on what else tells findings with the same first row apart.
        """
        rows = sorted(set(rows))
        known = next((self._of_row[key, row] for row in reversed(rows) if (key, row) in self._of_row), None)
        name = known or finding_id(self._kind, rows[0], *([also] if also else []))
        self._keep(name, rows, entry, people, figures)
        for row in rows:
            self._of_row.setdefault((key, row), name)

    def grow(
        self,
        key: tuple[str | int, ...],
        rows: Iterable[int],
        entry: Entry,
        people: Iterable[str],
        figures: dict[str, int | str],
    ) -> None:
        """These rows are asked about with all others of the key."""
        self._keep(finding_id(self._kind, *key), rows, entry, people, figures)

    def all(self) -> tuple[Finding, ...]:
        """Every finding, in the order of first rows."""
        return tuple(sorted(self._by_id.values(), key=lambda one: (one.rows, one.id)))

    def count(self, key: tuple[str | int, ...]) -> int:
        """How many rows the finding of a key has that grows."""
        found = self._by_id.get(finding_id(self._kind, *key))
        return 0 if found is None else len(found.rows)

    def _keep(
        self, name: str, rows: Iterable[int], entry: Entry, people: Iterable[str], figures: dict[str, int | str]
    ) -> None:
        before = self._by_id.get(name)
        old = before.rows if before is not None else ()
        self._by_id[name] = Finding(
            id=name,
            kind=self._kind,
            rows=tuple(sorted({*old, *rows})),
            people=tuple(sorted({*(before.people if before else ()), *people})),
            figures=tuple(figures.items()),
            incident=entry.data.get("incident"),
            customer=entry.data.get("customer"),
            last_at=entry.at,
        )
