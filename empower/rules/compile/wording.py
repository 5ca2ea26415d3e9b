"""How problems name things: what an author wrote in backticks, names in a row, and the known word that comes nearest."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

__all__ = ["in_a_row", "kind_of", "nearest", "shown", "spelled"]

_MOST_SHOWN = 12
_LONGEST = 60


def spelled(value: Any) -> str:
    """A scalar as an author would write it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return value if isinstance(value, str) else f"{value:f}" if type(value).__name__ == "Decimal" else str(value)


def shown(value: Any) -> str:
    """The author's words in backticks, on one line and cut where they are long; what is not a word by its kind."""
    if value is None or isinstance(value, (dict, list)):
        return kind_of(value)
    line = " ".join(spelled(value)[: 4 * _LONGEST].split())
    return f"`{line if len(line) <= _LONGEST else line[: _LONGEST - 1] + '…'}`"


def kind_of(value: Any) -> str:
    """What a person would call it."""
    if value is None:
        return "nothing"
    for kind, name in ((dict, "a mapping"), (list, "a list"), (bool, "true or false"), (str, "text")):
        if isinstance(value, kind):
            return name
    return "a number"


def in_a_row(names: Iterable[str], joined: str = "or") -> str:
    """`a`, `b` or `c`; of very many the first dozen."""
    quoted = [f"`{name}`" for name in names]
    if len(quoted) > _MOST_SHOWN:
        return f"{', '.join(quoted[:_MOST_SHOWN])} and {len(quoted) - _MOST_SHOWN} more"
    if len(quoted) < 2:
        return "".join(quoted)
    return f"{', '.join(quoted[:-1])} {joined} {quoted[-1]}"


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word that this one was probably meant to be; "" when none is near."""
    plain = _plain(word)
    if len(plain) > _LONGEST:
        return ""
    best, closest = max(1, len(plain) // 3) + 1, ""
    for name in known:
        other = _plain(name)
        if abs(len(other) - len(plain)) < best:
            apart = _apart(plain, other, best)
            if apart < best or (apart == best and closest and name < closest):
                best, closest = apart, name
    return closest


def _plain(word: str) -> str:
    return word.lower().replace("-", "_").replace(" ", "_")


def _apart(left: str, right: str, most: int) -> int:
    """How many letters must be added, taken away, changed or swapped with the next to turn one into the other."""
    before: list[int] = []
    row = list(range(len(right) + 1))
    for i, a in enumerate(left):
        older, before, row = before, row, [i + 1]
        for j, b in enumerate(right):
            steps = min(before[j] + (a != b), before[j + 1] + 1, row[j] + 1)
            if i and j and a == right[j - 1] and left[i - 1] == b:
                steps = min(steps, older[j - 1] + 1)
            row.append(steps)
        if min(row) >= most and min(before, default=0) >= most:
            return most
    return row[-1]
