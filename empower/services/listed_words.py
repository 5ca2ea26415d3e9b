"""A name that entries are listed by: it stands in the book or in what is in force, else it was written wrongly."""

from __future__ import annotations

from collections.abc import Iterable

from empower.domain.listed import Wanted
from empower.domain.problem import Problem
from empower.ledger.book import Page
from empower.ledger.cells import text
from empower.ledger.listing import listed
from empower.policyfile.said.words import nearest
from empower.services.replayed import people_of

__all__ = ["unknown_word"]

_EVER = 1 << 40
_OF = {
    "person": ("unknown-person", "people", "person"),
    "asker": ("unknown-person", "people", "person"),
    "role": ("unknown-role", "roles", "role"),
    "remedy": ("unknown-remedy", "remedies", "remedy"),
}
"""By what is said of an entry: the problem, what there is of it, and by what it is summed up."""


def unknown_word(page: Page, name: str, said: str) -> Problem | None:
    """What is wrong with a word, where no entry has it and neither the policy nor the roster in force knows it.

    `name` is a person, an asker, a role or a remedy.
    """
    if not said or _in_the_book(page, name, said):
        return None
    code, what, summed = _OF[name]
    known = set(_in_force(page, what))
    if said in known:
        return None
    known |= {text(row, "value") for row in page.rows.find("rollup between", summed, 0, _EVER)}
    hint = nearest(said, sorted(known), what)
    return Problem(code=code, message=f"no {summed} `{said}` is in the book, or in what is in force", hint=hint)


def _in_the_book(page: Page, name: str, said: str) -> bool:
    return any([True for _ in listed(page.rows, Wanted().but(**{name: said}), ("seq",), limit=1)])


def _in_force(page: Page, what: str) -> Iterable[str]:
    rulebook = page.rulebook
    if what == "people":
        return [one.id for one in people_of(page, page.head.roster, rulebook) or ()]
    return [one.id for one in (rulebook.roles if what == "roles" else rulebook.remedies)]
