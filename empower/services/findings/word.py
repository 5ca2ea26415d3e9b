"""Something was given on somebody's word by telephone, and they did not confirm it in time, or say that they gave no word."""

from __future__ import annotations

from empower.domain.entries import Entry
from empower.domain.finding import Finding
from empower.services.findings.behind import Behind
from empower.services.findings.recent import Found

__all__ = ["Word"]


class Word:
    """Reads gestures on a word, and what was said of it afterwards. `now` is when somebody looks."""

    kind = "word"

    def __init__(self, behind: Behind, now: int) -> None:  # noqa: ARG002  # all kinds are made alike
        self._now = now
        self._found = Found(self.kind)
        self._waiting: dict[int, Entry] = {}

    def take(self, entry: Entry) -> None:
        """One more entry."""
        if entry.kind == "posting" and entry.data.get("word") is not None:
            self._waiting[entry.seq] = entry
        if entry.kind != "confirmation":
            return
        given = self._waiting.pop(entry.data["refers"], None)
        if given is not None and (entry.data["late"] or not entry.data["confirmed"]):
            said = "late" if entry.data["confirmed"] else "disowned"
            self._ask(given, said, [given.seq, entry.seq], entry.at)

    def found(self) -> tuple[Finding, ...]:
        """What was found so far, and the words that should have been confirmed by now."""
        for given in self._waiting.values():
            until = given.data["word"]["confirm_by"]
            if until is not None and until < self._now:
                self._ask(given, "silent", [given.seq], self._now)
        return self._found.all()

    def _ask(self, given: Entry, said: str, rows: list[int], at: int) -> None:
        word = given.data["word"]
        figures: dict[str, int | str] = {"of": word["of"], "said": said, "asker": given.data["asker"]}
        if word["confirm_by"] is not None:
            figures |= {"until": word["confirm_by"], "late_micros": max(0, at - word["confirm_by"])}
        self._found.grow((given.seq,), rows, given, [given.data["asker"], word["of"]], figures)
