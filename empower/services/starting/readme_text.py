"""`README.md` of a policy that is begun: whom it suits is left to the house, where its numbers come from is not."""

from __future__ import annotations

import re
from datetime import date

from empower.policyfile.yaml_words import short
from empower.services.starting.answers import Answers, Role
from empower.services.starting.rule_text import days_in_words

__all__ = ["readme_text"]

_WHERE_FROM = """\
**Where the numbers come from.** They are the answers that were given to `empower policy new` on {day}. Nobody has
tried them yet: *say here who decided on them, and when they are looked at again.* How long a request waits (4 hours,
then 24), the people and what is said to customers are only a beginning."""
_SIGNS = re.compile(r"([\\`*_{}\[\]()<>#+!|~&-])")


def readme_text(answers: Answers) -> str:
    """The page."""
    day = date.fromordinal(answers.day).isoformat()
    ladder = [f"| {_named(role)} | {_alone(role, answers)} |" for role in answers.roles]
    free = ", ".join([_marked(one.name) for one in answers.free]) or "nothing"
    costs = [f"- {_marked(one.name)}: {short(one.cost, answers.digits)}" for one in answers.counted if one.cost]
    calls = [
        f"- {_marked(one.failure)}: {_marked(one.role) if one.role else 'put right with words'}"
        for one in answers.calls
    ]
    parts = [
        f"# {_marked(answers.title)}",
        "**Whom it suits.** *Say here what kind of house this is for, and which of its customers.*",
        "\n".join([f"| role | alone, for one incident, in {answers.currency} |", "| --- | --- |", *ladder]),
        f"At no cost, and anybody's: {free}.",
        "\n".join([f"What one costs the house, in {answers.currency}:", "", *costs]) if costs else "",
        "\n".join(["Not for the desk, whatever it costs:", "", *calls]) if calls else "",
        f"Claims are taken for {days_in_words(answers.claim_days)}." if answers.claim_days else "",
        _WHERE_FROM.format(day=day),
    ]
    return "\n\n".join([part for part in parts if part]) + "\n"


def _named(role: Role) -> str:
    return _marked(role.title or role.name.replace("_", " "))


def _alone(role: Role, answers: Answers) -> str:
    if role is answers.roles[-1]:
        return "the last word"
    return "no limit" if role.limit is None else short(role.limit, answers.digits)


def _marked(text: str) -> str:
    """The text with every sign that Markdown could take for its own made plain."""
    return _SIGNS.sub(r"\\\1", text)
