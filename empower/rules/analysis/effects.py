"""What it means to somebody who asks that an answer is another one."""

from __future__ import annotations

from empower.rules.analysis.compared import OTHERWISE, compared
from empower.rules.analysis.terms import LOOSER, TIGHTER

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from empower.rules.answer import Comes

__all__ = ["EFFECTS", "effects_of", "ways_of"]

EFFECTS = (
    "gives_more",  # alone
    "gives_less",
    "asks_for_more",  # it was a no, and somebody may now say yes
    "asks_for_less",
    "owed_more",
    "owed_less",
    "settles_less",  # of what is owed, by the same gesture
    "settles_more",
    "asked_less",  # papers and duties
    "asked_more",
    "nearer_yes",  # from somebody who stands lower
    "further_yes",
    "other_yes",
)
"""All that a change can come to, the weightiest first."""

_LOOSER = ("gives_more", "asks_for_more", "owed_more", "settles_less", "asked_less", "nearer_yes")
_RANK = {"approve": 2, "escalate": 1, "deny": 0}
_CALLS = {LOOSER: "nearer_yes", TIGHTER: "further_yes", OTHERWISE: "other_yes"}


def effects_of(old: Comes | None, new: Comes | None, above: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Everything that it comes to, in the order of `EFFECTS`; nothing where the answers are the same."""
    ranks = [_RANK[one.outcome] if one else 0 for one in (old, new)]
    if ranks[0] != ranks[1]:
        what = "gives" if 2 in ranks else "asks_for"
        return (f"{what}_{'more' if ranks[1] > ranks[0] else 'less'}",)
    if old is None or new is None:
        return ()
    called_alike = old.but(approvers=new.approvers)
    owed = compared(called_alike.but(settled=new.settled), new, above, asked=False)
    settled = compared(called_alike.but(owed=new.owed), new, above, asked=False)
    asked = compared(called_alike, new, above, due=False)
    found = {"owed_more" if way == LOOSER else "owed_less" for way in owed}
    found |= {"settles_less" if way == LOOSER else "settles_more" for way in settled}
    found |= {"asked_less" if way == LOOSER else "asked_more" for way in asked}
    found |= {_CALLS[way] for way in compared(old, new, above, due=False, asked=False)}
    return tuple([one for one in EFFECTS if one in found])


def ways_of(effects: tuple[str, ...]) -> tuple[str, ...]:
    """Whether that is looser, tighter or otherwise; or several of these."""
    ways = {LOOSER if one in _LOOSER else OTHERWISE if one == "other_yes" else TIGHTER for one in effects}
    return tuple(sorted(ways))
