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
    return _found("warning", Problem(code=code, message=message, path=path, hint=hint), regions, witness)


def note(
    code: str, path: Path, message: str, hint: str, regions: tuple[Region, ...] = (), witness: Witness | None = None
) -> Found:
    """Something to know, which may well be meant."""
    return _found("note", Problem(code=code, message=message, path=path, hint=hint), regions, witness)


def problem(
    code: str, path: Path, message: str, hint: str, regions: tuple[Region, ...] = (), witness: Witness | None = None
) -> Found:
    """Something that is wrong, so that the policy is not as its author says."""
    return _found("problem", Problem(code=code, message=message, path=path, hint=hint), regions, witness)


def _found(level: str, said: Problem, regions: tuple[Region, ...], witness: Witness | None) -> Found:
    return Found(problem=said.but(level=level, at_key=True), regions=regions, witness=witness)
