"""Everything that is otherwise around the lines of two policies."""

from __future__ import annotations

from empower.rules.analysis.around.clock import clock_otherwise
from empower.rules.analysis.around.costs import costs_otherwise
from empower.rules.analysis.around.days import days_otherwise
from empower.rules.analysis.around.facts import facts_otherwise
from empower.rules.analysis.around.people import people_otherwise
from empower.rules.analysis.around.words import promises_otherwise, words_otherwise

TYPE_CHECKING = False
if TYPE_CHECKING:
    from empower.rules.analysis.around.note import Note
    from empower.rules.rulebook import Rulebook

__all__ = ["otherwise_around"]


def otherwise_around(old: Rulebook, new: Rulebook) -> tuple[Note, ...]:
    """The notes, those first by which answers may differ."""
    found = [
        *facts_otherwise(old, new),
        *costs_otherwise(old, new),
        *clock_otherwise(old, new),
        *people_otherwise(old, new),
        *days_otherwise(old, new),
        *promises_otherwise(old, new),
        *words_otherwise(old, new),
    ]
    return (*[note for note in found if note.way], *[note for note in found if not note.way])
