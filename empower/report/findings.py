"""Findings on a screen and for a script: the question, why it is asked, what may explain it, its rows, what was said of it."""

from __future__ import annotations

from empower.domain.calendar import written_instant
from empower.report.drawing import drawn
from empower.report.finding_words import FINDING_WORDS, Teller
from empower.report.gestures import gestures_words
from empower.report.given import given_json
from empower.report.page import Page, sections
from empower.report.phrases import capital, in_a_row, several

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from empower.domain.entries import Entry
    from empower.domain.finding import Answered, Finding, FindingPage
    from empower.domain.thresholds import Thresholds
    from empower.rules.rulebook import Rulebook

__all__ = ["finding_json", "finding_text", "findings_json", "findings_text"]

_MOST_ROWS = 12
_DONE = {
    "posting": "gave",
    "import": "gave, before the book,",
    "hold": "asked for",
    "vote": "said yes",
    "reversal": "took back",
    "closed": "closed the incident",
    "period": "closed the month",
}


def findings_text(
    found: tuple[FindingPage, ...],
    rulebook: Rulebook,
    thresholds: Thresholds,
    *,
    local: Callable[[int], str],
    colour: bool,
    width: int | None,
) -> str:
    """Each with its question and why it is asked."""
    if not found:
        return "nothing to ask about"
    pages = []
    for one in found:
        heading, why, _ = _words(one, rulebook, thresholds, local)
        rows = [_numbers(one.finding)] if one.finding is not None else []
        pages.append(
            Page(
                headline=heading,
                keep=rulebook.currency,
                tone="ask" if one.waits else "",
                sections=sections(("why", why), ("entries", rows), ("said", _said(one, local))),
            )
        )
    count = f"{several(len(found), 'finding')}: questions to ask, each may have a good answer"
    return "\n\n".join([*[drawn(page, colour=colour, width=width) for page in pages], count])


def finding_text(
    one: FindingPage,
    rulebook: Rulebook,
    thresholds: Thresholds,
    *,
    local: Callable[[int], str],
    colour: bool,
    width: int | None,
    answers: str = "",
) -> str:
    """One, with all its rows; `answers` are the words that name who may answer it (`--as ines`)."""
    heading, why, might = _words(one, rulebook, thresholds, local)
    by = f" {answers}" if answers else ""
    answer = [
        f"explained: `empower findings explain {one.id} --because …{by}`",
        f"it is so: `empower findings confirm {one.id} --because …{by}`",
    ]
    page = Page(
        headline=heading,
        keep=rulebook.currency,
        tone="ask" if one.waits else "",
        sections=sections(
            ("why", why),
            ("may be", might),
            ("entries", [_row(entry, rulebook, local) for entry in one.entries]),
            ("said", _said(one, local)),
            ("answer", answer if one.waits else []),
        ),
    )
    return drawn(page, colour=colour, width=width)


def findings_json(
    found: tuple[FindingPage, ...], rulebook: Rulebook, thresholds: Thresholds, local: Callable[[int], str]
) -> dict[str, Any]:
    """All of them for a script."""
    return {
        "schema": "empower/findings-list/1",
        "currency": rulebook.currency,
        "findings": [_json(one, rulebook, thresholds, local) for one in found],
    }


def finding_json(
    one: FindingPage, rulebook: Rulebook, thresholds: Thresholds, local: Callable[[int], str]
) -> dict[str, Any]:
    """One for a script, with its entries."""
    entries = [
        {
            "entry": entry.seq,
            "kind": entry.kind,
            "at": written_instant(entry.at),
            "by": {"id": entry.data["by"]["id"], "role": entry.data["by"]["role"], "login": entry.data["by"]["login"]},
            "asker": entry.data.get("asker"),
            "incident": entry.data.get("incident"),
            "gestures": given_json(rulebook, entry.data.get("parts") or []),
        }
        for entry in one.entries
    ]
    told = {"schema": "empower/findings-show/1", "currency": rulebook.currency}
    return {**told, **_json(one, rulebook, thresholds, local), "rows": entries}


def _words(
    one: FindingPage, rulebook: Rulebook, thresholds: Thresholds, local: Callable[[int], str]
) -> tuple[str, list[str], list[str]]:
    """The heading, why it is asked, and what may explain it."""
    words = FINDING_WORDS.get(one.kind)
    if one.finding is None or words is None:
        return f"{one.id} — {words.title if words else one.kind}", ["it is not found any more by this version"], []
    teller = Teller(finding=one.finding, rulebook=rulebook, thresholds=thresholds, local=local, customer=one.customer)
    return f"{one.id} — {capital(words.asks(teller))}", [words.why(teller)], list(words.might)


def _numbers(finding: Finding) -> str:
    more = len(finding.rows) - _MOST_ROWS
    shown = [str(row) for row in finding.rows[:_MOST_ROWS]]
    return in_a_row([*shown, f"{more} more"] if more > 0 else shown)


def _row(entry: Entry, rulebook: Rulebook, local: Callable[[int], str]) -> str:
    """An entry of it (`4: ana gave refund 25.00 EUR, incident INC-3, 2026-05-01 22:15`)."""
    data = entry.data
    done = _DONE.get(entry.kind, entry.kind)
    if entry.kind == "confirmation":
        done = "confirmed the word" if data["confirmed"] else "said that they gave no word"
    if entry.kind == "vote":
        done += f" to entry {data['refers']}"
    who = data["asker"] if entry.kind in ("posting", "import") else data["by"]["id"]
    what = f" {gestures_words(rulebook, data['parts'])}" if data.get("parts") else ""
    where = f", incident {data['incident']}" if data.get("incident") else ""
    word = f", on the word of {data['word']['of']}" if data.get("word") else ""
    login = f", login {data['by']['login']}" if data["by"]["login"] else ""
    return f"{entry.seq}: {who} {done}{what}{word}{where}, {local(entry.at)}{login}"


def _said(one: FindingPage, local: Callable[[int], str]) -> list[str]:
    told = [_answer(each, local) for each in (*one.earlier, *([one.answered] if one.answered else []))]
    if one.more:
        told.append(f"{'1 entry has' if one.more == 1 else f'{one.more} entries have'} come to it since")
    return told


def _answer(answered: Answered, local: Callable[[int], str]) -> str:
    because = "the reason was erased" if answered.because is None else f"“{answered.because}”"
    return f"{answered.state} by {answered.person}, {local(answered.at)} (entry {answered.seq}): {because}"


def _json(one: FindingPage, rulebook: Rulebook, thresholds: Thresholds, local: Callable[[int], str]) -> dict[str, Any]:
    finding = one.finding
    heading, why, might = _words(one, rulebook, thresholds, local)
    return {
        "id": one.id,
        "kind": one.kind,
        "state": one.state,
        "question": heading.partition(" — ")[2],
        "why": " ".join(why),
        "one_in": dict(finding.figures).get("one_in") if finding else None,
        "might_be": might,
        "people": list(finding.people) if finding else [],
        "incident": finding.incident if finding else None,
        "customer": None if one.customer is None else one.customer,
        "entries": list(finding.rows) if finding else [],
        "more_since": one.more,
        "last_at": written_instant(finding.last_at) if finding else None,
        "answers": [
            {
                "entry": each.seq,
                "state": each.state,
                "person": each.person,
                "role": each.role,
                "at": written_instant(each.at),
                "because": each.because,
            }
            for each in (*one.earlier, *([one.answered] if one.answered else []))
        ],
    }
