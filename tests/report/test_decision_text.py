"""What somebody at the desk reads: at a terminal with and without colour, narrow and wide, and in a pipe."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from empower.report.as_text import decision_text
from tests.report.hotel import DECISIONS, HOTEL, clock

Seen = Callable[[str, str], None]


def shown(name: str, *, colour: bool = False, width: int | None = 80) -> str:
    return decision_text(DECISIONS[name], HOTEL, colour=colour, local=clock, file="policy.yaml", width=width)


@pytest.mark.parametrize("name", DECISIONS)
def test_at_a_terminal(name: str, seen: Seen) -> None:
    seen(f"{name}.terminal.txt", shown(name))


@pytest.mark.parametrize("name", DECISIONS)
def test_in_a_pipe(name: str, seen: Seen) -> None:
    seen(f"{name}.pipe.txt", shown(name, width=None))


@pytest.mark.parametrize(("name", "code"), [("approve", 32), ("escalate", 33), ("deny", 31), ("missing", 36)])
def test_the_answer_is_in_colour(name: str, code: int) -> None:
    lines = shown(name, colour=True).splitlines()
    answer = shown(name).split(" — ")[0]
    assert lines[0].startswith(f"\x1b[1;{code}m{answer}\x1b[0m — ")


@pytest.mark.parametrize("name", DECISIONS)
def test_colour_changes_no_word(name: str) -> None:
    coloured = shown(name, colour=True)
    for code in ("1;31", "1;32", "1;33", "1;36", "1", "2", "0"):
        coloured = coloured.replace(f"\x1b[{code}m", "")
    assert coloured == shown(name)


@pytest.mark.parametrize("name", DECISIONS)
def test_a_pipe_has_no_colour(name: str) -> None:
    assert shown(name, colour=True, width=None) == shown(name, colour=False, width=None)
