"""Lines that never matter, and limits that never bind: without them every request is answered the same.

That is what is asked: the policy is laid beside itself without the line. A line that says something, warns or advises matters
as soon as it can hold, so only the others are looked at. What outweighs an idle line is found the same way: it is whatever the
line would matter without.
"""

from __future__ import annotations

from empower.domain.problem import Problem
from empower.rules.analysis.found import Found
from empower.rules.rulebook import Beyond, Budget, Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from empower.rules.analysis.lacking import Lacking
    from empower.rules.rulebook import Limit, Line

__all__ = ["idle_limits", "idle_lines"]

SECTIONS = ("grants", "budgets", "rules", "owed", "not_owed")
_MOST_TRIED = 6


def idle_lines(lacking: Lacking) -> Iterator[Found]:
    """A finding for each line that no answer turns on, and what outweighs it."""
    for section in SECTIONS:
        for number, line in enumerate(getattr(lacking.rulebook, section)):
            if _speaks(line) or not lacking.covered(line) or lacking.matters(line) is not False:
                continue
            heavier = _outweighing(lacking, line)
            by = f": `{heavier}` outweighs it" if heavier else ", whatever is asked"
            hint = "take it out, or narrow the other where this one should speak" if heavier else "take it out"
            yield _found("never-matters", (section, number), f"`{line.id}` never changes an answer{by}", hint)


def idle_limits(lacking: Lacking) -> Iterator[Found]:
    """A finding for each limit that nobody can ever meet."""
    for number, grant in enumerate(lacking.rulebook.grants):
        for at, limit in enumerate(grant.limits):
            other = grant.but(limits=(*grant.limits[:at], *grant.limits[at + 1 :]))
            path = ("grants", number, "limit", at) if len(grant.limits) > 1 else ("grants", number, "limit")
            yield from _unbound(lacking, grant, other, limit, path)
    for number, rule in enumerate(lacking.rulebook.rules):
        alone = not (rule.deny or rule.signatures or rule.needs or rule.must)
        if rule.limit is None or alone or rule.beyond.outcome == "warn" or rule.warn_at:
            continue
        other_rule = rule.but(limit=None, beyond=Beyond())
        yield from _unbound(lacking, rule, other_rule, rule.limit, ("rules", number, "limit"))


def _unbound(lacking: Lacking, line: Line, other: Line, limit: Limit, path: tuple[str | int, ...]) -> Iterator[Found]:
    if lacking.covered(line) and lacking.matters(line, other) is False:
        of = "number" if limit.measure == "count" else "amount"
        message = f"this limit of `{line.id}` never binds: no {of} that could be given reaches it"
        yield _found("never-binds", path, message, "lower it, or take it out")


def _speaks(line: Line) -> bool:
    """Whether a line says, warns or advises, which matters whatever the answer is."""
    if isinstance(line, Rule):
        warns = line.limit is not None and (line.beyond.outcome == "warn" or line.warn_at)
        return bool(line.say or line.at_least or warns)
    return isinstance(line, Budget) and bool(line.warn_at or line.beyond.outcome == "warn")


def _outweighing(lacking: Lacking, line: Line) -> str:
    """A line without which this one would matter, of those that do the like first; "" where it takes several."""
    covered = set(lacking.covered(line))
    beside = lacking.beside_idle(line)
    others = [
        other
        for section in SECTIONS
        for other in getattr(lacking.rulebook, section)
        if other is not line and (beside is None or other.id in beside) and covered & set(lacking.covered(other))
    ]
    others.sort(key=lambda other: _does(other) != _does(line))
    return next((other.id for other in others[:_MOST_TRIED] if lacking.matters(line, gone=other)), "")


def _does(line: Line) -> object:
    return (line.section, line.deny, line.signatures) if isinstance(line, Rule) else line.section


def _found(code: str, path: tuple[str | int, ...], message: str, hint: str) -> Found:
    return Found(problem=Problem(code=code, message=message, path=path, hint=hint, at_key=True, level="warning"))
