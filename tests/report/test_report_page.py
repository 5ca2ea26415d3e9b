"""A report in each of its forms: what people wrote is text in it, amounts are whole, the same report is the same bytes."""

from __future__ import annotations

import csv
import io
import re
from html.parser import HTMLParser

import pytest

from empower.domain.report_results import Figures, GivenRow
from empower.report.charts import chart_svg
from empower.report.report_html import report_html
from empower.report.report_json import report_csv, report_json
from empower.report.report_parts import Bar, Chart, percent
from empower.report.report_text import bar, report_text, sparkline
from empower.report.wording import Names
from tests.report.report_book import HOSTILE, report, rulebook

TAGS = """html head meta title style body main header h1 p div h2 dl dt dd section figure svg desc rect text line figcaption
span table thead tr th tbody td ul li footer"""
ATTRIBUTES = """lang charset name content http-equiv class id viewbox role aria-labelledby aria-hidden x y x1 x2 y1 y2 width
height scope data-head"""


class Tags(HTMLParser):
    """What a page is made of."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: set[str] = set()
        self.text: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes |= {name for name, _ in attrs}

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def shown(text: str = "Rua 7") -> str:
    return report_html(report(text), Names(rulebook(text)))


def test_nothing_that_somebody_wrote_is_markup() -> None:
    page = Tags(shown(HOSTILE))
    assert set(page.tags) <= set(TAGS.split())
    assert page.attributes <= set(ATTRIBUTES.split())
    assert page.tags == Tags(shown()).tags  # not one element more or less than with a harmless text
    assert "<script>parent.seen=1</script>" in "".join(page.text)
    assert "\x1b" not in shown(HOSTILE)
    assert "\u202e" not in shown(HOSTILE)


def test_the_page_needs_nothing_else() -> None:
    page = shown()
    assert "default-src 'none'" in page
    for asked in ("<script", "src=", "href=", "url(", "@import", "http://", "https://"):
        assert asked not in page


def test_the_same_report_is_the_same_bytes() -> None:
    assert shown() == shown()
    assert str(report_json(report("a"), Names(rulebook()))) == str(report_json(report("a"), Names(rulebook())))


def test_each_chart_has_a_title_a_sentence_and_its_table_beside_it() -> None:
    page = shown()
    sections = page.split("<section ")[1:]
    drawn = [one for one in sections if "<figure>" in one]
    assert len(drawn) >= 6
    for one in drawn:
        assert re.search(
            r'role="img" aria-labelledby="(\S+) (\S+)"><title id="\1">[^<]+</title><desc id="\2">[^<]+</desc>', one
        )
        assert "<table>" in one
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))


def test_its_foot_says_what_it_can_be_held_against() -> None:
    foot = shown().partition("<footer>")[2]
    for told in ("b" * 64, "entry 77", f"sha256:{'a' * 64}", "2026-05-01 to 2026-06-30"):
        assert told in foot


@pytest.mark.parametrize("width", [None, 40, 80, 200])
def test_no_amount_is_cut_at_any_width(width: int | None) -> None:
    text = report_text(report(HOSTILE), Names(rulebook(HOSTILE)), colour=width is not None, width=width)
    for amount in ("123456789.01", "41152263.00", "82304526.01", "61728394.50", "43.21"):
        assert amount in text
    assert "\x1b[31m" not in text
    assert "\u202e" not in text
    assert ("█" in text) is (width is not None)


def test_no_colour_where_none_is_wanted() -> None:
    assert "\x1b" not in report_text(report("a"), Names(rulebook()), colour=False, width=80)


def test_no_cell_of_a_sheet_is_a_formula() -> None:
    wicked = report("a")
    for sign in ("=", "+", "-", "@", "\t=", "\r="):
        row = wicked.tables[0].rows[0].but(key=(f"{sign}1+1",))
        table = wicked.tables[0].but(rows=(row,))
        text = report_csv(wicked.but(tables=(table,)), Names(rulebook()))
        (_, cells) = list(csv.reader(io.StringIO(text, newline="")))
        assert cells[0].startswith("'")
        assert cells[6:] == ["123456789.01", "41152263.00", "82304526.01", "43.21"]
        assert text.endswith("\r\n")


def test_what_it_leaves_out_is_said() -> None:
    said = " ".join(report_json(report("a"), Names(rulebook()))["leaves_out"])
    assert "The cost of 2 gestures is not known" in said
    assert "43.21 EUR is taken off the cost" in said


def test_a_report_of_nothing_is_one() -> None:
    empty = report("a").but(
        total=Figures(), months=(), tables=(), people=(), outcomes=(), handled=(), standing=None
    )  # fmt: skip
    assert "0.00 EUR" in report_text(empty, Names(rulebook()), colour=False, width=80)
    assert "0.00 EUR" in report_html(empty, Names(rulebook()))


def test_a_month_that_only_took_back_has_no_bar() -> None:
    row = GivenRow(key=("x",), figures=Figures(cost=-5, undone=1, undone_cost=5), months=(-5,))
    wicked = report("a").but(months=((739_737, row.figures), (739_768, Figures(cost=7))))
    page = report_html(wicked, Names(rulebook()))
    assert 'height="-' not in page
    assert 'width="-' not in page


@pytest.mark.parametrize(
    ("part", "whole", "told"),
    [
        (0, 0, "–"),
        (0, 9, "0 %"),
        (1, 999, "under 1 %"),
        (998, 999, "over 99 %"),
        (9, 9, "100 %"),
        (1, 3, "33 %"),
        (5, 4, "125 %"),
    ],
)
def test_a_share_is_told_as_people_say_it(part: int, whole: int, told: str) -> None:
    assert percent(part, whole) == told


def test_a_sparkline_rises_with_its_values() -> None:
    assert sparkline((0, 1, 4, 8, -3)) == "▁▁▄█▁"
    assert sparkline((0, 0)) == "▁▁"


def test_a_bar_is_as_long_as_its_share() -> None:
    assert bar(Bar(label="", shown="", pieces=(8, 8)), 16) == "████████▒▒▒▒▒▒▒▒"
    assert bar(Bar(label="", shown="", pieces=(1,)), 1000) == "·"
    assert bar(Bar(label="", shown="", pieces=(0,)), 0) == ""


def test_a_picture_has_bars_in_proportion() -> None:
    bars = (Bar(label="a", shown="4", pieces=(4,)), Bar(label="b", shown="1", pieces=(1,)))
    widths = re.findall(
        r'width="([\d.]+)" height="9" class="piece0"',
        chart_svg(Chart(kind="bars", title="t", says="s", bars=bars), "i"),
    )
    assert widths == ["300", "75"]
