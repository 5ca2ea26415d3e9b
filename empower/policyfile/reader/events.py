"""The parser's events, from the quick parser in C where PyYAML has it and from the one in Python where it has not.

Only events: the C library's own way to a tree falls over on deep nesting, and both forget where a key stands.
"""

from __future__ import annotations

from collections.abc import Callable

from yaml.events import Event
from yaml.parser import Parser
from yaml.reader import Reader
from yaml.scanner import Scanner

try:
    from yaml._yaml import CParser
except ImportError:  # a PyYAML that was built without the C library
    _has_c = False
else:
    _has_c = True

__all__ = ["QUICKEST", "EventSource", "NextEvent", "in_c", "in_python"]

NextEvent = Callable[[], Event | None]
EventSource = Callable[[str], NextEvent]


class _Parser(Reader, Scanner, Parser):
    """PyYAML's own parser, without the resolver and constructor that guess at what scalars mean."""

    def __init__(self, text: str) -> None:
        Reader.__init__(self, text)
        Scanner.__init__(self)
        Parser.__init__(self)


def in_python(text: str) -> NextEvent:
    """The events of a text from the parser in Python, one at each call."""
    return _Parser(text).get_event


def in_c(text: str) -> NextEvent:
    """The events of a text from the parser in C, one at each call."""
    return CParser(text.encode()).get_event


QUICKEST: EventSource = in_c if _has_c else in_python
