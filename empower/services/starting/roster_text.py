"""`roster.yaml` of a policy that is begun: made-up people, so that every example can be put to somebody."""

from __future__ import annotations

from empower.policyfile.yaml_words import word
from empower.services.starting.answers import Answers

__all__ = ["people", "roster_text"]

_NAMES = """ana ben cleo dan eva finn gina hugo iris jan kim leo mia nils olga paul quin rosa sam tess uma vik wes"""
_ABOUT = """\
# Made-up people: put yours in their place. There are two in each role that somebody else may have to ask, so that one of
# them may be away. `contact` is what is shown to whoever has to ask.
"""


def people(answers: Answers) -> tuple[tuple[str, str], ...]:
    """An id and a role for each: one at the desk, two in each role above."""
    roles = [answers.roles[0].name, *[role.name for role in answers.roles[1:] for _ in range(2)]]
    return tuple(zip(_NAMES.split(), roles, strict=False))


def roster_text(answers: Answers) -> str:
    """The roster."""
    lines = [
        f"  - {{id: {name}, name: {name.capitalize()}, roles: [{word(role)}], contact: ext. {10 + number}}}"
        for number, (name, role) in enumerate(people(answers), start=1)
    ]
    return "\n".join([f"{_ABOUT}people:", *lines, ""])
