"""Which lines and remedies read a fact, or the clock."""

from __future__ import annotations

from empower.domain.amounts import amount_facts, parts
from empower.rules.analysis.usage import used_in
from empower.rules.index import amounts_of, lines_of, settling_of
from empower.rules.rulebook import Budget, Counter, Grant, Remedy, Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from empower.rules.rulebook import Limit, Line, Rulebook

__all__ = ["clock_readers", "fact_readers", "feeds_another", "reading_costs_with", "weighers", "year_readers"]


def fact_readers(rulebook: Rulebook, name: str) -> tuple[str, ...]:
    """The lines and remedies whose answer hangs on a fact: as a test, an amount or a key, or through what is made from it."""
    names = _with_made_from(rulebook, name)
    return _those(rulebook, lambda one: bool(names & used_in(one).facts))


def weighers(rulebook: Rulebook, name: str) -> tuple[str, ...]:
    """The lines and remedies with an amount that hangs on a fact, or on what is made from it."""
    names = _with_made_from(rulebook, name)
    return _those(rulebook, lambda one: any([names & amount_facts(amount) for amount in amounts_of(one)]))


def feeds_another(rulebook: Rulebook, name: str) -> bool:
    """Whether a fact that some line reads is made from this one."""
    others = _with_made_from(rulebook, name) - {name}
    return any([fact_readers(rulebook, other) for other in others])


def clock_readers(rulebook: Rulebook, *, hours: bool) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Who reads where one day ends: by the `window` it counts over, or the `day` it tests; with `hours` also the `hour`."""
    local = _on_local_days(rulebook)
    found = [
        ("window", _those(rulebook, lambda one: any([limit.every for limit in _limits(one)]))),
        ("day", _those(rulebook, lambda one: _reads_day(one, local))),
        ("hour", _those(rulebook, lambda one: hours and "hour" in _axes(one))),
    ]
    return tuple([(how, ids) for how, ids in found if ids])


def year_readers(rulebook: Rulebook) -> tuple[str, ...]:
    """Who counts over years or quarters."""

    def counts(one: Line | Remedy) -> bool:
        return any([limit.every is not None and limit.every[0] in ("quarter", "year") for limit in _limits(one)])

    return _those(rulebook, counts)


def reading_costs_with(rulebook: Rulebook, remedy: str) -> tuple[str, ...]:
    """The lines by which another remedy is judged with what this one has cost."""
    others = {other.id for other in rulebook.remedies} - {remedy}

    def shares(one: Line | Remedy) -> bool:
        if others and _axes(one) & {"incident_cost", "incident_goodwill"}:
            return True
        counters = [rulebook.counters[limit.counter] for limit in _limits(one) if limit.counter >= 0]
        return any(
            [
                counter.measure == "cost" and remedy in counter.remedies and bool(others & set(counter.remedies))
                for counter in counters
            ]
        )

    return _those(rulebook, shares)


def _those(rulebook: Rulebook, reads: Callable[[Line | Remedy], bool]) -> tuple[str, ...]:
    lines = [line for line in lines_of(rulebook) if not isinstance(line, Counter)]
    found = [remedy.id for remedy in rulebook.remedies if reads(remedy)]
    return tuple(dict.fromkeys([*found, *[line.id for line in lines if reads(line)]]))


def _with_made_from(rulebook: Rulebook, name: str) -> set[str]:
    return {name, *[fact.name for fact in rulebook.facts if fact.derived and name in fact.derived[1]]}


def _limits(one: Line | Remedy) -> tuple[Limit, ...]:
    if isinstance(one, Remedy):
        return one.most
    if isinstance(one, Grant):
        return one.limits
    if isinstance(one, Budget):
        return (one.limit,)
    return tuple([limit for limit in (one.limit, one.at_least) if limit]) if isinstance(one, Rule) else ()


def _axes(one: Line | Remedy) -> set[str]:
    conditions = [*settling_of(one), *([] if isinstance(one, Remedy) else [one.condition])]
    return {test.axis for condition in conditions for box in (*condition.when, *condition.unless) for test in box}


def _on_local_days(rulebook: Rulebook) -> set[str]:
    """The facts whose day hangs on the policy's clock: moments, and days counted from or to one."""
    moments = {fact.name for fact in rulebook.facts if fact.kind == "moment"}
    between = [fact for fact in rulebook.facts if fact.derived and fact.derived[0] == "days_between"]
    return moments | {fact.name for fact in between if fact.derived and moments & {*fact.derived[1]}}


def _reads_day(one: Line | Remedy, local: Collection[str]) -> bool:
    axes = _axes(one)
    if any([axis in ("day", "weekday") or axis.endswith(("#days", "#months")) for axis in axes]):
        return True
    amounts = [part for amount in amounts_of(one) for part in parts(amount)]
    dated = [part[2] for part in amounts if part[0] == "dated"]
    if any([not by or by in local for by in dated]):
        return True
    return bool({*local} & {*axes, *[name for amount in amounts_of(one) for name in amount_facts(amount)]})
