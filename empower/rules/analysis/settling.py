"""The conditions under which a smaller sum, or another remedy, settles what is owed; they are walked like lines."""

from __future__ import annotations

from empower.domain.conditions import Condition
from empower.rules.index import settling_of
from empower.rules.rulebook import Bar

TYPE_CHECKING = False
if TYPE_CHECKING:
    from empower.rules.analysis.sheet import Sheet
    from empower.rules.rulebook import Counter, Line, Rulebook

__all__ = ["is_part", "parts_held", "settling_lines"]


def settling_lines(rulebook: Rulebook) -> tuple[Line, ...]:
    """The conditions, as lines that change nothing."""
    conditions = [condition for line in rulebook.owed for condition in settling_of(line)]
    return tuple(
        [
            Bar(id=f"part {number}", section="", condition=condition)
            for number, condition in enumerate(conditions)
            if condition != Condition()
        ]
    )


def is_part(line: Line | Counter) -> bool:
    """Whether it is one of these."""
    return isinstance(line, Bar) and not line.section


def parts_held(sheet: Sheet, mask: int) -> frozenset[str]:
    """Which of them hold, by name."""
    return frozenset([line.id for line, _, _ in sheet.standing(mask) if is_part(line)])
