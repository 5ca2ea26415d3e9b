"""Events from XES, the standard form of event logs (IEEE 1849): read as it comes, by a reader that refuses what can harm.

A document type is refused as soon as it is seen, so no entity is ever made or fetched. What is said of a trace is called
`case:KEY`, as tools that turn XES into tables do. Lists, and what is said of an attribute, are passed over.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NoReturn
from xml.parsers import expat

from empower.domain.value import Value
from empower.policyfile.event_log.spool import Event
from empower.policyfile.event_log.wrong import CannotReadError

__all__ = ["CASE", "MOST_EVENTS", "xes_events"]

CASE = "case:concept:name"
MOST_EVENTS = 10_000
"""No case has more events, so one fits in memory."""
_ATTRIBUTES = frozenset({"string", "date", "int", "float", "boolean", "id"})
_DEEPEST = 64
_MOST_CELL = 100_000
_MOST_CELLS = 500
_MOST_OF_A_CASE = 64 << 20  # characters
_MOST_WITHOUT_A_TAG = 2 << 20  # bytes


class _Trace(Value):
    """A case as far as it is read."""

    line: int
    said: dict[str, str]
    events: list[Event]


def xes_events(pieces: Iterable[bytes]) -> Iterator[tuple[str, Event]]:
    """The events, each with its case, a case at a time. Raises `CannotReadError` at the line of what is wrong."""
    reader = _Reader()
    for piece in pieces:
        reader.read(piece, last=False)
        yield from reader.ready()
    reader.read(b"", last=True)
    yield from reader.ready()


class _Reader:
    """What stands in a log, tag by tag."""

    def __init__(self) -> None:
        self._parser = expat.ParserCreate()
        self._parser.StartElementHandler = self._starts
        self._parser.EndElementHandler = self._ends
        self._parser.StartDoctypeDeclHandler = self._doctype
        self._parser.EntityDeclHandler = self._doctype
        self._open: list[str] = []
        self._trace: _Trace | None = None
        self._size = 0
        self._since_a_tag = 0
        self._seen: set[str] = set()
        self._ready: list[tuple[str, Event]] = []

    def read(self, piece: bytes, *, last: bool) -> None:
        """Reads some more of the file."""
        self._since_a_tag += len(piece)
        try:
            self._parser.Parse(piece, last)
        except expat.ExpatError as wrong:
            why = expat.errors.messages.get(wrong.code, "")
            hint = "export the log once more; a log in XES begins with `<log>` and ends with `</log>`"
            self._wrong(f"this is no XES: {why}" if why else "this is no XES", hint, line=wrong.lineno)
        except (LookupError, ValueError):
            hint = "save it in UTF-8, and say so in its first line"
            self._wrong("this is no XES: it says that it is in an encoding that is not known", hint, "wrong-encoding")
        if self._since_a_tag > _MOST_WITHOUT_A_TAG:
            self._wrong("there is more text in one place than a log has", "look at what stands there", "too-large")

    def ready(self) -> Iterator[tuple[str, Event]]:
        """The events of the cases that were read to their end."""
        found, self._ready = self._ready, []
        yield from found

    def _starts(self, tag: str, said: dict[str, str]) -> None:
        name = tag.rpartition(":")[2]
        self._since_a_tag = 0
        if len(self._open) >= _DEEPEST:
            self._wrong(f"tags stand more than {_DEEPEST} deep in each other", "export the log once more", "too-deep")
        if not self._open and name != "log":
            self._wrong(f"this is no XES: it begins with `<{name[:40]}>`", "a log in XES begins with `<log>`")
        within = self._open[-1] if self._open else ""
        if name == "trace" and within == "log":
            self._trace, self._size = _Trace(line=self._line, said={}, events=[]), 0
        elif name == "event" and within == "log":
            self._wrong("this event stands in no case", "an event stands in a `<trace>`")
        elif name == "event" and within == "trace" and self._trace is not None:
            if len(self._trace.events) >= MOST_EVENTS:
                self._wrong(f"this case has more than {MOST_EVENTS:,} events", "leave it out of the log", "too-large")
            self._trace.events.append(Event(line=self._line, cells={}))
        elif name in _ATTRIBUTES and within in ("trace", "event") and self._trace is not None:
            into = self._trace.said if within == "trace" else self._trace.events[-1].cells
            self._keep(into, said, "case:" if within == "trace" else "")
        self._open.append(name)

    def _keep(self, into: dict[str, str], said: dict[str, str], before: str) -> None:
        key, value = said.get("key"), said.get("value")
        if not key or value is None:
            self._wrong("an attribute needs a `key` and a `value`", 'write it like this: `<string key="…" value="…"/>`')
        if len(key) + len(value) > _MOST_CELL or len(into) >= _MOST_CELLS:
            self._wrong("more is said here than a log says of one event", "leave it out of the log", "too-large")
        self._size += len(key) + len(value)
        if self._size > _MOST_OF_A_CASE:
            self._wrong("more is said of this case than a log says of one", "leave it out of the log", "too-large")
        if before + key in into:
            self._wrong(f"`{key[:100]}` is said twice here", "say it once", "duplicate-name")
        if value.strip():
            into[before + key] = value.strip()

    def _ends(self, _: str) -> None:
        self._since_a_tag = 0
        if self._open.pop() != "trace" or self._trace is None or self._open != ["log"]:
            return
        trace, self._trace = self._trace, None
        case = trace.said.get(CASE, "").strip()
        if not case:
            hint = 'write `<string key="concept:name" value="…"/>` at its beginning'
            self._wrong("this case has no name (`concept:name`)", hint, line=trace.line)
        if case in self._seen:
            hint = "give each case a name of its own"
            self._wrong(f"there is another case called `{case[:100]}` before", hint, "duplicate-name", trace.line)
        self._seen.add(case)
        self._ready += [(case, one.but(cells={**trace.said, **one.cells})) for one in trace.events]

    def _doctype(self, *_: object) -> None:
        hint = "a log has none; take it out, and ask where the file comes from"
        self._wrong("there is a document type in this file, which is not read", hint)

    @property
    def _line(self) -> int:
        return self._parser.CurrentLineNumber

    def _wrong(self, message: str, hint: str, code: str = "not-an-event-log", line: int | None = None) -> NoReturn:
        raise CannotReadError(code, message, hint, self._line if line is None else line)
