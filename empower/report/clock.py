"""Times of a clock that runs: how long is left, or how long it is over."""

from __future__ import annotations

from empower.domain.calendar import DAY, HOUR
from empower.report.phrases import several

__all__ = ["left_words", "span_words"]

_MINUTE = HOUR // 60


def span_words(micros: int) -> str:
    """A stretch of time as one says it (`3 hours`, `2 days`)."""
    if micros >= 2 * DAY:
        return several(micros // DAY, "day")
    if micros >= 2 * HOUR:
        return several(micros // HOUR, "hour")
    return several(max(1, micros // _MINUTE), "minute")


def left_words(due: int, now: int) -> str:
    """How long until then, or since (`in 3 hours`, `2 days ago`)."""
    return f"in {span_words(due - now)}" if due > now else f"{span_words(now - due)} ago"
