"""A line of the policy as one sentence that a manager would say aloud, with everything that it names."""

from __future__ import annotations

from empower.domain.calendar import written_date
from empower.report.amounts import amount_words, share_words
from empower.report.card import limit_words
from empower.report.conditions import holding
from empower.report.phrases import capital, in_a_row
from empower.rules.analysis.meeting import given_by
from empower.rules.rulebook import Bar, Budget, Entitlement, Exemption, Grant, Promise, Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from empower.domain.conditions import Condition
    from empower.report.wording import Names
    from empower.rules.rulebook import Beyond, Instead, Line, SettlesFrom

__all__ = ["dates_words", "line_words", "when_of"]


def line_words(line: Line, names: Names, day: int) -> list[str]:
    """What the line says: its sentence, and one more for each thing it asks or leaves to do."""
    if isinstance(line, Grant):
        return [_grant(line, names, day)]
    if isinstance(line, Budget):
        return [_budget(line, names, day)]
    if isinstance(line, Rule):
        return _rule(line, names, day)
    if isinstance(line, Entitlement):
        return _entitlement(line, names, day)
    if isinstance(line, Bar):
        of = f" under {_ticked(line.of)}" if line.of else ""
        return [capital(f"{when_of(line.condition, names) or 'always'}, nothing is owed{of}")]
    if isinstance(line, Exemption):
        return [_exemption(line, names)]
    assert isinstance(line, Promise)
    how = "always" if line.always else "never"
    outcome = {"approve": "a yes", "escalate": "somebody else's call", "deny": "a no"}[line.outcome]
    return [capital(f"{when_of(line.condition, names) or 'whatever is asked'}, it is {how} {outcome}")]


def when_of(condition: Condition, names: Names) -> str:
    """When the line speaks, its dates apart."""
    return holding(condition, names, ("day",))


def dates_words(condition: Condition) -> str:
    """Since when and until when the line is in force; nothing where it always is."""
    spans = [test.spans for box in condition.when for test in box if test.axis == "day"]
    starts = [span[0][0] for span in spans]
    ends = [span[-1][1] for span in spans]
    start = None if not starts or None in starts else min([one for one in starts if one is not None])
    end = None if not ends or None in ends else max([one for one in ends if one is not None])
    told = [f"from {written_date(start)}" if start is not None else "", f"before {written_date(end)}" if end else ""]
    return ", ".join([part for part in told if part])


def _grant(line: Grant, names: Names, day: int) -> str:
    limits = in_a_row([limit_words(limit, names, day, dates=True) for limit in line.limits])
    how_much = f"up to {limits}" if line.limits else "without a limit"
    told = f"{_whoever(line, names)} may give {_remedies(line.remedies, names)}, {how_much}"
    return capital(_joined(told, _beside(line, names)))


def _budget(line: Budget, names: Names, day: int) -> str:
    told = f"whoever spends, no more than {limit_words(line.limit, names, day, dates=True)} may go"
    warned = f"; a warning from {share_words(*line.warn_at)} of it" if line.warn_at else ""
    return capital(f"{_joined(told, when_of(line.condition, names))}; {_beyond(line.beyond, names)}{warned}")


def _rule(line: Rule, names: Names, day: int) -> list[str]:
    says = []
    if line.deny:
        says.append("it is forbidden")
    if line.signatures:
        says.append(f"it asks for a yes from {names.signatures(line.signatures)}")
    if line.limit:
        warned = f", with a warning from {share_words(*line.warn_at)} of it" if line.warn_at else ""
        most = limit_words(line.limit, names, day, dates=True)
        says.append(f"no more than {most}{warned}; {_beyond(line.beyond, names)}")
    if line.at_least:
        says.append(f"at least {limit_words(line.at_least, names, day, dates=True)} is advised")
    if line.needs:
        says.append(f"it needs {_papers(line.needs, names)}")
    if line.must:
        says.append(f"to be done afterwards: {_duties(line.must, names)}")
    if line.prefer:
        says.append(f"rather {_remedies(line.prefer, names, 'or')}")
    if line.say:
        says.append(f"say “{line.say}”")
    first, *others = says or ["nothing more"]
    told = [capital(f"{when_of(line.condition, names) or 'always'}, {first}"), *[capital(one) for one in others]]
    return [*told, *([] if line.may_be_lifted else ["No exception may lift it"])]


def _entitlement(line: Entitlement, names: Names, day: int) -> list[str]:
    amount = amount_words(line.amount, names, day, things=line.of_things, dates=True)
    per = in_a_row([names.fact(key) for key in line.per])
    told = f"{amount} is owed, as {_remedies(line.remedies, names, 'or')}, per {per}"
    says = [_joined(told, when_of(line.condition, names))]
    if line.roles:
        says.append(f"{_whoever(line, names)} may give it")
    others = tuple([one.id for one in names.rulebook.owed if one.group == line.group and one.id != line.id])
    if others:
        says.append(f"of this and {_ticked(others)} the greatest counts: they do not add up")
    says += [_smaller(one, names, day, things=line.of_things) for one in line.settles_from]
    says += [_instead(one, names, day) for one in line.instead]
    if line.needs:
        says.append(f"it needs {_papers(line.needs, names)}")
    if line.must:
        says.append(f"to be done afterwards: {_duties(line.must, names)}")
    if line.say:
        says.append(f"say “{line.say}”")
    return [capital(one) for one in says]


def _smaller(one: SettlesFrom, names: Names, day: int, *, things: bool) -> str:
    told = f"{amount_words(one.amount, names, day, things=things, dates=True)} settles the whole"
    return _joined(told, when_of(one.condition, names))


def _instead(one: Instead, names: Names, day: int) -> str:
    things = not names.in_money(one.remedy)
    least, most = [amount_words(bound, names, day, things=things, dates=True) for bound in (one.at_least, one.at_most)]
    worth = f"worth {least} or more" if least == most else f"worth {least} to {most}"
    needs = f", with {_papers(one.needs, names)}" if one.needs else ""
    return _joined(f"instead {names.remedy(one.remedy)} {worth} settles it{needs}", when_of(one.condition, names))


def _exemption(line: Exemption, names: Names) -> str:
    by = [f"approved by {names.role(line.approved_by)}" if line.approved_by else "", line.ticket]
    owned = ", ".join([part for part in by if part])
    does = "does" if len(line.lifts) == 1 else "do"
    told = f"{when_of(line.condition, names) or 'always'}, {_ticked(line.lifts)} {does} not hold"
    return capital(f"{told} ({owned})" if owned else told)


def _beyond(beyond: Beyond, names: Names) -> str:
    if beyond.outcome == "escalate":
        return f"beyond that {names.signatures(beyond.signatures)} must say yes"
    if beyond.outcome == "must":
        return f"beyond that, to be done afterwards: {_duties(beyond.must, names)}"
    return "beyond that it is forbidden" if beyond.outcome == "deny" else "beyond that there is a warning"


def _whoever(line: Grant | Entitlement, names: Names) -> str:
    """Who may, by the lowest roles named."""
    if len(given_by(names.rulebook, line)) == len(names.rulebook.roles):
        return "everybody"
    above = {higher for role in line.roles for higher in names.index.roles[role].above}
    lowest = [role for role in line.roles if role not in above]
    named = in_a_row([names.role(role) for role in lowest], "or")
    return f"{named}, and everybody above," if above else named


def _beside(line: Grant, names: Names) -> str:
    return holding(line.condition, names, ("day", "remedy"))


def _remedies(remedies: tuple[str, ...], names: Names, last: str = "and") -> str:
    return in_a_row([names.remedy(remedy) for remedy in remedies], last)


def _papers(papers: tuple[str, ...], names: Names) -> str:
    known = names.index.papers
    return in_a_row([(known[one].title if one in known else "") or one.replace("_", " ") for one in papers])


def _duties(duties: tuple[str, ...], names: Names) -> str:
    return in_a_row([names.index.duties[one].title or one.replace("_", " ") for one in duties])


def _ticked(ids: tuple[str, ...]) -> str:
    return in_a_row([f"`{one}`" for one in ids])


def _joined(told: str, when: str) -> str:
    return f"{told}, {when}" if when else told
