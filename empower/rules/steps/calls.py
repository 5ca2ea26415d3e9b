"""Someone else's call? Who must sign by the rules that escalate, and which of those places a role fills itself."""

from __future__ import annotations

from empower.domain.decision import Reason
from empower.rules.view import reason

TYPE_CHECKING = False
if TYPE_CHECKING:
    from empower.rules.index import Index
    from empower.rules.rulebook import Signatures
    from empower.rules.view import View

__all__ = ["calls", "open_after"]


def calls(view: View) -> tuple[tuple[Signatures, Reason], ...]:
    """The signatures that matching rules ask for, each with its reason."""
    found = []
    for rule in view.matched.rules:
        if rule.signatures:
            names = tuple(sorted({role for place in rule.signatures for role in place}))
            why = reason("needs-approval", rule, view, tests=view.tests(view.matching_box(rule)), roles=names)
            found.append((rule.signatures, why))
    return tuple(found)


def open_after(index: Index, signatures: Signatures, role: str) -> Signatures:
    """The places still open once somebody in `role` has filled one: the highest they hold or stand above.

    A final role passes a single signature, whoever it names.
    """
    if index.roles[role].final and len(signatures) == 1:
        return ()
    fillable = [number for number, place in enumerate(signatures) if any([index.holds(role, named) for named in place])]
    if not fillable:
        return signatures
    filled = min(fillable, key=lambda number: (_depth(index, signatures[number]), signatures[number]))
    return signatures[:filled] + signatures[filled + 1 :]


def _depth(index: Index, place: tuple[str, ...]) -> int:
    """How many roles stand above the place; fewest is highest."""
    return min([len(index.roles[role].above) for role in place])
