"""A witness as a command that runs as printed, so that nobody has to believe an analysis."""

from __future__ import annotations

import shlex

from empower.domain.calendar import DAY, written_date, written_instant
from empower.domain.money import written_number
from empower.policyfile.said.zone import instant_with, local
from empower.report.wording import Names
from empower.rules.analysis.asking import BARE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from empower.domain.facts import Fact, FactValue
    from empower.rules.analysis.found import Earlier, Witness
    from empower.rules.rulebook import Rulebook

__all__ = ["command_of", "given_of", "instant_at"]

INCIDENT = "incident.yaml"


def command_of(witness: Witness, rulebook: Rulebook, policy: str = "") -> str:
    """The witness as a command; where something was given before, a file of it is written first."""
    words = ["empower", "check", *_gesture(witness.remedy, witness.face, Names(rulebook))]
    at = instant_at(witness.day, witness.hour, rulebook)
    words += [f"{name}={value}" for name, value in _stated(witness.facts, at, rulebook)]
    words += ["--as", witness.person] if witness.person else ["--role", witness.role]
    words += ["--at", written_instant(at)]
    words += ["--policy", policy] if policy else []
    command = shlex.join(words)
    if not witness.given:
        return command
    return (
        f"printf '%s\\n' {shlex.quote(given_of(witness, rulebook))} > {INCIDENT}\n{command} --incident-file {INCIDENT}"
    )


def given_of(witness: Witness, rulebook: Rulebook) -> str:
    """What was given before, as one line of an incident file."""
    return f"given: [{', '.join([_earlier(one, rulebook) for one in witness.given])}]"


def instant_at(day: int, hour: int, rulebook: Rulebook) -> int:
    """An instant of a local day at which the clock on the wall shows the hour; the middle of the day where none does."""
    return instant_with(day, hour, rulebook.timezone, rulebook.day_starts)


def _gesture(remedy: str, face: int, names: Names) -> list[str]:
    if face == BARE:
        return [remedy]
    return [remedy, names.money(face) if names.in_money(remedy) else str(face)]


def _stated(facts: tuple[tuple[str, FactValue], ...], at: int, rulebook: Rulebook) -> list[tuple[str, str]]:
    """Each fact as it is typed, in the order of the vocabulary."""
    known = dict(facts)
    found = [
        (fact.name, _typed(fact, known, at, rulebook))
        for fact in rulebook.facts
        if fact.name in known and not fact.derived
    ]
    return found + [(name, str(known[name])) for name in ("incident", "customer") if name in known]


def _typed(fact: Fact, known: dict[str, FactValue], at: int, rulebook: Rulebook) -> str:
    value = known[fact.name]
    if isinstance(value, str):
        return value
    if fact.values:
        return fact.values[value]
    if fact.kind == "yes_no":
        return "true" if value else "false"
    if fact.kind == "date":
        return written_date(value)
    if fact.kind == "time":
        return f"{value // 60:02d}:{value % 60:02d}"
    if fact.kind == "moment":
        day = known.get(f"{fact.name}.day")
        here = local(at, rulebook.timezone, rulebook.day_starts).day
        return written_instant(at - (here - day) * DAY if isinstance(day, int) else value)
    return written_number(value, fact.digits)


def _earlier(one: Earlier, rulebook: Rulebook) -> str:
    names = Names(rulebook)
    parts = [f"remedy: {one.remedy}"]
    if one.face != BARE:
        parts.append(f"amount: {names.money(one.face)}" if names.in_money(one.remedy) else f"quantity: {one.face}")
    parts += [f"role: {one.role}"] if one.role else []
    parts += [f"on: {written_date(one.day)}"] if one.day else []
    return f"{{{', '.join(parts)}}}"
