"""How much of a policy its cases reach."""

from __future__ import annotations

from pathlib import Path

from empower.domain.problem import Problem
from empower.policyfile.case_files.cases import Cases
from empower.policyfile.said.zone import local
from empower.rules.analysis.combinations import Combinations, walked
from empower.rules.analysis.coverage import Coverage, coverage_from
from empower.rules.analysis.sight import Sight, Sights
from empower.rules.rulebook import Rulebook
from empower.services.asked import counted
from empower.services.house import House
from empower.services.run_cases import loaded_cases

__all__ = ["covered", "reachable_at", "seen_by"]


def covered(house: House, files: tuple[Path | None, ...], now: int, at: int | None = None) -> Coverage:
    """What the cases of these files (the one beside the policy where it is `None`) reach together."""
    seen = [sight for file in files for sight in seen_by(house.rulebook, loaded_cases(house, file, at))]
    return coverage_from(house.rulebook, seen, reachable_at(house.rulebook, now if at is None else at))


def reachable_at(rulebook: Rulebook, at: int) -> Combinations:
    """All that there is to reach, looked at from the day of an instant."""
    return walked(rulebook, local(at, rulebook.timezone, rulebook.day_starts).day)


def seen_by(rulebook: Rulebook, cases: Cases) -> list[Sight | None]:
    """What each case sees; nothing where what was given before cannot be counted."""
    sights = Sights(rulebook)
    found: list[Sight | None] = []
    for case in cases.cases:
        balances = counted(rulebook, case.given, (*case.path, "given"))
        found.append(None if isinstance(balances, Problem) else sights.of(case.ask, balances, cases.people))
    return found
