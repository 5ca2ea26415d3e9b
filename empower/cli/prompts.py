"""At a terminal a fact that decides is asked for, with its choices, one after another."""

from __future__ import annotations

import sys

from empower.cli.terminal import hear
from empower.domain.decision import Asked
from empower.domain.facts import Fact
from empower.policyfile.said.fact_values import Unread, read_value, what_it_may_be
from empower.report.screen import clean
from empower.rules.rulebook import Rulebook

__all__ = ["ask_for"]

_ONE_LINE = 60  # choices that take more stand below each other


def ask_for(missing: Asked, rulebook: Rulebook) -> str | None:
    """What somebody answers when asked for the fact, as text that the policy understands; `None` when they leave."""
    fact = _fact(missing, rulebook)
    title = clean(missing.title or missing.fact.replace("_", " ")).strip()
    sys.stderr.write(f"{title}?{_choices(missing, rulebook)}\n")
    if missing.help:
        sys.stderr.write(f"  {clean(missing.help)}\n")
    while True:
        sys.stderr.write(f"{missing.fact}=")
        sys.stderr.flush()
        answer = hear()
        if not answer:
            sys.stderr.write("\n")
            return None
        text = answer.strip().removeprefix(f"{missing.fact}=")
        if (
            text.isascii()
            and text.isdigit()
            and missing.values
            and text not in missing.values
            and 0 < int(text) <= len(missing.values)
        ):
            text = missing.values[int(text) - 1]
        value = read_value(fact, text, rulebook.currency)
        if not isinstance(value, Unread):
            return text
        sys.stderr.write(f"  {clean(value.message)}: {clean(value.hint)}\n")


def _fact(missing: Asked, rulebook: Rulebook) -> Fact:
    """The fact that is asked for. A limit may count by the customer or the incident, which no policy declares: a text."""
    declared = [one for one in rulebook.facts if one.name == missing.fact]
    return declared[0] if declared else Fact(name=missing.fact, kind="text")


def _choices(missing: Asked, rulebook: Rulebook) -> str:
    """What may be answered: the values with their numbers, else the form they have."""
    fact = _fact(missing, rulebook)
    if not missing.values:
        return f" ({what_it_may_be(fact, rulebook.currency).removeprefix(f'`{fact.name}` is ')})"
    titles = dict(zip(fact.values, fact.value_titles, strict=False))
    named = [f"{value} ({clean(titles[value])})" if titles.get(value) else value for value in missing.values]
    if fact.kind == "yes_no":
        named = [{"true": "yes", "false": "no"}.get(value, value) for value in missing.values]
    numbered = [f"{number} {name}" for number, name in enumerate(named, start=1)]
    in_a_line = "  ".join(numbered)
    return f" {in_a_line}" if len(in_a_line) <= _ONE_LINE else "".join([f"\n  {one}" for one in numbered])
