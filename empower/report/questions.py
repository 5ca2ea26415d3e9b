"""What is missing before there can be an answer, with the exact words to add."""

from __future__ import annotations

from empower.domain.money import written_number
from empower.report.page import Page, sections
from empower.report.phrases import in_a_row

TYPE_CHECKING = False
if TYPE_CHECKING:
    from empower.domain.decision import Asked
    from empower.domain.facts import Fact
    from empower.domain.gesture import Ask
    from empower.report.wording import Names

__all__ = ["question_page", "questions"]

_MOST_LINES = 4
_FORMS = {
    "date": "YYYY-MM-DD",
    "moment": "YYYY-MM-DDTHH:MM+HH:MM",
    "time": "HH:MM",
    "money": "AMOUNT",
    "number": "NUMBER",
    "text": "TEXT",
    "yes_no": "yes|no",
}


def question_page(ask: Ask, asks: tuple[Asked, ...], names: Names) -> Page:
    """The page that says what to add."""
    asked = in_a_row([names.gesture(gesture) for gesture in ask.gestures]) if ask.gestures else ""
    return Page(
        headline=f"MISSING — {in_a_row([names.fact(one.fact) for one in asks])}",
        tone="open",
        keep=names.rulebook.currency,
        sections=sections(
            ("for", [asked] if asked else []),
            ("add", questions(asks, names)),
            ("why", [f"{names.fact(one.fact)}: {_turning_on(one.lines)}" for one in asks if one.lines]),
        ),
    )


def questions(asks: tuple[Asked, ...], names: Names) -> list[str]:
    """The words to add for each fact, with what they mean."""
    return [f"{one.fact}={_may_be(one)}{_meaning(one, names)}" for one in asks]


def _may_be(one: Asked) -> str:
    return _FORMS.get(one.kind) or "|".join(one.values) or "VALUE"


def _meaning(one: Asked, names: Names) -> str:
    fact = names.index.facts.get(one.fact)
    told = [one.title, one.help]
    if one.kind == "money":
        told.append(f"in {names.rulebook.currency}")
    if fact is not None:
        told.append(_range(fact))
        titled = zip(fact.values, fact.value_titles, strict=False)
        told += [f"{value}: {title}" for value, title in titled if title and title != value]
    said = "; ".join([part for part in told if part])
    return f" ({said})" if said else ""


def _range(fact: Fact) -> str:
    if fact.kind != "number":
        return ""
    least = "" if fact.least is None else written_number(fact.least, fact.digits)
    most = "" if fact.most is None else written_number(fact.most, fact.digits)
    if least and most:
        return f"{least} to {most}"
    return f"{least} or more" if least else f"up to {most}" if most else ""


def _turning_on(lines: tuple[str, ...]) -> str:
    shown = [f"`{line}`" for line in lines[:_MOST_LINES]]
    if len(lines) > _MOST_LINES:
        shown.append(f"{len(lines) - _MOST_LINES} more")
    return f"{in_a_row(shown)} {'turns' if len(lines) == 1 else 'turn'} on it"
