"""One gesture, cut into several that nobody else has to see; and the same remedy twice."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from empower.domain.entries import Entry
from the_year.diary import Story
from the_year.planted.scene import Scene

if TYPE_CHECKING:
    from the_year.year import Year

__all__ = ["split", "twice"]

SPLIT, TWICE = "split", "twice"


def split(year: Year) -> Iterator[Story]:
    """Gestures of one asker that would have been somebody else's to give, had they been one."""
    kept = year.planted

    def one_incident(house: str, day: str, person: str, figures: tuple[str, ...], minutes: int, note: str) -> Story:
        scene = Scene(year, house)
        yield scene.on(day, "16:10" if person in ("tiago", "elsa", "enzo") else "09:05")
        scene.opened(person)
        found = []
        for figure in figures:
            yield scene.later(minutes)
            found.append(scene.gives(person, "refund", figure))
        scene.closed_later(person)
        kept.fault(SPLIT, note, *found)
        kept.fault(TWICE, f"{note}; also split", *found)

    def two_incidents(house: str, days: tuple[str, str], person: str, wish: tuple[str, str, str], note: str) -> Story:
        remedy, *figures = wish
        scene = Scene(year, house)
        found = []
        for day, figure, failure in zip(days, figures, ("cleanliness", "service"), strict=True):
            yield scene.on(day, "17:20" if person in ("elsa", "sara") else "11:40")
            scene = scene.again(failure)
            scene.opened(person)
            yield scene.later(15)
            found.append(scene.gives(person, remedy, figure))
            scene.closed_later(person)
        kept.fault(SPLIT, note, *found)
        kept.fault(TWICE, f"{note}; also split", *found)

    def honest(day: str, person: str, *wishes: tuple[str, ...]) -> Story:
        scene = Scene(year, "quay")
        yield scene.on(day, "09:30")
        scene.opened(person)
        found = []
        for wish in wishes:
            yield scene.later(35)
            found.append(scene.gives(person, *wish))
        scene.closed_later(person)
        kept.honest(SPLIT, "two gestures that one could have been, within every limit", *found)

    def owed_twice() -> Story:
        scene = Scene(year, "quay", failure="billing")
        found: list[Entry] = []
        for bill in ("44.00", "46.50"):
            yield scene.on("2025-11-05", "10:00") if not found else scene.later(50)
            scene = scene.again("billing")
            scene.opened("carla", overcharged=bill)
            yield scene.later(10)
            found.append(scene.gives("carla", "refund"))
            scene.closed_later("carla")
        kept.honest(SPLIT, "two wrong bills of one guest, each owed by rule", *found)
        kept.honest(TWICE, "two wrong bills of one guest, each owed by rule", *found)

    def long_after() -> Story:
        scene = Scene(year, "dunes")
        found = []
        for day, figure in (("2025-12-03", "48"), ("2026-02-19", "47")):
            yield scene.on(day, "09:00")
            scene = scene.again("not_ready")
            scene.opened("quim")
            yield scene.later(20)
            found.append(scene.gives("quim", "refund", figure))
            scene.closed_later("quim")
        kept.honest(SPLIT, "eleven weeks apart, another stay", *found)
        kept.honest(TWICE, "eleven weeks apart, another stay", *found)

    yield one_incident("quay", "2025-10-08", "ana", ("48", "47"), 12, "plain: two refunds within a quarter of an hour")
    yield one_incident("dunes", "2026-05-06", "tiago", ("58", "57", "5"), 45, "plain: three refunds in an evening")
    yield one_incident("abbey", "2026-01-07", "enzo", ("49", "30"), 150, "harder: hours apart, the second well below")
    evening = ("2025-11-11", "2025-11-11")
    yield two_incidents("quay", evening, "elsa", ("refund", "49", "48"), "harder: an incident was opened for each")
    days = ("2026-03-03", "2026-03-04")
    yield two_incidents(
        "abbey", days, "caio", ("credit", "195", "180"), "hard: two incidents on two days, house credit"
    )
    days = ("2026-02-02", "2026-02-06")
    yield two_incidents("dunes", days, "quim", ("refund", "49", "46"), "hard: four days apart")
    days = ("2026-07-07", "2026-07-16")
    yield two_incidents("quay", days, "carla", ("refund", "58", "57"), "hardest: nine days apart")
    yield one_incident("quay", "2026-09-15", "ana", ("58", "56"), 20, "plain: twenty minutes apart")
    yield honest("2025-12-02", "bruno", ("refund", "20"), ("dinner", "1"))
    yield honest("2026-02-04", "ana", ("amenity",), ("credit", "40"))
    yield owed_twice()
    yield long_after()


def twice(year: Year) -> Iterator[Story]:
    """The same remedy twice for the same thing, each time by somebody who did not know, or did."""
    kept = year.planted

    def by_two(house: str, day: str, people: tuple[str, str], wish: tuple[str, ...], minutes: int, note: str) -> Story:
        scene = Scene(year, house, failure="out_of_order")
        yield scene.on(day, "16:30" if people[0] in ("davi", "sara", "enzo") else "08:30")
        scene.opened(people[0])
        yield scene.later(10)
        first = scene.gives(people[0], *wish)
        yield scene.later(minutes)
        kept.fault(TWICE, note, first, scene.gives(people[1], *wish))
        scene.closed_later(people[1])

    def two_houses() -> Story:
        scene = Scene(year, "quay", failure="noise")
        yield scene.on("2026-06-09", "10:20")
        scene.opened("bruno")
        yield scene.later(20)
        first = scene.gives("bruno", "credit", "80")
        scene.closed_later("bruno")
        other = Scene(year, "dunes", guest=scene.guest, failure="noise")
        yield scene.on("2026-06-11", "09:10")
        other.opened("rita")
        yield scene.later(30)
        kept.fault(TWICE, "hard: in two houses, two days apart", first, other.gives("rita", "credit", "80"))
        other.closed_later("rita")

    def fortnight() -> Story:
        scene = Scene(year, "abbey", failure="out_of_order")
        found: list[Entry] = []
        for day, person in (("2026-04-07", "caio"), ("2026-04-20", "dina")):
            yield scene.on(day, "10:40")
            scene = scene.again("out_of_order")
            scene.opened(person)
            yield scene.later(15)
            found.append(scene.gives(person, "credit", "110"))
            scene.closed_later(person)
        kept.fault(TWICE, "hardest: two people, a fortnight apart, the same broken thing", *found)

    def asked_and_given() -> Story:
        scene = Scene(year, "dunes", failure="cleanliness")
        yield scene.on("2026-05-12", "10:00")
        scene.opened("rita")
        yield scene.later(15)
        asked = scene.asks("rita", "refund", "75")
        yield scene.later(20)
        given = scene.gives("quim", "refund", "40")
        yield scene.later(30)
        kept.fault(TWICE, "hard: one at once, one by a request", given, *scene.says_yes("xana", asked)[1:])
        scene.closed_later("rita")

    def corrected() -> Story:
        scene = Scene(year, "abbey", failure="service")
        yield scene.on("2026-02-11", "09:40")
        scene.opened("dina")
        yield scene.later(10)
        wrong = scene.gives("dina", "refund", "45")
        yield scene.later(25)
        undone = year.desk.reverse("jorge", wrong.seq, "45 was the room number")
        yield scene.later(10)
        right = scene.gives("dina", "refund", "25")
        for kind in (TWICE, SPLIT):
            kept.honest(kind, "the first was undone, then given rightly", wrong, undone, right)
        scene.closed_later("dina")

    def weeks_later() -> Story:
        scene = Scene(year, "quay", failure="out_of_order")
        found = []
        for day in ("2026-04-14", "2026-05-29"):
            yield scene.on(day, "10:30")
            scene = scene.again("out_of_order")
            scene.opened("carla")
            yield scene.later(10)
            found.append(scene.gives("carla", "amenity"))
            scene.closed_later("carla")
        kept.honest(TWICE, "another stay, six weeks later", *found)

    yield by_two("quay", "2025-10-21", ("bruno", "carla"), ("refund", "30"), 25, "plain: two people, half an hour")
    yield by_two("abbey", "2025-11-18", ("caio", "caio"), ("amenity",), 180, "plain: one person, three hours")
    yield by_two("dunes", "2026-06-16", ("sara", "tiago"), ("credit", "60"), 1440, "harder: the next evening")
    yield two_houses()
    yield fortnight()
    yield asked_and_given()
    yield corrected()
    yield weeks_later()
