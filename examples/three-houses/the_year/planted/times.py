"""Gestures at odd times: outside somebody's hours, undone after all was over, on a word that nobody confirms."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from the_year.clock import DAY, HOUR, MINUTE
from the_year.diary import Story
from the_year.planted.scene import Scene

if TYPE_CHECKING:
    from the_year.year import Year

__all__ = ["after_close", "hours", "word"]

HOURS, AFTER_CLOSE, WORD = "outside-hours", "after-close", "word"


def hours(year: Year) -> Iterator[Story]:
    """Recorded when the person was not at work."""
    kept = year.planted

    def recorded(house: str, person: str, when: tuple[str, ...], note: str, *, fault: bool) -> Story:
        for one in when:
            scene = Scene(year, house, failure="service")
            yield scene.on(*one.split())
            scene.opened(person, "minor")
            yield scene.later(4)
            given = scene.gives(person, "credit", "30")
            scene.closed_later(person)
            (kept.fault if fault else kept.honest)(HOURS, note, given)

    nights = ("2025-10-16 02:40", "2025-11-27 01:55", "2026-01-29 03:10")
    yield recorded("quay", "bruno", nights, "plain: the early shift, three times in the night", fault=True)
    yield recorded("quay", "carla", ("2026-02-17 19:30",), "harder: in the evening, once", fault=True)
    yield recorded("dunes", "sara", ("2026-06-24 10:05",), "harder: in the morning of a late shift", fault=True)
    yield recorded(
        "quay", "joel", ("2026-03-18 03:20",), "hard: no hours are written down, but always by day", fault=True
    )
    yield recorded("dunes", "rita", ("2026-05-26 06:12",), "hardest: forty minutes before the shift", fault=True)
    yield recorded("dunes", "vera", ("2026-04-22 03:00",), "the night shift, at night", fault=False)
    yield recorded("quay", "davi", ("2025-12-10 23:01",), "five minutes after the shift ended", fault=False)
    yield recorded("quay", "iris", ("2026-05-20 00:30",), "past midnight, within the shift", fault=False)


def after_close(year: Year) -> Iterator[Story]:
    """Undone when the incident was over and the guest had left."""
    kept = year.planted

    def undone(house: str, day: str, people: tuple[str, str], days: int, figure: int | None, note: str) -> Story:
        scene = Scene(year, house, failure="billing" if figure is None else "noise")
        yield scene.on(day, "10:00")
        scene.opened(people[0], overcharged="5.00")
        yield scene.later(15)
        given = scene.gives(people[0], "refund", "45")
        yield year.now + 2 * DAY
        closed = scene.closes(people[0])
        yield year.now + days * DAY + 3 * HOUR
        reversal = year.desk.reverse(people[1], given.seq, "it was booked twice", figure)
        kept.fault(AFTER_CLOSE, note, given, closed, reversal)

    def closed_again(day: str, people: tuple[str, str], *, after: bool) -> Story:
        scene = Scene(year, "quay", failure="out_of_order")
        yield scene.on(day, "10:00")
        scene.opened(people[0])
        yield scene.later(15)
        given = scene.gives(people[0], "credit", "90")
        yield year.now + 2 * DAY
        scene.closes(people[0])
        yield year.now + 2 * DAY
        year.desk.reopen(people[0], scene.incident, "they came back to the desk")
        yield year.now + 3 * HOUR
        if after:
            closed = scene.closes(people[0], satisfied="partly")
            yield year.now + 5 * DAY
            reversal = year.desk.reverse(people[1], given.seq, "not used")
            kept.fault(AFTER_CLOSE, "hard: opened again, closed again, then undone", given, closed, reversal)
            return
        reversal = year.desk.reverse(people[1], given.seq, "they take a dinner instead")
        kept.honest(AFTER_CLOSE, "opened again first", given, reversal)
        yield scene.later(20)
        scene.gives(people[0], "dinner", "2")
        scene.closed_later(people[0])

    def while_open() -> Story:
        scene = Scene(year, "abbey", failure="noise")
        yield scene.on("2026-03-24", "10:00")
        scene.opened("dina")
        yield scene.later(10)
        given = scene.gives("dina", "credit", "70")
        yield year.now + DAY
        reversal = year.desk.reverse("katia", given.seq, "given to another room", 3000)
        kept.honest(AFTER_CLOSE, "undone in part while it was open, closed a day later", given, reversal)
        yield year.now + DAY
        scene.closes("dina")

    def month_over(days: tuple[str, str], note: str) -> Story:
        scene = Scene(year, "dunes", failure="out_of_order")
        yield scene.on(days[0], "10:00")
        scene.opened("quim")
        yield scene.later(15)
        given = scene.gives("quim", "refund", "40")
        yield scene.on(days[1], "11:00")
        reversal = year.desk.reverse("zeca", given.seq, "it was paid by the agency")
        kept.fault(AFTER_CLOSE, note, given, reversal)
        scene.closed_later("quim")

    yield month_over(("2026-01-27", "2026-02-10"), "harder: the incident was open, but its month was closed")
    yield month_over(("2026-04-28", "2026-05-05"), "hardest: its month was closed softly, and no more")
    yield undone("quay", "2025-10-13", ("ana", "olga"), 10, None, "plain: all of it, ten days after")
    yield undone("dunes", "2026-05-18", ("rita", "zeca"), 1, 2500, "harder: in part, a day after")
    yield undone("abbey", "2026-01-12", ("caio", "katia"), 60, None, "harder: two months after")
    yield undone("quay", "2026-09-07", ("bruno", "olga"), 12, None, "plain: all of it, twelve days after")
    yield closed_again("2026-06-02", ("carla", "nuno"), after=True)
    yield closed_again("2026-04-20", ("bruno", "olga"), after=False)
    yield while_open()


def word(year: Year) -> Iterator[Story]:
    """Given because somebody said yes on the telephone, they say."""
    kept = year.planted

    def given(
        house: str, when: str, who: tuple[str, str], wish: tuple[str, ...], after: int, note: str, **is_: bool
    ) -> Story:
        scene = Scene(year, house, failure="noise")
        yield scene.on(*when.split())
        scene.opened(who[0], "major")
        yield scene.later(9)
        entry = scene.on_word(who[0], who[1], *wish)
        scene.closed_later(who[1], 6)
        found = [entry]
        if after:
            yield year.now + after * MINUTE
            if is_.get("disowned"):
                found.append(year.desk.decline(who[1], entry.seq, "nobody rang me"))
            else:
                found.append(year.desk.approve(who[1], entry.seq, note="so I said").vote)
        (kept.fault if is_["fault"] else kept.honest)(WORD, note, *found)

    yield given(
        "quay", "2025-11-20 01:10", ("hugo", "nuno"), ("refund", "180"), 0, "plain: never confirmed", fault=True
    )
    yield given(
        "dunes", "2026-07-15 02:00", ("vera", "alda"), ("refund", "150"), 0, "plain: never confirmed", fault=True
    )
    yield given(
        "quay", "2026-09-23 01:05", ("hugo", "nuno"), ("refund", "140"), 0, "plain: never confirmed", fault=True
    )
    minute = 24 * 60 + 1
    yield given(
        "abbey", "2026-05-19 00:40", ("gabi", "katia"), ("credit", "230"), minute, "hardest: a minute late", fault=True
    )
    disowned = {"fault": True, "disowned": True}
    yield given("abbey", "2026-02-18 00:20", ("gabi", "jorge"), ("refund", "90"), 700, "plain: disowned", **disowned)
    late = 3 * 24 * 60
    yield given(
        "quay",
        "2026-05-13 03:30",
        ("iris", "olga"),
        ("credit", "260"),
        late,
        "harder: confirmed days too late",
        fault=True,
    )
    yield given(
        "quay", "2026-01-21 02:15", ("hugo", "nuno"), ("refund", "110"), 1390, "confirmed in the last hour", fault=False
    )
    yield given(
        "dunes", "2026-06-10 01:40", ("vera", "zeca"), ("refund", "120"), 480, "confirmed in the morning", fault=False
    )
