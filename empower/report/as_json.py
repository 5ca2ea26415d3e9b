"""Answers as one object for a script: every key always there, amounts as text in the policy's currency.

The shape is a promise (`docs/` shows it whole); what people wrote stands in it as they wrote it.
"""

from __future__ import annotations

from empower.domain.calendar import written_date, written_instant
from empower.report.parts_json import (
    alternative_json,
    approver_json,
    asked_json,
    gesture_json,
    limit_json,
    money_json,
    owed_json,
    policy_json,
    problem_json,
    reason_json,
    warning_json,
)
from empower.report.wording import Names

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from empower.domain.decision import Decision
    from empower.domain.gesture import Ask
    from empower.domain.problem import PlacedProblem
    from empower.domain.results import SuggestResult
    from empower.rules.rulebook import Rulebook

__all__ = ["decision_json", "error_json", "suggest_json"]

_SHARED = ("check", "record", "suggest")


def decision_json(
    decision: Decision, rulebook: Rulebook, *, file: str, in_force: bool, command: str = "check"
) -> dict[str, Any]:
    """The decision, whole. `file` is the policy's name; `in_force` whether it is the one that is obeyed."""
    names = Names(rulebook, decision.ask)
    costs = [part.cost for part in decision.parts]
    gestures = [gesture_json(part.gesture, cost, names) for part, cost in zip(decision.parts, costs, strict=True)] or [
        gesture_json(gesture, None, names) for gesture in decision.ask.gestures
    ]
    return _whole(decision.ask, names, in_force, command) | {
        "outcome": decision.outcome,
        "gesture": gestures[0] if gestures else None,
        "bundle": gestures if len(gestures) > 1 else [],
        "owed": owed_json(decision.owed, names),
        "goodwill": names.money(decision.goodwill),
        "headroom": money_json(decision.headroom, names),
        "approvers": [approver_json(approver) for approver in decision.approvers],
        "reasons": [reason_json(reason, names, file) for reason in decision.reasons],
        "needs": [
            {"id": need.id, "title": need.title or None, "rule": need.line, "given": need.given}
            for need in decision.needs
        ],
        "must": [
            {
                "id": duty.id,
                "title": duty.title or None,
                "rule": duty.line,
                "due": None if duty.due is None else written_instant(duty.due),
            }
            for duty in decision.duties
        ],
        "alternatives": [alternative_json(what, names) for what in decision.alternatives],
        "unblock": [{"paper": one.paper} if one.paper else {"consent": one.consent} for one in decision.unblock],
        "say": list(decision.say),
        "warnings": [warning_json(warned, names) for warned in decision.warnings],
        "asks": [asked_json(one) for one in decision.asks],
        "limits": [limit_json(reading, names) for reading in decision.limits],
        "policy": {"name": decision.policy, "digest": decision.digest, "in_force": in_force},
    }


def suggest_json(result: SuggestResult, rulebook: Rulebook, *, in_force: bool) -> dict[str, Any]:
    """What may be given, in the shape of a decision without an outcome."""
    names = Names(rulebook, result.ask)
    return _whole(result.ask, names, in_force, "suggest") | {
        "owed": owed_json(result.owed, names),
        "alternatives": [alternative_json(what, names) for what in result.alternatives],
        "warnings": [warning_json(warned, names) for warned in result.warnings],
        "asks": [asked_json(one) for one in result.asks],
    }


def error_json(problems: Iterable[PlacedProblem]) -> dict[str, Any]:
    """What is wrong with what was asked, or with a file."""
    return {"schema": "empower/error/1", "problems": [problem_json(problem) for problem in problems]}


def _whole(ask: Ask, names: Names, in_force: bool, command: str) -> dict[str, Any]:
    """Every key of the shape, in its order, with what an ask alone says."""
    return {
        "schema": f"empower/{'decision' if command in _SHARED else command}/1",
        "currency": names.rulebook.currency,
        "outcome": None,
        "gesture": None,
        "bundle": [],
        "actor": {"id": ask.actor.id or None, "role": ask.actor.role, "vouched": ask.actor.vouched},
        "owed": {"amount": names.money(0), "lines": []},
        "goodwill": names.money(0),
        "headroom": None,
        **{
            key: []
            for key in ("approvers", "reasons", "needs", "must", "alternatives", "unblock", "say", "warnings", "asks")
        },
        "limits": [],
        "policy": policy_json(names.rulebook, in_force=in_force),
        "at": written_instant(ask.at),
        "local_date": written_date(ask.day),
        "entry": None,
        "request": None,
        "replayed": False,
    }
