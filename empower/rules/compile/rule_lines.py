"""Rules: what takes away, or asks for something."""

from __future__ import annotations

from empower.rules.compile.conditions import RULES, RULES_THAT_ASK
from empower.rules.compile.consents import beyond, signatures, warn_at
from empower.rules.compile.desk import Desk, in_file_order
from empower.rules.compile.findings import each, intact, text_in
from empower.rules.rulebook import Limit, Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from empower.domain.conditions import Condition
    from empower.domain.problem import Path
    from empower.rules.compile.desk import Starts

__all__ = ["rules"]

_SAYS = ("deny", "escalate", "limit", "at_least", "needs", "must", "say", "prefer")


def rules(tree: dict[str, Any], desk: Desk) -> tuple[Rule, ...]:
    """What takes away, or asks for something."""
    found = []
    for name, line, path in desk.lines(tree, "rules"):
        found.append((path, _rule(name, line, path, desk)))
    return in_file_order(found)


def _rule(name: str, line: dict[str, Any], path: Path, desk: Desk) -> Rule:
    findings = desk.vocabulary.findings
    tightens = "deny" in line or "escalate" in line or "limit" in line
    condition = desk.conditions.read(line, path, RULES if tightens else RULES_THAT_ASK)
    starts: Starts = []
    if not tightens:
        _says_something(line, path, desk)
    deny = line.get("deny") is True
    if "deny" in line:
        _deny_alone(line, path, desk)
    given: dict[str, Any] = {}
    if "limit" in line:
        given["limit"] = _one_limit(line["limit"], (*path, "limit"), condition, starts, desk)
    if "at_least" in line and not findings.broken(line["at_least"]):
        given["at_least"] = desk.limits.read(
            line["at_least"], (*path, "at_least"), condition, starts, measures=("amount", "count")
        )
    if "beyond" in line or "warn_at" in line:
        given["beyond"] = beyond(line, path, desk, limited="limit" in line)
        given["warn_at"] = warn_at(line, path, desk)
    if "escalate" in line and not findings.broken(line["escalate"]):
        given["signatures"] = signatures(line["escalate"], (*path, "escalate"), desk)
    if "needs" in line:
        given["needs"] = desk.named("papers", line["needs"], (*path, "needs"))
    if "must" in line:
        given["must"] = desk.named("duties", line["must"], (*path, "must"))
    if "prefer" in line:
        given["prefer"] = desk.names_of(desk.covered(line["prefer"], (*path, "prefer")))
    if line.get("may_be_lifted") is False:
        given["may_be_lifted"] = False
    if starts or "effective" in line:
        condition = desk.in_force(condition, line, path, starts)
    return Rule(
        id=name,
        section="rules",
        condition=condition,
        because=text_in(line, "because"),
        place=findings.place_of(path),
        deny=deny,
        say=text_in(line, "say"),
        **given,
    )


def _says_something(line: dict[str, Any], path: Path, desk: Desk) -> None:
    if not [key for key in _SAYS if key in line] and intact(line):
        hint = "add one of `deny`, `escalate`, `limit`, `at_least`, `needs`, `must`, `say` or `prefer`"
        desk.vocabulary.findings.problem("says-nothing", "this rule changes nothing", path, hint)


def _deny_alone(line: dict[str, Any], path: Path, desk: Desk) -> None:
    findings = desk.vocabulary.findings
    if line["deny"] is False:
        hint = "leave it out: what no line forbids is not forbidden, and an exception lifts what one does"
        findings.problem("deny-false", "`deny: false` allows nothing", (*path, "deny"), hint, at_key=True)
    for key in ("escalate", "limit"):
        if key in line and line["deny"] is True:
            hint = "keep one of the two, or make them two rules with a `when` each"
            findings.problem(
                "deny-and-more", f"a rule that denies leaves nothing to `{key}`", (*path, key), hint, at_key=True
            )


def _one_limit(written: Any, path: Path, condition: Condition, starts: Starts, desk: Desk) -> Limit | None:
    """The limit of a rule, which has one."""
    findings = desk.vocabulary.findings
    if findings.broken(written):
        return None
    if written == "none":
        findings.problem("limit-form", "`none` limits nothing", path, "write the limit, or leave it out")
        return None
    items = each(written, path)
    if len(items) != 1:
        findings.problem(
            "limit-form", "a rule has one limit", path, "write a rule for each, or give the list to a grant"
        )
        return None
    return desk.limits.read(*items[0], condition, starts)
