"""The words of the command line: each command parses, calls, shows and exits."""

from __future__ import annotations

import sys
from collections.abc import Sequence

__all__ = ["run"]


def run(words: Sequence[str] | None = None) -> None:
    """Runs `empower` with these words (those it was started with, unless given) and exits with its code."""
    from empower.cli.guard import guarded

    sys.exit(guarded(sys.argv[1:] if words is None else list(words)))
