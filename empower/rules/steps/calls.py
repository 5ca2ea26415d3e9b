"""Someone else's call? Who must sign by the rules that escalate, and which of those places a role fills itself."""

from __future__ import annotations

from empower.domain.decision import Reason
from empower.rules.view import reason

TYPE_CHECKING = False
if TYPE_CHECKING:
    from empower.rules.index import Index
    from empower.rules.rulebook import Signatures
    from empower.rules.view import View

__all__ = ["calls", "open_after", "ways_open"]


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
    return ways_open(index, signatures, role)[0]


def ways_open(index: Index, signatures: Signatures, role: str) -> tuple[Signatures, ...]:
    """The same, for each of several places that are equally high; by name."""
    if index.roles[role].final and len(signatures) == 1:
        return ((),)
    fillable = [place for place in signatures if any([index.holds(role, named) for named in place])]
    if not fillable:
        return (signatures,)
    highest = min([_depth(index, place) for place in fillable])
    found = []
    for place in sorted(set(fillable)):
        if _depth(index, place) == highest:
            filled = signatures.index(place)
            found.append(signatures[:filled] + signatures[filled + 1 :])
    return tuple(found)


def _depth(index: Index, place: tuple[str, ...]) -> int:
    """How many roles stand above the place; fewest is highest."""
    return min([len(index.roles[role].above) for role in place])
