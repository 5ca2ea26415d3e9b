"""The forms of an amount that are mappings, one function for each."""

from __future__ import annotations

from empower.domain.value import Value
from empower.rules.compile.amount_tables import by_fact
from empower.rules.compile.findings import each as items_of
from empower.rules.compile.scalars import number, share
from empower.rules.compile.times import date
from empower.rules.compile.wording import nearest, shown, spelled

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from empower.domain.amounts import Amount
    from empower.domain.problem import Path
    from empower.rules.compile.amounts import Amounts

    Tree = dict[Any, Any]

__all__ = ["FORMS", "Form", "dated"]


class Form(Value):
    """How a form is read, and which keys stand beside the one that names it."""

    read: Callable[[Amounts, Tree, Path], Amount | None]
    beside: tuple[str, ...] = ()


def dated(amounts: Amounts, tree: Tree, dates: list[str], path: Path) -> Amount | None:
    """The latest not after the day of the decision, or after the day in a date fact."""
    by = ""
    if "as_of" in tree:
        by = _date_fact(amounts, tree["as_of"], (*path, "as_of"))
        if not by:
            return None
    found: dict[int, Amount | None] = {}
    for key in dates:
        day = date(key, amounts.findings, (*path, key), at_key=True)
        value = amounts.inner(tree[key], (*path, key))
        if day is None or value is None:
            found[0] = None
        else:
            found[day] = value
    if None in found.values():
        return None
    amounts.starts.append((by or "day", min(found)))
    return ("dated", tuple(sorted(found.items())), by)


def _date_fact(amounts: Amounts, written: Any, path: Path) -> str:
    fact = amounts.vocabulary.fact(written, path)
    if fact is None or not amounts.usable(fact.name, path):
        return ""
    if fact.kind != "date":
        amounts.wrong_fact(
            fact.name, "a date", path, "name a date fact, or leave `as_of` out to go by the day of the decision"
        )
        return ""
    if fact.name in amounts.vocabulary.feeds:
        message = f"`{fact.name}` feeds `{amounts.vocabulary.feeds[fact.name]}`, so no line can go by it"
        amounts.findings.problem("feeds-a-derived-fact", message, path, "declare another date fact for this")
        return ""
    return fact.name


def _each(amounts: Amounts, tree: Tree, path: Path) -> Amount | None:
    rate = amounts.inner(tree["each"], (*path, "each"))
    counted = _counted(amounts, tree, path)
    findings = amounts.findings
    how = ""
    if "rounded" in tree and "every" not in tree:
        hint = "add `every`, or leave it out: without whole steps there is nothing to round to"
        findings.problem("amount-form", "`rounded` stands beside `every`", (*path, "rounded"), hint, at_key=True)
        return None
    if counted is None or rate is None:
        return None
    name, digits = counted
    steps: dict[str, int] = {"every": 0, "after": 0}
    for key in steps:
        if key in tree:
            read = number(tree[key], digits, findings, (*path, key))
            if read == 0 and key == "every":
                findings.problem("out-of-range", "`every` is more than 0", (*path, key), "write how many make a step")
            if read is None or (read == 0 and key == "every"):
                return None
            steps[key] = read
    if "every" in tree:
        how = (
            amounts.word(tree.get("rounded", "down"), (*path, "rounded"), "a way of rounding steps", ("down", "up"))
            or ""
        )
        if not how:
            return None
    return ("each", rate, name, digits, steps["every"], steps["after"], how)


def _counted(amounts: Amounts, tree: Tree, path: Path) -> tuple[str, int] | None:
    """The number fact that a rate is multiplied by, with its decimal places."""
    if "of" not in tree:
        hint = "name a number fact: `{each: 100, of: nights}`"
        amounts.findings.problem("missing-key", "`each` needs `of`", path, hint)
        return None
    written, at = tree["of"], (*path, "of")
    if written == "quantity" and "quantity" in amounts.also:
        return "quantity", 0
    if isinstance(written, str) and amounts.not_here(written, at):
        return None
    if "quantity" in amounts.also and nearest(spelled(written), amounts.also) == "quantity":
        message = f"{shown(written)} is not a fact of this policy"
        amounts.findings.problem("unknown-fact", message, at, "did you mean `quantity`?")
        return None
    fact = amounts.vocabulary.fact(written, at)
    if fact is None or not amounts.usable(fact.name, at):
        return None
    if fact.kind != "number":
        hint = f"a part of it is `{{share: 50%, of: {fact.name}}}`" if fact.kind == "money" else "name a number fact"
        amounts.wrong_fact(fact.name, "a number", at, hint)
        return None
    return fact.name, fact.digits


def _share(amounts: Amounts, tree: Tree, path: Path) -> Amount | None:
    part = share(tree["share"], amounts.findings, (*path, "share"))
    if "of" not in tree:
        hint = "say of what: `{share: 50%, of: bill}`"
        amounts.findings.problem("missing-key", "`share` needs `of`", path, hint)
        return None
    whole = amounts.inner(tree["of"], (*path, "of"))
    return None if part is None or whole is None else ("share", *part, whole)


def _several(form: str) -> Callable[[Amounts, Tree, Path], Amount | None]:
    def read(amounts: Amounts, tree: Tree, path: Path) -> Amount | None:
        parts = [amounts.inner(part, at) for part, at in items_of(tree[form], (*path, form))]
        if not parts:
            amounts.findings.problem(
                "empty-list",
                f"`{form}` of nothing is no amount",
                (*path, form),
                "write the amounts between `[` and `]`",
            )
        found = tuple([part for part in parts if part is not None])
        return (form, found) if found and len(found) == len(parts) else None

    return read


def _difference(amounts: Amounts, tree: Tree, path: Path) -> Amount | None:
    written, at = tree["difference"], (*path, "difference")
    if not isinstance(written, list) or len(written) != 2:
        hint = "write `{difference: [A, B]}`: A less B, and never below zero"
        amounts.findings.problem("amount-form", "`difference` is between two amounts", at, hint)
        return None
    left, right = (amounts.inner(part, (*at, place)) for place, part in enumerate(written))
    return None if left is None or right is None else ("difference", left, right)


FORMS = {  # in the words of the language
    "each": Form(read=_each, beside=("of", "every", "after", "rounded")),
    "share": Form(read=_share, beside=("of",)),
    "by": Form(read=by_fact, beside=("steps", "over", "is")),
    **{form: Form(read=_several(form)) for form in ("greatest", "least", "sum")},
    "difference": Form(read=_difference),
}
