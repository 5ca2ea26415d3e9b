"""The parts that answers have in common, as a script reads them: money as text, what is absent as null."""

from __future__ import annotations

from empower.report.readings import figure, window_name
from empower.report.sentences import reason_sentence, warning_sentence
from empower.rules.owed_told import due_in_all

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from empower.domain.decision import Alternative, Approver, Asked, OwedLine, Reading, Reason, Warned
    from empower.domain.gesture import Gesture
    from empower.domain.problem import PlacedProblem
    from empower.report.wording import Names
    from empower.rules.rulebook import Rulebook

__all__ = [
    "alternative_json",
    "approver_json",
    "asked_json",
    "gesture_json",
    "limit_json",
    "money_json",
    "owed_json",
    "policy_json",
    "problem_json",
    "reason_json",
    "warning_json",
]


def problem_json(problem: PlacedProblem) -> dict[str, Any]:
    """One problem with its place."""
    return {
        "code": problem.code,
        "message": problem.message,
        "file": problem.file or None,
        "line": problem.line or None,
        "column": problem.column or None,
        "hint": problem.hint or None,
    }


def approver_json(approver: Approver) -> dict[str, Any]:
    """One place to be filled, and who may fill it."""
    return {
        "role": approver.role,
        "or": list(approver.others),
        "count": approver.count,
        "people": [
            {
                "id": person.id,
                "name": person.name or None,
                "contact": person.contact or None,
                "in_service": person.in_service,
                "stands_in_for": person.stands_in_for or None,
            }
            for person in approver.people
        ],
    }


def policy_json(rulebook: Rulebook, *, in_force: bool) -> dict[str, Any]:
    """Which policy it was."""
    return {"name": rulebook.ref.name, "digest": rulebook.ref.digest, "in_force": in_force}


def gesture_json(gesture: Gesture, cost: int | None, names: Names) -> dict[str, Any]:
    """One gesture, and what it costs the house."""
    return {
        "remedy": gesture.remedy,
        "amount": money_json(gesture.amount, names),
        "quantity": gesture.quantity,
        "cost": money_json(cost, names),
    }


def owed_json(owed: tuple[OwedLine, ...], names: Names) -> dict[str, Any]:
    """What is due by rule."""
    lines = []
    for line in owed:
        amount = {"quantity": line.amount} if line.of_things else {"amount": names.money(line.amount)}
        lines.append({"id": line.line, "remedy": line.remedy, **amount, "source": line.source or None})
    return {"amount": names.money(due_in_all(owed, names.rulebook)), "lines": lines}


def reason_json(reason: Reason, names: Names, file: str) -> dict[str, Any]:
    """Why, with its sentence and its place in the policy."""
    line, column = reason.place
    return {
        "code": reason.code,
        "message": reason_sentence(reason, names),
        "rule": reason.line or None,
        "file": file if line else None,
        "line": line or None,
        "column": column or None,
    }


def warning_json(warned: Warned, names: Names) -> dict[str, Any]:
    """Something to know, with its sentence."""
    return {"code": warned.code, "message": warning_sentence(warned, names), "rule": warned.line or None}


def asked_json(one: Asked) -> dict[str, Any]:
    """A fact that is missing, and what it may be."""
    return {"fact": one.fact, "kind": one.kind, "values": list(one.values), "lines": list(one.lines)}


def alternative_json(what: Alternative, names: Names) -> dict[str, Any]:
    """What would be approved; no figure where there is no most."""
    amount = money_json(what.amount, names)
    return {"remedy": what.remedy, "amount": amount, "quantity": what.quantity, "outcome": "approve"}


def limit_json(reading: Reading, names: Names) -> dict[str, Any]:
    """One limit, before the gesture."""
    return {
        "id": reading.line,
        "per": {name: value or None for name, value in reading.per} or None,
        "every": window_name(reading.every),
        "limit": figure(reading.limit, reading, names),
        "spent": figure(reading.spent, reading, names),
        "held": figure(reading.held, reading, names),
        "left": figure(reading.left, reading, names),
    }


def money_json(minor: int | None, names: Names) -> str | None:
    """An amount as text; null where there is none."""
    return None if minor is None else names.money(minor)
