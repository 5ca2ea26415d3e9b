"""Which rows the book has already: a row that was brought in is known again, and nothing private is needed to know it.

The request id of an imported entry holds a digest of what the entry shows anyway. Rows that agree in that are told apart by
the customer and by texts, which lie beside the book and may be erased; a digest of those could be found again by trying.
"""

from __future__ import annotations

from empower.domain.entries import Entry
from empower.domain.value import Value
from empower.ledger.book import Page
from empower.ledger.entry_rows import entry_of
from empower.services.bring_in.rows import PastGesture

__all__ = ["not_there"]

_ERASED = None
_NOTE = ""  # no fact has this name


class _Private(Value):
    """What stands beside the book: for whom, and in which words."""

    customer: str | None  # what stands for them; "" for somebody the book does not know
    texts: tuple[tuple[str, str | None], ...]


class _Known:
    """The entries that agree in what they show, from some turn on."""

    def __init__(self, page: Page, first: PastGesture) -> None:
        self.turn = first.turn  # the next that is free
        self._whole: dict[_Private, int] = {}
        self._lost: list[_Private] = []
        while rows := page.rows.find("entry of a request id", first.but(turn=self.turn).request_id):
            self.turn += 1
            private, lost = _of_entry(page, entry_of(rows[0]))
            if lost:
                self._lost.append(private)
            else:
                self._whole[private] = self._whole.get(private, 0) + 1

    def has(self, private: _Private) -> bool:
        """Whether one of them says the same, each once; one that has lost what it said only where no other does."""
        if self._whole.get(private, 0):
            self._whole[private] -= 1
            return True
        for lost in self._lost:
            if _may_be(lost, private):
                self._lost.remove(lost)
                return True
        return False


def not_there(page: Page, gestures: tuple[PastGesture, ...]) -> tuple[PastGesture, ...]:
    """The gestures that the book does not have, each with its turn among those that agree with it.

    The same twice in a table was given twice. Gestures that have their turns are compared with what came in since. An entry
    whose customer or text was erased may be any row that agrees with it otherwise: nothing comes in twice because somebody
    was forgotten.
    """
    known: dict[str, _Known] = {}
    found = []
    for one in gestures:
        if one.key not in known:
            known[one.key] = _Known(page, one)
        same = known[one.key]
        if not same.has(_of_row(page, one)):
            found.append(one.but(turn=same.turn))
            same.turn += 1
    return tuple(found)


def _of_row(page: Page, one: PastGesture) -> _Private:
    customer = dict(one.facts).get("customer")
    texts = (*one.texts, (_NOTE, one.note)) if one.note else one.texts
    known = None if customer is None else page.pseudonym(str(customer)) or ""
    return _Private(customer=known, texts=tuple(sorted(texts)))


def _of_entry(page: Page, entry: Entry) -> tuple[_Private, bool]:
    """What is kept beside an entry, and whether some of it was erased."""
    data = entry.data
    kept = {fact.name for fact in page.rulebook.facts if fact.kind == "text"} & set(data["facts"])
    texts: dict[str, str | None] = {name: data["facts"][name] for name in kept & set(data["said"])}
    texts |= {name: page.text(what) for name, what in data["texts"].items() if name in data["said"]}
    if data["note"] is not None:
        texts[_NOTE] = page.text(data["note"])
    gone = data["customer"] is not None and page.text(data["customer"]) is None
    customer = _ERASED if gone else data["customer"]
    private = _Private(customer=customer, texts=tuple(sorted(texts.items(), key=lambda pair: pair[0])))
    return private, gone or _ERASED in texts.values()


def _may_be(lost: _Private, private: _Private) -> bool:
    if [name for name, _ in lost.texts] != [name for name, _ in private.texts]:
        return False
    if lost.customer not in (_ERASED, private.customer):
        return False
    return all([was in (_ERASED, now) for (_, was), (_, now) in zip(lost.texts, private.texts, strict=True)])
