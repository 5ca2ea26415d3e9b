"""Entries that open an incident, or add what is newly said of it."""

from __future__ import annotations

from empower.domain.entries import Draft, Entry
from empower.domain.facts import FactValue
from empower.ledger.book import WritingPage
from empower.ledger.entry_rows import packed
from empower.rules.rulebook import Rulebook
from empower.services.asked import Understood
from empower.services.gesture_body import facts_body
from empower.services.pen import Pen, Texts

__all__ = ["added_facts", "opened"]


def opened(rulebook: Rulebook, page: WritingPage, understood: Understood, pen: Pen) -> Entry:
    """The incident of an ask, opened with what was stated, from which its clocks run."""
    ask = understood.ask
    texts = Texts(pen)
    facts, free, customer = facts_body(rulebook, _about_it(understood.said), page, texts)
    clocks = dict(rulebook.clocks)
    body = {
        "day": ask.day,
        "incident": dict(ask.facts)["incident"],
        "customer": customer,
        "facts": facts,
        "texts": free,
        "response_due": pen.now + clocks["first_response"] if "first_response" in clocks else None,
        "recovery_due": pen.now + clocks["recovery"] if "recovery" in clocks else None,
    }
    draft = Draft(kind="opened", by=pen.by(ask.actor), body=body, private=tuple(texts.found))
    return page.append(draft, pen.now)


def added_facts(rulebook: Rulebook, page: WritingPage, understood: Understood, pen: Pen) -> Entry | None:
    """The incident with what is newly said of it, so that nobody can say otherwise later; `None` where nothing is."""
    assert understood.known is not None
    known = dict(understood.known.facts)
    new = tuple([(name, value) for name, value in _about_it(understood.said) if name not in known])
    if not new:
        return None
    ask = understood.ask
    texts = Texts(pen, (understood.known.row["customer"] and str(understood.known.row["customer"])) or None)
    facts, free, customer = facts_body(rulebook, new, page, texts)
    kept = packed(understood.known.row, "facts", "incident")
    body = {
        "day": ask.day,
        "incident": understood.known.id,
        "customer": customer or understood.known.row["customer"],
        "facts": {**kept["facts"], **facts},
        "texts": {**kept["texts"], **free},
        "added": sorted([name for name, _ in new]),
    }
    draft = Draft(kind="amendment", by=pen.by(ask.actor), body=body, private=tuple(texts.found))
    return page.append(draft, pen.now)


def _about_it(said: tuple[tuple[str, FactValue], ...]) -> tuple[tuple[str, FactValue], ...]:
    return tuple([(name, value) for name, value in said if name != "incident"])
