"""Cells of rows, as what they are known to be."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from empower.ledger.shapes import Row

__all__ = ["number", "text", "text_or_none"]


def number(row: Row, name: str) -> int:
    """A whole number; 0 where there is none."""
    value = row[name]
    return value if isinstance(value, int) else 0


def text(row: Row, name: str) -> str:
    """A text; empty where there is none."""
    value = row[name]
    return value if isinstance(value, str) else ""


def text_or_none(row: Row, name: str) -> str | None:
    """A text, or `None`."""
    value = row[name]
    return value if isinstance(value, str) else None
