"""The hotel of the language page, opened, and questions put to it."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from empower.domain.errors import CannotAskError
from empower.services.house import House, open_house
from empower.services.question import Question, Who, question

PACK = Path(__file__).resolve().parents[1] / "packs" / "harbour-hotel"
NOW = 1_777_670_100_000_000  # 2026-05-01T22:15:00+01:00
LOUD = ("failure=noise", "severity=minor", "customer=C-88", "bill=480", "incident=INC-7")


@cache
def hotel() -> House:
    """With its people."""
    return open_house(PACK, PACK / "roster.yaml")


@cache
def without_people() -> House:
    """Without a roster."""
    return open_house(PACK)


def asks(
    *words: str,
    person: str = "",
    role: str = "",
    login: str = "",
    command: str = "check",
    also: tuple[str, ...] = (),
    papers: tuple[str, ...] = (),
    at: str = "",
    incident: Path | None = None,
) -> Question:
    """The question that the words put, on the evening of 1 May 2026."""
    who = Who(person=person, role=role, login=login)
    return question(command, words, now=NOW, who=who, also=also, papers=papers, at=at, incident=incident)


def codes(wrong: CannotAskError) -> list[tuple[str, str]]:
    """Each problem's code and hint."""
    return [(one.code, one.hint) for one in wrong.problems]
