"""Remedies that nobody gives, and remedies whose cost forgets how much is given."""

from __future__ import annotations

from empower.domain.amounts import ZERO, amount_facts
from empower.domain.money import written_number
from empower.rules.analysis.lint.telling import warning
from empower.rules.rulebook import IN_MONEY

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from empower.rules.analysis.found import Found
    from empower.rules.rulebook import Rulebook

__all__ = ["not_counted", "ungiven"]


def ungiven(rulebook: Rulebook) -> Iterator[Found]:
    """Remedies that no grant and no entitlement covers."""
    given = {name for grant in rulebook.grants for name in grant.remedies}
    given |= {name for line in rulebook.owed for name in line.remedies}
    given |= {other.remedy for line in rulebook.owed for other in line.instead}
    if any([role.final for role in rulebook.roles]):
        return
    for remedy in rulebook.remedies:
        if remedy.id not in given:
            yield warning(
                "remedy-nobody-gives",
                ("remedies", remedy.id),
                f"nobody may give `{remedy.id}`: no grant and no entitlement covers it",
                "grant it to a role, or take it out of the catalogue",
            )


def not_counted(rulebook: Rulebook) -> Iterator[Found]:
    """Remedies that are counted, and cost the same however many are given."""
    for remedy in rulebook.remedies:
        cost = remedy.cost
        by_amount = remedy.kind in IN_MONEY and "amount" not in amount_facts(cost)
        if by_amount and cost != ZERO:
            yield warning(
                "cost-not-counted",
                ("remedies", remedy.id, "cost"),
                f"`{remedy.id}` costs the same however much is given",
                "if a part of it is meant, write `cost: {share: 60%, of: amount}`",
            )
        if remedy.unit and cost != ZERO and "quantity" not in amount_facts(cost):
            each = "12"
            if cost[0] == "units":
                each = written_number(cost[1], rulebook.digits).removesuffix(f".{'0' * rulebook.digits}")
            yield warning(
                "cost-not-counted",
                ("remedies", remedy.id, "cost"),
                f"`{remedy.id}` costs the same however many are given",
                f"if it is for each {remedy.unit}, write `cost: {{each: {each}, of: quantity}}`",
            )
