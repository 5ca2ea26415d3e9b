"""Missing facts: only those that could still change the answer are asked for.

Every missing fact that a line for this remedy speaks of is tried at one value from each piece of its axis that leaves
different lines standing; a fact that feeds an amount also at the ends of its range, at the steps that occur and over a grid
of sizes. A fact is decisive when two answers differ in nothing but its value. Past `CEILING` combinations all that still
matter to some line are asked for, which may ask too much and never too little.
"""

from __future__ import annotations

from empower.domain.calendar import DAY, add_months
from empower.domain.decision import Asked
from empower.domain.money import LARGEST
from empower.rules.answer import outcome_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from empower.domain.facts import Fact, FactValue
    from empower.rules.index import Index, Table
    from empower.rules.situation import Situation

__all__ = ["CEILING", "asked_facts"]

CEILING = 3_000
_GRID = tuple([10**power for power in range(16)])


def asked_facts(known: Situation) -> tuple[tuple[Asked, ...], dict[str, FactValue]]:
    """The facts to ask for; and a value for each missing fact, which changes nothing where none is asked for."""
    index = known.index
    tables = list(dict.fromkeys([index.table(gesture.remedy) for gesture in known.ask.gestures]))
    missing = [fact for fact in _spoken_of(index, tables) if fact.name not in known.facts and not fact.optional]
    if not missing:
        return (), {}
    absent = frozenset([fact.name for fact in missing])
    all_choices = {fact.name: _choices(known, tables, fact, absent) for fact in missing}
    settled = _with_days(known, {name: values[0] for name, values in all_choices.items()})
    choices = {name: values for name, values in all_choices.items() if len(values) > 1}
    size = 1
    for values in choices.values():
        size *= len(values)
    decisive = set(choices) if size > CEILING else _decisive(known, choices, settled)
    asked: dict[str, Asked] = {}
    for fact in missing:
        if fact.name in decisive:
            for each in _stated(fact, known):
                asked.setdefault(each.name, _asked(each, fact, tables, known, absent))
    return tuple(asked.values()), settled


def _spoken_of(index: Index, tables: list[Table]) -> list[Fact]:
    names = {axis.partition("#")[0] for table in tables for axis in table.still}
    names |= {name for table in tables for name in table.amount_facts}
    facts = [index.facts[name] for name in sorted(names) if name in index.facts]
    return [fact for fact in facts if fact.kind != "text"]


def _decisive(known: Situation, choices: dict[str, list[int]], settled: dict[str, FactValue]) -> set[str]:
    """The facts for which two answers differ in nothing but its value."""
    names = list(choices)
    answers: dict[tuple[int, ...], tuple[object, ...]] = {}
    for values in _product([choices[name] for name in names]):
        supposed = settled | _with_days(known, dict(zip(names, values, strict=True)))
        answers[values] = outcome_of(known.supposing(supposed))
    decisive: set[str] = set()
    for number, name in enumerate(names):
        seen: dict[tuple[int, ...], tuple[object, ...]] = {}
        for values, answer in answers.items():
            others = values[:number] + values[number + 1 :]
            if seen.setdefault(others, answer) != answer:
                decisive.add(name)
                break
    return decisive


def _product(several: list[list[int]]) -> list[tuple[int, ...]]:
    found: list[tuple[int, ...]] = [()]
    for values in several:
        found = [(*begun, value) for begun in found for value in values]
    return found


def _choices(known: Situation, tables: list[Table], fact: Fact, absent: frozenset[str]) -> list[int]:
    """Values of a missing fact that leave different lines standing, the least demanding first."""
    axes = [(table, axis) for table in tables for axis in table.still if axis.partition("#")[0] == fact.name]
    candidates = _candidates(known, fact, [(axis, table.still[axis].cuts) for table, axis in axes])
    if any([fact.name in table.amount_facts for table in tables]):
        return candidates
    others = {table: _still(known, table, absent) for table, _ in axes}
    kept: dict[tuple[int, ...], int] = {}
    for value in candidates:
        trial = known.supposing(_with_days(known, {fact.name: value}))
        standing = tuple([others[table] & table.still[axis].mask(trial.reading(axis)) for table, axis in axes])
        kept.setdefault(standing, value)
    fewest = sorted(kept.items(), key=lambda item: (sum([mask.bit_count() for mask in item[0]]), item[1]))
    return [value for _, value in fewest]


def _still(known: Situation, table: Table, absent: frozenset[str]) -> int:
    """The boxes that the facts known leave standing."""
    mask = -1
    for name, axis in table.still.items():
        if name.partition("#")[0] not in absent:
            mask &= axis.mask(known.reading(name))
    return mask


def _candidates(known: Situation, fact: Fact, axes: list[tuple[str, list[int]]]) -> list[int]:
    if fact.kind == "yes_no":
        return [0, 1]
    if fact.values:
        return list(range(len(fact.values)))
    low = fact.least if fact.least is not None else 0 if fact.kind in ("money", "number", "time") else None
    high = fact.most if fact.most is not None else 24 * 60 - 1 if fact.kind == "time" else None
    if fact.derived and fact.derived[0] == "days_between":
        low = None
    found: set[int] = set()
    for axis, cuts in axes:
        for cut in cuts:
            found |= _around(known, axis, cut)
    if fact.kind in ("money", "number"):
        found |= {low if low is not None else -LARGEST, high if high is not None else LARGEST}
        found |= set(_GRID) | _constants(known, fact.name)
    elif fact.kind == "time":
        found |= {0, 24 * 60 - 1}
    elif not found or fact.kind in ("date", "moment"):
        now = known.ask.at if fact.kind == "moment" else known.ask.day
        span = 40_000 * (DAY if fact.kind == "moment" else 1)
        found |= {now, now - span, now + span} | _constants(known, fact.name)
    return sorted([v for v in found if (low is None or v >= low) and (high is None or v <= high)])


def _around(known: Situation, axis: str, cut: int) -> set[int]:
    """Values of the fact on both sides of a cut of one of its axes."""
    unit = axis.partition("#")[2]
    if unit == "days":
        day = known.ask.day - cut
        return {day, day + 1}
    if unit == "months":
        day = add_months(known.ask.day, -((cut + 1) // 2))
        return {day + shift for shift in range(-4, 5)}
    if unit == "hours":
        return {known.ask.at - cut, known.ask.at - cut + 1}
    return {cut, cut - 1}


def _constants(known: Situation, name: str) -> set[int]:
    """The constants beside which amounts speak of a fact, and their neighbours."""
    found: set[int] = set()

    def walk(part: object) -> None:
        if isinstance(part, tuple):
            if len(part) == 4 and part[0] == "steps" and part[1] == name:
                for start, _ in part[3]:
                    found.update((start - 1, start, start + 1))
            if len(part) == 7 and part[0] == "each" and part[2] == name:
                found.update((part[5], part[5] + (part[4] or 1), part[5] + 2 * (part[4] or 1)))
            if len(part) == 3 and part[0] == "dated" and part[2] == name:
                for start, _ in part[1]:
                    found.update((start - 1, start))
            for inner in part:
                walk(inner)

    for line in (*known.rulebook.owed, *known.rulebook.rules, *known.rulebook.grants, *known.rulebook.budgets):
        for field in line.plain():
            walk(_amounts_in(field))
    for remedy in known.rulebook.remedies:
        walk(_amounts_in(remedy.most))
    return found


def _amounts_in(field: object) -> object:
    """The amounts inside a field of a line, as nested tuples."""
    if isinstance(field, tuple):
        return tuple([_amounts_in(part) for part in field])
    plain = getattr(field, "plain", None)
    return tuple([_amounts_in(part) for part in plain()]) if plain else field


def _with_days(known: Situation, values: dict[str, int]) -> dict[str, FactValue]:
    """The values, each moment with the local day it would fall on (as many days from today as it is from now)."""
    found: dict[str, FactValue] = dict(values)
    for name, value in values.items():
        if known.index.facts[name].kind == "moment":
            found[f"{name}.day"] = known.ask.day + (value - known.ask.at) // DAY
    return found


def _stated(fact: Fact, known: Situation) -> list[Fact]:
    """The facts a person would state: a derived one is asked for through what it is made from."""
    if not fact.derived:
        return [fact]
    facts = known.index.facts
    return [facts[name] for name in fact.derived[1] if name in facts and name not in known.facts]


def _asked(stated: Fact, fact: Fact, tables: list[Table], known: Situation, absent: frozenset[str]) -> Asked:
    lines = sorted({name for table in tables for name in table.speaking_of(fact.name, _still(known, table, absent))})
    values = ("true", "false") if stated.kind == "yes_no" else stated.values
    if stated.kind == "one_of":
        values = tuple(sorted(values))  # the same list, however the file is ordered
    return Asked(
        fact=stated.name, kind=stated.kind, values=values, lines=tuple(lines), title=stated.title, help=stated.help
    )
