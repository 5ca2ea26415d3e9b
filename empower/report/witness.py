"""A witness as a command that runs as printed, so that nobody has to believe an analysis."""

from __future__ import annotations

import shlex

from empower.domain.calendar import written_date, written_instant
from empower.policyfile.said.zone import instant_with
from empower.report.facts import typed_fact
from empower.report.wording import Names
from empower.rules.analysis.asking import BARE
from empower.rules.analysis.concrete import Concrete

TYPE_CHECKING = False
if TYPE_CHECKING:
    from empower.domain.facts import Fact, FactValue
    from empower.rules.analysis.found import Earlier, Witness
    from empower.rules.rulebook import Rulebook

__all__ = ["command_of"]

_INCIDENT = "incident.yaml"


def command_of(witness: Witness, rulebook: Rulebook, policy: str = "") -> str:
    """The witness as a command; where something was given before, a file of it is written first."""
    words = ["empower", "check", *_gesture(witness.remedy, witness.face, Names(rulebook))]
    at = instant_with(witness.day, witness.hour, rulebook.timezone, rulebook.day_starts)
    as_if_in_utc = Concrete(day=witness.day, hour=witness.hour, facts=()).at
    words += [f"{name}={value}" for name, value in _stated(witness, at - as_if_in_utc, rulebook)]
    words += ["--as", witness.person] if witness.person else ["--role", witness.role]
    words += ["--at", written_instant(at)]
    words += ["--policy", policy] if policy else []
    command = shlex.join(words)
    if not witness.given:
        return command
    return (
        f"printf '%s\\n' {shlex.quote(_given(witness, rulebook))} > {_INCIDENT}\n{command} --incident-file {_INCIDENT}"
    )


def _given(witness: Witness, rulebook: Rulebook) -> str:
    """What was given before, as one line of an incident file."""
    return f"given: [{', '.join([_earlier(one, rulebook) for one in witness.given])}]"


def _gesture(remedy: str, face: int, names: Names) -> list[str]:
    if face == BARE:
        return [remedy]
    return [remedy, names.money(face) if names.in_money(remedy) else str(face)]


def _stated(witness: Witness, later: int, rulebook: Rulebook) -> list[tuple[str, str]]:
    """Each fact as it is typed, in the order of the vocabulary; moments are so much later."""
    known = dict(witness.facts)
    found = [
        (fact.name, typed_fact(fact, _moved(fact, known[fact.name], later)))
        for fact in rulebook.facts
        if fact.name in known and not fact.derived
    ]
    return found + [(name, str(known[name])) for name in ("incident", "customer") if name in known]


def _moved(fact: Fact, value: FactValue, later: int) -> FactValue:
    return value + later if fact.kind == "moment" and isinstance(value, int) else value


def _earlier(one: Earlier, rulebook: Rulebook) -> str:
    names = Names(rulebook)
    parts = [f"remedy: {one.remedy}"]
    if one.face != BARE:
        parts.append(f"amount: {names.money(one.face)}" if names.in_money(one.remedy) else f"quantity: {one.face}")
    parts += [f"role: {one.role}"] if one.role else []
    parts += [f"on: {written_date(one.day)}"] if one.day else []
    return f"{{{', '.join(parts)}}}"
