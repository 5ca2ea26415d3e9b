"""The night shift comes to what its page tells of, and runs on PostgreSQL as it does in a file."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.docs import pages
from tests.docs.on_a_server import same_as_told, shown_on_a_server

PAGE = pages.ROOT / "examples" / "night-shift" / "README.md"
STEPS = (
    ("init", "made "),
    ("incident", "OPENED"),
    ("suggest", "Any employee may"),
    ("record", "YES"),
    ("check", "ASK "),
    ("record", "ASKED"),
    ("inbox", "REQUEST"),
    ("approve", "GIVEN"),
    ("record", "YES"),
    ("record", "YES"),
    ("inbox", "WORD"),
    ("approve", "CONFIRMED"),
    ("record", "ASKED"),
    ("decline", "DECLINED"),
    ("mine", "Ana Reis"),
    ("duty", "DONE"),
    ("reverse", "command line:1:1: not-yours"),
    ("reverse", "UNDONE"),
    ("incident", "CLOSED"),
    ("incident", "INC-2 — closed"),
    ("budget", "in EUR"),
    ("ledger", "VERIFIED"),
    ("ledger", "6 decisions made again, each as it was"),
    ("ledger", "VERIFIED"),
)


def test_every_step_comes_to_what_the_page_tells_of() -> None:
    """What is seen is real either way; this says that it is what was meant, also when the page was written anew."""
    found = [(command.text.split()[1], command.seen[0]) for command in pages.commands(PAGE)]
    assert [word for word, _ in found] == [word for word, _ in STEPS]
    assert [seen for (_, seen), (_, begins) in zip(found, STEPS, strict=True) if not seen.startswith(begins)] == []


def test_the_same_night_on_a_server(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    shown = shown_on_a_server(PAGE, tmp_path, tmp_path_factory)
    assert pages.commands(PAGE)[0].text.startswith("empower init")
    same_as_told(PAGE, shown, but=1)
