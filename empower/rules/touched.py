"""Which counters a decision will read for what is asked, so that a book far away can fetch them in one journey."""

from __future__ import annotations

from empower.domain.balances import NOTHING_SPENT
from empower.rules.rulebook import INCIDENT_COST, INCIDENT_GOODWILL
from empower.rules.situation import Situation

TYPE_CHECKING = False
if TYPE_CHECKING:
    from empower.domain.gesture import Ask
    from empower.rules.rulebook import Counter, Rulebook

__all__ = ["touched"]


def touched(rulebook: Rulebook, ask: Ask) -> tuple[tuple[Counter, tuple[str, ...]], ...]:
    """The counters that count what is asked, each with its key for the asker; those with a blank key are left out."""
    situation = Situation(rulebook, ask, NOTHING_SPENT, None)
    counters = [rulebook.counters[INCIDENT_COST], rulebook.counters[INCIDENT_GOODWILL]]
    for gesture in ask.gestures:
        static = situation.static(gesture.remedy)
        counters += static.counters
        counters += [rulebook.counters[line.counter] for line in static.entitlements]
    found = [(counter, situation.key(counter.per, ask.actor.id)) for counter in dict.fromkeys(counters)]
    return tuple([(counter, key) for counter, key in found if key is not None])
