"""How a decision's time grows with the number of rules: 100, 1,000 and 10,000, over 5,000 different requests.

The answers are checked first, against a direct evaluation of every condition. Then the sizes take turns. *Cold* is the first
time a request is seen by a rulebook just read (its tables of masks made, nothing remembered); *warm* is the time after.
A decision that is not an approval also holds its alternatives, found by asking again; so both are shown apart. The clock is
the processor time of this thread: what other programs take does not count.
"""

from __future__ import annotations

import gc
import statistics
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import thread_time_ns

from generated import CHOICES, LIMIT, REMEDIES, TIERS, Drawn

from empower.domain.balances import NOTHING_SPENT
from empower.domain.decision import Decision
from empower.domain.gesture import Actor, Ask, Gesture
from empower.policyfile.load import load_policy
from empower.rules.decide import decide
from empower.rules.index import index_of
from empower.rules.rulebook import Rulebook
from empower.rules.stored import as_bytes, from_bytes

SIZES = (100, 1_000, 10_000)
REQUESTS = 5_000
BLOCK = 100  # the sizes take turns after so many requests
ROUNDS = 21  # of look-ups, of which the median is shown
NUMBERS = {"tier": TIERS, **CHOICES}


class Taken:
    """One decision timed: its outcome, how many rules hold, and the nanoseconds it took."""

    __slots__ = ("holding", "ns", "outcome")

    def __init__(self, outcome: str | None, holding: int, ns: int) -> None:
        self.outcome = outcome
        self.holding = holding
        self.ns = ns


KINDS: dict[str, Callable[[Taken], bool]] = {
    "approvals": lambda one: one.outcome == "approve",
    "approvals where one rule holds": lambda one: one.outcome == "approve" and one.holding == 1,
    "the rest, with their alternatives": lambda one: one.outcome != "approve",
    "all": lambda _: True,
}


def main(requests: int = REQUESTS) -> None:
    print(f"{requests:,} different requests; every answer is checked against a direct evaluation of every condition")
    asks: dict[int, list[Ask]] = {}
    holding: dict[int, list[int]] = {}
    books: dict[int, Rulebook] = {}
    for size in SIZES:
        policy = Drawn(size)
        wanted = policy.requests(requests)
        asks[size] = [ask_of(number, request) for number, request in enumerate(wanted)]
        rulebook = loaded(policy)
        holding[size] = [
            check(policy, request, decide(rulebook, ask, NOTHING_SPENT))
            for request, ask in zip(wanted, asks[size], strict=True)
        ]
        books[size] = fresh(rulebook)
        print(
            f"  {size:>6,} rules: {statistics.mean([len(rule.tests) for rule in policy.rules]):.2f} facts tested per rule, "
            f"{policy.thresholds():,} thresholds, {statistics.mean(holding[size]):.2f} rules hold for a request; all right"
        )
    gc.collect()
    gc.freeze()
    cold = taken_in_turn(books, asks, holding)
    warm = taken_in_turn(books, asks, holding)
    floor = statistics.median([look_up(requests) for _ in range(ROUNDS)])
    print(f"one dict look-up and compare: {floor:.0f} ns, in the same run")
    for name, taken_by_size in (("cold", cold), ("warm", warm)):
        show(name, taken_by_size, floor)


def taken_in_turn(
    books: dict[int, Rulebook], asks: dict[int, list[Ask]], holding: dict[int, list[int]]
) -> dict[int, list[Taken]]:
    """Every request decided once at each size, block by block."""
    found: dict[int, list[Taken]] = {size: [] for size in books}
    for start in range(0, len(asks[SIZES[0]]), BLOCK):
        for size, rulebook in books.items():
            for ask, holds in zip(asks[size][start : start + BLOCK], holding[size][start : start + BLOCK], strict=True):
                begun = thread_time_ns()
                decision = decide(rulebook, ask, NOTHING_SPENT)
                took = thread_time_ns() - begun
                found[size].append(Taken(decision.outcome, holds, took))
    return found


def loaded(policy: Drawn) -> Rulebook:
    """The policy through the front door: written to a file and loaded."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "policy.yaml"
        path.write_text(policy.yaml(), encoding="utf-8")
        found = load_policy(path)
    if found.rulebook is None:
        sys.exit(f"the drawn policy does not load: {found.problems[:3]}")
    return found.rulebook


def fresh(rulebook: Rulebook) -> Rulebook:
    """The same rulebook with its tables of masks made and nothing else remembered."""
    again = from_bytes(as_bytes(rulebook))
    for remedy in REMEDIES:
        index_of(again).table(remedy)
    return again


def ask_of(number: int, request: dict[str, object]) -> Ask:
    """The request as the engine takes it: names as their places, money in minor units."""
    facts = {name: values.index(str(request[name])) for name, values in NUMBERS.items()}
    facts |= {"bill": int(str(request["bill"])) * 100, "delay": int(str(request["delay"]))}
    gesture = Gesture(remedy=str(request["remedy"]), amount=int(str(request["amount"])) * 100)
    return Ask(
        gestures=(gesture,),
        actor=Actor(role="associate"),
        facts=(*facts.items(), ("incident", f"INC-{number}")),
        at=1_790_000_000_000_000,
        day=739_738,
        hour=12,
    )


def check(policy: Drawn, request: dict[str, object], decision: Decision) -> int:
    """How many rules hold; ends the run unless the decision says what those rules, read one by one, come to."""
    holding = [rule for rule in policy.rules if rule.holds(request)]
    by = {does: {rule.id for rule in holding if rule.does == does} for does in ("deny", "escalate", "limit", "needs")}
    over = by["limit"] if int(str(request["amount"])) > LIMIT else set()
    papers: dict[str, str] = {}
    for rule in holding:
        if rule.does == "needs":
            papers[rule.paper] = min(rule.id, papers.get(rule.paper, rule.id))
    wanted = "deny" if by["deny"] else "escalate" if by["escalate"] or over else "approve"
    said = {
        code: {why.line for why in decision.reasons if why.code == code}
        for code in ("forbidden", "needs-approval", "limit")
    }
    right = (
        decision.outcome == wanted
        and {need.id: need.line for need in decision.needs} == papers
        and {reading.line for reading in decision.limits if reading.section == "rules"} == by["limit"]
        and (wanted == "approve" or said == {"forbidden": by["deny"], "needs-approval": by["escalate"], "limit": over})
    )
    if not right:
        sys.exit(
            f"a wrong answer: {request} came to {decision.outcome}, wanted {wanted} by {[rule.id for rule in holding]}"
        )
    return len(holding)


def look_up(count: int) -> float:
    """The nanoseconds of one look-up in a dict and one comparison."""
    limits = {("associate", remedy): 20_000 for remedy in REMEDIES}
    keys = [("associate", REMEDIES[number % len(REMEDIES)]) for number in range(count)]
    begun = thread_time_ns()
    for key in keys:
        limits[key] >= 5_000  # noqa: B015 - this is what is timed
    return (thread_time_ns() - begun) / count


def show(name: str, taken: dict[int, list[Taken]], floor: float) -> None:
    for kind, belongs in KINDS.items():
        print(f"{name}, {kind}:")
        base = 0.0
        for size, each in taken.items():
            ns = sorted([one.ns for one in each if belongs(one)])
            if not ns:
                continue
            p50, p99 = statistics.median(ns), ns[len(ns) * 99 // 100]
            base = base or p50
            grown, floors = f"× {p50 / base:.2f} of 100 rules", f"× {p50 / floor:,.0f} of a look-up"
            slowest = f"p99 {p99 / 1000:8.1f} µs, × {p99 / p50:.1f} of p50"
            print(f"  {size:>6,} rules  p50 {p50 / 1000:8.1f} µs, {grown}, {floors}; {slowest}  ({len(ns):,})")


if __name__ == "__main__":
    main(*[int(argument) for argument in sys.argv[1:2]])
