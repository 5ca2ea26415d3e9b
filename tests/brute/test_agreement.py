"""What the analysis says of drawn policies is what putting every request to them says."""

from __future__ import annotations

import os
from functools import cache
from typing import Any

import pytest

from empower.rules.analysis.idle import idle_limits, idle_lines
from empower.rules.analysis.lacking import Lacking
from empower.rules.analysis.lint.linted import linted
from tests.brute.authority import broken_promises, lifts_something, never_holds
from tests.brute.compare import compare
from tests.brute.drawn import drawn
from tests.brute.oracle import Oracle
from tests.brute.verdicts import limit_binds, without
from tests.laws.compiling import rulebook_of

Tree = dict[str, Any]
TORTURE = bool(os.environ.get("EMPOWER_TORTURE"))
LINES = 60 if TORTURE else 6


@cache
def policy(seed: str) -> Tree:
    """A drawn policy, small enough to put every request to."""
    return drawn(seed, 1_500, timed=seed.endswith("5"))


@pytest.mark.parametrize("seed", range(LINES))
def test_an_idle_line_or_limit_changes_no_answer_and_the_others_do(seed: int) -> None:
    tree = policy(f"idle {seed}")
    book = rulebook_of(tree)
    today = book.effective[0] or 739_000
    lacking = Lacking(book, today)
    idle = {tuple(found.problem.path[:2]) for found in idle_lines(lacking)}
    for section in ("grants", "rules", "owed", "not_owed"):
        for number, line in enumerate(tree.get(section, [])):
            if "say" in line or "at_least" in line or "warn_at" in line or line.get("beyond") == "warn":
                continue
            seen = compare(tree, without(tree, section, line["id"])).verdict
            own = getattr(book, section)[number]
            settled = lacking.matters(own) if lacking.covered(own) else False
            assert settled is None or settled == (seen != "equivalent"), (section, line, seen)
            assert (section, number) not in idle or settled is False, (section, line)
    for found in idle_limits(lacking):
        path = found.problem.path
        name = tree[str(path[0])][int(path[1])]["id"]
        assert limit_binds(tree, str(path[0]), name, int(path[3]) if len(path) > 3 else 0) is None


@pytest.mark.parametrize("seed", range(LINES))
def test_what_the_lint_says_of_lines_is_so(seed: int) -> None:
    tree = policy(f"lint {seed}")
    oracle = Oracle(tree)
    book = rulebook_of(tree)
    found: dict[str, set[str]] = {}
    for one in linted(book, book.effective[0] or 739_000):
        section, number = str(one.problem.path[0]), one.problem.path[1]
        if isinstance(number, int):
            found.setdefault(one.problem.code, set()).add(f"{section}/{tree[section][number]['id']}")
    dead = {
        f"{section}/{line['id']}"
        for section in ("grants", "rules", "owed", "not_owed", "exceptions")
        for line in tree.get(section, [])
        if never_holds(oracle, section, line["id"])
    }
    held = {name for name in found.get("never-holds", set()) if name in dead}
    assert dead == held, (dead, found)
    broken = {f"promises/{name}" for name in broken_promises(oracle)}
    assert found.get("broken-promise", set()) <= broken
    assert broken <= found.get("broken-promise", set()) | found.get("promise-not-proven", set()), (broken, found)
    lifting = {f"exceptions/{line['id']}" for line in tree.get("exceptions", []) if lifts_something(oracle, line["id"])}
    assert not lifting & found.get("lifts-nothing", set()), (lifting, found)
