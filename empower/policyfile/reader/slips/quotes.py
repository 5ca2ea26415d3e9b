"""Quotes that are not closed, or closed too early, and what may stand between them."""

from __future__ import annotations

from empower.domain.problem import Problem
from empower.policyfile.places import spot
from empower.policyfile.reader.remarks import shown
from empower.policyfile.reader.slips.slip import Slip

__all__ = ["between_quotes", "text_after_quote"]


def between_quotes(slip: Slip) -> Problem | None:
    """Quotes are closed, and hold only escapes that mean something."""
    if "quoted scalar" not in slip.doing and "double-quoted" not in slip.doing:
        return None
    if "end of stream" in slip.said or "document" in slip.said:
        return _unclosed(slip, slip.begin, "is never closed")
    at = max(slip.source.rfind("\\", 0, slip.at + 1), slip.begin)
    written = slip.source[at : at + 2]
    return Problem(
        code="bad-escape",
        message=f"{shown(written)} means nothing between double quotes",
        hint="write two backslashes where you mean one, or use single quotes",
        path=spot(at, at + 2),
    )


def text_after_quote(slip: Slip) -> Problem | None:
    """A text in quotes ends with its quote; if it runs over several lines, it was probably meant to end before."""
    quote, between = slip.source[slip.last_start : slip.last_start + 1], slip.source[slip.last_end : slip.at]
    if quote not in ("'", '"') or slip.last_end > slip.at or between.strip(" \t"):
        return None
    if slip.line(slip.last_start) != slip.line(slip.at):
        return _unclosed(slip, slip.last_start, "is not closed on its line")
    written, at = slip.rest(slip.at)
    doubled = "two single quotes (`''`)" if quote == "'" else '`\\"`'
    return Problem(
        code="text-after-quote",
        message=f"the text ends at its closing quote, and {shown(written)} comes after that",
        hint=f"put all of it between the quotes; a `{quote}` that belongs to the text is written as {doubled}",
        path=spot(*at),
    )


def _unclosed(slip: Slip, start: int, what: str) -> Problem:
    quote = slip.source[start]
    return Problem(
        code="unclosed-quote",
        message=f"the `{quote}` that opens here {what}",
        hint=f"put `{quote}` where the text ends",
        path=spot(start, slip.line(start)[1]),
    )
