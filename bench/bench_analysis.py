"""Exact analysis of a policy of about sixty lines, against putting the same situations to `decide` one after another.

`python bench/bench_analysis.py [--seconds S]`: the policy has 20 failures, 10 remedies, 5 roles, 5 severities and 4 tiers, with
dates, an age and totals; half of its lines are idle, which is what takes a lint longest. What is timed is its whole lint, and
the whole difference between it and itself with one number changed. Beside them, seeded situations of the same space are put to
`decide` for S seconds (20 unless told); the time for all of them is that pace times their number, and is printed as such.
"""

from __future__ import annotations

import argparse
import random
import time
from itertools import pairwise

import yaml

from empower.domain.balances import NOTHING_SPENT
from empower.domain.calendar import DAY, EPOCH, day_of
from empower.domain.gesture import Actor, Ask, Gesture
from empower.policyfile.load import read_policy
from empower.rules.analysis.difference import difference
from empower.rules.analysis.lint.linted import linted
from empower.rules.decide import decide
from empower.rules.rulebook import IN_MONEY, Rulebook

FAILURES, SEVERITIES, TIERS = 20, 5, 4
TODAY = day_of(2026, 5, 1)
FACES = (1, 2_000, 4_000, 5_001, 9_000, 15_001, 18_001, 25_000, 40_000, 60_000, 90_000, 130_000, 250_000, 600_000)
AGES = (10, 400)
DAYS = (TODAY, day_of(2026, 11, 1))


def policy(limit: int = 150) -> Rulebook:
    """The policy; `limit` is the number that is changed."""
    kinds = ["cash", "cash", "credit", "credit", "cash", "courtesy", "courtesy", "service", "in_kind", "in_kind"]
    remedies = {
        f"remedy_{at}": {"kind": kind} | ({"cost": 20 + at} if kind == "in_kind" else {})
        for at, kind in enumerate(kinds)
    }
    roles = ["desk", "lead", "manager", "head", "owner"]
    rules: list[dict[str, object]] = []
    for at in range(55):
        when: dict[str, object] = {"failure": [f"failure_{at % FAILURES}", f"failure_{(at * 7 + 3) % FAILURES}"]}
        when["severity"] = {"at_least": f"severity_{at % SEVERITIES}"}
        if at % 3 == 0:
            when["tier"] = {"under": f"tier_{1 + at % (TIERS - 1)}"}
        rule: dict[str, object] = {"id": f"rule-{at}", "when": when}
        if at % 4 == 0:
            rule |= {"limit": {"amount": limit + at * 10, "per": "incident"}, "beyond": {"escalate": roles[1 + at % 4]}}
        elif at % 4 == 1:
            rule["escalate"] = roles[1 + at % 4]
            when["incident_goodwill"] = {"over": 100 + at * 20}
        elif at % 4 == 2:
            rule["needs"] = ["statement"]
            when["cost"] = {"over": 50 + at}
        else:
            rule["deny"] = True
            when["remedy"] = f"remedy_{at % 5}"
            when["stayed_on"] = {"age": {"over": "365 days"}}
        rules.append(rule)
    tree = {
        "empower": 1,
        "policy": "bench",
        "title": "Bench",
        "currency": "EUR",
        "timezone": "UTC",
        "facts": {
            "failure": {"one_of": [f"failure_{at}" for at in range(FAILURES)]},
            "severity": {"ordered": [f"severity_{at}" for at in range(SEVERITIES)]},
            "tier": {"ordered": [f"tier_{at}" for at in range(TIERS)]},
            "stayed_on": {"date": True},
        },
        "papers": {"statement": "A signed statement"},
        "remedies": remedies,
        "roles": {role: {"reports_to": above} for role, above in pairwise(roles)} | {"owner": {"final": True}},
        "grants": [
            {
                "id": f"grant-{role}",
                "roles": role,
                "limit": {"amount": {"2026-01-01": 50 * 4**at, "2026-10-01": 60 * 4**at}, "per": "incident"},
            }
            for at, role in enumerate(roles[:-1])
        ],
        "budgets": [{"id": "month", "amount": 50_000, "every": "month", "beyond": {"escalate": "head"}}],
        "rules": rules,
    }
    loaded = read_policy(yaml.safe_dump(tree, sort_keys=False).encode(), "bench.yaml")
    assert loaded.rulebook is not None, loaded.problems
    return loaded.rulebook


def one_ask(book: Rulebook, d: random.Random) -> Ask:
    """One situation of the space."""
    remedy, role, day = d.choice(book.remedies), d.choice(book.roles), d.choice(DAYS)
    face = d.choice(FACES)
    gesture = Gesture(remedy=remedy.id, amount=face) if remedy.kind in IN_MONEY else Gesture(remedy=remedy.id)
    facts = (
        ("failure", d.randrange(FAILURES)),
        ("severity", d.randrange(SEVERITIES)),
        ("tier", d.randrange(TIERS)),
        ("stayed_on", day - d.choice(AGES)),
    )
    return Ask(gestures=(gesture,), actor=Actor(role=role.id), facts=facts, at=(day - EPOCH) * DAY, day=day, hour=12)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=20.0)
    seconds = parser.parse_args().seconds
    old, new = policy(), policy(180)
    cells = FAILURES * SEVERITIES * TIERS * len(old.roles) * len(old.remedies) * len(FACES) * len(AGES) * len(DAYS)
    lines = len(old.rules) + len(old.grants) + len(old.budgets)
    started = time.perf_counter()
    told = difference(old, new, TODAY)
    differed = time.perf_counter() - started
    assert told.verdict in ("only looser", "may differ", "mixed"), told.verdict
    started = time.perf_counter()
    findings = linted(old, TODAY)
    searched = time.perf_counter() - started
    assert any([one.problem.code == "never-matters" for one in findings])
    d, asked = random.Random(1), 0
    started = time.perf_counter()
    while time.perf_counter() - started < seconds:
        decide(old, one_ask(old, d), NOTHING_SPENT)
        asked += 1
    pace = asked / (time.perf_counter() - started)
    whole = cells / pace
    print(f"{lines} lines, {cells:,} cells (a role, a remedy, facts, a day and an amount each)")
    print(f"lint         {searched:8.2f} s   {len(findings)} findings")
    print(f"difference   {differed:8.2f} s   {told.verdict}, {len(told.changes)} regions")
    print(
        f"decide       {whole:8.0f} s   for every cell once, with nothing given before: {asked:,} asked, {pace:,.0f} a second"
    )
    print(
        f"of that      {searched / whole:8.3f}     the lint, {differed / whole:.3f} the difference (gate 0.5, goal 0.1)"
    )


if __name__ == "__main__":
    main()
