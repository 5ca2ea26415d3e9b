"""Which constructs of the language a compiled policy really contains, and how often each occurs over many runs."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from empower.rules.rulebook import Remedy, Rulebook
from tests.laws.asks import Asking
from tests.laws.construct_amounts import amount_constructs, names_in
from tests.laws.construct_lines import line_constructs, test_constructs

__all__ = ["EVERY_CONSTRUCT", "Shares", "constructs_of"]

_FACTS = ("one_of", "ordered", "number", "money", "yes_no", "date", "moment", "time", "text")
_DERIVED = ("days_between", "same", "total", "difference", "listed")
_AMOUNTS = (
    *(
        "units",
        "fact",
        "dated",
        "dated as_of",
        "each",
        "each every",
        "each after",
        "each up",
        "each down",
        "share",
        "steps",
    ),
    *(
        "steps over",
        "is",
        "is otherwise",
        "greatest",
        "least",
        "sum",
        "difference",
        "at_least",
        "at_most",
        "nothing_below",
    ),
    *("round half_up", "round up", "round down"),
)
_AXES = (
    "role",
    "remedy",
    "remedy_kind",
    "weekday",
    "hour",
    "amount",
    "quantity",
    "cost",
    "incident_cost",
    "incident_goodwill",
)
_KINDS = ("courtesy", "service", "in_kind", "points", "credit", "cash")
_EVERY = ("for ever", "day", "week", "month", "quarter", "year", "days", "months")
_PER = ("gesture", "incident", "customer", "employee", "text", "list", "all")

EVERY_CONSTRUCT = frozenset(
    [f"fact {kind}" for kind in _FACTS]
    + [f"derived {way}" for way in _DERIVED]
    + ["fact default", "fact optional", "fact title", "fact help", "value title", "number decimals"]
    + [f"amount {form}" for form in _AMOUNTS]
    + [f"test of {axis}" for axis in (*_AXES, *[kind for kind in _FACTS if kind != "text"], "derived")]
    + [
        "test is",
        "test not",
        "test given",
        "test band",
        "age in days",
        "age in months",
        "age in hours",
        "a list of mappings",
        "unless",
    ]
    + [f"remedy {kind}" for kind in _KINDS]
    + ["unit", "remedy title", "group", "not a group", "cost of amount", "cost of quantity", "cost constant"]
    + ["most per gesture", "most as a limit", "most as a count"]
    + ["limit amount", "limit under", "limit count", "limit none", "several limits"]
    + [f"per {key}" for key in _PER]
    + [f"every {window}" for window in _EVERY]
    + [f"counts {which}" for which in ("goodwill", "owed", "all")]
    + [f"{what} {outcome}" for what in ("beyond", "budget beyond") for outcome in ("deny", "escalate", "warn", "must")]
    + [f"escalate {form}" for form in ("role", "list", "any_of", "count")]
    + [
        "deny",
        "at_least advice",
        "needs",
        "note",
        "must",
        "say",
        "prefer",
        "may_be_lifted: false",
        "warn_at",
        "budget warn_at",
    ]
    + [
        "owed amount",
        "owed quantity",
        "owed group",
        "owed without a group",
        "lines of one group",
        "owed per",
        "owed roles",
    ]
    + ["settles_from", "several settles_from", "instead", "instead at_most", "instead needs", "owed needs", "source"]
    + [
        "not_owed",
        "not_owed of",
        "exception",
        "promise always",
        "promise never",
        "remedies not",
        "remedies all",
        "roles all",
    ]
    + [
        "effective",
        "line effective",
        "dated line",
        "day_starts",
        "year_starts",
        "covered_by",
        "final",
        "role title",
        "off the chain",
    ]
    + ["because", "due time", "requests", "adopts", "causes", "clocks"]
    + [
        "roster",
        "deputy",
        "away",
        "in service from",
        "in service until",
        "history",
        "bundle",
        "fact missing",
        "papers at hand",
    ]
)


class Shares:
    """How many of the runs contained each construct."""

    def __init__(self) -> None:
        self.runs = 0
        self.seen: Counter[str] = Counter()

    def add(self, constructs: Iterable[str]) -> None:
        self.runs += 1
        self.seen.update(constructs)

    def show(self) -> None:
        """Writes the shares down, the rarest first."""
        sys.stdout.write(f"{self}\n")

    def __str__(self) -> str:
        rows = sorted((self.seen[name], name) for name in EVERY_CONSTRUCT)
        return "\n".join(f"{100 * count / max(1, self.runs):5.1f} %  {name}" for count, name in rows)

    def rarer_than(self, percent: int) -> list[str]:
        """The constructs in fewer than `percent` of the runs."""
        return sorted(name for name in EVERY_CONSTRUCT if 100 * self.seen[name] < percent * self.runs)


def constructs_of(rulebook: Rulebook, tree: dict[str, Any], asking: Asking | None = None) -> set[str]:
    """The constructs in this policy, by what it compiled to; by its tree where compiling leaves no trace (a group's name)."""
    found = {
        *_vocabulary(rulebook),
        *_head(rulebook, tree),
        *line_constructs(rulebook, tree),
        *test_constructs(rulebook),
    }
    return found | {*amount_constructs(rulebook)} | (set(_asking(asking, tree)) if asking else set())


def _vocabulary(rulebook: Rulebook) -> Iterator[str]:
    for fact in rulebook.facts:
        yield f"derived {fact.derived[0]}" if fact.derived else f"fact {fact.kind}"
        named = {
            "fact default": fact.default is not None,
            "fact optional": fact.optional,
            "fact title": fact.title,
            "fact help": fact.help,
            "value title": any(fact.value_titles),
            "number decimals": fact.kind == "number" and fact.digits,
        }
        yield from (name for name, there in named.items() if there)
    for remedy in rulebook.remedies:
        yield from _remedy(remedy)


def _remedy(remedy: Remedy) -> Iterator[str]:
    yield f"remedy {remedy.kind}"
    if remedy.unit:
        yield "unit"
    if remedy.title:
        yield "remedy title"
    facts = {"amount", "quantity"} & set(names_in(remedy.cost))
    yield f"cost of {facts.pop()}" if facts else "cost constant"
    for limit in remedy.most:
        yield (
            "most as a count"
            if limit.measure == "count"
            else "most per gesture"
            if limit.per == ("gesture",)
            else "most as a limit"
        )


def _head(rulebook: Rulebook, tree: dict[str, Any]) -> Iterator[str]:
    named = {
        "effective": any(rulebook.effective),
        "day_starts": rulebook.day_starts,
        "year_starts": rulebook.year_starts != (1, 1),
        "requests": rulebook.requests.on_word,
        "adopts": "adopts" in tree,
        "causes": rulebook.causes,
        "clocks": rulebook.clocks,
        "group": rulebook.groups
        and "'touches'" in repr({key: tree.get(key) for key in ("grants", "budgets", "rules")}),
        "not a group": "{'not': 'touches'}" in repr(tree),
        "remedies not": any("not" in line.get("remedies", ()) for line in tree["grants"]),
        "remedies all": any(line.get("remedies") == "all" for line in tree["grants"]),
        "roles all": any(line["roles"] == "all" for line in tree["grants"]),
        "covered_by": any(role.covered_by for role in rulebook.roles),
        "final": any(role.final for role in rulebook.roles),
        "role title": any(role.title for role in rulebook.roles),
        "off the chain": any(role.id == "finance" for role in rulebook.roles),
        "due time": any(duty.within for duty in rulebook.duties),
    }
    yield from (name for name, there in named.items() if there)


def _asking(asking: Asking, tree: dict[str, Any]) -> Iterator[str]:
    people = asking.people or ()
    stated = {name for name, spec in tree["facts"].items() if "default" not in spec and "optional" not in spec}
    named = {
        "roster": people,
        "deputy": any("deputy" in person for person in people),
        "away": any("away" in person for person in people),
        "in service from": any("from" in person for person in people),
        "in service until": any("until" in person for person in people),
        "history": asking.given,
        "bundle": len(asking.gestures) > 1,
        "fact missing": stated - set(asking.facts),
        "papers at hand": asking.papers,
    }
    yield from (name for name, there in named.items() if there)
