"""Lines that never matter, and limits that never bind: without them every request is answered the same.

That is what is asked: the policy is laid beside itself without the line. A line that says something, warns or advises matters
as soon as it can hold, so only the others are looked at. What outweighs an idle line is found the same way: it is whatever the
line would matter without.
"""

from __future__ import annotations

from empower.domain.problem import Problem
from empower.rules.analysis.difference import differs
from empower.rules.analysis.found import Found
from empower.rules.analysis.sheet import Sheet
from empower.rules.rulebook import Beyond, Budget, Grant, Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from empower.rules.rulebook import Limit, Line, Rulebook

__all__ = ["idle_limits", "idle_lines", "without"]

SECTIONS = ("grants", "budgets", "rules", "owed", "not_owed")
_MOST_TRIED = 40


def idle_lines(rulebook: Rulebook, today: int) -> Iterator[Found]:
    """A finding for each line that no answer turns on, and what outweighs it."""
    for section in SECTIONS:
        for number, line in enumerate(getattr(rulebook, section)):
            if _speaks(line):
                continue
            covered = _covered(rulebook, line)
            if not covered or differs(rulebook, without(rulebook, line), today, covered) is not False:
                continue
            heavier = _outweighing(rulebook, line, today, covered)
            by = f": `{'` and `'.join(heavier)}` outweighs it" if heavier else ", whatever is asked"
            hint = "take it out, or narrow the other where this one should speak" if heavier else "take it out"
            yield _found("never-matters", (section, number), f"`{line.id}` never changes an answer{by}", hint)


def idle_limits(rulebook: Rulebook, today: int) -> Iterator[Found]:
    """A finding for each limit that nobody can ever meet."""
    for number, grant in enumerate(rulebook.grants):
        for at, limit in enumerate(grant.limits):
            kept = (*grant.limits[:at], *grant.limits[at + 1 :])
            other = _with(rulebook, "grants", number, grant.but(limits=kept))
            path = ("grants", number, "limit", at) if len(grant.limits) > 1 else ("grants", number, "limit")
            yield from _unbound(rulebook, other, today, grant, limit, path)
    for number, rule in enumerate(rulebook.rules):
        alone = not (rule.deny or rule.signatures or rule.needs or rule.must)
        if rule.limit is None or alone or rule.beyond.outcome == "warn" or rule.warn_at:
            continue
        other = _with(rulebook, "rules", number, rule.but(limit=None, beyond=Beyond()))
        yield from _unbound(rulebook, other, today, rule, rule.limit, ("rules", number, "limit"))


def without(rulebook: Rulebook, line: Line) -> Rulebook:
    """The policy without a line; what counts stays counted."""
    kept = tuple([one for one in getattr(rulebook, line.section) if one is not line])
    return rulebook.but(**{line.section: kept})


def _with(rulebook: Rulebook, section: str, number: int, line: Line) -> Rulebook:
    lines = getattr(rulebook, section)
    return rulebook.but(**{section: (*lines[:number], line, *lines[number + 1 :])})


def _unbound(
    rulebook: Rulebook, other: Rulebook, today: int, line: Line, limit: Limit, path: tuple[str | int, ...]
) -> Iterator[Found]:
    covered = _covered(rulebook, line)
    if covered and differs(rulebook, other, today, covered) is False:
        of = "number" if limit.measure == "count" else "amount"
        message = f"this limit of `{line.id}` never binds: no {of} that could be given reaches it"
        yield _found("never-binds", path, message, "lower it, or take it out")


def _speaks(line: Line) -> bool:
    """Whether a line says, warns or advises, which matters whatever the answer is."""
    if isinstance(line, Rule):
        warns = line.limit is not None and (line.beyond.outcome == "warn" or line.warn_at)
        return bool(line.say or line.at_least or warns)
    return isinstance(line, Budget) and bool(line.warn_at or line.beyond.outcome == "warn")


def _covered(rulebook: Rulebook, line: Line) -> tuple[str, ...]:
    """The remedies that a line speaks of."""
    found = [remedy.id for remedy in rulebook.remedies if line in Sheet(rulebook, remedy).lines]
    return tuple([name for name in found if not isinstance(line, Grant) or name in line.remedies])


def _outweighing(rulebook: Rulebook, line: Line, today: int, covered: tuple[str, ...]) -> list[str]:
    """The first line without which this one would matter; none where it takes several."""
    others = [
        other
        for section in SECTIONS
        for other in getattr(rulebook, section)
        if other is not line and set(covered) & set(_covered(rulebook, other))
    ]
    for other in others[:_MOST_TRIED]:
        rest = without(rulebook, other)
        if differs(rest, without(rest, line), today, covered):
            return [other.id]
    return []


def _found(code: str, path: tuple[str | int, ...], message: str, hint: str) -> Found:
    return Found(problem=Problem(code=code, message=message, path=path, hint=hint, at_key=True, level="warning"))
