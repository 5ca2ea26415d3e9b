"""The meaning of the language as files: each holds a small policy and the answers it must give.

A file of `tests/cases/decide/` has a `description`, a `policy`, perhaps `people`, and then what stands in any `cases.yaml`.
Policy and people are cut out of the text and laid beside the cases, so that all three go the way of what people write. Lines
keep their numbers, and a policy need not repeat the head that every policy has.
"""

from __future__ import annotations

import re
from pathlib import Path

from empower.domain.balances import NOTHING_SPENT
from empower.domain.decision import Decision
from empower.domain.results import CaseResult
from empower.policyfile.case_files.cases import load_cases
from empower.rules.charges import charged
from empower.rules.decide import decide
from empower.services.house import open_house
from empower.services.run_cases import run_cases

FOLDER = Path(__file__).resolve().parents[1] / "cases" / "decide"
FILES = sorted(FOLDER.glob("*.yaml"))
_HEAD = {"empower": "1", "policy": "a-case", "currency": "EUR", "timezone": "UTC", "grants": "[]"}
_KEY = re.compile(r"([a-z_]+):")


def sections(text: str) -> dict[str, list[str]]:
    """The lines of each top-level key, each list as long as the text, with the other keys' lines blank."""
    lines = text.splitlines()
    found: dict[str, list[str]] = {}
    name = ""
    for number, line in enumerate(lines):
        key = _KEY.match(line)
        name = key[1] if key else name
        found.setdefault(name, [""] * len(lines))[number] = line
    return found


def laid_out(file: Path, folder: Path) -> Path:
    """The policy of a case file, written into `folder` with its cases and its people beside it."""
    parts = sections(file.read_text(encoding="utf-8"))
    policy = _inner(parts["policy"])
    own = {key[1] for line in policy if (key := _KEY.match(line))}
    head = [f"{key}: {value}" for key, value in _HEAD.items() if key not in own]
    _write(folder / "policy.yaml", [*policy, *head])
    cases = _together([part for key, part in parts.items() if key not in ("description", "policy", "people")])
    if "people" in parts:
        _write(folder / "roster.yaml", parts["people"])
        cases.append("people: roster.yaml")
    _write(folder / "cases.yaml", cases)
    return folder / "policy.yaml"


def decisions_of(name: str, folder: Path) -> dict[str, Decision]:
    """The decision on each case of a file, by the case's name."""
    house = open_house(laid_out(FOLDER / f"{name}.yaml", folder))
    found = load_cases(folder / "cases.yaml", house.rulebook)
    assert not found.problems
    decisions = {}
    for case in found.cases:
        balances = NOTHING_SPENT
        for before in case.given:
            balances = balances.plus(charged(house.rulebook, before, balances))
        decisions[case.name] = decide(house.rulebook, case.ask, balances, found.people)
    return decisions


def results_of(file: Path, folder: Path) -> tuple[CaseResult, ...]:
    """Every case of a file, put to its policy."""
    return run_cases(open_house(laid_out(file, folder)))


def _inner(lines: list[str]) -> list[str]:
    """What stands under the key of these lines, moved to the left edge."""
    return ["" if _KEY.match(line) else line[2:] for line in lines]


def _together(parts: list[list[str]]) -> list[str]:
    return ["".join(lines) for lines in zip(*parts, strict=True)]


def _write(file: Path, lines: list[str]) -> None:
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
