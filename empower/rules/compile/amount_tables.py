"""Amounts by the value of a fact: steps of a number, or one line for each named value."""

from __future__ import annotations

from empower.domain.money import written_number
from empower.rules.compile.scalars import figure, number
from empower.rules.compile.vocabulary import name_of
from empower.rules.compile.wording import in_a_row, shown, spelled

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from empower.domain.amounts import Amount
    from empower.domain.facts import Fact
    from empower.domain.problem import Path
    from empower.rules.compile.amounts import Amounts

    Tree = dict[Any, Any]

__all__ = ["by_fact"]


def by_fact(amounts: Amounts, tree: Tree, path: Path) -> Amount | None:
    """By a number the step that it has reached; by a fact with named values what is said for its value."""
    ways = [way for way in ("steps", "over", "is") if way in tree]
    if len(ways) != 1:
        message = f"`by` needs one of `steps`, `over` or `is`{', and only one' if ways else ''}"
        hint = "a number has `steps:` or `over:`, a fact with named values has `is:`"
        amounts.findings.problem("amount-form", message, path, hint)
        return None
    way = ways[0]
    table, at = tree[way], (*path, way)
    if amounts.findings.broken(table):
        return None
    if not isinstance(table, dict) or not table:
        hint = "write one line for each: `{0: 0, 15: 10, 30: 20}`" if way != "is" else "write one line for each value"
        amounts.findings.wrong_kind(
            f"`{way}`", "a mapping with a line for each", table if table is None or table else None, at, hint
        )
        return None
    written, by = tree["by"], (*path, "by")
    if way != "is" and written in amounts.also and written in ("amount", "quantity"):
        name, fact = written, None
    else:
        if isinstance(written, str) and amounts.not_here(written, by):
            return None
        fact = amounts.vocabulary.fact(written, by)
        if fact is None or not amounts.usable(fact.name, by):
            return None
        name = fact.name
        wanted = ("one_of", "ordered", "yes_no") if way == "is" else ("number", "money")
        if fact.kind not in wanted:
            hint = "a number has `steps:` or `over:`, a fact with named values has `is:`"
            amounts.wrong_fact(name, "a fact with named values" if way == "is" else "a number", by, hint)
            return None
    if way == "is":
        assert fact is not None
        return _is(amounts, fact, table, at)
    return _steps(amounts, name, fact, table, at, strict=way == "over")


def _steps(amounts: Amounts, name: str, fact: Fact | None, table: Tree, path: Path, *, strict: bool) -> Amount | None:
    found: dict[int, Amount] = {}
    sound = True
    money = fact.kind == "money" if fact else name == "amount"
    for key, written in table.items():
        at = (*path, key)
        if money:
            start = figure(key, amounts.vocabulary.money, amounts.findings, at, at_key=True)
        else:
            below = fact is not None and (fact.least is None or fact.least < 0)
            start = number(key, fact.digits if fact else 0, amounts.findings, at, below=below, at_key=True)
        value = amounts.inner(written, at)
        if start is not None and fact is not None and fact.most is not None and start + strict > fact.most:
            message = f"`{name}` is never {'over ' if strict else ''}{spelled(key)}"
            hint = f"it is at most {written_number(fact.most, fact.digits)}; leave this out"
            amounts.findings.problem("out-of-range", message, at, hint, at_key=True)
            sound = False
        if start in found:
            amounts.findings.problem(
                "duplicate-name", f"{shown(key)} stands here twice", at, "keep one of the two", at_key=True
            )
            sound = False
        elif start is not None and value is not None:
            found[start] = value
        else:
            sound = False
    return ("steps", name, strict, tuple(sorted(found.items()))) if sound else None


def _is(amounts: Amounts, fact: Fact, table: Tree, path: Path) -> Amount | None:
    cases: dict[int, Amount] = {}
    otherwise: Amount | None = None
    sound = True
    values = ("false", "true") if fact.kind == "yes_no" else fact.values
    for key, written in table.items():
        value = amounts.inner(written, (*path, key))
        sound = sound and value is not None
        name = ("true" if key else "false") if isinstance(key, bool) else name_of(key)
        if name == "otherwise":
            otherwise = value
        elif name in values and isinstance(key, bool) == (fact.kind == "yes_no"):
            if value is not None:
                cases[values.index(str(name))] = value
        else:
            known = dict.fromkeys((*values, "otherwise"), ())
            amounts.findings.unknown(
                "unknown-value", f"a value of `{fact.name}`", key, (*path, key), known, at_key=True
            )
            sound = False
    left_out = [name for name in values if name not in {values[number] for number in cases}]
    if sound and left_out and "otherwise" not in table:
        message = f"nothing is said for {in_a_row(left_out, 'and')}"
        amounts.findings.problem("value-left-out", message, path, "add them, or `otherwise: 0`", at_key=True)
        return None
    return ("is", fact.name, tuple(sorted(cases.items())), otherwise) if sound else None
