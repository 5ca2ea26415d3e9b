"""The decision, kept: given at once, asked for, or refused; in one transaction that nobody else writes in."""

from __future__ import annotations

from empower.domain.decision import Decision
from empower.domain.entries import Entry
from empower.domain.errors import CannotAskError
from empower.domain.people import Person
from empower.domain.problem import Problem
from empower.domain.value import Value
from empower.ledger.book import Book, Page
from empower.ledger.shapes import Cell
from empower.services.again import refuse_the_same_again
from empower.services.asked import Understood, asked
from empower.services.book_facts import next_incident_id
from empower.services.decided import decided, delegated_for
from empower.services.gesture_entry import Extra, Judged, written
from empower.services.heard import Heard, heard
from empower.services.house import House, cannot
from empower.services.obeying import writing
from empower.services.pen import Pen
from empower.services.question import Question
from empower.services.repeated import answered_before
from empower.services.word import on_word_of

__all__ = ["Extra", "Recorded", "record"]


_LONGEST_ID = 200
_IMPORTED = "import:"
_NOBODY = Person(id="ana")


class Recorded(Value):
    """What came of it. Without an entry nothing was recorded: a fact is missing."""

    decision: Decision
    entry: Entry | None = None
    replayed: bool = False
    opened: bool = False  # whether an incident was opened for it

    @property
    def request(self) -> int | None:
        """The number of the request that waits."""
        return self.entry.seq if self.entry is not None and self.entry.kind == "hold" else None


def record(house: House, book: Book, question: Question, pen: Pen, extra: Extra) -> Recorded:
    """The decision with its entry. Raises `CannotAskError` where nothing can be recorded; then nothing was."""
    said = heard(house, question)
    with writing(house, book, by_login=extra.by_login) as page:
        _fit_for_an_id(question, extra.request_id)
        _expect(page, said, pen.now, extra)
        earlier = answered_before(house, page, said, extra.request_id, extra.note)
        if earlier is not None:
            return Recorded(decision=earlier[0], entry=earlier[1], replayed=True)
        if not question.who.person and not question.who.login:
            hint = f"name a person of the roster, such as `--as {(house.people or (_NOBODY,))[0].id}`"
            raise CannotAskError(
                cannot("nobody-asks", "a gesture is recorded by a person, not by a role", hint).problems
            )
        understood = _with_note(asked(house, said, page), extra.note)
        if not extra.again:
            refuse_the_same_again(house.rulebook, page, question, understood, pen.now)
        delegated = delegated_for(house.rulebook, understood, page)
        decision = decided(house, understood, page, delegated)
        if decision.asks:
            return Recorded(decision=decision)
        _papers_at_hand(question, decision)
        word = None
        if extra.word_of:
            word = on_word_of(house, page, question, understood, decision, extra.word_of, extra.note)
        judged = Judged(understood=understood, decision=decision, delegated=delegated, word=word)
        entry = written(house.rulebook, page, question, judged, pen, extra)
        return Recorded(decision=decision, entry=entry, opened=understood.known is None)


def _expect(page: Page, said: Heard, now: int, extra: Extra) -> None:
    """Whatever it says, these are looked for first: from a book that is far away they come in one journey."""
    if not page.rows.far:
        return
    facts = dict(said.facts)
    asked_for: list[tuple[Cell, ...]] = []
    if extra.request_id:
        asked_for.append(("entry of a request id", extra.request_id))
    if "customer" in facts:
        asked_for.append(("customer by id", facts["customer"]))
    asked_for.append(("incident", facts.get("incident") or next_incident_id(page)))
    asked_for.append(("delegations that may hold", said.day))
    asked_for.append(("requests past their time", "open", now))
    page.rows.expect(*asked_for)


def _with_note(understood: Understood, note: str) -> Understood:
    """A note is a paper that is at hand once it is written."""
    if not note or "note" in understood.ask.papers:
        return understood
    return understood.but(ask=understood.ask.but(papers=(*understood.ask.papers, "note")))


def _fit_for_an_id(question: Question, request_id: str) -> None:
    """Raises `CannotAskError` where a request id cannot be one."""
    if len(request_id) > _LONGEST_ID or request_id.startswith(_IMPORTED):
        why = (
            f"has more than {_LONGEST_ID} characters" if len(request_id) > _LONGEST_ID else f"begins with `{_IMPORTED}`"
        )
        hint = (
            f"up to {_LONGEST_ID} characters of your own, such as `till-3-0042`; `{_IMPORTED}` marks what was imported"
        )
        problem = Problem(code="request-id-form", message=f"the request id {why}", hint=hint)
        raise CannotAskError(question.page.placed([problem]))


def _papers_at_hand(question: Question, decision: Decision) -> None:
    """Raises `CannotAskError` where a paper is missing that the gesture needs."""
    missing = [need for need in decision.needs if not need.given] if decision.outcome != "deny" else []
    problems = []
    for need in missing:
        how = "--note TEXT" if need.id == "note" else f"--with {need.id}=REFERENCE"
        title = need.title or ("a note, in a sentence" if need.id == "note" else need.id)
        message = f"a paper is missing: {title}"
        hint = f"`{need.line}` asks for it; hand it in with `{how}`"
        problems.append(Problem(code="missing-paper", message=message, hint=hint))
    if problems:
        raise CannotAskError(question.page.placed(problems))
