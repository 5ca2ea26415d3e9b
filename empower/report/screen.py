"""What a terminal shows of a text: nothing that moves it or hides in it, and how many columns the rest takes.

Names, notes and facts come from people, who paste. What they paste is data: it never colours, clears or reverses a line.
"""

from __future__ import annotations

__all__ = ["clean", "columns", "padded", "spaced", "together", "wrapped"]

_ESCAPE = "\x1b"
_BELL = "\x07"
_FIRM = "\u00a0"
_SPACES = "\t\n\v\f\r\x85\u2028\u2029"
_HIDDEN = (
    *((0x00, 0x1F), (0x7F, 0x9F), (0xAD, 0xAD), (0x61C, 0x61C), (0x180E, 0x180E), (0x200B, 0x200B), (0x200E, 0x200F)),
    *((0x2028, 0x202E), (0x2060, 0x206F), (0xFEFF, 0xFEFF), (0xFFF9, 0xFFFB), (0xFFFE, 0xFFFF), (0xE0001, 0xE007F)),
)
_NO_COLUMN = ((0x300, 0x36F), (0x200C, 0x200D), (0x20D0, 0x20FF), (0xFE00, 0xFE0F))
_TWO_COLUMNS = (
    *((0x1100, 0x115F), (0x2E80, 0xA4CF), (0xAC00, 0xD7A3), (0xF900, 0xFAFF), (0xFE30, 0xFE6F), (0xFF00, 0xFF60)),
    *((0xFFE0, 0xFFE6), (0x1F300, 0x1F64F), (0x1F680, 0x1F6FF), (0x1F900, 0x1F9FF), (0x20000, 0x3FFFD)),
)


def clean(text: str) -> str:
    """The text on one line, without terminal sequences and characters that are not seen."""
    if text.isprintable():
        return text
    shown = []
    at = 0
    while at < len(text):
        character = text[at]
        if character in (_ESCAPE, "\x9b", "\x9d"):
            at = _past_sequence(text, at)
            continue
        at += 1
        if character in _SPACES:
            shown.append(" ")
        elif "\ud800" <= character <= "\udfff":
            shown.append("\ufffd")
        elif not _within(character, _HIDDEN):
            shown.append(character)
    return "".join(shown)


def columns(text: str) -> int:
    """How many columns the text takes."""
    if text.isascii():
        return len(text)
    return sum(0 if _within(one, _NO_COLUMN) else 2 if _within(one, _TWO_COLUMNS) else 1 for one in text)


def padded(text: str, width: int, *, right: bool = False) -> str:
    """The text with spaces up to `width` columns, before it where it goes to the right."""
    space = " " * max(0, width - columns(text))
    return space + text if right else text + space


def together(text: str) -> str:
    """The text with spaces that no line is broken at."""
    return text.replace(" ", _FIRM)


def spaced(text: str) -> str:
    """The text with plain spaces again."""
    return text.replace(_FIRM, " ")


def wrapped(text: str, width: int, keep: str = "") -> list[str]:
    """The text in lines of at most `width` columns, broken at plain spaces only, and never before the word `keep`.

    A word that is longer than that has a line of its own and is not cut.
    """
    lines: list[str] = []
    for word in _words(text, keep):
        if lines and columns(lines[-1]) + 1 + columns(word) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return [spaced(line) for line in lines] or [""]


def _words(text: str, keep: str) -> list[str]:
    words: list[str] = []
    for word in [word for word in text.split(" ") if word]:
        if words and keep and word.rstrip(",;:.)") == keep:
            words[-1] += f" {word}"
        else:
            words.append(word)
    return words


def _past_sequence(text: str, at: int) -> int:
    """Where the text goes on after the terminal sequence that begins at `at`."""
    kind = {"\x9b": "[", "\x9d": "]"}.get(text[at], text[at + 1 : at + 2])
    at += 2 if text[at] == _ESCAPE else 1
    if kind == "[":
        while at < len(text) and "\x20" <= text[at] <= "\x3f":
            at += 1
        return at + (at < len(text) and "@" <= text[at] <= "~")
    if kind == "]":
        ends = [end for end in (text.find(_BELL, at), text.find(_ESCAPE + "\\", at), text.find("\x9c", at)) if end >= 0]
        if not ends:
            return at
        end = min(ends)
        return end + (2 if text[end] == _ESCAPE else 1)
    return at


def _within(character: str, ranges: tuple[tuple[int, int], ...]) -> bool:
    point = ord(character)
    return any(first <= point <= last for first, last in ranges)
