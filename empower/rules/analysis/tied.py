"""Numbers and dates that several derived facts are made from, found together, where one after another does not do."""

from __future__ import annotations

from itertools import islice, product

from empower.domain.facts import derive
from empower.rules.analysis.made_from import IN_NUMBERS, lies, possible

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from empower.domain.facts import Fact
    from empower.rules.analysis.made_from import Facts, Held

__all__ = ["had_together"]

_MOST = 5_000
_KINDS = ("number", "money", "date")


def had_together(
    known: Mapping[str, Fact], deriving: list[Fact], pieces: Mapping[str, Held], facts: Facts, day: int
) -> Facts | None:
    """The facts, with others for what derived ones are made from, so that each lies in its piece; `None` if none are found."""
    tied = [fact for fact in deriving if fact.name in pieces and fact.derived and fact.derived[0] in IN_NUMBERS]
    names = list(dict.fromkeys([name for fact in tied if fact.derived for name in fact.derived[1]]))
    if any([known[name].kind not in _KINDS for name in names]):
        return None
    ends = {0}
    for fact in tied:
        low, below = pieces[fact.name][0].span
        ends |= {end for end in (low, None if below is None else below - 1) if end is not None}
    values = [_values(known[name], pieces.get(name), ends, day) for name in names]
    for chosen in islice(product(*values), _MOST):
        tried = facts | dict(zip(names, chosen, strict=True))
        if all([fact.name not in pieces or lies(pieces[fact.name], derive(fact, tried)) for fact in deriving]):
            return tried
    return None


def _values(fact: Fact, held: Held | None, ends: set[int], day: int) -> list[int]:
    """What may be tried for one fact: what it is held to, or each end by itself, from today for a date."""
    if held is not None:
        return [held[1]] if isinstance(held[1], int) else []
    if fact.kind == "date":
        return list(dict.fromkeys([day + sign * end for end in sorted(ends) for sign in (1, -1)]))
    return list(dict.fromkeys([possible(fact, end) for end in (*sorted(ends), fact.most or 0)]))
