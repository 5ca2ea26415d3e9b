"""Texts of several lines: those after `|` or `>`, where every blank counts, and those where it does not."""

from __future__ import annotations

import re

from empower.domain.value import Value

__all__ = ["Block", "block_at", "kept_end"]

_BY_HAND = re.compile(r"[|>][+-]?([1-9])")


class Block(Value):
    """The lines below a `|` or `>`."""

    margin: int  # how far in they stand
    by_hand: int  # how much further than what they belong to, where the author says so; else 0
    lines: int  # how many they are


def block_at(lines: list[str], number: int, sign: str, above: int) -> Block:
    """The text whose `|` or `>` stands on a line, and belongs to something that stands `above` columns in."""
    found = _BY_HAND.match(sign)
    by_hand = int(found[1]) if found else 0
    margin = max(above, 0) + by_hand if by_hand else _widest_margin(lines, number + 1)
    keeps_end = "+" in sign[:3]
    end = filled = number + 1
    while end < len(lines) and (_is_blank(lines[end]) or _margin(lines[end]) >= margin > above):
        end += 1
        if keeps_end or not _is_blank(lines[end - 1]) or len(lines[end - 1]) > margin:
            filled = end
    return Block(margin=margin, by_hand=by_hand, lines=filled - number - 1)


def _widest_margin(lines: list[str], number: int) -> int:
    """How far in the first line stands that is not blank; blank lines before it do not stand further in."""
    margin = 0
    while number < len(lines) and _is_blank(lines[number]):
        margin = max(margin, len(lines[number]))
        number += 1
    return max(margin, _margin(lines[number])) if number < len(lines) else margin


def _is_blank(line: str) -> bool:
    return not line.strip(" ")


def _margin(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def kept_end(part: str) -> str:
    """A line of a text in quotes without the blanks at its end, but for one that a backslash holds fast."""
    bare = part.rstrip(" \t")
    held = (len(bare) - len(bare.rstrip("\\"))) % 2 == 1
    return part[: len(bare) + 1] if held else bare
