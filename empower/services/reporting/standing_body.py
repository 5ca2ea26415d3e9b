"""A standing as plain JSON and back: the entry that closes a month keeps it, so that the month's report never changes."""

from __future__ import annotations

from typing import Any

from empower.domain.book_results import PotLine
from empower.domain.report_results import FindingCount, OverdueLine, Standing, WaitingLine
from empower.domain.value import Value
from empower.ledger.book import Page
from empower.policyfile.said.zone import instant_on
from empower.services.reporting.standing import standing_now

__all__ = ["closing_standing", "standing_body", "standing_of"]


def closing_standing(
    page: Page, until_day: int, at: int, findings: tuple[FindingCount, ...] | None = None
) -> dict[str, Any]:
    """What is kept of how things stand at `at`, when the month that ends before `until_day` is closed."""
    rulebook = page.rulebook
    last = instant_on(until_day - 1, rulebook.timezone, rulebook.day_starts)
    return standing_body(standing_now(page, at, budgets_at=min(at, last), findings=findings))


def standing_body(standing: Standing) -> dict[str, Any]:
    """Text, whole numbers, lists and mappings alone; no customer's id is in it."""
    found = _plain(standing)
    assert isinstance(found, dict)
    for one in found["findings"] or ():
        del one["here"]  # a closing is no report of some days
    return found


def standing_of(body: dict[str, Any]) -> Standing:
    """The standing that a body holds."""
    findings = body["findings"]
    return Standing(
        **{
            **body,
            "waiting": tuple([WaitingLine(**{**one, "waits_for": tuple(one["waits_for"])}) for one in body["waiting"]]),
            "pots": tuple([_pot(one) for one in body["pots"]]),
            "overdue": tuple([OverdueLine(**one) for one in body["overdue"]]),
            "findings": None if findings is None else tuple([FindingCount(**one) for one in findings]),
        }
    )


def _pot(one: dict[str, Any]) -> PotLine:
    every = one["every"]
    per = tuple([(name, value) for name, value in one["per"]])
    return PotLine(**{**one, "per": per, "every": None if every is None else (every[0], every[1])})


def _plain(value: object) -> object:
    if isinstance(value, Value):
        return {name: _plain(getattr(value, name)) for name in type(value)._fields}
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    return value
