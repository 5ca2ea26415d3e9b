"""Amounts that are read as written and are most likely not meant: more than all of a fact, steps that fall, less further up."""

from __future__ import annotations

from itertools import pairwise

from empower.domain.amounts import parts
from empower.rules.analysis.lint.telling import note, warning

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from empower.domain.amounts import Amount
    from empower.rules.analysis.found import Found
    from empower.rules.rulebook import Grant, Limit, Rulebook

    Path = tuple[str | int, ...]

__all__ = ["falling_steps", "less_above", "more_than_all"]

_ALONE = ""  # an amount that hangs on no fact


def more_than_all(rulebook: Rulebook) -> Iterator[Found]:
    """Shares of more than the whole of a money fact, where an amount says how much may be given or is due."""
    for path, name, amount in _amounts(rulebook):
        for part in parts(amount):
            if part[0] == "share" and part[1] > part[2] and part[3][0] == "fact":
                yield warning(
                    "more-than-all",
                    path,
                    f"`{name}` says {_percent(part[1], part[2])} of `{part[3][1]}`, which is more than all of it",
                    "check the share; 100% is the whole",
                )


def falling_steps(rulebook: Rulebook) -> Iterator[Found]:
    """A note for steps of which a later one is less than the one before it."""
    for path, name, amount in _amounts(rulebook):
        for part in parts(amount):
            steps = part[3] if part[0] == "steps" else ()
            for (_, one), (_, following) in pairwise(steps):
                first, second = _weight(one), _weight(following)
                if first and second and first[0] == second[0] and second[1] * first[2] < first[1] * second[2]:
                    yield note(
                        "steps-that-fall",
                        path,
                        f"the steps of `{name}` fall as `{part[1]}` grows: a later one is less than the one before it",
                        "if more was meant to come later, mend the amounts",
                    )
                    break


def less_above(rulebook: Rulebook) -> Iterator[Found]:
    """Grants that give a role less than another gives a role below it, for the same remedies and counted alike."""
    for number, grant in enumerate(rulebook.grants):
        for other in rulebook.grants:
            below = _below(rulebook, grant, other)
            if below and _is_less(grant, other) and set(grant.remedies) & set(other.remedies):
                yield warning(
                    "less-above",
                    ("grants", number, "limit"),
                    f"`{grant.id}` gives `{grant.roles[0]}` less than `{other.id}` gives `{below}`, which is below it",
                    f"whoever stands above `{below}` may give what `{other.id}` allows too: raise this, or lower that",
                )
                break


def _amounts(rulebook: Rulebook) -> Iterator[tuple[Path, str, Amount]]:
    """What may be given or is due, with its place and the name of its line."""
    for remedy in rulebook.remedies:
        for limit in remedy.most:
            yield ("remedies", remedy.id, "most"), remedy.id, limit.most
    for number, grant in enumerate(rulebook.grants):
        for limit in grant.limits:
            yield ("grants", number, "limit"), grant.id, limit.most
    for number, budget in enumerate(rulebook.budgets):
        yield ("budgets", number, "amount"), budget.id, budget.limit.most
    for number, rule in enumerate(rulebook.rules):
        if rule.limit is not None:
            yield ("rules", number, "limit"), rule.id, rule.limit.most
    for number, line in enumerate(rulebook.owed):
        yield ("owed", number, "quantity" if line.of_things else "amount"), line.id, line.amount


def _percent(top: int, bottom: int) -> str:
    return f"{top}/{bottom}" if 100 * top % bottom else f"{100 * top // bottom}%"


def _weight(amount: Amount) -> tuple[str, int, int] | None:
    """So much (over so much) of one fact, or of nothing but units; `None` for anything else."""
    if amount[0] == "units":
        return _ALONE, amount[1], 1
    if amount[0] == "fact":
        return amount[1], 1, 1
    if amount[0] == "share":
        inner = _weight(amount[3])
        return inner and (inner[0], inner[1] * amount[1], inner[2] * amount[2])
    return None


def _below(rulebook: Rulebook, grant: Grant, other: Grant) -> str:
    """A role of the other grant that stands below every role of this one; "" for none."""
    above = {role.id: role.above for role in rulebook.roles}
    return next((one for one in other.roles if all([role in above[one] for role in grant.roles])), "")


def _is_less(grant: Grant, other: Grant) -> bool:
    """Whether the limits are alike in all but constants, and these no larger, and one of them smaller."""
    if _when(grant) != _when(other) or not grant.limits or len(grant.limits) != len(other.limits):
        return False
    pairs = []
    for limit in grant.limits:
        alike = [one for one in other.limits if _shape(one) == _shape(limit)]
        if len(alike) != 1 or {limit.most[0], alike[0].most[0]} != {"units"}:
            return False
        pairs.append((limit.most[1], alike[0].most[1]))
    return all([mine <= theirs for mine, theirs in pairs]) and any([mine < theirs for mine, theirs in pairs])


def _when(grant: Grant) -> object:
    """The condition without the remedies, which are looked at by themselves."""
    sides = (grant.condition.when, grant.condition.unless)
    return [frozenset([frozenset([test for test in box if test.axis != "remedy"]) for box in side]) for side in sides]


def _shape(limit: Limit) -> object:
    return limit.measure, limit.under, limit.per, limit.every, limit.counts
