"""How incidents were handled, summed by the month they were opened in: how quickly, how high up, whether that was enough.

What a row of `incident` adds is a function of the row; with each change the sums move by the difference, in the month of the
incident, or in the first open month where that is closed.
"""

from __future__ import annotations

from empower.ledger.cells import number
from empower.ledger.projection.rollups import month_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from empower.domain.entries import Entry
    from empower.ledger.projection.place import Place
    from empower.ledger.shapes import Row

    Cells = dict[tuple[str, str], tuple[int, int, int]]
    """By what and its value: incidents, cost in minor units, microseconds."""

__all__ = ["BANDS", "handling_cells", "incident_moved", "sum_duties", "sum_duty_done"]

_MINUTE = 60_000_000
BANDS = (
    ("15 minutes", 15 * _MINUTE),
    ("1 hour", 60 * _MINUTE),
    ("4 hours", 240 * _MINUTE),
    ("1 day", 1440 * _MINUTE),
    ("3 days", 4320 * _MINUTE),
    ("longer", None),
)
"""How long something took: up to and including so many microseconds."""


def incident_moved(place: Place, before: Row | None, after: Row) -> None:
    """Puts the row of an incident, and moves the sums by what is otherwise."""
    if before is None:
        place.rows.add("incident", after)
    else:
        place.rows.put("incident", after)
    old: Cells = {} if before is None else handling_cells(before)
    new = handling_cells(after)
    moved = {}
    for cell in [*old, *[one for one in new if one not in old]]:
        was, now = old.get(cell, (0, 0, 0)), new.get(cell, (0, 0, 0))
        if was != now:
            moved[cell] = (now[0] - was[0], now[1] - was[1], now[2] - was[2])
    _roll(place, moved, number(after, "day"))


def handling_cells(row: Row) -> Cells:
    """What an incident adds, by what and value."""
    cost = number(row, "cost")
    cells: Cells = {("all", ""): (1, cost, 0), ("reopened", "yes" if row["reopened"] else "no"): (1, 0, 0)}
    if row["repeats"] is not None:
        cells["repeats", "yes" if row["repeats"] else "no"] = (1, 0, 0)
    for name in ("response", "recovery"):
        ended = row[{"response": "responded_at", "recovery": "recovered_at"}[name]]
        if ended is not None:
            took = int(ended) - number(row, "opened_at")
            cells[name, _band(took)] = (1, cost, took)
    if row["given"]:
        cells["levels", str(row["levels"])] = (1, cost, 0)
    if row["at_once"] is not None:
        cells["contact", "yes" if row["at_once"] and not row["reopened"] else "no"] = (1, cost, 0)
    if row["state"] == "closed":
        cells["cause", str(row["cause"] or "")] = (1, cost, 0)
        cells["satisfied", str(row["satisfied"] or "")] = (1, cost, 0)
    return cells


def sum_duties(place: Place, entry: Entry) -> None:
    """The sums with the duties that a gesture leaves behind."""
    _roll(
        place, {("duty owed", str(duty["id"])): (1, 0, 0) for duty in entry.data.get("duties", ())}, entry.data["day"]
    )


def sum_duty_done(place: Place, entry: Entry, due_at: int | None) -> None:
    """The sums with a duty that was done, in time or late."""
    by = "duty late" if due_at is not None and entry.at > due_at else "duty done"
    _roll(place, {(by, str(entry.data["duty"])): (1, 0, 0)}, entry.data["day"])


def _band(took: int) -> str:
    return next(name for name, most in BANDS if most is None or took <= most)


def _roll(place: Place, cells: Cells, day: int) -> None:
    month = month_of(day, place.head.closed_until)
    rows: list[Row] = []
    for (by, value), (count, cost, micros) in cells.items():
        rows.append({"by": by, "value": value, "month": month, "count": count, "cost": cost, "micros": micros})
    if rows:
        place.rows.roll("handling", rows)
