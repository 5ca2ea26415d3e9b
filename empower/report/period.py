"""Months that are closed, as text and as JSON."""

from __future__ import annotations

from typing import Any

from empower.domain.calendar import written_instant

__all__ = ["closed_json", "closed_text", "periods_json", "periods_text"]

Closed = tuple[str, str, int, int]
"""A month, how it is closed, the entry that says so, and when: microseconds, UTC."""


def closed_text(data: dict[str, Any], seq: int, kept_in: str) -> str:
    """What a closing did, and what comes next."""
    month = data["period"]
    if data["state"] == "soft":
        return (
            f"CLOSED SOFTLY — {month} (entry {seq})\n"
            f"what still comes stands in it; when nothing more does: empower period close {month}"
        )
    lines = [f"CLOSED — {month} (entry {seq})", "what comes later stands in an open month"]
    if not kept_in:
        lines.append("to prove it later, keep a checkpoint elsewhere: empower ledger verify --checkpoint FILE")
    else:
        lines.append(f"checkpoint of {seq} entries written to {kept_in}: keep it outside this machine")
    return "\n".join(lines)


def closed_json(data: dict[str, Any], seq: int, kept_in: str) -> dict[str, Any]:
    """The same for a program."""
    return {
        "schema": "empower/period-close/1",
        "period": data["period"],
        "state": data["state"],
        "entry": seq,
        "root": data["checkpoint"]["root"],
        "checkpoint": kept_in or None,
    }


def periods_text(found: list[Closed], before: str | None, local: Any) -> str:
    """One line for each month that is closed, after one that says up to where everything is, also what was closed along."""
    lines = [] if before is None else [f"everything before {before} is closed"]
    words = {"soft": "closed softly", "closed": "closed"}
    lines += [f"{month}  {words[state]}  {local(at)}  entry {seq}" for month, state, seq, at in found]
    return "\n".join(lines) or "no month is closed yet"


def periods_json(found: list[Closed], before: str | None) -> dict[str, Any]:
    """The same for a program."""
    periods = [
        {"period": month, "state": state, "entry": seq, "at": written_instant(at)} for month, state, seq, at in found
    ]
    return {"schema": "empower/period-list/1", "closed_before": before, "periods": periods}
