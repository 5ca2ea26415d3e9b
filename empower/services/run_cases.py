"""A policy's own cases, put to it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from empower.domain.balances import Balances
from empower.domain.decision import Approver, Decision
from empower.domain.errors import CannotAskError
from empower.domain.money import written_money
from empower.domain.people import Person
from empower.domain.problem import PlacedProblem, Problem
from empower.domain.results import CaseResult, Mismatch
from empower.policyfile.case_files.cases import Case, Cases, load_cases
from empower.policyfile.case_files.expected import ANY, NOTHING, Expected
from empower.policyfile.said.page import FilePage, read_page
from empower.policyfile.yaml_words import flow, row
from empower.rules.alternatives import most_of
from empower.rules.decide import decide
from empower.rules.owed_told import due_in_all
from empower.rules.rulebook import IN_MONEY, Rulebook
from empower.services.asked import counted
from empower.services.house import EXIT_POLICY, House, cannot

__all__ = ["cases_beside", "cut_off_in_cases", "loaded_cases", "run_cases"]


def cases_beside(policy: Path) -> Path:
    """The cases of a policy file: `cases.yaml` beside `policy.yaml`, `cases-per-day.yaml` beside `policy-per-day.yaml`."""
    name = f"cases{policy.name.removeprefix('policy')}" if policy.name.startswith("policy") else "cases.yaml"
    return policy.with_name(name)


def run_cases(house: House, file: Path | None = None, at: int | None = None) -> tuple[CaseResult, ...]:
    """Every case of a file (the one beside the policy, unless it is named) with what it expected and did not get.

    `at` is the moment the cases are put at, unless they say one themselves; the file's own `now` when it is not given. The
    house's people are those of the cases where the file names no roster. Raises `CannotAskError` with every mistake in it.
    """
    cases = loaded_cases(house, file, at)
    assert cases.page is not None
    found = [_result(house.rulebook, case, cases) for case in cases.cases]
    uncountable = [problem for problem in found if isinstance(problem, Problem)]
    if uncountable:
        raise CannotAskError(cases.page.placed(uncountable), exit_code=EXIT_POLICY)
    return tuple([result for result in found if isinstance(result, CaseResult)])


def loaded_cases(house: House, file: Path | None = None, at: int | None = None) -> Cases:
    """The cases of a file, without a mistake in them."""
    path = file or cases_beside(house.file)
    if file is None and not path.is_file():
        hint = "write cases into it, or name another file: `empower policy test FILE`"
        raise cannot("no-cases", f"there is no `{path}`", hint)
    cases = load_cases(path, house.rulebook, at, house.people)
    if cases.page is None:
        raise CannotAskError(cases.problems, exit_code=EXIT_POLICY)
    return cases


def cut_off_in_cases(house: House, files: tuple[Path | None, ...]) -> tuple[PlacedProblem, ...]:
    """A warning for each text of these files of cases that is not read to its end."""
    pages = [read_page(file or cases_beside(house.file)) for file in files]
    return tuple([one for page in pages if isinstance(page, FilePage) for one in page.cut_off()])


def _result(rulebook: Rulebook, case: Case, cases: Cases) -> CaseResult | Problem:
    balances = counted(rulebook, case.given, (*case.path, "given"))
    if isinstance(balances, Problem):
        return balances
    decision = decide(rulebook, case.ask, balances, cases.people)
    mismatches = _compared(case.expect, decision, rulebook)
    most = _most_now(case, rulebook, balances, cases.people)
    mismatches += [_otherwise(f"most {one}", wanted, now) for one, wanted, now in most if wanted != now]
    result = CaseResult(name=case.name, file=cases.file, line=case.line, column=case.column)
    if not mismatches:
        return result
    named = [("most", flow(*[f"{one}: {now}" for one, _, now in most]))] if most else []
    named += _named(case.expect, decision, rulebook)
    return result.but(mismatches=tuple(mismatches), decision=decision, named=tuple(named))


def _compared(expect: Expected, decision: Decision, rulebook: Rulebook) -> list[Mismatch]:
    """What the decision says otherwise. Only what is named is compared, but for facts that nobody stated."""
    asks = tuple([fact.fact for fact in decision.asks])
    if asks and expect.asks is None:
        return [_otherwise("outcome", expect.outcome or "a decision", f"open: {_row(asks)} is not stated")]
    found: list[Mismatch] = []
    if expect.outcome is not None and expect.outcome != decision.outcome:
        found.append(_otherwise("outcome", expect.outcome, decision.outcome or f"open: {_row(asks)} is not stated"))
    if expect.to is not None and not _fill(expect.to, decision.approvers):
        found.append(_otherwise("to", _row(expect.to), _row([" or ".join(_roles(one)) for one in decision.approvers])))
    lines = [reason.line for reason in decision.reasons if reason.line]
    absent = [line for line in expect.because if line not in lines]
    if absent:
        found.append(_otherwise("because", _row(absent), _row(lines)))
    for what, wanted, actual in (
        ("needs", expect.needs, [need.id for need in decision.needs]),
        ("must", expect.must, [duty.id for duty in decision.duties]),
        ("warnings", expect.warnings, [warned.code for warned in decision.warnings]),
        ("asks", expect.asks, list(asks)),
    ):
        if wanted is not None and set(wanted) != set(actual):
            found.append(_otherwise(what, _row(wanted), _row(actual)))
    if expect.say is not None and not (set(expect.say) <= set(decision.say) and bool(expect.say) == bool(decision.say)):
        found.append(_otherwise("say", _row(expect.say), _row(decision.say)))
    return found + _compared_owed(expect, decision, rulebook)


def _named(expect: Expected, decision: Decision, rulebook: Rulebook) -> list[tuple[str, str]]:
    """What the author named besides the answer itself, as it is now."""
    found = []
    if expect.owed is not None:
        found.append(("owed", _owed_now(decision, rulebook)[0]))
    if expect.say is not None:
        found.append(("say", row(decision.say)))
    if expect.warnings is not None:
        found.append(("warnings", row(list(dict.fromkeys([warned.code for warned in decision.warnings])))))
    for key, wanted, now in (
        ("needs", expect.needs, decision.needs),
        ("must", expect.must, decision.duties),
        ("to", expect.to, decision.approvers),
        ("asks", expect.asks, decision.asks),
    ):
        if wanted is not None and not now and decision.outcome is not None:
            found.append((key, "[]"))
    return found


def _compared_owed(expect: Expected, decision: Decision, rulebook: Rulebook) -> list[Mismatch]:
    if expect.owed is None:
        return []
    actual, digits = _owed_now(decision, rulebook)
    wanted = _padded(expect.owed.removesuffix(rulebook.currency).strip(), digits)
    return [] if wanted == actual else [_otherwise("owed", wanted, actual)]


def _owed_now(decision: Decision, rulebook: Rulebook) -> tuple[str, int]:
    """What is owed in all, as it is written, and with how many decimals."""
    things = bool(decision.owed) and all([line.of_things for line in decision.owed])
    digits = 0 if things else rulebook.digits
    return written_money(due_in_all(decision.owed, rulebook, things=things), digits), digits


def _most_now(
    case: Case, rulebook: Rulebook, balances: Balances, people: tuple[Person, ...] | None
) -> list[tuple[str, str, str]]:
    """Each remedy whose most is expected, with what is expected and what it is now."""
    found = []
    in_money = {remedy.id: remedy.kind in IN_MONEY for remedy in rulebook.remedies}
    for remedy, wanted in case.expect.most:
        most = most_of(rulebook, case.ask, remedy, balances, people)
        actual: int | str = NOTHING
        if most is not None:
            actual = next((figure for figure in (most.amount, most.quantity) if figure is not None), ANY)
        same = (actual or NOTHING) == (wanted or NOTHING)  # none of it, or 0 of it
        digits = rulebook.digits if in_money[remedy] else 0
        shown = [one if isinstance(one, str) else written_money(one, digits) for one in (wanted, actual)]
        found.append((remedy, shown[1] if same else shown[0], shown[1]))
    return found


def _fill(roles: tuple[str, ...], approvers: tuple[Approver, ...]) -> bool:
    """Whether each place has one of the roles, and each role a place."""
    places = [_roles(one) for one in approvers]
    return all([any([role in place for place in places]) for role in roles]) and all(
        [any([role in place for role in roles]) for place in places]
    )


def _roles(approver: Approver) -> tuple[str, ...]:
    return (approver.role, *approver.others)


def _padded(figure: str, digits: int) -> str:
    whole, _, part = figure.partition(".")
    part = part.rstrip("0").ljust(digits, "0")
    return f"{int(whole)}.{part}" if part else str(int(whole))


def _row(words: Sequence[str]) -> str:
    return ", ".join(words) or "nothing"


def _otherwise(what: str, expected: str, actual: str) -> Mismatch:
    return Mismatch(what=what, expected=expected, actual=actual)
