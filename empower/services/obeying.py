"""A book obeys one policy, one roster and one way of knowing people at a time; whoever writes with others is told so."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from empower.domain.errors import CannotAskError
from empower.domain.problem import PlacedProblem
from empower.ledger.book import Book, WritingPage
from empower.ledger.head import Head
from empower.services.house import EXIT_POLICY, House, cannot

__all__ = ["obeyed", "obeys", "short", "writing"]


@contextmanager
def writing(house: House, book: Book, *, by_login: bool) -> Iterator[WritingPage]:
    """A page to write on, of a book that obeys the house."""
    book.know(house.rulebook)
    with book.writing() as page:
        obeyed(page.head, house, by_login=by_login)
        yield page


def obeyed(head: Head, house: House, *, by_login: bool) -> None:
    """Nothing, where the book obeys the house. Raises `CannotAskError` naming both digests where it does not."""
    if house.people is None:
        hint = "name the roster that the book obeys with `--roster`, or in empower.yaml"
        raise cannot("no-roster", "a gesture is recorded by a person, and there is no roster", hint)
    found = obeys(head, house)
    if found:
        raise CannotAskError(found, exit_code=EXIT_POLICY)
    if (head.identity == "login") != by_login:
        known = {"login": "whoever is logged in", "claimed": "whoever they say they are"}
        said = "login" if by_login else "claimed"
        message = f"this book knows people as {known[head.identity]}; here they are known as {known[said]}"
        hint = f"write `identity: {head.identity}` in empower.yaml, or adopt the other way: `empower ledger adopt --because …`"
        raise CannotAskError(cannot("other-identity", message, hint).problems, exit_code=EXIT_POLICY)


def obeys(head: Head, house: House) -> tuple[PlacedProblem, ...]:
    """What differs between the book and the house, as problems; nothing where the book obeys it."""
    found: list[PlacedProblem] = []
    if head.policy != house.rulebook.ref.digest:
        message = (
            f"the book obeys policy {short(head.policy)}, and `{house.file}` is {short(house.rulebook.ref.digest)}"
        )
        hint = "use the policy the book obeys, or put this one in force: `empower ledger adopt --because …`"
        found += cannot("other-policy", message, hint).problems
    if house.people is not None and head.roster != house.roster_digest:
        message = f"the book obeys roster {short(head.roster)}, and `{house.roster}` is {short(house.roster_digest)}"
        hint = "use the roster the book obeys, or put this one in force: `empower ledger adopt --because …`"
        found += cannot("other-roster", message, hint).problems
    return tuple(found)


def short(digest: str | None) -> str:
    """A digest as far as a person compares it."""
    if not digest:
        return "none"
    kind, colon, figures = digest.partition(":")
    return f"{kind}{colon}{figures[:12]}"
