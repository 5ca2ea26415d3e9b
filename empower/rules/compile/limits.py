"""Limits: so much, or so many, per key and window, each with the counter it reads."""

from __future__ import annotations

from empower.domain.facts import TEXT_KEYS
from empower.domain.windows import CALENDAR
from empower.rules.compile.amounts import Amounts
from empower.rules.compile.findings import BROKEN, each, intact
from empower.rules.compile.scalars import counted
from empower.rules.compile.vocabulary import name_of
from empower.rules.compile.wording import in_a_row, shown
from empower.rules.rulebook import Limit

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from empower.domain.conditions import Condition
    from empower.domain.problem import Path
    from empower.rules.compile.counters import Counters
    from empower.rules.compile.vocabulary import Vocabulary

__all__ = ["LIMIT_KEYS", "Limits"]

_MEASURES = ("amount", "under", "count")
LIMIT_KEYS = (*_MEASURES, "per", "every", "counts")
_COUNTS = ("goodwill", "owed", "all")
_KEYS = ("gesture", "incident", "customer", "employee", "all")
_LONGEST = {"days": 36_600, "months": 1_200}
_SAMPLE = "`{amount: 150, per: incident}` or `{count: 2, per: customer, every: 90 days}`"


class Limits:
    """Reads limits."""

    __slots__ = ("_counters", "_vocabulary")

    def __init__(self, vocabulary: Vocabulary, counters: Counters) -> None:
        self._vocabulary = vocabulary
        self._counters = counters

    def read(
        self,
        tree: Any,
        path: Path,
        condition: Condition,
        starts: list[tuple[str, int]],
        *,
        measure: str = "cost",
        things: bool = False,
        per: tuple[str, ...] | None = None,
        counts: str = "goodwill",
        measures: tuple[str, ...] = _MEASURES,
    ) -> Limit | None:
        """The limit on what its line speaks of (`condition`); `None` with the reason said.

        `per` is what it counts by where none is written, `starts` takes the first dates of its amounts.
        """
        findings = self._vocabulary.findings
        if not isinstance(tree, dict):
            if not findings.broken(tree):
                findings.wrong_kind("a limit", "a mapping", tree, path, f"write it like {_SAMPLE}")
            return None
        strange = [key for key in tree if key not in LIMIT_KEYS and key is not BROKEN]
        for key in strange:
            findings.unknown_key(key, "a limit", (*path, key), LIMIT_KEYS)
        written = [key for key in measures if key in tree]
        if len(written) != 1 or [key for key in _MEASURES if key in tree] != written:
            if (len(written) > 1 or not strange) and intact(tree):
                self._no_measure([key for key in _MEASURES if key in tree], measures, path)
            return None
        which = written[0]
        amounts = Amounts(self._vocabulary, things=things or which == "count")
        most = amounts.read(tree[which], (*path, which))
        starts += amounts.starts
        keys = self.keys(tree["per"], (*path, "per")) if "per" in tree else per
        if "per" not in tree and (per is None or (which == "count" and per == ("gesture",))) and intact(tree):
            hint = f"add `per:`, one of {in_a_row(_KEYS)}, or a text fact"
            findings.problem("per-missing", "what this limit counts by is not said", path, hint)
            keys = None
        every = self._every(tree["every"], (*path, "every"), keys) if "every" in tree else ()
        counting = self._word(tree.get("counts", counts), (*path, "counts"))
        if most is None or keys is None or every is None or counting is None or strange:
            return None
        kind = "count" if which == "count" else measure
        window = every or None
        counter = -1 if keys == ("gesture",) else self._counters.number(kind, counting, keys, window, condition)
        return Limit(
            measure=kind, most=most, under=which == "under", per=keys, every=window, counts=counting, counter=counter
        )

    def keys(self, written: Any, path: Path, *, owed: bool = False) -> tuple[str, ...] | None:
        """The keys that something is counted by; `None` with the reason said."""
        findings = self._vocabulary.findings
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
            elif not self._text(item, at):
                sound = False
            else:
                found.append(name or "")
        if not items:
            findings.problem(
                "empty-list", "nothing stands in this list", path, f"write one of {in_a_row(_KEYS)}, or a text fact"
            )
        if not sound:
            return None
        return () if found == ["all"] else tuple(sorted(set(found)))

    def _text(self, item: Any, path: Path) -> bool:
        """Whether this is a text fact that is always there."""
        vocabulary, findings = self._vocabulary, self._vocabulary.findings
        if findings.broken(item):
            return False
        name = name_of(item)
        if name is None:
            findings.wrong_kind(
                "what stands here", "a key", item, path, f"write one of {in_a_row(_KEYS)}, or a text fact"
            )
            return False
        if name not in vocabulary.declared["facts"]:
            texts = {fact: where for fact, where in vocabulary.declared["facts"].items() if self._is_text(fact)}
            known = {**dict.fromkeys(_KEYS, ()), **texts}
            if vocabulary.readable("facts"):
                findings.unknown("unknown-fact", "something to count by", name, path, known)
            return False
        fact = vocabulary.facts[name]
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

    def _is_text(self, name: str) -> bool:
        fact = self._vocabulary.facts.get(name)
        return fact is not None and fact.kind == "text"

    def _every(self, written: Any, path: Path, keys: tuple[str, ...] | None) -> tuple[str, int] | None:
        findings = self._vocabulary.findings
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
        findings.problem("not-a-window", message, path, hint)
        return None

    def _word(self, written: Any, path: Path) -> str | None:
        if written in _COUNTS and isinstance(written, str):
            return written
        if not self._vocabulary.findings.broken(written):
            known: dict[str, Path] = dict.fromkeys(_COUNTS, ())
            self._vocabulary.findings.unknown(
                "unknown-word", "something a limit counts", name_of(written) or shown(written)[1:-1], path, known
            )
        return None

    def _no_measure(self, written: list[str], measures: tuple[str, ...], path: Path) -> None:
        findings = self._vocabulary.findings
        if len(written) > 1:
            message = f"{in_a_row(written, 'and')} are limits of their own; one mapping holds one"
            findings.problem("limit-form", message, path, "write a list of two limits, or keep one")
        elif written:
            findings.problem(
                "limit-form",
                f"`{written[0]}` cannot stand here",
                (*path, written[0]),
                f"write {in_a_row(measures)}",
                at_key=True,
            )
        else:
            findings.problem(
                "limit-form",
                "how much this limit allows is not said",
                path,
                f"add one of {in_a_row(measures)}: {_SAMPLE}",
            )
