"""Names and their colons, and lines that belong together and do not line up."""

from __future__ import annotations

import re

from empower.domain.problem import Problem
from empower.policyfile.places import spot
from empower.policyfile.reader import remarks
from empower.policyfile.reader.remarks import shown
from empower.policyfile.reader.slips.quotes import text_after_quote
from empower.policyfile.reader.slips.slip import Slip, needs_quotes

__all__ = ["colon_missing", "colon_too_many", "dash_in_line", "not_lined_up"]

_NAME = re.compile(r"""[ ]*(?:-[ ]+)*(?:"[^"\n]*"[ ]*|'[^'\n]*'[ ]*|(?!-[ ])[^\s'"\[{#:][^:#\n]*):(?:[ ]+|$)""")
_NAME_AND_TEXT = re.compile(r"([a-z_]+)(?: *[;=] *| +)(.*)")
_SHORT_NAME = re.compile(r"[a-z_]+: ")
_DASH_AND_BRACE = re.compile(r"[ ]*-[{\[]")
_WIDE_COLON = "\uff1a"
_TIGHT_DASH = re.compile(r"[ ]*-(?=[^\s-])")
_MOST_LINES_ABOVE = 100
_LONGEST_NAME = 1024
_LINE_UP = "lines that belong together start with the same number of spaces"


def colon_missing(slip: Slip) -> Problem | None:
    """A name has a colon after it, and the colon a space."""
    return _without_colon(*slip.rest(slip.begin)) if "could not find expected ':'" in slip.said else None


def colon_too_many(slip: Slip) -> Problem | None:
    """A line gives one name one value."""
    if "mapping values are not allowed" not in slip.said:
        return None
    start, _ = slip.line(slip.at)
    line = slip.source[start : slip.at]
    if _DASH_AND_BRACE.match(line):
        return _tight_dash(slip, start + line.index("-"))
    name = _NAME.match(line)
    if name:
        written, at = slip.rest(start + name.end())
        if written[:1] in ("'", '"') and slip.source[start + name.end() : slip.at].rstrip()[-1:] == written[0]:
            return text_after_quote(slip.but(last_start=at[0], last_end=slip.at))
        problem = needs_quotes("a text with a colon and a space in it needs quotes", written, at)
        if written.endswith(("}", "]")) and not written.startswith(("{", "[")) and _SHORT_NAME.match(written):
            opener = "{" if written.endswith("}") else "["
            return problem.but(hint=f"put `{opener}` before it: {shown(opener + written)}; or, if it is a text, quotes")
        return problem
    if len(line) > _LONGEST_NAME:
        return Problem(
            code="bad-key",
            message=f"what stands before this colon is longer than {_LONGEST_NAME:,} characters",
            hint="a name is a short word; put quotes round the whole line if it is a text",
            path=spot(slip.at, slip.at + 1),
        )
    above = _line_above(slip, start)
    if above is not None and (dash := _TIGHT_DASH.match(slip.source, *above)):
        return _tight_dash(slip, dash.end() - 1)
    if above is not None and not _NAME.match(slip.source[above[0] : above[1]]):
        written, at = slip.rest(above[0])
        indent = len(written) - len(written.lstrip(" -"))
        return _without_colon(written[indent:], (at[0] + indent, at[1]))
    written, at = slip.rest(start + len(line) - len(line.lstrip()))
    return Problem(
        code="layout",
        message=f"{shown(written)} stands under a line that already has its value",
        hint=f"{_LINE_UP}; a text that goes on over several lines needs quotes if it has a colon in it",
        path=spot(*at),
    )


def dash_in_line(slip: Slip) -> Problem | None:
    """A list with dashes starts on a line of its own."""
    if "sequence entries are not allowed" not in slip.said:
        return None
    at = slip.rest(slip.at)[1]
    return Problem(
        code="layout",
        message="a list with dashes cannot start in the middle of a line",
        hint="start it on the next line, or write it between `[` and `]`; if this is a text, put quotes round it",
        path=spot(*at),
    )


def not_lined_up(slip: Slip) -> Problem | None:
    """Lines that belong together start alike."""
    expected = ("block mapping", "block collection")
    if (not slip.doing.endswith(expected) and "<document start>" not in slip.said) or not slip.here():
        return None
    written, at = slip.rest(slip.at)
    if slip.here() == ":":
        return remarks.no_key("", (slip.at, slip.at + 1))
    above = _line_above(slip, slip.line(slip.at)[0])
    if above and slip.source[above[0] : above[1]].startswith("..."):
        return remarks.second_document(at)
    if _DASH_AND_BRACE.match(written):
        return _tight_dash(slip, slip.at)
    if slip.here() == "-" and slip.doing.endswith("block mapping"):
        message = f"{shown(written)} is an entry of a list, and the lines around it are names with values"
        hint = "leave out the dash, or begin what is above with one too, or put the list under a name of its own"
    elif slip.doing.endswith("block collection") and slip.line(slip.begin)[0] != slip.line(slip.at)[0]:
        message = f"{shown(written)} has no dash, and the lines above it are entries of a list"
        hint = f"put `- ` before it if it is one more entry, or line it up with what it belongs to: {_LINE_UP}"
    else:
        message = f"{shown(written)} does not line up with the lines above"
        hint = _LINE_UP
    return Problem(code="layout", message=message, hint=hint, path=spot(*at))


def _tight_dash(slip: Slip, dash: int) -> Problem:
    return remarks.tight_dash(*slip.rest(dash))


def _without_colon(written: str, at: tuple[int, int]) -> Problem:
    if written[:1] in ("{", "["):  # no name begins so: it is an entry of the list above
        message = f"{shown(written)} has no name and no dash before it"
        hint = "put `- ` before it if it is one more entry of a list, or a name and a colon"
        return Problem(code="layout", message=message, hint=hint, path=spot(*at))
    name, colon, rest = written.partition(":")
    words = _NAME_AND_TEXT.fullmatch(written)
    if colon and name and rest and rest[0] != " ":
        message, hint = f"{shown(written)} has no space after its colon", f"write {shown(f'{name}: {rest.strip()}')}"
        if rest[0].isspace():
            message = f"the space after the colon in {shown(written)} is not a usual one (U+{ord(rest[0]):04X})"
    elif _WIDE_COLON in written:
        message = f"the colon in {shown(written)} is not a usual one (U+{ord(_WIDE_COLON):04X})"
        hint = f"write {shown(': '.join(part.strip() for part in written.split(_WIDE_COLON, 1)))}"
    elif words:
        message = f"{shown(written)} has no colon"
        hint = f"write {shown(f'{words[1]}: {words[2]}')}; if it goes on with the text above, put quotes round the whole text"
    else:
        message = f"{shown(written)} has no colon"
        hint = f"write {shown(f'{written}: …')}; if it goes on with the text above, put quotes round the whole text"
    return Problem(code="missing-colon", message=message, hint=hint, path=spot(*at))


def _line_above(slip: Slip, start: int) -> tuple[int, int] | None:
    """The nearest line above that says something."""
    for _ in range(_MOST_LINES_ABOVE):
        if start == 0:
            break
        start, end = slip.line(start - 1)
        line = slip.source[start:end].strip()
        if line and not line.startswith("#"):
            return start, end
    return None
