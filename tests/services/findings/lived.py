"""Weeks at the corner shop, drawn at random, in which everything that can be asked about happens now and then."""

from __future__ import annotations

import random

from empower.domain.entries import Entry
from empower.domain.errors import CannotAskError
from tests.services.findings.corner_shop import Corner

PEOPLE = ("ana", "bea", "cal", "max", "kim")
OWN = {"ana": "C-0", "cal": "C-1"}


class Weeks:
    """One shop that is lived in."""

    def __init__(self, shop: Corner, seed: int) -> None:
        self.shop = shop
        self.chance = random.Random(seed)  # a test's
        self.given: list[Entry] = []
        self.asked: list[Entry] = []
        self.words: list[Entry] = []
        self.incidents: list[str] = []

    def live(self, steps: int) -> None:
        """So many things happen; what somebody may not do is not done."""
        what = (
            *[self._give] * 6,
            self._ask,
            self._ask,
            self._answer,
            self._answer,
            self._word,
            self._say,
            self._undo,
            self._shut,
        )
        for _ in range(steps):
            try:
                self.chance.choice(what)()
            except CannotAskError:
                continue
            finally:
                self.shop.pass_time(self.chance.choice((0.1, 1, 1, 5, 13)))

    def _about(self, person: str) -> tuple[str, ...]:
        if self.incidents and self.chance.random() < 0.4:
            return (f"incident={self.chance.choice(self.incidents[-4:])}",)
        customer = OWN.get(person, "") if self.chance.random() < 0.5 else f"C-{self.chance.randrange(6)}"
        if self.chance.random() < 0.3:
            name = f"I-{len(self.incidents)}"
            self.shop.opens(
                name, f"failure={self.chance.choice(('late', 'late', 'lost'))}", f"customer={customer or 'C-8'}"
            )
            self.incidents.append(name)
            return (f"incident={name}",)
        return ("failure=late", f"customer={customer or 'C-7'}")

    def _give(self) -> None:
        person = self.chance.choice(PEOPLE)
        amount = "48" if person == "cal" and self.chance.random() < 0.6 else str(self.chance.randrange(4, 51))
        what = self.chance.choice((("refund", amount), ("voucher", amount), ("coffee", "1"), ("apology",)))
        entry = self.shop.gives(person, *what, *self._about(person))
        (self.given if entry.kind == "posting" else self.asked).append(entry)

    def _ask(self) -> None:
        person = self.chance.choice(PEOPLE)
        entry = self.shop.gives(person, "refund", str(self.chance.randrange(51, 70)), *self._about(person))
        if entry.kind == "hold":
            self.asked.append(entry)

    def _answer(self) -> None:
        if self.asked:
            request = self.asked.pop(self.chance.randrange(len(self.asked)))
            asker = str(request.data["asker"])
            approver = self.chance.choice([one for one in ("max", "kim") if one != asker])
            self.shop.yes(approver, request, login=asker if self.chance.random() < 0.2 else approver)

    def _word(self) -> None:
        person = self.chance.choice(PEOPLE)
        of = self.chance.choice([one for one in ("max", "kim") if one != person])
        said = {"word_of": of, "note": "said so"}
        entry = self.shop.gives(person, "refund", "60", *self._about(person), **said)
        self.words += [entry] if entry.data.get("word") else []

    def _say(self) -> None:
        if self.words:
            word = self.words.pop(self.chance.randrange(len(self.words)))
            of, asker = word.data["word"]["of"], str(word.data["asker"])
            if self.chance.random() < 0.3:
                self.shop.decline(of, word.seq)
            else:
                self.shop.yes(of, word, login=asker if self.chance.random() < 0.2 else of)

    def _undo(self) -> None:
        if self.given:
            self.shop.undoes("oli", self.given.pop(self.chance.randrange(len(self.given))))

    def _shut(self) -> None:
        if self.incidents:
            name = self.chance.choice(self.incidents[-4:])
            if self.chance.random() < 0.7:
                self.shop.closes(name)
            else:
                self.shop.reopens(name)
