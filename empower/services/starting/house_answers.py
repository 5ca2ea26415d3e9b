"""The house itself: what it is called, what it counts in, and by which clock it lives."""

from __future__ import annotations

import os
from pathlib import Path
from zoneinfo import available_timezones

from empower.domain.currencies import DIGITS
from empower.domain.problem import Problem
from empower.policyfile.timezones import unknown_timezone
from empower.rules.compile.policy import unknown_currency
from empower.services.starting.answers import Answers
from empower.services.starting.names import one_line

__all__ = ["currency", "machine_zone", "timezone", "title"]

_ZONES = "zoneinfo/"
_SAME_AS_UTC = ("Etc/UTC", "Etc/UCT", "Etc/Zulu", "Zulu")
_MOST_WORD = 60


def title(text: str, answers: Answers) -> Answers | Problem:
    """With what the house is called."""
    line = one_line(text)
    if isinstance(line, Problem):
        return line
    if not line:
        return Problem(code="usage", message="this says nothing", hint="say what the house is called, or leave it out")
    return answers.but(title=line)


def currency(text: str, answers: Answers) -> Answers | Problem:
    """With the currency, which is one of ISO 4217."""
    word = one_line(text, _MOST_WORD)
    if isinstance(word, Problem):
        return word
    known = word.upper() if word.isascii() else word
    return answers.but(currency=known, digits=DIGITS[known]) if known in DIGITS else unknown_currency(word)


def timezone(text: str, answers: Answers) -> Answers | Problem:
    """With the time zone, which is one that the system knows."""
    zone = one_line(text, _MOST_WORD)
    if isinstance(zone, Problem):
        return zone
    return unknown_timezone(zone) or answers.but(timezone=zone)


def machine_zone() -> str:
    """The time zone of the machine, by the places where one is written down; else UTC."""
    try:
        linked = str(Path("/etc/localtime").resolve())
    except OSError:
        linked = ""
    for zone in (os.environ.get("TZ", "").lstrip(":"), linked.partition(_ZONES)[2]):
        if zone in available_timezones() and zone not in _SAME_AS_UTC:
            return zone
    return "UTC"
