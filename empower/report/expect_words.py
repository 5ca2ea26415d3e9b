"""An answer as the `expect` of a case: what there is to hold on to, so that whatever is taken out of a policy is missed."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from empower.domain.decision import Decision

__all__ = ["expect_words"]


def expect_words(decision: Decision) -> list[str]:
    """`outcome: escalate`, `to: [supervisor]` and so on, with the lines, papers and duties; empty lists are left out."""
    if decision.outcome is None:
        return [f"asks: [{', '.join(dict.fromkeys([fact.fact for fact in decision.asks]))}]"]
    found = [f"outcome: {decision.outcome}"]
    for key, names in (
        ("to", [one.role for one in decision.approvers]),
        ("because", [why.line for why in decision.reasons if why.line]),
        ("needs", [need.id for need in decision.needs]),
        ("must", [duty.id for duty in decision.duties]),
    ):
        if names:
            found.append(f"{key}: [{', '.join(dict.fromkeys(names))}]")
    return found
