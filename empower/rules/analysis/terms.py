"""What the lines that stand in a situation say, without their names and places, so that two policies can be laid side by side.

Where two policies have the same terms they answer alike, whatever is asked and whatever stands on the counters. Where the terms
differ, which way each difference can lean follows from the language: grants and entitlements give, everything else takes.
"""

from __future__ import annotations

from empower.domain.amounts import ZERO, amount_facts, evaluate
from empower.domain.value import Value
from empower.rules.rulebook import (
    Bar,
    Budget,
    Entitlement,
    Exemption,
    Grant,
    Rule,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from empower.domain.amounts import Amount
    from empower.domain.conditions import Box
    from empower.rules.analysis.concrete import Concrete
    from empower.rules.analysis.sheet import Sheet
    from empower.rules.rulebook import Beyond, Counter, Limit, Line, Rulebook

__all__ = ["LOOSER", "TIGHTER", "Term", "constant", "differing", "leaning", "normal", "terms_of"]

LOOSER, TIGHTER = "looser", "tighter"


class Term(Value):
    """One line's say: what it does, when it still turns on, and its amounts, of which more is looser."""

    kind: str
    id: str
    says: tuple[Any, ...]
    turns_on: tuple[Any, ...] = ()
    amounts: tuple[Amount, ...] = ()
    counters: tuple[str, ...] = ()  # that its limits read
    asks: bool = False  # for a paper or a duty
    totals: bool = False  # whether it turns on what the incident has cost

    @property
    def gives(self) -> bool:
        """Whether it gives; the others take away."""
        return self.kind in ("Grant", "Entitlement", "Exemption", "Instead")

    def same(self) -> tuple[Any, ...]:
        """What makes it the same as another, whatever their names."""
        return (self.kind, self.says, self.turns_on, self.amounts)


def terms_of(sheet: Sheet, mask: int, where: Concrete) -> frozenset[Term]:
    """The terms of the lines that stand with these bits, amounts in their normal form for the situation."""
    facts, day = dict(where.facts), where.day
    found: set[Term] = set()
    for line, when, unless in sheet.standing(mask):
        turns_on = (_named(sheet.rulebook, when), _named(sheet.rulebook, unless))
        says, amounts = _says(sheet.rulebook, line, facts, day)  # type: ignore[arg-type]
        kind = type(line).__name__
        moving = {test.axis for box in (*when, *unless) for test in box}
        found.add(
            Term(
                kind=kind,
                id=line.id,
                says=says,
                turns_on=turns_on,
                amounts=amounts,
                counters=_counters(sheet.rulebook, line),
                asks=isinstance(line, Rule | Entitlement) and bool(line.needs or line.must or _then(line)),
                totals=bool(moving & {"incident_cost", "incident_goodwill"}),
            )
        )
    remedy = sheet.remedy
    says, amounts = _limits(sheet.rulebook, remedy.most, facts, day)
    own = (remedy.kind, remedy.unit, normal(remedy.cost, facts, day), says)
    named = tuple([sheet.rulebook.counters[limit.counter].id for limit in remedy.most if limit.counter >= 0])
    found.add(Term(kind="Remedy", id=remedy.id, says=own, amounts=amounts, counters=named))
    return frozenset(found)


def differing(old: frozenset[Term], new: frozenset[Term]) -> list[Term]:
    """The terms of one that the other does not have."""
    mine, theirs = {term.same() for term in old}, {term.same() for term in new}
    gone = [term for term in old if term.same() not in theirs]
    return [*gone, *[term for term in new if term.same() not in mine]]


def leaning(old: frozenset[Term], new: frozenset[Term]) -> set[str]:
    """The ways in which the new terms may differ from the old ones: looser, tighter, both; neither where they say the same."""
    mine, theirs = {term.same(): term for term in old}, {term.same(): term for term in new}
    gone = [term for same, term in mine.items() if same not in theirs]
    come = [term for same, term in theirs.items() if same not in mine]
    found: set[str] = set()
    for term in list(gone):
        other = next((one for one in come if one.id == term.id and one.kind == term.kind), None)
        way = None if other is None else _way(term, other)
        if other is not None and way is not None:
            gone.remove(term)
            come.remove(other)
            found |= way
    for term in gone:
        found |= {TIGHTER} if term.gives else {LOOSER}
    for term in come:
        found |= {LOOSER} if term.gives else {TIGHTER}
    if any([term.kind == "Remedy" for term in (*gone, *come)]):
        return {LOOSER, TIGHTER}
    return found


def normal(amount: Amount, facts: Mapping[str, Any], day: int) -> Amount:
    """The amount with every branch taken that the situation takes, and every part that is constant evaluated."""
    form = amount[0]
    if form == "dated":
        when = day if not amount[2] else facts.get(f"{amount[2]}.day", facts.get(amount[2]))
        taken = [value for start, value in amount[1] if when is not None and start <= when]
        return normal(taken[-1], facts, day) if taken else ZERO
    if form == "steps" and amount[1] in facts:
        value = facts[amount[1]]
        taken = [step for start, step in amount[3] if start < value or (start == value and not amount[2])]
        return normal(taken[-1], facts, day) if taken else ZERO
    if form == "is" and amount[1] in facts:
        taken = [chosen for case, chosen in amount[2] if case == facts[amount[1]]]
        return normal(taken[0] if taken else amount[3] or ZERO, facts, day)
    if form in ("units", "fact"):
        return amount
    if not amount_facts(amount):
        return ("exactly", *_lowest(*evaluate(amount, facts, day))) if form != "round" else amount
    if form in ("greatest", "least", "sum"):
        return (form, tuple(sorted([normal(part, facts, day) for part in amount[1]], key=repr)))
    return tuple([normal(part, facts, day) if _is_amount(part) else part for part in amount])


def constant(amount: Amount) -> bool:
    """Whether a normal form turns on no fact."""
    return amount[0] in ("units", "exactly") or not amount_facts(amount)


def _is_amount(part: Any) -> bool:
    return isinstance(part, tuple) and bool(part) and isinstance(part[0], str)


def _lowest(top: int, bottom: int) -> tuple[int, int]:
    a, b = top, bottom
    while b:
        a, b = b, a % b
    return (top // a, bottom // a) if a else (top, bottom)


def _way(old: Term, new: Term) -> set[str] | None:
    """The way of a line whose amounts alone changed; `None` where more changed, or where it cannot be told."""
    if (old.says, old.turns_on, len(old.amounts)) != (new.says, new.turns_on, len(new.amounts)):
        return None
    found: set[str] = set()
    for before, after in zip(old.amounts, new.amounts, strict=True):
        if before == after:
            continue
        a, b = _number(before), _number(after)
        if a is None or b is None:
            if _never_above(before, after):
                found.add(LOOSER)
            elif _never_above(after, before):
                found.add(TIGHTER)
            else:
                return None
        elif a != b:
            found.add(LOOSER if a[0] * b[1] < b[0] * a[1] else TIGHTER)
    return found


def _number(amount: Amount) -> tuple[int, int] | None:
    if amount[0] == "units":
        return amount[1], 1
    return (amount[1], amount[2]) if amount[0] == "exactly" else None


def _never_above(low: Amount, high: Amount) -> bool:
    """Whether one amount is never above another, as far as their forms show it."""
    if low == high:
        return True
    a, b = _number(low), _number(high)
    if a is not None and b is not None:
        return a[0] * b[1] <= b[0] * a[1]
    if high[0] == "sum" and any([_never_above(low, part) for part in high[1]]):
        return True
    if high[0] == "greatest" and any([_never_above(low, part) for part in high[1]]):
        return True
    if low[0] == "least" and any([_never_above(part, high) for part in low[1]]):
        return True
    if low[0] == "at_most" and _never_above(low[1], high):
        return True
    if low[0] != high[0] or len(low) != len(high):
        return False
    if low[0] in ("greatest", "least", "sum"):
        return len(low[1]) == len(high[1]) and all([_never_above(a, b) for a, b in zip(low[1], high[1], strict=True)])
    if low[0] in ("at_least", "at_most"):
        return _never_above(low[1], high[1]) and _never_above(low[2], high[2])
    if low[0] == "share":
        return low[1] * high[2] <= high[1] * low[2] and _never_above(low[3], high[3])
    if low[0] == "each":
        return low[2:] == high[2:] and _never_above(low[1], high[1])
    if low[0] == "round":
        return low[1] == high[1] and _never_above(low[2], high[2])
    return False


def _named(rulebook: Rulebook, boxes: frozenset[Box]) -> frozenset[Any]:
    """Boxes of moving tests, roles by their names."""
    roles = [role.id for role in rulebook.roles]

    def said(box: Box) -> frozenset[Any]:
        found = []
        for test in box:
            held: Any = test.spans
            if test.axis == "role":
                held = tuple(sorted([role for low, below in test.spans for role in roles[low or 0 : below]]))
            found.append((test.axis, held))
        return frozenset(found)

    return frozenset([said(box) for box in boxes])


def _says(
    rulebook: Rulebook, line: Line, facts: Mapping[str, Any], day: int
) -> tuple[tuple[Any, ...], tuple[Amount, ...]]:
    """What a line does, and its amounts, of which more is looser."""
    if isinstance(line, Grant):
        says, amounts = _limits(rulebook, line.limits, facts, day)
        return (tuple(sorted(line.roles)), says), amounts
    if isinstance(line, Budget):
        says, amounts = _limits(rulebook, (line.limit,), facts, day)
        return (says, line.warn_at, _beyond(rulebook, line.beyond)), amounts
    if isinstance(line, Rule):
        says, amounts = _limits(rulebook, (line.limit,) if line.limit else (), facts, day)
        advice = _limits(rulebook, (line.at_least,) if line.at_least else (), facts, day)
        asked = (line.needs, _due(rulebook, line.must), line.say, line.may_be_lifted and line.id)
        signed = tuple(sorted(line.signatures))
        return (
            line.deny,
            signed,
            says,
            line.warn_at,
            _beyond(rulebook, line.beyond) if line.limit else (),
            advice,
            asked,
        ), amounts
    if isinstance(line, Entitlement):
        way = (line.of_things, line.group, rulebook.counters[line.counter].id, line.per, tuple(sorted(line.roles)))
        rest = (line.needs, _due(rulebook, line.must), line.say, line.settles_from, line.instead)
        return (way, rest, tuple(sorted(line.remedies)), line.id), (normal(line.amount, facts, day),)
    if isinstance(line, Bar):
        return (tuple(sorted(line.of)),), ()
    if isinstance(line, Exemption):
        return (tuple(sorted(line.lifts)),), ()
    return (line.id,), ()


def _then(line: Rule | Entitlement) -> bool:
    """Whether something is asked for past a limit, or where something else settles."""
    return bool(line.beyond.must) if isinstance(line, Rule) else any([other.needs for other in line.instead])


def _counters(rulebook: Rulebook, line: Line | Counter) -> tuple[str, ...]:
    """The counters that a line's limits read, or its entitlement settles."""
    limits: tuple[Limit | None, ...] = ()
    if isinstance(line, Grant):
        limits = line.limits
    elif isinstance(line, Budget):
        limits = (line.limit,)
    elif isinstance(line, Rule):
        limits = (line.limit, line.at_least)
    numbers = [limit.counter for limit in limits if limit and limit.counter >= 0]
    numbers += [line.counter] if isinstance(line, Entitlement) else []
    return tuple([rulebook.counters[number].id for number in numbers])


def _limits(
    rulebook: Rulebook, limits: tuple[Limit, ...], facts: Mapping[str, Any], day: int
) -> tuple[tuple[Any, ...], tuple[Amount, ...]]:
    found = []
    for limit in limits:
        counter = rulebook.counters[limit.counter].id if limit.counter >= 0 else ""
        begins = rulebook.year_starts if limit.every and limit.every[0] in ("quarter", "year") else None
        says = (limit.measure, limit.under, limit.per, limit.every, begins, limit.counts, counter)
        found.append((says, normal(limit.most, facts, day)))
    found.sort(key=repr)
    return tuple([says for says, _ in found]), tuple([amount for _, amount in found])


def _beyond(rulebook: Rulebook, beyond: Beyond) -> tuple[Any, ...]:
    return beyond.outcome, tuple(sorted(beyond.signatures)), _due(rulebook, beyond.must)


def _due(rulebook: Rulebook, duties: tuple[str, ...]) -> tuple[Any, ...]:
    """The duties, each with the time there is for it."""
    within = {duty.id: duty.within for duty in rulebook.duties}
    return tuple(sorted([(duty, within.get(duty) or -1) for duty in duties]))
