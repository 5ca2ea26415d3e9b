"""How problems name things: what an author wrote in backticks, names in a row, and the known word that comes nearest."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

__all__ = ["in_a_row", "kind_of", "nearest", "put_together", "shown", "spelled"]

_MOST_SHOWN = 12
_LONGEST = 60
_OPERATORS = ("not", "at_least", "at_most", "over", "under")


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
    if len(quoted) > _MOST_SHOWN + 1:
        return f"{', '.join(quoted[:_MOST_SHOWN])} and {len(quoted) - _MOST_SHOWN} more"
    if len(quoted) < 2:
        return "".join(quoted)
    return f"{', '.join(quoted[:-1])} {joined} {quoted[-1]}"


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word that this one was probably meant to be; "" when none is near.

    Of several that are equally near, one that begins with the same letter, and then the first of the alphabet.
    """
    plain = _plain(word)
    if not plain or len(plain) > _LONGEST:
        return ""
    if plain in _SAME_THING:
        known = list(known)
        for name in _SAME_THING[plain]:
            if name in known:
                return name
    best, closest = max(1, len(plain) // 3) + 1, ""
    names = list(known)
    longer = [name for name in names if len(plain) > 2 and _plain(name).startswith(plain)]
    if len(longer) == 1:
        return longer[0]
    for name in names:
        other = _plain(name)
        if abs(len(other) - len(plain)) <= best:
            apart = _apart(plain, other, best)
            if apart < best or (apart == best and closest and _likelier(name, closest, plain)):
                best, closest = apart, name
    return closest


def put_together(word: str, known: Iterable[str]) -> str:
    """How to write what somebody put into a single text: `not gold`, `at_least gold`, `gold or silver`; "" if it is none."""
    names = list(known)
    first, _, rest = word.partition(" ")
    if first in _OPERATORS and rest.strip() in names:
        return f"{{{first}: {rest.strip()}}}"
    for sign in (" or ", " and ", "|", "/", "+", ";"):
        word = word.replace(sign, ",")
    parts = word.replace(",", " ").split()
    return f"[{', '.join(parts)}]" if len(parts) > 1 and all([part in names for part in parts]) else ""


def _likelier(name: str, other: str, plain: str) -> bool:
    """Of two names that are as near, whether the first is the likelier one."""
    return (_plain(name)[:1] != plain[:1], name) < (_plain(other)[:1] != plain[:1], other)


def _plain(word: str) -> str:
    return word.lower().replace("-", "_").replace(" ", "_")


def _apart(left: str, right: str, most: int) -> int:
    """How many letters must be added, taken away, changed or swapped with the next to turn one into the other.

    As soon as it is clear that they are more than `most`, one more than that.
    """
    before: list[int] = []
    row = list(range(len(right) + 1))
    for i, a in enumerate(left):
        older, before, row = before, row, [i + 1]
        for j, b in enumerate(right):
            steps = min(before[j] + (a != b), before[j + 1] + 1, row[j] + 1)
            if i and j and a == right[j - 1] and left[i - 1] == b:
                steps = min(steps, older[j - 1] + 1)
            row.append(steps)
        if min(row) > most and min(before) > most:
            return most + 1
    return row[-1]


_SAME_THING = {  # what people say elsewhere, and what it may be called here
    "remedy": ("remedies",),
    "remedies": ("remedy",),
    "duty": ("duties", "must"),
    "max": ("at_most", "most"),
    "maximum": ("at_most", "most"),
    "up_to": ("at_most", "amount"),
    "min": ("at_least",),
    "minimum": ("at_least",),
    "more_than": ("over",),
    "greater_than": ("over",),
    "above": ("over",),
    "less_than": ("under",),
    "below": ("under",),
    "since": ("from",),
    "start": ("from",),
    "starts": ("from",),
    "after": ("from", "over"),
    "to": ("until", "before"),
    "until": ("before", "under"),
    "from": ("at_least",),
    "before": ("under",),
    "goodwill": ("incident_goodwill",),
    "kind": ("remedy_kind",),
    "end": ("until",),
    "ends": ("until",),
    "till": ("until",),
    "til": ("until",),
    "through": ("until",),
    "if": ("when",),
    "where": ("when",),
    "except": ("not", "unless"),
    "else": ("otherwise",),
    "period": ("every",),
    "window": ("every",),
    "percent": ("share",),
    "percentage": ("share",),
    "string": ("text",),
    "boolean": ("yes_no",),
    "bool": ("yes_no",),
    "integer": ("number",),
    "decimal": ("number",),
    "datetime": ("moment",),
    "timestamp": ("moment",),
    "enum": ("one_of",),
    "choices": ("one_of",),
    "options": ("one_of",),
    "values": ("one_of",),
    "required": ("optional",),
    "label": ("title",),
    "name": ("title",),
    "description": ("help", "title", "because"),
    "reason": ("because",),
    "why": ("because",),
    "price": ("cost",),
    "boss": ("reports_to",),
    "forbid": ("deny",),
    "forbidden": ("deny",),
    "refuse": ("deny",),
    "approver": ("escalate", "approved_by"),
    "ask": ("escalate",),
    "message": ("say",),
    "documents": ("needs", "papers"),
    "requires": ("needs",),
    "tasks": ("must", "duties"),
    "everyone": ("all",),
    "everybody": ("all",),
    "anyone": ("all",),
    "anybody": ("all",),
    "everything": ("all",),
    "anything": ("all",),
    "any": ("all",),
    "staff": ("people",),
    "roster": ("people",),
    "people": ("roster",),
    "who": ("by",),
    "as": ("by",),
    "on": ("at",),
    "yes": ("approve",),
    "no": ("deny",),
}
