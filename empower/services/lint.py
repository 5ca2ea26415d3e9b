"""What is wrong, or looks wrong, in a policy."""

from __future__ import annotations

from pathlib import Path

from empower.domain.people import Person
from empower.domain.problem import PlacedProblem, Problem
from empower.policyfile.load import load_policy
from empower.policyfile.packs import policy_file
from empower.policyfile.places import lines_of, place
from empower.policyfile.roster import load_roster
from empower.policyfile.said.zone import local
from empower.rules.analysis.lint.linted import linted
from empower.services.moment import moment
from empower.services.question import question

__all__ = ["lint"]


def lint(
    policy: Path, at: str, now: int, roster: Path | None = None, *, must_fit: bool = True
) -> tuple[PlacedProblem, ...]:
    """Problems when the policy cannot be used, else the warnings and notes there are, as of a moment.

    `at` is as it was typed, or "" for now. Raises `CannotAskError` when it is no moment.
    A roster that need not fit, because it was written for another policy, is left out with a note when it does not.
    """
    loaded = load_policy(policy)
    book = loaded.rulebook
    if book is None:
        return loaded.problems
    people: tuple[Person, ...] | None = None
    notes: list[Problem] = []
    if roster is not None:
        found = load_roster(roster, book)
        if isinstance(found, tuple) and must_fit:
            return found
        if isinstance(found, tuple):
            message = f"`{roster}` is the roster of another policy, and is not used"
            notes.append(
                Problem(code="roster-not-used", message=message, hint="name one with `--roster`", level="note")
            )
        else:
            people = found.people
    day = local(moment(book, question("policy lint", (), now=now, at=at)), book.timezone, book.day_starts).day
    places = loaded.tree.places
    file = str(policy_file(policy))
    return place([*notes, *[one.problem for one in linted(book, day, people)]], places, file, lines_of(places.source))
