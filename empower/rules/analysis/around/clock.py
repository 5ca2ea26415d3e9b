"""The clock that two policies are read by: where they are, when a day begins and when a year."""

from __future__ import annotations

from empower.rules.analysis.around.note import MAY, Note
from empower.rules.analysis.around.read_by import clock_readers, year_readers

TYPE_CHECKING = False
if TYPE_CHECKING:
    from empower.rules.rulebook import Rulebook

__all__ = ["clock_otherwise"]


def clock_otherwise(old: Rulebook, new: Rulebook) -> list[Note]:
    """A note for each thing that is otherwise; answers may differ by it wherever a line of either reads it."""
    found = []
    for field in ("timezone", "day_starts"):
        if getattr(old, field) != getattr(new, field):
            reads = _together(*[clock_readers(book, hours=field == "timezone") for book in (old, new)])
            if any([end is not None for book in (old, new) for end in book.effective]):
                reads = (*reads, ("effective", ()))
            found.append(Note(what=field, way=MAY if reads else "", reads=reads))
    if old.year_starts != new.year_starts:
        years = tuple(dict.fromkeys([*year_readers(old), *year_readers(new)]))
        found.append(Note(what="year_starts", way=MAY if years else "", reads=(("year", years),) if years else ()))
    return found


def _together(*several: tuple[tuple[str, tuple[str, ...]], ...]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    found: dict[str, dict[str, None]] = {}
    for readers in several:
        for how, ids in readers:
            found.setdefault(how, {}).update(dict.fromkeys(ids))
    return tuple([(how, tuple(ids)) for how, ids in found.items()])
