"""No file takes more than its share: each of these is answered in a child process that may not grow or go on for long.

What is held against the clock is only that the child ends at all; memory and processor time are limits of the system.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from empower.policyfile.reader.events import EventSource, in_c, in_python
from empower.policyfile.reader.tree import read_tree

pytest.importorskip("resource", reason="this system has no limits for a process")

FEW = ["nested_lists", "nested_maps", "nested_dashes", "nested_lines", "bomb", "deep_aliases", "bare_names", "cut_text"]
MANY = [
    *FEW,
    "keys",
    "same_key",
    "entries",
    "odd_numbers",
    "tags",
    "aliases",
    "open_quote",
    "open_bracket",
    "far_above",
    "wide",
    "null_keys",
]

CHILD = """
import json, resource, sys

events, names = sys.argv[1], sys.argv[2:]
resource.setrlimit(resource.RLIMIT_AS, (2**30, 2**30))
resource.setrlimit(resource.RLIMIT_CPU, (60, 60))
resource.setrlimit(resource.RLIMIT_STACK, (8 * 2**20, 8 * 2**20))

from empower.policyfile.reader.events import in_c, in_python
from empower.policyfile.places import lines_of, place
from empower.policyfile.reader.tree import read_tree
from empower.report.frame import framed

def aliases(each, rows):
    return "".join(f"a{row}: &a{row} {each.replace('*', '*a' + str(row - 1))}\\n" for row in range(1, rows))

FILES = {
    "nested_lists": lambda: "[" * 100_000,
    "nested_maps": lambda: "{a: " * 100_000,
    "nested_dashes": lambda: "- " * 100_000,
    "nested_lines": lambda: "\\n".join(" " * depth + "a:" for depth in range(2_000)),
    "bomb": lambda: "a0: &a0 [x, x]\\n" + aliases("[*, *, *, *, *, *, *, *, *, *]", 40),
    "deep_aliases": lambda: "a0: &a0 [x]\\n" + aliases("[[[[[[[[[*]]]]]]]]]", 200),
    "bare_names": lambda: "{" + ", ".join(f"k{number}" for number in range(500_000)) + "}",
    "cut_text": lambda: "{because: sorry" + ", no" * 50_000 + "}",
    "keys": lambda: "".join(f"k{number:x}:\\n" for number in range(1_000_000)),
    "same_key": lambda: "k: 1\\n" * 1_000_000,
    "entries": lambda: "[a" + ",a" * 3_900_000 + "]",
    "odd_numbers": lambda: "- 0x10\\n" * 900_000,
    "tags": lambda: "- !t x\\n" * 900_000,
    "aliases": lambda: "- &a x\\n" + "- *a\\n" * 1_200_000,
    "open_quote": lambda: 'a: "' + "x\\n" * 3_500_000,
    "open_bracket": lambda: "a: [" + "'x', " * 1_000 + "\\n" * 3_000_000,
    "far_above": lambda: "a\\n" + "#\\n" * 1_000_000 + " b: c\\n",
    "wide": lambda: "a" + " " * 1_000_000 + "\\n b: c\\n",
    "null_keys": lambda: "? \\n" * 1_000_000,
}

for name in names:
    data = FILES[name]().encode()
    tree = read_tree(data, {"c": in_c, "python": in_python}[events])
    lines = lines_of(tree.places.source)
    placed = place(tree.problems, tree.places, "f", lines)
    assert all(1 <= one.line <= len(lines) for one in placed)
    print(json.dumps([name, sorted({one.code for one in placed}), max(map(len, map(framed, placed)))]), flush=True)
    del data, tree, lines, placed
"""

ANSWERS = {
    "nested_lists": ["too-deep"],
    "nested_maps": ["too-deep"],
    "nested_dashes": ["too-deep"],
    "nested_lines": ["too-deep"],
    "bomb": ["too-many-values"],
    "deep_aliases": ["too-deep"],
    "bare_names": ["missing-colon"],
    "cut_text": ["comma-in-text"],
    "keys": ["too-many-values"],
    "same_key": ["duplicate-key"],
    "entries": ["too-many-values"],
    "odd_numbers": ["number-form"],
    "tags": ["yaml-tag"],
    "aliases": ["too-many-values"],
    "open_quote": ["unclosed-quote"],
    "open_bracket": ["unclosed-bracket"],
    "far_above": ["layout"],
    "wide": ["missing-colon"],
    "null_keys": ["bad-key"],
}


@pytest.mark.parametrize(("events", "names"), [("c", MANY), ("python", FEW)], ids=["c", "python"])
def test_a_hostile_file_is_answered_within_bounds(events: str, names: list[str]) -> None:
    child = subprocess.run(
        [sys.executable, "-c", CHILD, events, *names],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    answers = [json.loads(line) for line in child.stdout.splitlines()]
    assert [name for name, _, _ in answers] == names, child.stderr
    for name, codes, longest in answers:
        assert codes == ANSWERS[name], name
        assert longest < 1_000, name


@pytest.mark.parametrize("events", [in_c, in_python], ids=["c", "python"])
@pytest.mark.parametrize("depth", [63, 64, 65])
def test_the_depth_that_is_read_is_64(events: EventSource, depth: int) -> None:
    listed = read_tree(b"[" * depth + b"]" * depth, events)
    mapped = read_tree(b"{a: " * depth + b"}" * depth, events)
    repeated = read_tree(b"a: &a [[x]]\nb: " + b"[" * (depth - 3) + b"*a" + b"]" * (depth - 3), events)
    wanted = [] if depth <= 64 else ["too-deep"]
    for tree in (listed, mapped, repeated):
        assert [problem.code for problem in tree.problems] == wanted


@pytest.mark.parametrize("events", [in_c, in_python], ids=["c", "python"])
def test_what_aliases_repeat_is_counted(events: EventSource) -> None:
    hundred = b"a: &a [" + b"x, " * 99 + b"]\n"  # a list of 99, so 100 parts
    stars = b"b: &b [" + b"*a, " * 999 + b"]\n"  # 99,900 more and the list itself
    fits = hundred + stars + b"c: [" + b"*b, " * 8 + b"]\n"
    assert read_tree(fits, events).problems == ()
    (problem,) = read_tree(hundred + stars + b"c: [" + b"*b, " * 12 + b"]\n", events).problems
    assert problem.code == "too-many-values"


def test_problems_are_few_enough_to_read() -> None:
    assert len(read_tree(b"- 0x1\n" * 10_000).problems) == 50
    assert len(read_tree(b"k: 1\n" * 10_000).problems) <= 50
    assert len(read_tree("\u202e\n".encode() * 10_000).problems) == 10
