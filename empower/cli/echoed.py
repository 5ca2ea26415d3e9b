"""A problem of the command line at the words that were typed, where it was found by somebody who knew a part of them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from empower.cli.usage import command_named
from empower.domain.problem import PlacedProblem
from empower.ledger.opening import without_password
from empower.policyfile.said.page import COMMAND_LINE, typed

__all__ = ["echoed"]

_PROGRAM = "empower"


def echoed(problems: tuple[PlacedProblem, ...], words: Sequence[str]) -> tuple[PlacedProblem, ...]:
    """The problems, each with the whole command it is about and the word that is meant marked in it."""
    if not any([one.file == COMMAND_LINE and one.source.startswith(_PROGRAM) for one in problems]):
        return problems
    path = command_named(None, words)
    return tuple([_echoed(one, path, words) for one in problems])


def _echoed(problem: PlacedProblem, path: str, words: Sequence[str]) -> PlacedProblem:
    if problem.file != COMMAND_LINE or not problem.source.startswith(_PROGRAM):
        return problem
    marked = problem.source[problem.column - 1 : problem.end_column - 1]
    if marked and f"{problem.source} ".startswith(f"{path} "):
        return problem
    said = [word for word in words if word != "--json"]  # the same to a script
    shown = [typed(without_password(word) if "://" in word else word) for word in said]
    before = problem.source[: problem.column - 1].split()[-1:]
    at = _found(marked, before, shown) if marked else _named(problem.message, shown)
    if at is None:
        return problem
    line = " ".join([_PROGRAM, *shown])
    column = len(" ".join([_PROGRAM, *shown[:at]])) + 2
    return problem.but(source=line, column=column, end_column=column + len(shown[at]))


def _found(marked: str, before: list[str], shown: list[str]) -> int | None:
    """The number of the word that was marked; of several alike the one after the same word, or the first."""
    alike = [number for number, word in enumerate(shown) if marked in (word, word.partition("=")[2])]
    after = [number for number in alike if number and shown[number - 1 : number] == before]
    return next(iter([*after, *alike]), None)


def _named(message: str, shown: list[str]) -> int | None:
    """The number of the first word that the message names."""
    said = re.findall(r"`([^`]+)`", message)
    return next((number for word in said for number, one in enumerate(shown) if one == typed(word)), None)
