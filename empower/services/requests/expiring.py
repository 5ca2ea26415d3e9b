"""No answer is an answer in time: a request whose time is up is declined, and what it held is given back."""

from __future__ import annotations

from empower.domain.entries import Draft
from empower.ledger.book import WritingPage
from empower.ledger.cells import number
from empower.ledger.charging import key_text
from empower.ledger.shapes import QUESTIONS, Row
from empower.services.pen import Pen

__all__ = ["expired", "release_what_is_due"]

NOBODY = {"id": "", "role": "", "vouched": "clock", "login": ""}
"""Who writes what only time has done."""


def expired(row: Row, now: int) -> bool:
    """Whether a request's time was up by then."""
    return row["state"] == "open" and row["expires_at"] is not None and int(row["expires_at"]) <= now


def release_what_is_due(page: WritingPage, pen: Pen, touched: list[tuple[str, list[str]]]) -> None:
    """Releases every request past its time that holds some of these counters, and the oldest few others."""
    oldest = page.rows.find("requests past their time", "open", pen.now)
    due = {number(row, "seq") for row in oldest}
    if len(oldest) == QUESTIONS["requests past their time"].limit:  # there may be more
        for counter, key in touched:
            held = page.rows.find("holdings past their time", counter, key_text(key), pen.now)
            due |= {number(row, "request") for row in held}
    for request in sorted(due):
        row = page.rows.get("request", request)
        entry = page.entry(request)
        if row is None or entry is None or not expired(row, pen.now):
            continue
        body = {
            "day": entry.data["day"],
            "refers": request,
            "asker": row["asker"],
            "incident": row["incident"],
            "customer": row["customer"],
            "why": "expired",
            "expired_at": row["expires_at"],
        }
        page.append(Draft(kind="release", by=NOBODY, body=body), pen.now)
