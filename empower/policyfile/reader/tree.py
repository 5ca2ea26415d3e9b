"""YAML in, plain data out, strictly: one meaning for each thing written, and a place for each thing that is wrong.

Plain YAML readers keep the last of two equal keys, read `no` as false and 12:30 as 750, and can be made to eat all memory.
Here the parser only says what it sees; what that means is decided by us, and what could mean two things is a problem.
"""

from __future__ import annotations

from typing import Any

from yaml import YAMLError

from empower.domain.problem import Problem
from empower.domain.value import Value
from empower.policyfile.places import Places
from empower.policyfile.reader import remarks
from empower.policyfile.reader.events import QUICKEST, EventSource
from empower.policyfile.reader.slips.slip import slip_of
from empower.policyfile.reader.slips.told import told
from empower.policyfile.reader.text import first_wrong, text_of
from empower.policyfile.reader.walk import Walk

__all__ = ["CODES", "Tree", "read_tree"]

CODES = (
    "bad-escape",
    "bad-key",
    "comma-in-text",
    "duplicate-key",
    "empty-file",
    "file-too-big",
    "hidden-character",
    "layout",
    "merge-key",
    "missing-braces",
    "missing-colon",
    "missing-file",
    "needs-quotes",
    "not-a-file",
    "number-form",
    "several-documents",
    "tab-indent",
    "text-after-quote",
    "too-deep",
    "too-many-values",
    "two-versions",
    "unclosed-bracket",
    "unclosed-quote",
    "unreadable-file",
    "wrong-encoding",
    "yaml-alias",
    "yaml-directive",
    "yaml-syntax",
    "yaml-tag",
)
"""Every code that reading a file can give; each has its page under docs/problems."""


class Tree(Value):
    """What a file says. With problems `data` may be incomplete, and is not to be used."""

    data: Any
    places: Places
    problems: tuple[Problem, ...]


def _with_slip(problems: tuple[Problem, ...], slip: Problem) -> tuple[Problem, ...]:
    """What made the parser stop comes last, unless a character that nobody sees is the reason and was named."""
    _, start, end = slip.path
    if slip in problems:
        return problems
    for problem in problems:
        if problem.code == "hidden-character" and int(start) <= int(problem.path[1]) < int(end):
            return problems
    if slip.code == "unclosed-bracket":  # what follows is in no list, as soon as the bracket is closed
        problems = tuple([one for one in problems if one.code != "missing-braces" or int(one.path[1]) < int(start)])
    return (*problems, slip)


def read_tree(data: bytes, events: EventSource = QUICKEST) -> Tree:
    """The plain data of a YAML file, the place of each part, and what is wrong with it. Any bytes have an answer."""
    text = text_of(data)
    wrong = first_wrong(data, text)
    if wrong:
        return Tree(data=None, places=Places(text), problems=wrong)
    walk = Walk(text)
    try:
        walk.run(events(text))
    except (YAMLError, ValueError, OverflowError) as error:  # the parser in Python lets some of Python's own through
        problems = _with_slip(walk.problems, told(slip_of(error, text, walk.last, walk.opened)))
    else:
        problems = walk.problems
    if not problems and walk.says_nothing:
        problems = (remarks.empty_file(),)
    return Tree(data=walk.data, places=walk.places, problems=problems)
