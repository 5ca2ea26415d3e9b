"""The words of the house: who works there, what goes wrong, and what is given to put it right."""

from __future__ import annotations

from empower.domain.problem import Problem
from empower.rules.compile.wording import shown
from empower.services.starting.answers import Answers, Failure, Remedy, Role
from empower.services.starting.catalogue import remedy_of
from empower.services.starting.names import Named, listed, named, once

__all__ = ["OTHER", "failures", "remedies", "roles"]

OTHER = Failure(name="other", title="something else")
"""What is on no list; a policy that is asked about it wants a sentence."""

_MOST_ROLES = 12
_MOST = 30


def roles(text: str, answers: Answers) -> Answers | Problem:
    """With the roles, from the desk upwards."""
    found = _names(text, "role", _MOST_ROLES, "name those who give something; who never does needs no role")
    if isinstance(found, Problem):
        return found
    if len(found) < 2:
        message = f"{shown(text.strip())} is one role, and a policy says whom to ask when something is beyond one"
        return Problem(code="nobody-above", message=message, hint="name two at least, such as `associate, owner`")
    return answers.but(roles=tuple([Role(name=one.name, title=one.title) for one in found]))


def failures(text: str, answers: Answers) -> Answers | Problem:
    """With what goes wrong; whatever is on no list is always one of them."""
    hint = "name what a line has to tell apart, and leave the rest to `other`"
    found = _names(text, "failure", _MOST, hint)
    if isinstance(found, Problem):
        return found
    every = [Failure(name=one.name, title=one.title) for one in found if one.name != OTHER.name]
    return answers.but(failures=(*every, OTHER))


def remedies(text: str, answers: Answers) -> Answers | Problem:
    """With what may be given. At least one is money or credit, as what a role may give is a sum."""
    said = listed(text)
    wrong = _too_few_or_many(said, "remedy", _MOST, "begin with the most usual, and add the others to the policy")
    if wrong is not None:
        return wrong
    found: list[Remedy] = []
    names: list[Named] = []
    for number, words in enumerate(said, start=1):
        one = remedy_of(words, number)
        if isinstance(one, Problem):
            return one
        found.append(one[0])
        names.append(one[1].but(name=one[0].name))
    wrong = once(said, tuple(names))
    if wrong is not None:
        return wrong
    if not any([remedy.in_money for remedy in found]):
        message = "nothing here is money or credit, and what a role may give alone is a sum"
        return Problem(code="wrong-remedy", message=message, hint="add `voucher` or `refund`")
    return answers.but(remedies=tuple(found))


def _names(text: str, noun: str, most: int, hint: str) -> tuple[Named, ...] | Problem:
    said = listed(text)
    wrong = _too_few_or_many(said, noun, most, hint)
    if wrong is not None:
        return wrong
    found: list[Named] = []
    for number, words in enumerate(said, start=1):
        one = named(words, noun, number)
        if isinstance(one, Problem):
            return one
        found.append(one)
    return once(said, tuple(found)) or tuple(found)


def _too_few_or_many(said: tuple[str, ...], noun: str, most: int, hint: str) -> Problem | None:
    plural = "remedies" if noun == "remedy" else f"{noun}s"
    if not said:
        way_out = "name them with commas between, such as `associate, manager, owner`"
        if noun != "role":
            way_out = "name at least one"
        return Problem(code="empty-list", message=f"no {noun} is named", hint=way_out)
    if len(said) > most:
        return Problem(code="too-many-names", message=f"there are {len(said)} {plural}; {most} are the most", hint=hint)
    return None
