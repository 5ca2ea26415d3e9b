"""What a report says in words where a bare figure would mislead: the same in lines, on a page and for a script."""

from __future__ import annotations

from typing import Any

from empower.domain.report_results import Report
from empower.report.report_glance import answers
from empower.report.report_html import report_html
from empower.report.report_json import report_json
from empower.report.report_parts import Answer
from empower.report.report_text import report_text
from empower.report.wording import Names
from tests.report.report_book import report, rulebook, standing

NAMES = Names(rulebook())


def forms(of: Report) -> tuple[str, str, dict[str, Any]]:
    """The report as lines for a pipe, as a page and as an object."""
    return report_text(of, NAMES, colour=False, width=None), report_html(of, NAMES), report_json(of, NAMES)


def answer(of: Report, name: str) -> Answer:
    """One answer of the first page."""
    return next(one for one in answers(of, NAMES) if one.id == name)


def test_a_budget_used_beyond_its_limit_says_by_how_much() -> None:
    (pot, _) = standing("Rua 7", 1).pots
    over = standing("Rua 7", 1).but(pots=(pot.but(limit=850_000, spent=893_841, per=()),), pots_count=1)
    lines, page, script = forms(report("Rua 7").but(standing=over))
    assert answer(report("Rua 7").but(standing=over), "near").lines == (("Rua 7, a month", "438.41 over (105 %)"),)
    for shown in (lines, page):
        assert shown.count("438.41 over (105 %)") == 2
        assert "0.00 left" not in shown
    (budget,) = script["standing"]["budgets"]["nearest"]
    assert (budget["left"], budget["over"]) == ("0.00", "438.41")


def test_a_policy_without_budgets_says_so() -> None:
    without = report("Rua 7").but(standing=standing("Rua 7", 1).but(pots=(), pots_count=0))
    lines, page, _ = forms(without)
    assert answer(without, "near").figure == "this policy has no budgets"
    for shown in (lines, page):
        assert "This policy has no budgets." in shown
        assert "No budget was touched" not in shown
