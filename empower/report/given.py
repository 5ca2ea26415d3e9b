"""What an entry gave or took back, as a script reads it: money as text, what is absent as null."""

from __future__ import annotations

from empower.domain.money import written_number

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from empower.rules.rulebook import Rulebook

__all__ = ["given_json", "money_text"]


def given_json(rulebook: Rulebook, parts: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The parts of an entry, each with what it costs the house."""
    return [
        {
            "remedy": part["remedy"],
            "amount": money_text(rulebook, part["amount"]),
            "quantity": part["quantity"],
            "cost": money_text(rulebook, part["cost"]),
        }
        for part in parts
    ]


def money_text(rulebook: Rulebook, amount: int | None) -> str | None:
    """An amount as text; null where there is none."""
    return None if amount is None else written_number(amount, rulebook.digits)
