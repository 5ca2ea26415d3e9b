"""What a name of the policy is, as a page for people and as an object for a script."""

from __future__ import annotations

from empower.domain.calendar import written_date
from empower.report.card import limit_words
from empower.report.drawing import drawn
from empower.report.line_words import dates_words, line_words, when_of
from empower.report.page import Page, sections
from empower.report.parts_json import policy_json
from empower.report.phrases import in_a_row
from empower.report.vocabulary_words import vocabulary_words
from empower.report.wording import Names
from empower.rules.analysis.speaking import every_line
from empower.rules.rulebook import Budget, Entitlement, Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from empower.domain.explained import Bearing, Explained, ExplainResult
    from empower.rules.rulebook import Line, Rulebook

__all__ = ["explain_json", "explain_text"]

_WHAT = {
    "grants": "grant",
    "budgets": "budget",
    "rules": "rule",
    "owed": "what is owed",
    "not_owed": "what is not owed",
    "exceptions": "exception",
    "promises": "promise",
    "roles": "role",
    "remedies": "remedy",
    "groups": "group",
    "facts": "fact",
    "papers": "paper",
    "duties": "duty",
}


def explain_text(result: ExplainResult, rulebook: Rulebook, *, colour: bool, width: int | None) -> str:
    """A page for each thing of that name, with an empty line between two."""
    names = Names(rulebook, whole=True)
    lines = {(line.section, line.id): line for line in every_line(rulebook)}
    pages = [_page(one, lines, names, result.day) for one in result.found]
    return "\n\n".join([drawn(page, colour=colour, width=width) for page in pages])


def explain_json(result: ExplainResult, rulebook: Rulebook, *, file: str) -> dict[str, Any]:
    """The same for a script; sentences as they are shown, everything else by its id."""
    names = Names(rulebook, whole=True)
    lines = {(line.section, line.id): line for line in every_line(rulebook)}
    start, until = rulebook.effective
    in_force = (start is None or start <= result.day) and (until is None or result.day < until)
    return {
        "schema": "empower/policy-explain/1",
        "currency": rulebook.currency,
        "name": result.name,
        "found": [_object(one, lines, names, result.day, file) for one in result.found],
        "policy": policy_json(rulebook, in_force=in_force),
        "local_date": written_date(result.day),
    }


def _page(one: Explained, lines: dict[tuple[str, str], Line], names: Names, day: int) -> Page:
    line = lines.get((one.section, one.id))
    dates = dates_words(line.condition) if line else ""
    return Page(
        headline=f"{one.id} — {_WHAT[one.section]}, line {one.place[0]}",
        keep=names.rulebook.currency,
        sections=sections(
            ("says", _says(one, line, names, day)),
            ("in force", [dates] if dates else []),
            ("because", [line.because] if line and line.because else []),
            ("source", [line.source] if isinstance(line, Entitlement) and line.source else []),
            ("beaten by", [_beating(bearing, lines, names, day) for bearing in one.beaten_by]),
            ("beats", [_beaten(bearing, lines, names, day) for bearing in one.beats]),
            ("spoken of by", [_named(section, name, lines, names) for section, name in one.spoken_of_by]),
        ),
    )


def _object(one: Explained, lines: dict[tuple[str, str], Line], names: Names, day: int, file: str) -> dict[str, Any]:
    line = lines.get((one.section, one.id))
    return {
        "section": one.section,
        "id": one.id,
        "file": file,
        "line": one.place[0],
        "column": one.place[1],
        "says": _says(one, line, names, day),
        "in_force": (dates_words(line.condition) or None) if line else None,
        "because": (line.because or None) if line else None,
        "source": (line.source or None) if isinstance(line, Entitlement) else None,
        "beaten_by": [_bearing(bearing) for bearing in one.beaten_by],
        "beats": [_bearing(bearing) for bearing in one.beats],
        "spoken_of_by": [{"section": section, "id": name} for section, name in one.spoken_of_by],
    }


def _bearing(bearing: Bearing) -> dict[str, Any]:
    return {
        "section": bearing.section,
        "id": bearing.id,
        "how": list(bearing.how),
        "remedies": list(bearing.remedies),
        "now": bearing.now,
        "lifted_by": list(bearing.lifted_by),
    }


def _says(one: Explained, line: Line | None, names: Names, day: int) -> list[str]:
    return line_words(line, names, day) if line else vocabulary_words(one.section, one.id, names, day)


def _beating(bearing: Bearing, lines: dict[tuple[str, str], Line], names: Names, day: int) -> str:
    """What the other line does, and when: `injury` asks for a yes from the manager, for refund, when …"""
    line = lines.get((bearing.section, bearing.id))
    if line is None:
        most = names.index.remedies[bearing.id].most
        told = in_a_row([limit_words(limit, names, day, remedy=bearing.id, dates=True) for limit in most])
        return f"`{bearing.id}` (remedy): nobody may give more than {told}"
    does = in_a_row([_does(how, line, names, day) for how in bearing.how])
    when = when_of(line.condition, names)
    return (
        f"{_named(bearing.section, bearing.id, lines, names)} {does}{f', {when}' if when else ''}{_rest(bearing, day)}"
    )


def _beaten(bearing: Bearing, lines: dict[tuple[str, str], Line], names: Names, day: int) -> str:
    of = in_a_row([names.remedy(remedy) for remedy in bearing.remedies])
    everything = len(bearing.remedies) == len(names.rulebook.remedies)
    for_these = "" if everything or bearing.section == "owed" else f", for {of}"
    return f"{_named(bearing.section, bearing.id, lines, names)}{for_these}{_rest(bearing, day)}"


def _does(how: str, line: Line, names: Names, day: int) -> str:
    if how == "escalates" and isinstance(line, Rule):
        return f"asks for a yes from {names.signatures(line.signatures)}"
    if how == "limits" and isinstance(line, Rule) and line.limit:
        return f"holds it to {limit_words(line.limit, names, day, dates=True)}"
    if how == "holds back" and isinstance(line, Budget):
        return f"holds {limit_words(line.limit, names, day, dates=True)} for all"
    return {"denies": "forbids it", "bars": "leaves nothing owed", "lifts": "lifts it"}[how]


def _rest(bearing: Bearing, day: int) -> str:
    lifted = in_a_row([f"`{one}`" for one in bearing.lifted_by], "or")
    told = f"; {lifted} may lift that" if lifted else ""
    return told if bearing.now else f"{told}; not on {written_date(day)}"


def _named(section: str, name: str, lines: dict[tuple[str, str], Line], names: Names) -> str:
    line = lines.get((section, name))
    place = line.place[0] if line else names.index.remedies[name].place[0] if section == "remedies" else 0
    return f"`{name}` ({_WHAT[section]}{f', line {place}' if place else ''})"
