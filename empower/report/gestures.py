"""Gestures of an entry in words."""

from __future__ import annotations

from empower.domain.money import written_number
from empower.report.phrases import in_a_row
from empower.report.screen import together
from empower.rules.rulebook import IN_MONEY

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from empower.rules.rulebook import Rulebook

__all__ = ["gestures_words", "money_words"]


def money_words(rulebook: Rulebook, amount: int) -> str:
    """An amount with its currency, which stay together."""
    return together(f"{written_number(amount, rulebook.digits)} {rulebook.currency}")


def gestures_words(rulebook: Rulebook, parts: list[dict[str, Any]]) -> str:
    """The parts of an entry (`refund 25.00 EUR and free_night 2 nights`); a remedy that is no more goes by its name."""
    return in_a_row([_part(rulebook, part) for part in parts])


def _part(rulebook: Rulebook, part: dict[str, Any]) -> str:
    return f"{_what(rulebook, part)}{' (cost not known)' if part.get('cost', 0) is None else ''}"


def _what(rulebook: Rulebook, part: dict[str, Any]) -> str:
    remedy = next((one for one in rulebook.remedies if one.id == part["remedy"]), None)
    if part["amount"] is not None and (remedy is None or remedy.kind in IN_MONEY):
        return f"{part['remedy']} {money_words(rulebook, part['amount'])}"
    if part["quantity"] is not None:
        unit = remedy.unit if remedy is not None else ""
        many = f"{unit}s" if unit and part["quantity"] != 1 else unit
        return together(f"{part['remedy']} {part['quantity']} {many}".strip())
    return str(part["remedy"])
