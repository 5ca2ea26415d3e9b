"""What commands that write have in common: a person of the roster, an open book, and a pen."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from empower.domain.value import Value

if TYPE_CHECKING:
    from empower.cli.wiring import Desk
    from empower.domain.gesture import Actor
    from empower.ledger.book import Book, Page
    from empower.policyfile.said.page import WordsPage
    from empower.services.house import House
    from empower.services.pen import Pen

__all__ = ["AtTheDesk", "at_the_desk", "note_unless_obeyed", "sure"]


class AtTheDesk(Value):
    """Who writes, in which book, and with what."""

    desk: Desk
    book: Book
    actor: Actor
    pen: Pen
    words: WordsPage

    @property
    def by_login(self) -> bool:
        """Whether people are known by their login here."""
        return self.desk.settings.by_login

    def local(self, at: int) -> str:
        """An instant as it is where the policy lives."""
        from empower.policyfile.said.zone import written_local

        return written_local(at, self.desk.house.rulebook.timezone)

    def money(self, amount: int) -> str:
        """An amount with its currency."""
        from empower.domain.money import written_number

        rulebook = self.desk.house.rulebook
        return f"{written_number(amount, rulebook.digits)} {rulebook.currency}"

    def face(self, seq: int, text: str | None) -> int | None:
        """The face value that was said of an entry's remedy, where one was."""
        from empower.services.figures import face_said

        if text is None:
            return None
        with self.book.reading() as page:
            return face_said(self.desk.house.rulebook, page, seq, text, self.words)


def note_unless_obeyed(page: Page, house: House) -> None:
    """Says what is not in force, and how to put it in force, to whoever reads the book with another policy or roster."""
    import sys

    from empower.report.frame import visible
    from empower.services.obeying import obeys

    for problem in obeys(page.head, house):
        sys.stderr.write(f"note: {visible(f'{problem.message}; {problem.hint}')}\n")


@contextmanager
def at_the_desk(
    command: str,
    words: tuple[str, ...],
    *,
    policy: str | None,
    roster: str | None,
    person: str | None,
    role: str | None,
    ledger: str | None,
) -> Iterator[AtTheDesk]:
    """The desk of somebody who writes. Raises `CannotAskError` when it is nobody, or there is no book."""
    from empower.cli.wiring import book_of, opened, pen
    from empower.policyfile.said.page import WordsPage
    from empower.services.writer import writer_of

    desk = opened(policy, roster, person, role, ledger)
    page = WordsPage(words, f"empower {command}")
    with book_of(desk.settings) as book:
        now = pen()
        actor = writer_of(desk.house, desk.who, page, now.now)
        yield AtTheDesk(desk=desk, book=book, actor=actor, pen=now, words=page)


def sure(question: str, *, yes: bool) -> None:
    """Nothing, once somebody has said yes. Raises where nobody is there to say it, and stops at a no, saying so."""
    import typer

    from empower.cli import terminal
    from empower.cli.exits import FAILURE
    from empower.services.house import cannot

    if yes:
        return
    if not terminal.can_prompt():
        raise cannot("not-sure", "this cannot be taken back, and nobody is there to ask", "say `--yes` if it is meant")
    if not typer.confirm(question):
        terminal.say("left as it is: nothing was recorded")
        raise typer.Exit(FAILURE)
