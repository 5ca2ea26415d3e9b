"""What the lines that stand in a situation say, without their names and places, so that two policies can be laid side by side.

Where two policies have the same terms they answer alike, whatever is asked and whatever stands on the counters. Where the terms
differ, which way each difference can lean follows from the language: grants and entitlements give, everything else takes.
"""

from __future__ import annotations

from empower.domain.value import Value
from empower.rules.analysis.normal import never_above, normal, number_of
from empower.rules.analysis.says import limits_say, says
from empower.rules.analysis.settling import is_part
from empower.rules.rulebook import Bar, Budget, Entitlement, Exemption, Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from typing import Any

    from empower.domain.amounts import Amount
    from empower.domain.conditions import Box
    from empower.rules.analysis.concrete import Concrete
    from empower.rules.analysis.sheet import Sheet
    from empower.rules.rulebook import Counter, Line, Rulebook

__all__ = ["LOOSER", "TIGHTER", "Term", "differing", "leaning", "refused", "terms_of"]

LOOSER, TIGHTER = "looser", "tighter"


_EVERYTHING: frozenset[Any] = frozenset([frozenset()])  # of one box without a test


class Term(Value):
    """One line's say: what it does, when it still turns on, and its amounts, of which more is looser."""

    kind: str
    id: str
    says: tuple[Any, ...]
    turns_on: tuple[Any, ...] = ()
    amounts: tuple[Amount, ...] = ()
    counters: tuple[str, ...] = ()  # beside the amounts, that they are counted on; "" for each gesture by itself
    reads: tuple[str, ...] = ()  # every counter it reads
    beside: tuple[Amount, ...] = ()  # other amounts, of which more may be looser or tighter
    asks: bool = False  # for a paper or a duty
    totals: bool = False  # whether it turns on what the incident has cost

    @property
    def gives(self) -> bool:
        """Whether it gives; the others take away."""
        return self.kind in ("Grant", "Entitlement", "Exemption")

    @property
    def refuses(self) -> bool:
        """Whether it denies whatever is asked, by whomever and whatever was given before."""
        return self.kind == "Rule" and bool(self.says[0]) and self.turns_on == (_EVERYTHING, frozenset())

    def same(self) -> tuple[Any, ...]:
        """What makes it the same as another, whatever their names."""
        return (self.kind, self.says, self.turns_on, self.amounts, self.counters)


def terms_of(sheet: Sheet, mask: int, where: Concrete, alike: Mapping[str, str]) -> frozenset[Term]:
    """The terms of the lines that stand with these bits, amounts in their normal form for the situation.

    `alike` has for a counter another that always stands where it does.
    """
    facts, day = dict(where.facts), where.day
    found: set[Term] = set()
    for line, when, unless in sheet.standing(mask):
        if is_part(line):
            continue
        turns_on = (_named(sheet.rulebook, when), _named(sheet.rulebook, unless))
        said = says(sheet.rulebook, line, facts, day, alike)
        moving = {test.axis for box in (*when, *unless) for test in box}
        found.add(
            Term(
                kind=type(line).__name__,
                id=line.id,
                says=said.says,
                turns_on=turns_on,
                amounts=said.amounts,
                counters=said.counters,
                reads=said.reads,
                beside=said.beside,
                asks=_asks(line),
                totals=bool(moving & {"incident_cost", "incident_goodwill"}),
            )
        )
    remedy = sheet.remedy
    most = limits_say(sheet.rulebook, remedy.most, facts, day, alike)
    cost = normal(remedy.cost, facts, day)
    own = (remedy.kind, remedy.unit, cost, most.says)
    found.add(
        Term(
            kind="Remedy",
            id="",
            says=own,
            amounts=most.amounts,
            counters=most.counters,
            reads=most.reads,
            beside=(cost,),
        )
    )
    return frozenset(found)


def differing(old: frozenset[Term], new: frozenset[Term]) -> list[Term]:
    """The terms of one that the other does not have."""
    mine, theirs = {term.same() for term in old}, {term.same() for term in new}
    gone = [term for term in old if term.same() not in theirs]
    return [*gone, *[term for term in new if term.same() not in mine]]


def refused(terms: Collection[Term]) -> bool:
    """Whether every request is denied by these terms."""
    if any([term.kind in ("Entitlement", "Exemption") for term in terms]):
        return False
    return any([term.refuses for term in terms])


def leaning(old: frozenset[Term], new: frozenset[Term], within: Collection[tuple[str, str]]) -> set[str]:
    """The ways in which the new terms may differ from the old ones: looser, tighter, both; neither where they say the same.

    `within` are pairs of counters of which the first never stands above the second.
    """
    mine, theirs = {term.same(): term for term in old}, {term.same(): term for term in new}
    gone = [term for same, term in mine.items() if same not in theirs]
    come = [term for same, term in theirs.items() if same not in mine]
    found: set[str] = set()
    for term in list(gone):
        other = next((one for one in come if one.id == term.id and one.kind == term.kind), None)
        way = None if other is None else _way(term, other, within)
        if other is not None and way is not None:
            gone.remove(term)
            come.remove(other)
            found |= way
    for term in gone:
        found |= {TIGHTER} if term.gives else {LOOSER}
    for term in come:
        found |= {LOOSER} if term.gives else {TIGHTER}
    return {LOOSER, TIGHTER} if any([term.kind == "Remedy" for term in (*gone, *come)]) else found


def _way(old: Term, new: Term, within: Collection[tuple[str, str]]) -> set[str] | None:
    """The way of a line whose amounts and counters alone changed; `None` where more changed, or where it cannot be told."""
    if old.kind == "Remedy":
        return _way_of_remedy(old, new, within)
    if (old.says, old.turns_on, len(old.amounts)) != (new.says, new.turns_on, len(new.amounts)):
        return None
    found: set[str] = set()
    for counted, now in zip(old.counters, new.counters, strict=True):
        if counted != now:
            if (counted, now) not in within and (now, counted) not in within:
                return None
            found.add(TIGHTER if (counted, now) in within else LOOSER)
    for before, after in zip(old.amounts, new.amounts, strict=True):
        if before == after:
            continue
        a, b = number_of(before), number_of(after)
        if a is None or b is None:
            if never_above(before, after):
                found.add(LOOSER)
            elif never_above(after, before):
                found.add(TIGHTER)
            else:
                return None
        elif a != b:
            found.add(LOOSER if a[0] * b[1] < b[0] * a[1] else TIGHTER)
    return found


def _way_of_remedy(old: Term, new: Term, within: Collection[tuple[str, str]]) -> set[str] | None:
    """The same of a remedy: what costs less is counted less, and each most of it that is gone held something back."""
    if (old.says[:2]) != (new.says[:2]):
        return None
    (cost,), (cost_now,) = old.beside, new.beside
    found: set[str] = set()
    if cost != cost_now:
        if not never_above(cost, cost_now) and not never_above(cost_now, cost):
            return None
        found.add(TIGHTER if never_above(cost, cost_now) else LOOSER)
    before = set(zip(old.says[3], old.amounts, old.counters, strict=True))
    after = set(zip(new.says[3], new.amounts, new.counters, strict=True))
    gone, come = before - after, after - before
    if len(gone) == len(come) == 1:
        (a,), (b,) = gone, come
        sides = [
            old.but(kind="Rule", says=(told,), amounts=(amount,), counters=(counter,))
            for told, amount, counter in (a, b)
        ]
        way = _way(sides[0], sides[1], within)
        return None if way is None else found | way
    return found | ({LOOSER} if gone else set()) | ({TIGHTER} if come else set())


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


def _asks(line: Line | Counter) -> bool:
    """Whether a line may ask for a paper or a duty, or take away or bring back one that does."""
    if isinstance(line, Rule):
        return bool(line.needs or line.must or line.beyond.must)
    if isinstance(line, Entitlement):
        return bool(line.needs or line.must or any([other.needs for other in line.instead]))
    return isinstance(line, Exemption | Bar) or (isinstance(line, Budget) and bool(line.beyond.must))
