"""What a file is made of: its words, brackets and signs, each with its place, as the parser of our reader tells them apart.

Everything else in a file is blanks and comments. Whoever lays it out moves pieces and never writes one, so that whatever
was written (`no`, `12:30`, `010`, quotes, an odd number) is there to the letter afterwards.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from yaml import tokens
from yaml.reader import Reader
from yaml.scanner import Scanner

try:
    from yaml._yaml import CParser
except ImportError:  # a PyYAML that was built without the C library
    _has_c = False
else:
    _has_c = True

__all__ = ["ENDS", "KEY", "MAPPING", "QUICKEST", "SEQUENCE", "Piece", "TokenSource", "in_c", "in_python", "pieces_of"]

TokenSource = Callable[[str], Callable[[], tokens.Token | None]]

MAPPING, SEQUENCE, ENDS, KEY = "mapping", "sequence", "ends", "key"
"""The pieces that are written with nothing but their place: what is indented begins, ends, and has a key next."""


class Piece(NamedTuple):
    """A piece of a file; lines and columns count from 0."""

    kind: str  # the sign itself; `scalar`, `block` (a text after `|` or `>`), `mark`, `alias`, `document`; or of the above
    start: int
    end: int
    line: int
    column: int
    last_line: int


class _Scanner(Reader, Scanner):
    def __init__(self, text: str) -> None:
        Reader.__init__(self, text)
        Scanner.__init__(self)


def in_python(text: str) -> Callable[[], tokens.Token | None]:
    """The tokens of a text from the scanner in Python, one at each call."""
    scanner: Any = _Scanner(text)
    return lambda: scanner.get_token() if scanner.check_token() else None


def in_c(text: str) -> Callable[[], tokens.Token | None]:
    """The tokens of a text from the scanner in C, one at each call."""
    return CParser(text.encode()).get_token


QUICKEST: TokenSource = in_c if _has_c else in_python

_SIGNS: dict[type[tokens.Token], str] = {
    tokens.BlockEntryToken: "-",
    tokens.ValueToken: ":",
    tokens.FlowEntryToken: ",",
    tokens.FlowSequenceStartToken: "[",
    tokens.FlowSequenceEndToken: "]",
    tokens.FlowMappingStartToken: "{",
    tokens.FlowMappingEndToken: "}",
    tokens.AnchorToken: "mark",
    tokens.TagToken: "mark",
    tokens.AliasToken: "alias",
    tokens.DocumentStartToken: "document",
    tokens.DocumentEndToken: "document",
    tokens.DirectiveToken: "document",
    tokens.BlockMappingStartToken: MAPPING,
    tokens.BlockSequenceStartToken: SEQUENCE,
    tokens.BlockEndToken: ENDS,
}


def pieces_of(text: str, source: TokenSource = QUICKEST) -> Iterator[Piece]:
    """The pieces of a text that can be read, in the order they are written."""
    next_token = source(text)
    while (token := next_token()) is not None:
        start, end = token.start_mark, token.end_mark
        at = (start.index, end.index, start.line, start.column, end.line)
        if isinstance(token, tokens.ScalarToken):
            yield Piece("block" if token.style in ("|", ">") else "scalar", *at)
        elif isinstance(token, tokens.KeyToken):
            yield Piece(KEY, *at)
            if start.index < end.index:
                yield Piece("?", *at)
        elif type(token) in _SIGNS:
            yield Piece(_SIGNS[type(token)], *at)
