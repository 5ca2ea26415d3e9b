"""A report in lines: the answers first, then each part as a table, at a terminal with bars; nothing is cut."""

from __future__ import annotations

from empower.domain.report_results import Report
from empower.report.drawing import coloured
from empower.report.report_glance import answers, left_out
from empower.report.report_parts import Answer, Bar, Block
from empower.report.report_whole import blocks, foot, title, under_title
from empower.report.screen import clean, columns, padded, wrapped
from empower.report.tables import table
from empower.report.wording import Names

__all__ = ["bar", "report_text", "sparkline"]

_BAR = 16
_STEPS = "▁▂▃▄▅▆▇█"
_FILLS = "█▒░"


def report_text(report: Report, names: Names, *, colour: bool, width: int | None) -> str:
    """The report, whole."""
    lines = [
        coloured(clean(title(report, names)), "bold", colour),
        *[clean(one) for one in under_title(report, names)],
        "",
    ]
    for answer in answers(report, names):
        lines += _answer(answer, colour, width)
    if width is not None and len(report.months) > 1:
        costs = tuple([figures.cost for _, figures in report.months])
        lines += ["", f"{padded('cost by month', _label_width(report, names))}  {sparkline(costs)}"]
    for block in blocks(report, names):
        lines += ["", *_block(block, colour, width)]
    lines += [
        "",
        coloured("What this report leaves out", "bold", colour),
        *[clean(one) for one in left_out(report, names)],
    ]
    lines += ["", *[f"{label}: {clean(told)}" for label, told in foot(report, names)]]
    return "\n".join(lines)


def sparkline(values: tuple[int, ...]) -> str:
    """One sign for each value, the higher the more."""
    most = max([*values, 0])
    if not most:
        return _STEPS[0] * len(values)
    return "".join([_STEPS[max(0, value) * (len(_STEPS) - 1) // most] for value in values])


def bar(one: Bar, most: int) -> str:
    """The bar with its pieces, in proportion to the longest."""
    if most <= 0:
        return ""
    drawn, before, told = "", 0, 0
    for number, piece in enumerate(one.pieces):
        told += piece
        upto = told * _BAR // most
        drawn += _FILLS[number % len(_FILLS)] * (upto - before)
        before = upto
    return drawn or ("·" if told else "")


def _label_width(report: Report, names: Names) -> int:
    return max([columns(one.label) for one in answers(report, names)])


def _answer(answer: Answer, colour: bool, width: int | None) -> list[str]:
    """The answer on a line, with what belongs to it on the same line in a pipe and below it at a terminal."""
    tone = "ask" if answer.tone else "bold"
    lines = [f"{name}: {figure}" for name, figure in answer.lines]
    more = [clean(one) for one in (*answer.says, *lines, answer.after) if one]
    if width is None:
        told = " ".join([f"{one.rstrip('.')};" for one in more]).rstrip(";")
        return [f"{answer.label}: {clean(answer.figure)}{f'; {told}' if told else ''}"]
    head = f"{coloured(answer.label, 'dim', colour)}  {coloured(clean(answer.figure), tone, colour)}"
    return [head, *[f"  {line}" for one in more for line in wrapped(one, max(30, width - 2))]]


def _block(block: Block, colour: bool, width: int | None) -> list[str]:
    lines = [coloured(block.title, "bold", colour), *[clean(one) for one in block.says]]
    if not block.rows:
        return lines
    plain = _table(block.heads, block.rows, block, colour, width)
    if width is None or block.chart is None:
        return [*lines, plain]
    bars = {one.label: one for one in block.chart.bars}
    most = block.chart.most or max([sum(one.pieces) for one in block.chart.bars], default=0)
    drawn = [bar(bars[label], most) if (label := ", ".join(row[: block.words])) in bars else "" for row in block.rows]
    rows = tuple([(*row, one.ljust(_BAR)) for row, one in zip(block.rows, drawn, strict=True)])
    shown = _table((*block.heads, ""), rows, block, False, None)
    if not any(drawn) or max([columns(line) for line in shown.splitlines()]) > width:
        return [*lines, plain]
    if len(block.chart.legend) > 1:
        told = ", ".join([f"{_FILLS[number]} {name}" for number, name in enumerate(block.chart.legend)])
        lines.append(coloured(told, "dim", colour))
    return [*lines, _table((*block.heads, ""), rows, block, colour, width)]


def _table(
    heads: tuple[str, ...], rows: tuple[tuple[str, ...], ...], block: Block, colour: bool, width: int | None
) -> str:
    """The rows; words to the left, figures to the right, bars last and to the left."""
    if block.words < 2:
        return table(heads, rows, colour=colour, width=width)
    widths = [max([columns(clean(row[number])) for row in (heads, *rows)]) for number in range(block.words)]
    joined = [
        (
            "  ".join([padded(clean(cell), widths[number]) for number, cell in enumerate(row[: block.words])]),
            *row[block.words :],
        )
        for row in (heads, *rows)
    ]
    return table(joined[0], joined[1:], colour=colour, width=width)
