"""Which values to try for the facts that amounts hang on, so that two policies show every answer they have.

An answer turns on how an amount compares with constants of the policy that gives it. So where each policy has one amount alone
that hangs on one fact, and more of the fact never makes it less, a value on and beyond each constant is all that is needed.
Where several amounts of a policy hang on facts, or one on several, many values are tried, and it is not said that they are all.
"""

from __future__ import annotations

from itertools import product

from empower.domain.amounts import amount_facts, parts, units
from empower.rules.analysis.concrete import AMPLE
from empower.rules.analysis.made_from import possible

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection

    from empower.domain.amounts import Amount
    from empower.domain.facts import Fact

    Weights = dict[str, int]

__all__ = ["certain", "hangs", "most_of", "tried"]

_ASKED = {"amount", "quantity", "owed"}
_USUAL = {"money": 100, "number": 10}
_MORE = 10
_FEW = 4


def hangs(amount: Amount) -> bool:
    """Whether an amount hangs on a fact of the situation, and not on what is asked alone."""
    return bool(amount_facts(amount) - _ASKED)


def certain(amounts: Collection[Collection[Amount]], facts: Collection[Fact]) -> bool:
    """Whether the values tried for these amounts of each policy are all that is needed."""
    known = {fact.name for fact in facts if fact.kind in _USUAL}
    return all([len(own) <= 1 and all([_steady(amount, known) for amount in own]) for own in amounts])


def _steady(amount: Amount, known: Collection[str]) -> bool:
    """Whether an amount hangs on one fact, more of which never makes it less."""
    names = amount_facts(amount)
    forms = {part[0] for part in parts(amount)}
    return len(names) == 1 and names <= set(known) and not forms & {"difference", "steps", "is", "dated"}


def most_of(facts: Collection[Fact]) -> Weights:
    """Plenty of each of the facts."""
    return {fact.name: possible(fact, AMPLE) for fact in facts}


def tried(
    amounts: Collection[Collection[Amount]], constants: Collection[int], facts: Collection[Fact], day: int
) -> list[Weights]:
    """Values for each of the facts, the usual first: one after another around each constant, several together in part.

    `amounts` are those of each policy that hang on facts, `constants` what they are compared with.
    """
    plenty = most_of(facts)
    every = frozenset().union(*amounts)
    names = frozenset().union(*[amount_facts(amount) for amount in every])
    values: dict[str, list[int]] = {}
    for fact in facts:
        if fact.name in names and fact.kind in _USUAL:
            own = [amount for amount in every if fact.name in amount_facts(amount)]
            near = [
                _reaching(amount, fact, mark, plenty, day)
                for amount in own
                for one in constants
                for mark in (one, one + 1)
            ]
            usual = [_USUAL[fact.kind] * 10**fact.digits, AMPLE, 0, 1]
            values[fact.name] = list(dict.fromkeys([possible(fact, value) for value in (*usual, *sorted(set(near)))]))
    usual_of = {name: own[0] for name, own in values.items()}
    found: list[Weights] = [usual_of]
    if len(values) > 1:
        found += [usual_of | {name: own[0] * _MORE} for name, own in values.items()]
        few = values.values() if certain(amounts, facts) else [own[:_FEW] for own in values.values()]
        found += [dict(zip(values, chosen, strict=True)) for chosen in product(*few)]
        found += [usual_of | {name: value} for name, own in values.items() for value in own]
    found += [plenty, dict.fromkeys(plenty, 0)]
    found += [plenty | {name: value} for name, own in values.items() for value in own]
    whole = [plenty | one for one in found]
    return list({tuple(one.items()): one for one in whole}.values())


def _reaching(amount: Amount, fact: Fact, mark: int, others: Weights, day: int) -> int:
    """The least value of the fact with which the amount is so much; the most it may have where none is."""

    def worth(value: int) -> int:
        known = others | {fact.name: value} | dict.fromkeys(_ASKED, 1)
        return units(amount, known, day)

    low, high = possible(fact, 0), others[fact.name]
    if worth(low) >= mark:
        return low
    if worth(high) < mark:
        return high
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if worth(middle) >= mark else (middle, high)
    return high
