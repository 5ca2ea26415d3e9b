"""A few lines of a policy, compiled with the head that every policy needs."""

from __future__ import annotations

from empower.report.frame import framed
from empower.rules.rulebook import Rulebook
from tests.policyfile.broken_policies import loaded

__all__ = ["codes", "rulebook"]


def rulebook(lines: str, *without: str) -> Rulebook:
    """The rulebook of a policy with these lines, which are good ones."""
    found = loaded(lines, *without)
    assert found.rulebook is not None, "\n".join(framed(problem) for problem in found.problems)
    return found.rulebook


def codes(lines: str, *without: str) -> list[str]:
    """The codes of all problems of a policy with these lines, in the order of the file."""
    return [problem.code for problem in loaded(lines, *without).problems]
