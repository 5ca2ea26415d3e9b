"""Problems with their frames, and how many there are."""

from __future__ import annotations

from empower.report.frame import framed
from empower.report.phrases import several

TYPE_CHECKING = False
if TYPE_CHECKING:
    from empower.domain.problem import PlacedProblem

__all__ = ["counted_problems", "problems_text"]


def problems_text(problems: tuple[PlacedProblem, ...]) -> str:
    """Each problem with its frame, and the closing line."""
    return "\n\n".join([*[framed(problem) for problem in problems], counted_problems(problems)])


def counted_problems(problems: tuple[PlacedProblem, ...]) -> str:
    """How many there are (`2 problems, 1 warning`)."""
    counts = [(len([one for one in problems if one.level == level]), level) for level in ("problem", "warning", "note")]
    told = [several(count, level) for count, level in counts if count]
    return ", ".join(told) if told else "no problems"
