"""A book with an entry of every kind in it."""

from __future__ import annotations

from empower.domain.entries import ENTRY_KINDS
from empower.policyfile.said.page import WordsPage
from empower.services.delegate import delegate, revoke
from empower.services.duty import duty_done
from empower.services.forget import forget
from empower.services.incidents import amend_incident, close_incident, open_incident, reopen_incident
from tests.ledger.programs import said_words
from tests.ledger.shop_house import Desk

NOT_YET = ("import",)


def story(desk: Desk) -> None:
    """A day and a half at the shop."""
    page, said = said_words(("failure=broken", "customer=C-1", "bill=80"))
    keep = {"by_login": False}
    open_incident(desk.house, desk.book, desk.actor("ana"), "I-1", page, said, desk.pen, **keep)
    desk.pass_time(0.5)
    desk.record("ana", "refund", "25", "incident=I-1", papers=("photo=IMG-1",), note="it came in two", request_id="r-1")
    asked = desk.record("ana", "voucher", "140", "incident=I-1", papers=("photo=IMG-1",)).entry
    assert asked is not None
    desk.pass_time(1)
    given = desk.approve("max", asked.seq, 9000).posting
    assert given is not None
    desk.record("bea", "refund", "300", "failure=late", "customer=C-2", "told_by=bea")
    desk.record("bea", "coffee", "2", "failure=late", "customer=C-2", "severity=critical", "shelf=B")
    critical = desk.record("bea", "refund", "8", "failure=rude", "customer=C-3", "severity=critical").entry
    assert critical is not None
    desk.approve("aud", critical.seq)
    desk.approve("kim", critical.seq)
    declined = desk.record("ana", "refund", "55", "failure=late", "customer=C-4").entry
    withdrawn = desk.record("ana", "refund", "56", "failure=late", "customer=C-4").entry
    assert declined is not None
    assert withdrawn is not None
    desk.decline("max", declined.seq)
    desk.withdraw("ana", withdrawn.seq)
    desk.record("ana", "refund", "57", "failure=late", "customer=C-4")
    word = desk.record("ana", "refund", "58", "failure=late", "customer=C-5", word_of="max", note="Max said yes").entry
    assert word is not None
    desk.approve("max", word.seq)
    desk.reverse("kim", given.seq, 2000)
    page, said = said_words(("severity=major", "shelf=A"))
    amend_incident(desk.house, desk.book, desk.actor("ana"), "I-1", page, said, desk.pen, "it was worse", **keep)
    duty = next(entry for entry in desk.entries() if entry.data.get("duties"))
    duty_done(desk.house, desk.book, desk.actor("ana"), f"{duty.seq}-call_customer", page, desk.pen, **keep)
    one = WordsPage(("I-1",), "empower incident")
    close_incident(desk.house, desk.book, desk.actor("ana"), "I-1", one, desk.pen, "partly", "packing", **keep)
    reopen_incident(desk.house, desk.book, desk.actor("ana"), "I-1", one, desk.pen, "it broke again", **keep)
    days = {"from_day": 739_740, "until_day": 739_760, "up_to": 10_000, "remedies": ("refund",)}
    kept = delegate(desk.house, desk.book, desk.actor("max"), "bea", desk.pen, **days, **keep)  # type: ignore[arg-type]
    revoke(desk.house, desk.book, desk.actor("max"), kept.seq, desk.pen, **keep)
    desk.pass_time(0.5)
    delegate(desk.house, desk.book, desk.actor("kim"), "ana", desk.pen, **days, **keep)  # type: ignore[arg-type]
    forget(desk.house, desk.book, desk.actor("oli"), "C-5", desk.pen, "they asked", **keep)
    desk.adopt("tighter.yaml")
    desk.pass_time(30)  # the request that nobody answered ends
    desk.record("ana", "refund", "12", "failure=late", "customer=C-6")
    desk.record("ana", "refund", "59", "failure=late", "customer=C-6")
    desk.answer_first_finding()
    desk.close_month("2026-04", soft=True)
    desk.close_month("2026-04")
    kinds = {entry.kind for entry in desk.entries()}
    assert kinds == set(ENTRY_KINDS) - set(NOT_YET), set(ENTRY_KINDS) - kinds
