"""Exceptions, promises, and the short sections: how long requests wait, who adopts, causes and clocks, papers and duties."""

from __future__ import annotations

from empower.rules.compile.conditions import EXCEPTIONS, PROMISES
from empower.rules.compile.desk import Desk, in_file_order
from empower.rules.compile.findings import BROKEN, Findings, each, intact, text_in
from empower.rules.compile.times import duration
from empower.rules.rulebook import Accepted, Duty, Exemption, Paper, Promise, Requests

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from empower.domain.problem import Path
    from empower.rules.compile.vocabulary import Vocabulary
    from empower.rules.rulebook import Role

__all__ = ["accepted", "adopts", "causes", "clocks", "duties", "exceptions", "papers", "promises", "requests"]

_OUTCOMES = ("approve", "escalate", "deny")


def exceptions(tree: dict[str, Any], desk: Desk, fixed: frozenset[str]) -> tuple[Exemption, ...]:
    """What lifts rules, for a time; `fixed` are the rules that nothing lifts."""
    found = []
    findings = desk.vocabulary.findings
    for name, line, path in desk.lines(tree, "exceptions"):
        lifts = _lifted(line.get("lifts", BROKEN), (*path, "lifts"), desk)
        for rule, at in lifts:
            if rule in fixed:
                hint = "leave it out, or let the rule be lifted"
                findings.problem("may-not-be-lifted", f"`{rule}` says `may_be_lifted: false`", at, hint)
        role = line.get("approved_by", BROKEN)
        approved_by = None if role is BROKEN else desk.vocabulary.named("roles", role, (*path, "approved_by"), one=True)
        effective = line.get("effective", BROKEN)
        if isinstance(effective, dict) and intact(effective):
            _both_ends(effective, (*path, "effective"), desk)
        condition = desk.conditions.read(line, path, EXCEPTIONS)
        exemption = Exemption(
            id=name,
            section="exceptions",
            condition=desk.in_force(condition, line, path, []),
            because=text_in(line, "because"),
            place=findings.place_of(path),
            lifts=tuple(dict.fromkeys([rule for rule, _ in lifts])),
            approved_by=approved_by or "",
            ticket=text_in(line, "ticket"),
        )
        found.append((path, exemption))
    return in_file_order(found)


def _lifted(written: Any, path: Path, desk: Desk) -> list[tuple[str, Path]]:
    if desk.vocabulary.findings.broken(written):
        return []
    items = each(written, path)
    if not items:
        desk.vocabulary.findings.problem("empty-list", "this lifts nothing", path, "name the rules that it lifts")
    named = [(desk.vocabulary.named("rules", item, at), at) for item, at in items]
    return [(rule, at) for rule, at in named if rule is not None]


def _both_ends(effective: dict[str, Any], path: Path, desk: Desk) -> None:
    """An exception begins and ends."""
    missing = [key for key in ("from", "until") if key not in effective]
    if len(missing) == 1:
        hint = "write both, such as `{from: 2026-03-02, until: 2026-03-09}`"
        desk.vocabulary.findings.problem("missing-key", f"an exception has a day for `{missing[0]}`", path, hint)


def promises(tree: dict[str, Any], desk: Desk) -> tuple[Promise, ...]:
    """What must hold for every request."""
    found = []
    findings = desk.vocabulary.findings
    for name, line, path in desk.lines(tree, "promises"):
        which = [key for key in ("always", "never") if key in line]
        outcome = line[which[0]] if which else BROKEN
        if len(which) != 1:
            if which or intact(line):
                message = "`always` and `never` are two promises" if which else "what is promised is not said"
                hint = "write one of them" if which else "add `always: approve` or `never: approve`"
                findings.problem("promise-form", message, path, hint)
        elif outcome not in _OUTCOMES and not findings.broken(outcome):
            known: dict[str, Path] = dict.fromkeys(_OUTCOMES, ())
            word = outcome
            findings.unknown("unknown-word", "an outcome", word, (*path, which[0]), known)
        condition = desk.conditions.read(line, path, PROMISES)
        promise = Promise(
            id=name,
            section="promises",
            condition=desk.in_force(condition, line, path, []),
            because=text_in(line, "because"),
            place=findings.place_of(path),
            outcome=str(outcome),
            always=which == ["always"],
        )
        found.append((path, promise))
    return in_file_order(found)


def accepted(tree: Any, findings: Findings) -> tuple[Accepted, ...]:
    """The findings that are meant to be so, each with why; whether there are such codes the lint says."""
    found = []
    for line, path in each(tree or [], ("accepted",)):
        if findings.broken(line):
            continue
        because = text_in(line, "because")
        if "because" in line and line["because"] is not BROKEN and not because.strip():
            hint = "say why: whoever reads it next year was not there"
            findings.problem("says-nothing", "why this is accepted is not said", (*path, "because"), hint)
        found.append(Accepted(code=text_in(line, "code"), line=text_in(line, "line"), because=because))
    return tuple(found)


def papers(tree: Any, vocabulary: Vocabulary) -> tuple[Paper, ...]:
    """What is handed in with a gesture."""
    named = [(name, value) for name, value, _ in vocabulary.names("papers", tree) if name is not None]
    return tuple([Paper(id=name, title=_title(value)) for name, value in named])


def duties(tree: Any, vocabulary: Vocabulary) -> tuple[Duty, ...]:
    """What is done afterwards."""
    found = []
    for name, value, path in vocabulary.names("duties", tree):
        if name is None:
            continue
        within = None
        if isinstance(value, dict) and value.get("within", BROKEN) is not BROKEN:
            within = duration(value["within"], vocabulary.findings, (*path, "within"))
        found.append(Duty(id=name, title=_title(value), within=within))
    return tuple(found)


def causes(tree: Any, vocabulary: Vocabulary) -> tuple[tuple[str, str], ...]:
    """Root causes with their titles."""
    return tuple([(name, _title(value)) for name, value, _ in vocabulary.names("causes", tree) if name is not None])


def clocks(tree: Any, vocabulary: Vocabulary) -> tuple[tuple[str, int], ...]:
    """How long things may take, in microseconds."""
    found = []
    for name, value, path in vocabulary.names("clocks", tree):
        length = None if value is BROKEN else duration(value, vocabulary.findings, path)
        if name is not None and length is not None:
            found.append((name, length))
    return tuple(found)


def requests(tree: Any, vocabulary: Vocabulary) -> Requests:
    """How long a request waits."""
    if not isinstance(tree, dict):
        return Requests()
    found = {}
    for key in ("moves_up_after", "expires_after", "on_word"):
        if tree.get(key, BROKEN) is not BROKEN:
            found[key] = duration(tree[key], vocabulary.findings, ("requests", key))
    up, lapse = found.get("moves_up_after"), found.get("expires_after")
    if up is not None and lapse is not None and up >= lapse:
        message = "a request has lapsed before it moves up"
        path = ("requests", "moves_up_after")
        vocabulary.findings.problem("out-of-range", message, path, "let it move up before `expires_after`")
    return Requests(**found)


def adopts(tree: dict[str, Any], roles: tuple[Role, ...], desk: Desk) -> tuple[str, ...]:
    """The roles that may put another policy in force: those with the last word, unless it names some."""
    if "adopts" in tree:
        return desk.named("roles", tree["adopts"], ("adopts",))
    return tuple([role.id for role in roles if role.final])


def _title(value: Any) -> str:
    if isinstance(value, dict):
        value = value.get("title", "")
    return "" if value is None or value is BROKEN else str(value)
