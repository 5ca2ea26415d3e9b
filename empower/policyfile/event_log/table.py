"""Events from a table in CSV: a line for each, in whatever order, read as it comes."""

from __future__ import annotations

import codecs
import csv
import itertools
from collections.abc import Iterable, Iterator

from empower.policyfile.event_log.spool import Event
from empower.policyfile.event_log.wrong import CannotReadError

__all__ = ["delimiter_of", "event_rows"]

_DELIMITERS = (",", ";", "\t", "|")
_MOST_CELL = 100_000
_MOST_LINE = 2 << 20


def delimiter_of(first: str) -> str:
    """What stands between the cells of a table with this first line."""
    return max(_DELIMITERS, key=first.count)


def event_rows(pieces: Iterable[bytes]) -> Iterator[tuple[tuple[str, ...], Event]]:
    """Each line that says something, with the heads of the table. Raises `CannotReadError` at the line of what is wrong."""
    lines = _lines(pieces)
    first = next(lines, "")
    before = csv.field_size_limit(_MOST_CELL)
    reader = csv.reader(itertools.chain((first,), lines), delimiter=delimiter_of(first), strict=True)
    begins = 1
    heads: tuple[str, ...] = ()
    try:
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                pass
            elif not heads:
                heads = tuple([cell.strip() for cell in cells])
                twice = next((head for head in heads if head and heads.count(head) > 1), None)
                if twice is not None:
                    message = f"the table has {heads.count(twice)} columns called `{twice[:100]}`"
                    raise CannotReadError("duplicate-name", message, "give each column a name of its own")
            elif len(cells) != len(heads):
                message = f"there are {len(cells)} cells in this row, and {len(heads)} columns"
                hint = "put quotes around text and figures that hold a comma"
                raise CannotReadError("not-a-table", message, hint, begins)
            else:
                said = {head: cell.strip() for head, cell in zip(heads, cells, strict=True) if head and cell.strip()}
                yield heads, Event(line=begins, cells=said)
            begins = reader.line_num + 1
    except csv.Error as wrong:
        message = f"line {reader.line_num} cannot be read as a table: {wrong}"
        hint = "save it as CSV, with quotes around commas"
        raise CannotReadError("not-a-table", message, hint, max(1, reader.line_num)) from None
    finally:
        csv.field_size_limit(before)


def _lines(pieces: Iterable[bytes]) -> Iterator[str]:
    """The lines of the text, with their ends. A line ends where a line feed stands; quoted text may hold some."""
    decode = codecs.getincrementaldecoder("utf-8-sig")()
    left, number = "", 1
    for piece in itertools.chain(pieces, (b"",)):
        try:
            text = left + decode.decode(piece, final=not piece)
        except UnicodeDecodeError:
            message = f"line {number} or one soon after it is not written in UTF-8"
            raise CannotReadError("wrong-encoding", message, "save the file as CSV in UTF-8", number) from None
        *whole, left = text.split("\n")
        if len(left) > _MOST_LINE:
            raise CannotReadError("not-a-table", "this line is longer than any of a table", "save it as CSV", number)
        for line in whole:
            number += 1
            yield f"{line}\n"
    if left:
        yield left
