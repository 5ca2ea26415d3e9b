"""Charts as pictures in a page: as wide as a telephone, with a title and a sentence for whoever does not see them."""

from __future__ import annotations

from empower.report.harmless import in_a_page
from empower.report.report_parts import Bar, Chart
from empower.report.screen import clean, columns

__all__ = ["chart_svg"]

_WIDTH = 300
_ROW, _TEXT, _BAR_TOP, _BAR = 32, 12, 17, 9
_CHARACTER = 6.4  # pixels, at the most, that a character of a label takes
_TALL, _BASE, _TOP = 170, 140, 22
_LABEL = 56  # that the name of a month takes, with some air
_CUT = "…"


def chart_svg(chart: Chart, id: str) -> str:  # noqa: A002  # what it is in the page
    """The chart. Its texts are text, whatever is written in them."""
    drawn, height = (_months(chart), _TALL) if chart.kind == "months" else _bars(chart)
    return (
        f'<svg viewBox="0 0 {_WIDTH} {height}" role="img" aria-labelledby="{id}-title {id}-desc">'
        f'<title id="{id}-title">{in_a_page(chart.title)}</title><desc id="{id}-desc">{in_a_page(chart.says)}</desc>'
        f"{drawn}</svg>"
    )


def _bars(chart: Chart) -> tuple[str, int]:
    """A line of words above each bar; the figure is never cut, the words are where they would run into it."""
    most = chart.most or max([sum(one.pieces) for one in chart.bars], default=0)
    lines = []
    for number, one in enumerate(chart.bars):
        top = number * _ROW
        room = int((_WIDTH - 8) / _CHARACTER) - columns(one.shown) - 1
        lines.append(f'<text x="0" y="{top + _TEXT}">{in_a_page(_shortened(one.label, room))}</text>')
        lines.append(f'<text x="{_WIDTH}" y="{top + _TEXT}" class="end">{in_a_page(one.shown)}</text>')
        lines.append(f'<rect x="0" y="{top + _BAR_TOP}" width="{_WIDTH}" height="{_BAR}" class="track"/>')
        lines += _pieces(one, most, top + _BAR_TOP)
    return "".join(lines), max(1, len(chart.bars)) * _ROW


def _pieces(one: Bar, most: int, top: int) -> list[str]:
    found, before, told = [], 0, 0
    for number, piece in enumerate(one.pieces):
        told += piece
        upto = _tenths(told, most, _WIDTH)
        if upto > before:
            place = f'x="{_written(before)}" y="{top}" width="{_written(upto - before)}" height="{_BAR}"'
            found.append(f'<rect {place} class="piece{number}"/>')
        before = upto
    return found


def _months(chart: Chart) -> str:
    """A column for each month; the first, the last and the highest are named."""
    count = len(chart.bars)
    sums = [sum(one.pieces) for one in chart.bars]
    most = max([*sums, 1])
    step = _WIDTH * 10 // count
    wide = max(10, step * 7 // 10)
    lines = [f'<line x1="0" y1="{_BASE}" x2="{_WIDTH}" y2="{_BASE}" class="axis"/>']
    for number, one in enumerate(chart.bars):
        left, before, told = number * step + (step - wide) // 2, 0, 0
        for place, piece in enumerate(one.pieces):
            told += piece
            upto = _tenths(told, most, _BASE - _TOP)
            if upto > before:
                spot = f'x="{_written(left)}" y="{_written(_BASE * 10 - upto)}"'
                size = f'width="{_written(wide)}" height="{_written(upto - before)}"'
                lines.append(f'<rect {spot} {size} class="piece{place}"/>')
            before = upto
    lines += _month_labels(chart, sums, step)
    return "".join(lines)


def _month_labels(chart: Chart, sums: list[int], step: int) -> list[str]:
    every = -(-len(chart.bars) * _LABEL // _WIDTH)  # so that no two names touch
    lines = []
    for number in range(0, len(chart.bars), every):
        spot, end = _spot(number, step, _LABEL * 5)
        words = in_a_page(chart.bars[number].label)
        lines.append(f'<text x="{_written(spot)}" y="{_BASE + 16}" class="{end} small">{words}</text>')
    highest = max(range(len(sums)), key=lambda number: sums[number])
    if sums[highest] > 0:
        spot, end = _spot(highest, step, int(columns(chart.bars[highest].shown) * _CHARACTER * 5))
        shown = in_a_page(chart.bars[highest].shown)
        lines.append(f'<text x="{_written(spot)}" y="{_TOP - 7}" class="{end}">{shown}</text>')
    return lines


def _spot(number: int, step: int, half: int) -> tuple[int, str]:
    """Where words of half that width stand below or above a column, so that they do not leave the picture."""
    middle = number * step + step // 2
    if middle < half:
        return 0, "start"
    return (_WIDTH * 10, "end") if middle + half > _WIDTH * 10 else (middle, "middle")


def _tenths(part: int, whole: int, length: int) -> int:
    """The length in tenths of a pixel, in whole numbers, so that every machine draws the same."""
    return part * length * 10 // whole if whole > 0 else 0


def _written(tenths: int) -> str:
    whole, rest = divmod(tenths, 10)
    return f"{whole}.{rest}" if rest else str(whole)


def _shortened(label: str, room: int) -> str:
    label = clean(label)
    return label if columns(label) <= room else f"{label[: max(1, room - 1)].rstrip()}{_CUT}"
