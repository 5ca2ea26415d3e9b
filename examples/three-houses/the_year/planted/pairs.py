"""People and whom they deal with: a customer who has one friend, two who sign for each other, one screen for two persons."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING

from the_year.clock import HOUR, at
from the_year.diary import Story
from the_year.planted.scene import Scene

if TYPE_CHECKING:
    from the_year.year import Year

__all__ = ["each_other", "one_customer", "one_login"]

ONE_CUSTOMER, EACH_OTHER, ONE_LOGIN = "one-customer", "each-other", "one-login"
_WISHES = (("amenity",), ("credit", "40"), ("dinner", "1"), ("refund", "25"), ("late_checkout",), ("upgrade", "1"))
_How = Callable[[str, str, date, str, str, list[int]], Story]
_FAILURES = ("service", "noise", "cleanliness", "out_of_order", "not_ready")


def one_customer(year: Year) -> Iterator[Story]:
    """One person who gives to one customer again and again, and the customer has nothing from anybody else."""
    kept = year.planted

    def often(house: str, people: tuple[str, ...], clock: str, days: range, note: str, *, fault: bool) -> Story:
        scene, found = Scene(year, house), []
        for number, day in enumerate(days):
            yield at(date(2025, 10, 6) + timedelta(days=day), clock)
            scene = scene.again(_FAILURES[number % len(_FAILURES)])
            person = people[number % len(people)]
            scene.opened(person, "minor")
            yield scene.later(12)
            found.append(scene.gives(person, *_WISHES[number % len(_WISHES)]))
            scene.closed_later(person, 2)
        (kept.fault if fault else kept.honest)(ONE_CUSTOMER, note, *found)

    yield often("quay", ("davi",), "18:10", range(0, 330, 30), "plain: eleven times in a year", fault=True)
    yield often("dunes", ("wanda",), "10:30", range(60, 220, 22), "harder: eight times in five months", fault=True)
    yield often("abbey", ("gabi",), "23:40", range(20, 340, 70), "hard: five times, all at night", fault=True)
    yield often("dunes", ("quim",), "09:20", range(15, 330, 90), "hardest: four times in a year", fault=True)
    crowd = ("ana", "elsa", "bruno", "filipe", "carla", "davi", "joel")
    yield often(
        "quay", crowd, "14:15", range(100, 240, 15), "a guest who lives there, and everybody gives", fault=False
    )
    yield often(
        "abbey", ("dina", "caio", "heitor"), "10:50", range(30, 300, 60), "a regular in a small house", fault=False
    )


def each_other(year: Year) -> Iterator[Story]:
    """Two people each of whom says yes to what the other asks."""
    kept = year.planted

    def night(first: str, second: str, day: date, clock: str, house: str, found: list[int]) -> Story:
        scene = Scene(year, house, failure="not_ready")
        yield at(day, clock)
        scene.opened(first, "major")
        yield scene.later(20)
        asked = scene.asks(first, "free_night", "1")
        yield scene.later(55)
        found += [asked.seq, *[one.seq for one in scene.says_yes(second, asked)]]
        scene.closed_later(first)

    def refunded(first: str, second: str, day: date, clock: str, house: str, found: list[int]) -> Story:
        scene = Scene(year, house, failure="service")
        yield at(day, clock)
        scene.opened(first)
        yield scene.later(15)
        asked = scene.asks(first, "refund", "70", role="associate")
        yield scene.later(25)
        found += [asked.seq, *[one.seq for one in scene.says_yes(second, asked)]]
        scene.closed_later(first)

    def pair(
        how: _How, house: str, order: str, people: tuple[str, str], every: int, note: str, *, fault: bool
    ) -> Story:
        found: list[int] = []
        for number, side in enumerate(order):
            first, second = people if side == "a" else (people[1], people[0])
            day = date(2025, 10, 14) + timedelta(days=every * number)
            yield from how(first, second, day, "14:30", house, found)
        (kept.fault if fault else kept.honest)(EACH_OTHER, note, *found)

    yield pair(night, "quay", "abababab", ("nuno", "olga"), 11, "plain: four free nights each in a quarter", fault=True)
    yield pair(
        refunded, "quay", "ababab", ("kika", "luis"), 26, "harder: three refunds each, as associates", fault=True
    )
    yield pair(night, "dunes", "aabab", ("zeca", "alda"), 61, "hard: three and two, in a year", fault=True)
    yield pair(refunded, "dunes", "aba", ("xana", "yago"), 80, "hardest: two and one in half a year", fault=True)
    yield pair(
        night, "abbey", "aaaaa", ("jorge", "katia"), 50, "one asks, the other signs, never the other way", fault=False
    )
    yield pair(refunded, "abbey", "ab", ("heitor", "ilda"), 110, "once each, months apart", fault=False)


def one_login(year: Year) -> Iterator[Story]:
    """A request and the yes to it from one screen."""
    kept = year.planted

    def seen(
        house: str, day: str, clock: str, who: tuple[str, str], logins: tuple[str, str], note: str, **is_: bool
    ) -> Story:
        scene = Scene(year, house, failure="cleanliness")
        yield scene.on(day, clock)
        scene.opened(who[0])
        yield scene.later(10)
        asked = scene.asks(who[0], "refund", "95", login=logins[0])
        yield scene.later(2 if logins[0] == logins[1] == year.desk.people[who[0]].login else 70)
        found = scene.says_yes(who[1], asked, login=logins[1])
        (kept.fault if is_["fault"] else kept.honest)(ONE_LOGIN, note, asked, *found)
        scene.closed_later(who[0])

    def by_word() -> Story:
        scene = Scene(year, "abbey", failure="noise")
        yield scene.on("2026-01-20", "23:50")
        scene.opened("gabi")
        yield scene.later(10)
        given = scene.on_word("gabi", "jorge", "refund", "80")
        yield year.now + 5 * HOUR
        confirmed = year.desk.approve("jorge", given.seq, note="yes", login="gtorres").vote
        kept.fault(ONE_LOGIN, "hard: a word confirmed from the asker's own screen", given, confirmed)
        scene.closed_later("dina")

    def second_of_two() -> Story:
        scene = Scene(year, "dunes", failure="overbooked")
        yield scene.on("2026-07-07", "12:00")
        scene.opened("alda", "major")
        yield scene.later(15)
        asked = scene.asks("alda", "free_night", "2")
        yield scene.later(40)
        kept.fault(
            ONE_LOGIN, "hard: the second of two signatures", asked, *scene.says_yes("bela", asked, login="anobre")
        )
        scene.closed_later("alda")

    yield seen("quay", "2025-10-30", "09:00", ("bruno", "kika"), ("bsa", "bsa"), "plain: two minutes apart", fault=True)
    yield seen(
        "dunes", "2026-02-25", "16:00", ("sara", "yago"), ("desk-3", "desk-3"), "harder: a shared desk", fault=True
    )
    yield seen(
        "abbey", "2026-06-17", "16:10", ("enzo", "ilda"), ("epaz", "EPAZ"), "hardest: written otherwise", fault=True
    )
    yield by_word()
    yield second_of_two()
    yield seen(
        "quay", "2026-03-10", "16:20", ("davi", "luis"), ("desk-1", "lfaria"), "asked at the shared desk", fault=False
    )
    yield seen(
        "abbey", "2026-03-12", "15:40", ("enzo", "ilda"), ("epaz", "desk-5"), "answered at the shared desk", fault=False
    )
