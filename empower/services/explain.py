"""What a name of the policy is: a line with what bears on it, or a word of the vocabulary with the lines that speak of it."""

from __future__ import annotations

from empower.domain.explained import Explained, ExplainResult
from empower.policyfile.load import load_policy
from empower.policyfile.said.page import WordsPage
from empower.policyfile.said.words import nearest
from empower.policyfile.said.zone import local
from empower.rules.analysis.bearing import beaten_by, beats
from empower.rules.analysis.speaking import SECTIONS, every_line, spoken_of_by
from empower.rules.rulebook import Line, Rulebook
from empower.services.house import House, cannot
from empower.services.moment import moment
from empower.services.question import Question

__all__ = ["explain", "explainable"]


def explain(house: House, name: str, question: Question) -> ExplainResult:
    """Everything called `name`, or the one thing that `section/name` picks. Raises `CannotAskError` for an unknown name."""
    rulebook = house.rulebook
    section, slash, short = name.rpartition("/")
    known = explainable(rulebook)
    wanted = [
        (where, one) for where, one in known if one == (short if slash else name) and (not slash or where == section)
    ]
    if not wanted:
        likely = [f"{where}/{one}" for where, one in known] if slash else list(dict.fromkeys([one for _, one in known]))
        raise cannot(
            "unknown-line",
            f"{f'`{name}`' if name.strip() else 'a blank name'} is nothing in policy `{rulebook.ref.name}`",
            nearest(name, likely, "names"),
            WordsPage((name,), "empower policy explain"),
        )
    day = local(moment(rulebook, question), rulebook.timezone, rulebook.day_starts).day
    lines = {(line.section, line.id): line for line in every_line(rulebook)}
    found = []
    for where, one in wanted:
        line = lines.get((where, one))
        found.append(_line(rulebook, line, day) if line else _word(house, where, one))
    return ExplainResult(name=name, day=day, found=tuple(found))


def explainable(rulebook: Rulebook) -> tuple[tuple[str, str], ...]:
    """Everything that can be explained, by section and name: lines first, then the vocabulary."""
    words = {
        "roles": [role.id for role in rulebook.roles],
        "remedies": [remedy.id for remedy in rulebook.remedies],
        "groups": [name for name, _ in rulebook.groups],
        "facts": [fact.name for fact in rulebook.facts],
        "papers": [paper.id for paper in rulebook.papers],
        "duties": [duty.id for duty in rulebook.duties],
    }
    lines = sorted(every_line(rulebook), key=lambda line: SECTIONS.index(line.section))
    return (
        *[(line.section, line.id) for line in lines],
        *[(section, name) for section, names in words.items() for name in names],
    )


def _line(rulebook: Rulebook, line: Line, day: int) -> Explained:
    return Explained(
        section=line.section,
        id=line.id,
        place=line.place,
        beaten_by=beaten_by(rulebook, line, day),
        beats=beats(rulebook, line, day),
    )


def _word(house: House, section: str, name: str) -> Explained:
    rulebook = house.rulebook
    derived = section == "facts" and any([fact.name == name and fact.derived for fact in rulebook.facts])
    place = load_policy(house.file).tree.places.key(("derive" if derived else section, name))
    return Explained(
        section=section,
        id=name,
        place=(place.line, place.column),
        spoken_of_by=spoken_of_by(rulebook, section, name),
    )
