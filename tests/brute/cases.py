"""Requests as the cases of a policy's own tests, and cases as requests."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from empower.domain.gesture import Ask
from empower.rules.missing import asked_facts
from empower.rules.situation import Situation
from tests.brute.asked import Asked, answer_of, why_of
from tests.brute.oracle import Oracle
from tests.brute.space import Request, named_values

__all__ = ["asked_of", "cases_of", "request_of"]

Tree = dict[str, Any]
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_HOUR = 3_600_000_000


def cases_of(tree: Tree, asked: Iterable[Asked]) -> Tree:
    """A file of cases that put these requests, before which nothing was given, and expect what they come to."""
    return {"cases": [_case(tree, number, one) for number, one in enumerate(asked)]}


def asked_of(oracle: Oracle, ask: Ask, balances: Any) -> Asked:
    """An ask, after what stands on these balances, with what it comes to.

    A fact that it leaves out, because nothing turns on it, has the value that the engine supposes.
    """
    reading = _Reading(balances)
    asks, supposed = asked_facts(Situation(oracle.put.rulebook, ask, reading, None))  # type: ignore[arg-type]
    assert not asks
    ask = ask.but(facts=(*ask.facts, *supposed.items()))
    decision = oracle.put.decision(ask, reading)
    used = frozenset(reason.line for reason in decision.reasons)
    why = frozenset(why_of(reason) for reason in decision.reasons)
    return Asked(request_of(oracle, ask), reading.state, answer_of(decision), decision.parts[0], used, why)


def request_of(oracle: Oracle, ask: Ask) -> Request:
    """An ask in plain words."""
    (gesture,) = ask.gestures
    face = gesture.quantity if gesture.amount is None else gesture.amount
    specs: Tree = oracle.tree["facts"]
    facts = tuple((name, _plain(specs[name], value)) for name, value in ask.facts if name in specs)
    return Request(ask.actor.role, gesture.remedy, facts, date.fromordinal(ask.day), ask.hour, face)


class _Reading:
    """Balances that keep what was read of them."""

    def __init__(self, balances: Any) -> None:
        self._balances = balances
        self.state: dict[str, int] = {}

    def read(self, counter: str, *where: Any) -> tuple[int, int]:
        """As the balances have it."""
        spent, held = self._balances.read(counter, *where)
        self.state[counter] = spent + held
        return spent, held


def _case(tree: Tree, number: int, one: Asked) -> Tree:
    request = one.request
    ask: Tree = {"role": request.role, "remedy": request.remedy}
    if request.face is not None:
        ask["amount" if tree["remedies"][request.remedy]["kind"] in ("cash", "credit") else "quantity"] = request.face
    ask["facts"] = {name: _written(tree["facts"][name], value) for name, value in request.facts}
    ask["at"] = f"{request.day.isoformat()}T{request.hour:02d}:00:00Z"
    return {"name": f"case {number}", "ask": ask, "expect": {"outcome": one.answer.outcome}}


def _written(spec: Tree, value: Any) -> Any:
    if "time" in spec:
        return f"{value // 60:02d}:{value % 60:02d}"
    digits = (spec.get("number") or {}).get("decimals", 0) if "number" in spec else 0
    if digits:
        return Decimal(value).scaleb(-digits)
    return value.isoformat() if isinstance(value, date) else value


def _plain(spec: Tree, value: Any) -> Any:
    if "date" in spec:
        return date.fromordinal(value)
    if "moment" in spec:
        return _EPOCH + timedelta(microseconds=value)
    names = named_values(spec)
    if names:
        return names[value]
    return bool(value) if "yes_no" in spec else value
