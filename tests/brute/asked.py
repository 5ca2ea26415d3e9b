"""A request of the plain space put to a rulebook, and what it comes to."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any, NamedTuple

from empower.domain.amounts import ZERO
from empower.domain.balances import NOTHING_SPENT
from empower.domain.decision import Decision, Part, Reason
from empower.domain.gesture import Actor, Ask, Gesture
from empower.rules.answer import answered
from empower.rules.decide import decide
from empower.rules.rulebook import Rulebook
from empower.rules.situation import Situation
from tests.brute.space import ASKER, KEYS, Request

__all__ = ["NO", "Answer", "Asked", "Put", "answer_of", "why_of"]

_EPOCH = date(1970, 1, 1).toordinal()
_HOUR = 3_600_000_000


class Answer(NamedTuple):
    """What a request comes to."""

    outcome: str
    approvers: tuple[tuple[str, tuple[str, ...], int], ...] = ()  # role, others that will do, how many
    owed: tuple[tuple[str, int], ...] = ()  # line, what is still due under it
    needs: frozenset[str] = frozenset()
    duties: frozenset[tuple[str, int | None]] = frozenset()  # with the time from the giving
    say: tuple[str, ...] = ()
    warnings: frozenset[str] = frozenset()

    @property
    def weight(self) -> tuple[object, ...]:
        """What one who asks can tell apart: all but words, warnings, and under which lines how much is owed."""
        return self.outcome, self.approvers, self.due, self.needs, self.duties

    @property
    def due(self) -> int:
        """All that is owed."""
        return sum(left for _, left in self.owed)


NO = Answer("deny")
"""What cannot even be asked."""


class Asked(NamedTuple):
    """A request in one state, with what it came to."""

    request: Request
    state: dict[str, int]
    answer: Answer
    part: Part
    used: frozenset[str]  # the lines that its reasons name
    why: frozenset[str] = frozenset()  # the codes of its reasons (`why_of`)


class Put:
    """A rulebook to which requests are put; `None` for those that do not speak its language."""

    def __init__(self, rulebook: Rulebook) -> None:
        self.rulebook = rulebook
        self._facts = {fact.name: fact for fact in rulebook.facts}
        self._remedies = {remedy.id: remedy for remedy in rulebook.remedies}
        self._roles = {role.id for role in rulebook.roles}
        self.number = 0

    def ask(self, request: Request) -> Ask | None:
        """The request as the engine takes it."""
        remedy = self._remedies.get(request.remedy)
        if remedy is None or request.role not in self._roles:
            return None
        stated: dict[str, Any] = dict(KEYS)
        for name, value in request.facts:
            fact = self._facts.get(name)
            if fact is None:
                continue
            if fact.values and value not in fact.values:
                return None
            stated[name] = _number(fact.values, value)
            if isinstance(value, datetime):
                stated[f"{name}.day"] = value.date().toordinal()
        gesture = Gesture(remedy=request.remedy)
        if request.face is not None:
            gesture = gesture.but(**{"amount" if remedy.kind in ("cash", "credit") else "quantity": request.face})
        day = request.day.toordinal()
        return Ask(
            gestures=(gesture,),
            actor=Actor(role=request.role, id=ASKER),
            facts=tuple(stated.items()),
            at=((day - _EPOCH) * 24 + request.hour) * _HOUR,
            day=day,
            hour=request.hour,
        )

    def decision(self, ask: Ask, balances: Any) -> Decision:
        """The decision without alternatives, as `decide` has it; there is no roster, so every role is held."""
        self.number += 1
        return answered(Situation(self.rulebook, ask, balances, None))

    def fully(self, ask: Ask, balances: Any) -> Decision:
        """The decision by the one function that answers."""
        return decide(self.rulebook, ask, balances, None)

    def costs_nothing(self, remedy: str) -> bool:
        """Whether a remedy costs nothing, however much is given of it."""
        found = self._remedies.get(remedy)
        return found is not None and found.cost == ZERO

    def counting(self, request: Request) -> frozenset[str]:
        """The counters by which a gesture given so would be counted."""
        ask = self.ask(request)
        if ask is None:
            return frozenset()
        static = Situation(self.rulebook, ask, NOTHING_SPENT, None).static(request.remedy)
        return frozenset(counter.id for counter in static.counters)


def answer_of(decision: Decision) -> Answer:
    """What a decision says."""
    assert decision.outcome is not None, decision.asks
    return Answer(
        outcome=decision.outcome,
        approvers=tuple([(one.role, one.others, one.count) for one in decision.approvers]),
        owed=tuple([(one.line, one.amount) for one in decision.owed if one.amount]),
        needs=frozenset([need.id for need in decision.needs]),
        duties=frozenset([(one.id, one.due and one.due - decision.ask.at) for one in decision.duties]),
        say=decision.say,
        warnings=frozenset([one.code for one in decision.warnings]),
    )


def why_of(reason: Reason) -> str:
    """The code of a reason; `limit of nothing` for a limit, or a budget, that has never had anything to give."""
    if reason.code in ("limit", "budget") and reason.reading is not None and not reason.reading.limit:
        return "limit of nothing"
    return reason.code


def _number(values: tuple[str, ...], value: Any) -> Any:
    if values:
        return values.index(value)
    if isinstance(value, datetime):
        return (value - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(microseconds=1)
    if isinstance(value, date):
        return value.toordinal()
    return int(value) if isinstance(value, bool) else value
