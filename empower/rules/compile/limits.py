"""Limits: so much, or so many, per key and window, each with the counter it reads."""

from __future__ import annotations

from empower.rules.compile.amount_forms import FORMS
from empower.rules.compile.amounts import Amounts
from empower.rules.compile.findings import BROKEN, intact
from empower.rules.compile.keys import KEYS, keys_of, window_of
from empower.rules.compile.wording import in_a_row, nearest
from empower.rules.rulebook import Limit

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from empower.domain.conditions import Condition
    from empower.domain.problem import Path
    from empower.rules.compile.counters import Counters
    from empower.rules.compile.vocabulary import Vocabulary

__all__ = ["Limits"]

_MEASURES = ("amount", "under", "count")
_LIMIT_KEYS = (*_MEASURES, "per", "every", "counts")
_COUNTS = ("goodwill", "owed", "all")
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
                findings.wrong_kind("a limit", "a mapping", tree, path, _written_as(tree))
            return None
        strange = [key for key in tree if key not in _LIMIT_KEYS and key is not BROKEN]
        forms = [key for key in strange if key in FORMS]
        if forms:
            hint = f"it stands behind `amount`: `{{amount: {{{forms[0]}: …}}, per: incident}}`"
            findings.problem("limit-form", f"`{forms[0]}` is a form of an amount", (*path, forms[0]), hint, at_key=True)
            return None
        for key in strange:
            findings.unknown_key(key, "a limit", (*path, key), _LIMIT_KEYS)
        written = [key for key in measures if key in tree]
        if len(written) != 1 or [key for key in _MEASURES if key in tree] != written:
            if (len(written) > 1 or not strange) and intact(tree):
                self._no_measure([key for key in _MEASURES if key in tree], measures, path, alone=per == ())
            return None
        which = written[0]
        amounts = Amounts(self._vocabulary, things=things or which == "count")
        most = amounts.read(tree[which], (*path, which))
        starts += amounts.starts
        keys = keys_of(tree["per"], (*path, "per"), self._vocabulary) if "per" in tree else per
        if "per" not in tree and (per is None or (which == "count" and per == ("gesture",))) and intact(tree):
            hint = f"add `per:`, one of {in_a_row(KEYS)}, or a text fact"
            findings.problem("per-missing", "what this limit counts by is not said", path, hint)
            keys = None
        every = window_of(tree["every"], (*path, "every"), keys, self._vocabulary) if "every" in tree else ()
        counting = self._word(tree.get("counts", counts), (*path, "counts"))
        if most is None or keys is None or every is None or counting is None or strange:
            return None
        kind = "count" if which == "count" else measure
        window = every or None
        counter = -1 if keys == ("gesture",) else self._counters.number(kind, counting, keys, window, condition)
        return Limit(
            measure=kind, most=most, under=which == "under", per=keys, every=window, counts=counting, counter=counter
        )

    def _word(self, written: Any, path: Path) -> str | None:
        if written in _COUNTS and isinstance(written, str):
            return written
        if not self._vocabulary.findings.broken(written):
            known: dict[str, Path] = dict.fromkeys(_COUNTS, ())
            self._vocabulary.findings.unknown("unknown-word", "something a limit counts", written, path, known)
        return None

    def _no_measure(self, written: list[str], measures: tuple[str, ...], path: Path, *, alone: bool) -> None:
        """Says how much is allowed: nothing, or two things. `alone`: where no list of limits may stand."""
        findings = self._vocabulary.findings
        if len(written) > 1:
            message = f"{in_a_row(written, 'and')} are limits of their own; one mapping holds one"
            hint = "keep one, or write a second line" if alone else "write a list of two limits, or keep one"
            findings.problem("limit-form", message, path, hint)
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
                f"add {'one of ' if len(measures) > 2 else ''}{in_a_row(measures)}{'' if alone else f': {_SAMPLE}'}",
            )


def _written_as(written: Any) -> str:
    """How a limit is written that is no mapping."""
    if isinstance(written, str) and (nearest(written, ("none", "all")) or written.lower() in ("unlimited", "no")):
        return "write `limit: none` if there is to be none"
    if isinstance(written, int) and not isinstance(written, bool):
        return f"say per what: `{{amount: {written}, per: incident}}`"
    return f"write it like {_SAMPLE}"
