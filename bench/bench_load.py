"""Loading 10,000 rules: read, checked and compiled by us, against `yaml.load(…, CSafeLoader)` reading the same file.

The two take turns in one run, each as many times, and the ratio shown is the median of the turns' ratios. What was loaded is
checked first: every rule of the drawn policy is there, with the tests it was drawn with.
"""

from __future__ import annotations

import gc
import statistics
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

import yaml
from generated import Drawn

from empower.domain.conditions import contains
from empower.policyfile.load import load_policy
from empower.policyfile.reader.tree import read_tree
from empower.rules.rulebook import Rulebook

SIZE = 10_000
TURNS = 5


def main(size: int = SIZE) -> None:
    policy = Drawn(size)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "policy.yaml"
        path.write_text(policy.yaml(), encoding="utf-8")
        data = path.read_bytes()
        found = load_policy(path)
        if found.rulebook is None:
            sys.exit(f"the drawn policy does not load: {found.problems[:3]}")
        check(policy, found.rulebook)
        thresholds = policy.thresholds()
        del policy, found  # so that the collector has nothing to look through but what is being read
        peer = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        print(f"{size:,} rules, {len(data):,} bytes, {thresholds:,} thresholds; every rule is there as it was drawn")
        turns = [
            (
                timed(lambda: yaml.load(data, peer)),  # noqa: S506 - a safe loader
                timed(lambda: read_tree(data)),
                timed(lambda: load_policy(path)),
            )
            for _ in range(TURNS)
        ]
    print(f"yaml.load with {peer.__name__}: {statistics.median([theirs for theirs, _, _ in turns]):.3f} s")
    for name, number in (("read into a tree with places", 1), ("read, checked and compiled", 2)):
        ours = statistics.median([turn[number] for turn in turns])
        ratio = statistics.median([turn[number] / turn[0] for turn in turns])
        print(f"{name}: {ours:.3f} s, × {ratio:.2f} (median of {TURNS} turns)")


def check(policy: Drawn, rulebook: Rulebook) -> None:
    """Ends the run unless each rule was compiled to the tests it was drawn with."""
    rules = {rule.id: rule for rule in rulebook.rules}
    if rules.keys() != {rule.id for rule in policy.rules}:
        sys.exit("rules are missing")
    for drawn in policy.rules:
        (box,) = rules[drawn.id].condition.when
        spans = {test.axis: test.spans for test in box}
        stretches = {name: allowed for name, allowed in drawn.tests.items() if isinstance(allowed, range)}
        if spans.keys() != drawn.tests.keys():
            sys.exit(f"{drawn.id} tests {sorted(spans)}, and was drawn with {sorted(drawn.tests)}")
        for name, allowed in stretches.items():
            step = 100 if name == "bill" else 1
            inside, outside = (allowed.start, allowed.stop - 1), (allowed.start - 1, allowed.stop)
            if not all(contains(spans[name], end * step) for end in inside) or any(
                contains(spans[name], end * step) for end in outside
            ):
                sys.exit(f"{drawn.id} tests {name} in {spans[name]}, and was drawn with {allowed}")


def timed(work: Callable[[], object]) -> float:
    """The seconds that a call takes, begun with nothing left over from the one before."""
    gc.collect()
    begun = perf_counter()
    work()
    return perf_counter() - begun


if __name__ == "__main__":
    main(*[int(argument) for argument in sys.argv[1:2]])
