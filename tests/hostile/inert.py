"""Whether what is shown can do anything: to a terminal, to a spreadsheet, to a browser, to Beancount."""

from __future__ import annotations

import json
import re
import unicodedata
from typing import Any

from tests.hostile.texts import FORGED

__all__ = ["inert_for_a_script", "inert_on_a_screen", "is_computed"]

_OURS = re.compile(r"\x1b\[(?:1|2|1;3[1236])m(?P<inside>[^\x1b]*)\x1b\[0m")
_JOINERS = "\u200c\u200d"


def inert_on_a_screen(shown: str, *, colour: bool) -> list[str]:
    """What is in a text for people that is not to be there; colours of our own may be, each ended."""
    bare = _OURS.sub(lambda found: found["inside"], shown) if colour else shown
    wrong = [
        f"U+{ord(one):04X}"
        for one in bare
        if one != "\n" and one not in _JOINERS and unicodedata.category(one) in ("Cc", "Cf", "Cs", "Zl", "Zp")
    ]
    forged = [line for line in bare.splitlines() if line.startswith(FORGED)]
    return [*wrong, *forged, *[word for word in ("Traceback", "fault of the program") if word in bare]]


def inert_for_a_script(shown: str) -> Any:
    """The one object, all of it in plain ASCII, so that no terminal that shows it is moved."""
    assert shown.isascii()
    assert not [one for one in shown if one < " " and one != "\n"]
    return json.loads(shown)


def is_computed(cell: str) -> bool:
    """Whether a spreadsheet would take the cell for a formula; a figure with a sign is a figure."""
    bare = cell.lstrip()
    return bare.startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠")) and not re.fullmatch(r"-?\d+(\.\d+)?", cell)
