"""What was planted, with the numbers of its entries."""

from __future__ import annotations

import json

from empower.domain.entries import Entry

__all__ = ["Planted"]


class Planted:
    """Groups of entries, by the kind of finding that they are, or only look like."""

    def __init__(self) -> None:
        self.found: dict[str, list[dict[str, object]]] = {}
        self.left_out: list[str] = []  # stories that went otherwise, and so show nothing

    def fault(self, kind: str, note: str, *entries: Entry | int | None) -> None:
        """Something that a finding of this kind should point at."""
        self._keep(kind, note, entries, fault=True)

    def honest(self, kind: str, note: str, *entries: Entry | int | None) -> None:
        """Something that a finding of this kind should pass by."""
        self._keep(kind, note, entries, fault=False)

    def text(self) -> str:
        """As JSON, the same bytes for the same year."""
        return json.dumps(self.found, indent=1, sort_keys=True) + "\n"

    def _keep(self, kind: str, note: str, entries: tuple[Entry | int | None, ...], *, fault: bool) -> None:
        rows = sorted({one if isinstance(one, int) else one.seq for one in entries if one is not None})
        self.found.setdefault(kind, []).append({"rows": rows, "note": note, "fault": fault})
