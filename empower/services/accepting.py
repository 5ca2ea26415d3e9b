"""Findings that a policy accepts, with a reason; and what is wrong with accepting them."""

from __future__ import annotations

from empower.domain.problem import Path, Problem
from empower.policyfile.policy_codes import CODES
from empower.policyfile.said.words import nearest
from empower.rules.analysis.found import Found
from empower.rules.analysis.lint.linted import LINT_CODES, ROSTER_CODES
from empower.rules.rulebook import Accepted, Rulebook

__all__ = ["ACCEPTING_CODES", "sifted"]

ACCEPTING_CODES = ("accepted-nothing", "cannot-be-accepted", "unknown-lint-code")
"""The codes of what is wrong with accepting; none of them can be accepted itself."""

_NEVER = ("broken-promise", "roster-not-used", "text-cut-off")


def sifted(
    rulebook: Rulebook, found: tuple[Found, ...], *, with_roster: bool
) -> tuple[tuple[Found, ...], tuple[tuple[Found, str], ...]]:
    """What is still to be told, and what is accepted, each with its reason."""
    told: list[Found] = []
    accepted: list[tuple[Found, str]] = []
    matched: set[int] = set()
    for one in found:
        numbers = [number for number, line in enumerate(rulebook.accepted) if _accepts(line, one, rulebook)]
        matched.update(numbers)
        if numbers:
            accepted.append((one, rulebook.accepted[numbers[0]].because))
        else:
            told.append(one)
    for number, line in enumerate(rulebook.accepted):
        wrong = _wrong(line, number)
        if wrong is None and number not in matched and (with_roster or line.code not in ROSTER_CODES):
            wrong = _stale(line, number, rulebook)
        if wrong is not None:
            told.append(Found(problem=wrong))
    return tuple(told), tuple(accepted)


def _accepts(line: Accepted, one: Found, rulebook: Rulebook) -> bool:
    problem = one.problem
    if problem.level == "problem" or problem.code in _NEVER or problem.code != line.code:
        return False
    return line.line in ("", _subject(problem.path, rulebook))


def _subject(path: Path, rulebook: Rulebook) -> str:
    """The id of the line that a path lies in, or the name of what is declared there; "" for the whole policy."""
    if len(path) < 2:
        return ""
    section, which = str(path[0]), path[1]
    if isinstance(which, str):
        return which
    line = getattr(rulebook, section)[which]
    return str(line.id)


def _wrong(line: Accepted, number: int) -> Problem | None:
    """What is wrong with a code that cannot be accepted."""
    path: Path = ("accepted", number, "code")
    if line.code in (*_NEVER, *CODES, *ACCEPTING_CODES):
        message = f"`{line.code}` cannot be accepted"
        hint = "mend what it says, and take this out"
        return Problem(code="cannot-be-accepted", message=message, path=path, hint=hint)
    if line.code not in LINT_CODES:
        hint = nearest(line.code, LINT_CODES, "codes")
        return Problem(code="unknown-lint-code", message=f"`{line.code}` is no finding's code", path=path, hint=hint)
    return None


def _stale(line: Accepted, number: int, rulebook: Rulebook) -> Problem:
    about = f" of `{line.line}`" if line.line else ""
    hint = "take it out: there is nothing left to accept"
    if line.line and line.line not in _named(rulebook):
        meant = nearest(line.line, _named(rulebook), "lines")
        hint = meant if meant.startswith("did you mean") else f"take it out: nothing here is called `{line.line}`"
    return Problem(
        code="accepted-nothing",
        message=f"this accepts `{line.code}`{about}, and nothing of the kind is found",
        path=("accepted", number),
        hint=hint,
        level="warning",
    )


def _named(rulebook: Rulebook) -> list[str]:
    """Whatever a finding may be about."""
    lines = (*rulebook.grants, *rulebook.budgets, *rulebook.rules, *rulebook.owed, *rulebook.not_owed)
    ids = [line.id for line in (*lines, *rulebook.exceptions, *rulebook.promises)]
    ids += [remedy.id for remedy in rulebook.remedies]
    ids += [role.id for role in rulebook.roles]
    ids += [paper.id for paper in rulebook.papers]
    ids += [duty.id for duty in rulebook.duties]
    return [*ids, *[fact.name for fact in rulebook.facts]]
