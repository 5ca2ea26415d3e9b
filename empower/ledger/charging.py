"""Adding to counters: calendar ones by their period, rolling ones by day buckets with a total that moves on.

A rolling counter's row holds the total as of one day. Whoever adds on a later day first takes off the buckets that have left
the window since; what is added for a day before that changes the total only if that day is still in it.
"""

from __future__ import annotations

from functools import lru_cache

from empower.domain.canonical import canonical
from empower.domain.windows import CALENDAR, window
from empower.ledger.cells import number

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from empower.ledger.rows import Rows
    from empower.ledger.shapes import Row
    from empower.rules.rulebook import Counter, Rulebook

__all__ = ["add_to_counter", "key_text", "left_since", "period_of", "rolls"]


def key_text(key: Sequence[str]) -> str:
    """The key as one text."""
    return _text(tuple(key))


@lru_cache(maxsize=1024)
def _text(key: tuple[str, ...]) -> str:
    return canonical(key).decode()


def rolls(counter: Counter) -> bool:
    """Whether its window moves on every day."""
    return counter.every is not None and counter.every[0] not in CALENDAR


def period_of(rulebook: Rulebook, counter: Counter, day: int) -> int:
    """The first day of the calendar window that holds `day`; 0 for a counter that rolls or never ends."""
    if counter.every is None or rolls(counter):
        return 0
    return window(counter.every, day, rulebook.year_starts)[0] or 0


def left_since(rows: Rows, counter: Counter, row: Row, day: int) -> tuple[int, int]:
    """What has left a rolling counter's window between the row's day and `day`: spent, and held."""
    first, until = window(counter.every, number(row, "day"))[0], window(counter.every, day)[0]
    if first is None or until is None or until <= first:
        return 0, 0
    gone = rows.find("buckets between", counter.id, row["key"], first, until)
    return sum([number(one, "spent") for one in gone]), sum([number(one, "held") for one in gone])


def add_to_counter(
    rows: Rows,
    rulebook: Rulebook,
    counter: Counter,
    key: str,
    day: int,
    spent: int,
    held: int,
    within: int | None = None,
) -> tuple[int, int]:
    """What is spent and held once these are added. Raises `OverspentError` where that is beyond `within`."""
    if not rolls(counter):
        period = period_of(rulebook, counter, day)
        return rows.charge(counter.id, key, period, period, spent, held, within)
    row = rows.get("counter", counter.id, key, 0)
    bucket = rows.get("bucket", counter.id, key, day)
    before = (number(bucket, "spent"), number(bucket, "held")) if bucket else (0, 0)
    kept: Row = {"counter": counter.id, "key": key, "day": day, "spent": before[0] + spent, "held": before[1] + held}
    rows.put("bucket", kept)
    if row is None:
        return rows.charge(counter.id, key, 0, day, spent, held, within)
    as_of = number(row, "day")
    if day > as_of:
        gone_spent, gone_held = left_since(rows, counter, row, day)
        return rows.charge(counter.id, key, 0, day, spent - gone_spent, held - gone_held, within)
    if day < (window(counter.every, as_of)[0] or 0):
        return number(row, "spent"), number(row, "held")
    return rows.charge(counter.id, key, 0, as_of, spent, held, None if day < as_of else within)
