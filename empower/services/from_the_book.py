"""An ask beside the book: the facts of its incident are the book's, and nobody may contradict them."""

from __future__ import annotations

from empower.domain.problem import PlacedProblem, Problem
from empower.ledger.book import Page
from empower.policyfile.incident import Incident
from empower.policyfile.said.page import typed
from empower.policyfile.said.stated import Facts, Statement
from empower.services.book_facts import KnownIncident, incident_in, new_incident_id, unknown_incident
from empower.services.house import House

__all__ = ["facts_with_the_book"]


def facts_with_the_book(
    house: House, page: Page, file: Incident | None, said: tuple[Statement, ...], facts: Facts
) -> tuple[Facts, KnownIncident | None, tuple[PlacedProblem, ...]]:
    """The facts with those the book has of the incident, the incident where the book has it, and what is wrong.

    An incident that is not named is a new one, under the next free id; one that a file describes may be new too.
    """
    if file is not None and file.given is not None:
        message = "what was given before is in the book, and stands in this file too"
        hint = "leave `given` out; the book counts"
        twice = Problem(code="counted-twice", message=message, path=("given",), hint=hint)
        return facts, None, file.page.placed([twice])
    named = dict(facts).get("incident")
    if named is None:
        return (("incident", new_incident_id(page)), *facts), None, ()
    at = next(one for one in said if one.name == "incident")
    known = incident_in(page, house.rulebook, str(named))
    if known is None:
        new = file is not None and at.page is file.page
        return facts, None, () if new else at.page.placed([unknown_incident(page, str(named), at.path, asked=True)])
    if known.closed:
        way = f"open it again with `empower incident reopen {typed(str(named))} --because …`"
        hint = f"{way}, or leave `incident` out for a new one"
        return facts, known, at.problem("closed-incident", f"incident `{named}` is closed", hint)
    found = {**dict(known.facts), **dict(facts)}
    wrong: tuple[PlacedProblem, ...] = ()
    for name, value in known.facts:
        statement = next((one for one in said if one.name == name), None)
        if found[name] != value and statement is not None:
            message = f"the book says otherwise of `{name}` for incident `{named}`"
            fact = typed(f"{name}={statement.text}")
            change = f"`empower incident amend {typed(str(named))} {fact} --because …`"
            hint = f"leave it out; if the book is wrong: {change}"
            wrong += statement.problem("contradicts-the-book", message, hint)
    return tuple(found.items()), known, wrong
