"""Which mistake made the parser stop: the questions, in the order in which they are asked."""

from __future__ import annotations

from empower.domain.problem import Problem
from empower.policyfile.places import spot
from empower.policyfile.reader.remarks import shown
from empower.policyfile.reader.slips.brackets import after_bracket, between_brackets
from empower.policyfile.reader.slips.dashes import long_dash, odd_dash, tight_dash
from empower.policyfile.reader.slips.names import colon_missing, colon_too_many, dash_in_line, not_lined_up
from empower.policyfile.reader.slips.quotes import between_quotes, text_after_quote
from empower.policyfile.reader.slips.signs import depth, directives, sign_at_start, tabs, tags
from empower.policyfile.reader.slips.slip import Slip

__all__ = ["told"]

_QUESTIONS = (
    depth,
    between_quotes,
    tabs,
    directives,
    tags,
    sign_at_start,
    long_dash,
    odd_dash,
    colon_missing,
    colon_too_many,
    dash_in_line,
    between_brackets,
    text_after_quote,
    after_bracket,
    tight_dash,
    not_lined_up,
)


def told(slip: Slip) -> Problem:
    """The mistake that made the parser stop; the first answer counts, and there always is one."""
    for asked in _QUESTIONS:
        problem = asked(slip)
        if problem is not None:
            return problem
    start = slip.line(min(slip.at, len(slip.source.rstrip())))[0]
    written, at = slip.rest(start)
    return Problem(
        code="yaml-syntax",
        message=f"{shown(written)} cannot be read as YAML" if written.strip() else "this cannot be read as YAML",
        hint="look at this line and the one above: at their quotes and brackets, and the spaces they start with",
        path=spot(*at),
    )
