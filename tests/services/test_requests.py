"""Requests, as people live them: who may answer, what an answer does, and what happens when nobody answers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from empower.domain.errors import CannotAskError
from empower.domain.gesture import Actor
from empower.ledger.memory import MemoryStore
from empower.services.adopt import adopt
from empower.services.delegate import delegate, revoke
from empower.services.house import open_house
from empower.services.inbox import inbox
from empower.services.incidents import open_incident
from tests.ledger.programs import said_words
from tests.ledger.promises import hold
from tests.ledger.shop_house import SHOP, Desk

LATE = ("failure=late", "customer=C-1")


@pytest.fixture
def desk() -> Iterator[Desk]:
    """A desk whose every decision can be made again when the test is over."""
    desk = Desk(MemoryStore())
    yield desk
    desk.replayed()


def refused(act: Callable[[], object]) -> tuple[str, int]:
    """The code and exit code of what stands in the way."""
    with pytest.raises(CannotAskError) as wrong:
        act()
    return wrong.value.problems[0].code, wrong.value.exit_code


def asks(desk: Desk, euros: str = "60", person: str = "ana", *more: str) -> int:
    """A request that waits."""
    entry = desk.record(person, "refund", euros, *(more or LATE), again=True).entry
    assert entry is not None
    assert entry.kind == "hold"
    return entry.seq


def spent(desk: Desk, counter: str) -> tuple[int, int]:
    with desk.book.reading() as page:
        rows = page.rows.find("counters called", counter)
        return sum([int(row["spent"] or 0) for row in rows]), sum([int(row["held"] or 0) for row in rows])


YEAR = "cost all per all every year"


def test_a_yes_gives_and_a_hold_counts_until_then(desk: Desk) -> None:
    request = asks(desk)
    assert spent(desk, YEAR) == (0, 6000)
    found = desk.approve("max", request)
    assert found.posting is not None
    assert found.posting.data["authority"] == "max"
    assert spent(desk, YEAR) == (6000, 0)
    assert refused(lambda: desk.approve("kim", request)) == ("request-ended", 2)
    hold(desk)


def test_a_part_is_given_and_the_rest_is_free_at_once(desk: Desk) -> None:
    request = asks(desk)
    assert refused(lambda: desk.approve("max", request, 6001))[0] == "too-much"
    found = desk.approve("max", request, 2500)
    assert found.posting is not None
    assert found.posting.data["parts"][0]["cost"] == 2500
    assert spent(desk, YEAR) == (2500, 0)


def test_nobody_approves_their_own_request_in_any_role(desk: Desk) -> None:
    request = desk.record("max", "refund", "300", *LATE).entry
    assert request is not None
    assert request.kind == "hold"
    assert refused(lambda: desk.approve("max", request.seq, role="clerk")) == ("not-yours", 4)
    assert refused(lambda: desk.approve("max", request.seq)) == ("not-yours", 4)
    assert refused(lambda: desk.decline("max", request.seq)) == ("not-yours", 4)


def test_two_signatures_are_two_people(desk: Desk) -> None:
    request = asks(desk, "8", "ana", "failure=late", "severity=critical", "customer=C-1")
    assert desk.approve("aud", request).waits_for == ("manager",)
    assert refused(lambda: desk.approve("aud", request)) == ("not-yours", 4)
    assert desk.approve("kim", request).posting is not None


def test_who_is_not_asked_cannot_answer(desk: Desk) -> None:
    request = asks(desk)
    assert refused(lambda: desk.approve("bea", request)) == ("not-yours", 4)
    assert refused(lambda: desk.approve("oli", request)) == ("not-yours", 4)
    assert refused(lambda: desk.decline("bea", request)) == ("not-yours", 4)


def test_it_moves_up_when_nobody_answers_and_ends_as_a_no(desk: Desk) -> None:
    request = asks(desk)
    desk.pass_time(4)
    assert desk.approve("oli", request).posting is not None
    late = asks(desk, "61")
    desk.pass_time(25)
    assert refused(lambda: desk.approve("max", late)) == ("request-ended", 2)
    with desk.book.reading() as page:
        assert inbox(desk.house, page, Actor(role="manager", id="max"), desk.now) == ()
    desk.record("ana", "refund", "1", "failure=late", "customer=C-2")
    ended = [entry for entry in desk.entries() if entry.kind == "release"]
    assert [(entry.data["refers"], entry.data["why"]) for entry in ended] == [(late, "expired")]
    assert spent(desk, YEAR)[1] == 0
    hold(desk)


def test_what_is_past_its_time_holds_nothing_back(desk: Desk) -> None:
    """A reader takes off what is due although nobody has written it yet."""
    asks(desk, "29", "ana", "failure=late", "customer=C-9", "severity=critical")
    desk.pass_time(25)
    with desk.book.reading() as page:
        from empower.services.check import check
        from empower.services.question import Who, question

        asked = question("check", ("refund", "5", *LATE), now=desk.now, who=Who(person="ana"))
        decision = check(desk.house, asked, page)
    year = next(reading for reading in decision.limits if reading.line == "shop-year")
    assert (year.spent, year.held) == (0, 0)


def test_a_deputy_says_yes_in_the_name_of_who_is_away(desk: Desk) -> None:
    desk.pass_time(24 * 95)  # 4 August: max is away, kim stands in
    request = asks(desk)
    found = desk.approve("kim", request)
    assert found.posting is not None


def test_a_delegate_says_yes_with_both_names_kept(desk: Desk) -> None:
    days = {"from_day": 739_737, "until_day": 739_740}
    kept = delegate(desk.house, desk.book, desk.actor("max"), "bea", desk.pen, **days, by_login=False)  # type: ignore[arg-type]
    request = asks(desk)
    found = desk.approve("bea", request)
    assert found.posting is not None
    assert (found.vote.data["by"]["id"], found.vote.data["authority"]) == ("bea", "max")
    assert found.posting.data["authority"] == "max"
    own = asks(desk, "62", "bea")
    assert refused(lambda: desk.approve("bea", own)) == ("not-yours", 4)
    assert refused(lambda: revoke(desk.house, desk.book, desk.actor("kim"), kept.seq, desk.pen, by_login=False))[1] == 4
    revoke(desk.house, desk.book, desk.actor("max"), kept.seq, desk.pen, by_login=False)
    other = asks(desk, "63")
    assert refused(lambda: desk.approve("bea", other)) == ("not-yours", 4)


def test_a_yes_that_needs_a_delegate_is_decided_again_as_it_was(tmp_path: Path) -> None:
    """The auditor is away, and whoever may say yes for them is all that leaves a way."""
    roster, away = tmp_path / "roster.yaml", "roles: [auditor], away: [{from: 2026-05-02, until: 2026-06-01}]}"
    roster.write_text((SHOP / "roster.yaml").read_text("utf-8").replace("roles: [auditor]}", away), "utf-8")
    desk = Desk(MemoryStore(), open_house(SHOP / "policy.yaml", roster))
    days = {"from_day": 739_737, "until_day": 739_760}
    delegate(desk.house, desk.book, desk.actor("aud"), "bea", desk.pen, **days, by_login=False)  # type: ignore[arg-type]
    desk.pass_time(24)
    request = asks(desk, "8", "ana", "failure=late", "severity=critical", "customer=C-1")
    assert desk.approve("bea", request).waits_for == ("manager",)
    assert desk.approve("max", request).posting is not None
    assert desk.replayed() == 2


def test_a_delegate_is_bound_by_the_cap_the_remedies_and_the_days(desk: Desk) -> None:
    terms = {"from_day": 739_738, "until_day": 739_739, "up_to": 6000, "remedies": ("refund",)}
    delegate(desk.house, desk.book, desk.actor("max"), "bea", desk.pen, **terms, by_login=False)  # type: ignore[arg-type]
    early = asks(desk)
    assert refused(lambda: desk.approve("bea", early)) == ("not-yours", 4)
    desk.pass_time(16)
    dear = asks(desk, "61")
    assert refused(lambda: desk.approve("bea", dear)) == ("not-yours", 4)
    voucher = desk.record("ana", "voucher", "70", *LATE).entry
    assert voucher is not None
    assert refused(lambda: desk.approve("bea", voucher.seq)) == ("not-yours", 4)
    assert desk.approve("bea", early).posting is not None


def test_a_cap_counts_what_has_no_price_of_its_own(desk: Desk) -> None:
    terms = {"from_day": 739_737, "until_day": 739_739, "up_to": 6000}
    delegate(desk.house, desk.book, desk.actor("max"), "bea", desk.pen, **terms, by_login=False)  # type: ignore[arg-type]
    dear, within = [desk.record("ana", "coffee", cups, *LATE, again=True).entry for cups in ("31", "30")]
    assert dear is not None
    assert within is not None
    assert refused(lambda: desk.approve("bea", dear.seq)) == ("not-yours", 4)
    assert desk.approve("bea", within.seq).posting is not None


def test_a_yes_by_telephone_is_given_at_once_and_confirmed(desk: Desk) -> None:
    assert refused(lambda: desk.record("ana", "refund", "60", *LATE, word_of="max"))[0] == "missing-paper"
    assert refused(lambda: desk.record("ana", "refund", "60", *LATE, word_of="bea", note="n"))[0] == "not-theirs"
    entry = desk.record("ana", "refund", "60", *LATE, word_of="max", note="Max said yes").entry
    assert entry is not None
    assert (entry.kind, entry.data["authority"], entry.data["word"]["of"]) == ("posting", "max", "max")
    assert refused(lambda: desk.approve("kim", entry.seq)) == ("not-yours", 4)
    assert refused(lambda: desk.withdraw("kim", entry.seq)) == ("not-yours", 4)
    assert refused(lambda: desk.withdraw("ana", entry.seq)) == ("request-ended", 2)
    confirmed = desk.approve("max", entry.seq).vote
    assert (confirmed.kind, confirmed.data["confirmed"], confirmed.data["late"]) == ("confirmation", True, False)
    two = ("refund", "8", "failure=late", "severity=critical", "customer=C-1")
    assert refused(lambda: desk.record("ana", *two, word_of="max", note="n"))[0] == "no-word"


def test_an_approval_is_judged_by_the_stricter_of_then_and_now(desk: Desk) -> None:
    """What fitted when it was asked, and does not fit today, is not given."""
    request = asks(desk, "180")
    for _ in range(2):
        other = asks(desk, "195", "bea", "failure=late", "customer=C-2", "shelf=B")
        assert desk.approve("kim", other).posting is not None
    own = asks(desk, "150", "ana", "failure=late", "customer=C-3")
    assert desk.approve("max", own).posting is not None
    assert desk.approve("max", request).posting is not None
    late = asks(desk, "190", "ana", "failure=late", "customer=C-4")
    code, exit_code = refused(lambda: desk.approve("max", late))  # the branch has spent its month: the owner decides
    assert (code, exit_code) == ("not-yours", 4)
    hold(desk)


def test_an_adopted_policy_judges_what_still_waits(desk: Desk) -> None:
    request = asks(desk, "29", "ana", "failure=late", "customer=C-1", "severity=critical")
    desk.adopt("tighter.yaml")
    desk.approve("aud", request)
    found = desk.approve("max", request)
    assert found.posting is not None
    assert found.posting.data["policy"] != found.posting.data["policy_then"]
    hold(desk)


def test_a_remedy_that_is_dropped_stays_counted_and_is_given_back(desk: Desk, tmp_path: Path) -> None:
    text = (
        (SHOP / "policy.yaml")
        .read_text("utf-8")
        .replace("remedies: [coffee, voucher, refund]", "remedies: [coffee, refund]")
    )
    dropped = "".join([line for line in text.splitlines(keepends=True) if "  voucher:" not in line])
    (tmp_path / "policy.yaml").write_text(
        dropped.replace("amount: 2000, every: year", "amount: 2000, every: quarter"), "utf-8"
    )
    given = desk.record("ana", "voucher", "40", *LATE).entry
    assert given is not None
    desk.house = open_house(tmp_path / "policy.yaml", SHOP / "roster.yaml")
    adopt(desk.book, desk.house, desk.actor("oli"), desk.pen, "no vouchers any more", by_login=False)
    month, quarter = "cost all per branch every month", "cost all per all every quarter"
    assert (spent(desk, month), spent(desk, quarter)) == ((2000, 0), (2000, 0))
    hold(desk)
    desk.reverse("max", given.seq)
    assert (spent(desk, month), spent(desk, quarter)) == ((0, 0), (0, 0))
    hold(desk)


def test_whose_place_it_is_cannot_be_passed_by_opening_the_incident_elsewhere(desk: Desk) -> None:
    page, said = said_words(("failure=late", "customer=C-1", "branch=porto"))
    opened = open_incident(desk.house, desk.book, desk.actor("ana"), "I-1", page, said, desk.pen, by_login=False)
    assert opened.data["incident"] == "I-1"
    assert refused(lambda: desk.record("ana", "refund", "5", "incident=I-1")) == ("contradiction", 2)
    assert desk.record("bea", "refund", "5", "incident=I-1").entry is not None
