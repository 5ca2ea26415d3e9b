"""Which policy a name stands for, and what opening it may find."""

from __future__ import annotations

from pathlib import Path

import pytest

from empower.domain.errors import CannotAskError
from empower.domain.problem import Problem
from empower.policyfile.packs import pack_folder
from empower.services.house import find_policy, open_house
from tests.services.hotel import PACK, hotel, without_people


def test_a_folder_a_file_or_a_shipped_pack(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "policy.yaml").write_text("empower: 1\n", encoding="utf-8")
    assert find_policy("mine", tmp_path) == tmp_path / "mine"
    assert find_policy("mine/policy.yaml", tmp_path) == tmp_path / "mine" / "policy.yaml"
    assert find_policy(str(tmp_path / "mine"), Path("/")) == tmp_path / "mine"
    assert find_policy("restaurant", tmp_path) == pack_folder("restaurant")


def test_what_lies_here_comes_before_what_is_shipped(tmp_path: Path) -> None:
    (tmp_path / "restaurant").mkdir()
    assert find_policy("restaurant", tmp_path) == pack_folder("restaurant")
    (tmp_path / "restaurant" / "policy.yaml").write_text("empower: 1\n", encoding="utf-8")
    assert find_policy("restaurant", tmp_path) == tmp_path / "restaurant"


def test_a_name_that_stands_for_nothing(tmp_path: Path) -> None:
    found = find_policy("resturant", tmp_path)
    assert isinstance(found, Problem)
    assert (found.code, found.hint) == ("unknown-policy", "did you mean `restaurant`?")


def test_a_folder_without_a_policy(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    found = find_policy("empty", tmp_path)
    assert isinstance(found, Problem)
    assert found.message == f"there is no `policy.yaml` in `{tmp_path / 'empty'}`"


def test_the_roster_beside_a_policy_is_an_example_until_it_is_named() -> None:
    assert without_people().people is None
    assert without_people().example_roster == PACK / "roster.yaml"
    assert hotel().example_roster is None
    assert hotel().people is not None


def test_a_policy_with_a_problem_is_not_opened(tmp_path: Path) -> None:
    text = (PACK / "policy.yaml").read_text(encoding="utf-8")
    (tmp_path / "policy.yaml").write_text(text.replace("remedy: gift_card", "remedy: gift_crad"), encoding="utf-8")
    with pytest.raises(CannotAskError) as raised:
        open_house(tmp_path)
    assert raised.value.exit_code == 5
    assert len(raised.value.problems) == 1
    assert "gift_card" in raised.value.problems[0].hint


def test_a_roster_with_a_mistake_is_not_opened(tmp_path: Path) -> None:
    (tmp_path / "roster.yaml").write_text("people: [{id: ana, roles: boss}]\n", encoding="utf-8")
    with pytest.raises(CannotAskError) as raised:
        open_house(PACK, tmp_path / "roster.yaml")
    assert raised.value.exit_code == 2
    assert [one.code for one in raised.value.problems] == ["unknown-role"]
