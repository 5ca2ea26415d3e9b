"""A shop whose limits a test reckons for itself, its people each at their own login unless a test says otherwise."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from empower.domain.entries import Entry
from empower.domain.finding import Finding, FindingPage
from empower.policyfile.past_map import guessed_map
from empower.policyfile.past_table import PastTable, read_past
from empower.services.bring_in.bring import brought, previewed
from empower.services.findings.answer import answer
from empower.services.findings.look import look
from empower.services.findings.pages import Wanted, finding_pages
from empower.services.house import House, open_house
from empower.services.incidents import close_incident, open_incident, reopen_incident
from empower.services.pen import Pen
from tests.ledger.programs import said_words
from tests.ledger.shop_house import Desk, instant

if TYPE_CHECKING:
    from empower.ledger.rows import Store

CORNER = Path(__file__).parent / "corner"


def corner() -> House:
    """The shop's policy and people."""
    return open_house(CORNER / "policy.yaml", CORNER / "roster.yaml")


class Corner(Desk):
    """The shop's desk, from nine in the morning of a Monday."""

    def __init__(self, store: Store) -> None:
        self.login = "oli"
        super().__init__(store, corner())
        self.now = instant("2026-06-01T09:00:00+01:00")

    @property
    def pen(self) -> Pen:
        """A pen of whoever is logged in."""
        return Pen(now=self.now, salt=self._salt, login=self.login)

    def gives(self, person: str, *words: str, login: str = "", **said: Any) -> Entry:
        """The entry of what somebody records at their own login, unless another is named."""
        self.login = login or person
        found = self.record(person, *words, role="clerk", again=True, **said)
        assert found.entry is not None, found.decision
        return found.entry

    def yes(self, person: str, request: Entry, login: str = "") -> Entry:
        """The vote of somebody."""
        self.login = login or person
        return self.approve(person, request.seq, role="manager").vote

    def undoes(self, person: str, entry: Entry) -> Entry:
        """The reversal of all that an entry gave."""
        self.login = person
        return self.reverse(person, entry.seq).entry

    def opens(self, incident: str, *words: str) -> None:
        """An incident of that id."""
        page, said = said_words(words)
        open_incident(self.house, self.book, self.actor("ana"), incident, page, said, self.pen, by_login=False)

    def closes(self, incident: str) -> Entry:
        """It is over."""
        page, _ = said_words((incident,))
        actor = self.actor("ana")
        return close_incident(self.house, self.book, actor, incident, page, self.pen, "", "", by_login=False)

    def reopens(self, incident: str) -> Entry:
        """It is not."""
        page, _ = said_words((incident,))
        actor = self.actor("ana")
        return reopen_incident(self.house, self.book, actor, incident, page, self.pen, "again", by_login=False)

    def closes_month(self, name: str) -> Entry:
        """The month is closed, softly and then for good."""
        closed = [self.close_month(name, soft=soft) for soft in (True, False)]
        return closed[-1].entry

    def brings_in(self, heads: str, rows: list[str]) -> None:
        """What was given before there was a book."""
        table = read_past(Path("past.csv"), "\n".join([heads, *rows]).encode())
        assert isinstance(table, PastTable)
        mapped = guessed_map(table.heads, [fact.name for fact in self.house.rulebook.facts])
        found = previewed(self.house, self.book, table, mapped, self.now)
        assert (found.rejected, len(found.good)) == ((), len(rows))
        brought(self.house, self.book, self.actor("oli"), table, found.good, self.pen, by_login=False)

    def answers(self, person: str, name: str, state: str = "explained", because: str = "I was there") -> Entry:
        """What somebody says of a finding."""
        self.login = person
        return answer(self.house, self.book, self.actor(person), name, state, because, self.pen, by_login=False)

    def pages(self, **wanted: Any) -> tuple[FindingPage, ...]:
        """Findings with what was said of them."""
        with self.book.reading() as page:
            return finding_pages(page, look(page, self.now).findings, Wanted(**wanted))

    def at(self, text: str) -> None:
        """Sets the clock."""
        self.now = instant(text)

    def found(self, kind: str = "") -> tuple[Finding, ...]:
        """What is found, of one kind or all."""
        with self.book.reading() as page:
            looked = look(page, self.now)
        assert looked.unread == ()
        return tuple([one for one in looked.findings if kind in ("", one.kind)])

    def rows(self, kind: str) -> list[tuple[int, ...]]:
        """The rows of what is found of a kind."""
        return [one.rows for one in self.found(kind)]
