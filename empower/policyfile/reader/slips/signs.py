"""Characters that mean something to YAML where the author only meant text, or a margin."""

from __future__ import annotations

from empower.domain.problem import Problem
from empower.policyfile.places import spot
from empower.policyfile.reader import remarks
from empower.policyfile.reader.slips.slip import Slip, needs_quotes

__all__ = ["depth", "directives", "sign_at_start", "tabs", "tags"]


def depth(slip: Slip) -> Problem | None:
    """Nothing is nested so deep that the parser itself gives up."""
    return remarks.too_deep((slip.at, slip.at + 1)) if "nesting depth" in slip.said else None


def tabs(slip: Slip) -> Problem | None:
    """Lines start with spaces, not with tabs."""
    start, end = slip.line(slip.at)
    line = slip.source[start:end]
    margin = line[: len(line) - len(line.lstrip(" \t"))]
    if "\t" in margin:
        at = start + margin.index("\t")
    elif slip.here() == "\t":
        at = slip.at
    else:
        return None
    return Problem(
        code="tab-indent",
        message="there is a tab here, and only spaces can line things up",
        hint="replace it with spaces; an editor can be set to do so by itself",
        path=spot(at, at + 1),
    )


def sign_at_start(slip: Slip) -> Problem | None:
    """A text does not start with a character that means something to YAML."""
    if "cannot start any token" in slip.said or "mapping keys are not allowed" in slip.said:
        start = slip.at
    elif any(word in slip.doing for word in ("an alias", "an anchor", "a block scalar")):
        start = slip.begin
    elif slip.doing == "while parsing a block node" and slip.here() in ("]", "}", ","):
        start = slip.at
    elif slip.source[slip.last_start : slip.last_start + 1] == "*" and slip.line(slip.last_start) == slip.line(slip.at):
        start = slip.last_start
    else:
        return None
    written, at = slip.rest(start)
    sign = "a backtick" if written[:1] == "`" else f"`{written[:1]}`"
    problem = needs_quotes(f"a text cannot start with {sign}", written, at)
    if written.startswith("```"):
        return problem.but(
            hint="delete this line, and the one like it at the end: they are of the page it was copied from"
        )
    if (written[:1] == ">" and written[1:2] in ("=", " ")) or written[:2] == ">:":
        return problem.but(
            hint="tests are written in words: `{at_least: …}`, `{over: …}`, `{at_most: …}`, `{under: …}`"
        )
    return problem


def tags(slip: Slip) -> Problem | None:
    """Nothing is marked with a tag."""
    if not slip.doing.endswith(" a tag") and "tag handle" not in slip.said:
        return None
    written = slip.rest(slip.begin)[0].partition(" ")[0]
    return remarks.tag(written, (slip.begin, slip.begin + len(written)))


def directives(slip: Slip) -> Problem | None:
    """There are no instructions to YAML programs."""
    start, end = slip.line(slip.begin)
    if not slip.source.startswith("%", start):
        return None
    return remarks.directive(slip.source[start:end].rstrip(), (start, end))
