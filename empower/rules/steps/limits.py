"""Within limits and budgets? What each matching rule's limit and each budget says, and what happens beyond it."""

from __future__ import annotations

from empower.domain.decision import Reading, Reason, Warned
from empower.domain.value import Value
from empower.rules.view import reason

TYPE_CHECKING = False
if TYPE_CHECKING:
    from empower.rules.rulebook import Budget, Rule, Signatures
    from empower.rules.view import View

__all__ = ["Bounds", "bounds"]


class Bounds(Value):
    """What limits and budgets add up to."""

    readings: tuple[Reading, ...] = ()
    denies: tuple[Reason, ...] = ()
    calls: tuple[tuple[Signatures, Reason], ...] = ()
    warnings: tuple[Warned, ...] = ()
    must: tuple[tuple[str, str], ...] = ()  # duty, line


def bounds(view: View) -> Bounds:
    """Every limit and budget that counts the gesture, read; denied, someone else's call, warned or owing a duty beyond."""
    limited: list[Rule | Budget] = [rule for rule in view.matched.rules if rule.limit or rule.at_least]
    limited += view.matched.budgets
    if not limited:
        return _NONE
    found = _Found()
    for line in limited:
        if line.limit:
            _judge(view, line, found)
        at_least = getattr(line, "at_least", None)
        if at_least:
            reading, _ = view.read(at_least, line, line.section)
            if reading.spent + reading.held + reading.asked < reading.limit:
                found.warnings.append(_warned("less-than-advised", line, reading))
    return Bounds(
        readings=tuple(found.readings),
        denies=tuple(found.denies),
        calls=tuple(found.calls),
        warnings=tuple(found.warnings),
        must=tuple(found.must),
    )


class _Found:
    def __init__(self) -> None:
        self.readings: list[Reading] = []
        self.denies: list[Reason] = []
        self.calls: list[tuple[Signatures, Reason]] = []
        self.warnings: list[Warned] = []
        self.must: list[tuple[str, str]] = []


def _judge(view: View, line: Rule | Budget, found: _Found) -> None:
    assert line.limit is not None
    code = "budget" if line.section == "budgets" else "limit"
    reading, fits = view.read(line.limit, line, line.section)
    found.readings.append(reading)
    if fits:
        total = reading.spent + reading.held + reading.asked
        if line.warn_at and reading.asked and total * line.warn_at[1] >= reading.limit * line.warn_at[0]:
            found.warnings.append(_warned("near-limit", line, reading))
    elif line.beyond.outcome == "deny":
        found.denies.append(reason(code, line, view, reading=reading))
    elif line.beyond.outcome == "escalate":
        names = tuple(sorted({role for place in line.beyond.signatures for role in place}))
        found.calls.append((line.beyond.signatures, reason(code, line, view, reading=reading, roles=names)))
    else:
        found.warnings.append(_warned("beyond-limit", line, reading))
        found.must += [(duty, line.id) for duty in line.beyond.must]


def _warned(code: str, line: Rule | Budget, reading: Reading) -> Warned:
    return Warned(
        code=code, line=line.id, section=line.section, place=line.place, because=line.because, reading=reading
    )


_NONE = Bounds()
