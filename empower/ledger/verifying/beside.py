"""What lies beside the book: texts that were committed to and are there, or were erased and say so; policies as adopted."""

from __future__ import annotations

import hashlib

from empower.domain.canonical import commitment
from empower.ledger.cells import number, text
from empower.ledger.shapes import QUESTIONS
from empower.ledger.verifying.chain import UNREADABLE, entry_in

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from empower.domain.entries import Entry
    from empower.ledger.rows import Rows
    from empower.ledger.shapes import Row
    from empower.ledger.verifying.found import Findings

    Named = dict[str, tuple[str, str]]  # commitment: kind and name of the text

__all__ = ["Beside", "committed_in"]

_HASH = 64
_NEVER = 1 << 62


class Beside:
    """The texts beside the entries that were walked."""

    def __init__(self, rows: Rows, found: Findings) -> None:
        self._rows = rows
        self._found = found
        self._erased = {one for row in rows.find("entries of a kind", "erasure") for one in _erased_by(row)}
        self._adopted: dict[str, tuple[int, str, str]] = {}
        self._texts = _TextsInOrder(rows)
        self._last = 0  # the entry that was walked last
        self._gaps: set[int] = set()  # those before it that were not

    def walk(self, entry: Entry, seq: int) -> None:
        """Tells of every text of the entry in place `seq` that is not there, or not as it was."""
        self._gaps.update(range(self._last + 1, seq))
        self._last = seq
        named = committed_in(entry.data)
        here = {str(row["commitment"]): row for row in self._texts.of(seq)}
        for one in sorted(named.keys() - here.keys() - self._erased):
            if self._rows.get("private", one) is None:
                self._found.add("a text beside it is missing, and no erasure says so", seq)
        for one, row in here.items():
            if one not in named:
                self._found.add("a text lies beside it that it does not speak of", seq)
            elif (row["kind"], row["name"]) != named[one] or row["subject"] != _subject(entry, one):
                self._found.add("what a text beside it is, or whom it is about, was changed", seq)
            if one in self._erased:
                self._found.add("a text beside it was erased once, and is there again", seq)
            if _made(row) != one:
                self._found.add("a text beside it was changed", seq)
        if entry.kind == "adoption":
            for kind in ("policy", "roster"):
                digest, name = entry.data.get(kind), entry.data.get(f"{kind}_name")
                if digest:
                    self._adopted.setdefault(str(digest), (seq, kind, str(name)))

    def finish(self) -> None:
        """Tells of texts beside no entry, and of policies and rosters that are not as adopted."""
        there = {str(row["digest"]): row for row in self._rows.find("every policy")}
        for digest, (seq, kind, _) in self._adopted.items():
            if digest not in there:
                self._found.add(f"the text of the {kind} that it put in force is missing", seq)
        for digest, row in there.items():
            if f"sha256:{hashlib.sha256(str(row['text']).encode()).hexdigest()}" != digest:
                self._found.add(f"the text of a {text(row, 'kind')} that was in force was changed ({digest[:20]}…)")
            if (row["seq"], row["kind"], row["name"]) != self._adopted.get(digest):
                self._found.add(f"what is kept of a {text(row, 'kind')} is not as it was adopted ({digest[:20]}…)")
        after = -_NEVER
        while more := self._rows.find("texts of entries after", after):
            for seq in dict.fromkeys([number(row, "seq") for row in more]):
                walked = 0 < seq <= self._last and seq not in self._gaps
                if not walked and self._rows.get("entry", seq) is None:
                    self._found.add(f"a text lies beside entry {seq}, which is not there")
            after = number(more[-1], "seq")


class _TextsInOrder:
    """The texts of one entry after the other, many fetched in one go."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows
        self._by_entry: dict[int, list[Row]] = {}
        self._until = 0  # up to here, the texts of all entries are at hand

    def of(self, seq: int) -> list[Row]:
        """Those of an entry, which comes after the one that was asked for before."""
        if seq > self._until:
            self._fetch(seq - 1)
        return self._by_entry.get(seq, [])

    def _fetch(self, after: int) -> None:
        more = self._rows.find("texts of entries after", after)
        last = number(more[-1], "seq") if more else after
        self._by_entry = {}
        for row in more:
            self._by_entry.setdefault(number(row, "seq"), []).append(row)
        whole = QUESTIONS["texts of entries after"].limit
        if len(more) < (whole or 0):
            self._until = _NEVER
        elif len(self._by_entry) == 1:  # more than are fetched in one go lie beside one entry
            self._by_entry, self._until = {last: self._rows.find("texts of an entry", last)}, last
        else:
            del self._by_entry[last]  # others of it may not have been fetched
            self._until = last - 1


def committed_in(data: dict[str, Any]) -> Named:
    """Every commitment in an entry, with what it is of."""
    found = [(data.get("customer"), "customer", "customer")]
    found += [(data.get(name), "text", name) for name in ("note", "because")]
    found += [(one, "text", name) for name, one in _named(data, "texts")]
    found += [(one, "text", f"paper {name}") for name, one in _named(data, "references")]
    return {one: (kind, name) for one, kind, name in found if isinstance(one, str) and len(one) == _HASH}


def _named(data: dict[str, Any], key: str) -> list[tuple[str, Any]]:
    """What stands under a key, by name; nothing where somebody made it another thing."""
    value = data.get(key)
    return list(value.items()) if isinstance(value, dict) else []


def _subject(entry: Entry, one: str) -> str | None:
    """Whom a text of an entry is about: the customer of it, who is about themselves."""
    customer = entry.data.get("customer")
    return one if one == customer else customer


def _made(row: Row) -> str:
    salt, text = row["salt"], row["text"]
    return commitment(salt, text) if isinstance(salt, bytes) and isinstance(text, str) else ""


def _erased_by(row: Row) -> list[str]:
    entry = entry_in(row)
    try:
        return [] if entry is None else [str(one) for one in entry.data["erased"]]
    except UNREADABLE:
        return []
