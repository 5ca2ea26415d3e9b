"""Facts as an entry keeps them: by name, so that they mean the same under a policy that numbers its values otherwise.

| kind | kept as |
| --- | --- |
| one_of, ordered | the value's name |
| yes_no | true or false |
| number | a whole number, or decimal text where the fact has decimals |
| money | minor units |
| date | `2026-11-22` |
| moment | microseconds, UTC; its local day beside it as `NAME.day` |
| time | minutes since midnight |
| text | the text |

A fact that a policy declares and nobody stated is kept as null: known to be absent, which is not the same as not known.
"""

from __future__ import annotations

from empower.domain.calendar import read_date, written_date
from empower.domain.facts import Fact, FactValue
from empower.domain.money import Misread, read_number, written_number

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    Kept = int | str | bool | None

__all__ = ["kept_facts", "known_facts"]


def kept_facts(declared: Iterable[Fact], facts: Iterable[tuple[str, FactValue | None]]) -> dict[str, Kept]:
    """The facts as an entry keeps them."""
    known = {fact.name: fact for fact in declared}
    return {name: _kept(known.get(name), value) for name, value in facts}


def known_facts(declared: Iterable[Fact], kept: dict[str, Kept]) -> tuple[tuple[str, FactValue | None], ...]:
    """The kept facts in the numbers of a policy; what it does not declare, or reads otherwise, is left out."""
    known = {fact.name: fact for fact in declared}
    found: list[tuple[str, FactValue | None]] = []
    for name, value in kept.items():
        fact = known.get(name)
        if fact is None:
            companion = known.get(name.removesuffix(".day"))
            if companion is not None and companion.kind == "moment" and isinstance(value, int):
                found.append((name, value))
        elif value is None:
            found.append((name, None))
        else:
            read = _read(fact, value)
            if read is not None:
                found.append((name, read))
    return tuple(found)


def _kept(fact: Fact | None, value: FactValue | None) -> Kept:
    if value is None or fact is None or isinstance(value, str):
        return value
    if fact.kind in ("one_of", "ordered"):
        return fact.values[value]
    if fact.kind == "yes_no":
        return bool(value)
    if fact.kind == "date":
        return written_date(value)
    if fact.kind == "number" and fact.digits:
        return written_number(value, fact.digits)
    return value


def _read(fact: Fact, value: int | str | bool) -> FactValue | None:
    if fact.kind in ("one_of", "ordered"):
        return fact.values.index(value) if isinstance(value, str) and value in fact.values else None
    if fact.kind == "yes_no":
        return int(value) if isinstance(value, bool) else None
    if isinstance(value, bool):
        return None
    if fact.kind == "date":
        return read_date(value) if isinstance(value, str) else None
    if fact.kind == "number":
        return _number(fact, str(value))
    if fact.kind == "text":
        return value if isinstance(value, str) else None
    return value if isinstance(value, int) else None


def _number(fact: Fact, text: str) -> int | None:
    """The number in the fact's steps; what is derived may be below zero, which nobody may state."""
    found = read_number(text.removeprefix("-"), fact.digits)
    if isinstance(found, Misread):
        return None
    return -found if text.startswith("-") else found
