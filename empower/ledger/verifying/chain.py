"""The chain: every entry in its place, its bytes canonical, its hash its own, its columns what the bytes say."""

from __future__ import annotations

import json

from empower.domain.canonical import canonical, entry_hash
from empower.domain.entries import ENTRY_KINDS, Entry
from empower.domain.errors import EmpowerError
from empower.ledger.columns import columns_of
from empower.ledger.head import FIRST_PREVIOUS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from empower.ledger.rows import Rows
    from empower.ledger.shapes import Row
    from empower.ledger.verifying.found import Findings

__all__ = ["UNREADABLE", "Chain", "entry_in", "rows_in_order"]

UNREADABLE = (
    EmpowerError,
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
)
"""What reading an entry may end in where its bytes are not what the program wrote: never the fault of the program."""


def rows_in_order(rows: Rows, after: int = 0) -> Iterator[Row]:
    """The rows of entries, in order, a thousand in memory at a time."""
    while more := rows.find("entries after", after):
        yield from more
        last = more[-1]["seq"]
        assert isinstance(last, int)
        after = last


class Chain:
    """The chain as far as it was walked."""

    def __init__(self, found: Findings) -> None:
        self._found = found
        self._previous = FIRST_PREVIOUS
        self._next = 1
        self.book: str | None = None
        self.at = 0

    @property
    def size(self) -> int:
        """How many places were walked."""
        return self._next - 1

    @property
    def head(self) -> str:
        """The hash of the last entry."""
        return self._previous

    def walk(self, row: Row) -> Entry | None:
        """The entry of the next row, where it can be read; everything that is wrong with it is told."""
        seq = row["seq"]
        assert isinstance(seq, int)
        tell = self._found.add
        while self._next < seq:
            tell(f"entry {self._next} is missing", self._next)
            self._next += 1
        self._next = seq + 1
        entry = entry_in(row)
        payload = row["payload"]
        found_hash = entry_hash(payload) if isinstance(payload, bytes) else ""
        if row["hash"] != found_hash:
            tell("its bytes were changed: they do not have its hash", seq)
        if entry is None:
            tell("its bytes cannot be read as an entry", seq)
            self._previous = str(row["hash"])
            return None
        if entry.previous != self._previous:
            tell(f"it does not follow the entry before, whose hash is {self._previous[:16]}…", seq)
        self._check(entry, row)
        self._previous = str(row["hash"])
        return entry

    def _check(self, entry: Entry, row: Row) -> None:
        tell = self._found.add
        seq = row["seq"]
        assert isinstance(seq, int)
        if entry.seq != seq:
            tell(f"its bytes say that it is entry {entry.seq}", seq)
        try:
            same = canonical(entry.data) == entry.payload
        except UNREADABLE:
            same = False
        if not same:
            tell("its bytes are not in the one form that entries are written in", seq)
        if self.book is None:
            self.book = entry.data.get("book")
        elif entry.data.get("book") != self.book:
            tell("its bytes belong to another book", seq)
        if entry.at < self.at:
            tell("it says it was recorded before the entry before it", seq)
        self.at = entry.at
        try:
            wanted = columns_of(entry)
        except UNREADABLE:
            tell("its bytes lack what every entry has", seq)
            return
        for name, value in wanted.items():
            if row[name] != value and name not in ("seq", "payload"):
                tell(f"its column `{name}` is not what its bytes say", seq)


def entry_in(row: Row) -> Entry | None:
    """The entry of a row whose bytes can be read as one; `None` where they cannot."""
    payload = row["payload"]
    try:
        data = json.loads(payload) if isinstance(payload, bytes) else None
        if not isinstance(payload, bytes) or not isinstance(data, dict) or data["kind"] not in ENTRY_KINDS:
            return None
        return Entry(
            seq=int(data["seq"]),
            kind=data["kind"],
            at=int(data["at"]),
            data=data,
            payload=payload,
            previous=str(data["previous"]),
            hash=str(row["hash"]),
        )
    except UNREADABLE:
        return None
