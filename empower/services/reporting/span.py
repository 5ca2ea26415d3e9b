"""Which days a report is about: a month, a quarter, a year, or any days that were said."""

from __future__ import annotations

from empower.domain.calendar import add_months, date_of, day_of, read_date, written_date
from empower.domain.report_results import Span
from empower.policyfile.said.page import WordsPage
from empower.services.house import cannot

__all__ = ["cut", "day_said", "month_of", "month_text", "months_between", "read_period", "span_said"]

_EVERYTHING = "everything in the book"


def span_said(period: str | None, since: str | None, until: str | None) -> Span:
    """The days that were said; all there are where nothing was. Raises `CannotAskError` where it is no such thing."""
    if period is not None and (since is not None or until is not None):
        raise cannot("usage", "a period and `--from` or `--until` say two things", "say one of them")
    if period is not None:
        span = read_period(period)
        if span is None:
            hint = "say a month, a quarter or a year: `2026-04`, `2026-Q2`, `2026`"
            raise cannot("unknown-period", f"`{period}` is no period", hint, WordsPage((period,), "empower report"))
        return span
    first, end = day_said("--from", since), day_said("--until", until)
    if first is not None and end is not None and end <= first:
        raise cannot("no-days", "there is no day between the two", "the day of `--until` is not included any more")
    return Span(label=_label(first, end), first=first, until=end, whole_months=_begins(first) and _begins(end))


def read_period(text: str) -> Span | None:
    """The days of `2026`, `2026-Q2` or `2026-04`; `None` where the text is none of these."""
    year, dash, rest = text.partition("-")
    if not (len(year) == 4 and text.isascii() and year.isdigit() and 1900 <= int(year) <= 2999):
        return None
    if not dash:
        return Span(label=text, first=day_of(int(year), 1, 1), until=day_of(int(year) + 1, 1, 1))
    if len(rest) == 2 and rest[0] in "Qq" and rest[1] in "1234":
        first = day_of(int(year), 3 * int(rest[1]) - 2, 1)
        return Span(label=f"{year}-Q{rest[1]}", first=first, until=add_months(first, 3))
    if len(rest) == 2 and rest.isdigit() and 1 <= int(rest) <= 12:
        first = day_of(int(year), int(rest), 1)
        return Span(label=text, first=first, until=add_months(first, 1))
    return None


def month_of(day: int) -> int:
    """The first day of the day's month."""
    return day - date_of(day)[2] + 1


def month_text(month: int) -> str:
    """The month as `2026-04`."""
    return written_date(month)[:7]


def months_between(first: int, until: int) -> tuple[int, ...]:
    """The months from the one of `first` up to and without the one that begins at or after `until`."""
    found, month = [], month_of(first)
    while month < until:
        found.append(month)
        month = add_months(month, 1)
    return tuple(found)


def cut(span: Span, as_of: int) -> Span:
    """The days up to one, itself included. Raises `CannotAskError` where none is left."""
    if span.first is not None and as_of < span.first:
        raise cannot("no-days", "the period begins after the day of `--as-of`", "name a later day, or another period")
    label = f"{span.label}, as of {written_date(as_of)}"
    if span.until is not None and span.until <= as_of + 1:
        return span.but(label=label)
    return span.but(label=label, until=as_of + 1, whole_months=span.whole_months and _begins(as_of + 1))


def day_said(option: str, text: str | None) -> int | None:
    """The day that an option states; `None` where it is left out. Raises `CannotAskError` where it is none."""
    if text is None:
        return None
    day = read_date(text)
    if day is None:
        raise cannot("not-a-date", f"`{text}` is no date", f"say `{option} 2026-04-30`", (option, text))
    return day


def _begins(day: int | None) -> bool:
    return day is None or date_of(day)[2] == 1


def _label(first: int | None, until: int | None) -> str:
    if first is None and until is None:
        return _EVERYTHING
    since = "" if first is None else f"from {written_date(first)}"
    end = "" if until is None else f"until {written_date(until - 1)}"
    return " ".join([word for word in (since, end) if word])
