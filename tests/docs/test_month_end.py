"""The month-end walk comes to what its page tells of, and runs on PostgreSQL as it does in a file."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.docs import pages
from tests.docs.on_a_server import same_as_told, shown_on_a_server

PAGE = pages.ROOT / "docs" / "month-end.md"
STEPS = {
    "python year.py": "made book.db",
    "empower ledger verify --rebuild": "VERIFIED",
    "empower period list": "2026-07  closed",
    "empower report 2026-09 | grep -A9": "What waits for an answer",
    "empower ledger show": "ENTRY",
    "empower report 2026-09 | sed": "What was given, and by whom",
    "empower findings --from 2026-09-01": "split-",
    "empower findings explain": "EXPLAINED",
    "empower period close 2026-09 --soft": "CLOSED SOFTLY",
    "empower period close 2026-09 --checkpoint": "CLOSED — 2026-09",
    "empower reverse": "UNDONE",
    "cmp closed.html later.html": "the same",
    "empower ledger replay --policy": "BACKTEST",
    "bean-check": "agreed",
    "empower ledger archive": "COPIED",
    "empower ledger verify --ledger archive": "VERIFIED",
}


def test_every_step_comes_to_what_the_page_tells_of() -> None:
    """What is seen is real either way; this says that it is what was meant, also when the page was written anew."""
    typed = pages.commands(PAGE)
    for begins, seen in STEPS.items():
        command = next(one for one in typed if one.text.startswith(begins))
        assert command.seen[0].startswith(seen), command.text
    again = [command for command in typed if command.text.startswith("empower ledger replay")]
    assert again[0].seen[0].endswith("decisions made again, each as it was")


def test_the_same_walk_on_a_server(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    shown = shown_on_a_server(PAGE, tmp_path, tmp_path_factory)
    assert pages.commands(PAGE)[0].text.startswith("python year.py")
    assert shown[0][-1].startswith("made postgresql")
    same_as_told(PAGE, shown, but=1)
