"""What is said, advised and promised beside the decisions, in two policies."""

from __future__ import annotations

from empower.rules.analysis.around.note import Note

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from empower.domain.conditions import Box
    from empower.domain.value import Value
    from empower.rules.rulebook import Limit, Promise, Rulebook

__all__ = ["promises_otherwise", "words_otherwise"]

_LINES = ("grants", "budgets", "rules", "owed", "not_owed", "exceptions")
_NAMED = ("facts", "remedies", "roles", "papers", "duties")
_WORDS = ("title", "help", "because", "say", "source", "ticket", "approved_by")
_ADVICE = ("prefer", "warn_at", "at_least")


def words_otherwise(old: Rulebook, new: Rulebook) -> list[Note]:
    """Where words changed, and where what is preferred or warned of did; by section and name."""
    pairs = [
        (name, before, after)
        for section in (*_NAMED, *_LINES)
        for name, before, after in _both(getattr(old, section), getattr(new, section))
    ]
    words = [
        name for name, before, after in pairs if _apart(before, after, _WORDS) or _titles(before) != _titles(after)
    ]
    if old.title != new.title:
        words.append("")  # of the policy itself
    advice = [name for name, before, after in pairs if _apart(before, after, _ADVICE)]
    found = [("words", words), ("advice", advice)]
    return [Note(what=what, lines=tuple(dict.fromkeys(names))) for what, names in found if names]


def promises_otherwise(old: Rulebook, new: Rulebook) -> list[Note]:
    """A note for each promise that is gone, new, or about something else."""
    before = {promise.id: _promised(promise, old) for promise in old.promises}
    after = {promise.id: _promised(promise, new) for promise in new.promises}
    found = [Note(what="promise-gone", name=name) for name in before if name not in after]
    for name, promised in after.items():
        if before.get(name) != promised:
            found.append(Note(what="promise-other" if name in before else "promise-new", name=name))
    return found


def _both(old: tuple[Any, ...], new: tuple[Any, ...]) -> list[tuple[str, Value, Value]]:
    before = {_name(one): one for one in old}
    return [(_name(one), before[_name(one)], one) for one in new if _name(one) in before]


def _name(one: Any) -> str:
    return str(one.id if hasattr(one, "id") else one.name)


def _apart(old: Value, new: Value, fields: tuple[str, ...]) -> bool:
    return any([_said(getattr(old, field, None)) != _said(getattr(new, field, None)) for field in fields])


def _said(value: Any) -> Any:
    """What is said; of a limit without the place of its counter, which hangs on the other lines."""
    limit: Limit | None = value if hasattr(value, "counter") else None
    return value if limit is None else limit.but(counter=-1)


def _titles(one: Any) -> dict[str, str]:
    """The titles of a fact's values that have one."""
    pairs = zip(getattr(one, "values", ()), getattr(one, "value_titles", ()), strict=False)
    return {value: title for value, title in pairs if title}


def _promised(promise: Promise, book: Rulebook) -> object:
    """What is promised, by names, so that the order of a file does not change it."""
    when, unless = [frozenset([_named(box, book) for box in boxes]) for boxes in promise.condition.plain()]
    return promise.outcome, promise.always, when, unless


def _named(box: Box, book: Rulebook) -> frozenset[Any]:
    found = []
    for test in box:
        names = _names(test.axis, book)
        held: Any = test.spans
        if names:
            held = tuple(sorted([name for low, below in test.spans for name in names[low or 0 : below]]))
        found.append((test.axis, held, test.absent))
    return frozenset(found)


def _names(axis: str, book: Rulebook) -> tuple[str, ...]:
    if axis in ("role", "remedy"):
        return tuple([one.id for one in (book.roles if axis == "role" else book.remedies)])
    return next((fact.values for fact in book.facts if fact.name == axis), ())
