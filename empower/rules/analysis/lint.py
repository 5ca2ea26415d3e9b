"""What looks wrong in a policy that can nevertheless be used: names nobody uses, roles nothing comes to, calls nobody needs."""

from __future__ import annotations

from empower.domain.amounts import ZERO, amount_facts
from empower.domain.money import written_number
from empower.domain.problem import Problem
from empower.rules.acting import serving
from empower.rules.analysis.usage import Usage, used
from empower.rules.rulebook import IN_MONEY

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from empower.domain.people import Person
    from empower.rules.rulebook import Rulebook

__all__ = ["LINT_CODES", "linted"]

LINT_CODES = (
    "unused-paper",
    "unused-duty",
    "unused-fact",
    "unreached-role",
    "remedy-nobody-gives",
    "call-nobody-needs",
    "expired-exception",
    "role-nobody-holds",
    "forbids-everything",
    "cost-not-counted",
    "nobody-above",
)


def linted(rulebook: Rulebook, day: int, people: tuple[Person, ...] | None = None) -> tuple[Problem, ...]:
    """Warnings and notes, as of `day`; with a roster also the roles that nobody in it holds."""
    usage = used(rulebook)
    found = [
        *_unused(rulebook, usage),
        *_unreached(rulebook, usage),
        *_ungiven(rulebook),
        *_needless(rulebook),
        *_expired(rulebook, day),
        *_forbidding_everything(rulebook),
        *_not_counted(rulebook),
        *_alone(rulebook),
    ]
    if people is not None:
        found += _unheld(rulebook, usage, people, day)
    return tuple(found)


def _unused(rulebook: Rulebook, usage: Usage) -> Iterator[Problem]:
    for paper in rulebook.papers:
        if paper.id not in usage.papers:
            yield _warning("unused-paper", ("papers", paper.id), f"no line needs the paper `{paper.id}`", _NEED)
    for duty in rulebook.duties:
        if duty.id not in usage.duties:
            yield _warning("unused-duty", ("duties", duty.id), f"no line asks for the duty `{duty.id}`", _MUST)
    for fact in rulebook.facts:
        if fact.name not in usage.facts:
            section = "derive" if fact.derived else "facts"
            yield _warning("unused-fact", (section, fact.name), f"no line speaks of the fact `{fact.name}`", _TEST)


_NEED = "name it in a rule's `needs`, or take it out"
_MUST = "name it in a rule's `must`, or take it out"
_TEST = "test it in a `when`, count `per` it or make an amount of it; or take it out"


def _unreached(rulebook: Rulebook, usage: Usage) -> Iterator[Problem]:
    """Roles that may give nothing, and to whom nothing comes."""
    for role in rulebook.roles:
        reported_to = any([role.id in other.above for other in rulebook.roles])
        granted = any([role.id in grant.roles for grant in rulebook.grants])
        owing = any([not line.roles or role.id in line.roles for line in rulebook.owed])
        if not (reported_to or granted or owing or role.id in usage.roles):
            yield _warning(
                "unreached-role",
                ("roles", role.id),
                f"the role `{role.id}` may give nothing, and nothing is ever brought to it",
                "grant it something, let a role report to it, or name it where a rule escalates",
            )


def _ungiven(rulebook: Rulebook) -> Iterator[Problem]:
    given = {name for grant in rulebook.grants for name in grant.remedies}
    given |= {name for line in rulebook.owed for name in line.remedies}
    given |= {other.remedy for line in rulebook.owed for other in line.instead}
    if any([role.final for role in rulebook.roles]):
        return
    for remedy in rulebook.remedies:
        if remedy.id not in given:
            yield _warning(
                "remedy-nobody-gives",
                ("remedies", remedy.id),
                f"nobody may give `{remedy.id}`: no grant and no entitlement covers it",
                "grant it to a role, or take it out of the catalogue",
            )


def _needless(rulebook: Rulebook) -> Iterator[Problem]:
    """Calls on a role that everybody holds or stands above."""
    for number, rule in enumerate(rulebook.rules):
        for signatures, key in ((rule.signatures, "escalate"), (rule.beyond.signatures, "beyond")):
            if len(signatures) == 1 and all(
                [
                    any([role.id == name or name in _below(rulebook, role.id) for name in signatures[0]])
                    for role in rulebook.roles
                ]
            ):
                roles = "` or `".join(signatures[0])
                yield _warning(
                    "call-nobody-needs",
                    ("rules", number, key),
                    f"`{rule.id}` brings it to `{roles}`, and everybody holds that role or stands above it",
                    "name a role further up, or take the rule out",
                )


def _below(rulebook: Rulebook, name: str) -> set[str]:
    return {role.id for role in rulebook.roles if name in role.above}


def _expired(rulebook: Rulebook, day: int) -> Iterator[Problem]:
    for number, exemption in enumerate(rulebook.exceptions):
        untils = [
            span[1]
            for box in exemption.condition.when
            for test in box
            if test.axis == "day"
            for span in test.spans
            if span[1] is not None
        ]
        if untils and max(untils) <= day:
            yield _note(
                "expired-exception",
                ("exceptions", number),
                f"the exception `{exemption.id}` is over",
                "take it out when nobody needs to read it here any more",
            )


def _forbidding_everything(rulebook: Rulebook) -> Iterator[Problem]:
    """Rules that deny whatever is asked."""
    for number, rule in enumerate(rulebook.rules):
        if rule.deny and rule.condition.when == ((),) and not rule.condition.unless:
            yield _warning(
                "forbids-everything",
                ("rules", number, "deny"),
                f"`{rule.id}` has no `when`, so nobody may give anything at all",
                "say when it is forbidden: `when: {…}`",
            )


def _alone(rulebook: Rulebook) -> Iterator[Problem]:
    """Roles beside a chain that ends with the last word, and no part of it."""
    if not any([role.final for role in rulebook.roles]):
        return
    for role in rulebook.roles:
        if not role.above and not role.final:
            yield _warning(
                "nobody-above",
                ("roles", role.id),
                f"`{role.id}` reports to nobody, so nobody can be asked for what it may not give",
                "write who stands next above it (`reports_to`)",
            )


def _not_counted(rulebook: Rulebook) -> Iterator[Problem]:
    """Remedies that are counted, and cost the same however many are given."""
    for remedy in rulebook.remedies:
        cost = remedy.cost
        by_amount = remedy.kind in IN_MONEY and "amount" not in amount_facts(cost)
        if by_amount and cost != ZERO:
            yield _warning(
                "cost-not-counted",
                ("remedies", remedy.id, "cost"),
                f"`{remedy.id}` costs the same however much is given",
                "if a part of it is meant, write `cost: {share: 60%, of: amount}`",
            )
        if remedy.unit and cost != ZERO and "quantity" not in amount_facts(cost):
            each = "12"
            if cost[0] == "units":
                each = written_number(cost[1], rulebook.digits).removesuffix(f".{'0' * rulebook.digits}")
            yield _warning(
                "cost-not-counted",
                ("remedies", remedy.id, "cost"),
                f"`{remedy.id}` costs the same however many are given",
                f"if it is for each {remedy.unit}, write `cost: {{each: {each}, of: quantity}}`",
            )


def _unheld(rulebook: Rulebook, usage: Usage, people: tuple[Person, ...], day: int) -> Iterator[Problem]:
    for role in rulebook.roles:
        wanted = role.id in usage.roles or any([role.id in other.above for other in rulebook.roles])
        if wanted and not serving(people, role, day):
            yield _warning(
                "role-nobody-holds",
                ("roles", role.id),
                f"requests may come to `{role.id}`, and nobody in the roster is in service in that role",
                "give the role to somebody, name a `deputy`, or write who covers it (`covered_by`)",
            )


def _warning(code: str, path: tuple[str | int, ...], message: str, hint: str) -> Problem:
    return Problem(code=code, message=message, path=path, hint=hint, at_key=True, level="warning")


def _note(code: str, path: tuple[str | int, ...], message: str, hint: str) -> Problem:
    return Problem(code=code, message=message, path=path, hint=hint, at_key=True, level="note")
