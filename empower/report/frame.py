"""A problem as a person sees it: where it is, what it is, the line with the place marked, and the way out."""

from __future__ import annotations

from unicodedata import category, east_asian_width

from empower.domain.problem import PlacedProblem
from empower.report.phrases import shortened

__all__ = ["framed", "visible"]

_WIDEST = 100  # of the author's line; of a longer one the part around the mark is shown
_LEAD = 40  # how much of it is shown before the mark
_TAB = "    "
_CUT = "…"
_JOINER = "\u200d"


def framed(problem: PlacedProblem) -> str:
    """The problem with its line framed; a line that says nothing has no frame."""
    level = "" if problem.level == "problem" else f"{problem.level}: "
    where = f"{visible(problem.file)}:{problem.line}:{problem.column}"
    shown = [f"{where}: {level}{problem.code}: {visible(_shortened(problem.message))}"]
    number = str(problem.line)
    gutter = " " * len(number)
    if problem.source.strip():
        line, before, width = _window(problem.source, problem.column - 1, problem.end_column - 1)
        shown += [f"{gutter} |", f"{number} | {line}".rstrip(), f"{gutter} | {' ' * before}{'^' * max(width, 1)}"]
    if problem.hint:
        shown.append(f"{gutter} = help: {visible(_shortened(problem.hint))}")
    return "\n".join(shown)


def visible(text: str) -> str:
    """The text on one line, with a sign in place of every character that would not be seen, or would move others."""
    return "".join([_sign(character) for character in text])


def _shortened(text: str) -> str:
    """The text, with the beginning of what is too long of the words between backticks."""
    return "`".join([shortened(part) if at % 2 else part for at, part in enumerate(text.split("`"))])


def _window(source: str, start: int, end: int) -> tuple[str, int, int]:
    """What is shown of a line, how far in its mark starts, and how wide the mark is, as counted on a screen."""
    start = min(start, len(source))
    left = start
    room = _LEAD
    while left > 0 and (room := room - _width(source[left - 1])) >= 0:
        left -= 1
    if _fits(source):
        left = 0
    right, room = left, _WIDEST
    while right < len(source) and (room := room - _width(source[right])) >= 0:
        right += 1
    cut_before, cut_after = (_CUT if left else ""), (_CUT if right < len(source) else "")
    line = cut_before + visible(source[left:right]) + cut_after
    before = len(cut_before) + sum(map(_width, source[left:start]))
    return line, before, sum(map(_width, source[start : min(max(end, start), right)]))


def _fits(source: str) -> bool:
    return len(source) <= _WIDEST and sum(map(_width, source)) <= _WIDEST


def _width(character: str) -> int:
    """How many columns of a screen a character fills, as it is shown here."""
    if " " <= character <= "~":
        return 1
    sign = _sign(character)
    if sign != character:
        return len(sign)
    if character == _JOINER or category(character) in ("Mn", "Me"):
        return 0
    return 2 if east_asian_width(character) in ("W", "F") else 1


def _sign(character: str) -> str:
    """What is shown for a character: itself, unless it cannot be seen or changes how others are."""
    if " " <= character <= "~" or character == _JOINER:
        return character
    if character == "\t":
        return _TAB
    if character < " ":
        return chr(0x2400 + ord(character))
    if character == "\x7f":
        return "␡"
    if category(character) in ("Cc", "Cf", "Cs", "Zl", "Zp"):
        return f"<U+{ord(character):04X}>"
    return character
