"""The questions of every pack's own cases, and the figures that matter to each policy."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from empower.domain.balances import Balances
from empower.policyfile.case_files.cases import load_cases
from empower.policyfile.load import Loaded, load_policy
from empower.rules.charges import charged
from empower.rules.rulebook import Rulebook
from tests.laws.situations import Case

__all__ = ["PACKS", "cases_of", "figures_of", "pack_loaded", "pack_rulebook"]

_TOP = Path(__file__).resolve().parents[2]
PACKS = sorted(
    folder.relative_to(_TOP).as_posix()
    for shelf in ("policies", "tests/packs")
    for folder in (_TOP / shelf).glob("*")
    if (folder / "policy.yaml").is_file()
)


@cache
def pack_loaded(pack: str) -> Loaded:
    """The pack's policy as it was read."""
    return load_policy(_TOP / pack)


def pack_rulebook(pack: str) -> Rulebook:
    """The pack's policy, compiled."""
    loaded = pack_loaded(pack)
    assert loaded.rulebook is not None, loaded.problems
    return loaded.rulebook


@cache
def cases_of(pack: str) -> tuple[Case, ...]:
    """Every question of the pack's cases, with what was given before."""
    rulebook = pack_rulebook(pack)
    found = load_cases(_TOP / pack / "cases.yaml", rulebook)
    assert found.cases, found.problems
    cases = []
    for case in found.cases:
        balances = Balances()
        for earlier in case.given:
            balances = balances.plus(charged(rulebook, earlier, balances))
        cases.append(Case(rulebook, case.ask, balances, found.people))
    return tuple(cases)


def figures_of(rulebook: Rulebook) -> tuple[int, ...]:
    """Every constant of the policy, and one minor unit on both sides."""
    constants: set[int] = set()
    for part in (rulebook.remedies, rulebook.grants, rulebook.budgets, rulebook.rules, rulebook.owed):
        constants |= set(_numbers([line.plain() for line in part]))
    return tuple(
        sorted({near for number in constants for near in (number - 1, number, number + 1) if 0 < near < 10**12})
    )


def _numbers(part: Any) -> list[int]:
    if isinstance(part, bool):
        return []
    if isinstance(part, int):
        return [part]
    if hasattr(part, "plain"):
        return _numbers(part.plain())
    if isinstance(part, tuple | list):
        return [number for inner in part for number in _numbers(inner)]
    return []
