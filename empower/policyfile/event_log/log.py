"""An event log that was read: its cases on disk, the names of what is said in it, and which file it was."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from empower.domain.problem import PlacedProblem
from empower.domain.value import Value
from empower.policyfile.event_log.spool import Event, Spool
from empower.policyfile.event_log.table import event_rows
from empower.policyfile.event_log.unpacked import pieces
from empower.policyfile.event_log.wrong import CannotReadError
from empower.policyfile.event_log.xes import MOST_EVENTS, xes_events

__all__ = ["EventLog", "FirstLook", "first_look", "reading_log"]

_MOST_NAMES = 2_000
_MOST_WORDS = 10_000


class FirstLook(Value):
    """What kind of file it is, from its beginning."""

    xes: bool
    heads: tuple[str, ...] = ()  # of a table


class EventLog:
    """The cases of a log. What is said of an event is found under the names in `heads`."""

    def __init__(self, name: str, digest: str, heads: tuple[str, ...], spool: Spool, *, columns: bool) -> None:
        self.name = name
        self.digest = digest
        self.heads = heads
        self.columns = columns  # whether the names are heads of columns, which a problem can point at
        self._spool = spool

    @property
    def events(self) -> int:
        """How many events there are."""
        return self._spool.events

    def __len__(self) -> int:
        return len(self._spool)

    def cases(self) -> Iterator[tuple[str, tuple[Event, ...]]]:
        """Every case with its events, as they stand in the log, or in the order they were given since."""
        return self._spool.cases()

    def sort(self, key: Callable[[str, tuple[Event, ...]], tuple[int, str]]) -> None:
        """Gives the cases an order."""
        self._spool.sort(key)

    def words(self, head: str) -> dict[str, int]:
        """What is said under a name, and how often; of ten thousand different words at most."""
        found: dict[str, int] = {}
        for _, events in self.cases():
            for event in events:
                word = event.cells.get(head)
                if word is not None and (word in found or len(found) < _MOST_WORDS):
                    found[word] = found.get(word, 0) + 1
        return found

    def problem(self, code: str, message: str, hint: str, line: int = 1) -> PlacedProblem:
        """A problem on a line of the log."""
        return CannotReadError(code, message, hint, line).placed(self.name)


def first_look(path: Path) -> FirstLook:
    """Whether a file is XES, and the heads of its columns where it is not. Raises `OSError` or `CannotReadError`."""
    with path.open("rb") as file:
        first = next(iter(pieces(file)), b"")
        if first.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"<" or first[:4] in (b"\xff\xfe<\0", b"\xfe\xff\0<"):
            return FirstLook(xes=True)
        line = first.partition(b"\n")[0]
        for heads, _ in event_rows((line + b"\n", line)):
            return FirstLook(xes=False, heads=heads)
    return FirstLook(xes=False)


@contextmanager
def reading_log(
    path: Path, case: str, told: Callable[[int], None] | None = None
) -> Iterator[EventLog | tuple[PlacedProblem, ...]]:
    """The log in a file, or what stands in the way of reading it; `case` is the column of a table that names the case."""
    with path.open("rb") as file, Spool() as spool:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        file.seek(0)
        try:
            xes = first_look(path).xes
            heads = _put_aside(spool, file, None if xes else case, told)
            if not len(spool):
                hint = "each event of a log stands in a case, on a line of its own where the log is a table"
                raise CannotReadError("not-an-event-log", "there is no event in this file", hint)
            found: EventLog | tuple[PlacedProblem, ...] = EventLog(
                str(path), f"sha256:{digest}", heads, spool, columns=not xes
            )
        except CannotReadError as wrong:
            found = (wrong.placed(str(path)),)
        yield found


def _put_aside(
    spool: Spool, file: BinaryIO, case_column: str | None, told: Callable[[int], None] | None
) -> tuple[str, ...]:
    """Every event into the spool; the names under which something is said."""
    names: dict[str, None] = {}
    for case, event, heads in _events(pieces(file, told), case_column):
        if spool.add(case, event) > MOST_EVENTS:
            message = f"the case of this event has more than {MOST_EVENTS:,} events"
            raise CannotReadError("too-large", message, "leave it out of the log", event.line)
        names |= dict.fromkeys(heads or event.cells)
        if len(names) > _MOST_NAMES:
            message = f"more than {_MOST_NAMES:,} things are said of events, each under a name of its own"
            raise CannotReadError("too-large", message, "leave out what nothing is read from", event.line)
    return tuple(names)


def _events(read: Iterator[bytes], case_column: str | None) -> Iterator[tuple[str, Event, tuple[str, ...]]]:
    """Each event with its case, and with the heads of the table where it is one."""
    if case_column is None:
        for case, event in xes_events(read):
            yield case, event, ()
        return
    for heads, event in event_rows(read):
        found = event.cells.get(case_column)
        if found is None:
            hint = "each line of a log names its case; leave out the lines that belong to none"
            raise CannotReadError("not-an-event-log", f"nothing stands in the column `{case_column}`", hint, event.line)
        yield found, event, heads
