"""Requests that wait: who asks, for whom, why it was not theirs to give, what it does to each limit, what else there was."""

from __future__ import annotations

from empower.domain.calendar import written_instant
from empower.report.clock import left_words
from empower.report.drawing import drawn
from empower.report.facts import customer_words, facts_json, facts_words
from empower.report.page import Page, sections
from empower.report.parts_json import alternative_json, gesture_json, limit_json, reason_json
from empower.report.phrases import in_a_row
from empower.report.readings import allowance, figure
from empower.report.sentences import reason_sentence
from empower.report.wording import Names

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from empower.domain.book_results import Waiting
    from empower.domain.decision import Reading
    from empower.rules.rulebook import Rulebook

__all__ = ["inbox_json", "inbox_text"]

_MOST_ALTERNATIVES = 4


def inbox_text(
    found: tuple[Waiting, ...],
    rulebooks: Callable[[str], Rulebook],
    *,
    now: int,
    local: Callable[[int], str],
    colour: bool,
    width: int | None,
    everything: bool = False,
) -> str:
    """Each request as a page of its own, the most urgent first; `rulebooks` finds the policy that each was made under."""
    if not found:
        return "nothing waits for an answer" if everything else "nothing waits for you"
    pages = [_page(one, rulebooks(one.decision.digest), now, local) for one in found]
    return "\n\n".join([drawn(page, colour=colour, width=width) for page in pages])


def inbox_json(found: tuple[Waiting, ...], rulebooks: Callable[[str], Rulebook], currency: str) -> dict[str, Any]:
    """The same for a script."""
    return {
        "schema": "empower/inbox/1",
        "currency": currency,
        "requests": [_json(one, rulebooks(one.decision.digest)) for one in found],
    }


def _page(one: Waiting, rulebook: Rulebook, now: int, local: Callable[[int], str]) -> Page:
    names = Names(rulebook, one.ask)
    facts = dict(one.ask.facts)
    asked = in_a_row([names.gesture(part.gesture) for part in one.decision.parts])
    who = f"{one.asker_name or one.asker} ({names.role(one.role)})"
    if one.state == "word":
        headline = f"WORD {one.seq} — {who} gave {asked} on the word of {one.word_of}"
        answer = [f"it was so: `empower approve {one.seq}`", f"it was not: `empower decline {one.seq} --because …`"]
    else:
        headline = f"REQUEST {one.seq} — {who} asks for {asked}"
        answer = [] if one.outlived else [f"yes: `empower approve {one.seq}`"]
        if one.denied:
            answer = [f"yes to less of it, where that fits: `empower approve {one.seq} --amount …`"]
        answer.append(f"no: `empower decline {one.seq} --because …`")
    until = one.expires_at
    waits = [f"since {local(one.at)}"]
    if until is not None:
        waits.append(f"until {local(until)} ({left_words(until, now)})")
    if one.waits_for:
        waits.append(f"for {in_a_row([names.role(role) for role in one.waits_for])}")
    if one.outlived:
        waits.append(f"{one.outlived}; it can only be declined, and asked for again")
    waits += [one.denied] if one.denied else []
    votes = [f"{person} has said yes{f' for {name}' if name != person else ''}" for person, name in one.votes]
    why = [reason_sentence(reason, names) for reason in one.decision.reasons]
    others = [names.offered(what) for what in one.decision.alternatives]
    more = len(others) - _MOST_ALTERNATIVES
    instead = [*others[:_MOST_ALTERNATIVES], f"and {more} more"] if more > 1 else others
    about = [f"incident {facts['incident']}"] if "incident" in facts else []
    about += [customer_words(facts["customer"])] if "customer" in facts else []
    return Page(
        headline=headline,
        tone="ask",
        keep=rulebook.currency,
        sections=sections(
            ("for", about),
            ("facts", facts_words(facts, names)),
            ("note", [f"“{one.note}”"] if one.note else []),
            ("why", list(dict.fromkeys(why))),
            ("limits", [_limit(reading, names) for reading in one.limits if _counts_here(reading)]),
            ("instead", instead),
            ("waits", [*waits, *votes]),
            ("answer", answer if one.yours else []),
        ),
    )


def _counts_here(reading: Reading) -> bool:
    """Whether a yes adds to it: a limit per employee is that of whoever says yes, and one per gesture adds up to nothing."""
    return not {"gesture", "employee"} & {name for name, _ in reading.per}


def _limit(reading: Reading, names: Names) -> str:
    after = max(0, reading.left - reading.asked)
    over = reading.asked - reading.left
    told = f"{figure(reading.left, reading, names)} left now"
    told += f", {figure(after, reading, names)} after" if over <= 0 else f", {figure(over, reading, names)} too little"
    return f"{reading.line}: {allowance(reading, names)}, {told}"


def _json(one: Waiting, rulebook: Rulebook) -> dict[str, Any]:
    names = Names(rulebook, one.ask)
    facts = dict(one.ask.facts)
    return {
        "request": one.seq,
        "state": one.state,
        "asker": {"id": one.asker, "name": one.asker_name or None, "role": one.role},
        "gestures": [gesture_json(part.gesture, part.cost, names) for part in one.decision.parts],
        "incident": facts.get("incident"),
        "customer": facts.get("customer"),
        "facts": facts_json(facts, names),
        "note": one.note or None,
        "at": written_instant(one.at),
        "expires_at": None if one.expires_at is None else written_instant(one.expires_at),
        "moved_up": one.moved_up,
        "reasons": [reason_json(reason, names, "") for reason in one.decision.reasons],
        "limits": [limit_json(reading, names) for reading in one.limits],
        "alternatives": [alternative_json(what, names) for what in one.decision.alternatives],
        "votes": [{"person": person, "in_name_of": name} for person, name in one.votes],
        "waits_for": list(one.waits_for),
        "on_word_of": one.word_of or None,
        "outlived": one.outlived or None,
        "yours": one.yours,
        "denied": one.denied or None,
    }
