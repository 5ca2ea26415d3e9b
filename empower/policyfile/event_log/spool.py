"""The events of a log, put aside case by case, so that a log of any length is read in constant memory.

A table of events may have its cases mixed, and a log that was packed can only be read from its beginning. So each event goes
to a file that nobody else can open and that is gone when it is closed; kept in memory is where the events of a case stand, at
eight bytes each.
"""

from __future__ import annotations

import json
import tempfile
from array import array
from collections.abc import Callable, Iterator
from types import TracebackType
from typing import Self

from empower.domain.value import Value

__all__ = ["Event", "Spool"]


class Event(Value):
    """One event: where it stands in the log, and what is said of it, with what is said of its case."""

    line: int
    cells: dict[str, str]


class Spool:
    """Events by case, in the order in which cases first appear, each in the order of its lines."""

    def __init__(self) -> None:
        self.events = 0
        self._file = tempfile.TemporaryFile()  # noqa: SIM115  # closed with the spool
        self._places: dict[str, array[int]] = {}
        self._order: list[str] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._file.close()

    def __len__(self) -> int:
        return len(self._places)

    def __contains__(self, case: str) -> bool:
        return case in self._places

    def add(self, case: str, event: Event) -> int:
        """Puts an event aside; how many its case has by now."""
        places = self._places.setdefault(case, array("q"))
        places.append(self._file.seek(0, 2))
        self._file.write(json.dumps([event.line, event.cells]).encode() + b"\n")
        self.events += 1
        return len(places)

    def cases(self) -> Iterator[tuple[str, tuple[Event, ...]]]:
        """Every case with its events, one case in memory at a time, in the order last given to them."""
        for case in self._order or self._places:
            yield case, tuple([self._at(place) for place in self._places[case]])

    def sort(self, key: Callable[[str, tuple[Event, ...]], tuple[int, str]]) -> None:
        """Gives the cases an order that does not hang on how they stand in the log."""
        keys = [(key(case, events), case) for case, events in self.cases()]
        self._order = [case for _, case in sorted(keys)]

    def _at(self, place: int) -> Event:
        self._file.seek(place)
        line, cells = json.loads(self._file.readline())
        return Event(line=line, cells=cells)
