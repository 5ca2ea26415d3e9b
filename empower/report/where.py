"""Which files and person are in use and why; and which packs are shipped."""

from __future__ import annotations

from empower.report.drawing import drawn
from empower.report.page import Page, sections

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from empower.domain.results import PackLine, Used, WhereResult

__all__ = ["packs_json", "packs_text", "where_json", "where_text"]


def where_text(result: WhereResult, *, colour: bool, width: int | None) -> str:
    """What is in use, each with who says so."""
    told = [(used.what, [_line(used)]) for used in result.used]
    return drawn(Page(headline="", sections=sections(*told)), colour=colour, width=width)


def where_json(result: WhereResult) -> dict[str, Any]:
    """The same for a script."""
    return {
        "schema": "empower/where/1",
        "workspace": result.workspace or None,
        "used": {
            used.what: {"value": used.value or None, "why": used.why or None, "detail": used.detail or None}
            for used in result.used
        },
    }


def packs_text(packs: tuple[PackLine, ...], *, colour: bool, width: int | None) -> str:
    """The packs, each with its title."""
    told = [(pack.name, [pack.title or pack.folder]) for pack in packs]
    return drawn(Page(headline="", sections=sections(*told)), colour=colour, width=width)


def packs_json(packs: tuple[PackLine, ...]) -> dict[str, Any]:
    """The same for a script."""
    return {
        "schema": "empower/policy-list/1",
        "packs": [{"name": pack.name, "title": pack.title, "folder": pack.folder} for pack in packs],
    }


def _line(used: Used) -> str:
    told = used.value or "not set"
    if used.detail:
        told += f" — {used.detail}"
    return f"{told} (from {used.why})" if used.why else told
