"""The rules and promises of a policy that is begun."""

from __future__ import annotations

from collections.abc import Sequence

from empower.policyfile.yaml_words import row, short, word
from empower.services.starting.answers import Answers, Call, Role
from empower.services.starting.list_answers import OTHER
from empower.services.starting.outline import Outline

__all__ = ["PAST", "SORRY", "days_in_words", "promise_lines", "rule_lines"]

SORRY = "I am so sorry. I am getting somebody who can decide this with you now."
"""What is said where something is not the desk's to decide."""

PAST = "I am sorry that we did not hear of it sooner. We can look into claims for {days} only."
"""What is said where it is too long ago."""

_WITH_WORDS = "I am sorry that this happened. I cannot offer you anything for it, and I will pass on what you tell me."


def rule_lines(answers: Answers, lines: Outline) -> list[str]:
    """The rules, the gravest first."""
    beyond = ", remedy_kind: {not: courtesy}" if answers.courtesies else ""
    found: list[str] = []
    for name, call in lines.calls:
        found += [f"  - id: {word(name)}", f"    when: {{failure: {word(call.failure)}{beyond}}}"]
        found += [f"    escalate: {word(call.role)}" if call.role else "    deny: true"]
        because = (
            "it is looked into before anything is given for it" if call.role else "the house puts it right with words"
        )
        found += [f"    because: {because}", f"    say: {SORRY if call.role else _WITH_WORDS}"]
    if answers.claim_days:
        days = days_in_words(answers.claim_days)
        found += [
            f"  - id: {lines.old_claim}",
            f"    when: {{happened_on: {{age: {{over: {days}}}}}{beyond}}}",
            "    deny: true",
        ]
        found += [f"    because: claims are taken for {days}", f"    say: {PAST.format(days=days)}"]
    found += [
        f"  - id: {lines.in_a_sentence}",
        f"    when: {{failure: {OTHER.name}, cost: {{over: 0}}}}",
        "    needs: [note]",
    ]
    return [*found, "    because: what is on no list is told in a sentence, so that the list can grow"]


def promise_lines(answers: Answers, lines: Outline) -> list[str]:
    """What stays true whatever is changed above, or the change is found; nothing where there is nothing to promise."""
    found: list[str] = []
    if answers.courtesies:
        free = row([remedy.name for remedy in answers.courtesies])
        found.append(f"  - {{id: {lines.sorry_is_free}, when: {{remedy: {free}}}, always: approve}}")
    below = [role for role in answers.limited if role.limit is not None]
    if below:
        most = short(below[-1].limit or 0, answers.digits)
        who = _roles(below)
        found.append(f"  - {{id: {lines.not_alone}, when: {{role: {who}, cost: {{over: {most}}}}}, never: approve}}")
    beyond = ", remedy_kind: {not: courtesy}" if answers.courtesies else ""
    for name, call in lines.not_at_the_desk:
        who = f", role: {_roles(_below(call, answers))}" if call.role else ""
        found.append(f"  - {{id: {name}, when: {{failure: {word(call.failure)}{who}{beyond}}}, never: approve}}")
    return ["# What must stay true, whatever is changed above.", "promises:", *found] if found else []


def days_in_words(days: int) -> str:
    """A number of days, as a policy writes it."""
    return "1 day" if days == 1 else f"{days} days"


def _below(call: Call, answers: Answers) -> Sequence[Role]:
    names = [role.name for role in answers.roles]
    return answers.roles[: names.index(call.role)]


def _roles(roles: Sequence[Role]) -> str:
    return row([role.name for role in roles])
