"""A page for a pipe: every item on one line of its own behind its label, nothing coloured, wrapped or cut.

So `grep '^instead:'` finds what would be a yes, and `tail -n +2` drops the answer.
"""

from __future__ import annotations

from empower.report.screen import clean, spaced

TYPE_CHECKING = False
if TYPE_CHECKING:
    from empower.report.page import Page

__all__ = ["plain"]


def plain(page: Page) -> str:
    """The page as plain lines."""
    lines = [_line(page.headline)] if page.headline else []
    lines += [f"{section.label}: {_line(item)}" for section in page.sections for item in section.items]
    return "\n".join(lines)


def _line(text: str) -> str:
    return spaced(clean(text))
