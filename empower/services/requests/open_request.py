"""A request by its number, while it can still be answered."""

from __future__ import annotations

from empower.domain.calendar import written_instant
from empower.domain.entries import Entry
from empower.ledger.book import Page
from empower.ledger.cells import number, text
from empower.ledger.shapes import Row
from empower.services.house import cannot
from empower.services.requests.expiring import expired

__all__ = ["request_of", "still_open", "waiting_for"]

_ENDED = {
    "approved": "was approved",
    "declined": "was declined",
    "withdrawn": "was withdrawn",
    "expired": "was declined, since nobody answered in time",
    "confirmed": "was confirmed",
    "disowned": "was disowned",
}


def request_of(page: Page, seq: int) -> tuple[Row, Entry]:
    """The request and its entry. Raises `CannotAskError` where there is none of this number."""
    row, entry = page.rows.get("request", seq), page.entry(seq)
    if row is None or entry is None:
        raise cannot("unknown-request", f"there is no request {seq}", "`empower inbox` shows those that wait")
    return row, entry


def still_open(row: Row, now: int) -> None:
    """Raises `CannotAskError` where the request has its answer already, which is final."""
    if expired(row, now):
        when = written_instant(number(row, "expires_at"))
        message = f"the time of request {number(row, 'seq')} was up at {when}"
        raise cannot("request-ended", message, "what is still wanted is asked for again")
    if row["state"] not in ("open", "word"):
        ended = _ENDED.get(text(row, "state"), "has its answer")
        message = f"request {number(row, 'seq')} {ended} (entry {number(row, 'resolved_by')})"
        raise cannot("request-ended", message, "a request is answered once; what is still wanted is asked for again")


def waiting_for(page: Page, incident: str, now: int) -> tuple[int, ...]:
    """The numbers of the requests for an incident that nobody has answered yet."""
    rows = page.rows.find("requests in a state", "open")
    return tuple([number(row, "seq") for row in rows if row["incident"] == incident and not expired(row, now)])
