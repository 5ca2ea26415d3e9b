"""A page at a terminal: the answer in colour, labels in a column of their own, long items wrapped under themselves.

A few codes of our own and no rendering library: an answer should not wait for one to load.
"""

from __future__ import annotations

from empower.report.as_plain import plain
from empower.report.screen import clean, columns, padded, wrapped

TYPE_CHECKING = False
if TYPE_CHECKING:
    from empower.report.page import Page

__all__ = ["coloured", "drawn"]

_NARROWEST = 30
_CODES = {"yes": "1;32", "ask": "1;33", "no": "1;31", "open": "1;36", "bold": "1", "dim": "2"}


def drawn(page: Page, *, colour: bool, width: int | None) -> str:
    """The page in lines of at most `width` columns; plain lines where there is no width, as in a pipe."""
    if width is None:
        return plain(page)
    width = max(width, _NARROWEST)
    lines = _headline(page, colour, width)
    labels = max([columns(section.label) for section in page.sections], default=0) + 2
    for section in page.sections:
        label = coloured(padded(section.label, labels), "dim", colour)
        for item in section.items:
            for number, line in enumerate(wrapped(clean(item), width - labels, page.keep)):
                lines.append((label if number == 0 else " " * labels) + line)
            label = " " * labels
    return "\n".join(lines)


def coloured(text: str, tone: str, colour: bool) -> str:
    """The text in the tone's colour, where there is colour."""
    return f"\x1b[{_CODES[tone]}m{text}\x1b[0m" if colour and tone in _CODES else text


def _headline(page: Page, colour: bool, width: int) -> list[str]:
    if not page.headline:
        return []
    first, *rest = wrapped(clean(page.headline), width, page.keep)
    answer, dash, told = first.partition(" — ")
    first = coloured(answer, page.tone or "bold", colour) + (dash and dash + coloured(told, "bold", colour))
    return [first, *[coloured(line, "bold", colour) for line in rest]]
