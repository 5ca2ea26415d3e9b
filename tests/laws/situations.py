"""A drawn policy, compiled, with a question for it: what the laws are tried on."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from hypothesis import given, note, settings
from hypothesis import strategies as st

from empower.domain.balances import Balances
from empower.domain.decision import Decision
from empower.domain.gesture import Ask, Gesture
from empower.domain.people import Person
from empower.policyfile.load import Loaded
from empower.rules.answer import answered
from empower.rules.decide import decide
from empower.rules.rulebook import Rulebook
from empower.rules.situation import Situation
from tests.laws.asks import Asking, asked, balances_of, persons
from tests.laws.compiling import loaded
from tests.laws.constructs import Shares, constructs_of
from tests.laws.drawn_asks import drawn_asking, drawn_value
from tests.laws.draws import Draws, of_hypothesis
from tests.laws.policies import Policy, drawn_policy
from tests.laws.yaml_text import yaml_text

__all__ = ["Case", "Drawn", "completed", "drawn_cases", "holds", "outcome", "tried"]


@dataclass(frozen=True)
class Case:
    """Everything a decision is made from: of a drawn policy or of a pack."""

    rulebook: Rulebook
    ask: Ask
    balances: Balances
    people: tuple[Person, ...] | None

    def decide(self, **changes: Any) -> Decision:
        """The decision, with something of the ask changed."""
        return decide(self.rulebook, self.ask.but(**changes), self.balances, self.people)

    def outcome(self, gesture: Gesture, **changes: Any) -> str | None:
        """What this gesture alone would come to, every fact being known."""
        return outcome(self, self.ask.but(gestures=(gesture,), **changes))


@dataclass(frozen=True)
class Drawn:
    """A policy with a question, as drawn and as compiled."""

    policy: Policy
    loaded: Loaded
    asking: Asking

    @property
    def rulebook(self) -> Rulebook:
        assert self.loaded.rulebook is not None
        return self.loaded.rulebook

    @property
    def case(self) -> Case:
        return self.of(self.rulebook, self.policy.tree, self.asking)

    @staticmethod
    def of(rulebook: Rulebook, tree: dict[str, Any], asking: Asking) -> Case:
        """The question, put to a rulebook of the policy."""
        balances = balances_of(rulebook, tree, asking)
        return Case(rulebook, asked(rulebook, tree, asking), balances, persons(asking))

    def __repr__(self) -> str:
        return f"\n{yaml_text(self.policy.tree)}\n{self.asking}\n"

    def _repr_pretty_(self, printer: Any, _: bool) -> None:
        """What is shown of a failing example: the policy as its author would have written it."""
        printer.text(repr(self))


def outcome(case: Case, ask: Ask) -> str | None:
    """The outcome alone, without the alternatives."""
    return answered(Situation(case.rulebook, ask, case.balances, case.people)).outcome


def drawn_cases(*, known: bool = False, bundles: bool = True) -> st.SearchStrategy[tuple[Drawn, Draws]]:
    """A policy and a question, and more draws. `known` states every fact that is not optional."""

    def drawn() -> tuple[Drawn, Draws]:
        d = of_hypothesis()
        policy = drawn_policy(d)
        asking = drawn_asking(d, policy.world, bundles=bundles)
        asking = completed(d, policy, asking) if known else asking
        return Drawn(policy, loaded(policy.tree), asking), d

    return st.builds(drawn)


def completed(d: Draws, policy: Policy, asking: Asking) -> Asking:
    """The question with every fact stated that is neither optional nor has a default."""
    facts = dict(asking.facts)
    for fact in policy.world.facts.values():
        if fact.derived is None and not fact.optional and fact.default is None and fact.name not in facts:
            facts[fact.name] = drawn_value(d, fact, asking.at)
    return asking.but(facts=facts)


def tried(everyday: int, torture: int = 0) -> settings:
    """So many tries on any day; `make torture` makes twelve times as many, or as many as are said here."""
    return settings(max_examples=(torture or everyday * 12) if os.environ.get("EMPOWER_TORTURE") else everyday)


def holds(law: Callable[[Drawn, Draws], None], everyday: int, **options: bool) -> Shares:
    """Tries a law on drawn policies and says how often each construct occurred among them."""
    shares = Shares()

    @tried(everyday)
    @given(drawn_cases(**options))
    def run(drawn: tuple[Drawn, Draws]) -> None:
        case, d = drawn
        note(case)
        shares.add(constructs_of(case.rulebook, case.policy.tree, case.asking))
        law(case, d)

    run()
    return shares
