"""What is said of a file that can be read as YAML, but says what people do not expect: one function for each remark."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import get_close_matches
from itertools import islice

from empower.domain.figures import plainer
from empower.domain.problem import Problem
from empower.policyfile.places import spot
from empower.policyfile.reader.scalars import OddNumber

__all__ = [
    "MOST_DEPTH",
    "MOST_PARTS",
    "bare_key",
    "collection_key",
    "cut_text",
    "directive",
    "empty_file",
    "hidden_escape",
    "inside_itself",
    "merge_key",
    "new_entry",
    "no_braces",
    "no_colon",
    "no_key",
    "no_lines",
    "odd_number",
    "odd_space",
    "repeated_key",
    "second_document",
    "shown",
    "tag",
    "tight_dash",
    "too_deep",
    "too_many",
    "unknown_alias",
]

MOST_DEPTH = 64
MOST_PARTS = 1_000_000

_MOST_DECIMALS = 6
_MOST_CANDIDATES = 500
_NAMES = re.compile(r"[a-z0-9_-]+(?:, *[a-z0-9_-]+)+")
_FIGURE = re.compile(r"[0-9.,']+%?")
_TIME = re.compile(r"([01][0-9]|2[0-4])\.([0-5][0-9])")
_PAIR = re.compile(r"[^,\]}\n]*")


def shown(written: str, most: int = 60) -> str:
    """The author's words in backticks, on one line, and cut where they are long."""
    line = " ".join(written[: 4 * most].split())
    return f"`{line if len(line) <= most else line[: most - 1].rstrip() + '…'}`"


def empty_file() -> Problem:
    """A file says something."""
    hint = "write into it, or name another file"
    return Problem(code="empty-file", message="there is nothing in this file but spaces and comments", hint=hint)


def odd_number(number: OddNumber, written: str, at: tuple[int, int]) -> Problem:
    """A number is written in plain digits."""
    hint = number.instead
    if time := _TIME.fullmatch(written):
        hint = f"write `{time[1]}:{time[2]}` if it is a time; else {hint}"
    return Problem(code="number-form", message=f"{shown(written)} {number.what}", hint=hint, path=spot(*at))


def repeated_key(written: str, first: str, line: int, at: tuple[int, int]) -> Problem:
    """A name stands once in a mapping."""
    if written == first:
        message, hint = f"{shown(written)} stands here twice; the first is on line {line}", "keep one of the two"
    else:
        message = f"{shown(written)} is the same here as {shown(first)} on line {line}"
        hint = f'keep one of the two; if they are texts, put quotes round both, such as `"{first}"`'
    return Problem(code="duplicate-key", message=message, hint=hint, path=spot(*at))


def new_entry(written: str, line: int, column: int, at: tuple[int, int]) -> Problem:
    """Each entry of a list has a dash of its own."""
    message = f"{shown(written)} stands here twice in one entry; the first is on line {line}"
    hint = (
        f"does a new entry begin here? put `- ` before it, with the dash in column {column}; else keep one of the two"
    )
    return Problem(code="duplicate-key", message=message, hint=hint, path=spot(*at))


def tight_dash(written: str, at: tuple[int, int]) -> Problem:
    """After the dash of an entry there is a space."""
    message = f"{shown(written)} has no space after its dash"
    hint = f"put a space after it: {shown(f'- {written[1:]}')}"
    return Problem(code="layout", message=message, hint=hint, path=spot(*at))


def bare_key(written: str, at: tuple[int, int]) -> Problem:
    """Between braces every name has a value."""
    name, colon, rest = written.partition(":")
    if colon and name and rest:
        message, hint = f"{shown(written)} has no space after its colon", f"write {shown(f'{name}: {rest}')}"
    elif "=" in written:
        name, _, rest = written.partition("=")
        meant = f"{name.strip()}: {rest.strip('= ')}"
        message, hint = f"{shown(written)} has no colon", f"write {shown(meant)}"
    else:
        message = f"{shown(written)} has no value"
        hint = f"write {shown(f'{written}: …')}; a list of names stands between `[` and `]`"
    return Problem(code="missing-colon", message=message, hint=hint, path=spot(*at))


def cut_text(written: str, at: tuple[int, int]) -> Problem:
    """A text between braces that has a comma in it stands in quotes."""
    message = f"between `{{` and `}}` a comma ends the text, so {shown(written)} is cut in two"
    quoted = '"' + written.replace("\\", "\\\\").replace('"', '\\"') + '"'
    hint = f"put quotes round the sentence: {shown(quoted)}" if len(written) < 50 else "put quotes round the sentence"
    if _FIGURE.fullmatch(written):
        meant = plainer(written.removesuffix("%"), "", _MOST_DECIMALS if written.endswith("%") else 2)
        message = f"the comma in {shown(written)} ends the number"
        hint = (
            f"write {shown(meant + '%' * written.endswith('%'))}"
            if meant
            else "write digits, with a point for decimals"
        )
    elif _NAMES.fullmatch(written):
        hint = f"a list stands in brackets: {shown(f'[{written}]')}; a text in quotes: {shown(quoted)}"
    return Problem(code="comma-in-text", message=message, hint=hint, path=spot(*at))


def odd_space(space: str, at: int) -> Problem:
    """The spaces round a name are usual ones, that YAML knows for spaces."""
    message = f"there is a space here (U+{ord(space):04X}) that is not a usual one"
    hint = "delete it, and type it again"
    return Problem(code="hidden-character", message=message, hint=hint, path=spot(at, at + 1))


def no_colon(written: str, at: tuple[int, int]) -> Problem:
    """Before what stands between braces there is a colon."""
    name, bracket, rest = written.partition("{")
    message = f"{shown(name.strip())} has no colon before the `{{`"
    hint = f"write {shown(f'{name.strip()}: {bracket}{rest.strip()}: …}}')}"
    return Problem(code="missing-colon", message=message, hint=hint, path=spot(*at))


def no_braces(source: str, start: int) -> Problem:
    """What stands in a list with a colon stands between braces: else it is a mapping of its own for every comma."""
    found = _PAIR.match(source, start)
    written = found.group().rstrip() if found else ""
    message = f"{shown(written)} stands in a list without `{{` and `}}`"
    hint = f"write {shown(f'{{{written}}}')}; what belongs together stands in one pair of them"
    return Problem(code="missing-braces", message=message, hint=hint, path=spot(start, start + max(1, len(written))))


def collection_key(at: tuple[int, int]) -> Problem:
    """What stands before a colon is a word, not a list or a mapping."""
    message = "a list or a mapping cannot stand where a name is expected"
    hint = "write a plain name before the colon; a text that starts with a bracket needs quotes round it"
    return Problem(code="bad-key", message=message, hint=hint, path=spot(*at))


def no_key(written: str, at: tuple[int, int]) -> Problem:
    """What stands before a colon is a word, not nothing."""
    if written.strip(" ?:"):
        message, hint = f"{shown(written)} means nothing at all, so it cannot be a name", f'write `"{written}"`'
    else:
        message, hint = "there is no name before this colon", "write one, or put quotes round it if this is a text"
    return Problem(code="bad-key", message=message, hint=hint, path=spot(*at))


def merge_key(at: tuple[int, int]) -> Problem:
    """Every mapping says itself what is in it."""
    message = "`<<`, which takes over the lines of another mapping, is not used here"
    return Problem(code="merge-key", message=message, hint="write the lines out where they count", path=spot(*at))


def tag(written: str, at: tuple[int, int]) -> Problem:
    """Nothing is marked with a tag; what is written shows what it is."""
    hint = "leave it out; if it belongs to a text, put quotes round the text"
    message = f"{shown(written)} is a YAML tag, and tags are not used here"
    return Problem(code="yaml-tag", message=message, hint=hint, path=spot(*at))


def directive(written: str, at: tuple[int, int]) -> Problem:
    """A file holds no instructions to the program that reads it."""
    message = f"{shown(written)} is an instruction to YAML programs, and is not used here"
    hint = "delete this line; if it is a text, put quotes round it"
    return Problem(code="yaml-directive", message=message, hint=hint, path=spot(*at))


def second_document(at: tuple[int, int]) -> Problem:
    """A file is one document."""
    hint = "delete this line, or move what follows it into a file of its own"
    message = "a second document starts here, and a file holds one"
    return Problem(code="several-documents", message=message, hint=hint, path=spot(*at))


def unknown_alias(name: str, known: Iterable[str], at: tuple[int, int]) -> Problem:
    """An alias repeats what an anchor above it has named."""
    close = get_close_matches(name, sorted(islice(known, _MOST_CANDIDATES)), n=1)
    text = f'if it is a text, write `"*{name}"`'
    hint = f"did you mean `*{close[0]}`? {text}" if close else f"{text}; else name the part above with `&{name}`"
    message = f"`*{name}` repeats a part named `&{name}`, and there is none above"
    return Problem(code="yaml-alias", message=message, hint=hint, path=spot(*at))


def inside_itself(name: str, at: tuple[int, int]) -> Problem:
    """An alias does not stand inside what it repeats."""
    message = f"`*{name}` stands inside `&{name}`, which it repeats, so it would never end"
    return Problem(code="yaml-alias", message=message, hint="write out what you mean here", path=spot(*at))


def too_deep(at: tuple[int, int]) -> Problem:
    """Nothing is nested deeper than anyone could read."""
    message = f"this is nested more than {MOST_DEPTH} deep"
    hint = "look for brackets that are opened again and again, or move this nearer to the margin"
    return Problem(code="too-deep", message=message, hint=hint, path=spot(*at))


def too_many(name: str | None, at: tuple[int, int]) -> Problem:
    """A file, with all that its aliases repeat, stays of a size that can be read in seconds."""
    message = f"the file holds more than {MOST_PARTS:,} names and values"
    hint = "split it into several files"
    if name is not None:
        message = f"with what `*{name}` repeats here, {message}"
        hint = "write out the few you need instead of repeating what itself repeats"
    return Problem(code="too-many-values", message=message, hint=hint, path=spot(*at))


def no_lines(written: str, at: tuple[int, int]) -> Problem:
    """A sign that starts a text over several lines is followed by those lines."""
    message = f"{shown(written)} starts a text over several lines, and no such lines follow"
    hint = f'if it is a text itself, write `"{written}"`; if not, put spaces before the lines that follow'
    return Problem(code="needs-quotes", message=message, hint=hint, path=spot(*at))


def hidden_escape(written: str, character: str, at: tuple[int, int]) -> Problem:
    """Quotes hold no characters that cannot be seen, spelled out or not."""
    if "\ud800" <= character <= "\udfff":
        message = f"{shown(written)} spells out half a character (U+{ord(character):04X})"
        return Problem(code="bad-escape", message=message, hint="type the character itself", path=spot(*at))
    message = f"{shown(written)} spells out a hidden character (U+{ord(character):04X})"
    return Problem(code="hidden-character", message=message, hint="leave it out", path=spot(*at))
