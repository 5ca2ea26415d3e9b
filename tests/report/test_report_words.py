"""What a report says in words where a bare figure would mislead: the same in lines, on a page and for a script."""

from __future__ import annotations

from typing import Any

from empower.domain.calendar import DAY
from empower.domain.report_results import Figures, FindingCount, GivenRow, Report
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


def test_gestures_of_no_known_cost_are_told_beside_the_sum() -> None:
    of = report("Rua 7")
    lines, page, script = forms(of)
    assert "EUR; 9 gestures; 12 asked for; the cost of 2 is not known; Rua 70: 123456789.01" in lines
    assert "9 gestures; 12 asked for; the cost of 2 is not known." in page
    assert script["total"]["unknown"] == 2
    known = of.but(total=of.total.but(unknown=0))
    assert answer(known, "given").says == ("9 gestures; 12 asked for.",)


def test_the_dearest_cause_is_named_once_and_the_others_after_it() -> None:
    of = report("Rua 7")
    line = next(one for one in forms(of)[0].splitlines() if one.startswith("The dearest causes"))
    assert (
        line
        == "The dearest causes: A shop; 123456789.01 EUR for 3 incidents opened in these days; Rua 7 (3): 123456789.01"
    )
    none = of.but(handled=())
    assert "The dearest causes: none named\n" in forms(none)[0]


def test_how_many_are_not_listed_is_told_after_those_who_are() -> None:
    of = report("Rua 7")
    many = of.but(people=tuple([of.people[0].but(key=(f"p{number}",)) for number in range(7)]))
    lines, page, _ = forms(many)
    assert "p4: 123456789.01; 2 more people below\n" in lines
    assert 0 < page.index("<dt>p4</dt>") < page.index("2 more people below.")


def test_questions_of_these_days_are_told_apart_from_those_of_the_whole_book() -> None:
    of = report("Rua 7")
    assert answer(of, "odd").figure == "2 open questions"
    assert answer(of, "odd").says == ("In the whole book.",)
    assert answer(of.but(span=of.span.but(first=None, until=None)), "odd").says == ()
    counts = (
        FindingCount(kind="split", state="open", count=40, here=0),
        FindingCount(kind="twice", state="open", count=5, here=2),
        FindingCount(kind="twice", state="explained", count=3, here=3),
    )
    here = of.but(standing=standing("Rua 7", 1).but(findings=counts))
    lines, page, script = forms(here)
    assert (
        "What looks odd: 2 of these days; 45 open questions in the whole book; the same remedy twice: 2 of 5" in lines
    )
    assert "In the whole book; 2 of these days are open." in lines
    assert "45 open questions in the whole book." in page
    assert [one["of_these_days"] for one in script["standing"]["findings"]] == [0, 2, 3]


def test_overdue_duties_are_those_of_the_whole_book() -> None:
    for shown in forms(report("Rua 7"))[:2]:
        assert "1 duty in the whole book, the longest overdue first." in shown


def test_levels_of_what_was_brought_in_are_hands() -> None:
    of, hands = report("Rua 7"), "how many hands it went through after the first"
    assert hands not in forms(of)[0]
    imported = GivenRow(key=("imported",), figures=Figures(given=3, cost=100))
    both = of.but(outcomes=(*of.outcomes, imported))
    alone = both.but(total=Figures(given=3, cost=100), outcomes=(imported,))
    for shown in forms(both)[:2]:
        assert hands in shown
        assert "How many besides the asker had to say yes" in shown
    for shown in forms(alone)[:2]:
        assert hands in shown
        assert "had to say yes" not in shown


def test_incidents_past_the_time_to_recover_are_told_with_what_waits() -> None:
    late = standing("Rua 7", 1).but(late_count=3, late_longest=5 * DAY, waiting=(), waiting_count=0, waiting_cost=0)
    lines, page, script = forms(report("Rua 7").but(standing=late))
    told = "3 open incidents are past the time to recover, the longest for 5 days."
    assert f"What waits, and how long: no request; {told[:-1]}\n" in lines
    assert f"No request waits.\n{told}\n" in lines
    assert page.count(told) == 2
    assert script["standing"]["not_recovered"] == {"count": 3, "longest_seconds": 432_000}
    unknown = report("Rua 7").but(standing=late.but(late_count=None))
    assert "to recover" not in forms(unknown)[0]
    assert "What waits, and how long: nothing\n" in forms(unknown)[0]
    assert forms(unknown)[2]["standing"]["not_recovered"] is None
