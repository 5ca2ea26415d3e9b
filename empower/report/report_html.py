"""A report as one page that needs nothing else: no script, no other file, the same bytes for the same book."""

from __future__ import annotations

from empower.domain.report_results import Report
from empower.report.charts import chart_svg
from empower.report.harmless import in_a_page
from empower.report.phrases import capital
from empower.report.report_glance import answers, left_out
from empower.report.report_parts import Answer, Block, Chart
from empower.report.report_style import STYLE
from empower.report.report_whole import blocks, foot, house, title, under_title
from empower.report.wording import Names

__all__ = ["MADE_HERE", "report_html"]

MADE_HERE = '<meta name="generator" content="empower report">'
"""Stands in every page, and in no page of anybody else's."""
_NARROW = 8
"""Tables of so many columns stand beside their chart on a wide screen."""


def report_html(report: Report, names: Names) -> str:
    """The page."""
    heading = in_a_page(title(report, names))
    under = "".join([f"<p>{in_a_page(line)}</p>\n" for line in under_title(report, names)])
    first = "\n".join([_answer(answer, number) for number, answer in enumerate(answers(report, names))])
    parts = "\n".join([_block(block) for block in blocks(report, names)])
    out = "".join([f"<li>{in_a_page(line)}</li>\n" for line in left_out(report, names)])
    below = "".join(
        [f"<div><dt>{in_a_page(name)}</dt><dd>{in_a_page(told)}</dd></div>\n" for name, told in foot(report, names)]
    )
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
{MADE_HERE}
<title>{heading}</title>
<style>{STYLE}</style>
</head>
<body>
<main>
<header>
<h1>{in_a_page(house(names))}</h1>
<p class="period">{in_a_page(capital(report.span.label))}</p>
{under}</header>
<div class="glance">
{first}
</div>
{parts}
<section id="leaves-out">
<h2>What this report leaves out</h2>
<ul>
{out}</ul>
</section>
<footer>
<dl>
{below}</dl>
</footer>
</main>
</body>
</html>
"""


def _answer(answer: Answer, number: int) -> str:
    says = "".join([f"<p>{in_a_page(one)}</p>" for one in answer.says])
    lines = "".join([f"<div><dt>{in_a_page(name)}</dt><dd>{in_a_page(told)}</dd></div>" for name, told in answer.lines])
    after = f"<p>{in_a_page(answer.after)}</p>" if answer.after else ""
    tone = f"{' mind' if answer.tone else ''}{'' if number else ' first'}"
    return (
        f'<div class="answer{tone}" id="answer-{answer.id}"><h2>{in_a_page(answer.label)}</h2>'
        f'<div class="figure">{in_a_page(answer.figure)}</div>{says}{f"<dl>{lines}</dl>" if lines else ""}{after}</div>'
    )


def _block(block: Block) -> str:
    says = "".join([f'<p class="says">{in_a_page(one)}</p>\n' for one in block.says])
    table = _table(block) if block.rows else ""
    inside = table
    if block.chart is not None:
        side = " side" if len(block.heads) - block.words < _NARROW and block.words < 3 else ""
        inside = f'<div class="with-chart{side}">\n{_figure(block.chart, block.id)}\n<div>{table}</div>\n</div>'
    return f'<section id="{in_a_page(block.id)}">\n<h2>{in_a_page(block.title)}</h2>\n{says}{inside}\n</section>'


def _figure(chart: Chart, id: str) -> str:  # noqa: A002  # what it is in the page
    keys = "".join(
        [
            f'<span class="key"><svg viewBox="0 0 10 10" aria-hidden="true"><rect width="10" height="10" '
            f'class="piece{number}"/></svg>{in_a_page(name)}</span>'
            for number, name in enumerate(chart.legend)
        ]
    )
    drawn = chart_svg(chart, f"chart-{in_a_page(id)}")
    return f"<figure>{drawn}<figcaption>{keys or in_a_page(chart.title)}</figcaption></figure>"


def _table(block: Block) -> str:
    heads = "".join(
        [f'<th scope="col"{_word(number, block)}>{in_a_page(head)}</th>' for number, head in enumerate(block.heads)]
    )
    body = "\n".join([_row(block, row) for row in block.rows])
    return f"<table>\n<thead><tr>{heads}</tr></thead>\n<tbody>\n{body}\n</tbody>\n</table>"


def _row(block: Block, row: tuple[str, ...]) -> str:
    cells = [
        f'<td data-head="{in_a_page(block.heads[number])}" class="{_kind(number, cell, block)}">'
        f"<span>{in_a_page(cell)}</span></td>"
        for number, cell in enumerate(row)
        if number
    ]
    together = ' class="together"' if row[0] == "together" and row is block.rows[-1] else ""
    return f'<tr{together}><th scope="row" class="word">{in_a_page(row[0])}</th>{"".join(cells)}</tr>'


def _kind(number: int, cell: str, block: Block) -> str:
    kind = "word" if number < block.words else "figure"
    return kind if cell else f"{kind} blank"


def _word(number: int, block: Block) -> str:
    return ' class="word"' if number < block.words else ""
