"""The catalogue of remedies: what each kind may have, and what a gesture costs the house."""

from __future__ import annotations

from empower.domain.amounts import ZERO
from empower.domain.conditions import Condition
from empower.rules.compile.amounts import Amounts
from empower.rules.compile.conditions import Where
from empower.rules.compile.costs import never_falls
from empower.rules.compile.findings import BROKEN, each, intact, text_in
from empower.rules.rulebook import IN_MONEY, KINDS, Limit, Remedy

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from empower.domain.amounts import Amount
    from empower.domain.problem import Path
    from empower.rules.compile.desk import Desk
    from empower.rules.compile.vocabulary import Vocabulary

__all__ = ["declare_remedies", "remedies_of"]

_COST_WRITTEN = ("in_kind", "points")
_MARKS = ("amount", "under", "count", "per")  # a mapping with one of these is a limit; `every` may be part of an amount
_ANY = Where(noun="a remedy")


def declare_remedies(tree: Any, vocabulary: Vocabulary) -> None:
    """Every remedy's name, place and kind, in the vocabulary."""
    for name, value, path in vocabulary.names("remedies", tree):
        if name is None:
            continue
        vocabulary.remedies[name] = len(vocabulary.remedies)
        kind = value.get("kind", BROKEN) if isinstance(value, dict) else BROKEN
        vocabulary.kinds.append(_kind(kind, (*path, "kind"), vocabulary))


def _kind(written: Any, path: Path, vocabulary: Vocabulary) -> str:
    if isinstance(written, str) and written in KINDS:
        return written
    if written is not BROKEN:
        known: dict[str, Path] = dict.fromkeys(KINDS, ())
        vocabulary.findings.unknown("unknown-kind", "a kind of remedy", written, path, known)
    return ""


def remedies_of(tree: Any, desk: Desk, first_day: int | None) -> tuple[Remedy, ...]:
    """The catalogue. Remedies are taken in the order of their names, so that the order of the file numbers no counter."""
    vocabulary, findings = desk.vocabulary, desk.vocabulary.findings
    made = []
    for name in sorted(vocabulary.remedies):
        path = vocabulary.declared["remedies"][name]
        place = vocabulary.remedies[name]
        kind = vocabulary.kinds[place]
        value = tree[path[1]]
        if not kind or not isinstance(value, dict):
            continue
        if "unit" in value and kind in ("courtesy", *IN_MONEY):
            why = "has nothing to count" if kind == "courtesy" else "is counted in money"
            hint = "leave the unit out, or make it `in_kind`"
            findings.problem(
                "not-for-this-kind", f"a remedy of the kind `{kind}` {why}", (*path, "unit"), hint, at_key=True
            )
        remedy = Remedy(
            id=name,
            kind=kind,
            cost=_cost(value, kind, path, vocabulary, first_day),
            most=_most(value, kind, path, desk, desk.conditions.read({}, path, _ANY, (place,))),
            title=text_in(value, "title"),
            unit=text_in(value, "unit"),
            position=place,
            place=findings.place_of(path),
        )
        made.append(remedy)
    return tuple(sorted(made, key=lambda remedy: remedy.position))


def _cost(tree: dict[str, Any], kind: str, path: Path, vocabulary: Vocabulary, first_day: int | None) -> Amount:
    findings = vocabulary.findings
    if "cost" not in tree:
        if kind in _COST_WRITTEN and intact(tree):
            hint = "add `cost: 12`, or for each of a unit `cost: {each: 12, of: quantity}`"
            findings.problem("cost-missing", f"what `{path[1]}` costs the house is not said", path, hint, at_key=True)
        return ("fact", "amount") if kind in IN_MONEY else ZERO
    at = (*path, "cost")
    if kind == "courtesy":
        findings.problem(
            "not-for-this-kind",
            "a courtesy costs nothing",
            at,
            "leave the cost out, or make it a `service`",
            at_key=True,
        )
        return ZERO
    counted = kind == "service" or "unit" in tree
    amounts = Amounts(vocabulary, also=("amount",) if kind in IN_MONEY else ("quantity",) if counted else ())
    cost = amounts.read(tree["cost"], at)
    if cost is None:
        return ZERO
    for by, first in amounts.starts:
        if by != "day" or first_day is None or first > first_day:
            hint = "begin with a date on or before the policy's own `effective: {from: …}`"
            findings.problem("cost-undated", "what it costs before the first date is not said", at, hint)
    if not never_falls(cost):
        hint = "write it so that each part grows or stays, such as `{share: 60%, of: amount}` or steps that rise"
        findings.problem("cost-may-fall", "this cost may fall as more is given", at, hint)
    return cost


def _most(tree: dict[str, Any], kind: str, path: Path, desk: Desk, condition: Condition) -> tuple[Limit, ...]:
    """What binds the face value of a remedy: per gesture, unless a limit says per what."""
    if "most" not in tree:
        return ()
    things = kind not in IN_MONEY
    found = []
    for item, at in each(tree["most"], (*path, "most")):
        if isinstance(item, dict) and [key for key in item if key in _MARKS]:
            limit = desk.limits.read(
                item, at, condition, [], measure="face", things=things, per=("gesture",), counts="all"
            )
        else:
            amount = Amounts(desk.vocabulary, things=things).read(item, at)
            limit = None if amount is None else Limit(measure="face", most=amount, per=("gesture",), counts="all")
        if limit is not None:
            found.append(limit)
    return tuple(found)
