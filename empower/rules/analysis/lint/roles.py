"""Roles that nothing comes to, that nobody stands above, and that nobody holds."""

from __future__ import annotations

from empower.rules.acting import serving
from empower.rules.analysis.lint.telling import warning

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from empower.domain.people import Person
    from empower.rules.analysis.found import Found
    from empower.rules.analysis.usage import Usage
    from empower.rules.rulebook import Rulebook

__all__ = ["alone", "unheld", "unreached"]


def unreached(rulebook: Rulebook, usage: Usage) -> Iterator[Found]:
    """Roles that may give nothing, and to whom nothing comes."""
    for role in rulebook.roles:
        reported_to = any([role.id in other.above for other in rulebook.roles])
        granted = any([role.id in grant.roles for grant in rulebook.grants])
        owing = any([not line.roles or role.id in line.roles for line in rulebook.owed])
        if not (reported_to or granted or owing or role.id in usage.roles):
            yield warning(
                "unreached-role",
                ("roles", role.id),
                f"the role `{role.id}` may give nothing, and nothing is ever brought to it",
                "grant it something, let a role report to it, or name it where a rule escalates",
            )


def alone(rulebook: Rulebook) -> Iterator[Found]:
    """Roles beside a chain that ends with the last word, and no part of it."""
    if not any([role.final for role in rulebook.roles]):
        return
    for role in rulebook.roles:
        if not role.above and not role.final:
            yield warning(
                "nobody-above",
                ("roles", role.id),
                f"`{role.id}` reports to nobody, so nobody can be asked for what it may not give",
                "write who stands next above it (`reports_to`)",
            )


def unheld(rulebook: Rulebook, usage: Usage, people: tuple[Person, ...], day: int) -> Iterator[Found]:
    """Roles that are wanted and that nobody of the roster is in service in."""
    for role in rulebook.roles:
        wanted = role.id in usage.roles or any([role.id in other.above for other in rulebook.roles])
        if wanted and not serving(people, role, day):
            yield warning(
                "role-nobody-holds",
                ("roles", role.id),
                f"requests may come to `{role.id}`, and nobody in the roster is in service in that role",
                "give the role to somebody, name a `deputy`, or write who covers it (`covered_by`)",
            )
