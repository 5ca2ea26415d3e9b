"""At a terminal a policy begins with a few questions. What will not do is said at once, and asked again."""

from __future__ import annotations

import sys

from empower.cli.terminal import hear
from empower.domain.problem import Problem
from empower.report.screen import clean
from empower.services.starting.answers import Answers
from empower.services.starting.catalogue import renamed
from empower.services.starting.questions import Question

__all__ = ["ask", "greet"]


def greet() -> None:
    """How to answer, said once."""
    _show("A few questions. Enter takes what stands in brackets; Ctrl-C leaves everything as it was.\n")


def ask(question: Question, answers: Answers) -> Answers:
    """The answers with one more. Raises `KeyboardInterrupt` where somebody leaves."""
    usual = question.usual(answers)
    _show(f"\n{question.asked(answers)}\n")
    while True:
        _show(f"{question.name} [{usual}]: ")
        line = hear()
        if not line:
            raise KeyboardInterrupt
        heard = question.heard(line.strip() or usual, answers)
        if not isinstance(heard, Problem):
            for title, name in renamed(heard):
                if (title, name) not in renamed(answers):
                    _show(f"  {clean(title)} is `{name}` in the policy\n")
            return heard
        _show(f"  {clean(heard.message)}: {clean(heard.hint)}\n")


def _show(text: str) -> None:
    sys.stderr.write(text)
    sys.stderr.flush()
