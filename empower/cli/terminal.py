"""What is on the other side of our output: a terminal of some width and colour, or a pipe."""

from __future__ import annotations

import json
import os
import shutil
import sys
from typing import Any

__all__ = ["can_prompt", "colour", "say", "say_json", "width"]


def width() -> int | None:
    """The terminal's width; `None` in a pipe, where nothing is wrapped."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else None


def colour() -> bool:
    """Whether colours are wanted: at a terminal that has some, unless `NO_COLOR` is set."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def can_prompt() -> bool:
    """Whether somebody is there who can be asked."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def say(text: str) -> None:
    """Shows a text. What the terminal's encoding lacks is shown as a question mark rather than failing."""
    stream = sys.stdout
    encoding = stream.encoding or "utf-8"
    stream.write(f"{text}\n".encode(encoding, errors="replace").decode(encoding))


def say_json(data: dict[str, Any]) -> None:
    """Shows one object."""
    sys.stdout.write(f"{json.dumps(data, ensure_ascii=True, indent=2 if sys.stdout.isatty() else None)}\n")
