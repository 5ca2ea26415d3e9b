"""Facts as people state them (`failure=noise`, `bill: 480`), turned into the whole numbers that a decision is made from."""

from __future__ import annotations

from collections.abc import Iterable

from empower.domain.facts import BUILT_IN, Fact, FactValue
from empower.domain.problem import Path, PlacedProblem, Problem
from empower.domain.value import Value
from empower.policyfile.said.fact_values import Unread, read_value
from empower.policyfile.said.page import Page
from empower.policyfile.said.words import nearest
from empower.policyfile.said.zone import local
from empower.rules.index import index_of
from empower.rules.rulebook import Rulebook

__all__ = ["Facts", "Statement", "stated", "statements_of"]

Facts = tuple[tuple[str, FactValue], ...]

_SAID_OTHERWISE = {
    "role": "name the role with `--role` (in a file: `role:`)",
    "remedy": "the remedy is what is asked for, not a fact",
    "remedy_kind": "the kind is written in the policy, beside the remedy",
    "amount": "the amount stands right after the remedy (in a file: `amount:`)",
    "quantity": "the number stands right after the remedy (in a file: `quantity:`)",
    "cost": "the cost is computed as the policy says",
    "incident_cost": "it is counted from the earlier gestures of the incident",
    "incident_goodwill": "it is counted from the earlier gestures of the incident",
    "weekday": "it follows from the moment: `--at` (in a file: `at:`)",
    "hour": "it follows from the moment: `--at` (in a file: `at:`)",
    "employee": "name the person with `--as` (in a file: `by:`)",
}


class Statement(Value):
    """Somebody says that a fact is so. `path` leads to the value on its page."""

    name: str
    text: str | None  # `None` where something else than one value stands
    page: Page
    path: Path
    origin: str = ""  # " in the roster", to name it when two contradict

    def problem(self, code: str, message: str, hint: str, *, at_key: bool = False) -> tuple[PlacedProblem, ...]:
        """A problem at this statement."""
        return self.page.placed([Problem(code=code, message=message, hint=hint, path=self.path, at_key=at_key)])


def statements_of(mapping: object, page: Page, path: Path, origin: str = "") -> tuple[Statement, ...]:
    """The statements of a mapping of facts."""
    if not isinstance(mapping, dict):
        return ()
    return tuple(
        Statement(name=str(name), text=page.text((*path, name)), page=page, path=(*path, name), origin=origin)
        for name in mapping
    )


def stated(rulebook: Rulebook, statements: Iterable[Statement]) -> tuple[Facts, tuple[PlacedProblem, ...]]:
    """The facts that the statements make, in the order of the vocabulary, and everything wrong with them."""
    known = index_of(rulebook).facts
    found: dict[str, tuple[FactValue, Statement]] = {}
    problems: list[PlacedProblem] = []
    for statement in statements:
        fact = _TEXTS.get(statement.name) or known.get(statement.name)
        if fact is None or fact.derived:
            remedies = [remedy.id for remedy in rulebook.remedies]
            problems += _not_to_be_stated(statement, fact, known, remedies)
            continue
        value = read_value(fact, statement.text, rulebook.currency)
        if isinstance(value, Unread):
            problems += statement.problem(value.code, value.message, value.hint)
            continue
        before = found.setdefault(fact.name, (value, statement))
        if before[0] != value:
            problems += _contradiction(statement, before[1])
    facts: dict[str, FactValue] = {}
    for name in ("incident", "customer", *known):
        if name in found:
            facts[name] = value = found[name][0]
            if name in known and known[name].kind == "moment" and isinstance(value, int):
                facts[f"{name}.day"] = local(value, rulebook.timezone, rulebook.day_starts).day
    return tuple(facts.items()), tuple(problems)


_TEXTS = {name: Fact(name=name, kind="text") for name in ("incident", "customer")}


def _not_to_be_stated(
    statement: Statement, fact: Fact | None, known: dict[str, Fact], remedies: list[str]
) -> tuple[PlacedProblem, ...]:
    """Why a name cannot be stated: it is computed, built in, or not a word of this policy."""
    name = statement.name
    if fact is not None and fact.derived:
        how, names, _ = fact.derived
        made = " and ".join(f"`{one}`" for one in dict.fromkeys(names))
        message = f"`{name}` is computed ({how.replace('_', ' ')}), it cannot be stated"
        return statement.problem("computed-fact", message, f"state {made} instead", at_key=True)
    if name in BUILT_IN:
        return statement.problem(
            "built-in-fact", f"`{name}` is not stated as a fact", _SAID_OTHERWISE[name], at_key=True
        )
    if not name:
        return statement.problem("unknown-fact", "no fact is named before the `=`", "a fact is written `FACT=VALUE`")
    if name in remedies:
        hint = f"how much of it stands after it: `{name} {(statement.text or '').strip() or 25}`"
        return statement.problem("unknown-fact", f"`{name}` is a remedy, not a fact", hint, at_key=True)
    names = (*[one.name for one in known.values() if not one.derived], "incident", "customer")
    return statement.problem(
        "unknown-fact", f"`{name}` is not a fact of this policy", nearest(name, names, "facts"), at_key=True
    )


def _contradiction(statement: Statement, before: Statement) -> tuple[PlacedProblem, ...]:
    both = f"`{before.text}`{before.origin}, `{statement.text}`{statement.origin}"
    message = f"`{statement.name}` is stated twice, and differs: {both}"
    return statement.problem("contradiction", message, "state it once, as it was")
