"""What a limit counts by, and over which time."""

from __future__ import annotations

from empower.domain.facts import TEXT_KEYS
from empower.domain.windows import CALENDAR
from empower.rules.compile.findings import each
from empower.rules.compile.times import counted, counted_meant
from empower.rules.compile.vocabulary import name_of
from empower.rules.compile.wording import in_a_row, nearest, shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from empower.domain.problem import Path
    from empower.rules.compile.vocabulary import Vocabulary

__all__ = ["KEYS", "keys_of", "window_of"]

KEYS = ("gesture", "incident", "customer", "employee", "all")
_LONGEST = {"days": 36_600, "months": 1_200}


def keys_of(written: Any, path: Path, vocabulary: Vocabulary, *, owed: bool = False) -> tuple[str, ...] | None:
    """The keys that something is counted by; `None` with the reason said."""
    findings = vocabulary.findings
    found: list[str] = []
    items = each(written, path)
    sound = bool(items)
    for item, at in items:
        name = name_of(item)
        alone = name in ("gesture", "all")
        if alone and len(items) > 1:
            findings.problem(
                "per-alone", f"`{name}` goes with no other key", at, "take it out of the list, or the others"
            )
            sound = False
        elif owed and name in ("gesture", "employee"):
            hint = "count it per incident, per customer or per a text fact"
            findings.problem("per-alone", f"what is owed is not counted per {name}", at, hint)
            sound = False
        elif alone or name in TEXT_KEYS:
            found.append(name or "")
        elif not _text(item, at, vocabulary):
            sound = False
        else:
            found.append(name or "")
    if not items:
        findings.problem(
            "empty-list", "nothing stands in this list", path, f"write one of {in_a_row(KEYS)}, or a text fact"
        )
    if not sound:
        return None
    return () if found == ["all"] else tuple(sorted(set(found)))


def _text(item: Any, path: Path, vocabulary: Vocabulary) -> bool:
    """Whether this is a text fact that is always there."""
    findings = vocabulary.findings
    if findings.broken(item):
        return False
    name = name_of(item)
    if name is None:
        findings.wrong_kind("what stands here", "a key", item, path, f"write one of {in_a_row(KEYS)}, or a text fact")
        return False
    if name not in vocabulary.declared["facts"]:
        texts = {fact: where for fact, where in vocabulary.declared["facts"].items() if _is_text(fact, vocabulary)}
        known = {**dict.fromkeys(KEYS, ()), **texts}
        if vocabulary.readable("facts"):
            findings.unknown("unknown-fact", "something to count by", name, path, known)
            if not vocabulary.declared["facts"]:
                vocabulary.unreadable("facts")  # that nothing is declared is said once
        return False
    fact = vocabulary.facts.get(name)
    if fact is None:
        return False
    if fact.kind != "text":
        hint = "a limit counts by a text: declare it with `text: true`, or test the fact in `when`"
        findings.problem(
            "wrong-fact", f"`{name}` is a fact of the kind `{fact.kind}`; a text is meant here", path, hint
        )
        return False
    if fact.optional:
        hint = "give it a default, or leave out `optional`"
        findings.problem("optional-fact", f"`{name}` may be absent, so nothing can be counted by it", path, hint)
        return False
    return True


def _is_text(name: str, vocabulary: Vocabulary) -> bool:
    fact = vocabulary.facts.get(name)
    return fact is not None and fact.kind == "text"


def window_of(written: Any, path: Path, keys: tuple[str, ...] | None, vocabulary: Vocabulary) -> tuple[str, int] | None:
    """The window that a limit counts over; `None` with the reason said."""
    findings = vocabulary.findings
    if findings.broken(written):
        return None
    if keys == ("gesture",):
        hint = "leave `every` out, or count per incident, customer or employee"
        findings.problem("window-per-gesture", "a single gesture has no window of time", path, hint, at_key=True)
        return None
    if written in CALENDAR and isinstance(written, str):
        return written, 1
    found = counted(written, ("day", "month"))
    if found is not None:
        unit = f"{found[1]}s"
        if 1 <= found[0] <= _LONGEST[unit]:
            return unit, found[0]
    message = f"{shown(written)} is not a window of time"
    longer = counted(written, ("week", "quarter", "year"))
    days = {"week": "7 days", "quarter": "3 months", "year": "12 months"}
    hint = f"write {in_a_row(CALENDAR)} for a calendar one, `365 days` or `12 months` for the last so many"
    if longer and longer[0]:
        many, unit = days[longer[1]].split()
        hint = f"write `{longer[0] * int(many)} {unit}`, or {in_a_row(CALENDAR)} for a calendar one"
    word = written.lower() if isinstance(written, str) else ""
    meant = {"daily": "day", "weekly": "week", "monthly": "month", "quarterly": "quarter", "yearly": "year"}.get(word)
    meant = meant or (word.removesuffix("s") if word.removesuffix("s") in CALENDAR else nearest(word, CALENDAR))
    if meant and word and not longer:
        hint = f"did you mean `{meant}`? `365 days` or `12 months` are the last so many"
    elif word:
        hint = counted_meant(written, ("day", "month")) or hint
    findings.problem("not-a-window", message, path, hint)
    return None
