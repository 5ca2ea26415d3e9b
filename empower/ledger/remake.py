"""Every table that is made from entries, made anew from them: for a book whose tables are those of another release."""

from __future__ import annotations

from empower.ledger.book import ChangedByHandError, WritingPage
from empower.ledger.entry_rows import entry_of
from empower.ledger.head import Head
from empower.ledger.memory import MemoryStore
from empower.ledger.shapes import PROJECTED
from empower.ledger.verifying.chain import UNREADABLE, rows_in_order

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from empower.ledger.rows import Rows
    from empower.rules.rulebook import Rulebook

__all__ = ["remade"]


def remade(rows: Rows, compiled: Callable[[str, str], Rulebook], progress: Callable[[int], None] | None = None) -> None:
    """Puts in the tables what follows from the entries, and takes out whatever else they held.

    `compiled` is the policy of a text with a name.
    """
    known: dict[str, Rulebook] = {}

    def rulebook_of(_: Rows, digest: str) -> Rulebook:
        if digest not in known:
            row = rows.get("policy", digest)
            if row is None:
                raise ChangedByHandError(f"the text of policy {digest[:19]}")
            known[digest] = compiled(str(row["text"]), str(row["name"]))
        return known[digest]

    store = MemoryStore()
    with store.writing() as made:
        page = WritingPage(made, Head(book=""), rulebook_of)
        for row in rows_in_order(rows):
            entry = entry_of(row)
            if entry.seq == 1:
                page.head = Head(book=str(entry.data["book"]))
            made.add("entry", row)
            try:
                page.follow(entry)
            except ChangedByHandError:
                raise
            except UNREADABLE as error:
                raise ChangedByHandError(f"something that entry {entry.seq} speaks of") from error
            if progress is not None:
                progress(entry.seq)
        if page.head.size:
            page.keep()
        for shape in reversed(PROJECTED):  # what refers to others goes first, and comes last
            for before in rows.find(f"every {shape.name}"):
                rows.remove(shape.name, *[before[name] for name in shape.key])
        for shape in PROJECTED:
            for after in made.find(f"every {shape.name}"):
                rows.add(shape.name, after)
