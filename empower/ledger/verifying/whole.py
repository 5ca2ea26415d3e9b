"""The whole verification: chain, texts, head, tables, and, if asked, projections and a checkpoint that was kept elsewhere."""

from __future__ import annotations

from empower.domain.merkle import Frontier
from empower.domain.value import Value
from empower.ledger.checkpoint import Checkpoint, origin_of
from empower.ledger.head import head_of
from empower.ledger.verifying.beside import Beside
from empower.ledger.verifying.chain import Chain, rows_in_order
from empower.ledger.verifying.found import Findings, Flaw
from empower.ledger.verifying.rebuilt import Rebuilt

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from empower.domain.entries import Entry
    from empower.ledger.book import Page
    from empower.ledger.head import Head
    from empower.ledger.rows import Rows
    from empower.rules.rulebook import Rulebook

__all__ = ["Verified", "verify"]


class Verified(Value):
    """What there is, and every flaw that was found."""

    checkpoint: Checkpoint  # of the book as it is
    flaws: tuple[Flaw, ...] = ()
    count: int = 0  # of flaws, more than are kept where there are very many
    rebuilt: bool = False
    against: Checkpoint | None = None


def verify(
    rows: Rows,
    rulebook_of: Callable[[Rows, str], Rulebook],
    *,
    rebuild: bool = False,
    against: Checkpoint | None = None,
    schema: tuple[str, ...] = (),
    closing: Callable[[Page, Entry], tuple[str, ...]] | None = None,
    progress: Callable[[int], None] | None = None,
) -> Verified:
    """The verification of a book as of one moment.

    `schema` are the differences of its tables; `closing` tells what an entry that closes a month says otherwise than the book
    before it; `progress` hears of each entry. A checkpoint to compare with rebuilds too.
    """
    found = Findings()
    for one in schema:
        found.add(one)
    head = head_of(rows)
    chain, tree, beside = Chain(found), Frontier(), Beside(rows, found)
    rebuilt = Rebuilt(rows, head.book if head else "", rulebook_of, found, closing) if rebuild or against else None
    then = (tree.root(), chain.head, chain.at) if against is not None and against.size == 0 else None
    for row in rows_in_order(rows):
        entry = chain.walk(row)
        hashed = str(row["hash"])
        tree.add(bytes.fromhex(hashed) if len(hashed) == 64 and _is_hex(hashed) else b"\0" * 32)
        if against is not None and chain.size == against.size:
            then = (tree.root(), chain.head, chain.at)
        if entry is not None:
            beside.walk(entry, chain.size)
            if rebuilt is not None:
                rebuilt.walk(entry, row)
        if progress is not None:
            progress(chain.size)
    beside.finish()
    _check_head(head, chain, found)
    if rebuilt is not None:
        rebuilt.finish()
    book = chain.book or (head.book if head else "")
    now = Checkpoint(origin=origin_of(book), size=chain.size, root=tree.root(), head=chain.head, at=chain.at)
    if against is not None:
        _check_against(against, now, then, found)
    return Verified(
        checkpoint=now,
        flaws=tuple(found.kept),
        count=found.count,
        rebuilt=rebuilt is not None,
        against=against,
    )


def _check_head(head: Head | None, chain: Chain, found: Findings) -> None:
    if head is None:
        found.add("the head of the chain is missing")
    elif (head.book, head.size, head.hash, head.at) != (chain.book, chain.size, chain.head, chain.at):
        found.add(
            f"the head of the chain speaks of {head.size} entries, and is not as the last of {chain.size} leaves it"
        )


def _check_against(kept: Checkpoint, now: Checkpoint, then: tuple[bytes, str, int] | None, found: Findings) -> None:
    """`then` are the root, the last hash and its time when there were as many entries."""
    if kept.origin != now.origin:
        found.add(f"the checkpoint is of another book ({kept.origin}), this one is {now.origin}")
    elif now.size < kept.size:
        found.add(
            f"the book has {now.size} entries, and had {kept.size} when the checkpoint was made: its end was cut off"
        )
    elif then is None or then[0] != kept.root:
        found.add(f"the first {kept.size} entries are not those the checkpoint was made of: the book was written anew")
    elif then != (kept.root, kept.head, kept.at):
        found.add("the checkpoint has the root of these entries, and another head or time: it was changed itself")


def _is_hex(text: str) -> bool:
    return all([one in "0123456789abcdef" for one in text])
