"""Grants and budgets: who may give what, and the pots it comes from."""

from __future__ import annotations

from empower.domain.amounts import ZERO
from empower.rules.compile.conditions import BUDGETS, GRANTS
from empower.rules.compile.consents import beyond, warn_at
from empower.rules.compile.desk import Desk, in_file_order
from empower.rules.compile.findings import BROKEN, each, text_in
from empower.rules.rulebook import Budget, Grant, Limit

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from empower.domain.conditions import Condition
    from empower.domain.problem import Path
    from empower.rules.compile.desk import Starts

__all__ = ["budgets", "grants"]

_NO_LIMIT = Limit(measure="cost", most=ZERO)


def grants(tree: dict[str, Any], desk: Desk) -> tuple[Grant, ...]:
    """What roles may give."""
    found = []
    for name, line, path in desk.lines(tree, "grants"):
        starts: Starts = []
        remedies = desk.remedies(line, path)
        condition = desk.conditions.read(line, path, GRANTS, remedies)
        roles = desk.roles(line, path)
        limits = _grant_limits(line, path, condition, starts, desk)
        grant = Grant(
            id=name,
            section="grants",
            condition=desk.in_force(condition, line, path, starts),
            because=text_in(line, "because"),
            place=desk.vocabulary.findings.place_of(path),
            roles=tuple(desk.vocabulary.roles) if roles is None else roles,
            remedies=desk.names_of(remedies),
            limits=limits,
        )
        found.append((path, grant))
    return in_file_order(found)


def _grant_limits(
    line: dict[str, Any], path: Path, condition: Condition, starts: Starts, desk: Desk
) -> tuple[Limit, ...]:
    findings = desk.vocabulary.findings
    written, at = line.get("limit", BROKEN), (*path, "limit")
    if written is BROKEN or written == "none":
        return ()
    found = []
    items = each(written, at)
    if not items:
        findings.problem(
            "empty-list", "there is no limit in this list", at, "write `limit: none` if there is to be none"
        )
    for item, where in items:
        if item == "none":
            findings.problem("limit-form", "`none` stands alone", where, "write `limit: none`, or the limits that hold")
            continue
        limit = desk.limits.read(item, where, condition, starts)
        if limit is not None:
            found.append(limit)
    return tuple(found)


def budgets(tree: dict[str, Any], desk: Desk) -> tuple[Budget, ...]:
    """Pots of money, whoever spends from them."""
    found = []
    for name, line, path in desk.lines(tree, "budgets"):
        starts: Starts = []
        remedies = desk.remedies(line, path)
        condition = desk.conditions.read(line, path, BUDGETS, remedies)
        written = {key: line[key] for key in ("amount", "under", "per", "every", "counts", BROKEN) if key in line}
        if written.get("per") == "gesture":
            hint = "a rule with a `limit` holds for each gesture"
            desk.vocabulary.findings.problem(
                "per-alone", "a pot of money is not for each gesture", (*path, "per"), hint
            )
            written["per"] = BROKEN
        limit = desk.limits.read(written, path, condition, starts, per=(), counts="all", measures=("amount", "under"))
        budget = Budget(
            id=name,
            section="budgets",
            condition=desk.in_force(condition, line, path, starts),
            because=text_in(line, "because"),
            place=desk.vocabulary.findings.place_of(path),
            limit=limit or _NO_LIMIT,
            warn_at=warn_at(line, path, desk),
            beyond=beyond(line, path, desk, limited=True),
        )
        found.append((path, budget))
    return in_file_order(found)
