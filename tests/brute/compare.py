"""How two policies differ, by putting every request to both in the same state of the counters."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from tests.brute.asked import NO, Answer, Put, answer_of
from tests.brute.linked import still_of, within_of
from tests.brute.space import Request, Space, space_of
from tests.brute.states import Choosing, every_state
from tests.laws.compiling import rulebook_of

__all__ = ["Compared", "Example", "compare", "leaning", "pairs_of", "seen_differing"]

Tree = dict[str, Any]
_RANK = ("deny", "escalate", "approve")


@dataclass(frozen=True)
class Example:
    """One request in one state, and what each policy says to it."""

    request: Request
    state: dict[str, int]
    old: Answer
    new: Answer


@dataclass
class Compared:
    """Everything that differs; one example of each way."""

    ways: dict[str, Example] = field(default_factory=dict)  # looser, tighter, otherwise
    number: int = 0  # of requests put to both

    @property
    def verdict(self) -> str:
        """`equivalent`, `only looser`, `only tighter` or `mixed`."""
        if not self.ways:
            return "equivalent"
        if set(self.ways) <= {"looser"}:
            return "only looser"
        return "only tighter" if set(self.ways) <= {"tighter"} else "mixed"


def compare(old: Tree, new: Tree, space: Space | None = None) -> Compared:
    """How `new` differs from `old`, on days on which both are in force.

    A request that one of them does not know (a remedy, a role, a value) is a no there. What is said and warned of, and under
    which line how much is owed, is no difference; how much is owed is.
    """
    found = Compared()
    for example in pairs_of(old, new, space):
        found.number += 1
        if example.old.weight != example.new.weight:
            for way in leaning(example, old, new):
                found.ways.setdefault(way, example)
    return found


def seen_differing(old: Tree, new: Tree, *, words: bool = True) -> Example | None:
    """A request that is answered otherwise; words and warnings, and which line owes, are looked at too unless told not to."""
    for example in pairs_of(old, new, None):
        if example.old.weight != example.new.weight or (words and example.old != example.new):
            return example
    return None


def pairs_of(old: Tree, new: Tree, space: Space | None) -> Iterator[Example]:
    """Every request in every state, with both answers."""
    trees = {"facts": {}, **old}, {"facts": {}, **new}
    puts = tuple(Put(rulebook_of(tree)) for tree in (old, new))
    space = space or space_of(*trees)
    within, still = within_of(puts, space), still_of(*trees)
    for request in space.requests():
        asks = [put.ask(request) for put in puts]
        if asks == [None, None]:
            continue

        def both(balances: Choosing, asks: list[Any] = asks) -> list[Answer]:
            return [
                NO if ask is None else answer_of(put.decision(ask, balances))
                for put, ask in zip(puts, asks, strict=True)
            ]

        for state, (before, after) in every_state(Choosing(space.top, within, still), both):
            yield Example(request, state, before, after)


def leaning(example: Example, old: Tree, new: Tree) -> set[str]:
    """The ways in which the new answer differs.

    A yes is kinder than somebody else's call, that kinder than a no; with the same outcome more that is owed, fewer papers and
    duties, and yeses that are fewer or stand lower are kinder. Approvers that cannot be ranked differ otherwise.
    """
    before, after = example.old, example.new
    ranks = _RANK.index(before.outcome), _RANK.index(after.outcome)
    if ranks[0] != ranks[1]:
        return {"looser" if ranks[1] > ranks[0] else "tighter"}
    found = set()
    if before.due != after.due:
        found.add("looser" if after.due > before.due else "tighter")
    if after.outcome == "deny":
        return found
    for mine, theirs in ((before.needs, after.needs), (before.duties, after.duties)):
        found |= {"tighter"} if theirs - mine else set()
        found |= {"looser"} if mine - theirs else set()
    if before.approvers != after.approvers:
        found |= _called(before, after, new)
    return found


def _called(before: Answer, after: Answer, tree: Tree) -> set[str]:
    """Places that are gone against places that have come: fewer, or lower in the chain, are kinder."""
    gone, come = _places(before), _places(after)
    for place in list(gone):
        if place in come:
            gone.remove(place)
            come.remove(place)
    if not gone and not come:
        return {"otherwise"}  # the same places, asked for in another order
    if not gone or not come:
        return {"looser" if gone else "tighter"}
    if len(gone) != len(come):
        return {"otherwise"}
    heights = [sorted((len(_chain(tree, role)), role) for role, *_ in places) for places in (gone, come)]
    ways = set()
    for (_, before_role), (_, after_role) in zip(*heights, strict=True):
        lower, higher = before_role in _chain(tree, after_role), after_role in _chain(tree, before_role)
        ways.add("looser" if lower else "tighter" if higher else "otherwise")
    return ways if len(ways) == 1 else {"otherwise"}


def _places(answer: Answer) -> list[tuple[str, ...]]:
    return [(role, *others) for role, others, count in answer.approvers for _ in range(count)]


def _chain(tree: Tree, role: str) -> list[str]:
    """Who stands above a role, nearest first."""
    found: list[str] = []
    while "reports_to" in tree["roles"].get(role, {}):
        role = tree["roles"][role]["reports_to"]
        found.append(role)
    return found
