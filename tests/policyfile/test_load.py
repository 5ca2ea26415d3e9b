"""One way from a file to a rulebook: what is good becomes one, what is not is said once, in plain words, at its place."""

from __future__ import annotations

import gc
import hashlib
import random
import re
from copy import deepcopy
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from empower.domain.problem import Problem
from empower.policyfile.document import PARTS, SECTIONS, PolicyFile, Written
from empower.policyfile.load import load_policy, read_policy
from empower.policyfile.misshapen import in_shape
from empower.policyfile.reader.tree import read_tree
from empower.rules.compile import BROKEN
from empower.rules.stored import as_bytes, from_bytes
from tests.policyfile.broken_policies import HEAD, loaded, told, whole

ROOT = Path(__file__).resolve().parents[2]
POLICIES = sorted([*ROOT.glob("policies/*/policy*.yaml"), *ROOT.glob("tests/packs/*/policy*.yaml")])


@pytest.mark.parametrize("file", POLICIES, ids=[f"{file.parent.name}/{file.stem}" for file in POLICIES])
def test_every_pack_becomes_a_rulebook_that_survives_bytes(file: Path) -> None:
    found = load_policy(file)
    assert found.problems == ()
    assert found.rulebook is not None
    assert from_bytes(as_bytes(found.rulebook)) == found.rulebook
    assert found.rulebook.ref.digest == f"sha256:{hashlib.sha256(file.read_bytes()).hexdigest()}"
    assert found.source == file.read_bytes()


def test_a_folder_stands_for_the_policy_in_it() -> None:
    folder = ROOT / "tests" / "packs" / "harbour-hotel"
    assert load_policy(folder).rulebook == load_policy(folder / "policy.yaml").rulebook


def test_lines_know_where_they_stand() -> None:
    file = ROOT / "tests" / "packs" / "harbour-hotel" / "policy.yaml"
    rulebook = load_policy(file).rulebook
    assert rulebook is not None
    lines = file.read_text(encoding="utf-8").splitlines()
    for line in (*rulebook.grants, *rulebook.budgets, *rulebook.rules, *rulebook.owed, *rulebook.not_owed):
        number, column = line.place
        assert f"id: {line.id}" in lines[number - 1]
        assert lines[number - 1][column - 1 :].startswith(("{id:", "id:"))
    declared = [(one.id, one.place) for one in rulebook.remedies] + [(one.id, one.place) for one in rulebook.roles]
    for name, (number, column) in declared:
        assert lines[number - 1][column - 1 :].startswith(f"{name}:")


def test_a_file_that_is_not_there_is_a_problem_and_no_exception(tmp_path: Path) -> None:
    (tmp_path / "polcy.yaml").write_text(whole(""))
    found = load_policy(tmp_path / "policy.yaml")
    assert [problem.code for problem in found.problems] == ["missing-file"]
    assert found.rulebook is None
    assert found.tree.data is None


@pytest.mark.parametrize(
    ("text", "code"),
    [("- a\n- b\n", "wrong-kind"), ("hello\n", "wrong-kind"), ("a: [\n", "unclosed-bracket"), ("", "empty-file")],
)
def test_a_file_that_is_no_policy_at_all(text: str, code: str) -> None:
    found = read_policy(text.encode(), "policy.yaml")
    assert [(problem.code, problem.line) for problem in found.problems] == [(code, 1)]


def test_all_mistakes_are_shown_in_the_order_of_the_file() -> None:
    lines = (
        "currency: EURO\n"
        "timezone: Europe/Lisboa\n"
        "facts: {failure: {one_of: [noise, billing]}, bill: {mony: true}}\n"
        "rules:\n"
        "  - {id: a, when: {falure: noise, bill: 5}, deny: true}\n"
        "  - {id: b, when: {failure: nois}, escalate: boss, becuase: x}\n"
        "  - {id: b, limit: {amount: -5, per: incidnt}}\n"
    )
    codes = [problem.code for problem in loaded(lines).problems]
    assert codes == [
        *("unknown-currency", "unknown-timezone", "unknown-key", "unknown-fact", "unknown-value", "unknown-role"),
        *("unknown-key", "duplicate-id", "negative", "unknown-fact"),
    ]


@pytest.mark.parametrize("key", [key for key in HEAD if key not in ("facts", "grants")])
def test_what_every_policy_has_to_say(key: str) -> None:
    text = told("rules: []\n", key)
    assert f"missing-key: a policy needs `{key}`" in text
    assert text.count("policy.yaml:") == 1


@pytest.mark.parametrize(
    "lines",
    [
        "facts: [failure]\n",
        "facts: {failure: noise, bill: 5}\n",
        "remedies: [refund]\n",
        "roles: [agent]\n",
        "roles: {agent: [manager], manager: {}}\n",
        "currency: 5\n",
        "papers: [note]\n",
        "duties: 5\n",
        "groups: [refund]\n",
        "owed: {a: b}\n",
        "rules: nothing\n",
    ],
)
def test_one_section_that_is_wrong_does_not_spoil_the_others(lines: str) -> None:
    others = {
        "facts": "facts: {failure: {one_of: [noise, billing]}, bill: {money: true}}\n",
        "owed": "owed:\n  - {id: o, when: {failure: noise}, remedies: refund, amount: {share: 50%, of: bill}}\n",
        "not_owed": "not_owed:\n  - {id: n, of: o, when: {failure: billing}}\n",
        "rules": (
            "rules:\n  - {id: r, when: {failure: noise, remedy: refund}, escalate: manager, needs: form, must: act}\n"
        ),
        "papers": "papers: {form: A form}\n",
        "duties": "duties: {act: Act}\n",
    }
    text = lines + "".join(part for key, part in others.items() if not lines.startswith(f"{key}:"))
    codes = {problem.code for problem in loaded(text).problems}
    assert len(codes) == 1, told(text)


def test_a_misspelt_key_is_not_missing_too() -> None:
    text = told("grants:\n  - {id: g, role: agent, limt: {amount: 5, per: incident}}\n")
    assert text.count(": unknown-key: ") == 2
    assert "missing-key" not in text


def test_a_name_that_is_unknown_everywhere_is_said_once() -> None:
    rules = "".join(f"  - {{id: r{number}, deny: true, when: {{falure: noise}}}}\n" for number in range(20))
    (problem,) = loaded(f"rules:\n{rules}").problems
    assert problem.message == "`falure` is not a fact of this policy, here and on 19 other lines"


def test_a_single_line_may_stand_where_a_list_is_expected() -> None:
    found = loaded("grants: {id: g, roles: agent, limit: none}\nrules: {id: r, deny: true}\nowed:\nbudgets: null\n")
    assert found.rulebook is not None
    assert [line.id for line in (*found.rulebook.grants, *found.rulebook.rules)] == ["g", "r"]


def test_names_may_be_numbers() -> None:
    lines = "facts: {scheme: {one_of: [15, 30]}}\nrules:\n  - {id: 1, when: {scheme: 15}, deny: true}\n"
    dates = "effective: {from: 2026-01-01, until: 2026-02-01}"
    found = loaded(f"{lines}exceptions:\n  - {{id: 2, lifts: 1, ticket: 311, approved_by: manager, {dates}}}\n")
    assert found.rulebook is not None
    assert (found.rulebook.rules[0].id, found.rulebook.exceptions[0].ticket) == ("1", "311")


@pytest.mark.parametrize(
    ("zone", "good"), [("UTC", True), ("Europe", False), ("../etc", False), ("5", False), ("''", False)]
)
def test_a_time_zone_is_one_that_the_system_knows(zone: str, good: bool) -> None:
    assert [problem.code for problem in loaded(f"timezone: {zone}\n").problems] == (
        [] if good else ["unknown-timezone"]
    )


def test_what_is_given_is_left_as_it_is() -> None:
    data = read_tree(whole("rules:\n  - {id: a, nonsense: 1, deny: maybe}\n").encode()).data
    before = deepcopy(data)
    shaped, problems = in_shape(data)
    assert data == before
    assert len(problems) == 2
    assert shaped["rules"][0] == {"id": "a", "deny": BROKEN, BROKEN: BROKEN}


def test_rubbish_is_collected_again_after_loading() -> None:
    assert gc.isenabled()
    loaded("rules: nothing\n")
    assert gc.isenabled()


WRONG: tuple[Any, ...] = (None, True, 5, -1, Decimal("2.5"), "text", [], [1], {}, {"id": "x"}, {1: 2}, [[{}]])


def models() -> list[type[Written]]:
    """Every mapping of a policy file."""
    return [PolicyFile, *SECTIONS.values(), *PARTS.values()]


def spoiled_shapes() -> list[tuple[tuple[Any, ...], Problem]]:
    """What is said of a whole policy with one part after another replaced by things that do not belong there."""
    data = read_tree((ROOT / "tests" / "packs" / "harbour-hotel" / "policy.yaml").read_bytes()).data
    found: list[tuple[tuple[Any, ...], Problem]] = []
    chance = random.Random(1)
    for path in sorted(paths_in(data), key=repr):
        spoiled = deepcopy(data)
        place = spoiled
        for step in path[:-1]:
            place = place[step]
        place[path[-1]] = deepcopy(chance.choice(WRONG))
        found += [(path, problem) for problem in in_shape(spoiled)[1]]
    return found


def paths_in(part: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every path of a tree."""
    inner = part.items() if isinstance(part, dict) else enumerate(part) if isinstance(part, list) else ()
    return [found for step, value in inner for found in ((*path, step), *paths_in(value, (*path, step)))]


def test_no_word_of_the_machinery_reaches_the_author() -> None:
    problems = spoiled_shapes()
    assert len({problem.code for _, problem in problems}) >= 3
    names = {model.__name__ for model in models()}
    for path, problem in problems:
        text = f"{problem.message} {problem.hint}"
        assert not re.search(
            r"Input should|valid|pydantic|\bdict\b|\bint\b|\bstr\b|Decimal|NoneType|BROKEN|None", text
        ), (path, text)
        assert not names & set(re.findall(r"\w+", text)), (path, text)
        assert problem.hint
        assert problem.message[0] in "`abcdefghijklmnopqrstuvwxyz"


def test_every_problem_of_shape_is_where_the_mistake_is() -> None:
    for path, problem in spoiled_shapes():
        assert problem.path[: len(path)] == path[: len(problem.path)], (path, problem)
