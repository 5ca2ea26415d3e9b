"""The desk: what people of the houses do, through the services that the command line uses, on a day long ago."""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path

from empower.domain.entries import Entry
from empower.domain.gesture import Actor
from empower.domain.people import Person
from empower.ledger.book import Book
from empower.policyfile.load import read_policy
from empower.policyfile.said.page import WordsPage
from empower.rules.rulebook import Rulebook
from empower.services.adopt import adopt
from empower.services.delegate import delegate, revoke
from empower.services.duty import duty_done
from empower.services.forget import forget
from empower.services.house import House, open_house
from empower.services.incident_words import said_of
from empower.services.incidents import amend_incident, close_incident, open_incident, reopen_incident
from empower.services.pen import Pen
from empower.services.period import close_month, month_said
from empower.services.question import Who, question
from empower.services.record import Extra, Recorded, record
from empower.services.requests.approve import Approved, approve
from empower.services.requests.refuse import decline, withdraw
from empower.services.reverse import reverse
from empower.services.writer import writer_of
from the_year.diary import Diary

__all__ = ["HERE", "Desk", "compiled", "house_of"]

HERE = Path(__file__).resolve().parents[1]


def house_of(policy: str) -> House:
    """The houses under one of the two policies, with their people."""
    return open_house(HERE / policy, HERE / "roster.yaml")


def compiled(text: str, name: str) -> Rulebook:
    """A policy whose text the book keeps."""
    loaded = read_policy(text.encode(), name)
    if loaded.rulebook is None:
        raise LookupError(name)
    return loaded.rulebook


class Salts:
    """Salts that are the same for the same seed. Nobody's secret: everything in this book is made up."""

    def __init__(self, seed: int) -> None:
        self._seed = seed
        self._drawn = 0

    def __call__(self) -> bytes:
        self._drawn += 1
        return hashlib.sha256(f"{self._seed}/{self._drawn}".encode()).digest()[:16]


class Desk:
    """Whoever writes, at the time that the diary says. `login` is whose screen it is: their own, unless it is said."""

    def __init__(self, book: Book, house: House, diary: Diary, salts: Salts) -> None:
        self.book = book
        self.house = house
        self.diary = diary
        self.salts = salts
        self.people: dict[str, Person] = {person.id: person for person in house.people or ()}

    def pen(self, person: str, login: str = "") -> Pen:
        """The pen of a person."""
        return Pen(now=self.diary.now, salt=self.salts, login=login or self.people[person].login)

    def actor(self, person: str, role: str = "") -> Actor:
        """The person, in their first role unless another is said."""
        return writer_of(self.house, Who(person=person, role=role), WordsPage((), "empower"), self.diary.now)

    def open(self, person: str, *words: str) -> str:
        """The id of an incident that is opened with these facts."""
        page = WordsPage(words, "empower incident open")
        name, said = said_of(page)
        pen, actor = self.pen(person), self.actor(person)
        made = open_incident(self.house, self.book, actor, name, page, said, pen, by_login=False)
        return str(made.data["incident"])

    def record(
        self, person: str, *words: str, role: str = "", login: str = "", also: tuple[str, ...] = (), **said: str
    ) -> Recorded:
        """A gesture, with a statement of the guest at hand where one is asked for."""
        who, pen = Who(person=person, role=role), self.pen(person, login)
        papers = (f"guest_statement=scan-{pen.now // 1_000_000}",)
        asked = question("record", words, now=pen.now, who=who, papers=papers, also=also)
        extra = Extra(again=True, note=said.get("note", ""), word_of=said.get("word_of", ""))
        return record(self.house, self.book, asked, pen, extra)

    def approve(
        self, person: str, request: int, *, amount: int | None = None, note: str = "", login: str = ""
    ) -> Approved:
        """A yes, to all of it unless a smaller amount in cents is said."""
        pen = self.pen(person, login)
        return approve(self.house, self.book, self.actor(person), request, pen, amount, note, by_login=False)

    def decline(self, person: str, request: int, because: str) -> Entry:
        """A no."""
        return decline(self.house, self.book, self.actor(person), request, self.pen(person), because, by_login=False)

    def withdraw(self, person: str, request: int, because: str, role: str = "") -> Entry:
        """A request taken back."""
        pen, actor = self.pen(person), self.actor(person, role)
        return withdraw(self.house, self.book, actor, request, pen, because, by_login=False)

    def reverse(self, person: str, entry: int, because: str, figure: int | None = None) -> Entry:
        """What was given, undone."""
        pen, actor = self.pen(person), self.actor(person)
        return reverse(self.house, self.book, actor, entry, pen, because, figure, by_login=False).entry

    def amend(self, person: str, incident: str, because: str, *words: str) -> Entry:
        """A fact of an incident, stated otherwise."""
        page = WordsPage((incident, *words), "empower incident amend")
        name, said = said_of(page)
        pen, actor = self.pen(person), self.actor(person)
        return amend_incident(self.house, self.book, actor, name, page, said, pen, because, by_login=False)

    def close(self, person: str, incident: str, satisfied: str, cause: str) -> Entry:
        """An incident that is over."""
        page, pen, actor = WordsPage((incident,), "empower incident close"), self.pen(person), self.actor(person)
        return close_incident(self.house, self.book, actor, incident, page, pen, satisfied, cause, by_login=False)

    def reopen(self, person: str, incident: str, because: str) -> Entry:
        """An incident that was not over."""
        page, pen, actor = WordsPage((incident,), "empower incident reopen"), self.pen(person), self.actor(person)
        return reopen_incident(self.house, self.book, actor, incident, page, pen, because, by_login=False)

    def done(self, person: str, entry: int, duty: str) -> Entry:
        """A duty that was done."""
        page = WordsPage((f"{entry}-{duty}",), "empower duty done")
        pen, actor = self.pen(person), self.actor(person)
        return duty_done(self.house, self.book, actor, f"{entry}-{duty}", page, pen, by_login=False)

    def delegate(self, person: str, to: str, first: date, until: date, up_to: int) -> Entry:
        """Somebody's yes, lent to another for some days."""
        pen, actor, from_day, until_day = self.pen(person), self.actor(person), first.toordinal(), until.toordinal()
        return delegate(
            *(self.house, self.book, actor, to, pen),
            from_day=from_day,
            until_day=until_day,
            up_to=up_to,
            by_login=False,
        )

    def revoke(self, person: str, delegation: int) -> Entry:
        """A yes that is lent no more."""
        return revoke(self.house, self.book, self.actor(person), delegation, self.pen(person), by_login=False)

    def close_month(self, person: str, month: str, *, soft: bool) -> Entry:
        """A month, closed softly or for good."""
        page = WordsPage((month,), "empower period close")
        pen, actor, meant = self.pen(person), self.actor(person), month_said(month, page)
        return close_month(self.house, self.book, actor, meant, pen, page, soft=soft, by_login=False).entry

    def forget(self, person: str, customer: str, because: str) -> Entry:
        """A guest whose id and texts are erased."""
        return forget(self.house, self.book, self.actor(person), customer, self.pen(person), because, by_login=False)

    def adopt(self, person: str, policy: str, because: str) -> Entry:
        """Another policy, in force from now on."""
        self.house = house_of(policy)
        pen, actor = self.pen(person), self.actor(person)
        return adopt(self.book, self.house, actor, pen, because, by_login=False).entry
