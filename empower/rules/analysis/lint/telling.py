"""How an analysis of the lint says what it found."""

from __future__ import annotations

from empower.domain.problem import Problem
from empower.rules.analysis.found import Found

TYPE_CHECKING = False
if TYPE_CHECKING:
    from empower.rules.analysis.found import Witness
    from empower.rules.analysis.regions import Region

    Path = tuple[str | int, ...]

__all__ = ["note", "problem", "warning"]


def warning(
    code: str, path: Path, message: str, hint: str, regions: tuple[Region, ...] = (), witness: Witness | None = None
) -> Found:
    """Something that is most likely a mistake."""
    problem = Problem(code=code, message=message, path=path, hint=hint, at_key=True, level="warning")
    return Found(problem=problem, regions=regions, witness=witness)


def note(
    code: str, path: Path, message: str, hint: str, regions: tuple[Region, ...] = (), witness: Witness | None = None
) -> Found:
    """Something to know, which may well be meant."""
    problem = Problem(code=code, message=message, path=path, hint=hint, at_key=True, level="note")
    return Found(problem=problem, regions=regions, witness=witness)


def problem(
    code: str, path: Path, message: str, hint: str, regions: tuple[Region, ...] = (), witness: Witness | None = None
) -> Found:
    """Something that is wrong, so that the policy is not as its author says."""
    found = Problem(code=code, message=message, path=path, hint=hint, at_key=True)
    return Found(problem=found, regions=regions, witness=witness)
