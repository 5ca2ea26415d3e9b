"""What somebody typed is data: it becomes a name for the policy, keeps its own form as a title, or is refused with why."""

from __future__ import annotations

import re
from unicodedata import normalize

from empower.domain.problem import Problem
from empower.domain.value import Value
from empower.policyfile.reader.text import hidden_character
from empower.rules.compile.wording import in_a_row, shown

__all__ = ["Named", "listed", "named", "once", "one_line"]

_MOST_TITLE = 80
"""A title is shown in tables and sentences."""

_MOST_NAME = 40
_COMMAS = re.compile("[,;、，]")
_NOT_IN_A_NAME = re.compile(r"[^a-z0-9_-]+")
_LETTER = re.compile(r"[a-z]")
_RESERVED = ("all", "none", "never", "note", "true", "false", "null", "at_no_cost")


class Named(Value):
    """A name for the policy, and how people write it where that is more than the name with blanks in it."""

    name: str
    title: str = ""


def one_line(text: str, most: int = _MOST_TITLE) -> str | Problem:
    """The text on one line, as it is seen; a problem where nobody could see, or read, all of it."""
    line = " ".join(text.split())
    hidden = hidden_character(line)
    if hidden is not None:
        message = f"there is a character in it that cannot be seen (U+{ord(hidden):04X})"
        return Problem(code="hidden-character", message=message, hint="type it rather than paste it")
    if len(line) > most:
        message = f"{shown(line)} is {len(line):,} characters long; {most} are the most"
        return Problem(
            code="text-too-long", message=message, hint="shorten it; the rest belongs in the pack's README.md"
        )
    return line


def listed(text: str) -> tuple[str, ...]:
    """What stands between the commas, without what is blank."""
    return tuple([part.strip() for part in _COMMAS.split(text) if part.strip()])


def named(said: str, noun: str, number: int) -> Named | Problem:
    """A name for what was said: `Duty Manager` is `duty_manager`. What has no letter of a name in it gets a number."""
    line = one_line(said, _MOST_NAME)
    if isinstance(line, Problem):
        return line
    plain = normalize("NFKD", line.casefold()).encode("ascii", "ignore").decode()
    name = _NOT_IN_A_NAME.sub("_", plain).strip("_-")
    if not _LETTER.search(name):
        name = f"{noun}_{number}"
    if name in _RESERVED:
        hint = "choose another word; this one means something to a policy already"
        return Problem(code="reserved-name", message=f"{shown(line)} cannot be the name of a {noun}", hint=hint)
    return Named(name=name, title="" if line in (name, name.replace("_", " ")) else line)


def once(said: tuple[str, ...], found: tuple[Named, ...]) -> Problem | None:
    """What is wrong where two of the names are the same."""
    first: dict[str, str] = {}
    for words, one in zip(said, found, strict=True):
        if one.name in first:
            both = in_a_row(dict.fromkeys((" ".join(first[one.name].split()), " ".join(words.split()))), "and")
            message = f"{both} come to the same name, `{one.name}`" if both.count("`") > 2 else f"{both} is said twice"
            return Problem(code="duplicate-name", message=message, hint="say it once, or choose another word for one")
        first[one.name] = words
    return None
