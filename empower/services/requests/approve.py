"""A yes to a request: a vote, and with the last one that is needed the gesture is given, whole or in part."""

from __future__ import annotations

from typing import Any

from empower.domain.entries import Draft, Entry
from empower.domain.gesture import Actor, Gesture
from empower.domain.value import Value
from empower.ledger.book import Book, WritingPage
from empower.ledger.projection.history import given_in
from empower.ledger.shapes import Row
from empower.rules.approval import Filler
from empower.rules.counting import counted
from empower.services.gesture_body import charges_body, decision_parts, part_body, seen_body
from empower.services.house import House, cannot, not_yours
from empower.services.obeying import writing
from empower.services.pen import Pen, Texts
from empower.services.requests.answering import Standing, denied, outlived, standing
from empower.services.requests.confirm import confirm
from empower.services.requests.expiring import release_what_is_due
from empower.services.requests.open_request import request_of, still_open
from empower.services.requests.told import who_may

__all__ = ["Approved", "approve"]


class Approved(Value):
    """What a yes did."""

    vote: Entry
    posting: Entry | None = None  # where it was the last that is needed
    standing: Standing | None = None
    waits_for: tuple[str, ...] = ()  # roles that must still say yes


def approve(
    house: House, book: Book, actor: Actor, number: int, pen: Pen, figure: int | None, note: str, *, by_login: bool
) -> Approved:
    """The vote of `actor` on request `number`; `figure` is the face value that is approved, all of it where it is `None`.

    On a gesture given on the actor's word it is their confirmation. Raises `CannotAskError` where it is not theirs to approve.
    """
    with writing(house, book, by_login=by_login) as page:
        row, entry = request_of(page, number)
        still_open(row, pen.now)
        if row["state"] == "word":
            return Approved(vote=confirm(house, page, row, entry, actor, pen, note, given=True))
        if actor.id == row["asker"]:
            raise not_yours("nobody approves their own request", "somebody else who is asked says yes or no")
        before = page.rows.find("votes on", number)
        if any([vote["voter"] == actor.id for vote in before]):
            raise not_yours(f"`{actor.id}` has said yes to this already", "another person gives the other yes")
        gesture = _gesture(house, row, entry, before, figure)
        stands = standing(house, page, entry, gesture, pen.now)
        if no := denied(stands):
            raise not_yours(no, "decline it, or approve less of it with `--amount`")
        if wrong := outlived(stands, entry):
            raise wrong
        filler = _filler(stands, before, actor)
        vote = _vote(page, row, entry, filler, actor, pen, figure, note)
        votes = [(str(one["voter"]), str(one["in_name_of"])) for one in page.rows.find("votes on", number)]
        if not stands.complete(votes):
            return Approved(vote=vote, standing=stands, waits_for=_waits_for(stands, votes))
        posting = _post(page, row, entry, stands, votes, actor, pen)
        return Approved(vote=vote, posting=posting, standing=stands)


def _gesture(house: House, row: Row, entry: Entry, before: list[Row], figure: int | None) -> Gesture | None:
    """What is approved where that is less than was asked: the least that anybody who votes approves."""
    asked = entry.data["parts"]
    wanted = [int(vote["amount"]) for vote in before if vote["amount"] is not None]
    if figure is not None:
        if len(asked) != 1:
            raise cannot("a-bundle", "gestures that are asked together are approved together", "leave `--amount` out")
        face = asked[0]["face"]
        if not figure:
            hint = f"to give none of it: `empower decline {entry.seq} --because …`"
            raise cannot("out-of-range", "a yes is for more than nothing", hint)
        if not 0 < figure <= face:
            raise cannot("too-much", f"no more can be approved than was asked ({_said(house, row)})", "name less")
        wanted.append(figure)
    if not wanted or min(wanted) == asked[0]["face"]:
        return None
    part = asked[0]
    if part["amount"] is not None:
        return Gesture(remedy=part["remedy"], amount=min(wanted))
    return Gesture(remedy=part["remedy"], quantity=min(wanted))


def _said(house: House, row: Row) -> str:
    from empower.domain.money import written_number  # noqa: PLC0415

    if row["amount"] is not None:
        return written_number(int(row["amount"]), house.rulebook.digits)
    return str(row["quantity"])


def _filler(stands: Standing, before: list[Row], actor: Actor) -> Filler:
    """In whose name somebody says yes. Raises `CannotAskError` where it is not theirs to say."""
    votes = [(str(vote["voter"]), str(vote["in_name_of"])) for vote in before]
    used = {name for _, name in votes}
    able = stands.fillers(actor.id)
    for filler in able:
        if filler.employee not in used and stands.useful(votes, (filler.person, filler.employee)):
            return filler
    if able:
        raise not_yours("somebody else has filled your place already", f"it still needs {who_may(stands, votes)}")
    raise not_yours(f"this is not `{actor.id}`'s to approve", f"it needs {who_may(stands, votes)}")


def _waits_for(stands: Standing, votes: list[tuple[str, str]]) -> tuple[str, ...]:
    open_places = stands.open_places(votes)
    return tuple([" or ".join([place.role, *place.others]) for place in open_places])


def _vote(
    page: WritingPage, row: Row, entry: Entry, filler: Filler, actor: Actor, pen: Pen, figure: int | None, note: str
) -> Entry:
    texts = Texts(pen, entry.data.get("customer"))
    body: dict[str, Any] = {
        "day": entry.data["day"],
        "refers": entry.seq,
        "asker": row["asker"],
        "authority": filler.employee,
        "place": filler.role,
        "stands_in_for": filler.stands_in_for or None,
        "incident": row["incident"],
        "customer": row["customer"],
        "amount": figure,
        "binds": entry.hash,
        "note": texts.text("note", note) if note else None,
    }
    draft = Draft(kind="vote", by=pen.by(actor), body=body, private=tuple(texts.found))
    return page.append(draft, pen.now)


def _post(
    page: WritingPage, row: Row, entry: Entry, stands: Standing, votes: list[tuple[str, str]], actor: Actor, pen: Pen
) -> Entry:
    """The gesture, given; whatever of it was not approved is released with it."""
    rulebook, decider = stands.rulebook, stands.decider(votes)
    data = entry.data
    authority = decider.employee if decider else str(row["asker"])
    readings = stands.readings(votes)
    duties = [
        {"id": one.id, "title": one.title, "due_at": _due(rulebook, one.id, pen.now)} for one in stands.now.duties
    ]
    kept = (
        "effective",
        "day",
        "hour",
        "asker",
        "asker_role",
        "incident",
        "customer",
        "facts",
        "texts",
        "papers",
        "said",
    )
    body: dict[str, Any] = {name: data[name] for name in kept}
    body |= {
        "refers": entry.seq,
        "authority": authority,
        "asked": [[one.remedy, one.amount, one.quantity] for one in stands.ask.gestures],
        "parts": [part_body(part) for part in decision_parts(stands.now)],
        "outcome": stands.now.outcome,
        "judged_on": stands.day,
        "consents": [[person, name] for person, name in votes],
        "reasons": [[why.code, why.line] for why in stands.now.reasons],
        "approvers": [[one.role, list(one.others), one.count] for one in stands.now.approvers],
        "duties": duties,
        "delegated": [[person.id, delegate] for person in stands.people for delegate in person.delegates],
        "policy": rulebook.ref.digest,
        "policy_then": data["policy"],
        "roster": page.head.roster,
        "balances": seen_body(stands.balances),
        "binds": entry.hash,
    }
    given = given_in({**body, "at": pen.now}, rulebook)
    body["charges"] = charges_body(counted(rulebook, given), readings, given)
    release_what_is_due(page, pen, [(one[0], one[1]) for one in body["charges"]])
    return page.append(Draft(kind="posting", by=pen.by(actor), body=body), pen.now)


def _due(rulebook: Any, duty: str, now: int) -> int | None:
    within = next((one.within for one in rulebook.duties if one.id == duty), None)
    return None if within is None else now + within
