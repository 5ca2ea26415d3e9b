"""What lies behind an entry: the limits it was within, who asked, what the clock on the wall said, what was done before it."""

from __future__ import annotations

from empower.domain.decision import Reading
from empower.domain.entries import Entry
from empower.domain.people import Person
from empower.domain.thresholds import Thresholds
from empower.domain.value import Value
from empower.ledger.balances import SeenBalances
from empower.ledger.book import Page
from empower.ledger.cells import number
from empower.ledger.entry_rows import entry_of
from empower.policyfile.said.zone import local
from empower.rules.decide import decide
from empower.services.replayed import ask_of, people_of, seen_of

__all__ = ["Behind", "OwnLimit", "at_once", "given_freely"]

_MOST_ROSTERS = 8
_MONEY = ("cost", "face")


class OwnLimit(Value):
    """A limit on amounts that a gesture was within."""

    line: str
    per: frozenset[str]
    asked: int
    total: int  # with what was spent and held before
    limit: int


def at_once(entry: Entry) -> bool:
    """Whether it was given there and then on the asker's own authority: not asked for, on nobody's word."""
    return entry.kind == "posting" and entry.data.get("refers") is None and entry.data.get("word") is None


def given_freely(entry: Entry) -> tuple[str, ...]:
    """The remedies of an entry that cost the house more than was owed by rule, or may: somebody chose to give them."""
    parts = entry.data["parts"]
    chosen = [part for part in parts if part["cost"] is None or part["cost"] > (part["owed_cost"] or 0)]
    return tuple(dict.fromkeys([part["remedy"] for part in chosen]))


class Behind:
    """The book that entries stand in, as far as a finding needs it. It never looks past the entry that is asked about."""

    def __init__(self, page: Page, thresholds: Thresholds) -> None:
        self.thresholds = thresholds
        self._page = page
        self._rosters: dict[tuple[str, str], dict[str, Person]] = {}
        self._limits: tuple[int, tuple[OwnLimit, ...]] = (0, ())

    def limits(self, entry: Entry) -> tuple[OwnLimit, ...]:
        """The limits on amounts of grants and rules that a gesture given at once was within, most used up first."""
        if self._limits[0] != entry.seq:
            rulebook = self._page.rulebook_of(entry.data["policy"])
            balances = SeenBalances(seen_of(entry.data), rulebook, self._page.pseudonym)
            decision = decide(rulebook, ask_of(self._page, entry, rulebook), balances)
            found = [_own(one) for one in decision.limits if _on_amounts(one)]
            found.sort(key=lambda one: (-one.total * 10**6 // one.limit, one.line))
            self._limits = entry.seq, tuple(found)
        return self._limits[1]

    def asker(self, entry: Entry) -> Person | None:
        """Whoever asked, by the roster of the day; `None` where it does not name them."""
        digest, policy = entry.data.get("roster"), entry.data["policy"]
        if not digest:
            return None
        if (digest, policy) not in self._rosters:
            people = people_of(self._page, digest, self._page.rulebook_of(policy)) or ()
            if len(self._rosters) == _MOST_ROSTERS:
                self._rosters.pop(next(iter(self._rosters)))
            self._rosters[digest, policy] = {person.id: person for person in people}
        return self._rosters[digest, policy].get(entry.data["asker"])

    def minute(self, entry: Entry) -> int:
        """Minutes since midnight, where the policy lives, when it was asked for."""
        return local(entry.data["effective"], self._page.rulebook_of(entry.data["policy"]).timezone).minute

    def entry(self, seq: int) -> Entry | None:
        """An entry before."""
        return self._page.entry(seq)

    def undone_before(self, seq: int, until: int) -> bool:
        """Whether all that an entry gave had been taken back before entry `until`; what is left of a part still counts."""
        for row in self._page.rows.find("entries that refer to", seq):
            if row["kind"] == "reversal" and number(row, "seq") < until:
                return all([part["face"] == 0 for part in entry_of(row).data["left"]])
        return False

    def closed_before(self, incident: str, until: int) -> int | None:
        """The entry that had closed an incident when entry `until` was written; `None` where it was open then."""
        closing = None
        for row in self._page.rows.find("entries of an incident", incident):
            seq = number(row, "seq")
            if seq < until and row["kind"] in ("closed", "reopened"):
                closing = seq if row["kind"] == "closed" else None
        return closing


def _on_amounts(reading: Reading) -> bool:
    """Whether it is a limit on money of a grant or a rule, which the gesture added to and stayed within."""
    total = reading.spent + reading.held + reading.asked
    within = 0 < total <= reading.limit and reading.asked > 0
    return within and reading.measure in _MONEY and not reading.unit and reading.section in ("grants", "rules")


def _own(reading: Reading) -> OwnLimit:
    return OwnLimit(
        line=reading.line,
        per=frozenset([name for name, _ in reading.per]),
        asked=reading.asked,
        total=reading.spent + reading.held + reading.asked,
        limit=reading.limit,
    )
