"""Amounts that lie just under what a person may give, again and again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING

from the_year.clock import at
from the_year.diary import Story
from the_year.planted.scene import Scene

if TYPE_CHECKING:
    from the_year.year import Year

__all__ = ["near_limit"]

NEAR_LIMIT = "near-limit"


def near_limit(year: Year) -> Iterator[Story]:
    """Each for another guest, so that nothing but the amount is odd."""
    kept = year.planted

    def near(
        house: str,
        person: str,
        clock: str,
        remedy: str,
        figures: tuple[str, ...],
        first: date,
        note: str,
        *,
        fault: bool,
    ) -> Story:
        found = []
        for number, figure in enumerate(figures):
            scene = Scene(year, house, failure="not_ready")
            yield at(first + timedelta(days=11 * number), clock)
            scene.opened(person)
            yield scene.later(18)
            found.append(scene.gives(person, remedy, figure))
            scene.closed_later(person)
        (kept.fault if fault else kept.honest)(NEAR_LIMIT, note, *found)

    autumn, spring = date(2025, 10, 9), date(2026, 4, 7)
    refunds = ("49", "48.50", "50", "49.50", "48", "49", "50", "47.50", "49", "49.90", "48", "50", "49", "48.80")
    yield near("quay", "filipe", "17:40", "refund", refunds, autumn, "plain: fourteen refunds of 48 to 50", fault=True)
    house_credit = ("198", "196", "200", "195", "199", "197", "200", "194", "198", "196")
    yield near(
        "dunes",
        "rita",
        "11:25",
        "credit",
        house_credit,
        spring,
        "harder: house credit, 60% at cost",
        fault=True,
    )
    large = ("295", "290", "298", "300", "288", "294", "297")
    yield near(
        "abbey", "ilda", "18:30", "refund", large, autumn, "hard: a supervisor's own limit, seven times", fault=True
    )
    below = ("53", "54", "55", "54.50", "53.80", "55.50", "54", "55", "53.50", "54.20", "55", "54")
    yield near("quay", "elsa", "17:20", "refund", below, spring, "hardest: nine tenths of it, twelve times", fault=True)
    two_nights = ("2", "2", "2")
    yield near("quay", "hugo", "23:45", "upgrade", two_nights, spring, "two nights cost what they cost", fault=False)
    fifty = ("50", "50", "50", "50", "50", "50")
    yield near(
        "dunes",
        "ugo",
        "17:15",
        "refund",
        fifty,
        date(2026, 5, 7),
        "round figures, under the limit of 60",
        fault=False,
    )
