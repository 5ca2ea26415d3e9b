"""A word that no command knows, as a problem like any other: in plain words, with its place and a way out."""

from __future__ import annotations

import re
from collections.abc import Sequence

from typer.exceptions import TyperException

from empower.domain.problem import PlacedProblem, Problem
from empower.policyfile.said.page import WordsPage

__all__ = ["usage_problem"]

_GUESSED = re.compile(r"[.?]? ?(?:\(Possible options: (?P<options>.*)\)|Did you mean (?P<meant>.*?)\??)$")
_EXTRA = re.compile(r"^Got unexpected extra arguments?(?:\(s\))? \((?P<words>.*)\)$")


def usage_problem(wrong: TyperException, words: Sequence[str]) -> PlacedProblem:
    """What Typer has to say about the words, put as we put things."""
    context = getattr(wrong, "ctx", None)
    command = context.command_path if context is not None else "empower"
    message = wrong.format_message().strip().replace("'", "`").rstrip(".")
    guessed = _GUESSED.search(message)
    hint = f"`{command} --help` shows what may be said"
    if guessed:
        message = message[: guessed.start()]
        meant = (guessed["options"] or guessed["meant"] or "").replace("`", "").split(", ")
        hint = f"did you mean {' or '.join([f'`{one}`' for one in meant])}? {hint}"
    extra = _EXTRA.search(message)
    if extra:
        first = extra["words"].split(" ")[0]
        message = f"`{first}` is one word too many"
    said = re.findall(r"`([^`]+)`|(--?[\w-]+)", message)
    named = {one for pair in said for one in pair if one}
    at = [number for number, word in enumerate(words) if word in named or word.partition("=")[0] in named]
    message = re.sub(r": (--?[\w-]+)$", r" `\1`", message)
    return WordsPage(words).placed(
        [Problem(code="usage", message=message[:1].lower() + message[1:], hint=hint, path=tuple(at[:1]))]
    )[0]
