"""The days on which two policies are in force, where they are not the same."""

from __future__ import annotations

from empower.domain.amounts import parts
from empower.domain.conditions import contains, opposite, shared
from empower.rules.analysis.around.note import MAY, Note
from empower.rules.index import amounts_of, lines_of
from empower.rules.rulebook import Counter

TYPE_CHECKING = False
if TYPE_CHECKING:
    from empower.domain.conditions import Spans
    from empower.rules.rulebook import Rulebook

__all__ = ["days_otherwise", "newly_in_force"]


def days_otherwise(old: Rulebook, new: Rulebook) -> list[Note]:
    """A note where they are in force on other days, none of which are compared.

    Answers may differ there where a line of the new one comes, goes or changes on a day that the old one does not have.
    """
    if old.effective == new.effective:
        return []
    lines = _changing_on(new, newly_in_force(old, new))
    return [Note(what="effective", way=MAY if lines else "", lines=lines)]


def newly_in_force(old: Rulebook, new: Rulebook) -> Spans:
    """The days on which the new one is in force and the old one is not."""
    return shared((new.effective,), opposite((old.effective,)))


def _changing_on(rulebook: Rulebook, days: Spans) -> tuple[str, ...]:
    """The lines and remedies that are otherwise from, or until, one of the days; where the policy begins is no change in it."""
    begins = rulebook.effective[0]
    found = []
    for one in (*rulebook.remedies, *[line for line in lines_of(rulebook) if not isinstance(line, Counter)]):
        conditions = [one.condition] if hasattr(one, "condition") else []
        boxes = [box for condition in conditions for box in (*condition.when, *condition.unless)]
        cuts = {end for box in boxes for test in box if test.axis == "day" for span in test.spans for end in span}
        amounts = [part for amount in amounts_of(one) for part in parts(amount)]
        cuts |= {start for part in amounts if part[0] == "dated" and not part[2] for start, _ in part[1]}
        if any([cut is not None and cut != begins and contains(days, cut) for cut in cuts]):
            found.append(one.id)
    return tuple(dict.fromkeys(found))
