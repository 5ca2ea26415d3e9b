"""A dash in the wrong column, a forgotten, long or tight one: the odd line is pointed at, with what to do."""

from __future__ import annotations

import pytest

from empower.policyfile.places import lines_of, place
from empower.policyfile.reader.events import EventSource, in_c, in_python
from empower.policyfile.reader.tree import read_tree

PARSERS = pytest.mark.parametrize("events", [in_c, in_python])


def entry(column: int, name: str, *, braces: bool = False) -> str:
    margin = " " * (column - 1)
    return f"{margin}- {{id: {name}, deny: true}}\n" if braces else f"{margin}- id: {name}\n{margin}  deny: true\n"


def told(written: str, events: EventSource) -> list[tuple[str, int, str, str]]:
    tree = read_tree(written.encode(), events)
    placed = place(tree.problems, tree.places, "p", lines_of(written))
    return [(one.code, one.line, one.message, one.hint) for one in placed]


@PARSERS
@pytest.mark.parametrize("braces", [False, True])
@pytest.mark.parametrize("usual", [3, 5])
@pytest.mark.parametrize("off", [-2, -1, 1, 2, 3])
@pytest.mark.parametrize("where", [0, 1, 2, 3])
def test_the_odd_one_is_pointed_at(events: EventSource, where: int, off: int, usual: int, braces: bool) -> None:
    columns = [usual] * 4
    columns[where] += off
    written = "rules:\n" + "".join([entry(at, name, braces=braces) for at, name in zip(columns, "abcd", strict=True)])
    ((code, line, message, _),) = told(written, events)
    assert (code, line) == ("layout", 2 + where * (1 if braces else 2))
    assert f"stands in column {usual + off}, and the others of `rules` in column {usual}" in message


@PARSERS
def test_a_forgotten_dash_is_told_once(events: EventSource) -> None:
    written = "rules:\n  - id: a\n    deny: true\n    id: b\n    deny: true\n    say: x\n"
    ((code, line, message, hint),) = told(written, events)
    assert (code, line) == ("duplicate-key", 4)
    assert "`id` stands here twice in one entry; the first is on line 2" in message
    assert hint.startswith("does a new entry begin here? put `- ` before it, with the dash in column 3")
    assert len(told("rules:\n  - id: a\n    deny: true\n    deny: true\n    deny: true\n", events)) == 2
    assert "keep one" in told("- {id: a, id: b}\n", events)[0][3]


@PARSERS
@pytest.mark.parametrize("dash", ["–", "—", "−"])
@pytest.mark.parametrize("before", ["", "  - id: a\n    deny: true\n"])
def test_a_long_dash_is_none(events: EventSource, before: str, dash: str) -> None:
    ((code, line, message, hint),) = told(f"rules:\n{before}  {dash} id: b\n    deny: true\n", events)
    assert (code, line) == ("layout", 2 + before.count("\n"))
    assert "this is a long dash" in message
    assert hint == "type `- ` in its place"


@PARSERS
@pytest.mark.parametrize("before", ["", "  - id: a\n    deny: true\n"])
@pytest.mark.parametrize("after", ["", "    deny: true\n", "   deny: true\n"])
def test_a_dash_has_a_space_after_it(events: EventSource, before: str, after: str) -> None:
    ((code, line, message, hint),) = told(f"rules:\n{before}  -id: b\n{after}", events)
    assert (code, line) == ("layout", 2 + before.count("\n"))
    assert (message, hint) == ("`-id: b` has no space after its dash", "put a space after it: `- id: b`")


@PARSERS
@pytest.mark.parametrize(
    "written",
    [
        "rules:\n<<<<<<< HEAD\n  - {id: a}\n=======\n  - {id: b}\n>>>>>>> other\n",
        "a: [b,\n<<<<<<< HEAD\nc\n=======\nd\n>>>>>>> x\n]\n",
        "rules:\n<<<<<<< HEAD\n  - id: a\n||||||| 12ab\n  - id: c\n=======\n  - id: b\n>>>>>>> other\n",
    ],
)
def test_two_versions_of_a_file_are_settled_by_a_person(events: EventSource, written: str) -> None:
    ((code, line, message, hint),) = told(written, events)
    assert (code, line) == ("two-versions", 2)
    assert "two versions of the file were merged here" in message
    assert hint.startswith("keep one of the two, and delete the three lines")
