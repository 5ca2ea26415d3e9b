"""What is wrong, or looks wrong, in a policy, with where it is so and a request that shows it."""

from __future__ import annotations

from pathlib import Path

from empower.domain.people import Person
from empower.domain.problem import PlacedProblem, Problem
from empower.policyfile.load import Loaded, load_policy
from empower.policyfile.packs import policy_file
from empower.policyfile.places import lines_of, place
from empower.policyfile.reader.cut_off import cut_off
from empower.policyfile.roster import load_roster
from empower.policyfile.said.zone import local
from empower.rules.analysis.found import Found
from empower.rules.analysis.lint.linted import linted
from empower.rules.analysis.results import Finding, Linted
from empower.rules.rulebook import Rulebook
from empower.services.accepting import sifted
from empower.services.moment import moment
from empower.services.plainer import plainer
from empower.services.question import question

__all__ = ["lint", "lint_of"]


def lint(policy: Path, at: str, now: int, roster: Path | None = None, *, must_fit: bool = True) -> Linted:
    """Problems when the policy cannot be used, else the warnings and notes there are, as of a moment.

    `at` is as it was typed, or "" for now. Raises `CannotAskError` when it is no moment.
    A roster that need not fit, because it was written for another policy, is left out with a note when it does not.
    """
    loaded = load_policy(policy)
    book = loaded.rulebook
    if book is None:
        return _unread(loaded.problems)
    people: tuple[Person, ...] | None = None
    notes: list[Problem] = []
    beside: tuple[PlacedProblem, ...] = ()
    if roster is not None:
        found = load_roster(roster, book)
        if isinstance(found, tuple) and must_fit:
            return _unread(found)
        if isinstance(found, tuple):
            message = f"`{roster}` is the roster of another policy, and is not used"
            notes.append(
                Problem(code="roster-not-used", message=message, hint="name one with `--roster`", level="note")
            )
        else:
            people, beside = found.people, found.page.cut_off()
    day = local(moment(book, question("policy lint", (), now=now, at=at)), book.timezone, book.day_starts).day
    told = lint_of(loaded, book, str(policy_file(policy)), day, people, tuple(notes))
    return told.but(findings=(*told.findings, *[Finding(problem=one) for one in beside]))


def lint_of(
    loaded: Loaded,
    book: Rulebook,
    file: str,
    day: int,
    people: tuple[Person, ...] | None = None,
    notes: tuple[Problem, ...] = (),
) -> Linted:
    """The findings of a policy that was read, on a local day; `notes` are told with them."""
    found, accepted = sifted(book, linted(book, day, people), with_roster=people is not None)
    told = [Found(problem=note) for note in (*notes, *cut_off(loaded.tree.places))]
    told += [_plain(one, book, people) for one in found]
    kept = [_placed(one, "", loaded, file) for one in told]
    left = [_placed(_plain(one, book, people), because, loaded, file) for one, because in accepted]
    return Linted(findings=_in_order(kept), accepted=_in_order(left), rulebook=book)


def _unread(problems: tuple[PlacedProblem, ...]) -> Linted:
    return Linted(findings=tuple([Finding(problem=one) for one in problems]))


def _plain(one: Found, book: Rulebook, people: tuple[Person, ...] | None) -> Found:
    return one if one.witness is None else one.but(witness=plainer(one.witness, (book,), one.regions, people))


def _placed(one: Found, because: str, loaded: Loaded, file: str) -> Finding:
    places = loaded.tree.places
    (problem,) = place([one.problem], places, file, lines_of(places.source))
    return Finding(problem=problem, regions=one.regions, witness=one.witness, because=because)


def _in_order(findings: list[Finding]) -> tuple[Finding, ...]:
    def where(one: Finding) -> tuple[int, int, int, str, str]:
        problem = one.problem
        return problem.line, problem.column, problem.end_column, problem.code, problem.message

    return tuple(sorted(findings, key=where))
