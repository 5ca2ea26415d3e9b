"""The entry of a gesture: what was asked, what was seen, what it adds to each counter, and how long a request may wait."""

from __future__ import annotations

from typing import Any

from empower.domain.decision import Decision, Reading
from empower.domain.entries import Draft, Entry
from empower.domain.value import Value
from empower.ledger.balances import BookBalances
from empower.ledger.book import WritingPage
from empower.ledger.projection.history import given_in
from empower.rules.counting import counted
from empower.rules.rulebook import Rulebook
from empower.services.asked import Understood
from empower.services.gesture_body import charges_body, decision_body, seen_body
from empower.services.incident_entries import added_facts, opened
from empower.services.pen import Pen, Texts
from empower.services.question import Question
from empower.services.requests.expiring import release_what_is_due
from empower.services.staff import Delegated
from empower.services.word import Word, word_body

__all__ = ["Extra", "Judged", "written"]


class Extra(Value):
    """What is said beside the question."""

    note: str = ""
    request_id: str = ""
    again: bool = False
    ask_others: bool = True  # whether what is not the asker's to give becomes a request
    word_of: str = ""  # who said yes by telephone
    by_login: bool = False


class Judged(Value):
    """An ask with its answer."""

    understood: Understood
    decision: Decision
    delegated: Delegated = ()
    word: Word | None = None


def written(rulebook: Rulebook, page: WritingPage, question: Question, judged: Judged, pen: Pen, extra: Extra) -> Entry:
    """The entry of a gesture that was judged: given, asked for, or refused. A new incident is opened before it."""
    understood, decision, word = judged.understood, judged.decision, judged.word
    ask = understood.ask
    seen = seen_body(understood.balances) if isinstance(understood.balances, BookBalances) else []
    if understood.known is None:
        opened(rulebook, page, understood, pen)
    else:
        added_facts(rulebook, page, understood, pen)
    texts = Texts(pen)
    body = decision_body(rulebook, ask, decision, page, texts, judged.delegated)
    if extra.note:
        body["note"] = texts.text("note", extra.note)
    references = {name: texts.text(f"paper {name}", said) for name, said in _references(question) if said}
    body |= {"references": references, "request_id": extra.request_id or None, "balances": seen}
    body["said"] = sorted([name for name, _ in understood.said])
    kind = {"approve": "posting", "escalate": "hold", "deny": "denial"}[decision.outcome or "deny"]
    if kind == "hold" and not extra.ask_others:
        kind = "denial"
    readings = decision.limits
    if word is not None:
        kind, readings = "posting", word.readings
        body |= word_body(rulebook, word, pen.now)
    whose = word.filler.employee if word is not None and word.decides else ask.actor.id
    body["authority"] = whose if kind == "posting" else None
    body["charges"] = []
    if kind in ("posting", "hold"):
        body["charges"] = _charges(rulebook, page, body, readings, held=kind == "hold", pen=pen)
    if kind == "hold":
        body |= _waits(rulebook, pen.now)
    if kind != "posting":
        body["duties"] = []
    draft = Draft(kind=kind, by=pen.by(ask.actor), body=body, private=tuple(texts.found))
    return page.append(draft, pen.now)


def _charges(
    rulebook: Rulebook, page: WritingPage, body: dict[str, Any], readings: tuple[Reading, ...], *, held: bool, pen: Pen
) -> list[list[Any]]:
    """The charges; requests whose time is up and that hold some of these counters are released first."""
    given = given_in({**body, "at": pen.now}, rulebook)
    counters = [counter for counter in rulebook.counters if not (held and "employee" in counter.per)]
    found = charges_body(counted(rulebook, given, counters), readings, given, held=held)
    release_what_is_due(page, pen, [(one[0], one[1]) for one in found])
    return found


def _waits(rulebook: Rulebook, now: int) -> dict[str, Any]:
    """How long the request may wait."""
    requests = rulebook.requests
    return {
        "moves_up_after": requests.moves_up_after,
        "expires_at": None if requests.expires_after is None else now + requests.expires_after,
    }


def _references(question: Question) -> list[tuple[str, str]]:
    found = [word.partition("=") for word, _ in question.papers]
    return [(name, said) for name, _, said in found]
