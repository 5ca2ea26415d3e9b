"""What waits for an answer, and for whose."""

from __future__ import annotations

from empower.domain.book_results import Waiting
from empower.domain.errors import CannotAskError
from empower.domain.gesture import Actor
from empower.ledger.book import Page
from empower.ledger.cells import number, text
from empower.ledger.shapes import Row
from empower.services.house import House, cannot
from empower.services.replayed import ask_of, decision_of
from empower.services.requests.answering import decliners, denied, moved_up, outlived, standing
from empower.services.requests.expiring import expired

__all__ = ["inbox", "waiting"]


def inbox(house: House, page: Page, actor: Actor, now: int, *, everything: bool = False) -> tuple[Waiting, ...]:
    """The requests that wait for this person, the most urgent first; those of everybody if so asked."""
    rows = [row for row in page.rows.find("requests in a state", "open") if not expired(row, now)]
    rows += page.rows.find("requests in a state", "word")
    found = [_waiting(house, page, row, actor, now) for row in rows]
    mine = [one for one in found if everything or one.yours]
    return tuple(sorted(mine, key=lambda one: (one.expires_at is None, one.expires_at or 0, one.seq)))


def waiting(house: House, page: Page, actor: Actor, seq: int, now: int) -> Waiting:
    """One request that waits. Raises `CannotAskError` where none of this number does."""
    row = page.rows.get("request", seq)
    if row is None or row["state"] not in ("open", "word") or expired(row, now):
        raise cannot("unknown-request", f"no request {seq} waits", "`empower inbox --all` shows those that do")
    return _waiting(house, page, row, actor, now)


def _waiting(house: House, page: Page, row: Row, actor: Actor, now: int) -> Waiting:
    seq = number(row, "seq")
    entry = page.entry(seq)
    assert entry is not None
    then = page.rulebook_of(entry.data["policy"])
    decision = decision_of(page, entry)
    votes = tuple([(text(vote, "voter"), text(vote, "in_name_of")) for vote in page.rows.find("votes on", seq)])
    limits, yours = decision.limits, text(row, "on_word") == actor.id
    waits_for: tuple[str, ...] = ()
    why = no = ""
    if row["state"] == "open":
        try:
            stands = standing(house, page, entry, None, now)
            wrong = outlived(stands, entry)
        except CannotAskError as gone:
            stands, wrong = None, gone
        if wrong is not None:
            why = wrong.problems[0].message
            yours = actor.id in decliners(house, page, entry, stands, now)
        elif stands is not None:
            limits, no = stands.now.limits, denied(stands)
            waits_for = tuple([" or ".join([one.role, *one.others]) for one in stands.open_places(list(votes))])
            voted = {person for person, _ in votes}
            able = [one for one in stands.fillers(actor.id) if one.person not in voted]
            yours = any([stands.useful(list(votes), (one.person, one.employee)) for one in able])
    asker = next((one for one in house.people or () if one.id == row["asker"]), None)
    return Waiting(
        seq=seq,
        state=text(row, "state"),
        asker=text(row, "asker"),
        asker_name=asker.name if asker is not None else "",
        role=text(row, "role"),
        at=number(row, "at"),
        expires_at=None if row["expires_at"] is None else number(row, "expires_at"),
        moved_up=moved_up(row, now),
        ask=ask_of(page, entry, then),
        decision=decision,
        limits=limits,
        votes=votes,
        waits_for=waits_for,
        yours=yours,
        note=page.text(entry.data.get("note")) or "",
        word_of=text(row, "on_word"),
        outlived=why,
        denied=no,
    )
