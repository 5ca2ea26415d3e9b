"""Whether the lint tells where nobody is there to say yes, and where nobody would be with one person away."""

from __future__ import annotations

from pathlib import Path

import pytest

from empower.domain.people import Person
from empower.policyfile.roster import load_roster
from empower.rules.analysis.lint.shown import ask_of, balances_of
from empower.rules.analysis.lint.somebody import somebody_to_say_yes
from empower.rules.analysis.lint.space import Space
from empower.rules.decide import decide
from tests.laws.packs import PACKS, pack_rulebook
from tests.rules.test_lint_exact import TODAY, policy

ROOT = Path(__file__).resolve().parents[2]
AWAY = ((TODAY, TODAY + 1),)
ANA, RUI, SAM = Person(id="ana", roles=("agent",)), Person(id="rui", roles=("lead",)), Person(id="sam", roles=("lead",))
TWO = "[{id: two, when: {remedy: refund}, escalate: {to: lead, count: 2}}]"


def codes(rules: str, *people: Person) -> set[tuple[str, str]]:
    """What is said, and the role that asks or is missing."""
    found = somebody_to_say_yes(Space(policy(rules=rules), TODAY), people, TODAY)
    return {(one.problem.code, str(one.problem.path[-1])) for one in found}


@pytest.mark.parametrize(
    ("rules", "people", "wanted"),
    [
        ("[]", (ANA, RUI, SAM), set()),
        ("[]", (ANA, RUI), {("one-away-and-nobody", "lead")}),
        ("[]", (RUI,), set()),
        ("[]", (ANA, RUI, SAM.but(away=AWAY)), {("one-away-and-nobody", "lead")}),
        ("[]", (ANA, RUI.but(deputy="eve"), Person(id="eve")), set()),
        (
            TWO,
            (ANA, RUI),
            {("nobody-to-say-yes", "agent"), ("nobody-to-say-yes", "lead"), ("one-away-and-nobody", "lead")},
        ),
        (TWO, (ANA, RUI, SAM), {("one-away-and-nobody", "lead")}),
        (TWO, (ANA, RUI, SAM, Person(id="kim", roles=("lead",))), set()),
    ],
)
def test_somebody_is_missing(rules: str, people: tuple[Person, ...], wanted: set[tuple[str, str]]) -> None:
    assert codes(rules, *people) == wanted


def test_a_witness_is_a_request_of_a_person_of_the_roster() -> None:
    rulebook = policy(rules=TWO)
    people = (ANA, RUI)
    said = [one for one in somebody_to_say_yes(Space(rulebook, TODAY), people, TODAY) if one.problem.level == "warning"]
    assert {one.witness.person for one in said if one.witness} == {"ana", "rui"}
    for one in said:
        assert one.witness is not None
        ask, balances = ask_of(rulebook, one.witness), balances_of(rulebook, one.witness)
        assert decide(rulebook, ask, balances, people).outcome == "deny"
        assert decide(rulebook, ask, balances).outcome == "escalate"


def test_a_thousand_people_are_no_more_work_than_a_few() -> None:
    crowd = [Person(id=f"agent-{number}", roles=("agent",)) for number in range(1_000)]
    assert codes("[]", *crowd, RUI) == {("one-away-and-nobody", "lead")}
    assert codes("[]", *crowd, RUI, SAM) == set()


@pytest.mark.parametrize("pack", PACKS)
def test_the_people_of_a_pack_are_enough(pack: str) -> None:
    """In a small hotel nobody can be away whose yes nobody else can give; the packs that are shipped have somebody else."""
    rulebook = pack_rulebook(pack)
    roster = load_roster(ROOT / pack / "roster.yaml", rulebook)
    assert not isinstance(roster, tuple)
    said = somebody_to_say_yes(Space(rulebook, TODAY), roster.people, TODAY)
    away = {("one-away-and-nobody", "note")} if pack == "tests/packs/harbour-hotel" else set()
    assert {(one.problem.code, one.problem.level) for one in said} == away
