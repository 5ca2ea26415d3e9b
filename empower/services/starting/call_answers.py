"""What is not for the desk to put right: failures that go to somebody, and those that are put right with words alone."""

from __future__ import annotations

from collections.abc import Iterable

from empower.domain.problem import Problem
from empower.policyfile.said.words import nearest
from empower.rules.compile.wording import shown
from empower.services.starting.answers import Answers, Call
from empower.services.starting.figure_answers import NONE
from empower.services.starting.list_answers import OTHER
from empower.services.starting.names import listed, named

__all__ = ["NEVER", "calls", "usual_calls"]

NEVER = "never"
_GRAVE = ("injury", "allergen", "allergy", "accident", "illness")


def calls(text: str, answers: Answers) -> Answers | Problem:
    """With each failure that is somebody's call, and whose."""
    if text.strip().casefold() == NONE:
        return answers.but(calls=())
    found: list[Call] = []
    for words in listed(text):
        one = _call(words, answers)
        if isinstance(one, Problem):
            return one
        if any([one.failure == other.failure for other in found]):
            message = f"whose call `{one.failure}` is, is said twice"
            return Problem(code="named-twice", message=message, hint="say it once")
        found.append(one)
    return answers.but(calls=tuple(found))


def usual_calls(answers: Answers) -> str:
    """What nobody leaves to the desk, where it is among what goes wrong."""
    grave = [failure.name for failure in answers.failures if failure.name in _GRAVE]
    above = _first_above(answers)
    return ", ".join([f"{name}={above or NEVER}" for name in grave]) or NONE


def _first_above(answers: Answers) -> str:
    """The lowest role above one that may give what costs something; "" where none below the last may."""
    giving = next((place for place, role in enumerate(answers.limited) if role.limit != 0), None)
    return "" if giving is None else answers.roles[giving + 1].name


def _call(words: str, answers: Answers) -> Call | Problem:
    left, sign, right = words.rpartition("=")
    if not sign:
        hint = f"write `{answers.failures[0].name}={answers.roles[1].name}`, or `none`"
        return Problem(code="stray-word", message=f"{shown(words)} does not say whose call it is", hint=hint)
    failure = _meant(left, [(one.name, one.title) for one in answers.failures])
    if failure is None:
        hint = nearest(_plain(left), [one.name for one in answers.failures], "failures")
        return Problem(code="unknown-value", message=f"{shown(left.strip())} is not among what goes wrong", hint=hint)
    if failure == OTHER.name:
        message = f"`{failure}` is for what is on no list, so it is nobody's call beforehand"
        return Problem(code="unknown-value", message=message, hint="name what is meant among what goes wrong")
    if right.strip().casefold() == NEVER:
        return Call(failure=failure)
    role = _meant(right, [(one.name, one.title) for one in answers.roles])
    if role is None:
        hint = nearest(_plain(right), [*[one.name for one in answers.roles[1:]], NEVER], "roles")
        return Problem(code="unknown-role", message=f"{shown(right.strip())} is not one of the roles", hint=hint)
    if role == answers.roles[0].name:
        message = f"everybody is `{role}` or stands above, so that nobody would be asked"
        hint = f"name a role further up, such as `{failure}={answers.roles[1].name}`"
        return Problem(code="call-nobody-needs", message=message, hint=hint)
    names = [one.name for one in answers.roles]
    above = _first_above(answers)
    if not above or names.index(role) < names.index(above):
        message = f"nobody below `{role}` may give anything that costs, so that nobody would be asked"
        hint = (
            f"name a role further up, such as `{failure}={above}`"
            if above
            else f"leave it out, or say `{failure}={NEVER}`"
        )
        return Problem(code="call-nobody-needs", message=message, hint=hint)
    return Call(failure=failure, role=role)


def _meant(said: str, known: Iterable[tuple[str, str]]) -> str | None:
    """The name that somebody says, or whose title they say."""
    words = " ".join(said.split())
    return next((name for name, title in known if words in (name, title) or _plain(words) == name), None)


def _plain(said: str) -> str:
    name = named(said, "role", 0)
    return said.strip() if isinstance(name, Problem) else name.name
