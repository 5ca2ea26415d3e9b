"""Entries as JSON Lines: one object an entry, amounts as text."""

from __future__ import annotations

import json

from empower.report.entry_json import entry_json

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from empower.domain.entries import Entry
    from empower.rules.rulebook import Rulebook

__all__ = ["json_lines"]


def json_lines(entries: Iterable[Entry], rulebook_of: Callable[[str], Rulebook]) -> Iterator[str]:
    """A line for each."""
    for entry in entries:
        yield f"{json.dumps(entry_json(entry, rulebook_of(entry.data['policy'])), ensure_ascii=True)}\n"
