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
    from collections.abc import Mapping

    from empower.domain.facts import Fact, FactValue
    from empower.rules.analysis.found import Earlier, Witness
    from empower.rules.rulebook import Rulebook

__all__ = ["command_of"]


def command_of(witness: Witness, rulebook: Rulebook, policy: str = "", number: int = 1) -> str:
    """The witness as a command; where something was given before, a file of it is written first.

    The file is named by the number of the request among those that are shown, so that it is nobody's own.
    """
    words = ["empower", "check", *_gesture(witness.remedy, witness.face, Names(rulebook))]
    at = instant_with(witness.day, witness.hour, rulebook.timezone, rulebook.day_starts)
    as_if_in_utc = Concrete(day=witness.day, hour=witness.hour, facts=()).at
    words += [f"{name}={value}" for name, value in _stated(witness, at - as_if_in_utc, rulebook)]
    words += ["--as", witness.person] if witness.person else []
    words += ["--role", witness.role]  # a person may have several
    words += ["--at", written_instant(at)]
    words += ["--policy", policy] if policy else []
    command = shlex.join(words)
    if not witness.given:
        return command
    file = f"try-{number}.yaml"
    return f"printf '%s\\n' {shlex.quote(_given(witness, rulebook))} > {file}\n{command} --incident-file {file}"


def _given(witness: Witness, rulebook: Rulebook) -> str:
    """What was given before, as one line of an incident file."""
    return f"given: [{', '.join([_earlier(one, witness.day, rulebook) for one in witness.given])}]"


def _gesture(remedy: str, face: int, names: Names) -> list[str]:
    if face == BARE:
        return [remedy]
    return [remedy, names.money(face) if names.in_money(remedy) else str(face)]


def _stated(witness: Witness, later: int, rulebook: Rulebook) -> list[tuple[str, str]]:
    """Each fact as it is typed, in the order of the vocabulary; moments are so much later."""
    known = dict(witness.facts)
    found = [
        (fact.name, typed_fact(fact, _moved(fact, known[fact.name], later))) for fact in _stateable(rulebook, known)
    ]
    return found + [(name, str(known[name])) for name in ("incident", "customer") if name in known]


def _stateable(rulebook: Rulebook, known: Mapping[str, FactValue]) -> list[Fact]:
    return [fact for fact in rulebook.facts if fact.name in known and not fact.derived]


def _moved(fact: Fact, value: FactValue, later: int) -> FactValue:
    return value + later if fact.kind == "moment" and isinstance(value, int) else value


def _earlier(one: Earlier, today: int, rulebook: Rulebook) -> str:
    names = Names(rulebook)
    parts = [f"remedy: {one.remedy}"]
    if one.face != BARE:
        parts.append(f"amount: {names.money(one.face)}" if names.in_money(one.remedy) else f"quantity: {one.face}")
    parts += [f"role: {one.role}"] if one.role else []
    parts += [f"on: {written_date(one.day)}"] if one.day not in (0, today) else []
    if one.facts is not None:  # of another incident, which needs no name
        known = dict(one.facts)
        stated = [f"{fact.name}: {typed_fact(fact, known[fact.name])}" for fact in _stateable(rulebook, known)]
        stated += [f"customer: {known['customer']}"] if "customer" in known else []
        parts.append(f"facts: {{{', '.join(stated)}}}")
    return f"{{{', '.join(parts)}}}"
