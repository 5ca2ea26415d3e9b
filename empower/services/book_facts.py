"""What the book knows of an incident: facts that nobody states twice, and that no later claim may contradict."""

from __future__ import annotations

from empower.domain.facts import FactValue
from empower.domain.kept_facts import known_facts
from empower.domain.problem import Path, Problem
from empower.domain.value import Value
from empower.ledger.book import Page
from empower.ledger.entry_rows import packed
from empower.ledger.shapes import Row
from empower.policyfile.said.page import typed
from empower.policyfile.said.words import nearest
from empower.rules.rulebook import Rulebook

__all__ = ["KnownIncident", "incident_in", "new_incident_id", "next_incident_id", "unknown_incident"]

_MOST_NAMED = 200


class KnownIncident(Value):
    """An incident of the book, in the numbers of the policy in use."""

    id: str
    row: Row
    facts: tuple[tuple[str, FactValue], ...]  # with the customer, and texts as they were said

    @property
    def closed(self) -> bool:
        """Whether it is over."""
        return self.row["state"] == "closed"


def incident_in(page: Page, rulebook: Rulebook, name: str) -> KnownIncident | None:
    """The incident of this id."""
    row = page.rows.get("incident", name)
    if row is None:
        return None
    kept = packed(row, "facts", "incident")
    facts: dict[str, FactValue] = {
        fact: value for fact, value in known_facts(rulebook.facts, kept["facts"]) if value is not None
    }
    for fact, commitment in kept["texts"].items():
        text = page.text(commitment)
        facts[fact] = commitment if text is None else text
    if row["customer"] is not None:
        customer = str(row["customer"])
        facts["customer"] = page.text(customer) or customer
    return KnownIncident(id=name, row=row, facts=tuple(facts.items()))


def new_incident_id(page: Page) -> str:
    """The id of the next incident that nobody gives one to."""
    found, more = next_incident_id(page), 0
    while page.rows.get("incident", found) is not None:
        more += 1
        found = next_incident_id(page, more)
    return found


def next_incident_id(page: Page, more: int = 0) -> str:
    """The id that a new incident has where nobody gave it to another; `more` is how many were given already."""
    return f"INC-{page.head.size + 1 + more}"


def unknown_incident(page: Page, name: str, path: Path = (), *, asked: bool = False) -> Problem:
    """The problem that the book has no such incident; `asked` where a question names it, which may do without."""
    known = [str(row["id"]) for row in page.rows.find("incidents in a state", "open")][-_MOST_NAMED:]
    way = f"open it with `empower incident open {typed(name)} FACT=VALUE …`, or leave `incident` out for a new one"
    way = way if asked else "`empower incident list` shows those that are open"
    near = nearest(name, known, "incidents") if known else ""
    hint = f"{near} {'else ' if asked else ''}{way}" if near.endswith("?") else way
    return Problem(code="unknown-incident", message=f"the book has no incident `{name}`", path=path, hint=hint)
