"""What one line says, without its name: what it does, its amounts, and the counters they are counted on."""

from __future__ import annotations

from empower.domain.value import Value
from empower.rules.analysis.normal import normal
from empower.rules.index import amounts_of
from empower.rules.rulebook import Bar, Budget, Counter, Entitlement, Exemption, Grant, Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from empower.domain.amounts import Amount
    from empower.rules.rulebook import Beyond, Limit, Line, Rulebook

_NEW_YEAR = (1, 1)

__all__ = ["Says", "limits_say", "says"]


class Says(Value):
    """What is said; the counters stand beside the amounts, of which more is looser."""

    says: tuple[Any, ...]
    amounts: tuple[Amount, ...] = ()
    counters: tuple[str, ...] = ()  # "" for each gesture by itself
    reads: tuple[str, ...] = ()  # every counter that is read
    beside: tuple[Amount, ...] = ()  # of what else settles what is owed


def says(
    rulebook: Rulebook, line: Line | Counter, facts: Mapping[str, Any], day: int, alike: Mapping[str, str]
) -> Says:
    """What a line says in a situation; `alike` has for a counter another that always stands where it does."""
    if isinstance(line, Grant):
        own = limits_say(rulebook, line.limits, facts, day, alike)
        return own.but(says=(tuple(sorted(line.roles)), own.says))
    if isinstance(line, Budget):
        own = limits_say(rulebook, (line.limit,), facts, day, alike)
        return own.but(says=(own.says, line.warn_at, _beyond(rulebook, line.beyond)))
    if isinstance(line, Rule):
        own = limits_say(rulebook, (line.limit,) if line.limit else (), facts, day, alike)
        advice = limits_say(rulebook, (line.at_least,) if line.at_least else (), facts, day, alike)
        asked = (line.needs, _due(rulebook, line.must), line.say, line.may_be_lifted and line.id)
        past = _beyond(rulebook, line.beyond) if line.limit else ()
        told = (line.deny, tuple(sorted(line.signatures)), own.says, line.warn_at, past, advice, asked)
        return own.but(says=told, reads=(*own.reads, *advice.reads))
    if isinstance(line, Entitlement):
        counter = rulebook.counters[line.counter].id
        way = (line.of_things, line.group, line.per, tuple(sorted(line.roles)), tuple(sorted(line.remedies)), line.id)
        rest = (line.needs, _due(rulebook, line.must), line.say, line.settles_from, line.instead)
        amount, *others = [normal(one, facts, day) for one in amounts_of(line)]
        return Says(says=(way, rest), amounts=(amount,), counters=(counter,), reads=(counter,), beside=tuple(others))
    if isinstance(line, Bar):
        return Says(says=(tuple(sorted(line.of)),))
    if isinstance(line, Exemption):
        return Says(says=(tuple(sorted(line.lifts)),))
    return Says(says=(line.id,))


def limits_say(
    rulebook: Rulebook, limits: tuple[Limit, ...], facts: Mapping[str, Any], day: int, alike: Mapping[str, str]
) -> Says:
    """What several limits say together, whatever their order."""
    found = []
    for limit in limits:
        counter = rulebook.counters[limit.counter].id if limit.counter >= 0 else ""
        of_years = limit.every and limit.every[0] in ("quarter", "year") and rulebook.year_starts != _NEW_YEAR
        told = (limit.measure, limit.under, limit.counts, rulebook.year_starts if of_years else None)
        found.append((told, normal(limit.most, facts, day), alike.get(counter, counter)))
    found.sort(key=repr)
    return Says(
        says=tuple([told for told, _, _ in found]),
        amounts=tuple([amount for _, amount, _ in found]),
        counters=tuple([counter for _, _, counter in found]),
        reads=tuple([counter for _, _, counter in found if counter]),
    )


def _beyond(rulebook: Rulebook, beyond: Beyond) -> tuple[Any, ...]:
    return beyond.outcome, tuple(sorted(beyond.signatures)), _due(rulebook, beyond.must)


def _due(rulebook: Rulebook, duties: tuple[str, ...]) -> tuple[Any, ...]:
    """The duties, each with the time there is for it."""
    within = {duty.id: duty.within for duty in rulebook.duties}
    return tuple(sorted([(duty, within.get(duty) or -1) for duty in duties]))
