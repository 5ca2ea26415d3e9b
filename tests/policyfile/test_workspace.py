"""The workspace file: found from below, read strictly."""

from __future__ import annotations

from pathlib import Path

import pytest

from empower.policyfile.workspace import Workspace, find_workspace, load_workspace
from tests.policyfile.small_house import told


def loaded(folder: Path, text: str) -> Workspace | list[tuple[str, int, str]]:
    file = folder / "empower.yaml"
    file.write_text(text, encoding="utf-8")
    found = load_workspace(file)
    return found if isinstance(found, Workspace) else told(found)


def test_a_whole_workspace(tmp_path: Path) -> None:
    text = "policy: policies/harbour-hotel\nledger: book.db\nroster: roster.yaml\nidentity: login\n"
    workspace = loaded(tmp_path, text)
    assert workspace == Workspace(
        file=tmp_path / "empower.yaml",
        policy="policies/harbour-hotel",
        ledger="book.db",
        roster="roster.yaml",
        identity="login",
    )
    assert isinstance(workspace, Workspace)
    assert workspace.at(workspace.roster) == tmp_path / "roster.yaml"


def test_what_is_not_said_is_empty(tmp_path: Path) -> None:
    assert loaded(tmp_path, "as: ana\n") == Workspace(file=tmp_path / "empower.yaml", person="ana")


def test_the_nearest_one_upwards_is_found(tmp_path: Path) -> None:
    below = tmp_path / "a" / "b"
    below.mkdir(parents=True)
    assert find_workspace(below) is None
    (tmp_path / "empower.yaml").write_text("policy: x\n", encoding="utf-8")
    assert find_workspace(below) == tmp_path / "empower.yaml"
    (tmp_path / "a" / "empower.yaml").write_text("policy: y\n", encoding="utf-8")
    assert find_workspace(below) == tmp_path / "a" / "empower.yaml"


def test_each_key_has_its_own_example(tmp_path: Path) -> None:
    (tmp_path / "empower.yaml").write_text("roster: [a]\nas: {b: c}\n", encoding="utf-8")
    problems = load_workspace(tmp_path / "empower.yaml")
    assert isinstance(problems, tuple)
    assert [one.hint for one in problems] == [
        "write it like this: `roster: roster.yaml`, or leave it out",
        "write it like this: `as: ana`, or leave it out",
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("polcy: x\n", ("unknown-key", 1, "polcy")),
        ("policy: [x]\n", ("wrong-kind", 1, "[x]")),
        ("policy:\n", ("wrong-kind", 1, "")),
        ("identity: badge\n", ("unknown-value", 1, "badge")),
        ("identity: login\nas: ana\n", ("login-decides", 2, "as")),
        ("policy\n", ("wrong-kind", 1, "policy")),
    ],
)
def test_a_mistake(tmp_path: Path, text: str, found: tuple[str, int, str]) -> None:
    assert loaded(tmp_path, text) == [found]
