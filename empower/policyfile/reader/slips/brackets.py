"""Brackets that are not closed, and what stands between brackets and is no list or mapping."""

from __future__ import annotations

import re

from empower.domain.problem import Problem
from empower.policyfile.places import spot
from empower.policyfile.reader import remarks
from empower.policyfile.reader.remarks import shown
from empower.policyfile.reader.slips.quotes import text_after_quote
from empower.policyfile.reader.slips.slip import Slip, needs_quotes

__all__ = ["after_bracket", "between_brackets"]

_CLOSER = {"[": "]", "{": "}"}
_NAME = re.compile(r"[a-z_]+")


def between_brackets(slip: Slip) -> Problem | None:
    """Brackets are closed, and between them stand commas and plain values."""
    if "unexpected ':'" in slip.said:
        written = slip.source[slip.begin : slip.at]
        message = f"the colon after {shown(written)} has neither a space nor a value after it"
        return needs_quotes(message, f"{written}:", (slip.begin, slip.at + 1))
    quoted = text_after_quote(slip)
    if quoted is not None and quoted.code == "unclosed-quote":
        return quoted
    opened = slip.begin if slip.doing.endswith(("flow sequence", "flow mapping")) else slip.opened
    if opened is None or " flow " not in slip.doing:
        return None
    closed, comment = _closed_at(slip.source, opened)
    if comment is not None:
        return _in_a_comment(slip, comment)
    if closed is None or slip.here() in ("]", "}"):
        return _unclosed(slip, opened)
    if slip.here() == ":" and slip.source[: slip.at].rstrip()[-1:] in ("[", "{", ","):
        return remarks.no_key("", (slip.at, slip.at + 1))
    if slip.here() == ":":
        start = slip.last_start if slip.last_end == slip.at else slip.at
        written = slip.source[start:closed].rstrip()
        message = "between brackets, a text with a colon and a space in it needs quotes"
        return _or_braces(needs_quotes(message, written, (start, start + len(written))), written)
    if slip.here() == ",":
        message, hint = "there is nothing before this comma", "take out the comma, or write what belongs there"
    else:
        message, hint = "there is no comma before this", "put a comma between the two, or quotes round the whole text"
    return Problem(code="yaml-syntax", message=message, hint=hint, path=spot(slip.at, slip.at + 1))


def after_bracket(slip: Slip) -> Problem | None:
    """Nothing follows the bracket that closes a list or mapping."""
    bracket = slip.source[slip.last_end - 1 : slip.last_end]
    between = slip.source[slip.last_end : slip.at]
    if bracket not in ("]", "}") or slip.last_end > slip.at or between.strip(" ") or not slip.here():
        return None
    if slip.here() in ("]", "}"):
        return Problem(
            code="unclosed-bracket",
            message=f"`{slip.here()}` closes nothing here",
            hint="delete it, or open the bracket that it is to close",
            path=spot(slip.at, slip.at + 1),
        )
    written, at = slip.rest(slip.at)
    hint = "put quotes round the whole text if it starts with a bracket, or put this on a line of its own"
    return Problem(
        code="needs-quotes",
        message=f"{shown(written)} comes after the closing `{bracket}`",
        hint="take it out" if written in (",", ";", ".") else hint,
        path=spot(*at),
    )


def _or_braces(problem: Problem, written: str) -> Problem:
    """A name with a colon may also want braces, or a comma before it."""
    before, _, rest = written.partition(": ")
    *others, name = before.rstrip().split(" ")
    if not _NAME.fullmatch(name) or not rest:
        return problem
    if others:
        return problem.but(hint=f"put a comma before `{name}` if it is a name of its own; else {problem.hint}")
    return problem.but(hint=f"put `{{` and `}}` round it: {shown(f'{{{written}}}')}; or, if it is a text, quotes")


def _unclosed(slip: Slip, opened: int) -> Problem:
    bracket = slip.source[opened]
    message = f"the `{bracket}` that opens here is not closed"
    if slip.here() in ("]", "}"):
        message = f"the `{bracket}` that opens here meets a `{slip.here()}`"
    return Problem(
        code="unclosed-bracket",
        message=message,
        hint=f"put `{_CLOSER[bracket]}` where it ends",
        path=spot(opened, opened + 1),
    )


def _in_a_comment(slip: Slip, comment: int) -> Problem:
    """What closes the bracket stands behind a `#` that was meant for text."""
    end = slip.line(comment)[1]
    rest = slip.source[comment:end].rstrip()
    begin = max([slip.source.rfind(sign, 0, comment) for sign in (": ", ", ", "[", "{")])
    text = slip.source[begin:comment].lstrip(":,[{ ")
    meant = text + re.split(r"[,}\]]", rest, maxsplit=1)[0].rstrip()
    return Problem(
        code="unclosed-bracket",
        message=f"after a space `#` begins a comment, so {shown(rest)} is not read and nothing is closed there",
        hint=f'put quotes round the text: `"{meant}"`',
        path=spot(comment, comment + len(rest)),
    )


def _closed_at(source: str, opened: int) -> tuple[int | None, int | None]:
    """Where the bracket that opens here is closed, not counting what stands in quotes, and the `#` before that in its line.

    None if it is not closed, and none if no comment begins there.
    """
    depth, quote, before = 0, "", ""
    comment: int | None = None
    for at in range(opened, len(source)):
        character = source[at]
        if quote:
            quote = "" if character == quote else quote
        elif character in "'\"" and before in "[{,:":
            quote = character
        elif character in "[{":
            depth += 1
        elif character in "]}":
            depth -= 1
            if not depth:
                return at, comment
        elif character == "#" and comment is None and source[at - 1] in " \t":
            comment = at
        elif character == "\n":
            comment = None
        if not character.isspace():
            before = character
    return None, None
