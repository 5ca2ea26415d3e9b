"""One person's page: what they gave and asked for, what is left, and what is still to do."""

from __future__ import annotations

from empower.domain.calendar import written_date, written_instant
from empower.report.clock import left_words
from empower.report.drawing import drawn
from empower.report.gestures import gestures_words
from empower.report.given import given_json, money_text
from empower.report.page import Page, sections
from empower.report.pots import pot_json, pot_words
from empower.report.wording import Names

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from empower.domain.book_results import DutyLine, Mine
    from empower.rules.rulebook import Rulebook

__all__ = ["duty_json", "duty_words", "mine_json", "mine_text", "parts_of"]

_STATES = {"open": "waits", "expired": "declined: nobody answered in time"}
_MOST_GIVEN = 12


def mine_text(mine: Mine, rulebook: Rulebook, *, local: Callable[[int], str], colour: bool, width: int | None) -> str:
    """The page."""
    names = Names(rulebook)
    given = [
        f"{entry.seq}: {gestures_words(rulebook, entry.data['parts'])}, incident {entry.data['incident']}, {local(entry.at)}"
        for entry in mine.given
    ]
    more = len(given) - _MOST_GIVEN
    if more > 0:
        given = [*given[:_MOST_GIVEN], f"and {more} more"]
    page = Page(
        headline=f"{mine.name or mine.person} — {names.role(mine.role)}",
        keep=rulebook.currency,
        sections=sections(
            ("to do", [duty_words(duty, mine.now, local) for duty in mine.duties]),
            ("confirm", [_word(one.seq, one.asker, parts_of(rulebook, one.parts)) for one in mine.words]),
            (
                "asked",
                [
                    f"{one.seq}: {parts_of(rulebook, one.parts)}, incident {one.incident}, {_STATES.get(one.state, one.state)}"
                    for one in mine.requests
                ],
            ),
            ("given", given or [f"nothing since {local(mine.since).partition(' ')[0]}"]),
            ("left", [pot_words(one, names) for one in mine.limits]),
            ("speaks for me", [_delegation(one) for one in mine.delegated]),
            ("I speak for", [_delegation(one) for one in mine.received]),
        ),
    )
    return drawn(page, colour=colour, width=width)


def mine_json(mine: Mine, rulebook: Rulebook) -> dict[str, Any]:
    """The same for a script."""
    names = Names(rulebook)
    return {
        "schema": "empower/mine/1",
        "currency": rulebook.currency,
        "person": mine.person,
        "role": mine.role,
        "since": written_instant(mine.since),
        "given": [
            {
                "entry": entry.seq,
                "gestures": given_json(rulebook, entry.data["parts"]),
                "incident": entry.data["incident"],
                "at": written_instant(entry.at),
            }
            for entry in mine.given
        ],
        "requests": [
            {
                "request": one.seq,
                "state": one.state,
                "gestures": _asked_json(rulebook, one.parts),
                "incident": one.incident,
                "at": written_instant(one.at),
                "expires_at": None if one.expires_at is None else written_instant(one.expires_at),
            }
            for one in mine.requests
        ],
        "limits": [pot_json(one, names) for one in mine.limits],
        "duties": [duty_json(duty, mine.now) for duty in mine.duties],
        "words": [
            {
                "entry": one.seq,
                "asker": one.asker,
                "gestures": _asked_json(rulebook, one.parts),
                "incident": one.incident,
                "confirm_by": None if one.confirm_by is None else written_instant(one.confirm_by),
            }
            for one in mine.words
        ],
        "delegated": [_delegation_json(one, "to") for one in mine.delegated],
        "received": [_delegation_json(one, "from") for one in mine.received],
    }


def duty_words(duty: DutyLine, now: int, local: Callable[[int], str]) -> str:
    """A duty with how to say that it is done."""
    due = ""
    if duty.due_at is not None:
        late = "overdue, " if duty.due_at <= now else ""
        due = f", {late}by {local(duty.due_at)} ({left_words(duty.due_at, now)})"
    return f"{duty.title or duty.duty}, incident {duty.incident}{due}: `empower duty done {duty.seq}-{duty.duty}`"


def duty_json(duty: DutyLine, now: int) -> dict[str, Any]:
    """The same for a script."""
    return {
        "id": f"{duty.seq}-{duty.duty}",
        "title": duty.title or None,
        "incident": duty.incident,
        "due_at": None if duty.due_at is None else written_instant(duty.due_at),
        "overdue": duty.due_at is not None and duty.due_at <= now,
    }


def parts_of(rulebook: Rulebook, parts: tuple[tuple[str, int | None, int | None], ...]) -> str:
    """Gestures in words."""
    named = [{"remedy": remedy, "amount": amount, "quantity": quantity} for remedy, amount, quantity in parts]
    return gestures_words(rulebook, named)


def _word(seq: int, asker: str, what: str) -> str:
    return f"{asker} gave {what} on your word: `empower approve {seq}`, or `empower decline {seq} --because …`"


def _delegation(one: tuple[int, str, int, int]) -> str:
    number, name, start, until = one
    return f"{name}, from {written_date(start)} until {written_date(until)} ({number})"


def _delegation_json(one: tuple[int, str, int, int], who: str) -> dict[str, Any]:
    number, name, start, until = one
    return {"number": number, who: name, "first_day": written_date(start), "until": written_date(until)}


def _asked_json(rulebook: Rulebook, parts: tuple[tuple[str, int | None, int | None], ...]) -> list[dict[str, Any]]:
    return [
        {"remedy": remedy, "amount": money_text(rulebook, amount), "quantity": quantity}
        for remedy, amount, quantity in parts
    ]
