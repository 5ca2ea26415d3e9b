"""Forbidden? What no role may pass: a matching `deny`, and a remedy's most."""

from __future__ import annotations

from empower.domain.decision import Reason
from empower.rules.view import reason

TYPE_CHECKING = False
if TYPE_CHECKING:
    from empower.domain.decision import Reading
    from empower.rules.view import View

__all__ = ["beyond_most", "forbidden"]


def forbidden(view: View) -> tuple[Reason, ...]:
    """The rules that deny it, each with what made it match."""
    return tuple(
        [
            reason("forbidden", rule, view, tests=view.tests(view.matching_box(rule)))
            for rule in view.matched.rules
            if rule.deny
        ]
    )


def beyond_most(view: View) -> tuple[tuple[Reading, ...], tuple[Reason, ...]]:
    """How the remedy's most reads, and the reasons it is passed, if it is."""
    readings, reasons = [], []
    for limit in view.remedy.most:
        reading, fits = view.fits_face(limit)
        readings.append(reading)
        if not fits:
            reasons.append(
                Reason(
                    code="remedy-maximum",
                    line=view.remedy.id,
                    section="remedies",
                    place=view.remedy.place,
                    remedy=view.remedy.id,
                    reading=reading,
                )
            )
    return tuple(readings), tuple(reasons)
