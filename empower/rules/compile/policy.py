"""From the plain tree of a policy file to its rulebook: names first, then the lines that use them."""

from __future__ import annotations

from empower.domain.currencies import DIGITS
from empower.domain.problem import Problem
from empower.rules.compile.catalogue import declare_remedies, remedies_of
from empower.rules.compile.chains import declare_roles
from empower.rules.compile.conditions import Conditions
from empower.rules.compile.counters import Counters
from empower.rules.compile.derived import declare_derived
from empower.rules.compile.desk import Desk, period
from empower.rules.compile.facts import declare_facts
from empower.rules.compile.findings import BROKEN, Findings, each, text_in
from empower.rules.compile.grant_lines import budgets, grants
from empower.rules.compile.limits import Limits
from empower.rules.compile.other_lines import (
    accepted,
    adopts,
    causes,
    clocks,
    duties,
    exceptions,
    papers,
    promises,
    requests,
)
from empower.rules.compile.owed_lines import entitlements, not_owed
from empower.rules.compile.remedy_groups import declare_groups
from empower.rules.compile.rule_lines import rules
from empower.rules.compile.scalars import Money
from empower.rules.compile.times import clock, month_day
from empower.rules.compile.vocabulary import Vocabulary, name_of
from empower.rules.compile.wording import nearest, shown
from empower.rules.rulebook import Rulebook

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from empower.domain.problem import Path
    from empower.rules.rulebook import PolicyRef

    Compiled = tuple[Rulebook | None, tuple[Problem, ...]]

__all__ = ["compiled", "unknown_currency"]

_SIGNS = {"€": "EUR", "euro": "EUR", "euros": "EUR", "£": "GBP", "pound": "GBP", "pounds": "GBP", "$": "USD"}
_LINES = ("grants", "budgets", "rules", "owed", "not_owed", "exceptions", "promises")


def compiled(data: dict[Any, Any], ref: PolicyRef, place_of: Callable[[Path], tuple[int, int]]) -> Compiled:
    """The rulebook of a policy, or everything that is wrong with it.

    `data` has the shape of a policy file (see `policyfile/document.py`); a part that has not is `BROKEN`, and there is no
    rulebook then. `place_of` says on which line and column a part stands.
    """
    findings = Findings(place_of)
    vocabulary = Vocabulary(findings, _money(data, findings))
    declare_facts(data.get("facts"), vocabulary)
    declare_derived(data.get("derive"), vocabulary)
    declare_remedies(data.get("remedies", BROKEN), vocabulary)
    declare_groups(data.get("groups"), vocabulary)
    roles = declare_roles(data.get("roles", BROKEN), vocabulary)
    handed_in = papers(data.get("papers"), vocabulary)
    done_after = duties(data.get("duties"), vocabulary)
    _line_names(data, vocabulary)
    if data.get("policy", BROKEN) is not BROKEN:
        vocabulary.check_form(name_of(data["policy"]) or "", ("policy",))
    effective = period(data.get("effective"), ("effective",), vocabulary)
    desk = _desk(vocabulary)
    ruled = rules(data, desk)
    rulebook = Rulebook(
        ref=ref,
        title=text_in(data, "title"),
        currency=vocabulary.money.currency,
        digits=vocabulary.money.digits,
        timezone=text_in(data, "timezone"),
        day_starts=_day_starts(data, findings),
        year_starts=_year_starts(data, findings),
        effective=effective,
        facts=tuple([fact for fact in vocabulary.facts.values() if fact is not None]),
        remedies=remedies_of(data.get("remedies"), desk, effective[0]),
        roles=roles,
        papers=handed_in,
        duties=done_after,
        groups=tuple(vocabulary.groups.items()),
        grants=grants(data, desk),
        budgets=budgets(data, desk),
        rules=ruled,
        owed=entitlements(data, desk),
        not_owed=not_owed(data, desk),
        exceptions=exceptions(data, desk, frozenset([rule.id for rule in ruled if not rule.may_be_lifted])),
        promises=promises(data, desk),
        requests=requests(data.get("requests"), vocabulary),
        adopts=adopts(data, roles, desk),
        causes=causes(data.get("causes"), vocabulary),
        clocks=clocks(data.get("clocks"), vocabulary),
        accepted=accepted(data.get("accepted"), findings),
        counters=tuple(desk.counters.made),  # complete once every line is read
    )
    problems = findings.finished()
    return (None if problems or findings.spoiled else rulebook), problems


def unknown_currency(written: Any) -> Problem:
    """What is said of something that is not a currency, with the one that was probably meant."""
    word = str(written)
    meant = _SIGNS.get(word.strip().lower(), word.upper())
    meant = meant if meant in DIGITS else nearest(word, DIGITS)
    hint = f"did you mean `{meant}`?" if meant else "write its three letters, such as `EUR`, `GBP` or `USD`"
    message = f"{shown(written)} is not a currency"
    return Problem(code="unknown-currency", message=message, path=("currency",), hint=hint)


def _desk(vocabulary: Vocabulary) -> Desk:
    conditions = Conditions(vocabulary)
    counters = Counters(vocabulary, conditions.tests)
    return Desk(
        vocabulary=vocabulary,
        conditions=conditions,
        counters=counters,
        limits=Limits(vocabulary, counters),
        known={},
    )


def _money(data: dict[Any, Any], findings: Findings) -> Money:
    written = data.get("currency", BROKEN)
    if findings.broken(written):
        return Money("", 2)
    if isinstance(written, str) and written in DIGITS:
        return Money(written, DIGITS[written])
    found = unknown_currency(written)
    findings.problem(found.code, found.message, found.path, found.hint)
    return Money("", 4)


def _line_names(data: dict[Any, Any], vocabulary: Vocabulary) -> None:
    """The ids of all lines, each of which is there once; those of rules and of what is owed are named by other lines."""
    found: dict[str, list[Path]] = {}
    for section in _LINES:
        for line, path in each(data.get(section) or [], (section,)):
            name = name_of(line.get("id", BROKEN)) if isinstance(line, dict) else None
            if name is not None:
                found.setdefault(name, []).append((*path, "id"))
            if section not in vocabulary.declared:
                continue
            if name is None:
                vocabulary.unreadable(section)
            else:
                vocabulary.declared[section].setdefault(name, (*path, "id"))
    findings = vocabulary.findings
    for name, paths in found.items():
        if len(paths) > 1:
            first, *others = sorted(paths, key=findings.place_of)
            hint = f"the first is on line {findings.place_of(first)[0]}; no two lines of a policy have the same id"
            for path in others:
                findings.problem("duplicate-id", f"`{name}` is the id of another line", path, hint)


def _day_starts(data: dict[Any, Any], findings: Findings) -> int:
    if data.get("day_starts", BROKEN) is BROKEN:
        return 0
    return clock(data["day_starts"], findings, ("day_starts",)) or 0


def _year_starts(data: dict[Any, Any], findings: Findings) -> tuple[int, int]:
    if data.get("year_starts", BROKEN) is BROKEN:
        return 1, 1
    return month_day(data["year_starts"], findings, ("year_starts",)) or (1, 1)
