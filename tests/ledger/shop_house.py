"""A small shop with pots that run out, a clock and salts that a test chooses, and the words its people say."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from empower.domain.entries import Entry
from empower.domain.gesture import Actor
from empower.ledger.book import Book
from empower.policyfile.load import read_policy
from empower.policyfile.said.page import WordsPage
from empower.policyfile.said.zone import read_instant
from empower.rules.rulebook import Rulebook
from empower.services.adopt import adopt, begin
from empower.services.findings.answer import answer
from empower.services.findings.look import look
from empower.services.house import House, open_house
from empower.services.pen import Pen
from empower.services.period import Closed, close_month, month_said
from empower.services.question import Who, question
from empower.services.record import Extra, Recorded, record
from empower.services.replay import replayed
from empower.services.requests.approve import Approved, approve
from empower.services.requests.refuse import decline, withdraw
from empower.services.reverse import Reversed, reverse
from empower.services.writer import writer_of

if TYPE_CHECKING:
    from empower.ledger.rows import Store

SHOP = Path(__file__).parent / "shop"
MINUTE = 60_000_000
HOUR = 60 * MINUTE
DAY = 24 * HOUR


def instant(text: str) -> int:
    """The instant, as microseconds."""
    found = read_instant(text)
    assert isinstance(found, int)
    return found


START = instant("2026-05-01T10:00:00+01:00")


def shop(policy: str = "policy.yaml") -> House:
    """The shop, with its people."""
    return open_house(SHOP / policy, SHOP / "roster.yaml")


def compiled(text: str, name: str) -> Rulebook:
    """What a book is given to read its policies with."""
    loaded = read_policy(text.encode(), name)
    assert loaded.rulebook is not None
    return loaded.rulebook


class Desk:
    """A book with a house, a clock that stands until it is moved, and salts that come in a fixed order."""

    def __init__(self, store: Store, house: House | None = None, *, begun: bool = False, salt: str = "") -> None:
        self.house = house or shop()
        self.book = Book(store, compiled)
        self.now = START
        self._salts = 0
        self._salted_with = salt
        if not begun:
            begin(self.book, self.house, self.actor("oli"), self.pen, "tests", by_login=False)

    @property
    def pen(self) -> Pen:
        """A pen with the time as it is now."""
        return Pen(now=self.now, salt=self._salt, login="till-1")

    def pass_time(self, hours: float) -> None:
        """Moves the clock."""
        self.now += int(hours * HOUR)

    def actor(self, person: str, role: str = "") -> Actor:
        """Somebody of the shop."""
        return writer_of(self.house, Who(person=person, role=role), WordsPage((), "empower"), self.now)

    def record(self, person: str, *words: str, **said: Any) -> Recorded:
        """What `empower record` with these words comes to."""
        papers, also, role = said.pop("papers", ()), said.pop("also", ()), said.pop("role", "")
        asked = question(
            "record",
            words,
            now=self.now,
            who=Who(person=person, role=role),
            papers=papers,
            also=also,
        )
        return record(self.house, self.book, asked, self.pen, Extra(**said))

    def approve(self, person: str, request: int, amount: int | None = None, role: str = "") -> Approved:
        """What `empower approve` comes to."""
        actor = self.actor(person, role)
        return approve(self.house, self.book, actor, request, self.pen, amount, "", by_login=False)

    def decline(self, person: str, request: int, because: str = "not this time") -> Entry:
        """What `empower decline` comes to."""
        return decline(self.house, self.book, self.actor(person), request, self.pen, because, by_login=False)

    def withdraw(self, person: str, request: int) -> Entry:
        """What `empower withdraw` comes to."""
        return withdraw(self.house, self.book, self.actor(person), request, self.pen, "", by_login=False)

    def reverse(self, person: str, entry: int, figure: int | None = None) -> Reversed:
        """What `empower reverse` comes to."""
        actor = self.actor(person)
        return reverse(self.house, self.book, actor, entry, self.pen, "a mistake", figure, by_login=False)

    def answer_first_finding(self, person: str = "oli") -> Entry:
        """What `empower findings explain` comes to, for the first that this person may answer."""
        with self.book.reading() as page:
            found = look(page, self.now).findings
        name = next(one.id for one in found if person not in one.people)
        actor = self.actor(person)
        return answer(self.house, self.book, actor, name, "explained", "as it should be", self.pen, by_login=False)

    def close_month(self, month: str, person: str = "oli", *, soft: bool = False) -> Closed:
        """What `empower period close` comes to."""
        words = WordsPage((month,), "empower period close")
        return close_month(
            self.house,
            self.book,
            self.actor(person),
            month_said(month, words),
            self.pen,
            words,
            soft=soft,
            by_login=False,
        )

    def adopt(self, policy: str, person: str = "oli") -> Entry:
        """Puts another policy of the shop in force."""
        self.house = shop(policy)
        return adopt(self.book, self.house, self.actor(person), self.pen, "as agreed", by_login=False).entry

    def entries(self) -> list[Entry]:
        """The whole book."""
        from empower.ledger.entry_rows import entry_of

        with self.book.reading() as page:
            found: list[Entry] = []
            while more := page.rows.find("entries after", len(found)):
                found += [entry_of(row) for row in more]
            return found

    def replayed(self) -> int:
        """How many decisions were made again, each of which came out as it was."""
        with self.book.reading() as page:
            found = replayed(page)
        assert found.found == (), [(one.seq, one.again) for one in found.found]
        return found.same

    def _salt(self) -> bytes:
        self._salts += 1
        return hashlib.sha256(f"salt {self._salted_with}{self._salts}".encode()).digest()[:16]


Act = Callable[[Desk], object]
