"""Entries as a Beancount journal, so that `bean-check` and Fava are a second opinion on our totals.

Every posting, import and reversal is a transaction. What a remedy cost the house is an expense, the part that was owed by rule
apart from goodwill; what it came out of is one account. A gesture whose cost is not known is a comment. The journal ends with
what every account comes to, exactly.
"""

from __future__ import annotations

import re

from empower.domain.calendar import written_date, written_instant
from empower.domain.money import written_number
from empower.report.gestures import gestures_words
from empower.report.phrases import several
from empower.report.screen import clean

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any

    from empower.domain.entries import Entry
    from empower.rules.rulebook import Rulebook

__all__ = ["journal"]

_GIVEN = "Liabilities:Remedies"
_OPENED = "1900-01-01"
"""Before any day that the book can name."""
_KINDS = ("posting", "import", "reversal")
_NOT_IN_A_TAG = re.compile(r"[^A-Za-z0-9_-]")


def journal(entries: Iterable[Entry], rulebook: Rulebook, *, size: int, head: str) -> Iterator[str]:
    """The journal, an entry or a few lines at a time. `size` and `head` say how far the book reached."""
    yield from _opening(rulebook, size, head)
    made = _Journal(rulebook)
    for entry in entries:
        if entry.kind in _KINDS:
            yield made.told(entry)
    yield made.closing()


def _opening(rulebook: Rulebook, size: int, head: str) -> Iterator[str]:
    yield f"; Remedies given, from a book of {several(size, 'entry')} whose last has the hash {head}.\n"
    yield "; Expenses are what they cost the house: Entitlement what was owed by rule, Goodwill the rest.\n"
    yield f'option "title" {_quoted(rulebook.title or rulebook.ref.name)}\n'
    yield f'option "operating_currency" "{rulebook.currency}"\n'
    yield f"{_OPENED} open {_GIVEN} {rulebook.currency}\n"


class _Journal:
    """What the accounts come to so far."""

    def __init__(self, rulebook: Rulebook) -> None:
        self._rulebook = rulebook
        self._totals: dict[str, int] = {_GIVEN: 0}
        self._names: dict[str, str] = {}  # of accounts, by remedy
        self._last = 0
        self._left_out = 0

    def told(self, entry: Entry) -> str:
        """The transaction, after the accounts that it opens; a comment for what has no known cost."""
        sign = -1 if entry.kind == "reversal" else 1
        amounts: dict[str, int] = {}
        lines = []
        for part in entry.data["parts"]:
            if part["cost"] is None:
                self._left_out += 1
                lines.append(f"; entry {entry.seq}: {_tag(part['remedy'])} is left out, what it cost is not known\n")
                continue
            owed = part["owed_cost"] or 0
            for group, cost in (("Entitlement", owed), ("Goodwill", part["cost"] - owed)):
                if cost or (group == "Goodwill" and not owed):
                    account = f"Expenses:{group}:{self._named(part['remedy'])}"
                    amounts[account] = amounts.get(account, 0) + sign * cost
        if not amounts:
            return "".join(["\n", *lines])
        for account in amounts:
            if account not in self._totals:
                self._totals[account] = 0
                lines.append(f"{_OPENED} open {account} {self._rulebook.currency}\n")
        return "".join(["\n", *lines, *self._transaction(entry, amounts)])

    def closing(self) -> str:
        """What every account comes to on the day after the last."""
        lines = ["\n"]
        if self._left_out:
            lines.append(f"; {several(self._left_out, 'gesture')} left out, whose cost is not known\n")
        day = written_date(self._last + 1) if self._last else _OPENED
        for account, total in self._totals.items():  # `~ 0`: to the last unit, where Beancount would let one pass
            lines.append(f"{day} balance {account}  {self._money(total)} ~ 0 {self._rulebook.currency}\n")
        return "".join(lines)

    def _transaction(self, entry: Entry, amounts: dict[str, int]) -> Iterator[str]:
        data = entry.data
        self._last = max(self._last, data["day"])
        tags = " ".join([f"#{_tag(tag)}" for tag in (entry.kind, *dict.fromkeys(_remedies(data)))])
        what = gestures_words(self._rulebook, data["parts"])
        yield f"{written_date(data['day'])} * {_quoted(data.get('asker') or '')} {_quoted(what)} {tags}\n"
        yield f"  entry: {entry.seq}\n"
        yield f"  hash: {_quoted(entry.hash)}\n"
        yield f"  recorded: {_quoted(written_instant(entry.at))}\n"
        for name, value in (("incident", data.get("incident")), ("by", data["by"]["id"])):
            if value:
                yield f"  {name}: {_quoted(value)}\n"
        if entry.kind == "reversal":
            yield f"  undoes: {int(data['refers'])}\n"
        for account, cost in amounts.items():
            yield self._posting(account, cost)
        yield self._posting(_GIVEN, -sum(amounts.values()))

    def _posting(self, account: str, amount: int) -> str:
        self._totals[account] += amount
        return f"  {account}  {self._money(amount)} {self._rulebook.currency}\n"

    def _money(self, amount: int) -> str:
        return written_number(amount, self._rulebook.digits)

    def _named(self, remedy: str) -> str:
        """A remedy as an account may be called, each otherwise."""
        if remedy not in self._names:
            words = [word[:1].upper() + word[1:] for word in _tag(remedy).split("_")]
            name = "".join(words)
            name = name if name[:1].isalnum() else f"X{name}"
            taken, number = set(self._names.values()), 2
            found = name
            while found in taken:
                found, number = f"{name}-{number}", number + 1
            self._names[remedy] = found
        return self._names[remedy]


def _remedies(data: dict[str, Any]) -> list[str]:
    return [part["remedy"] for part in data["parts"]]


def _tag(name: str) -> str:
    """A name with nothing in it that a tag or an account may not have."""
    return _NOT_IN_A_TAG.sub("-", name)


def _quoted(text: str) -> str:
    """The text as a string of Beancount's, on one line."""
    shown = clean(text).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{shown}"'
