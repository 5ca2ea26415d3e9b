"""What may be given here and now, as a page: what is owed first, then each remedy with the most of it."""

from __future__ import annotations

from empower.report.drawing import drawn
from empower.report.owed import owed_words
from empower.report.page import Page, sections
from empower.report.questions import questions
from empower.report.sentences import warning_sentence
from empower.report.wording import Names

TYPE_CHECKING = False
if TYPE_CHECKING:
    from empower.domain.results import SuggestResult
    from empower.rules.rulebook import Rulebook

__all__ = ["suggest_text"]


def suggest_text(result: SuggestResult, rulebook: Rulebook, *, colour: bool, width: int | None) -> str:
    """What may be given, each in words for the next command."""
    return drawn(_page(result, rulebook), colour=colour, width=width)


def _page(result: SuggestResult, rulebook: Rulebook) -> Page:
    names = Names(rulebook, result.ask)
    some = f"{names.role(result.ask.actor.role)} may give any one of these alone"
    return Page(
        headline=some if result.alternatives else f"{names.role(result.ask.actor.role)} may give nothing alone here",
        keep=rulebook.currency,
        sections=sections(
            ("owed", owed_words(result.owed, names)),
            ("give", [names.offered(what) for what in result.alternatives]),
            ("add", questions(result.asks, names)),
            ("note", [warning_sentence(warned, names) for warned in result.warnings]),
        ),
    )
