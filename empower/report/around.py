"""What is otherwise around the lines of two policies, in a sentence each: what it was, what it is, and whom it concerns."""

from __future__ import annotations

from empower.domain.calendar import written_date
from empower.domain.conditions import shared
from empower.policyfile.said.words import one_of
from empower.report.phrases import clock, in_a_row, time_given
from empower.report.vocabulary_words import made_words
from empower.report.wording import Names
from empower.rules.analysis.around.days import newly_in_force

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from empower.domain.facts import Fact
    from empower.rules.analysis.around.note import Note
    from empower.rules.rulebook import Rulebook

__all__ = ["note_words"]

_KINDS = {
    "one_of": "one of a list",
    "ordered": "one of a scale",
    "number": "a number",
    "money": "an amount of money",
    "yes_no": "yes or no",
    "date": "a date",
    "moment": "a moment",
    "time": "a time of day",
    "text": "a text",
}
_READS = {
    "window": ("counts other days", "count other days"),
    "year": ("counts other days", "count other days"),
    "day": ("reads another day", "read another day"),
    "hour": ("reads another hour", "read another hour"),
}


def note_words(note: Note, old: Rulebook, new: Rulebook) -> str:
    """The note as a sentence without its stop."""
    if note.what.startswith("fact"):
        return _fact_words(note, old, new)
    if note.what.startswith("promise"):
        words = {"gone": "is no longer kept to", "new": "is new", "other": "is about something else than before"}
        return f"the promise `{note.name}` {words[note.what.removeprefix('promise-')]}"
    if note.what in ("words", "advice"):
        what = {"words": "words changed in", "advice": "what is preferred, warned of or advised changes in"}[note.what]
        names = [name for name in note.lines if name]
        return (
            f"{what}: {', '.join([*(['the title'] if '' in note.lines else []), *([one_of(names)] if names else [])])}"
        )
    return _OTHERS[note.what](note, old, new)


def _fact_words(note: Note, old: Rulebook, new: Rulebook) -> str:
    sides = [Names(book) for book in (old, new)]
    before, after = [side.index.facts.get(note.name) for side in sides]
    name = f"`{note.name}`"
    if before is None or after is None:
        return f"the fact {name} is {'new' if before is None else 'gone'}"
    concerned = f"; {one_of(note.lines)} {'hang' if len(note.lines) > 1 else 'hangs'} on it" if note.lines else ""
    if note.what == "fact-kind":
        return f"{name} is now {_KINDS[after.kind]}, not {_KINDS[before.kind]}; its values are not compared{concerned}"
    if note.what == "fact-made":
        return f"{name} is now {_made(after, sides[1])}; before, {_made(before, sides[0])}{concerned}"
    if note.what == "fact-decimals":
        return (
            f"{name} now has {_decimals(after)}, not {_decimals(before)}, so its numbers are read otherwise{concerned}"
        )
    if note.what == "fact-bounds":
        return f"{name} may now be {_bounds(after, sides[1])}; before, {_bounds(before, sides[0])}{concerned}"
    if note.what == "fact-values":
        return f"the values of {name} are now {one_of(after.values)}; before, {one_of(before.values)}{concerned}"
    return f"{_unsaid(name, before, after, sides)}{concerned}"


def _unsaid(name: str, before: Fact, after: Fact, sides: list[Names]) -> str:
    old, new = [
        side.value(name.strip("`"), fact.default) if fact.default is not None else ""
        for side, fact in zip(sides, (before, after), strict=True)
    ]
    if new:
        was = (
            f", not {old}"
            if old
            else "; before, it was left open"
            if before.optional
            else "; before, it had to be said"
        )
        return f"where {name} is not said it is now taken to be {new}{was}"
    was = f"before, it was taken to be {old}" if old else ""
    if after.optional:
        return f"where {name} is not said it is now left open; {was or 'before, it had to be said'}"
    return f"{name} must now be said; {was or 'before, it could be left open'}"


def _made(fact: Fact, names: Names) -> str:
    return made_words(fact, names) if fact.derived else "as it is said"


def _decimals(fact: Fact) -> str:
    return "no decimals" if not fact.digits else f"{fact.digits} decimal{'s' if fact.digits > 1 else ''}"


def _bounds(fact: Fact, names: Names) -> str:
    ends = [
        f"{what} {names.value(fact.name, end)}"
        for what, end in (("at least", fact.least), ("at most", fact.most))
        if end is not None
    ]
    return in_a_row(ends) if ends else "anything"


def _clock(note: Note, old: Rulebook, new: Rulebook) -> str:
    changed = {
        "timezone": lambda: f"the time zone is now {new.timezone}, not {old.timezone}",
        "day_starts": lambda: f"a day now begins at {clock(new.day_starts)}, not {clock(old.day_starts)}",
        "year_starts": lambda: f"a year now begins on {_month_day(new)}, not {_month_day(old)}",
    }[note.what]()
    if not note.way:
        return f"{changed}, which no answer here turns on"
    told = [f"{one_of(ids)} {_READS[how][len(ids) > 1]}" for how, ids in note.reads if ids]
    told += ["the policy begins or ends at another moment"] if any([not ids for _, ids in note.reads]) else []
    return f"{changed}: {in_a_row(told)}"


def _month_day(book: Rulebook) -> str:
    month, day = book.year_starts
    return f"{month:02d}-{day:02d}"


def _covered(note: Note, old: Rulebook, new: Rulebook) -> str:
    before, after = [
        _or_nobody(next(role.covered_by for role in book.roles if role.id == note.name)) for book in (old, new)
    ]
    return f"while nobody of `{note.name}` is there, {after} may say yes in its place; before, {before}"


def _or_nobody(names: Iterable[str]) -> str:
    return in_a_row([f"`{name}`" for name in names], "or") if names else "nobody"


def _on_word(_: Note, old: Rulebook, new: Rulebook) -> str:
    before, after = old.requests.on_word, new.requests.on_word
    if after is None:
        return "a gesture may no longer be given on somebody's word"
    may = f"may now be given on somebody's word, confirmed within {time_given(after)}"
    return f"a gesture {may}; before, {'it might not' if before is None else f'within {time_given(before)}'}"


def _waiting(note: Note, old: Rulebook, new: Rulebook) -> str:
    what = {"moves_up_after": "moves up", "expires_after": "lapses"}[note.what]
    before, after = [getattr(book.requests, note.what) for book in (old, new)]
    times = ["never" if one is None else f"after {time_given(one)}" for one in (after, before)]
    return f"a request that waits now {what} {times[0]}; before, {times[1]}"


def _adopts(_: Note, old: Rulebook, new: Rulebook) -> str:
    return f"{_or_nobody(new.adopts)} may now put a policy in force; before, {_or_nobody(old.adopts)}"


def _effective(note: Note, old: Rulebook, new: Rulebook) -> str:
    told = f"it is in force {_in_force(new)}; before, {_in_force(old)}"
    if not newly_in_force(old, new):
        return told
    changing = "nothing in it changes then" if not note.way else f"{one_of(note.lines)} {_changes(note)} then"
    compared = "were not compared" if shared((old.effective,), (new.effective,)) else "were not compared, but for one"
    return f"{told}. The days on which it is newly in force {compared}, and {changing}"


def _changes(note: Note) -> str:
    return "change" if len(note.lines) > 1 else "changes"


def _in_force(book: Rulebook) -> str:
    start, until = book.effective
    words = [
        f"from {written_date(start)}" if start is not None else "",
        f"until {written_date(until)}" if until else "",
    ]
    return " ".join([word for word in words if word]) or "always"


def _beside(note: Note, _old: Rulebook, _new: Rulebook) -> str:
    what = {"causes": "the root causes", "clocks": "the clocks"}[note.what]
    return f"{what} change, which no answer here turns on"


def _cost(note: Note, _old: Rulebook, _new: Rulebook) -> str:
    counts = "counts" if len(note.lines) == 1 else "count"
    what = {"looser": "costs less", "tighter": "costs more"}.get(note.way, "costs otherwise")
    return f"{note.name} {what}: once it was given, {in_a_row(note.lines)} {counts} it so for other remedies too"


_OTHERS = {
    "cost": _cost,
    "timezone": _clock,
    "day_starts": _clock,
    "year_starts": _clock,
    "covered_by": _covered,
    "on_word": _on_word,
    "moves_up_after": _waiting,
    "expires_after": _waiting,
    "adopts": _adopts,
    "effective": _effective,
    "causes": _beside,
    "clocks": _beside,
}
