"""Missing facts: only those that could still change the answer are asked for.

Every missing fact that a line for this remedy speaks of is tried at values on both sides of whatever it is compared with (see
`candidates`), in every combination. A fact is decisive when two answers differ in nothing but its value. Past `CEILING`
combinations all that still matter to some line are asked for, which may ask too much and never too little.
"""

from __future__ import annotations

from empower.domain.calendar import DAY
from empower.domain.decision import Asked
from empower.rules.answer import outcome_of
from empower.rules.candidates import candidates

TYPE_CHECKING = False
if TYPE_CHECKING:
    from empower.domain.facts import Fact, FactValue
    from empower.rules.index import Table
    from empower.rules.situation import Situation

__all__ = ["CEILING", "asked_facts"]

CEILING = 3_000


def asked_facts(known: Situation) -> tuple[tuple[Asked, ...], dict[str, FactValue]]:
    """The facts to ask for; and a value for each missing fact, which changes nothing where none is asked for."""
    index = known.index
    tables = list(dict.fromkeys([index.table(gesture.remedy) for gesture in known.ask.gestures]))
    missing = _missing(known, tables)
    if not missing:
        return (), {}
    absent = frozenset([name for fact, feeding in missing for name in (fact.name, *[one.name for one in feeding])])
    all_choices = {fact.name: _choices(known, tables, fact, feeding, absent) for fact, feeding in missing}
    settled = _with_days(known, {name: values[0] for name, values in all_choices.items()})
    choices = {name: values for name, values in all_choices.items() if len(values) > 1}
    size = 1
    for values in choices.values():
        size *= len(values)
    decisive = set(choices) if size > CEILING else _decisive(known, choices, settled)
    asked = [_asked(fact, feeding, tables, known, absent) for fact, feeding in missing if fact.name in decisive]
    return tuple(asked), settled


def _missing(known: Situation, tables: list[Table]) -> list[tuple[Fact, list[Fact]]]:
    """The facts that could be stated and are not, with those derived from them that a line speaks of.

    What is optional counts as absent, and so does what is derived from it.
    """
    facts = known.index.facts
    found: dict[str, tuple[Fact, list[Fact]]] = {}
    spoken = {name for table in tables for name in table.spoken_of}
    for name in sorted(spoken - known.facts.keys()):
        fact = facts.get(name)
        if fact is None:
            continue
        if not fact.derived:
            if not fact.optional:
                found.setdefault(name, (fact, []))
            continue
        unstated = [facts[part] for part in fact.derived[1] if part in facts and part not in known.facts]
        if not any([part.optional for part in unstated]):
            for part in unstated:
                found.setdefault(part.name, (part, []))[1].append(fact)
    return [found[name] for name in sorted(found)]


def _decisive(known: Situation, choices: dict[str, list[FactValue]], settled: dict[str, FactValue]) -> set[str]:
    """The facts for which two answers differ in nothing but its value."""
    names = list(choices)
    answers: dict[tuple[FactValue, ...], tuple[object, ...]] = {}
    for values in _product([choices[name] for name in names]):
        supposed = settled | _with_days(known, dict(zip(names, values, strict=True)))
        answers[values] = outcome_of(known.supposing(supposed))
    decisive: set[str] = set()
    for number, name in enumerate(names):
        seen: dict[tuple[FactValue, ...], tuple[object, ...]] = {}
        for values, answer in answers.items():
            others = values[:number] + values[number + 1 :]
            if seen.setdefault(others, answer) != answer:
                decisive.add(name)
                break
    return decisive


def _product(several: list[list[FactValue]]) -> list[tuple[FactValue, ...]]:
    found: list[tuple[FactValue, ...]] = [()]
    for values in several:
        found = [(*begun, value) for begun in found for value in values]
    return found


def _choices(
    known: Situation, tables: list[Table], fact: Fact, feeding: list[Fact], absent: frozenset[str]
) -> list[FactValue]:
    """Values of a missing fact that leave different lines standing, the least demanding first."""
    tried = candidates(known, tables, fact, feeding)
    if feeding or any([fact.name in table.amount_facts for table in tables]):
        return tried
    axes = [(table, axis) for table in tables for axis in table.still if axis.partition("#")[0] == fact.name]
    others = {table: _still(known, table, absent) for table, _ in axes}
    kept: dict[tuple[int, ...], FactValue] = {}
    for value in tried:
        trial = known.supposing(_with_days(known, {fact.name: value}))
        standing = tuple([others[table] & table.still[axis].mask(trial.reading(axis)) for table, axis in axes])
        kept.setdefault(standing, value)
    fewest = sorted(kept.items(), key=lambda item: sum([mask.bit_count() for mask in item[0]]))
    return [value for _, value in fewest]


def _still(known: Situation, table: Table, absent: frozenset[str]) -> int:
    """The boxes that the facts known leave standing."""
    mask = -1
    for name, axis in table.still.items():
        if name.partition("#")[0] not in absent:
            mask &= axis.mask(known.reading(name))
    return mask


def _with_days(known: Situation, values: dict[str, FactValue]) -> dict[str, FactValue]:
    """The values, each moment with the local day it would fall on (as many days from today as it is from now)."""
    found = dict(values)
    for name, value in values.items():
        if known.index.facts[name].kind == "moment" and isinstance(value, int):
            found[f"{name}.day"] = known.ask.day + (value - known.ask.at) // DAY
    return found


def _asked(fact: Fact, feeding: list[Fact], tables: list[Table], known: Situation, absent: frozenset[str]) -> Asked:
    names = [fact.name, *[derived.name for derived in feeding]]
    lines = {
        line for table in tables for name in names for line in table.speaking_of(name, _still(known, table, absent))
    }
    values = ("true", "false") if fact.kind == "yes_no" else fact.values
    if fact.kind == "one_of":
        values = tuple(sorted(values))  # the same list, however the file is ordered
    return Asked(
        fact=fact.name, kind=fact.kind, values=values, lines=tuple(sorted(lines)), title=fact.title, help=fact.help
    )
