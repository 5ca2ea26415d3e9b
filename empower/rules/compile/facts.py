"""The closed vocabulary: each declared fact, what it may be, and what derived facts are made from."""

from __future__ import annotations

from empower.domain.facts import Fact
from empower.rules.compile.findings import BROKEN, each, intact, text_in
from empower.rules.compile.scalars import figure, number
from empower.rules.compile.times import clock, date, moment
from empower.rules.compile.vocabulary import name_of
from empower.rules.compile.wording import in_a_row, shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from empower.domain.facts import FactValue
    from empower.domain.problem import Path
    from empower.rules.compile.vocabulary import Vocabulary

__all__ = ["FACT_KINDS", "declare_facts"]

FACT_KINDS = ("one_of", "ordered", "number", "money", "yes_no", "date", "moment", "time", "text")
_MOST_DECIMALS = 6


def declare_facts(tree: Any, vocabulary: Vocabulary) -> None:
    """Every fact that is stated, in the vocabulary."""
    for name, value, path in vocabulary.names("facts", tree):
        if name is None:
            continue
        vocabulary.facts[name] = None if value is BROKEN else _fact(name, value, path, vocabulary)


def _fact(name: str, tree: dict[str, Any], path: Path, vocabulary: Vocabulary) -> Fact | None:
    kinds = [kind for kind in FACT_KINDS if kind in tree]
    findings = vocabulary.findings
    if len(kinds) != 1:
        if kinds:
            message = f"`{name}` is {in_a_row(kinds, 'and')} at once"
            findings.problem("fact-kind", message, path, "keep one of them", at_key=True)
        elif intact(tree):
            hint = f"say one of {in_a_row(FACT_KINDS)}: `{{one_of: [a, b]}}`, `{{number: {{at_least: 0}}}}`, `{{money: true}}`"
            findings.problem("fact-kind", f"what `{name}` may be is not said", path, hint, at_key=True)
        return None
    kind = kinds[0]
    if tree[kind] is BROKEN:
        return None
    more: dict[str, Any] | None
    if kind in ("one_of", "ordered"):
        more = _values(kind, tree[kind], (*path, kind), vocabulary)
    elif kind == "number":
        more = _bounds(tree[kind], (*path, kind), vocabulary)
    elif kind == "money":
        more = {"least": 0, "digits": vocabulary.money.digits}
    else:
        more = {}
    if more is None:
        return None
    optional = tree.get("optional") is True
    title, words = text_in(tree, "title"), text_in(tree, "help")
    fact = Fact(name=name, kind=kind, title=title, help=words, optional=optional, **more)
    if "default" not in tree or tree["default"] is BROKEN:
        return fact
    if optional:
        hint = "leave out one of the two: a fact with a default is never absent"
        findings.problem(
            "default-and-optional", f"`{name}` has a default and is optional", (*path, "default"), hint, at_key=True
        )
        return fact
    default = _default(fact, tree["default"], (*path, "default"), vocabulary)
    return fact if default is None else fact.but(default=default)


def _values(kind: str, written: Any, path: Path, vocabulary: Vocabulary) -> dict[str, Any] | None:
    """The values with their titles, each once."""
    values: dict[str, str] = {}
    findings = vocabulary.findings
    if isinstance(written, list) and vocabulary.too_many(written, kind, path):
        return None
    sound = True
    for item, at in each(written, path):
        value: Any = item
        title: Any = ""
        if isinstance(item, dict):
            if len(item) != 1:
                hint = "write each value as an item of its own: `[noise, {billing: A wrong bill}]`"
                findings.wrong_kind(f"an item of `{kind}`", "one name, or one name with its title", item, at, hint)
                sound = False
                continue
            ((value, title),) = item.items()
            if not isinstance(title, str):
                findings.wrong_kind("a title", "text", title, (*at, value), "write the title in words")
                sound = False
        name = name_of(value)
        if name is None or name == "otherwise":
            hint = "write a name of lower-case letters, digits, `_` and `-`"
            if isinstance(value, bool):
                hint = "a fact that is true or false is written `{yes_no: true}`"
            if name is None:
                findings.wrong_kind(f"an item of `{kind}`", "a name", value, at, hint)
            else:
                findings.problem("reserved-name", "`otherwise` is kept for amounts by value", at, "choose another name")
            sound = False
            continue
        if vocabulary.check_form(name, at) != name:
            sound = False
        if name in values:
            findings.problem("duplicate-name", f"`{name}` stands here twice", at, "keep one of the two")
            sound = False
        values.setdefault(name, title if isinstance(title, str) else "")
    if not values and sound:
        findings.problem("empty-list", f"`{kind}` names no value", path, "write the values between `[` and `]`")
    if not values or not sound:
        return None
    return {"values": tuple(values), "value_titles": tuple(values.values())}


def _bounds(tree: Any, path: Path, vocabulary: Vocabulary) -> dict[str, Any] | None:
    if tree is True:
        return {"least": 0}
    digits = tree.get("decimals", 0)
    findings = vocabulary.findings
    if digits is BROKEN:
        return None
    if not 0 <= digits <= _MOST_DECIMALS:
        hint = f"write a number from 0 to {_MOST_DECIMALS}"
        findings.problem("out-of-range", f"`{digits}` decimal places cannot be counted", (*path, "decimals"), hint)
        return None
    ends: dict[str, int | None] = {}
    for key in ("at_least", "at_most"):
        if key in tree:
            end = None if tree[key] is BROKEN else number(tree[key], digits, findings, (*path, key), below=True)
            if end is None:
                return None
            ends[key] = end
    least, most = ends.get("at_least") or 0, ends.get("at_most")
    if most is not None and most < least:
        hint = "write the smaller one as `at_least`" if "at_least" in tree else "write `at_least` too"
        findings.problem("empty-range", "no number is that large and that small", (*path, "at_most"), hint, at_key=True)
        return None
    return {"least": least, "most": most, "digits": digits}


def _default(fact: Fact, value: Any, path: Path, vocabulary: Vocabulary) -> FactValue | None:
    findings = vocabulary.findings
    if fact.kind in ("one_of", "ordered"):
        name = name_of(value)
        if name in fact.values:
            return fact.values.index(str(name))
        findings.unknown("unknown-value", f"a value of `{fact.name}`", value, path, dict.fromkeys(fact.values, ()))
    elif fact.kind == "yes_no":
        if isinstance(value, bool):
            return int(value)
        findings.wrong_kind("this default", "`true` or `false`", value, path, "write `true` or `false`, without quotes")
    elif fact.kind == "text":
        name = name_of(value)
        if name and name.strip():
            return name
        findings.wrong_kind("this default", "text", value, path, "write a text, or leave the default out")
    elif fact.kind == "date":
        return date(value, findings, path)
    elif fact.kind == "time":
        return clock(value, findings, path)
    elif fact.kind == "moment":
        if moment(value, findings, path) is not None:
            hint = "leave the default out, or make it a date"
            findings.problem("no-default", "a moment has no usual value", path, hint, at_key=True)
    else:
        return _number_in_range(fact, value, path, vocabulary)
    return None


def _number_in_range(fact: Fact, value: Any, path: Path, vocabulary: Vocabulary) -> int | None:
    findings = vocabulary.findings
    if fact.kind == "money":
        return figure(value, vocabulary.money, findings, path)
    read = number(value, fact.digits, findings, path, below=True)
    if read is None or ((fact.least is None or fact.least <= read) and (fact.most is None or read <= fact.most)):
        return read
    findings.problem(
        "out-of-range", f"{shown(value)} cannot be `{fact.name}`", path, "choose a default within its bounds"
    )
    return None
