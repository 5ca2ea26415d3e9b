"""Everything that is made from entries, made again in memory, and compared with what the tables hold."""

from __future__ import annotations

from empower.ledger.balances import BookBalances
from empower.ledger.book import CLOCK_MAY_LAG, WritingPage
from empower.ledger.cells import number
from empower.ledger.head import Head
from empower.ledger.memory import MemoryStore
from empower.ledger.shapes import PROJECTED
from empower.ledger.verifying.chain import UNREADABLE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from empower.domain.entries import Entry
    from empower.ledger.book import Page
    from empower.ledger.rows import Rows
    from empower.ledger.shapes import Row
    from empower.ledger.verifying.found import Findings
    from empower.rules.rulebook import Rulebook

__all__ = ["Rebuilt"]


class Rebuilt:
    """The projections as entries make them, a step behind the walk."""

    def __init__(
        self,
        rows: Rows,
        book: str,
        rulebook_of: Callable[[Rows, str], Rulebook],
        found: Findings,
        closing: Callable[[Page, Entry], tuple[str, ...]] | None = None,
    ) -> None:
        self._kept = rows
        self._found = found
        self._store = MemoryStore()
        self._writing = self._store.writing()
        made = self._writing.__enter__()
        self._page = WritingPage(made, Head(book=book), lambda _, digest: rulebook_of(rows, digest))
        self._closing = closing  # what is wrong with what an entry that closes a month says of the book before it
        self._stopped: Exception | None = None

    def walk(self, entry: Entry, row: Row) -> None:
        """Follows an entry; one that cannot be followed ends the comparison, and is told."""
        if self._stopped is not None:
            return
        try:
            self._in_force(entry, number(row, "seq"))
            if entry.kind == "period" and self._closing is not None:
                for wrong in self._closing(self._page, entry):
                    self._found.add(wrong, number(row, "seq"))
            self._page.rows.add("entry", row)
            self._page.follow(entry)
        except UNREADABLE as error:
            self._stopped = error
            self._found.add(
                "what follows from it cannot be made again, so the other tables were not compared", number(row, "seq")
            )

    def _in_force(self, entry: Entry, seq: int) -> None:
        """Tells where an entry was not made from what held then: else a table could be changed, used, and changed back."""
        data, head = entry.data, self._page.head
        if entry.kind == "adoption" or not head.size:
            return
        for what, held in (("policy", head.policy), ("roster", head.roster)):
            if data.get(what, held) != held:
                self._found.add(f"it was made by a {what} that was not in force", seq)
        if not data.get("balances") or data["policy"] != head.policy:
            return
        asked = data.get("refers") if entry.kind == "posting" else None
        # It was decided a little before it was kept; a request whose time was up in between counted, or did not.
        moments = (entry.at, entry.at - CLOCK_MAY_LAG, *(() if asked else (int(data["effective"]),)))
        read = [
            BookBalances(self._page.rows, self._page.rulebook, at, lambda known: known, leaving_out=asked).read
            for at in moments
        ]
        for counter, key, first, until, spent, held_then in data["balances"]:
            if all([one(counter, tuple(key), (first, until)) != (spent, held_then) for one in read]):
                self._found.add(f"it saw another balance of `{counter}` than there was", seq)

    def finish(self) -> None:
        """Tells of every row that is missing, added or changed."""
        if self._stopped is None:
            if self._page.head.size:
                self._page.keep()
            for shape in PROJECTED:
                self._compare(shape.name, shape.key)
        self._writing.__exit__(None, self._stopped, None)  # what failed to be written is not kept, and is told already

    def _compare(self, table: str, key: tuple[str, ...]) -> None:
        def by_key(rows: Rows) -> dict[tuple[object, ...], Row]:
            return {tuple([row[name] for name in key]): row for row in rows.find(f"every {table}")}

        made, kept = by_key(self._page.rows), by_key(self._kept)
        for place in made.keys() - kept.keys():
            self._found.add(f"a row of `{table}` is missing: {_told(key, place)}")
        for place in kept.keys() - made.keys():
            self._found.add(f"a row of `{table}` was added: {_told(key, place)}")
        for place in made.keys() & kept.keys():
            columns = [name for name, value in made[place].items() if kept[place][name] != value]
            if columns:
                said = ", ".join([f"`{name}`" for name in columns])
                self._found.add(f"a row of `{table}` was changed: {_told(key, place)}, its {said}")


def _told(key: tuple[str, ...], place: tuple[object, ...]) -> str:
    return ", ".join([f"{name} {value}" for name, value in zip(key, place, strict=True)])
