"""Every question put in turn: to a flag, to whoever sits at the terminal, or to what is usual."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from empower.domain.errors import CannotAskError
from empower.domain.problem import Problem
from empower.policyfile.said.page import WordsPage
from empower.policyfile.said.zone import local
from empower.services.starting.answers import Answers
from empower.services.starting.questions import QUESTIONS, Question

__all__ = ["answered"]

Ask = Callable[[Question, Answers], Answers]


def answered(folder: Path, said: Mapping[str, str], now: int, ask: Ask | None = None) -> Answers:
    """The answers for a policy in `folder`, begun now: those that are said, else those that `ask` gets, else the usual ones.

    Raises `CannotAskError` at the first of those that are said and will not do, with its place among the words.
    """
    words = ["policy", "new", str(folder)]
    places: dict[str, int] = {}
    for name, text in said.items():
        places[name] = len(words) + 1
        words += [f"--{name}", text]
    answers = Answers(house=folder.name, day=local(now, "UTC").day)
    for question in QUESTIONS:
        if question.name in said:
            heard = question.heard(said[question.name], answers)
            if isinstance(heard, Problem):
                raise CannotAskError(WordsPage(words).placed([heard.but(path=(places[question.name],))]))
            answers = heard
        elif question.needed(answers):
            answers = _usual(question, answers) if ask is None else ask(question, answers)
    return answers.but(day=local(now, answers.timezone).day)


def _usual(question: Question, answers: Answers) -> Answers:
    heard = question.heard(question.usual(answers), answers)
    assert not isinstance(heard, Problem), heard.message
    return heard
