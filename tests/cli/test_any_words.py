"""Whatever is typed, the answer is an answer or a mistake explained: never a failure, never silence."""

from __future__ import annotations

import contextlib
import io
import random
from pathlib import Path

import pytest

from empower.cli.guard import guarded

REMEDIES = [
    "refund",
    "apology",
    "free_night",
    "credit",
    "gift_card",
    "cookies",
    "room_move",
    "other",
    "refnd",
    "",
    "=",
    "\x00",
]
FIGURES = [
    "0",
    "60",
    "0.01",
    "1e3",
    "-5",
    "60 EUR",
    "60",
    "EUR",
    "9" * 16,
    "9" * 40,
    "٣",
    "½",
    "NaN",
    "inf",
    "--5",
    "1.005",
    " ",
]
FACTS = [
    *(
        "failure=noise",
        "failure=injury",
        "failure=",
        "=noise",
        "severity=minor",
        "severity=9",
        "bill=480",
        "bill=-1",
        "nights=90",
    ),
    *(
        "nights=91",
        "stayed_on=2026-02-29",
        "stayed_on=2999-12-31",
        "stayed_on=1900-01-01",
        "property=\u202e",
        "incident=\x1b[2J",
    ),
    *(
        "stayed_on=1900-01-01",
        "customer=a=b",
        "tier=gold",
        "at_fault=guest",
        "amount=5",
        "role=owner",
        "severity=minor",
        "x" * 3000 + "=1",
    ),
]
OPTIONS = [
    *(("--as", "ana"), ("--as", "rui"), ("--as", "nobody"), ("--role", "owner"), ("--role", ""), ("--also", "cookies")),
    *(
        ("--also", "refund=5"),
        ("--also", "="),
        ("--with", "note"),
        ("--with", "=x"),
        ("--at", "2026-05-01"),
        ("--at", "0"),
    ),
    *(
        ("--at", "2999-12-31T23:59:59-23:59"),
        ("--at", "1900-01-01"),
        ("--json",),
        ("--no-input",),
        ("--bogus",),
        ("--",),
    ),
]


def typed(chance: random.Random) -> list[str]:
    """A line that somebody might type, or their cat."""
    words = [chance.choice(("check", "check", "check", "suggest", "card", "where"))]
    if words[0] == "check":
        words += chance.sample(REMEDIES, chance.choice((0, 1, 1, 1, 2))) + chance.sample(
            FIGURES, chance.choice((0, 1, 1, 2))
        )
    if words[0] in ("check", "suggest"):
        words += chance.sample(FACTS, chance.randrange(5))
    for option in chance.sample(OPTIONS, chance.randrange(4)):
        words += option
    return words


@pytest.mark.parametrize("seed", range(4))
def test_any_words(seed: int, desk: Path) -> None:
    chance = random.Random(seed)
    codes: dict[int, int] = {}
    for _ in range(60):
        words = typed(chance)
        out, err = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = guarded(words)
        assert code in (0, 2, 3, 4), (words, err.getvalue())
        assert out.getvalue() or err.getvalue(), words
        assert "\x1b" not in out.getvalue() + err.getvalue(), words
        codes[code] = codes.get(code, 0) + 1
    assert set(codes) >= {0, 2}
