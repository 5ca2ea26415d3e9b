"""A backtest as one object for a script."""

from __future__ import annotations

from empower.domain.calendar import written_date

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from empower.domain.backtest_results import Answer, Backtest, Cost, Reckoned, Tried
    from empower.report.wording import Names

__all__ = ["backtest_json", "tried_json"]


def backtest_json(
    found: Backtest, names: Names, days: tuple[int | None, int | None], rows: list[Tried] | None, left_out: int
) -> dict[str, Any]:
    """The summary; with the rows where they were asked for, and how many of them are left out."""
    ref = names.rulebook.ref
    return {
        "schema": "empower/ledger-replay-policy/1",
        "currency": names.rulebook.currency,
        "policy": {"name": ref.name, "digest": ref.digest},
        "from": None if days[0] is None else written_date(days[0]),
        "until": None if days[1] is None else written_date(days[1]),
        "decisions": found.decisions,
        "imported": found.imported,
        "unverified": {
            "decisions": found.unverified,
            "given": names.money(found.unverified_given),
            "lacks": [{"kind": kind, "name": name, "decisions": count} for kind, name, count in found.lacks],
        },
        "given": _cost(found.given, names),
        "as_they_were": _reckoned(found.were, names),
        "as_they_would_have_become": _reckoned(found.become, names),
        "by_role_and_remedy": [
            {
                "role": one.role,
                "remedies": one.remedy.split("+"),
                "decisions": one.decisions,
                "changed": one.changed,
                "given": names.money(one.given),
                "as_they_were": names.money(one.were),
                "as_they_would_have_become": names.money(one.become),
            }
            for one in found.shares
        ],
        "dearest": [tried_json(one, names) for one in found.dearest],
        "lines": [
            {"code": one.code, "line": one.line or None, "at_line": one.place[0], "decisions": one.count}
            for one in found.lines
        ],
        "roles_nobody_held": list(found.roles_nobody_held),
        "rows": None if rows is None else [tried_json(one, names) for one in rows],
        "rows_left_out": left_out,
    }


def tried_json(one: Tried, names: Names) -> dict[str, Any]:
    """One decision."""
    return {
        "entry": one.seq,
        "day": written_date(one.day) if one.day else None,
        "asker": one.asker,
        "role": one.role,
        "incident": one.incident,
        "remedies": one.remedy.split("+") if one.remedy else [],
        "asked": names.money(one.asked),
        "outcome": one.was or None,
        "given": names.money(one.given),
        "as_they_were": _answer(one.were, names),
        "as_they_would_have_become": _answer(one.become, names),
        "lacks": [{"kind": kind, "name": name} for kind, name in one.lacks],
    }


def _answer(answer: Answer | None, names: Names) -> dict[str, Any] | None:
    if answer is None:
        return None
    return {
        "outcome": answer.outcome,
        "way": answer.way,
        "differs": list(answer.differs),
        "cost": names.money(answer.cost),
        "reasons": [{"code": code, "line": line or None, "at_line": place[0]} for code, line, _, place in answer.lines],
    }


def _reckoned(one: Reckoned, names: Names) -> dict[str, Any]:
    return {
        **dict(one.ways),
        "changes": [{"from": was, "to": now, "decisions": count} for was, now, count in one.changes],
        "differs": [{"what": what, "decisions": count} for what, count in one.differs],
        "cost": _cost(one.cost, names),
    }


def _cost(cost: Cost, names: Names) -> dict[str, str]:
    return {
        "total": names.money(cost.total),
        "at_once": names.money(cost.alone),
        "with_a_yes": names.money(cost.by_others),
    }
