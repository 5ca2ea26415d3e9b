"""Recording, as people at a till do it: once, with its papers, for the incident it is for, and never against the book."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from empower.domain.errors import CannotAskError
from empower.ledger.book import ClockError
from empower.ledger.memory import MemoryStore
from empower.policyfile.said.page import WordsPage
from empower.services.forget import forget
from empower.services.house import open_house
from empower.services.incidents import close_incident, open_incident
from tests.ledger.programs import said_words
from tests.ledger.promises import hold
from tests.ledger.shop_house import MINUTE, Desk, shop

LATE = ("failure=late", "customer=C-1")


@pytest.fixture
def desk() -> Iterator[Desk]:
    """A desk whose every decision can be made again when the test is over."""
    desk = Desk(MemoryStore())
    yield desk
    desk.replayed()


def refused(act: Callable[[], object]) -> tuple[str, int]:
    with pytest.raises(CannotAskError) as wrong:
        act()
    return wrong.value.problems[0].code, wrong.value.exit_code


def opened(desk: Desk, name: str, *facts: str) -> None:
    page, said = said_words(facts)
    open_incident(desk.house, desk.book, desk.actor("ana"), name, page, said, desk.pen, by_login=False)


def test_a_yes_is_given_and_a_blank_incident_is_a_new_one(desk: Desk) -> None:
    found = desk.record("ana", "refund", "20", *LATE)
    assert found.entry is not None
    assert (found.entry.kind, found.opened, found.entry.data["incident"]) == ("posting", True, "INC-2")
    more = desk.record("ana", "refund", "11", "incident=INC-2").entry
    assert more is not None
    assert more.kind == "hold"  # 31 on one incident, over 30
    hold(desk)


def test_a_no_is_kept_too(desk: Desk) -> None:
    found = desk.record("ana", "refund", "20", *LATE, "told_by=ana")
    assert found.entry is not None
    assert (found.entry.kind, found.entry.data["outcome"], found.entry.data["charges"]) == ("denial", "deny", [])


def test_without_a_request_the_answer_is_kept_and_nothing_is_held(desk: Desk) -> None:
    found = desk.record("ana", "refund", "70", *LATE, ask_others=False)
    assert found.entry is not None
    assert (found.entry.kind, found.entry.data["outcome"], found.request) == ("denial", "escalate", None)


def test_the_same_request_id_gets_the_same_answer(desk: Desk) -> None:
    first = desk.record("ana", "refund", "20", *LATE, request_id="r", note="so sorry")
    again = desk.record("ana", "refund", "20", *LATE, request_id="r", note="so sorry")
    assert again.replayed
    assert first.entry is not None
    assert again.entry == first.entry
    assert again.decision.outcome == "approve"
    no = desk.record("ana", "refund", "20", *LATE, "told_by=ana", request_id="n")
    assert desk.record("ana", "refund", "20", *LATE, "told_by=ana", request_id="n").entry == no.entry


def test_another_body_under_the_same_id_names_what_differs(desk: Desk) -> None:
    desk.record("ana", "refund", "20", *LATE, request_id="r", note="so sorry")
    with pytest.raises(CannotAskError) as wrong:
        desk.record("ana", "refund", "21", "failure=rude", "customer=C-2", request_id="r", note="very sorry")
    message = wrong.value.problems[0].message
    for field in ("the gesture", "the note", "`failure`", "`customer`"):
        assert field in message
    assert "C-1" not in message
    assert len(desk.entries()) == 3


def test_the_same_within_ten_minutes_is_asked_about(desk: Desk) -> None:
    desk.record("ana", "refund", "5", *LATE)
    assert refused(lambda: desk.record("ana", "refund", "5", *LATE)) == ("again-needed", 2)
    assert refused(lambda: desk.record("ana", "refund", "5", "incident=INC-2"))[0] == "again-needed"
    assert desk.record("ana", "refund", "5", "failure=late", "customer=C-2").entry is not None
    assert desk.record("bea", "refund", "5", *LATE).entry is not None
    assert desk.record("ana", "refund", "5", *LATE, again=True).entry is not None
    desk.now += 11 * MINUTE
    assert desk.record("ana", "refund", "5", *LATE).entry is not None


def test_a_paper_that_is_missing_holds_the_record_back(desk: Desk) -> None:
    broken = ("refund", "25", "failure=broken", "customer=C-1")
    assert refused(lambda: desk.record("ana", *broken)) == ("missing-paper", 2)
    assert len(desk.entries()) == 1
    found = desk.record("ana", *broken, papers=("photo=IMG-7",)).entry
    assert found is not None
    assert found.data["duties"][0]["id"] == "call_customer"
    assert "IMG-7" not in found.payload.decode()


def test_facts_are_stated_once_and_a_contradiction_is_refused(desk: Desk) -> None:
    opened(desk, "I-1", "failure=late", "customer=C-1")
    assert desk.record("ana", "refund", "5", "incident=I-1").entry is not None
    assert refused(lambda: desk.record("ana", "refund", "6", "incident=I-1", "failure=lost")) == (
        "contradicts-the-book",
        2,
    )
    desk.record("ana", "refund", "7", "incident=I-1", "shelf=A")
    assert refused(lambda: desk.record("ana", "refund", "8", "incident=I-1", "shelf=B"))[0] == "contradicts-the-book"
    assert refused(lambda: desk.record("ana", "refund", "9", "incident=I-9"))[0] == "unknown-incident"
    page = WordsPage(("I-1",), "empower incident close")
    close_incident(desk.house, desk.book, desk.actor("ana"), "I-1", page, desk.pen, "", "", by_login=False)
    assert refused(lambda: desk.record("ana", "refund", "9", "incident=I-1"))[0] == "closed-incident"


def test_a_limit_is_not_skipped_because_its_key_is_blank(desk: Desk) -> None:
    found = desk.record("ana", "refund", "5", "failure=late")
    assert found.entry is None
    assert [one.fact for one in found.decision.asks] == ["customer"]
    assert len(desk.entries()) == 1


SILENT = """
empower: 1
policy: silent
currency: EUR
timezone: UTC
facts:
  severity: {one_of: [minor, major]}
  nights: {number: {at_least: 1, at_most: 9}}
remedies:
  refund: {kind: cash}
  upgrade: {kind: in_kind, unit: room, cost: {each: 10, of: nights}}
roles: {clerk: {reports_to: owner}, owner: {final: true}}
grants: [{id: each, roles: clerk, limit: {amount: 100, per: gesture}}]
rules:
  - {id: minor-few, when: {severity: minor}, limit: {amount: 150, per: customer}, because: small things stay small}
"""


@pytest.fixture
def silent(tmp_path: Path) -> Desk:
    """A house whose limit tests a fact that nobody needs to state for a single gesture."""
    (tmp_path / "policy.yaml").write_text(SILENT, encoding="utf-8")
    people = "people: [{id: ana, roles: [clerk]}, {id: oli, roles: [owner]}]\n"
    (tmp_path / "roster.yaml").write_text(people, encoding="utf-8")
    return Desk(MemoryStore(), open_house(tmp_path / "policy.yaml", tmp_path / "roster.yaml"))


def test_a_limit_is_not_passed_by_saying_less(silent: Desk) -> None:
    first = silent.record("ana", "refund", "100", "customer=C-1").entry
    assert first is not None
    assert first.kind == "posting"
    assert "severity" not in first.data["facts"]
    second = silent.record("ana", "refund", "99", "customer=C-1")
    assert second.entry is None
    assert [one.fact for one in second.decision.asks] == ["severity"]
    assert silent.record("ana", "refund", "99", "customer=C-1", "severity=major").decision.outcome == "approve"
    hold(silent)


def test_a_cost_is_never_supposed(silent: Desk) -> None:
    found = silent.record("ana", "upgrade", "3", "customer=C-1")
    assert found.entry is None
    assert [one.fact for one in found.decision.asks] == ["nights"]
    given = silent.record("ana", "upgrade", "3", "customer=C-1", "nights=4").entry
    assert given is not None
    assert given.data["parts"][0]["cost"] == 4000


def test_another_policy_or_roster_is_refused_with_both_digests(desk: Desk) -> None:
    desk.house = shop("tighter.yaml")
    with pytest.raises(CannotAskError) as wrong:
        desk.record("ana", "refund", "5", *LATE)
    assert (wrong.value.problems[0].code, wrong.value.exit_code) == ("other-policy", 5)
    assert wrong.value.problems[0].message.count("sha256:") == 2


def test_who_may_put_another_policy_in_force(desk: Desk) -> None:
    assert refused(lambda: desk.adopt("tighter.yaml", "max")) == ("not-yours", 4)
    assert desk.adopt("tighter.yaml", "oli").kind == "adoption"
    assert refused(lambda: desk.adopt("tighter.yaml", "oli"))[0] == "in-force"


def test_a_new_counter_begins_with_history(desk: Desk) -> None:
    desk.record("ana", "refund", "20", *LATE, "shelf=A")
    held = desk.record("ana", "refund", "70", "failure=late", "customer=C-2", "shelf=A").entry
    assert held is not None
    desk.adopt("tighter.yaml")
    with desk.book.reading() as page:
        rows = page.rows.find("counters called", "cost all per branch every week")
    assert [(json.loads(str(row["key"])), row["spent"], row["held"]) for row in rows] == [(["lisbon"], 2000, 7000)]
    desk.approve("max", held.seq)
    with desk.book.reading() as page:
        rows = page.rows.find("counters called", "cost all per branch every week")
    assert [(row["spent"], row["held"]) for row in rows] == [(9000, 0)]
    hold(desk)


def test_what_is_undone_is_given_back_once_and_not_by_its_asker(desk: Desk) -> None:
    given = desk.record("ana", "refund", "20", *LATE).entry
    assert given is not None
    assert refused(lambda: desk.reverse("ana", given.seq)) == ("not-yours", 4)
    assert refused(lambda: desk.reverse("bea", given.seq)) == ("not-yours", 4)
    assert refused(lambda: desk.reverse("max", given.seq, 2001))[0] == "too-much"
    undone = desk.reverse("max", given.seq, 1500)
    assert not undone.whole
    assert refused(lambda: desk.reverse("max", given.seq))[0] == "undone-before"
    with desk.book.reading() as page:
        rows = page.rows.find("counters called", "cost all per all every year")
    assert [row["spent"] for row in rows] == [500]
    hold(desk)


def test_nobody_undoes_what_they_received(desk: Desk) -> None:
    given = desk.record("ana", "refund", "20", "failure=late", "customer=max").entry
    assert given is not None
    assert refused(lambda: desk.reverse("max", given.seq)) == ("not-yours", 4)
    assert desk.reverse("kim", given.seq).whole


def test_what_is_owed_is_kept_longest_when_some_is_undone(desk: Desk) -> None:
    given = desk.record("ana", "refund", "20", "failure=lost", "customer=C-1").entry
    assert given is not None
    assert given.data["parts"][0]["owed"] == 1500
    left = desk.reverse("max", given.seq, 1000).entry.data["left"][0]
    assert (left["face"], left["owed"]) == (1000, 1000)
    hold(desk)


def test_a_clock_that_jumps_back_is_an_error_and_a_small_lag_is_not(desk: Desk) -> None:
    desk.record("ana", "refund", "5", *LATE)
    desk.now -= MINUTE
    found = desk.record("ana", "refund", "6", *LATE).entry
    assert found is not None
    assert found.at == desk.now + MINUTE
    desk.now -= 10 * MINUTE
    with pytest.raises(ClockError, match="set the clock right"):
        desk.record("ana", "refund", "7", *LATE)
    desk.now += 20 * MINUTE
    assert desk.record("ana", "refund", "7", *LATE).entry is not None


def test_nothing_private_stands_in_an_entry(desk: Desk) -> None:
    desk.record("ana", "refund", "5", "failure=late", "customer=Mrs Smith", "told_by=her sister", note="she cried")
    book = b"".join([entry.payload for entry in desk.entries()])
    for text in (b"Smith", b"sister", b"cried"):
        assert text not in book


def test_what_was_said_before_the_customer_was_known_is_forgotten_too(desk: Desk) -> None:
    opened(desk, "INC-7", "failure=late", "told_by=Mrs Smith")
    opened(desk, "INC-8", "failure=late", "told_by=somebody else")
    desk.record("ana", "refund", "25", "incident=INC-7", "customer=C-1")
    forget(desk.house, desk.book, desk.actor("oli"), "C-1", desk.pen, "they asked", by_login=False)
    with desk.book.reading() as page:
        assert {row["text"] for row in page.rows.find("every private") if row["name"] == "told_by"} == {"somebody else"}
    hold(desk)


def test_an_id_that_looks_like_what_stands_for_somebody_is_an_id(desk: Desk) -> None:
    """Houses that know customers by the digest of an address have such ids."""
    digest = hashlib.sha256(b"ana@example.org").hexdigest()
    desk.record("ana", "refund", "25", "failure=late", f"customer={digest}")
    assert digest.encode() not in b"".join([entry.payload for entry in desk.entries()])
    forget(desk.house, desk.book, desk.actor("oli"), digest, desk.pen, "they asked", by_login=False)
    with desk.book.reading() as page:
        assert page.pseudonym(digest) is None
    hold(desk)


def test_a_forgotten_customer_stays_counted_and_comes_back_as_somebody_new(desk: Desk) -> None:
    for _ in range(2):
        desk.record("ana", "refund", "25", *LATE, again=True, note="a note")
    assert (
        refused(lambda: forget(desk.house, desk.book, desk.actor("max"), "C-1", desk.pen, "x", by_login=False))[1] == 4
    )
    why = "as C-1 asked"
    assert refused(lambda: forget(desk.house, desk.book, desk.actor("oli"), "C-1", desk.pen, why, by_login=False))[
        0
    ] == ("names-the-customer")
    entry = forget(desk.house, desk.book, desk.actor("oli"), "C-1", desk.pen, "they asked", by_login=False)
    assert len(entry.data["erased"]) == 3 + 2  # the id, two notes, and the shelf, twice
    with desk.book.reading() as page:
        assert page.pseudonym("C-1") is None
        assert [row["name"] for row in page.rows.find("every private")] == ["because", "because"]
    back = desk.record("ana", "refund", "25", *LATE, again=True).entry
    assert back is not None
    assert back.kind == "posting"  # the limit per customer begins anew
    hold(desk)
