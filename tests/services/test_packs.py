"""The packs that are shipped, and a policy of one's own made from one."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from empower.domain.errors import CannotAskError
from empower.policyfile.packs import pack_names
from empower.policyfile.workspace import Workspace, load_workspace
from empower.services.house import open_house
from empower.services.packs import new_policy, packs
from empower.services.run_cases import run_cases
from tests.services.hotel import PACK, codes


def test_every_pack_has_a_title() -> None:
    assert [pack.name for pack in packs()] == list(pack_names())
    assert all(pack.title and Path(pack.folder).is_dir() for pack in packs())


@pytest.mark.parametrize("pack", pack_names())
def test_a_new_policy_is_ready_to_use(tmp_path: Path, pack: str) -> None:
    written = new_policy(tmp_path / "corner-cafe", pack)
    made = ["policy.yaml", "cases.yaml", "roster.yaml", "policy.schema.json", "empower.yaml"]
    assert [file.name for file in written] == made
    assert written[4].read_text(encoding="utf-8") == "policy: corner-cafe\nroster: corner-cafe/roster.yaml\n"
    house = open_house(tmp_path / "corner-cafe", tmp_path / "corner-cafe" / "roster.yaml")
    assert house.rulebook.ref.name == "corner-cafe"
    assert all(not case.mismatches for case in run_cases(house))
    first = written[0].read_text(encoding="utf-8").splitlines()[0]
    assert first == "# yaml-language-server: $schema=./policy.schema.json"
    assert json.loads(written[3].read_text(encoding="utf-8"))["title"]


def test_a_workspace_that_is_there_is_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "empower.yaml").write_text("policy: restaurant\n", encoding="utf-8")
    (tmp_path / "below").mkdir()
    written = new_policy(tmp_path / "below" / "corner-cafe")
    assert "empower.yaml" not in [file.name for file in written]
    assert (tmp_path / "empower.yaml").read_text(encoding="utf-8") == "policy: restaurant\n"
    assert not (tmp_path / "below" / "empower.yaml").exists()


def test_a_policy_without_a_roster_has_none_in_its_workspace(tmp_path: Path) -> None:
    (tmp_path / "theirs").mkdir()
    shutil.copy(PACK / "policy.yaml", tmp_path / "theirs" / "policy.yaml")
    new_policy(tmp_path / "mine", str(tmp_path / "theirs"))
    assert (tmp_path / "empower.yaml").read_text(encoding="utf-8") == "policy: mine\n"


@pytest.mark.parametrize(
    ("name", "likely"),
    [("My Café", "my-cafe"), ("Bicycle", "bicycle"), ("kühl & klar", "kuhl-klar"), ("日本", "corner-cafe")],
)
def test_a_name_that_will_do_is_offered(tmp_path: Path, name: str, likely: str) -> None:
    with pytest.raises(CannotAskError) as raised:
        new_policy(tmp_path / name)
    assert raised.value.problems[0].hint.endswith(f"such as `{likely}`")
    new_policy(tmp_path / likely)


@pytest.mark.parametrize("name", ["true", "1e3", "123", "null", "-", "a" * 60])
def test_a_name_that_looks_like_something_else_is_a_name(tmp_path: Path, name: str) -> None:
    new_policy(tmp_path / name)
    assert open_house(tmp_path / name, tmp_path / name / "roster.yaml").rulebook.ref.name == name
    workspace = load_workspace(tmp_path / "empower.yaml")
    assert isinstance(workspace, Workspace)
    assert (workspace.policy, workspace.roster) == (name, f"{name}/roster.yaml")


def test_a_name_that_is_too_long_is_cut_in_the_hint(tmp_path: Path) -> None:
    with pytest.raises(CannotAskError) as raised:
        new_policy(tmp_path / ("a" * 61))
    assert raised.value.problems[0].hint.endswith(f"such as `{'a' * 60}`")


def test_a_policy_begun_before_can_be_gone_on_with(tmp_path: Path) -> None:
    new_policy(tmp_path / "mine")
    with pytest.raises(CannotAskError) as raised:
        new_policy(tmp_path / "mine")
    assert f"empower policy lint --policy {tmp_path / 'mine'}" in raised.value.problems[0].hint


def test_comments_are_kept(tmp_path: Path) -> None:
    new_policy(tmp_path / "mine", str(PACK))
    before = (PACK / "policy.yaml").read_text(encoding="utf-8")
    after = (tmp_path / "mine" / "policy.yaml").read_text(encoding="utf-8")
    assert after == before.replace("policy: harbour-hotel", "policy: mine")


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "note.txt").write_text("keep", encoding="utf-8")
    with pytest.raises(CannotAskError) as raised:
        new_policy(folder)
    assert codes(raised.value)[0][0] == "already-there"
    assert [file.name for file in folder.iterdir()] == ["note.txt"]


def test_a_file_of_that_name_is_not_overwritten_either(tmp_path: Path) -> None:
    (tmp_path / "mine").write_text("keep", encoding="utf-8")
    with pytest.raises(CannotAskError):
        new_policy(tmp_path / "mine")
    assert (tmp_path / "mine").read_text(encoding="utf-8") == "keep"


@pytest.mark.parametrize(
    ("name", "pack", "code"), [("My Café", "restaurant", "name-form"), ("mine", "resturant", "unknown-policy")]
)
def test_a_name_or_a_pack_that_will_not_do(tmp_path: Path, name: str, pack: str, code: str) -> None:
    with pytest.raises(CannotAskError) as raised:
        new_policy(tmp_path / name, pack)
    assert codes(raised.value)[0][0] == code
    assert not (tmp_path / name).exists()


def test_a_pack_with_a_problem_is_not_copied(tmp_path: Path) -> None:
    (tmp_path / "bad").mkdir()
    (tmp_path / "bad" / "policy.yaml").write_text("empower: 1\n", encoding="utf-8")
    with pytest.raises(CannotAskError) as raised:
        new_policy(tmp_path / "mine", str(tmp_path / "bad"))
    assert raised.value.exit_code == 5
