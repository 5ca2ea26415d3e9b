"""What giving a gesture adds to each counter: how much, and under which key. The questions stand in `charges.yaml`."""

from __future__ import annotations

from pathlib import Path

import pytest

from empower.domain.calendar import day_of
from empower.domain.decision import Decision
from empower.services.house import open_house
from tests.rules.case_files import FOLDER, decisions_of, laid_out

# A counter's name is made from what it counts; these are shorter.
SHORT = {
    "incident_cost": "cost",
    "incident_goodwill": "goodwill",
    "cost goodwill per customer every month": "customer",
    "cost goodwill per employee every day": "employee",
    "count goodwill per customer every month": "gestures",
    "cost all per property every year": "pot",
    "face all of refund per incident": "most",
    "settled refund in money per incident": "settled",
}
EXPECTED = {
    "goodwill at cost": {
        "cost": 3000,
        "goodwill": 3000,
        "customer": 3000,
        "employee": 3000,
        "gestures": 1,
        "pot": 3000,
    },
    "owed and goodwill": {
        "cost": 13000,
        "goodwill": 3000,
        "customer": 3000,
        "employee": 3000,
        "gestures": 1,
        "pot": 13000,
        "most": 13000,
        "settled": 10000,
    },
    "wholly owed": {"cost": 10000, "pot": 10000, "most": 10000, "settled": 10000},
    "a smaller sum settles the whole": {"cost": 8000, "pot": 8000, "most": 8000, "settled": 10000},
    "a part settles a part": {"cost": 7999, "pot": 7999, "most": 7999, "settled": 7999},
    "instead settles the whole": {"cost": 14000, "pot": 14000, "settled": 10000},
    "instead and goodwill": {
        "cost": 16000,
        "goodwill": 1000,
        "customer": 1000,
        "employee": 1000,
        "gestures": 1,
        "pot": 16000,
        "settled": 10000,
    },
    "nothing": {},
    "a courtesy": {"gestures": 1},
    "a blank key": {"cost": 1000, "goodwill": 1000, "employee": 1000, "pot": 1000, "most": 1000},
    "together": {
        "cost": 12000,
        "goodwill": 2000,
        "customer": 2000,
        "employee": 2000,
        "gestures": 1,
        "pot": 12000,
        "most": 10000,
        "settled": 10000,
    },
}


@pytest.fixture(scope="module")
def decisions(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Decision]:
    return decisions_of("charges", tmp_path_factory.mktemp("charges"))


@pytest.mark.parametrize("name", EXPECTED)
def test_each_counter_is_charged_what_it_counts(name: str, decisions: dict[str, Decision]) -> None:
    found: dict[str, int] = {}
    for charge in decisions[name].charges:
        short = SHORT[charge.counter]
        found[short] = found.get(short, 0) + charge.amount
    assert found == EXPECTED[name]


def test_every_case_of_the_file_is_looked_at(decisions: dict[str, Decision]) -> None:
    assert decisions.keys() == EXPECTED.keys()


def test_charges_stand_under_the_keys_of_the_day(decisions: dict[str, Decision]) -> None:
    charges = {SHORT[charge.counter]: charge for charge in decisions["owed and goodwill"].charges}
    assert {name: charge.key for name, charge in charges.items()} == {
        "cost": ("walked",),
        "goodwill": ("walked",),
        "customer": ("C-1",),
        "employee": ("ana",),
        "gestures": ("C-1",),
        "pot": ("north",),
        "most": ("walked",),
        "settled": ("walked",),
    }
    assert {charge.day for charge in charges.values()} == {day_of(2026, 5, 15)}
    assert not any(charge.held for charge in charges.values())


def test_lines_that_count_the_same_share_a_counter(tmp_path: Path) -> None:
    policy = laid_out(FOLDER / "limits-shared-counter.yaml", tmp_path)
    rulebook = open_house(policy).rulebook
    grants = {grant.id: grant.limits[0].counter for grant in rulebook.grants}
    rules = {rule.id: rule.limit.counter for rule in rulebook.rules if rule.limit}
    assert grants["agents"] == grants["leads"]
    assert rules["apart"] != grants["agents"]


def test_a_line_renamed_and_repriced_keeps_its_counter(tmp_path: Path) -> None:
    policy = laid_out(FOLDER / "charges.yaml", tmp_path)
    before = open_house(policy).rulebook.counters
    text = policy.read_text(encoding="utf-8")
    changed = text.replace("id: agents", "id: everybody").replace("id: pot, amount: 1000", "id: purse, amount: 2500")
    changed = changed.replace("amount: 300", "amount: 400").replace("id: walked", "id: sent-away")
    assert changed != text
    policy.write_text(changed, encoding="utf-8")
    assert open_house(policy).rulebook.counters == before
