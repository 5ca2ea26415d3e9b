"""Facts that are computed from others, so that a person states them once and a line tests one number."""

from __future__ import annotations

from empower.domain.facts import TEXT_KEYS, Fact
from empower.rules.compile.findings import BROKEN, each, intact, text_in
from empower.rules.compile.vocabulary import name_of
from empower.rules.compile.wording import in_a_row

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from empower.domain.problem import Path
    from empower.rules.compile.vocabulary import Vocabulary

__all__ = ["declare_derived"]

_DERIVING = ("days_between", "same", "total", "difference", "listed")
_WANTED = {
    "days_between": "two dates: `{days_between: [told_on, departs_on]}`",
    "same": "two facts of one kind: `{same: [requester, employee]}`",
    "total": "numbers, or amounts of money: `{total: [item_a, item_b]}`",
    "difference": "two numbers, or two amounts of money: `{difference: [paid, refunded]}`",
    "listed": "a text fact and a list of texts: `{listed: [reason, [damaged, late]]}`",
}


def declare_derived(tree: Any, vocabulary: Vocabulary) -> None:
    """Every derived fact, beside the stated ones. It is made from facts that are stated themselves."""
    if tree is BROKEN or vocabulary.too_many(tree, "derive", ("derive",)):
        vocabulary.unreadable("facts")
        return
    written: dict[str, tuple[Any, Path]] = {}
    for key, value in (tree or {}).items():
        if key is not BROKEN:
            name = vocabulary.declare("facts", key, ("derive", key))
            if name is not None:
                written[name] = value, ("derive", key)
    made = {
        name: None if value is BROKEN else _derived(name, value, path, vocabulary, set(written))
        for name, (value, path) in written.items()
    }
    vocabulary.facts |= made


def _derived(name: str, tree: dict[str, Any], path: Path, vocabulary: Vocabulary, computed: set[str]) -> Fact | None:
    ways = [way for way in _DERIVING if way in tree]
    findings = vocabulary.findings
    if len(ways) != 1:
        if ways or intact(tree):
            message = f"how `{name}` is computed is said {'in two ways' if ways else 'nowhere'}"
            findings.problem("derive-form", message, path, f"write one of {in_a_row(_DERIVING)}", at_key=True)
        return None
    way = ways[0]
    if tree[way] is BROKEN:
        return None
    at = (*path, way)
    names, constants = _written(way, tree[way], at, vocabulary)
    parts = [_part(word, where, vocabulary, computed) for word, where in names]
    if constants is None or None in parts:
        return None
    facts = [part for part in parts if part is not None]
    made = _made(way, facts)
    if made is None:
        message = f"`{way}` needs {_WANTED[way].partition(':')[0]}"
        findings.problem(
            "derive-form", message, at, f"write it like this: {_WANTED[way].partition(': ')[2]}", at_key=True
        )
        return None
    for fact in facts:
        vocabulary.feeds.setdefault(fact.name, name)
    derived = (way, tuple([fact.name for fact in facts]), constants)
    return Fact(
        name=name,
        title=text_in(tree, "title"),
        help=text_in(tree, "help"),
        optional=any([fact.optional for fact in facts]),
        derived=derived,
        **made,
    )


def _written(
    way: str, written: Any, path: Path, vocabulary: Vocabulary
) -> tuple[list[tuple[Any, Path]], tuple[str, ...] | None]:
    """The names of what it is made from, and the constants; no constants at all where they cannot be read."""
    if way != "listed":
        return each(written, path), ()
    if isinstance(written, list) and len(written) == 2:
        texts = [name_of(text) for text, _ in each(written[1], (*path, 1))]
        if texts and all(texts):
            return [(written[0], (*path, 0))], tuple([text for text in texts if text])
    hint = f"write it like this: {_WANTED['listed'].partition(': ')[2]}"
    vocabulary.findings.problem(
        "derive-form", "`listed` needs a text fact and a list of texts", path, hint, at_key=True
    )
    return [], None


def _part(word: Any, path: Path, vocabulary: Vocabulary, computed: set[str]) -> Fact | None:
    """A fact that is stated, or one of the built-in texts."""
    if isinstance(word, str) and word in TEXT_KEYS:
        return Fact(name=word, kind="text")
    if isinstance(word, str) and word in computed:
        hint = "name the facts that it is computed from"
        vocabulary.findings.problem("derive-form", f"`{word}` is computed itself", path, hint)
        return None
    return vocabulary.fact(word, path)


def _made(way: str, parts: list[Fact]) -> dict[str, Any] | None:
    """The kind and the bounds of what comes out; `None` when these facts do not go together so."""
    kinds = {part.kind for part in parts}
    if way == "listed":
        return {"kind": "yes_no"} if kinds == {"text"} else None
    if not parts or (way != "total" and len(parts) != 2):
        return None
    if way == "same":
        alike = len(kinds) == 1 and len({(part.values, part.digits) for part in parts}) == 1
        return {"kind": "yes_no"} if alike else None
    if way == "days_between":
        return {"kind": "number"} if kinds <= {"date", "moment"} else None
    if len(kinds) != 1 or not kinds <= {"number", "money"} or len({part.digits for part in parts}) != 1:
        return None
    made: dict[str, Any] = {"kind": parts[0].kind, "digits": parts[0].digits}
    if way == "total":
        ends = [(part.least, part.most) for part in parts]
        made["least"] = None if any([low is None for low, _ in ends]) else sum([low or 0 for low, _ in ends])
        made["most"] = None if any([high is None for _, high in ends]) else sum([high or 0 for _, high in ends])
        return made
    highest, lowest = parts[0].most, parts[1].least
    made["least"] = 0
    made["most"] = None if highest is None or lowest is None else max(0, highest - lowest)
    return made
