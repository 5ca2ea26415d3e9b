"""Spoiled policies: never an exception, every problem with a line inside the file, and most of them reach the checks of meaning."""

from __future__ import annotations

import os
import signal
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from empower.policyfile import load
from empower.policyfile.load import read_policy
from empower.policyfile.tree import read_tree
from tests.hostile.mutations import Pack, spoiled

TOP = Path(__file__).resolve().parents[2]
FILES = sorted([*TOP.glob("policies/*/policy.yaml"), *TOP.glob("tests/packs/*/policy.yaml")])
EACH = 2_500 * (20 if os.environ.get("EMPOWER_TORTURE") else 1)
PARTS = 8
LONGEST = 20
"""Seconds: no spoiled file is above a few kilobytes, so this is a hang."""


def _packs() -> tuple[Pack, ...]:
    found = []
    for file in FILES:
        data = file.read_bytes()
        found.append(Pack(file.parent.name, data, read_tree(data).data))
    return tuple(found)


@pytest.mark.parametrize("part", range(PARTS))
def test_a_spoiled_policy_gives_problems_with_places(part: int, monkeypatch: pytest.MonkeyPatch) -> None:
    assert EACH * PARTS >= 20_000
    reached = _counting_those_compiled(monkeypatch)
    packs, kinds = _packs(), Counter[str]()
    for seed in range(part * EACH, (part + 1) * EACH):
        name, data = spoiled(seed, packs)
        with _no_longer_than(LONGEST, f"seed {seed} ({name})"):
            loaded = read_policy(data, "policy.yaml")
        lines = data.decode("utf-8", "replace").count("\n") + 1
        assert (loaded.rulebook is None) == any(problem.level == "problem" for problem in loaded.problems), (seed, name)
        for problem in loaded.problems:
            assert 1 <= problem.line <= lines, (seed, name, problem)
            assert problem.column >= 1, (seed, name, problem)
            assert problem.message, (seed, name, problem)
        kinds["usable" if loaded.rulebook else "refused"] += 1
    share = reached["compiled"] / EACH
    sys.stdout.write(
        f"{EACH} spoiled policies, {100 * share:.0f} % reach the checks of meaning, {kinds['usable']} are still usable\n"
    )
    assert share >= 0.4


def _counting_those_compiled(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    reached: Counter[str] = Counter()
    compiled = load.compiled

    def counted(*given: Any) -> Any:
        reached["compiled"] += 1
        return compiled(*given)

    monkeypatch.setattr(load, "compiled", counted)
    return reached


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
