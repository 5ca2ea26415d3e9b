"""Which policy, roster and person are meant, and who says so."""

from __future__ import annotations

from pathlib import Path

import pytest

from empower.settings import Choice, Settings, settings


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    """A workspace two folders up from where somebody is, and their own config folder."""
    here, own = tmp_path / "house" / "desk", tmp_path / "own"
    here.mkdir(parents=True)
    own.mkdir()
    (tmp_path / "house" / "empower.yaml").write_text("policy: hotel\nroster: people.yaml\n", encoding="utf-8")
    (own / "empower.yaml").write_text("policy: mine\nledger: book.db\nas: ana\n", encoding="utf-8")
    return here, own


def found(folders: tuple[Path, Path], environment: dict[str, str] | None = None, **flags: str) -> Settings:
    here, own = folders
    named = {"as": flags.pop("person")} | flags if "person" in flags else flags
    chosen = settings(named, environment or {}, here, own)
    assert isinstance(chosen, Settings)
    return chosen


def test_the_nearest_workspace_and_then_ones_own_file(folders: tuple[Path, Path]) -> None:
    here, own = folders
    house = here.parent
    chosen = found(folders)
    assert chosen == Settings(
        policy=Choice(value="hotel", why=str(house / "empower.yaml"), base=house),
        roster=Choice(value="people.yaml", why=str(house / "empower.yaml"), base=house),
        ledger=Choice(value="book.db", why=str(own / "empower.yaml"), base=own),
        person=Choice(value="ana", why=str(own / "empower.yaml"), base=own),
        workspace=house / "empower.yaml",
    )
    assert chosen.roster is not None
    assert chosen.roster.path == house / "people.yaml"


def test_the_environment_comes_before_files_and_a_flag_before_both(folders: tuple[Path, Path]) -> None:
    environment = {"EMPOWER_POLICY": "from-environment", "EMPOWER_AS": "rui", "EMPOWER_ROSTER": "r.yaml"}
    chosen = found(folders, environment, policy="typed")
    assert chosen.policy == Choice(value="typed", why="flag --policy", base=folders[0])
    assert chosen.person == Choice(value="rui", why="EMPOWER_AS", base=folders[0])
    assert chosen.roster == Choice(value="r.yaml", why="EMPOWER_ROSTER", base=folders[0])


def test_an_empty_variable_says_nothing(folders: tuple[Path, Path]) -> None:
    chosen = found(folders, {"EMPOWER_POLICY": ""})
    assert chosen.policy is not None
    assert chosen.policy.value == "hotel"


def test_a_person_may_be_known_by_login(folders: tuple[Path, Path]) -> None:
    (folders[0] / "empower.yaml").write_text("identity: login\n", encoding="utf-8")
    assert found(folders).by_login
    (folders[0] / "empower.yaml").write_text("identity: claimed\n", encoding="utf-8")
    assert not found(folders).by_login


def test_a_workspace_with_a_mistake_is_not_passed_over(folders: tuple[Path, Path]) -> None:
    (folders[0] / "empower.yaml").write_text("polcy: hotel\n", encoding="utf-8")
    problems = settings({}, {}, *folders)
    assert isinstance(problems, tuple)
    assert [(one.code, one.hint) for one in problems] == [("unknown-key", "did you mean `policy`?")]


def test_nothing_is_said_anywhere(tmp_path: Path) -> None:
    assert settings({}, {}, tmp_path, tmp_path / "own") == Settings()
