"""A table in lines of text. It is never cut: where a terminal is too narrow, each row becomes a small list."""

from __future__ import annotations

from empower.report.drawing import coloured
from empower.report.screen import clean, columns, padded

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["table"]

_GAP = "  "


def table(heads: tuple[str, ...], rows: Sequence[tuple[str, ...]], *, colour: bool, width: int | None) -> str:
    """The rows under their heads; the first column to the left, the others, which hold figures, to the right."""
    heads = tuple([clean(head) for head in heads])
    rows = [tuple([clean(cell) for cell in row]) for row in rows]
    widths = [max([columns(row[number]) for row in [heads, *rows]]) for number in range(len(heads))]
    if width is not None and sum(widths) + len(_GAP) * (len(widths) - 1) > width:
        return _lists(heads, rows, colour)
    lines = [coloured(_line(heads, widths), "dim", colour), *[_line(row, widths) for row in rows]]
    return "\n".join(lines)


def _line(cells: tuple[str, ...], widths: list[int]) -> str:
    row = [padded(cell, widths[number], right=number > 0) for number, cell in enumerate(cells)]
    return _GAP.join(row).rstrip()


def _lists(heads: tuple[str, ...], rows: list[tuple[str, ...]], colour: bool) -> str:
    names = max([columns(head) for head in heads[1:]], default=0)
    lines = []
    for row in rows:
        lines.append(coloured(row[0], "bold", colour))
        lines += [f"{_GAP}{padded(head, names)}{_GAP}{cell}" for head, cell in zip(heads[1:], row[1:], strict=True)]
    return "\n".join(lines)
