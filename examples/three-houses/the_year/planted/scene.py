"""The small steps that planted stories are told in."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from empower.domain.entries import Entry
from empower.services.record import Recorded
from the_year.answers import duties_of
from the_year.chance import Chance
from the_year.clock import DAY, HOUR, MINUTE, at
from the_year.diary import Story

if TYPE_CHECKING:
    from the_year.year import Year

__all__ = ["NotAsMeantError", "Scene"]

_BILL = {"quay": "640.00", "dunes": "820.00", "abbey": "560.00"}


class NotAsMeantError(Exception):
    """A planted story went otherwise, so that it does not show what it should."""

    def __init__(self, what: str, entry: Entry | None) -> None:
        found = "no entry" if entry is None else f"a {entry.kind} (entry {entry.seq})"
        super().__init__(f"the story wants a {what}, and there is {found}")


class Scene:
    """One guest with whom something odd, or nothing odd, happens."""

    def __init__(self, year: Year, house: str, *, guest: str = "", failure: str = "noise") -> None:
        self.year, self.house, self.failure = year, house, failure
        self.guest = guest or year.guests.new()
        self.incident = ""
        self._chance = Chance(year.seed, "planted", self.guest)

    def again(self, failure: str) -> Scene:
        """The same guest, to whom something else happens."""
        return Scene(self.year, self.house, guest=self.guest, failure=failure)

    def opened(self, person: str, severity: str = "moderate", **more: str) -> str:
        """The incident, stated."""
        facts = {
            "property": self.house,
            "failure": self.failure,
            "severity": severity,
            "customer": self.guest,
            "nights": "3",
            "bill": _BILL[self.house],
            **more,
        }
        self.incident = self.year.desk.open(person, *[f"{name}={value}" for name, value in facts.items()])
        return self.incident

    def gives(self, person: str, *words: str, role: str = "", login: str = "") -> Entry:
        """What somebody gives at once."""
        return self._kept("posting", self._recorded(person, words, role, login))

    def asks(self, person: str, *words: str, role: str = "", login: str = "") -> Entry:
        """What somebody asks for."""
        return self._kept("hold", self._recorded(person, words, role, login))

    def on_word(self, person: str, of: str, *words: str) -> Entry:
        """What somebody gives because another said yes on the telephone."""
        note = f"{self.year.desk.people[of].name} said yes on the telephone"
        named = f"incident={self.incident}"
        return self._kept("posting", self.year.desk.record(person, *words, named, word_of=of, note=note))

    def says_yes(self, person: str, request: Entry, login: str = "") -> list[Entry]:
        """The vote, and with the last one what is given."""
        found = self.year.desk.approve(person, request.seq, login=login)
        if found.posting is not None:
            duties_of(self.year, found.posting, self._chance)
        return [found.vote, *([found.posting] if found.posting is not None else [])]

    def closes(self, person: str, cause: str = "", satisfied: str = "yes") -> Entry:
        """The incident, over."""
        return self.year.desk.close(person, self.incident, satisfied, cause)

    def closed_later(self, person: str, days: int = 3) -> None:
        """Lets the incident be closed after some days, as most are."""

        def story() -> Story:
            yield self.year.now + days * DAY + 2 * HOUR
            self.closes(person)

        self.year.diary.begin(story())

    def later(self, minutes: int) -> int:
        """An instant that much later."""
        return self.year.now + minutes * MINUTE

    @staticmethod
    def on(day: str, clock: str) -> int:
        """An instant: `2026-01-14`, `10:15`."""
        return at(date.fromisoformat(day), clock)

    def _recorded(self, person: str, words: tuple[str, ...], role: str, login: str) -> Recorded:
        return self.year.desk.record(person, *words, f"incident={self.incident}", role=role, login=login)

    def _kept(self, kind: str, recorded: Recorded) -> Entry:
        entry = recorded.entry
        if entry is None or entry.kind != kind:
            raise NotAsMeantError(kind, entry)
        duties_of(self.year, entry, self._chance)
        return entry
