"""Writes the book of a year in three houses: `python year.py [BOOK] [--seed N] [--gestures N] [--planted FILE]`."""

from __future__ import annotations

import argparse
import os
import sys
import time
from pathlib import Path

from empower.domain.errors import EmpowerError
from empower.ledger.opening import shown_target
from the_year.year import GESTURES, SEED, written_year

_BOOK = "a file that is not there yet, or a postgresql:// address; EMPOWER_LEDGER or book.db unless given"


def main() -> int:
    """0 once the book is there; 1 where it cannot be made."""
    parser = argparse.ArgumentParser(description="Write the book of a year in three houses.")
    where = os.environ.get("EMPOWER_LEDGER", "book.db")
    parser.add_argument("book", metavar="BOOK", nargs="?", default=where, help=_BOOK)
    parser.add_argument("--seed", type=int, default=SEED, metavar="N", help=f"another year ({SEED})")
    parser.add_argument("--gestures", type=int, default=GESTURES, metavar="N", help=f"about so many ({GESTURES})")
    parser.add_argument("--planted", metavar="FILE", help="write here what is odd about it, as JSON")
    said = parser.parse_args()
    shown = Shown()
    try:
        planted = written_year(said.book, said.seed, said.gestures, shown)
    except EmpowerError as wrong:
        sys.stderr.write(f"{wrong}\n")
        return 1
    shown.end()
    for left_out in planted.left_out:
        sys.stderr.write(f"note: not planted: {left_out}\n")
    if said.planted:
        Path(said.planted).write_text(planted.text(), encoding="utf-8")
    sys.stdout.write(f"made {shown_target(said.book)}: a year in three houses\n")
    return 0


class Shown:
    """How far it is, at a terminal."""

    def __init__(self) -> None:
        self._seen = sys.stderr.isatty()
        self._next = 0.0

    def __call__(self, share: float) -> None:
        if self._seen and time.monotonic() >= self._next:
            self._next = time.monotonic() + 0.2
            sys.stderr.write(f"\r{share:4.0%} of the year")

    def end(self) -> None:
        """Clears the line."""
        if self._seen:
            sys.stderr.write("\r\x1b[K")


if __name__ == "__main__":
    raise SystemExit(main())
