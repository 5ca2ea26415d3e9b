"""A word of the policy's vocabulary in a sentence or two: a role, a remedy, a fact, a paper, a duty, a group."""

from __future__ import annotations

from empower.report.amounts import amount_words
from empower.report.card import limit_words
from empower.report.phrases import capital, in_a_row, time_given
from empower.report.wording import Names

TYPE_CHECKING = False
if TYPE_CHECKING:
    from empower.domain.facts import Fact
    from empower.rules.rulebook import Duty, Paper, Remedy, Role

__all__ = ["made_words", "vocabulary_words"]

_KINDS = {
    "one_of": "one of a list",
    "ordered": "one of a scale, lowest first",
    "number": "a number",
    "money": "an amount of money",
    "yes_no": "yes or no",
    "date": "a date",
    "moment": "a moment",
    "time": "a time of day",
    "text": "a text that no line tests",
}


def vocabulary_words(section: str, name: str, names: Names, day: int) -> list[str]:
    """What the word is, sentence by sentence."""
    index, rulebook = names.index, names.rulebook
    if section == "roles":
        return _role(index.roles[name], names)
    if section == "remedies":
        return _remedy(index.remedies[name], names, day)
    if section == "facts":
        return _fact(index.facts[name], names)
    if section == "papers":
        return _paper(index.papers[name])
    if section == "duties":
        return _duty(index.duties[name])
    return [f"Stands for {in_a_row([names.remedy(one) for one in dict(rulebook.groups)[name]])}"]


def made_words(fact: Fact, names: Names) -> str:
    """What a derived fact is made from."""
    assert fact.derived is not None
    how, parts, constants = fact.derived
    made = {
        "days_between": "the days from {} to {}",
        "same": "whether {} and {} are the same",
        "difference": "{} less {}",
        "total": "the sum of {}",
        "listed": "whether {} is {}",
    }[how]
    told = [in_a_row([names.fact(part) for part in parts])] if how == "total" else [names.fact(p) for p in parts]
    return made.format(*told, *([in_a_row(constants, "or")] if constants else []))


def _role(role: Role, names: Names) -> list[str]:
    says = [capital(role.title)]
    if role.above:
        says.append(f"Reports to {names.role(role.above[0])}")
        if len(role.above) > 1:
            says.append(f"Above stand, nearest first, {in_a_row([names.role(one) for one in role.above])}")
    else:
        says.append("Reports to nobody")
    below = [one.id for one in names.rulebook.roles if role.id in one.above]
    if below:
        says.append(f"Stands above {in_a_row([names.role(one) for one in below])}")
    if role.final:
        says.append("Has the last word")
    if role.covered_by:
        says.append(f"While nobody is there, {in_a_row([names.role(one) for one in role.covered_by], 'or')} says yes")
    if role.id in names.rulebook.adopts:
        says.append("May put another policy or roster in force")
    return [one for one in says if one]


def _remedy(remedy: Remedy, names: Names, day: int) -> list[str]:
    kind = remedy.kind.replace("_", " ")
    says = [capital(remedy.title), f"Of the kind {kind}" + (f", counted in {remedy.unit}" if remedy.unit else "")]
    says.append(f"Costs the house {amount_words(remedy.cost, names, day, dates=True)}")
    says += [f"At most {limit_words(one, names, day, remedy=remedy.id, dates=True)}" for one in remedy.most]
    within = [name for name, remedies in names.rulebook.groups if remedy.id in remedies]
    if within:
        says.append(f"In the {'group' if len(within) == 1 else 'groups'} {in_a_row([f'`{one}`' for one in within])}")
    return [one for one in says if one]


def _fact(fact: Fact, names: Names) -> list[str]:
    says = [capital(fact.title), capital(fact.help), _kind(fact, names)]
    if fact.default is not None:
        says.append(f"Taken to be {names.value(fact.name, fact.default)} unless said")
    if fact.optional:
        says.append("May be left unsaid")
    if fact.derived:
        says.append(made_words(fact, names))
    return [capital(one) for one in says if one]


def _kind(fact: Fact, names: Names) -> str:
    told = _KINDS[fact.kind]
    if fact.values:
        return f"{told}: {in_a_row([names.value(fact.name, number) for number in range(len(fact.values))], 'or')}"
    bounds = [
        f"at least {names.value(fact.name, fact.least)}" if fact.least is not None else "",
        f"at most {names.value(fact.name, fact.most)}" if fact.most is not None else "",
    ]
    return ", ".join([told, *[one for one in bounds if one]])


def _paper(paper: Paper) -> list[str]:
    return [one for one in [capital(paper.title), "Handed in with a gesture"] if one]


def _duty(duty: Duty) -> list[str]:
    due = "Done after the gesture"
    if duty.within is not None:
        due = f"Done within {time_given(duty.within)} of the gesture"
    return [one for one in [capital(duty.title), due] if one]
