"""Who may put a policy or roster in force, bring in the past, and forget a customer: by the roster in force alone."""

from __future__ import annotations

from empower.domain.gesture import Actor
from empower.domain.people import Person
from empower.ledger.book import Page
from empower.policyfile.said.words import one_of
from empower.policyfile.said.zone import local
from empower.services.house import not_yours
from empower.services.pen import Pen
from empower.services.replayed import people_of

__all__ = ["ADOPT", "BRING_IN", "may_adopt"]

ADOPT = "put a policy or roster in force"
BRING_IN = "bring in what was given before"


def may_adopt(page: Page, actor: Actor, pen: Pen, what: str, *, or_final: bool = False) -> None:
    """Nothing, for somebody in a role that the policy in force lets adopt another. Raises `CannotAskError` for anybody else.

    With `or_final` it is for those who have the last word too.
    A roster that is only to be put in force says nothing here: whoever wrote it would be the judge of who they are.
    """
    rulebook = page.rulebook
    final = tuple([role.id for role in rulebook.roles if role.final])
    roles = rulebook.adopts or final
    if or_final:
        roles = tuple(dict.fromkeys((*roles, *final)))
    if actor.role not in roles:
        hint = f"the policy in force lets {one_of(roles)} do it"
        raise not_yours(f"`{actor.role}` may not {what}", hint if roles else "it names nobody under `adopts:`")
    day = local(pen.now, rulebook.timezone, rulebook.day_starts).day
    people = [one for one in people_of(page, page.head.roster, rulebook) or () if one.in_service(day)]
    person = next((one for one in people if _is(one, actor, pen, by_login=page.head.identity == "login")), None)
    if person is None or actor.role not in person.roles:
        named = [one.id for one in people if set(roles) & set(one.roles)]
        hint = f"it is for {one_of(named)}; whoever does it stands on the new roster too"
        message = f"`{actor.id}` is not `{actor.role}` on the roster in force"
        raise not_yours(message, hint if named else "nobody on it may: the book stays with what is in force")


def _is(person: Person, actor: Actor, pen: Pen, *, by_login: bool) -> bool:
    """Whether it is the same person, in the way that the book knows people."""
    return person.id == actor.id and (not by_login or (person.login != "" and person.login == pen.login))
