"""What was stated with an entry, and what is stated now, in one form, so that two requests can be told apart."""

from __future__ import annotations

from typing import Any

from empower.domain.facts import FactValue
from empower.domain.kept_facts import kept_facts
from empower.ledger.book import Page
from empower.rules.rulebook import Rulebook

__all__ = ["stated_now", "stated_then"]


def stated_then(page: Page, data: dict[str, Any]) -> dict[str, Any]:
    """The facts that were stated with an entry. A text that was erased is left as what stands for it."""
    found = {}
    for name in data["said"]:
        if name == "incident":
            found[name] = data["incident"]
        elif name == "customer":
            found[name] = page.text(data["customer"]) or data["customer"]
        elif name in data["texts"]:
            found[name] = page.text(data["texts"][name]) or data["texts"][name]
        else:
            found[name] = data["facts"].get(name)
    return found


def stated_now(rulebook: Rulebook, said: tuple[tuple[str, FactValue], ...]) -> dict[str, Any]:
    """The facts that are stated now, in the form that entries have."""
    return kept_facts(rulebook.facts, said)
