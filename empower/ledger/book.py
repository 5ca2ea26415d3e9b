"""A book: pages to read from, and one page at a time to write on. Everything written is an entry; the rest follows from it."""

from __future__ import annotations

from contextlib import contextmanager

from empower.domain.canonical import canonical, entry_hash
from empower.domain.entries import Draft, Entry
from empower.domain.errors import EmpowerError
from empower.ledger.columns import columns_of
from empower.ledger.entry_rows import entry_of
from empower.ledger.head import Head, head_of, keep_head
from empower.ledger.projection import project
from empower.ledger.projection.place import Place

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from empower.domain.entries import Private
    from empower.ledger.projection.history import Tally
    from empower.ledger.rows import Rows, Store
    from empower.ledger.shapes import Row
    from empower.rules.rulebook import Rulebook

    Compile = Callable[[str, str], Rulebook]  # the text of a policy, and its name

__all__ = ["CLOCK_MAY_LAG", "Book", "ChangedByHandError", "ClockError", "NothingAdoptedError", "Page", "WritingPage"]

CLOCK_MAY_LAG = 120_000_000
"""Microseconds that a clock may be behind the last entry, for clocks differ; the entry then has the last one's time."""


class NothingAdoptedError(EmpowerError):
    """A book that obeys no policy yet."""

    def __init__(self) -> None:
        super().__init__("this book has not adopted a policy yet; `empower init` makes a book that has")


class ChangedByHandError(EmpowerError):
    """A book that lacks what every book with entries has."""

    def __init__(self, what: str) -> None:
        super().__init__(
            f"{what} is missing, so somebody changed this book by hand; nothing is recorded in it: "
            "`empower ledger verify` says what else is not as it was"
        )


class ClockError(EmpowerError):
    """The clock says it is earlier than the last entry."""

    def __init__(self, now: str, last: str) -> None:
        super().__init__(
            f"by this machine's clock it is {now}, but the last entry was recorded at {last}; "
            "set the clock right and try again, nothing was recorded"
        )


class Page:
    """The book as of one moment."""

    def __init__(self, rows: Rows, head: Head, rulebook_of: Callable[[Rows, str], Rulebook]) -> None:
        self.rows = rows
        self.head = head
        self._rulebook_of = rulebook_of
        self._pseudonyms: dict[str, str] = {}

    @property
    def rulebook(self) -> Rulebook:
        """The policy in force."""
        return self.rulebook_of(self.head.policy)

    def rulebook_of(self, digest: str) -> Rulebook:
        """The policy of a digest, compiled from the text that is kept beside the book."""
        return self._rulebook_of(self.rows, digest)

    def entry(self, seq: int) -> Entry | None:
        """The entry in this place."""
        row = self.rows.get("entry", seq)
        return None if row is None else entry_of(row)

    def pseudonym(self, customer: str) -> str | None:
        """What stands for a customer in entries and counters; `None` for one the book has not seen."""
        known = self._pseudonyms.get(customer)
        if known is not None:
            return known
        found = self.rows.find("customer by id", customer)
        if found:
            known = self._pseudonyms[customer] = str(found[0]["commitment"])
            return known
        stands = _may_stand_for_somebody(customer) and self.rows.find("first of a customer", customer)
        return customer if stands else None

    @property
    def policies(self) -> Callable[[Rows, str], Rulebook]:
        """How the policies of entries are found, from whatever rows."""
        return self._rulebook_of

    def text(self, commitment: str | None) -> str | None:
        """The text that a commitment stands for; `None` where it was erased."""
        row = self.rows.get("private", commitment) if commitment and isinstance(commitment, str) else None
        return None if row is None else str(row["text"])


class WritingPage(Page):
    """A page that entries can be added to, while nobody else can."""

    def append(self, draft: Draft, at: int, tally: Tally | None = None) -> Entry:
        """The draft in its place, linked to the entry before, with everything that follows from it.

        `at` is now: microseconds, UTC. Raises `ClockError` when the last entry is much later.
        """
        if at < self.head.at - CLOCK_MAY_LAG:
            from empower.domain.calendar import written_instant  # noqa: PLC0415  # said rarely

            raise ClockError(written_instant(at), written_instant(self.head.at))
        entry = _linked(self.head, draft, max(at, self.head.at))
        self.rows.add("entry", columns_of(entry))
        for one in draft.private:
            self._keep_beside(one, entry.seq)
        for digest, kind, name, text in draft.texts:
            if self.rows.get("policy", digest) is None:
                row: Row = {"digest": digest, "seq": entry.seq, "kind": kind, "name": name, "text": text}
                self.rows.add("policy", row)
        self.follow(entry, tally)
        return entry

    def follow(self, entry: Entry, tally: Tally | None = None) -> None:
        """Brings every projection up to an entry that is in the book already."""
        place = Place(rows=self.rows, head=self.head, rulebook_of=self.rulebook_of, tally=tally)
        project(place, entry)
        self.head = _after(self.head, entry)

    def keep(self) -> None:
        """Puts the head where the book now ends."""
        keep_head(self.rows, self.head)

    def _keep_beside(self, one: Private, seq: int) -> None:
        row: Row = {
            "commitment": one.commitment,
            "seq": seq,
            "kind": one.kind,
            "name": one.name,
            "subject": one.subject,
            "salt": one.salt,
            "text": one.text,
        }
        self.rows.add("private", row)


class Book:
    """One book, on whatever keeps it."""

    def __init__(self, store: Store, compiled: Compile) -> None:
        self.store = store
        self._compile = compiled
        self._rulebooks: dict[str, Rulebook] = {}

    def know(self, rulebook: Rulebook) -> None:
        """Spares compiling a policy that was compiled already."""
        self._rulebooks[rulebook.ref.digest] = rulebook

    @contextmanager
    def reading(self) -> Iterator[Page]:
        """A page to read. Raises `NothingAdoptedError` where the book obeys nothing yet."""
        with self.store.reading() as rows:
            yield Page(rows, self._head(rows), self._rulebook)

    @contextmanager
    def reading_whatever(self) -> Iterator[Page]:
        """A page to read even where the head is missing, as somebody who verifies must."""
        with self.store.reading() as rows:
            yield Page(rows, head_of(rows) or Head(book=""), self._rulebook)

    @contextmanager
    def writing(self, first: Head | None = None) -> Iterator[WritingPage]:
        """A page to write on, kept when the block ends and undone when it raises; `first` is the head of a new book."""
        with self.store.writing() as rows:
            page = WritingPage(rows, first or self._head(rows), self._rulebook)
            before = page.head
            yield page
            if page.head is not before:
                page.keep()

    def close(self) -> None:
        """Lets go of the file or connection."""
        self.store.close()

    def _head(self, rows: Rows) -> Head:
        head = head_of(rows)
        if head is None:
            if rows.get("entry", 1) is not None:
                raise ChangedByHandError("the head of the chain")
            raise NothingAdoptedError
        return head

    def _rulebook(self, rows: Rows, digest: str) -> Rulebook:
        found = self._rulebooks.get(digest)
        if found is None:
            row = rows.get("policy", digest)
            if row is None:
                raise ChangedByHandError(f"the text of policy {digest[:19]}")
            found = self._rulebooks[digest] = self._compile(str(row["text"]), str(row["name"]))
        return found


def _may_stand_for_somebody(customer: str) -> bool:
    """Whether it looks like what stands for a customer; but a house may have ids of its own that look so."""
    return len(customer) == 64 and all([character in "0123456789abcdef" for character in customer])


def _linked(head: Head, draft: Draft, at: int) -> Entry:
    seq = head.size + 1
    data = {
        "empower": 1,
        "book": head.book,
        "seq": seq,
        "kind": draft.kind,
        "at": at,
        "by": draft.by,
        "policy": head.policy,
        **draft.body,
        "previous": head.hash,
    }
    payload = canonical(data)
    return Entry(
        seq=seq,
        kind=draft.kind,
        at=at,
        data=data,
        payload=payload,
        previous=head.hash,
        hash=entry_hash(payload),
    )


def _after(head: Head, entry: Entry) -> Head:
    changes = {}
    if entry.kind == "adoption":
        names = ("policy", "roster", "identity", "currency")
        changes = {name: entry.data[name] for name in names}
    elif entry.kind == "period" and entry.data["state"] == "closed":
        changes = {"closed_until": entry.data["until_day"]}
    return head.but(size=entry.seq, hash=entry.hash, at=entry.at, **changes)
