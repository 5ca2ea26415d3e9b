"""Suggested cases as YAML that can be pasted into a file of cases, each with a name that a manager reads."""

from __future__ import annotations

from empower.domain.calendar import written_instant
from empower.policyfile.yaml_words import word
from empower.report.coverage import side_words
from empower.report.expect_words import expect_words
from empower.report.facts import typed_fact
from empower.report.phrases import several
from empower.report.screen import clean
from empower.report.wording import Names

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from empower.domain.facts import Fact, FactValue
    from empower.domain.gesture import Ask
    from empower.rules.analysis.coverage import SuggestedCase, Suggestion
    from empower.rules.rulebook import Rulebook

__all__ = ["suggested_file", "suggested_json", "suggested_text"]

_THE_INCIDENT = "incident"  # every case is of one
_MOST_SHOWN = 20


def suggested_text(suggestion: Suggestion, rulebook: Rulebook) -> str:
    """The cases as they stand below `cases:`, and before them, as comments, what none was found for."""
    lines = [f"# {clean(line)}" for line in _unreached(suggestion, rulebook)]
    lines += [text for _, text in _written(suggestion, rulebook)]
    return "\n".join(lines or ["# nothing is missed"])


def suggested_file(suggestion: Suggestion, rulebook: Rulebook, people: str) -> str:
    """The cases as a whole file; `people` is the roster as seen from there, where there is one."""
    head = [
        f"# What no other case of `{rulebook.ref.name}` reaches, with the answers as they are: are they as you want them?"
    ]
    head += [f"people: {word(people)}"] if people else []
    return "\n".join([*head, "cases:", suggested_text(suggestion, rulebook), ""])


def suggested_json(suggestion: Suggestion, rulebook: Rulebook) -> dict[str, Any]:
    """The same for a script."""
    return {
        "cases": [{"name": name, "yaml": text} for name, text in _written(suggestion, rulebook)],
        "not_found": _unreached(suggestion, rulebook),
    }


def _written(suggestion: Suggestion, rulebook: Rulebook) -> list[tuple[str, str]]:
    """Each case with its name, no two of which are alike."""
    names = Names(rulebook)
    times: dict[str, int] = {}
    found = []
    for case in suggestion.cases:
        name = _name(case, names)
        times[name] = times.get(name, 0) + 1
        name = name if times[name] == 1 else f"{name} ({times[name]})"
        found.append((name, _case(case, name, names)))
    return found


def _unreached(suggestion: Suggestion, rulebook: Rulebook) -> list[str]:
    names = Names(rulebook)
    found = [f"found no case for {side_words(one, side, names)}" for one, side in suggestion.sides]
    alone = [", ".join(sorted(lines)) or "no line at all" for lines in suggestion.combinations]
    found += [f"found no case that matches just {words}" for words in alone[:_MOST_SHOWN]]
    more = len(alone) - _MOST_SHOWN
    return [*found, f"nor for {several(more, 'more combination')} of lines"] if more > 0 else found


def _name(case: SuggestedCase, names: Names) -> str:
    """`associate, refund 150.01, noise, minor: escalates to supervisor`."""
    ask = case.ask
    parts = [names.role(ask.actor.role), _gesture(ask, names)]
    parts += [_fact_words(fact, dict(ask.facts)[fact.name], names) for fact in _stated(ask, names)]
    if case.given:
        parts.append(f"after {' and '.join(dict.fromkeys([_gesture(one, names) for one in case.given]))}")
        if len(case.given) > 1:
            parts[-1] += f", {len(case.given)} times"
    decision = case.decision
    told = {"approve": "approved", "deny": "denied"}.get(decision.outcome or "", "escalates")
    if decision.approvers:
        told += f" to {' and '.join([names.approver(one) for one in decision.approvers])}"
    return f"{', '.join(parts)}: {told}"


def _gesture(ask: Ask, names: Names) -> str:
    gesture = ask.gestures[0]
    if gesture.amount is not None:
        return f"{gesture.remedy} {names.money(gesture.amount)}"
    return gesture.remedy if gesture.quantity is None else f"{gesture.remedy} {gesture.quantity}"


def _fact_words(fact: Fact, value: FactValue, names: Names) -> str:
    if fact.kind == "one_of" and isinstance(value, int):
        return fact.values[value].replace("_", " ")
    if fact.kind == "yes_no":
        return names.fact(fact.name) if value else f"not {names.fact(fact.name)}"
    return f"{names.fact(fact.name)} {typed_fact(fact, value)}"


def _stated(ask: Ask, names: Names) -> list[Fact]:
    known = dict(ask.facts)
    return [fact for fact in names.rulebook.facts if fact.name in known and not fact.derived]


def _case(case: SuggestedCase, name: str, names: Names) -> str:
    ask = case.ask
    known = dict(ask.facts)
    facts = [f"{fact.name}: {_scalar(fact, known[fact.name])}" for fact in _stated(ask, names)]
    declared = {fact.name for fact in names.rulebook.facts}
    facts += [
        f"{key}: {word(str(known[key]))}" for key in known if key not in (*declared, _THE_INCIDENT) and "." not in key
    ]
    asked = [f"role: {word(ask.actor.role)}", *_gesture_keys(ask, names)]
    asked += [f"facts: {{{', '.join(facts)}}}"] if facts else []
    asked.append(f"at: {written_instant(ask.at)}")
    lines = [f"  - name: {word(name)}", f"    ask: {{{', '.join(asked)}}}"]
    if case.given:
        given = [f"{{{', '.join(_gesture_keys(one, names))}}}" for one in case.given]
        lines.append(f"    given: [{', '.join(given)}]")
    return "\n".join([*lines, f"    expect: {{{', '.join(expect_words(case.decision))}}}"])


def _gesture_keys(ask: Ask, names: Names) -> list[str]:
    gesture = ask.gestures[0]
    found = [f"remedy: {word(gesture.remedy)}"]
    if gesture.amount is not None:
        found.append(f"amount: {names.money(gesture.amount)}")
    return found if gesture.quantity is None else [*found, f"quantity: {gesture.quantity}"]


def _scalar(fact: Fact, value: FactValue) -> str:
    words = typed_fact(fact, value)
    return words if fact.kind in ("number", "money", "yes_no", "date", "moment") else word(words)
