"""Each kind of finding on a planted case, beside an honest one that looks like it."""

from __future__ import annotations

import pytest

from empower.ledger.memory import MemoryStore
from tests.services.findings.corner_shop import Corner

LATE = "failure=late"


@pytest.fixture
def shop() -> Corner:
    """An empty book."""
    return Corner(MemoryStore())


def test_split_over_two_incidents_of_one_customer(shop: Corner) -> None:
    one = shop.gives("ana", "refund", "45", LATE, "customer=C-1")
    shop.pass_time(5)
    two = shop.gives("ana", "voucher", "20", LATE, "customer=C-1")
    [found] = shop.found("split")
    assert (found.rows, found.people) == ((one.seq, two.seq), ("ana",))
    assert dict(found.figures) == {"line": "clerk-small", "per": "gesture", "limit": 5000, "sum": 6500, "count": 2}
    shop.pass_time(163)
    three = shop.gives("ana", "voucher", "1", LATE, "customer=C-1")
    assert [(again.id, again.rows) for again in shop.found("split")] == [(found.id, (*found.rows, three.seq))]


@pytest.mark.parametrize("change", ["another person", "another customer", "later", "within", "asked for", "taken back"])
def test_not_split(shop: Corner, change: str) -> None:
    first = shop.gives("ana", "refund", "25" if change == "within" else "45", LATE, "customer=C-1")
    if change == "taken back":
        shop.undoes("max", first)
    shop.pass_time(168.01 if change == "later" else 5)
    person = "cal" if change == "another person" else "ana"
    customer = "customer=C-2" if change == "another customer" else "customer=C-1"
    second = shop.gives(person, "voucher", "60" if change == "asked for" else "20", LATE, customer)
    if change == "asked for":
        shop.yes("max", second)
    assert shop.rows("split") == []


def test_the_same_remedy_twice_by_whomever(shop: Corner) -> None:
    shop.opens("I-1", LATE, "customer=C-1")
    one = shop.gives("ana", "refund", "10", "incident=I-1")
    shop.pass_time(6 * 24)
    two = shop.gives("cal", "refund", "10", "incident=I-1")
    [found] = shop.found("twice")
    assert (found.rows, found.people) == ((one.seq, two.seq), ("ana", "cal"))
    shop.pass_time(7 * 24)
    three = shop.gives("ana", "refund", "10", LATE, "customer=C-1")
    assert shop.rows("twice") == [(one.seq, two.seq, three.seq)]


@pytest.mark.parametrize(
    "change", ["corrected", "costs nothing", "owed", "another remedy", "later", "another customer"]
)
def test_not_twice(shop: Corner, change: str) -> None:
    what = ("apology",) if change == "costs nothing" else ("refund", "10")
    what = ("refund", "15") if change == "owed" else what
    failure = "failure=lost" if change == "owed" else LATE
    one = shop.gives("ana", *what, failure, "customer=C-1")
    if change == "corrected":
        shop.undoes("max", one)
    shop.pass_time(168.01 if change == "later" else 1)
    what = ("voucher", "10") if change == "another remedy" else what
    shop.gives("cal", *what, failure, "customer=C-2" if change == "another customer" else "customer=C-1")
    assert shop.rows("twice") == []


def test_one_customer(shop: Corner) -> None:
    """Ana gives to C-1 on six days: of 120 occasions 12 are hers, and C(12,6) of C(120,6) ways is one in 3,953,187."""
    rows = []
    for day in range(54):
        shop.gives("cal", "coffee", "1", LATE, f"customer=D-{day}")
        shop.gives("max", "coffee", "1", LATE, f"customer=E-{day}")
        if day < 6:
            shop.gives("ana", "coffee", "1", LATE, f"customer=F-{day}")
        if day >= 48:
            rows.append(shop.gives("ana", "coffee", "1", LATE, "customer=C-1").seq)
        shop.pass_time(24)
    [found] = shop.found("one-customer")
    assert (found.rows, found.people) == (tuple(rows), ("ana",))
    assert {name: found.figure(name) for name in ("seen", "marked", "drawn")} == {"seen": 6, "marked": 6, "drawn": 12}
    assert found.figure("one_in") == 3_953_187


def test_many_gestures_of_one_incident_are_one_occasion(shop: Corner) -> None:
    for day in range(40):
        shop.gives("cal", "coffee", "1", LATE, f"customer=D-{day}")
        shop.gives("max", "coffee", "1", LATE, f"customer=E-{day}")
    shop.opens("I-1", LATE, "customer=C-1")
    for _ in range(12):
        shop.gives("ana", "coffee", "1", "incident=I-1")
    assert shop.rows("one-customer") == []


@pytest.mark.parametrize(("months_apart", "asked"), [(1, True), (4, False)])
def test_what_was_imported_counts_on_its_own_day(shop: Corner, months_apart: int, asked: bool) -> None:
    """Five a month apart lie within a year, five that are four months apart do not, though all came in at one moment."""
    rows = [f"2024-{1 + number % 12:02}-{1 + number % 28:02},cal,coffee,1,D-{number},late" for number in range(200)]
    days = [(month // 12, month % 12 + 1) for month in range(0, 5 * months_apart, months_apart)]
    rows += [f"{2024 + year}-{month:02}-15,ana,coffee,1,C-1,late" for year, month in days]
    shop.brings_in("date,by,remedy,quantity,customer,failure", sorted(rows))
    assert [one.people for one in shop.found("one-customer")] == ([("ana",)] if asked else [])


def test_two_people_approve_each_other(shop: Corner) -> None:
    votes = []
    for number, (asker, approver) in enumerate([("max", "kim"), ("kim", "max"), ("max", "kim"), ("kim", "max")]):
        assert shop.rows("each-other") == []
        request = shop.gives(asker, "refund", "60", LATE, f"customer=C-{number}")
        votes += [request.seq, shop.yes(approver, request).seq]
        shop.pass_time(24)
    [found] = shop.found("each-other")
    assert (found.rows, found.people) == (tuple(votes), ("kim", "max"))
    assert (found.figure("of_one"), found.figure("of_other")) == (2, 2)


def test_two_of_many_who_approve(shop: Corner) -> None:
    """Kim had two yeses of Max, and five of Ned: two of seven are less than a third."""
    for number in range(5):
        shop.yes("ned", shop.gives("kim", "refund", "60", LATE, f"customer=D-{number}"))
    for number, (asker, approver) in enumerate([("max", "kim"), ("kim", "max"), ("max", "kim"), ("kim", "max")]):
        shop.yes(approver, shop.gives(asker, "refund", "60", LATE, f"customer=C-{number}"))
    assert shop.rows("each-other") == []


def test_one_login_behind_asker_and_approver(shop: Corner) -> None:
    own = shop.gives("ana", "refund", "60", LATE, "customer=C-1")
    shop.yes("max", own)
    assert shop.rows("one-login") == []
    request = shop.gives("ana", "refund", "60", LATE, "customer=C-2")
    vote = shop.yes("max", request, login="ana")
    word = shop.gives("ana", "refund", "60", LATE, "customer=C-3", word_of="kim", note="Kim said yes")
    confirmed = shop.yes("kim", word, login="ana")
    assert [(one.rows, one.people) for one in shop.found("one-login")] == [
        ((request.seq, vote.seq), ("ana", "max")),
        ((word.seq, confirmed.seq), ("ana", "kim")),
    ]


def test_amounts_near_a_limit(shop: Corner) -> None:
    """15 of Ana's 30, and none of Cal's 30: C(30,15) of C(60,15) ways, which is one in 342,927."""
    near = []
    for day in range(30):
        shop.gives("cal", "refund", str(10 + day), LATE, f"customer=D-{day}")
        entry = shop.gives("ana", "refund", "49.50" if day % 2 else "12", LATE, f"customer=C-{day}")
        near += [entry.seq] if day % 2 else []
        shop.pass_time(24)
    [found] = shop.found("near-limit")
    assert (found.rows, found.people) == (tuple(near), ("ana",))
    assert found.figure("one_in") == 342_927


def test_what_everybody_gives_is_near_for_nobody(shop: Corner) -> None:
    for day in range(20):
        shop.gives("cal", "refund", "50", LATE, f"customer=D-{day}")
        shop.gives("ana", "refund", "50", LATE, f"customer=C-{day}")
        shop.pass_time(24)
    assert shop.rows("near-limit") == []


@pytest.mark.parametrize(
    ("person", "at", "asked"),
    [
        ("ana", "08:00", False),
        ("ana", "07:59", True),
        ("ana", "18:00", False),
        ("ana", "18:01", True),
        ("ana", "17:30", False),
        ("bea", "23:30", False),
        ("bea", "03:00", False),
        ("bea", "07:00", False),
        ("bea", "07:01", True),
        ("bea", "20:59", True),
        ("cal", "03:00", False),
    ],
)
def test_outside_the_hours_of_the_roster(shop: Corner, person: str, at: str, asked: bool) -> None:
    shop.at(f"2026-06-03T{at}:00+01:00")
    entry = shop.gives(person, "coffee", "1", LATE, "customer=C-1")
    assert shop.rows("outside-hours") == ([(entry.seq,)] if asked else [])


def test_outside_the_hours_that_are_usual(shop: Corner) -> None:
    for _ in range(25):
        shop.gives("cal", "coffee", "1", LATE)
        shop.pass_time(24)
    shop.at("2026-06-29T11:59:00+01:00")
    shop.gives("cal", "coffee", "1", LATE)
    shop.at("2026-06-30T14:00:00+01:00")
    first = shop.gives("cal", "coffee", "1", LATE)
    shop.pass_time(0.5)
    second = shop.gives("cal", "refund", "60", LATE)
    found = shop.found("outside-hours")
    assert [one.rows for one in found] == [(first.seq,)], second  # the one before is near the second


def test_taken_back_after_the_incident_was_closed(shop: Corner) -> None:
    for incident in ("I-1", "I-2", "I-3"):
        shop.opens(incident, LATE, f"customer={incident}")
    given = [shop.gives("ana", "refund", "10", f"incident={one}") for one in ("I-1", "I-2", "I-3")]
    closed = shop.closes("I-1")
    shop.closes("I-2")
    shop.reopens("I-2")
    undone = [shop.undoes("max", one) for one in given]
    shop.closes("I-3")
    [found] = shop.found("after-close")
    assert (found.rows, found.people) == ((given[0].seq, closed.seq, undone[0].seq), ("max",))


def test_a_word_that_nobody_confirmed_in_time(shop: Corner) -> None:
    def word(number: int) -> int:
        said = {"word_of": "max", "note": "Max said yes"}
        return shop.gives("ana", "refund", "60", LATE, f"customer=C-{number}", **said).seq

    silent, late, disowned, in_time = [word(number) for number in range(4)]
    shop.login = "max"
    confirmed = shop.approve("max", in_time).vote.seq
    shop.pass_time(2)
    refused = shop.decline("max", disowned).seq
    assert shop.rows("word") == [(disowned, refused)]
    shop.pass_time(10)
    assert shop.rows("word") == [(disowned, refused)]
    shop.pass_time(0.01)
    assert shop.rows("word") == [(silent,), (late,), (disowned, refused)]
    at_last = shop.approve("max", late).vote.seq
    found = shop.found("word")
    assert [(one.rows, one.word("said")) for one in found] == [
        ((silent,), "silent"),
        ((late, at_last), "late"),
        ((disowned, refused), "disowned"),
    ]
    assert all([confirmed not in one.rows for one in found])


def test_taken_back_after_the_month_was_closed(shop: Corner) -> None:
    shop.opens("I-1", LATE, "customer=C-1")
    given = [shop.gives("ana", "refund", "10", "incident=I-1") for _ in range(2)]
    shop.at("2026-07-02T10:00:00+01:00")
    early = shop.undoes("max", given[0])
    shop.closes_month("2026-05")
    closed = shop.closes_month("2026-06")
    late = shop.undoes("max", given[1])
    july = shop.gives("ana", "refund", "10", "incident=I-1")
    shop.undoes("max", july)
    [found] = shop.found("after-close")
    assert early.seq not in found.rows
    assert found.rows == (given[1].seq, closed.seq, late.seq)
    assert found.word("month") == "2026-06"


def test_a_cent_taken_back_in_between_hides_nothing(shop: Corner) -> None:
    """Only what was taken back whole before the second was given is a correction."""
    one = shop.gives("ana", "refund", "25", LATE, "customer=C-31")
    shop.login = "max"
    shop.reverse("max", one.seq, 1)
    two = shop.gives("ana", "refund", "26", LATE, "customer=C-31")
    found = {found.kind for found in shop.found() if found.rows == (one.seq, two.seq)}
    assert "twice" in found


def test_what_came_in_after_a_month_was_closed_and_was_taken_back_is_not_asked_about(shop: Corner) -> None:
    shop.at("2026-07-02T09:00:00+01:00")
    shop.closes_month("2026-05")
    shop.closes_month("2026-06")
    shop.brings_in("on,by,remedy,amount,failure", ["2026-05-04,ana,refund,6,late"])
    given = shop.entries()[-1]
    assert given.data["day"] < shop.entries()[-2].data["until_day"]
    shop.undoes("oli", given)
    assert [one for one in shop.found() if one.kind == "after-close"] == []
