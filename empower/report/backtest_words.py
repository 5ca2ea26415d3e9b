"""The words of a backtest: answers, how they differ, what is lacking, which line of the policy says so."""

from __future__ import annotations

from empower.report.phrases import in_a_row
from empower.report.screen import clean

TYPE_CHECKING = False
if TYPE_CHECKING:
    from empower.domain.backtest_results import Answer, LineCount, Tried
    from empower.report.wording import Names

__all__ = ["DIFFERS", "WAYS", "answer_words", "lacks_words", "line_words", "more_or_less", "remedy_words", "was_words"]

WAYS = {
    "same": "the same answer",
    "freer": "freer",
    "stricter": "stricter",
    "otherwise": "the same outcome, otherwise",
}
DIFFERS = {
    "people": "other people to ask",
    "papers": "papers that were not handed in",
    "duties": "other duties",
    "cost": "another cost",
    "owed": "another share owed by rule",
}
"""What else may differ, as it is said of an answer."""


def answer_words(answer: Answer) -> str:
    """The answer, with what differs where the outcome does not (`approve: papers that were not handed in`)."""
    differs = in_a_row([DIFFERS[what] for what in answer.differs]) if answer.differs else ""
    return f"{answer.outcome}: {differs}" if differs else answer.outcome


def was_words(one: Tried) -> str:
    """From the answer in the book to the answer of the policy, where that is known (`approve → escalate`)."""
    return f"{one.was} → {answer_words(one.were)}" if one.were is not None else f"{one.was} → not known"


def lacks_words(lacks: tuple[tuple[str, str], ...]) -> str:
    """What is not known (`fact channel, role night clerk`)."""
    return ", ".join([clean(f"{kind} {name}") if kind != "entry" else clean(name) for kind, name in lacks])


def line_words(one: LineCount) -> str:
    """The reason and the line of the policy (`above-authority clerk-small, line 36`)."""
    if not one.line:
        return one.code
    return clean(f"{one.code} {one.line}, line {one.place[0]}")


def remedy_words(remedies: str, names: Names) -> str:
    """The remedies of one decision by their titles."""
    return " + ".join([names.remedy(remedy) for remedy in remedies.split("+")])


def more_or_less(minor: int, names: Names) -> str:
    """A difference with its sign (`+12.50`)."""
    if not minor:
        return names.money(0)
    return f"{'+' if minor > 0 else '−'}{names.money(abs(minor))}"
