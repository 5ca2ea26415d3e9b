"""Who stands in, how long requests wait, and who may put a policy in force: in two policies."""

from __future__ import annotations

from empower.rules.analysis.around.note import Note
from empower.rules.analysis.compared import OTHERWISE
from empower.rules.analysis.terms import LOOSER, TIGHTER

TYPE_CHECKING = False
if TYPE_CHECKING:
    from empower.domain.value import Value
    from empower.rules.rulebook import Role, Rulebook

__all__ = ["people_otherwise"]


def people_otherwise(old: Rulebook, new: Rulebook) -> list[Note]:
    """A note for each role that somebody else covers, for what a word may do, for times to wait and for who adopts."""
    before = {role.id: role for role in old.roles}
    found = [
        Note(what="covered_by", name=role.id, way=_covered(before[role.id], role))
        for role in new.roles
        if role.id in before and {*before[role.id].covered_by} != {*role.covered_by}
    ]
    waits, now = old.requests, new.requests
    if waits.on_word != now.on_word:
        longer = waits.on_word is None or (now.on_word is not None and now.on_word > waits.on_word)
        found.append(Note(what="on_word", way=LOOSER if longer else TIGHTER))
    pairs: list[tuple[str, Value, Value]] = [(field, waits, now) for field in ("moves_up_after", "expires_after")]
    pairs += [(field, old, new) for field in ("adopts", "causes", "clocks")]
    return found + [Note(what=field) for field, one, other in pairs if getattr(one, field) != getattr(other, field)]


def _covered(old: Role, new: Role) -> str:
    """More who may say yes in its place is looser, fewer tighter; others are others."""
    before, after = {*old.covered_by}, {*new.covered_by}
    if before < after:
        return LOOSER
    return TIGHTER if after < before else OTHERWISE
