"""What was stated of each gesture, a column for each fact: the words of the policy, never what somebody wrote."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from empower.domain.kept_facts import known_facts
from empower.report.exports.columns import HEADS
from empower.report.facts import typed_fact

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from empower.domain.facts import Fact, FactValue
    from empower.report.exports.columns import Cells
    from empower.rules.rulebook import Rulebook

__all__ = ["fact_heads", "fact_names", "with_facts"]


def fact_names(rulebook: Rulebook) -> tuple[str, ...]:
    """The facts that have a column: all that are no text."""
    return tuple([fact.name for fact in rulebook.facts if fact.kind != "text"])


def fact_heads(names: tuple[str, ...]) -> tuple[str, ...]:
    """What stands above them: `fact.NAME` where the name is that of another column."""
    return tuple([f"fact.{name}" if name in HEADS else name for name in names])


def with_facts(
    rows: Iterable[tuple[Any, ...]], names: tuple[str, ...], policy_at: int, rulebook_of: Callable[[str], Rulebook]
) -> Iterator[Cells]:
    """The cells of each entry and after them its facts, read by the policy it was made under.

    The last cell of a row is its bytes; its policy stands at `policy_at`.
    """
    for *cells, payload in rows:
        assert isinstance(payload, bytes)
        kept = json.loads(payload).get("facts") or {}
        facts = rulebook_of(str(cells[policy_at])).facts if kept else ()
        known, declared = dict(known_facts(facts, kept)), {fact.name: fact for fact in facts}
        yield (*cells, *[_text(declared.get(name), known.get(name)) for name in names])


def _text(fact: Fact | None, value: FactValue | None) -> str | None:
    if fact is None or value is None or fact.kind == "text":
        return None
    if fact.kind == "yes_no":
        return "yes" if value else "no"
    return typed_fact(fact, value)
