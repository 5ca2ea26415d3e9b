"""What is due by rule, to be shown: line by line, as reasons, and in all."""

from __future__ import annotations

from empower.domain.decision import OwedLine, Reason

TYPE_CHECKING = False
if TYPE_CHECKING:
    from empower.rules.rulebook import Rulebook
    from empower.rules.steps.owed import Due, Share

__all__ = ["due_in_all", "owed_lines", "owed_reasons"]


def owed_lines(remedy: str, owing: tuple[Due, ...]) -> tuple[OwedLine, ...]:
    """What is due, to be shown, whatever was asked."""
    return tuple(
        [
            OwedLine(
                line=due.line.id,
                remedy=remedy,
                amount=due.left,
                of_things=due.line.of_things,
                place=due.line.place,
                source=due.line.source,
            )
            for due in owing
            if due.left
        ]
    )


def owed_reasons(share: Share) -> tuple[Reason, ...]:
    """Why part of it, or all, is due."""
    return tuple(
        [
            Reason(
                code="owed",
                line=due.line.id,
                section=due.line.section,
                place=due.line.place,
                because=due.line.because or due.line.source,
                remedy=share.part.gesture.remedy,
                amount=take,
            )
            for due, take, _ in share.taken
        ]
    )


def due_in_all(owed: tuple[OwedLine, ...], rulebook: Rulebook, *, things: bool = False) -> int:
    """The money due in all, or the things: lines of one group do not add up, and two remedies may settle the same line."""
    groups = {line.id: line.group for line in rulebook.owed}
    most: dict[str, int] = {}
    for line in owed:
        if line.of_things is things:
            group = groups.get(line.line) or line.line
            most[group] = max(most.get(group, 0), line.amount)
    return sum(most.values())
