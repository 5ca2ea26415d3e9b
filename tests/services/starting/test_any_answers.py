"""Whatever is answered, a policy that is begun lints clean and its cases pass; what will not do leaves nothing behind."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from empower.domain.errors import CannotAskError, UnsoundStartError
from empower.policyfile.workspace import Workspace, load_workspace
from empower.services.house import open_house
from empower.services.lint import lint
from empower.services.run_cases import run_cases
from empower.services.starting.answering import answered
from empower.services.starting.answers import Answers
from empower.services.starting.begin import begun, proven
from empower.services.starting.questions import QUESTIONS
from tests.laws.situations import tried
from tests.services.hotel import NOW
from tests.services.starting.said import answers_said, calls_said

NAMES = st.sampled_from(["corner-cafe", "123", "1e3", "true", "null", "-", "_", "a" * 60])
USUAL = {"timezone": "UTC"}


@pytest.mark.parametrize("roles", [2, 3, 4, 5, 7])
@tried(6, torture=120)
@given(st.data(), NAMES)
def test_any_answers_come_to_a_sound_pack(roles: int, data: st.DataObject, name: str) -> None:
    _sound(data, name, roles)


@tried(3, torture=120)  # few: what lint compares grows with the limits, of which there may be eleven here
@given(st.data(), NAMES)
def test_a_long_ladder_comes_to_a_sound_pack(data: st.DataObject, name: str) -> None:
    _sound(data, name, 12)


def test_a_ladder_of_twelve_roles_each_with_its_limit_is_sound(tmp_path: Path) -> None:
    said = {"roles": ",".join(f"rung {number}" for number in range(12)), "failures": "late", "remedies": "refund"}
    said["limits"] = ",".join(f"{number}0" for number in range(1, 12))
    _, cases = begun(tmp_path / "cafe", answered(tmp_path / "cafe", USUAL | said, NOW), NOW)
    assert len(cases) > 200


def _sound(data: st.DataObject, name: str, roles: int) -> None:
    said = data.draw(answers_said(roles))
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / "shops" / name
        first = answered(folder, said, NOW)
        failures = tuple(one.name for one in first.failures if one.name != "other")
        giving = [place for place, one in enumerate(first.limited) if one.limit != 0] or [len(first.roles) - 1]
        ladder = tuple(one.name for one in first.roles[giving[0] :])
        answers = answered(folder, said | {"calls": data.draw(calls_said(failures, ladder))}, NOW)
        written, cases = begun(folder, answers, NOW)
        assert all(file.is_file() for file in written)
        assert [
            one for one in lint(folder, "", NOW, folder / "roster.yaml").findings if one.problem.level != "note"
        ] == []
        house = open_house(folder, folder / "roster.yaml")
        assert [case.mismatches for case in run_cases(house)] == [()] * len(cases) != []
        assert sorted(one.name for one in folder.parent.iterdir()) == sorted((name, "empower.yaml"))
        workspace = load_workspace(folder.parent / "empower.yaml")
        assert isinstance(workspace, Workspace)
        assert (workspace.policy, workspace.roster) == (name, f"{name}/roster.yaml")
        _as_said(answers, folder)


def _as_said(answers: Answers, folder: Path) -> None:
    """Every answer is in the policy that was read back, as it was given."""
    house = open_house(folder, folder / "roster.yaml")
    book = house.rulebook
    assert (book.ref.name, book.title, book.currency) == (folder.name, answers.title, answers.currency)
    assert [(one.id, one.title) for one in book.roles] == [(one.name, one.title) for one in answers.roles]
    failure = next(fact for fact in book.facts if fact.name == "failure")
    assert failure.values == tuple(one.name for one in answers.failures)
    assert {(one.id, one.kind) for one in book.remedies} == {(one.name, one.kind) for one in answers.remedies}
    granted = {role: grant.limits for grant in book.grants for role in grant.roles[:1] if grant.id != "at-no-cost"}
    for role in answers.limited:
        if role.name in granted:
            assert [limit.most for limit in granted[role.name]] == (
                [] if role.limit is None else [("units", role.limit)]
            )
    served = {role for person in house.people or () for role in person.roles}
    assert served == {role.name for role in answers.roles}


@tried(100)
@given(st.sampled_from([question.name for question in QUESTIONS]), st.text(max_size=40))
def test_any_text_is_an_answer_or_is_told_why_not(name: str, text: str) -> None:
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / "cafe"
        try:
            answers = answered(folder, USUAL | {name: text}, NOW)
        except CannotAskError as wrong:
            (problem,) = wrong.problems
            assert problem.message
            assert problem.hint
            assert problem.column > len("empower policy new")
            assert list(Path(temporary).iterdir()) == []
            return
        begun(folder, answers, NOW)


def test_what_is_not_sound_leaves_nothing_behind(tmp_path: Path) -> None:
    good = answered(tmp_path / "cafe", USUAL, NOW)
    desk, *others = good.roles
    words_cost = tuple(one for one in good.remedies if not one.free)
    idle = good.but(roles=(desk.but(limit=0), *others), remedies=words_cost)  # somebody who may give nothing
    with pytest.raises(UnsoundStartError, match="unreached-role"):
        begun(tmp_path / "shops" / "cafe", idle, NOW)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        ("policy.yaml", "limit: {amount: 20,", "limit: {amount: 21,", "the ladder"),
        ("policy.yaml", "adopts: owner", "duties: {call: Call them}\nadopts: owner", "unused-duty"),
        ("policy.yaml", "reports_to: owner", "reports_to: ownr", "unknown-role"),
        ("cases.yaml", "outcome: deny", "outcome: approve", "outcome should be approve, is deny"),
    ],
)
def test_a_pack_is_held_to_lint_and_to_its_cases(tmp_path: Path, file: str, old: str, new: str, told: str) -> None:
    folder = tmp_path / "cafe"
    begun(folder, answered(folder, USUAL, NOW), NOW)
    assert proven(folder, NOW)
    text = (folder / file).read_text(encoding="utf-8")
    (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(UnsoundStartError) as raised:
        proven(folder, NOW)
    assert told in str(raised.value)
