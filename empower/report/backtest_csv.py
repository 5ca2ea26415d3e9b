"""The decisions of a backtest for a spreadsheet, a line each as they come; no cell is taken for a formula."""

from __future__ import annotations

import csv
import io

from empower.domain.calendar import written_date
from empower.report.backtest_words import lacks_words
from empower.report.spreadsheet import harmless

TYPE_CHECKING = False
if TYPE_CHECKING:
    from empower.domain.backtest_results import Answer, Tried
    from empower.report.wording import Names

__all__ = ["backtest_heads", "backtest_line"]

_ANSWER = ("answer", "differs", "cost", "lines")
_HEADS = (
    *("entry", "day", "asker", "role", "incident", "remedy", "currency", "asked", "answer_in_book", "given", "result"),
    *[f"{name}_{reading}" for reading in ("as_they_were", "would_have_become") for name in _ANSWER],
    "lacks",
)


def backtest_heads() -> str:
    """The first line."""
    return _written(_HEADS)


def backtest_line(one: Tried, names: Names) -> str:
    """The line of one decision. Cells that nothing is known for are empty."""
    result = "unverified"
    if one.were is not None and one.become is not None:
        result = one.were.way if one.were.way != "same" else one.become.way
    words = (str(one.seq), written_date(one.day) if one.day else "", one.asker, one.role, one.incident, one.remedy)
    return _written(
        (
            *[harmless(word) for word in words],
            names.rulebook.currency,
            names.money(one.asked),
            one.was,
            names.money(one.given),
            result,
            *_answer(one.were, names),
            *_answer(one.become, names),
            harmless(lacks_words(one.lacks)),
        )
    )


def _answer(answer: Answer | None, names: Names) -> tuple[str, ...]:
    if answer is None:
        return ("",) * len(_ANSWER)
    lines = " ".join([line or code for code, line, _, _ in answer.lines])
    return answer.outcome, " ".join(answer.differs), names.money(answer.cost), harmless(lines)


def _written(cells: tuple[str, ...]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerow(cells)
    return text.getvalue()
