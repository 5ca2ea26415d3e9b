"""What somebody wrote, as a cell of a spreadsheet or a text in a page holds it: read there, and never run."""

from __future__ import annotations

from html import escape

from empower.report.screen import clean

__all__ = ["in_a_cell", "in_a_page"]

_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
"""What a formula begins with; where people write in full width, a spreadsheet takes theirs too."""
_PAST_A_SPACE = ("\t", "\r")


def in_a_cell(text: str) -> str:
    """The text on one line, with a mark before it where a spreadsheet would compute it."""
    shown = clean(text)
    return f"'{shown}" if shown.lstrip().startswith(_FORMULA) or text.startswith(_PAST_A_SPACE) else shown


def in_a_page(text: str) -> str:
    """The text as text, between tags or in the quotes of an attribute, whatever is written in it."""
    return escape(clean(text))
