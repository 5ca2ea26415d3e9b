"""Texts as the cells of a spreadsheet: data, and never something that it would compute."""

from __future__ import annotations

from empower.report.screen import clean

__all__ = ["harmless"]

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def harmless(text: str) -> str:
    """The text on one line, with a mark before it where a spreadsheet would compute it."""
    shown = clean(text)
    return f"'{shown}" if text.startswith(_FORMULA) or shown.lstrip().startswith(_FORMULA) else shown
