"""What can be tested: each axis with the words it takes and the whole numbers that occur on it at all.

With these a test that nothing can pass is seen.
"""

from __future__ import annotations

from empower.domain.calendar import WEEKDAYS
from empower.domain.conditions import EVERYTHING
from empower.domain.value import Value
from empower.rules.rulebook import KINDS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from empower.domain.conditions import Spans
    from empower.domain.facts import Fact
    from empower.rules.compile.vocabulary import Vocabulary

__all__ = ["ENDS", "Axis", "axis_of"]

ENDS = ("at_least", "at_most", "over", "under")
TIMES = ("from", "before", *ENDS)
_NOWHERE: dict[str, int] = {}


class Axis(Value):
    """Something that a line may test."""

    name: str
    kind: str  # as of a fact; also remedy, role
    domain: Spans = EVERYTHING  # what occurs at all
    names: tuple[str, ...] = ()
    places: dict[str, int] = _NOWHERE  # of the names
    digits: int = 0
    optional: bool = False
    below: bool = False  # whether it may be below zero

    @property
    def takes(self) -> tuple[str, ...]:
        """The operators that a mapping may hold here."""
        found: tuple[str, ...] = {
            "one_of": ("not",),
            "ordered": ("not", *ENDS),
            "number": ("not", *ENDS),
            "money": ("not", *ENDS),
            "yes_no": (),
            "date": (*TIMES, "age"),
            "moment": (*TIMES, "age"),
            "time": TIMES,
        }[self.kind]
        return (*found, "given") if self.optional else found


def axis_of(name: str, vocabulary: Vocabulary) -> Axis | None:
    """The axis of a built-in or a declared fact; `None` for a text fact and for what is not known."""
    digits = vocabulary.money.digits
    if name == "quantity":
        return Axis(name=name, kind="number", domain=((0, None),))
    if name in ("amount", "cost", "incident_cost", "incident_goodwill"):
        return Axis(name=name, kind="money", domain=((0, None),), digits=digits)
    if name == "hour":
        return Axis(name=name, kind="number", domain=((0, 24),))
    if name in ("weekday", "remedy_kind", "role", "remedy"):
        names = {"weekday": WEEKDAYS, "remedy_kind": KINDS}.get(name)
        if names is None:
            names = tuple(vocabulary.roles if name == "role" else vocabulary.remedies)
        return _named(name, "one_of", names)
    fact = vocabulary.facts.get(name)
    return None if fact is None or fact.kind == "text" else _of_fact(fact)


def _of_fact(fact: Fact) -> Axis:
    if fact.kind == "yes_no":
        return _named(fact.name, "yes_no", ("false", "true"), optional=fact.optional)
    if fact.kind in ("one_of", "ordered"):
        return _named(fact.name, fact.kind, fact.values, optional=fact.optional)
    if fact.kind in ("number", "money"):
        below = None if fact.most is None else fact.most + 1
        return Axis(
            name=fact.name,
            kind=fact.kind,
            domain=((fact.least, below),),
            digits=fact.digits,
            optional=fact.optional,
            below=fact.least is None or fact.least < 0,
        )
    domain = ((0, 1440),) if fact.kind == "time" else EVERYTHING
    return Axis(name=fact.name, kind=fact.kind, domain=domain, optional=fact.optional)


def _named(name: str, kind: str, names: tuple[str, ...], *, optional: bool = False) -> Axis:
    places = {value: place for place, value in enumerate(names)}
    return Axis(name=name, kind=kind, domain=((0, len(names)),), names=names, places=places, optional=optional)
