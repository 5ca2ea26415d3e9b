"""A word that no command knows, as a problem like any other: in plain words, with its place and a way out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from typer.exceptions import TyperException
from typer.main import get_command

from empower.domain.problem import PlacedProblem, Problem
from empower.policyfile.packs import pack_names
from empower.policyfile.said.page import WordsPage

__all__ = ["command_named", "usage_problem"]

_GUESSED = re.compile(r"[.?]? ?(?:\(Possible options: (?P<options>.*)\)|Did you mean (?P<meant>.*?)\??)$")
_EXTRA = re.compile(r"^Got unexpected extra arguments?(?:\(s\))? \((?P<words>.*)\)$")
_BARE = re.compile(r"^Option `(?P<option>[\w-]+)` requires an argument$")
_OPTION = re.compile(r"^No such option: (?P<option>--?[\w-]+)$")
_FIGURE = re.compile(
    r"^Invalid value for `\[?(?P<what>[A-Z]+)\]?`: Input should be (?:a valid integer|less than|greater than)"
)
_CHOICE = re.compile(
    r"^Invalid value for `(?P<option>[\w-]+)`: (?:Value error, )?`(?P<word>.*)` is not one of (?P<all>.*)$"
)
_COMMAND = re.compile(r"^No such command `(?P<word>.*)`$")


def usage_problem(wrong: TyperException, words: Sequence[str]) -> PlacedProblem:
    """What Typer has to say about the words, put as we put things."""
    context = getattr(wrong, "ctx", None)
    message = wrong.format_message().strip().replace("'", "`").rstrip(".")
    likely: list[str] = []
    after = ""
    guessed = _GUESSED.search(message)
    if guessed:
        message = message[: guessed.start()]
        likely = (guessed["options"] or guessed["meant"] or "").replace("`", "").split(", ")
    if found := _EXTRA.search(message):
        first = max([word for word in words if found["words"].startswith(word)], key=len, default=found["words"])
        message, likely = f"`{first}` is one word too many", _policy_meant(first, context)
    elif found := _BARE.search(message):
        message = f"`{found['option']}` needs a word after it"
    elif found := _OPTION.search(message):
        option = _as_typed(found["option"], words)
        message = f"no such option `{option}`"
        likely = [one for one in likely if one != "--help" or option.startswith("--h")]
        likely = [f"-{option}"] if f"-{option}" in _options(context) else likely
        if context is not None and context.parent is None:
            after = "; options for a command stand after it"
    elif found := _FIGURE.search(message):
        message = f"`{_unread(wrong)}` is no number of {_numbered(found['what'])}"
    elif found := _CHOICE.search(message):
        message = f"`{found['option']}` does not take `{found['word']}`"
        choices = re.findall(r"`([^`]+)`", found["all"])
        likely = get_close_matches(found["word"], choices, n=1) or choices
    elif found := _COMMAND.search(message):
        likely = _elsewhere(found["word"], context) or likely
    hint = f"`{command_named(context, words)} --help` shows what may be said{after}"
    if likely and likely[0].endswith("--help"):
        hint = f"did you mean `{likely[0]}`?"
    elif likely:
        hint = f"did you mean {' or '.join([f'`{one}`' for one in likely])}? {hint}"
    said = re.findall(r"`([^`]+)`", message)
    at = [number for number, word in enumerate(words) if word in said or word.partition("=")[0] in said]
    return WordsPage(words).placed(
        [Problem(code="usage", message=message[:1].lower() + message[1:], hint=hint, path=tuple(at[:1]))]
    )[0]


def command_named(context: Any, words: Sequence[str]) -> str:
    """The command that was meant, as it is typed; Typer does not always say."""
    if context is not None and context.parent is not None:
        return str(context.command_path)
    from empower.cli.app import app

    at: Any = get_command(app)
    named = ["empower"]
    for word in words:
        at = getattr(at, "commands", {}).get(word)
        if at is None:
            break
        named.append(word)
    return " ".join(named)


def _unread(wrong: TyperException) -> str:
    """The word that was read as a number and is none."""
    errors: list[dict[str, Any]] = getattr(wrong.__context__, "errors", list)()
    return str(errors[0]["input"]) if errors else ""


def _numbered(what: str) -> str:
    """What is named by its number, in words."""
    name = what.lower()
    return f"{'an' if name[0] in 'aeiou' else 'a'} {name}"


def _policy_meant(word: str, context: Any) -> list[str]:
    """A policy named where an option is needed for it."""
    is_one = word in pack_names() or word.endswith((".yaml", ".yml"))
    with suppress(OSError, ValueError):  # a sentence is no name of a file, and may be too long for one
        is_one = is_one or Path(word).exists()
    return [f"--policy {word}"] if is_one and "--policy" in _options(context) else []


def _as_typed(option: str, words: Sequence[str]) -> str:
    """`-as` where Typer read `-a`."""
    longer = [word for word in words if option[:2] != "--" and re.match(rf"{re.escape(option)}\w", word)]
    return longer[0] if longer else option


def _options(context: Any) -> set[str]:
    """The options of the command that was typed."""
    params = context.command.params if context is not None else ()
    return {name for param in params for name in (*param.opts, *param.secondary_opts)}


def _elsewhere(word: str, context: Any) -> list[str]:
    """A command of another group, or an option that was taken for a command."""
    if context is None:
        return []
    options = {*_options(context), *context.help_option_names}
    if f"--{word}" in options:
        return [f"{context.command_path} --{word}"]
    top = context.find_root().command
    if word in top.commands and context.command is not top:
        return [f"empower {word}"]
    return [f"empower {name} {word}" for name, group in top.commands.items() if word in getattr(group, "commands", {})]
