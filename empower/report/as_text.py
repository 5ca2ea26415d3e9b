"""A decision as text: at a terminal of some width, or (without a width) for a pipe.

What other commands answer has modules of its own (`suggest`, `card`, `matrix`, `cases`, `problems`), so that a check does
not load them.
"""

from __future__ import annotations

from empower.report.decision_page import decision_page
from empower.report.drawing import drawn

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from empower.domain.decision import Decision
    from empower.rules.rulebook import Rulebook

__all__ = ["decision_text"]


def decision_text(
    decision: Decision,
    rulebook: Rulebook,
    *,
    colour: bool,
    local: Callable[[int], str],
    file: str,
    width: int | None,
    notes: tuple[str, ...] = (),
) -> str:
    """The answer, why, and the way forward. `local` writes an instant as it is there; `file` is the policy's name.

    `notes` are what else is worth knowing, beyond the decision.
    """
    page = decision_page(decision, rulebook, local=local, file=file, notes=notes)
    return drawn(page, colour=colour, width=width)
