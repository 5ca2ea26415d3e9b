"""Rosters, cases, incidents and workspaces that are broken in every way: always problems with a line, never an exception."""

from __future__ import annotations

import copy
import json
import os
import random
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from empower.domain.errors import CannotAskError
from empower.domain.problem import PlacedProblem
from empower.policyfile.case_files.cases import load_cases
from empower.policyfile.roster import load_roster
from empower.policyfile.workspace import load_workspace
from empower.services.check import check
from empower.services.house import House, open_house
from empower.services.question import Who, question

PACK = Path(__file__).resolve().parents[1] / "packs" / "harbour-hotel"
NOW = 1_777_670_100_000_000
TRIES = 2_000 if os.environ.get("EMPOWER_TORTURE") else 250
HOSTILE: list[Any] = [
    *(
        None,
        True,
        0,
        -1,
        10**17,
        "",
        " ",
        "none",
        "any",
        "-",
        "NaN",
        "2026-02-30",
        "0001-01-01",
        "9999-12-31T23:59:59+23:59",
    ),
    *(
        "\u202eevil",
        "x" * 5_000,
        "24:61",
        "22-06",
        "a=b",
        "\\",
        [],
        {},
        [[]],
        {"a": {}},
        {"from": 1},
        [None],
        ["ana", "ana"],
        1.5,
    ),
]
INCIDENT = {
    "incident": "INC-7",
    "facts": {"failure": "noise", "severity": "minor", "customer": "C-88", "bill": 480, "stayed_on": "2026-04-30"},
    "given": [
        {"remedy": "credit", "amount": 100, "by": "ana", "on": "2026-05-01"},
        {
            "remedy": "free_night",
            "quantity": 1,
            "role": "owner",
            "facts": {"failure": "overbooked"},
            "incident": "INC-6",
        },
    ],
}
WORKSPACE = {"policy": "hotel", "ledger": "book.db", "roster": "roster.yaml", "identity": "claimed", "as": "ana"}


def _paths(data: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    items = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    return [path, *[found for key, value in items for found in _paths(value, (*path, key))]]


def _mutated(data: Any, chance: random.Random) -> Any:
    """The data with one part replaced by something hostile, renamed, taken out or doubled."""
    paths = _paths(data)[1:]
    if not paths:
        return data  # nothing is left of it
    path = chance.choice(paths)
    where = data
    for step in path[:-1]:
        where = where[step]
    last = path[-1]
    how = chance.choice(("replace", "replace", "replace", "rename", "remove", "double"))
    if how == "rename" and isinstance(where, dict):
        where[chance.choice(["by", "role", "amount", "", 7, f"{last}x"])] = where.pop(last)
    elif how == "remove":
        del where[last]
    elif how == "double" and isinstance(where, list):
        where.insert(0, where[last])
    else:
        where[last] = copy.deepcopy(chance.choice(HOSTILE))
    return data


@cache
def house() -> House:
    return open_house(PACK, PACK / "roster.yaml")


def roster(file: Path) -> tuple[PlacedProblem, ...]:
    found = load_roster(file, house().rulebook)
    return found if isinstance(found, tuple) else ()


def cases(file: Path) -> tuple[PlacedProblem, ...]:
    return load_cases(file, house().rulebook).problems


def incident(file: Path) -> tuple[PlacedProblem, ...]:
    asked = question("check", ("refund", "60"), now=NOW, who=Who(person="ana"), incident=file)
    try:
        check(house(), asked)
    except CannotAskError as wrong:
        return tuple([problem for problem in wrong.problems if problem.file == str(file)])
    return ()


def workspace(file: Path) -> tuple[PlacedProblem, ...]:
    found = load_workspace(file)
    return found if isinstance(found, tuple) else ()


@cache
def _whole(name: str) -> Any:
    if name == "roster":
        return yaml.load((PACK / "roster.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)  # noqa: S506  # text alone
    if name == "cases":
        data = yaml.load((PACK / "cases.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)  # noqa: S506
        return {**data, "people": str(PACK / "roster.yaml"), "cases": data["cases"][:4]}
    return INCIDENT if name == "incident" else WORKSPACE


@pytest.mark.parametrize("read", [roster, cases, incident, workspace], ids=lambda read: read.__name__)
def test_a_broken_file(read: Callable[[Path], tuple[PlacedProblem, ...]], tmp_path: Path) -> None:
    chance = random.Random(f"edge {read.__name__}")
    file = tmp_path / f"{read.__name__}.yaml"
    wrong = 0
    for _ in range(TRIES):
        data = copy.deepcopy(_whole(read.__name__))
        for _ in range(chance.choice((1, 1, 2))):
            data = _mutated(data, chance)
        file.write_text(json.dumps(data, ensure_ascii=False, indent=1), encoding="utf-8")
        problems = read(file)
        lines = file.read_text(encoding="utf-8").count("\n") + 1
        wrong += bool(problems)
        for problem in problems:
            assert problem.file in (str(file), str(PACK / "roster.yaml"))
            assert 1 <= problem.line <= lines, problem
            assert problem.message, problem
            assert problem.hint, problem
    assert wrong > TRIES // 3
