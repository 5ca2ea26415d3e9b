"""`policy.yaml`, as a house begins with it: each section with a line that says what it is for."""

from __future__ import annotations

from datetime import date

from empower.policyfile.yaml_words import aligned, flow, row, short, word
from empower.services.starting.answers import Answers, Remedy
from empower.services.starting.outline import Outline
from empower.services.starting.rule_text import promise_lines, rule_lines

__all__ = ["policy_text"]

_FREE = "at_no_cost"
_BEGUN = """\
# Begun on {day} with `empower policy new`. Names and figures are the answers that were given: change what is not
# yours, then let `empower policy lint` and `empower policy test` look it over."""
_FACTS = "# What can be known about what happened. A line can test nothing else."
_REMEDIES = """\
# What can be given, in the order in which it is offered. Money and credit cost what they are; of everything else it is
# said what one costs the house."""
_ROLES = "# Who is there, and whom they ask. The last has the last word."
_GRANTS = """\
# Who may give how much alone. What a role may give, everybody above it may give too; nothing else is anybody's to give,
# and goes up to whoever may."""
_RULES = "# What takes away from that, or asks for something. Of several that match the strictest counts."
_REQUESTS = """\
# How long somebody's yes is waited for, before it is asked of whoever stands next, and before it is a no.
requests: {moves_up_after: 4 hours, expires_after: 24 hours}"""
_BECAUSE = ("whoever hears of it may put it right at once", "what is larger is still settled before it goes to the top")


def policy_text(answers: Answers, lines: Outline) -> str:
    """The policy."""
    remedies = aligned([(word(one.name), _remedy(one, answers.digits)) for one in answers.remedies])
    free = ", ".join([word(one.name) for one in answers.free])
    grants = _grants(answers, lines)
    last = word(answers.roles[-1].name)
    parts = [
        _head(answers),
        "\n".join([_FACTS, "facts:", *_facts(answers)]),
        "\n".join([_REMEDIES, "remedies:", *remedies]),
        f"groups: {{{_FREE}: [{free}]}}" if free else "",
        "\n".join([_ROLES, "roles:", *_roles(answers)]),
        "\n".join([_GRANTS, "grants:", *grants]) if grants else "",
        "\n".join([_RULES, "rules:", *rule_lines(answers, lines)]),
        f"{_REQUESTS}\nadopts: {last}      # who may put another policy, or other people, in force",
        "\n".join(promise_lines(answers, lines)),
    ]
    return "\n\n".join([part for part in parts if part]) + "\n"


def _head(answers: Answers) -> str:
    lines = [
        _BEGUN.format(day=date.fromordinal(answers.day).isoformat()),
        "empower: 1",
        f"policy: {word(answers.house)}",
        f"title: {word(answers.title)}",
        f"currency: {answers.currency}",
        f"timezone: {word(answers.timezone)}",
    ]
    return "\n".join(lines)


def _facts(answers: Answers) -> list[str]:
    values = [flow(f"{word(one.name)}: {word(one.title)}") if one.title else word(one.name) for one in answers.failures]
    found = ["  failure:", "    title: What went wrong", "    one_of:", *[f"      - {value}" for value in values]]
    if answers.bill:
        found.append("  bill: {money: true, title: What was charged}")
    if answers.claim_days:
        found.append("  happened_on: {date: true, title: The day it happened}")
    return found


def _remedy(remedy: Remedy, digits: int) -> str:
    parts = [
        f"kind: {remedy.kind}",
        f"title: {word(remedy.title)}" if remedy.title else "",
        f"cost: {short(remedy.cost, digits)}" if remedy.kind == "in_kind" or remedy.cost else "",
        "most: {amount: bill, per: incident}" if remedy.up_to_bill else "",
    ]
    return flow(*parts) + ("     # never more than was charged" if remedy.up_to_bill else "")


def _roles(answers: Answers) -> list[str]:
    above = [*[f"reports_to: {word(role.name)}" for role in answers.roles[1:]], "final: true"]
    titles = [f"title: {word(role.title)}" if role.title else "" for role in answers.roles]
    behind = [flow(title, up) for title, up in zip(titles, above, strict=True)]
    return aligned([(word(role.name), one) for role, one in zip(answers.roles, behind, strict=True)])


def _grants(answers: Answers, lines: Outline) -> list[str]:
    found = []
    if answers.free:
        parts = [f"id: {lines.at_no_cost}", "roles: all", f"remedies: {_FREE}", "limit: none"]
        found.append(f"  - {flow(*parts, 'because: a kind word waits for nobody')}")
    for name, role in lines.grants:
        limit = "none" if role.limit is None else f"{{amount: {short(role.limit, answers.digits)}, per: incident}}"
        found += [f"  - id: {word(name)}", f"    roles: {row([role.name])}"]
        found += [f"    remedies: {{not: {_FREE}}}"] if answers.free else []
        found += [f"    limit: {limit}", f"    because: {_BECAUSE[role is not answers.roles[0]]}"]
    return found
