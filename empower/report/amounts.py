"""Amounts as a policy says them, in words: for what is read without an incident at hand."""

from __future__ import annotations

from empower.domain.money import written_number
from empower.report.phrases import in_a_row

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from empower.domain.amounts import Amount
    from empower.report.wording import Names

__all__ = ["amount_words", "share_words"]


def amount_words(amount: Amount, names: Names, day: int, *, things: bool = False, dates: bool = False) -> str:
    """The amount in words (`2000.00`, `the bill`, `200.00 for each nights, at most 600.00`), as it stands on a day.

    With `dates` every dated value is told, the one in force marked.
    """

    def told(part: Amount) -> str:
        return amount_words(part, names, day, things=things, dates=dates)

    form = amount[0]
    if form == "units":
        return str(amount[1]) if things else names.money(amount[1])
    if form == "fact":
        return "what is owed" if amount[1] == "owed" else f"the {names.fact(amount[1])}"
    if form == "round":
        return told(amount[2])
    if form == "dated":
        return _dated(amount, names, day, told, dates=dates)
    if form == "each":
        return f"{told(amount[1])} for {_each(amount, names)}"
    if form == "share":
        return f"{share_words(amount[1], amount[2])} of {told(amount[3])}"
    if form == "steps":
        bound = "over" if amount[2] else "from"
        steps = [f"{told(value)} {bound} {names.value(amount[1], start)}" for start, value in amount[3]]
        return f"by {names.fact(amount[1])}: {', '.join(steps)}"
    if form == "is":
        cases = [f"{told(value)} for {names.value(amount[1], case)}" for case, value in amount[2]]
        return f"by {names.fact(amount[1])}: {', '.join(cases)}" + (f", else {told(amount[3])}" if amount[3] else "")
    if form in ("greatest", "least", "sum"):
        joined = in_a_row([told(part) for part in amount[1]])
        return f"the {'sum' if form == 'sum' else form} of {joined}"
    bounds = {"difference": "{} less {}", "at_least": "{}, at least {}", "at_most": "{}, at most {}"}
    if form == "nothing_below":
        return f"{told(amount[-1] if len(amount) > 3 else amount[1])}, nothing below {told(amount[2])}"
    return bounds[form].format(told(amount[1]), told(amount[2]))


def _dated(amount: Amount, names: Names, day: int, told: Callable[[Amount], str], *, dates: bool) -> str:
    by_date = [(start, f"{told(value)} from {names.value('day', start)}") for start, value in amount[1]]
    if amount[2]:
        return f"by {names.fact(amount[2])}: {', '.join([words for _, words in by_date])}"
    begun = [start for start, _ in amount[1] if start <= day]
    if dates:
        return in_a_row(
            [f"{words} (in force)" if start == max(begun, default=None) else words for start, words in by_date]
        )
    in_force = [value for start, value in amount[1] if start <= day] or [amount[1][0][1]]
    return told(in_force[-1])


def _each(amount: Amount, names: Names) -> str:
    _, _, name, digits, every, after, how = amount
    counted = f"every {written_number(every, digits)} of {names.fact(name)}" if every else f"each of {names.fact(name)}"
    if how == "up":
        counted += ", begun ones included"
    return f"{counted} beyond {written_number(after, digits)}" if after else counted


def share_words(top: int, bottom: int) -> str:
    """A share as it is written (`60%`, `1/3`)."""
    return f"{top * 100 // bottom}%" if top * 100 % bottom == 0 else f"{top}/{bottom}"
