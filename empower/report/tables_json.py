"""Cards, tables and test results as one object each, for a script."""

from __future__ import annotations

from empower.domain.calendar import written_date
from empower.report.card import grants_of, limit_words, when_words
from empower.report.facts import facts_json
from empower.report.parts_json import approver_json, policy_json
from empower.report.wording import Names

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from empower.domain.results import CardResult, CaseResult, Cell, Extreme, MatrixResult
    from empower.rules.rulebook import Grant, Rulebook

__all__ = ["card_json", "cases_json", "matrix_json"]


def card_json(card: CardResult, rulebook: Rulebook, *, in_force: bool) -> dict[str, Any]:
    """A role's authority: its grants, and whom it asks."""
    names = Names(rulebook)
    return {
        "schema": "empower/card/1",
        "currency": rulebook.currency,
        "role": card.role,
        "person": {"id": card.person, "name": card.name or None} if card.person else None,
        "grants": [_grant(grant, names, card.day) for grant in grants_of(card, rulebook)],
        "most": [
            {"remedy": remedy.id, "limit": limit_words(limit, names, card.day, remedy=remedy.id)}
            for remedy in rulebook.remedies
            for limit in remedy.most
        ],
        "asks": [approver_json(approver) for approver in card.asks],
        "policy": policy_json(rulebook, in_force=in_force),
        "local_date": written_date(card.day),
    }


def matrix_json(result: MatrixResult, rulebook: Rulebook, *, in_force: bool) -> dict[str, Any]:
    """The most of each remedy that each role may give alone."""
    names = Names(rulebook)
    return {
        "schema": "empower/policy-matrix/1",
        "currency": rulebook.currency,
        "roles": list(result.roles),
        "remedies": list(result.remedies),
        "facts": dict(result.facts),
        "over_all": result.over_all,
        "left_out": list(result.left_out),
        "cells": [_cell(cell, names) for cell in result.cells],
        "policy": policy_json(rulebook, in_force=in_force),
        "local_date": written_date(result.day),
    }


def cases_json(cases: tuple[CaseResult, ...]) -> dict[str, Any]:
    """How each case went."""
    failed = len([case for case in cases if case.mismatches])
    return {
        "schema": "empower/policy-test/1",
        "passed": len(cases) - failed,
        "failed": failed,
        "cases": [
            {
                "name": case.name,
                "passed": not case.mismatches,
                "file": case.file,
                "line": case.line,
                "column": case.column,
                "mismatches": [
                    {"what": one.what, "expected": one.expected, "actual": one.actual} for one in case.mismatches
                ],
            }
            for case in cases
        ],
    }


def _grant(grant: Grant, names: Names, day: int) -> dict[str, Any]:
    return {
        "id": grant.id,
        "remedies": list(grant.remedies),
        "limits": [limit_words(limit, names, day) for limit in grant.limits],
        "when": when_words(grant, names) or None,
        "because": grant.because or None,
    }


def _cell(cell: Cell, names: Names) -> dict[str, Any]:
    most = cell.most
    return {
        "role": cell.role,
        "remedy": cell.remedy,
        "alone": None if cell.asks else most is not None,
        "amount": names.money(most.amount) if most and most.amount is not None else None,
        "quantity": most.quantity if most else None,
        "asks": list(cell.asks),
        "least": _extreme(cell.range[0], names) if cell.range else None,
        "most": _extreme(cell.range[1], names) if cell.range else None,
    }


def _extreme(extreme: Extreme, names: Names) -> dict[str, Any]:
    """How much may be given alone, with the situation in which that is so."""
    most = extreme.most
    return {
        "alone": most is not None,
        "amount": names.money(most.amount) if most and most.amount is not None else None,
        "quantity": most.quantity if most else None,
        "facts": facts_json(dict(extreme.facts), names),
    }
