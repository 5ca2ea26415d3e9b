"""Policies of any size, drawn from a seed: as YAML for `empower`, and as plain tests for a direct evaluation.

A rule tests seven facts, each a wildcard with a probability of a quarter, so about five in earnest. The one in a thousand
that would test fewer than two is drawn again: it would hold nearly always, and a larger policy would not only be larger but
say more about every request. What a rule does is drawn too; most ask for a paper, and enough deny, escalate or limit that no
size is all approvals. The thresholds of the money and number facts come from two pools of a thousand: a large policy has
some 2,000 of them.
"""

from __future__ import annotations

from random import Random

WILDCARD = 0.25
FEWEST = 2  # facts tested by a rule
POOL = 1_000  # thresholds of each of the two facts that have some
REMEDIES = tuple(f"remedy_{number:02d}" for number in range(12))
PAPERS = tuple(f"paper_{number:02d}" for number in range(40))
CHOICES = {
    "failure": tuple(f"failure_{number:02d}" for number in range(40)),
    "channel": tuple(f"channel_{number:02d}" for number in range(12)),
    "site": tuple(f"site_{number:03d}" for number in range(100)),
}
TIERS = tuple(f"tier_{number}" for number in range(10))
MOST_BILL, MOST_DELAY = 10_000, 20_000  # whole euros, minutes
LIMIT = 100  # euros per incident, of the rules that limit
OUTCOMES = ("deny", "escalate", "limit", "needs")
WEIGHTS = (4, 8, 10, 78)


class Rule:
    """One drawn rule: what it tests (names, or a stretch of numbers), and what it does."""

    def __init__(self, number: int, tests: dict[str, frozenset[str] | range], does: str, paper: str) -> None:
        self.id = f"r{number:05d}"
        self.tests = tests
        self.does = does
        self.paper = paper

    def holds(self, request: dict[str, object]) -> bool:
        """Whether every test holds: read straight off, one test after another."""
        for name, allowed in self.tests.items():
            if request[name] not in allowed:
                return False
        return True


class Drawn:
    """A drawn policy, and requests aimed at it."""

    def __init__(self, size: int, seed: int = 20_26) -> None:
        random = Random(seed)
        pools = {
            "bill": sorted(random.sample(range(1, MOST_BILL), POOL)),
            "delay": sorted(random.sample(range(1, MOST_DELAY), POOL)),
        }
        self.rules = [_drawn(random, number, pools) for number in range(size)]
        self._random = random

    def requests(self, count: int) -> list[dict[str, object]]:
        """So many different requests: half drawn at large, half so that some rule holds."""
        found: dict[tuple[object, ...], dict[str, object]] = {}
        while len(found) < count:
            request = self._at_large()
            if len(found) % 2:
                for name, allowed in self._random.choice(self.rules).tests.items():
                    request[name] = self._random.choice(sorted(allowed))
            found.setdefault(tuple(request.values()), request)
        return list(found.values())

    def _at_large(self) -> dict[str, object]:
        random = self._random
        return {
            **{name: random.choice(values) for name, values in CHOICES.items()},
            "tier": random.choice(TIERS),
            "bill": random.randint(0, MOST_BILL),
            "delay": random.randint(0, MOST_DELAY),
            "remedy": random.choice(REMEDIES),
            "amount": random.randint(1, 150),
        }

    def thresholds(self) -> int:
        """How many different thresholds the money and number facts are tested with."""
        ends = {
            (name, end)
            for rule in self.rules
            for name, allowed in rule.tests.items()
            if isinstance(allowed, range)
            for end in (allowed.start, allowed.stop)
        }
        return len(ends)

    def yaml(self) -> str:
        """The policy as a file."""
        return _HEAD.format(
            **{name: ", ".join(values) for name, values in CHOICES.items()},
            tiers=", ".join(TIERS),
            most_delay=MOST_DELAY,
            papers=", ".join(f"{paper}: Paper {paper[-2:]}" for paper in PAPERS),
            remedies="\n".join(f"  {remedy}: {{kind: cash}}" for remedy in REMEDIES),
        ) + "".join([_written(rule) for rule in self.rules])


def _drawn(random: Random, number: int, pools: dict[str, list[int]]) -> Rule:
    tests: dict[str, frozenset[str] | range] = {}
    while len(tests) < FEWEST:
        tests = _tests(random, pools)
    return Rule(number, tests, random.choices(OUTCOMES, WEIGHTS)[0], random.choice(PAPERS))


def _tests(random: Random, pools: dict[str, list[int]]) -> dict[str, frozenset[str] | range]:
    tests: dict[str, frozenset[str] | range] = {}
    for name, values in {"remedy": REMEDIES, **CHOICES}.items():
        if random.random() >= WILDCARD:
            tests[name] = frozenset(random.sample(values, random.choice((1, 1, 2))))
    if random.random() >= WILDCARD:
        first = random.randrange(len(TIERS))
        tests["tier"] = frozenset(TIERS[first : first + random.choice((1, 2))])
    for name, pool in pools.items():
        if random.random() >= WILDCARD:
            first = random.randrange(POOL - 60)
            tests[name] = range(pool[first], pool[first + random.randint(10, 50)])
    return tests


def _written(rule: Rule) -> str:
    tests = ", ".join([f"{name}: {_test(name, allowed)}" for name, allowed in rule.tests.items()])
    does = {
        "deny": "deny: true",
        "escalate": "escalate: supervisor",
        "limit": f"limit: {{amount: {LIMIT}, per: incident}}\n    beyond: {{escalate: supervisor}}",
        "needs": f"needs: [{rule.paper}]",
    }[rule.does]
    when = f"    when: {{{tests}}}\n" if tests else ""
    return f"  - id: {rule.id}\n{when}    {does}\n    because: rule {rule.id[1:]} of a drawn policy\n"


def _test(name: str, allowed: frozenset[str] | range) -> str:
    if isinstance(allowed, range):
        return f"{{at_least: {allowed.start}, under: {allowed.stop}}}"
    names = sorted(allowed)
    if name == "tier" and len(names) > 1:
        return f"{{at_least: {names[0]}, at_most: {names[-1]}}}"
    return names[0] if len(names) == 1 else f"[{', '.join(names)}]"


_HEAD = """\
empower: 1
policy: drawn
currency: EUR
timezone: Europe/Lisbon
facts:
  failure: {{one_of: [{failure}]}}
  channel: {{one_of: [{channel}]}}
  site: {{one_of: [{site}]}}
  tier: {{ordered: [{tiers}]}}
  bill: {{money: true}}
  delay: {{number: {{at_least: 0, at_most: {most_delay}}}}}
papers: {{{papers}}}
remedies:
{remedies}
roles:
  associate: {{reports_to: supervisor}}
  supervisor: {{reports_to: manager}}
  manager: {{final: true}}
grants:
  - {{id: small, roles: associate, limit: {{amount: 200, per: incident}}}}
  - {{id: large, roles: supervisor, limit: {{amount: 2000, per: incident}}}}
rules:
"""
