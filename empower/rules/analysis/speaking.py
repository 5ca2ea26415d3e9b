"""Which lines speak of a role, a remedy, a fact, a paper, a duty or a group."""

from __future__ import annotations

from empower.domain.amounts import amount_facts
from empower.domain.conditions import contains
from empower.rules.analysis.levels import base_of
from empower.rules.index import admits, amounts_of, index_of, settling_of
from empower.rules.rulebook import Budget, Entitlement, Exemption, Grant, Remedy, Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from empower.domain.conditions import Condition, Test
    from empower.rules.rulebook import Limit, Line, Rulebook

__all__ = ["SECTIONS", "every_line", "spoken_of_by"]

SECTIONS = ("grants", "budgets", "rules", "owed", "not_owed", "exceptions", "promises")


def every_line(rulebook: Rulebook) -> tuple[Line, ...]:
    """All lines, promises included, section by section."""
    return (
        *rulebook.grants,
        *rulebook.budgets,
        *rulebook.rules,
        *rulebook.owed,
        *rulebook.not_owed,
        *rulebook.exceptions,
        *rulebook.promises,
    )


def spoken_of_by(rulebook: Rulebook, section: str, name: str) -> tuple[tuple[str, str], ...]:
    """The lines, by section and id; for a fact also the remedies whose cost or most is made from it, and derived facts."""
    speaks = _SPEAKING[section]
    found = [(line.section, line.id) for line in every_line(rulebook) if speaks(rulebook, line, name)]
    if section == "facts":
        found += [("remedies", one.id) for one in rulebook.remedies if name in _weighed(one)]
        found += [("facts", one.name) for one in rulebook.facts if one.derived and name in one.derived[1]]
    return tuple(found)


def _of_role(rulebook: Rulebook, line: Line, name: str) -> bool:
    index = index_of(rulebook)
    if isinstance(line, (Grant, Entitlement)) and any([index.holds(name, role) for role in line.roles]):
        return True
    signatures = line.signatures if isinstance(line, Rule) else ()
    signatures += line.beyond.signatures if isinstance(line, (Rule, Budget)) else ()
    if any([name in place for place in signatures]):
        return True
    if isinstance(line, Exemption) and line.approved_by == name:
        return True
    number = index.role_numbers[name]
    return any([test.axis == "role" and contains(test.spans, number) for test in _tests(line.condition)])


def _of_remedy(rulebook: Rulebook, line: Line, name: str) -> bool:
    remedy = index_of(rulebook).remedies[name]
    if isinstance(line, Rule) and name in line.prefer:
        return True
    return any([admits(box, line, remedy) for box in line.condition.when])


def _of_group(rulebook: Rulebook, line: Line, name: str) -> bool:
    return any([_of_remedy(rulebook, line, remedy) for remedy in dict(rulebook.groups)[name]])


def _of_fact(_: Rulebook, line: Line, name: str) -> bool:
    tested = {base_of(test.axis) for test in _tests(line.condition)}
    keys = {key for limit in _limits(line) for key in limit.per}
    keys.update(line.per if isinstance(line, Entitlement) else ())
    return name in tested or name in keys or name in _weighed(line)


def _of_paper(_: Rulebook, line: Line, name: str) -> bool:
    needs = line.needs if isinstance(line, (Rule, Entitlement)) else ()
    instead = line.instead if isinstance(line, Entitlement) else ()
    return name in needs or any([name in other.needs for other in instead])


def _of_duty(_: Rulebook, line: Line, name: str) -> bool:
    must = line.must if isinstance(line, (Rule, Entitlement)) else ()
    beyond = line.beyond.must if isinstance(line, (Rule, Budget)) else ()
    return name in must or name in beyond


_SPEAKING: dict[str, Callable[[Rulebook, Line, str], bool]] = {
    "roles": _of_role,
    "remedies": _of_remedy,
    "groups": _of_group,
    "facts": _of_fact,
    "papers": _of_paper,
    "duties": _of_duty,
}


def _tests(condition: Condition) -> list[Test]:
    return [test for box in condition.when + condition.unless for test in box]


def _limits(line: Line) -> list[Limit]:
    if isinstance(line, Grant):
        return list(line.limits)
    if isinstance(line, Budget):
        return [line.limit]
    return [limit for limit in (line.limit, line.at_least) if limit] if isinstance(line, Rule) else []


def _weighed(line: Line | Remedy) -> set[str]:
    """The facts that amounts are made from, and by which a smaller sum or another remedy settles."""
    names = {name for amount in amounts_of(line) for name in amount_facts(amount)}
    if isinstance(line, Remedy):
        names |= {key for limit in line.most for key in limit.per}
    return names | {base_of(test.axis) for condition in settling_of(line) for test in _tests(condition)}
