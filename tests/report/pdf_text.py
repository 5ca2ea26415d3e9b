"""The text of each page of a PDF as a browser prints it: its streams unpacked, its glyphs read by the fonts' own tables."""

from __future__ import annotations

import re
import zlib
from pathlib import Path

_OBJECT = re.compile(rb"(\d+) 0 obj(.*?)endobj", re.DOTALL)
_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
_SHOWN = re.compile(rb"/(F\d+) [\d.]+ Tf|<([0-9A-Fa-f]+)> Tj|\[(.*?)\] TJ", re.DOTALL)


def pages_of(file: Path) -> list[tuple[tuple[float, float], str]]:
    """For each page how wide and high it is, in points, and its text with nothing between the pieces."""
    objects = {int(number): body for number, body in _OBJECT.findall(file.read_bytes())}
    found = []
    for body in objects.values():
        if not re.search(rb"/Type\s*/Page\b(?!s)", body):
            continue
        box = re.search(rb"/MediaBox\s*\[([\d. ]+)\]", body)
        assert box is not None
        _, _, wide, high = [float(one) for one in box[1].split()]
        fonts = {
            name.decode(): _letters(objects, int(number)) for name, number in re.findall(rb"/(F\d+) (\d+) 0 R", body)
        }
        (content,) = re.findall(rb"/Contents (\d+) 0 R", body)
        found.append(((wide, high), _text(_unpacked(objects[int(content)]), fonts)))
    return found


def _unpacked(body: bytes) -> bytes:
    stream = _STREAM.search(body)
    assert stream is not None
    return zlib.decompress(stream[1]) if b"FlateDecode" in body else stream[1]


def _letters(objects: dict[int, bytes], font: int) -> dict[int, str]:
    """Which letter each glyph of a font stands for."""
    table = re.search(rb"/ToUnicode (\d+) 0 R", objects[font])
    if table is None:
        return {}
    text = _unpacked(objects[int(table[1])]).decode("latin-1")
    found = {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", text, re.DOTALL):
        for glyph, letter in re.findall(r"<(\w+)> <(\w+)>", block):
            found[int(glyph, 16)] = bytes.fromhex(letter).decode("utf-16-be")
    for block in re.findall(r"beginbfrange(.*?)endbfrange", text, re.DOTALL):
        for first, last, letter in re.findall(r"<(\w+)> <(\w+)> <(\w+)>", block):
            start = int(letter, 16)
            for step in range(int(last, 16) - int(first, 16) + 1):
                found[int(first, 16) + step] = chr(start + step)
    return found


def _text(content: bytes, fonts: dict[str, dict[int, str]]) -> str:
    letters: dict[int, str] = {}
    shown = []
    for font, plain, row in _SHOWN.findall(content):
        if font:
            letters = fonts.get(font.decode(), {})
        for piece in [plain] if plain else re.findall(rb"<([0-9A-Fa-f]+)>", row):
            glyphs = [int(piece[at : at + 4], 16) for at in range(0, len(piece), 4)]
            shown += [letters.get(glyph, "?") for glyph in glyphs]
    return "".join(shown)
