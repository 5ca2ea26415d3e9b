"""Spoiled policies: never an exception, every problem has a line of the file, and most reach the checks of meaning."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

import pytest

from empower.policyfile.load import Loaded, read_policy
from empower.policyfile.misshapen import in_shape
from empower.policyfile.reader.tree import read_tree
from tests.hostile.mutations import Pack, spoiled

TOP = Path(__file__).resolve().parents[2]
FILES = sorted([*TOP.glob("policies/*/policy.yaml"), *TOP.glob("tests/packs/*/policy.yaml")])
EACH = 2_500 * (10 if os.environ.get("EMPOWER_TORTURE") else 1)
PARTS = 8
LONGEST = 20
"""Seconds: no spoiled file is above some tens of kilobytes, so this is a hang."""


@pytest.mark.parametrize("part", range(PARTS))
def test_a_spoiled_policy_gives_problems_with_places(part: int) -> None:
    assert EACH * PARTS >= 20_000
    packs = _packs()
    reached = usable = 0
    for seed in range(part * EACH, (part + 1) * EACH):
        name, data = spoiled(seed, packs)
        with _no_longer_than(LONGEST, f"seed {seed} ({name})"):
            loaded = read_policy(data, "policy.yaml")
        assert (loaded.rulebook is None) == bool(loaded.problems), (seed, name)
        lines = data.decode("utf-8", "replace").count("\n") + 1
        for problem in loaded.problems:
            assert 1 <= problem.line <= lines, (seed, name, problem)
            assert problem.column >= 1, (seed, name, problem)
            assert problem.message, (seed, name, problem)
            assert problem.hint, (seed, name, problem)
        reached += _in_shape(loaded)
        usable += loaded.rulebook is not None
    told = f"{reached / EACH:.0%} reach the checks of meaning, {usable / EACH:.0%} can still be used"
    sys.stdout.write(f"{EACH} spoiled policies: {told}\n")
    assert reached >= 0.4 * EACH


def _packs() -> tuple[Pack, ...]:
    found = []
    for file in FILES:
        data = file.read_bytes()
        found.append(Pack(file.parent.name, data, read_tree(data).data))
    return tuple(found)


def _in_shape(loaded: Loaded) -> bool:
    """Whether it can be read and has the shape of a policy, so that only its meaning was left to check."""
    data = loaded.tree.data
    return not loaded.tree.problems and isinstance(data, dict) and not in_shape(data)[1]


@contextmanager
def _no_longer_than(seconds: int, what: str) -> Iterator[None]:
    def stop(_: int, __: FrameType | None) -> None:
        raise TimeoutError(f"{what} hangs")

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)
