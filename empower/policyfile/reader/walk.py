"""The parser's events added up to plain data, with the place of each part.

There is no recursion, only a list that remembers the way back, so that nothing a file holds can exhaust the stack. This is
most of what reading a policy costs, so each kind of event does the usual first and calls for help with the unusual.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from empower.domain.problem import Problem
from empower.policyfile.places import Places
from empower.policyfile.reader import remarks
from empower.policyfile.reader.anchors import Anchors
from empower.policyfile.reader.events import NextEvent
from empower.policyfile.reader.oddities import Enough, Oddities
from empower.policyfile.reader.scalars import TEXT_STARTS

__all__ = ["Walk"]

_PROPERTIES = frozenset("!&")
_NO_KEY: Any = object()


def _is_odd(key: str) -> bool:
    """Whether a key needs a second look."""
    return " {" in key or key == "<<" or (key[:1] == "-" and key[1:2].isalpha()) or not key.isprintable()


class Walk:
    """What was read so far: the data, its places, and what is wrong with it."""

    def __init__(self, source: str) -> None:
        self.places = Places(source)
        self._source = source
        self._odd = Oddities(self.places)
        self._anchors = Anchors()
        self._marked = "&" in source or "!" in source
        self._documents = 0
        self.opened: int | None = None  # the innermost bracket that was open when the reading stopped
        self._top: list[Any] = []
        self._here: Any = self._top  # the list or mapping that is being filled, and which part it is
        self._node = -1
        self._in_map = False
        self._key = _NO_KEY  # the key whose value comes next
        self._last = 0  # where what was read so far ends
        self._way_back: list[tuple[Any, bool, int]] = []

    @property
    def data(self) -> Any:
        """The plain data of the document, or of as much of it as could be read."""
        return self._top[0] if self._top else None

    @property
    def says_nothing(self) -> bool:
        """Whether there is nothing in the file but blanks and comments."""
        return not self._top or (self._top[0] is None and not self.places.text(()))

    @property
    def last(self) -> tuple[int, int]:
        """Where the last part begins that was read, and where what was read so far ends."""
        return (self.places.starts[-1] if self.places.starts else 0, self._last)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with what was read so far."""
        return tuple(self._odd.problems)

    def run(self, next_event: NextEvent) -> None:
        """Read to the end, or to where it makes no sense to read on."""
        on: dict[type, Callable[[Any], bool]] = {
            ScalarEvent: self._scalar,
            AliasEvent: self._alias,
            MappingStartEvent: self._start,
            SequenceStartEvent: self._start,
            MappingEndEvent: self._end,
            SequenceEndEvent: self._end,
            DocumentStartEvent: self._document,
            StreamEndEvent: lambda _: True,
        }
        try:
            for _ in range(remarks.MOST_PARTS):
                event = next_event()
                act = on.get(type(event))
                if act and act(event):
                    return
            self._odd.add(remarks.too_many(None, (self._last, self._last)))
        except Enough:
            pass
        finally:
            self._finish()

    # What an event adds; true when it makes no sense to read on.

    def _scalar(self, event: Any) -> bool:
        start, end, text = event.start_mark.index, event.end_mark.index, event.value
        value = text
        if event.implicit[0]:
            if text[:1] not in TEXT_STARTS:
                value = self._odd.plain(text, start, end)
        elif not text or not text.isprintable():
            self._odd.quoted(text, event.style, start, end)
        if self._marked and self._source[start : start + 1] in _PROPERTIES:
            self._odd.properties(start, end)
            if event.anchor is not None:
                self._anchors.add(event.anchor, value)
        self._put(value, start, end)
        return False

    def _alias(self, event: Any) -> bool:
        start, end, name = event.start_mark.index, event.end_mark.index, event.anchor
        value: Any = f"*{name}"
        depth = 0
        if self._anchors.stands_in(name):
            self._odd.add(remarks.inside_itself(name, (start, end)))
        elif name not in self._anchors:
            self._odd.add(remarks.unknown_alias(name, self._anchors.names(), (start, end)))
        else:
            value, depth = self._anchors.repeat(name, len(self._way_back))
        if depth > remarks.MOST_DEPTH:
            return self._stop(remarks.too_deep((start, end)))
        if len(self.places.labels) + self._anchors.repeated > remarks.MOST_PARTS:
            return self._stop(remarks.too_many(name, (start, end)))
        if isinstance(value, dict | list) and self._in_map and self._key is _NO_KEY:
            return self._stop(remarks.collection_key((start, end)))
        self._put(value, start, end)
        return False

    def _put(self, value: Any, start: int, end: int) -> None:
        """A scalar, or what an alias repeats, is the next key, value or entry."""
        places = self.places
        if not self._in_map:
            self._here.append(value)
            label = None
        elif self._key is not _NO_KEY:
            self._here[self._key] = value
            self._key = _NO_KEY
            label = None
        else:
            if value is None or value in self._here or (type(value) is str and _is_odd(value)):
                value = self._odd.key(value, start, end, self._node if value in self._here else None)
            self._key = label = value
        places.starts.append(start)
        places.ends.append(end)
        places.labels.append(label)
        self._last = end

    def _start(self, event: Any) -> bool:
        places, way_back = self.places, self._way_back
        start = event.start_mark.index
        value: Any = {} if type(event) is MappingStartEvent else []
        if self._in_map and self._key is _NO_KEY:
            return self._stop(remarks.collection_key((start, start + 1)))
        if len(way_back) == remarks.MOST_DEPTH:
            return self._stop(remarks.too_deep((start, start + 1)))
        if self._marked:
            self._odd.properties(start, event.end_mark.index)
        if event.flow_style and start == event.end_mark.index:
            self._odd.without_braces(start, self._node)
        if self._in_map:
            self._here[self._key] = value
            self._key = _NO_KEY
        else:
            self._here.append(value)
        way_back.append((self._here, self._in_map, self._node))
        if self._marked:
            self._anchors.reach(len(way_back))
            if event.anchor is not None:
                self._anchors.enter(event.anchor, value, len(way_back), len(places.labels))
        self._here, self._in_map, self._node = value, type(value) is dict, len(places.labels)
        places.starts.append(start)
        places.ends.append(start)
        places.labels.append(None)
        self._last = event.end_mark.index
        return False

    def _end(self, event: Any) -> bool:
        start, end = event.start_mark.index, event.end_mark.index
        if end > start:  # a bracket; what is indented ends with the last thing in it
            self._last = end
        if self._marked:
            self._anchors.leave(len(self._way_back), len(self.places.labels))
        self._close()
        return False

    def _document(self, event: Any) -> bool:
        start, end = event.start_mark.index, event.end_mark.index
        self._documents += 1
        if self._documents > 1:
            return self._stop(remarks.second_document((start, max(end, start + 1))))
        if self._source[start : start + 1] == "%":
            self._odd.directive(start)
        return False

    def _close(self) -> None:
        self.places.ends[self._node] = self._last
        self.places.closes[self._node] = len(self.places.labels)
        self._here, self._in_map, self._node = self._way_back.pop()
        self._key = _NO_KEY

    def _finish(self) -> None:
        """Whatever is still open ends here."""
        self._note_opened()
        while self._way_back:
            self._close()
        self._odd.finish()

    def _note_opened(self) -> None:
        """The innermost bracket that is open now."""
        open_now = (self._node, *(node for _, _, node in reversed(self._way_back)))
        brackets = (self.places.starts[node] for node in open_now if node >= 0)
        self.opened = next((start for start in brackets if self._source[start : start + 1] in ("[", "{")), None)

    def _stop(self, problem: Problem) -> bool:
        self._odd.add(problem)
        return True
