"""The same gesture twice within ten minutes is asked about: at a till, a second click is likelier than a second refund."""

from __future__ import annotations

from empower.domain.calendar import HOUR
from empower.domain.errors import CannotAskError
from empower.domain.problem import Problem
from empower.ledger.book import Page
from empower.ledger.cells import number
from empower.ledger.entry_rows import entry_of
from empower.rules.rulebook import Rulebook
from empower.services.asked import Understood
from empower.services.question import Question
from empower.services.stated_then import stated_now, stated_then

__all__ = ["refuse_the_same_again"]

_WITHIN = HOUR // 6
_KINDS = ("posting", "hold")


def refuse_the_same_again(rulebook: Rulebook, page: Page, question: Question, understood: Understood, now: int) -> None:
    """Raises `CannotAskError` where the asker had the same remedy and amount for the same incident, ten minutes ago or less.

    Where no incident is named, the same facts stated make the same incident. What was refused may be asked again.
    """
    ask = understood.ask
    asked = [[one.remedy, one.amount, one.quantity] for one in ask.gestures]
    said = stated_now(rulebook, understood.said)
    for row in page.rows.find("latest by asker", ask.actor.id, now - _WITHIN):
        if row["kind"] not in _KINDS or row["refers"] is not None:
            continue
        data = entry_of(row).data
        named = understood.known is not None and data["incident"] == understood.known.id
        blank = understood.known is None and "incident" not in data["said"]
        if data["asked"] != asked or not (named or (blank and stated_then(page, data) == said)):
            continue
        minutes = max(1, (now - number(row, "at")) // 60_000_000)
        what = "given" if row["kind"] == "posting" else "asked for"
        ago = f"{minutes} {'minute' if minutes == 1 else 'minutes'} ago"
        message = f"the same was {what} {ago} (entry {number(row, 'seq')}, incident `{data['incident']}`)"
        hint = "if it is meant a second time, say `--again`"
        raise CannotAskError(
            question.page.placed([Problem(code="again-needed", message=message, hint=hint, path=(0,))])
        )
