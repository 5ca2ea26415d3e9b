"""What a report may be laid out by, and the place of a gesture on it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from empower.domain.calendar import written_instant
from empower.domain.entries import Entry
from empower.domain.facts import Fact
from empower.domain.money import written_number
from empower.ledger.book import Page
from empower.ledger.entry_rows import entry_of
from empower.ledger.projection.rollups import answer_of
from empower.policyfile.said.words import nearest
from empower.rules.rulebook import Rulebook
from empower.services.house import cannot
from empower.services.reporting.span import month_of, month_text

__all__ = ["BUILT_IN", "Place", "axis_names", "known_axes", "place_on"]

BUILT_IN = ("role", "person", "remedy", "outcome", "month", "cause")
_MOST_CROSSED = 2
_MOST_KEPT = 5_000

Place = Callable[[Entry, dict[str, Any], int], str]
"""Of an entry, a part of it, and the month in which it stands."""


def known_axes(rulebook: Rulebook) -> tuple[str, ...]:
    """Everything that a report of this policy may be laid out by."""
    return (*BUILT_IN, *[fact.name for fact in rulebook.facts if fact.name not in BUILT_IN])


def axis_names(rulebook: Rulebook, said: tuple[str, ...]) -> tuple[str, ...]:
    """The names that were said. Raises `CannotAskError` where one is none, stands twice, or where there are too many."""
    known = known_axes(rulebook)
    for number, name in enumerate(said):
        words = ("--by", name)
        if name == "customer":
            hint = "`empower ledger list customer=ID` shows what one of them was given"
            raise cannot("unknown-fact", "customers are not shown in reports", hint, words)
        if name not in known:
            message = f"nothing is called `{name}` that a report could go by"
            raise cannot("unknown-fact", message, nearest(name, known, "words"), words)
        if name in said[:number]:
            raise cannot("usage", f"`--by {name}` is said twice", "say it once", words)
    if len(said) > _MOST_CROSSED:
        raise cannot("usage", f"{len(said)} things cannot be crossed", "name one or two with `--by`")
    return said


def place_on(name: str, page: Page, rulebook: Rulebook, size: int) -> Place:
    """Where a gesture stands on what is called so, by the first `size` entries: a value's name, "" where there is none."""
    plain: dict[str, Place] = {
        "role": lambda entry, _, __: str(entry.data.get("asker_role") or ""),
        "person": lambda entry, _, __: str(entry.data.get("asker") or ""),
        "remedy": lambda _, part, __: str(part["remedy"]),
        "outcome": lambda entry, _, __: answer_of(entry.data),
        "month": lambda _, __, month: month_text(month_of(month)),
    }
    if name in plain:
        return plain[name]
    if name == "cause":
        return _cause(page, size)
    fact = next(fact for fact in rulebook.facts if fact.name == name)
    return lambda entry, _, __: _fact(page, fact, entry.data, rulebook.digits)


def _cause(page: Page, size: int) -> Place:
    """The root cause that the incident was closed with last."""
    kept: dict[str, str] = {}

    def found(entry: Entry, _: dict[str, Any], __: int) -> str:
        incident = entry.data.get("incident") or ""
        if incident not in kept:
            if len(kept) >= _MOST_KEPT:
                kept.clear()
            kept[incident] = _last_cause(page, incident, size)
        return kept[incident]

    return found


def _last_cause(page: Page, incident: str, size: int) -> str:
    cause = ""
    for row in page.rows.find("entries of an incident", incident) if incident else []:
        if row["kind"] in ("closed", "reopened") and int(row["seq"] or 0) <= size:
            cause = str(entry_of(row).data.get("cause") or "")
    return cause


def _fact(page: Page, fact: Fact, data: dict[str, Any], digits: int) -> str:
    value = data["facts"].get(fact.name)
    if value is None:
        commitment = data.get("texts", {}).get(fact.name)
        return "" if commitment is None else _text(page, commitment)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return _number(fact, value, digits)
    return str(value)


def _text(page: Page, commitment: str) -> str:
    said = page.text(commitment)
    return "(forgotten)" if said is None else said


def _number(fact: Fact, value: int, digits: int) -> str:
    if fact.kind == "money":
        return written_number(value, digits)
    if fact.kind == "moment":
        return written_instant(value)
    if fact.kind == "time":
        return f"{value // 60:02d}:{value % 60:02d}"
    return str(value)
