"""Undoing what was given, whole or in part and once; by somebody who could have approved it, with a reason."""

from __future__ import annotations

from typing import Any

from empower.domain.entries import GIVING, Draft, Entry
from empower.domain.gesture import Actor
from empower.domain.given import Given
from empower.domain.money import written_number
from empower.domain.value import Value
from empower.ledger.book import Book, Page, WritingPage
from empower.ledger.cells import number
from empower.ledger.closings import Closings, counted_on
from empower.ledger.entry_rows import entry_of
from empower.ledger.projection.adoptions import go_on
from empower.ledger.projection.history import given_in
from empower.policyfile.said.zone import local
from empower.rules.counting import counted
from empower.rules.index import index_of
from empower.rules.recorded import less
from empower.rules.rulebook import IN_MONEY, Counter, Rulebook
from empower.services.gesture_body import part_body
from empower.services.house import House, cannot, not_yours
from empower.services.obeying import writing
from empower.services.pen import Pen, Texts
from empower.services.requests.answering import could_have_approved

__all__ = ["Reversed", "may_be_undone", "reverse"]


class Reversed(Value):
    """What was undone."""

    entry: Entry
    posting: Entry
    whole: bool


def reverse(
    house: House, book: Book, actor: Actor, seq: int, pen: Pen, because: str, figure: int | None, *, by_login: bool
) -> Reversed:
    """The reversal of posting `seq`; `figure` is the face value to give back, all of it where it is `None`.

    Raises `CannotAskError` where it cannot be undone, or not by this person.
    """
    with writing(house, book, by_login=by_login) as page:
        posting = may_be_undone(house, page, actor, seq, pen, figure)
        return _undo(house.rulebook, page, posting, actor, pen, because, figure)


def may_be_undone(house: House, page: Page, actor: Actor, seq: int, pen: Pen, figure: int | None) -> Entry:
    """The posting, where nothing stands in the way of undoing so much of it. Raises `CannotAskError` otherwise."""
    posting = _posting(page, seq)
    _theirs_to_undo(house, page, posting, actor, pen)
    then = page.rulebook_of(posting.data["policy"])
    _left(then, given_in(posting.data, then), figure)
    return posting


def _posting(page: Page, seq: int) -> Entry:
    entry = page.entry(seq)
    if entry is None:
        raise cannot("unknown-entry", f"the book has no entry {seq}", f"its entries are 1 to {page.head.size}")
    if entry.kind not in GIVING or not entry.data["parts"]:
        hint = "only what was given can be undone; a request that waits is declined or withdrawn"
        raise cannot("not-given", f"entry {seq} gave nothing", hint)
    for row in page.rows.find("entries that refer to", seq):
        if row["kind"] == "reversal":
            message = f"entry {seq} was undone before, by entry {number(row, 'seq')}"
            raise cannot("undone-before", message, "a gesture is undone once, whole or in part")
    return entry


def _theirs_to_undo(house: House, page: Page, posting: Entry, actor: Actor, pen: Pen) -> None:
    data = posting.data
    if actor.id == data.get("asker"):
        message = "nobody undoes a gesture they asked for"
        raise not_yours(message, "somebody who could have approved it undoes it")
    person = next((one for one in house.people or () if one.id == actor.id), None)
    customer = (page.text(data.get("customer")) or "").casefold()
    names = {actor.id.casefold(), *([person.name.casefold(), person.login.casefold()] if person else [])} - {""}
    if customer and customer in names:
        raise not_yours("nobody undoes a gesture they received", "somebody else who could have approved it undoes it")
    if not could_have_approved(house, page, posting, actor, pen.now):
        message = f"`{actor.id}` could not have approved this as `{actor.role}`"
        raise not_yours(message, "somebody with the authority to give it undoes it")


def _undo(
    rulebook: Rulebook, page: WritingPage, posting: Entry, actor: Actor, pen: Pen, because: str, figure: int | None
) -> Reversed:
    data = posting.data
    then = page.rulebook_of(data["policy"])
    left = _left(then, given_in(data, then), figure)
    texts = Texts(pen, data.get("customer"))
    today = local(pen.now, rulebook.timezone, rulebook.day_starts).day
    stands = max(data["day"], Closings.of(page.rows).before(posting.seq))
    closed = stands < page.head.closed_until
    body: dict[str, Any] = {
        "effective": pen.now if closed else data.get("effective", posting.at),
        "day": today if closed else stands,
        "refers": posting.seq,
        "asker": data.get("asker"),
        "authority": actor.id,
        "incident": data["incident"],
        "customer": data.get("customer"),
        "because": texts.text("because", because),
        "left": [part_body(part) for part in left.parts],
        "parts": _taken_back(data["parts"], left),
        "charges": _given_back(page, rulebook, posting, [part_body(part) for part in left.parts], today),
        "undone_on": today,
    }
    draft = Draft(kind="reversal", by=pen.by(actor), body=body, private=tuple(texts.found))
    return Reversed(
        entry=page.append(draft, pen.now), posting=posting, whole=all([part.face == 0 for part in left.parts])
    )


def _left(rulebook: Rulebook, given: Given, figure: int | None) -> Given:
    """What stands of a gesture once so much of its face value is taken back."""
    if figure is None:
        return less(rulebook, given, 0)
    if len(given.parts) != 1:
        hint = "leave the amount out to undo all of it"
        raise cannot("a-bundle", "gestures that were decided together are undone together", hint)
    part = given.parts[0]
    if figure <= 0 or figure > part.face:
        money = next(one for one in rulebook.remedies if one.id == part.remedy).kind in IN_MONEY
        most = written_number(part.face, rulebook.digits) if money else str(part.face)
        raise cannot(
            "too-much", f"no more than {most} was given", f"name an amount up to {most}, or none for all of it"
        )
    return less(rulebook, given, part.face - figure)


def _taken_back(parts: list[dict[str, Any]], left: Given) -> list[dict[str, Any]]:
    """The parts with what was given less what stands."""
    found = []
    for part, rest in zip(parts, left.parts, strict=True):
        back = {name: part[name] - getattr(rest, name) for name in ("face", "owed")}
        for name in ("cost", "owed_cost"):
            back[name] = None if part[name] is None else part[name] - (getattr(rest, name) or 0)
        for name in ("amount", "quantity"):
            back[name] = None if part[name] is None else part[name] - (getattr(rest, name) or 0)
        found.append({**part, **back, "settled": []})
    return found


def _given_back(
    page: Page, rulebook: Rulebook, posting: Entry, left: list[dict[str, Any]], today: int
) -> list[list[Any]]:
    """The charges that bring the counters from what was given to what stands, each as it was counted, and in its order."""
    by: dict[str, tuple[Rulebook, list[Counter]]] = {}
    for counter, counting in _counted_by(page, posting).items():
        known = by.setdefault(counting.ref.digest, (counting, []))
        known[1].append(index_of(counting).counters[counter])
    found = []
    closed = Closings.of(page.rows).before(posting.seq)
    for counting, counters in by.values():
        before, after = given_in(posting.data, counting), given_in(posting.data, counting, left)
        stands = {(one.counter, one.key): one.amount for one in counted(counting, after, counters)}
        for charge in counted(counting, before, counters):
            back = charge.amount - stands.get((charge.counter, charge.key), 0)
            one = index_of(counting).counters[charge.counter]
            day = counted_on(counting, one, charge.day, closed, closed)
            if day is not None:
                day = counted_on(counting, one, day, page.head.closed_until, today)
            if back and day is not None:
                found.append([charge.counter, list(charge.key), day, -back, 0, None])
    places = index_of(rulebook).counter_numbers
    return sorted(found, key=lambda charge: places[charge[0]])


def _counted_by(page: Page, posting: Entry) -> dict[str, Rulebook]:
    """The policy by which each counter counted a posting: that of its day, or the one that opened the counter since.

    By the policy of today the facts may read otherwise, and more or less would be given back than was counted.
    """
    before = page.rulebook_of(posting.data["policy"])
    found = {counter.id: before for counter in before.counters}
    for row in page.rows.find("entries of a kind", "adoption"):
        adoption = entry_of(row)
        if adoption.seq > posting.seq:
            new = page.rulebook_of(adoption.data["policy"])
            kept = go_on(before, new)
            found = {one.id: found[one.id] if one.id in kept else new for one in new.counters}
            before = new
    return found
