"""Which of two answers to the same request is the kinder."""

from __future__ import annotations

from empower.rules.analysis.terms import LOOSER, TIGHTER

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from empower.rules.answer import Comes

__all__ = ["OTHERWISE", "compared"]

OTHERWISE = "otherwise"
_RANK = {"approve": 2, "escalate": 1, "deny": 0}


def compared(
    old: Comes | None, new: Comes | None, above: Mapping[str, tuple[str, ...]], *, due: bool = True, asked: bool = True
) -> set[str]:
    """The ways in which the new answer differs: looser, tighter, both, or otherwise; none where they are the same.

    `None` is a request that cannot be put, which is like a no. `above` has the roles above each role.
    A yes is looser than somebody else's call, that than a no; then more that is owed, fewer papers and duties, more time for a
    duty, and an approver who stands nearer. What is said and warned of is no difference here. What is
    owed, and papers and duties, may be left out.
    """
    ranks = [_RANK[one.outcome] if one else 0 for one in (old, new)]
    if ranks[0] != ranks[1]:
        return {LOOSER if ranks[1] > ranks[0] else TIGHTER}
    if old is None or new is None or old == new:
        return set()
    found: set[str] = set()
    lefts = [sum([left for _, left in one.owed]) for one in (old, new)]
    if due and lefts[0] != lefts[1]:
        found.add(LOOSER if lefts[1] > lefts[0] else TIGHTER)
    if new.outcome == "deny":
        return found
    settling = [sum([much for _, much in one.settled]) for one in (old, new)]
    if due and settling[0] != settling[1]:
        found.add(TIGHTER if settling[1] > settling[0] else LOOSER)
    if asked:
        found |= _asked(set(old.needs), set(new.needs)) | _owing(dict(old.duties), dict(new.duties))
    if old.approvers != new.approvers:
        found |= _called(old, new, above)
    return found


def _asked(old: set[object], new: set[object]) -> set[str]:
    return ({TIGHTER} if new - old else set()) | ({LOOSER} if old - new else set())


def _owing(old: dict[str, int | None], new: dict[str, int | None]) -> set[str]:
    """Duties that came and went, and the time there is for those that stayed: longer is looser, no due time most of all."""
    found = _asked(set(old), set(new))
    for duty in old.keys() & new.keys():
        before, after = old[duty], new[duty]
        if before != after:
            longer = after is None or (before is not None and before < after)
            found.add(LOOSER if longer else TIGHTER)
    return found


def _called(old: Comes, new: Comes, above: Mapping[str, tuple[str, ...]]) -> set[str]:
    before = [(role, *others) for role, others, count in old.approvers for _ in range(count)]
    after = [(role, *others) for role, others, count in new.approvers for _ in range(count)]
    kept = list(after)
    gone = []
    for place in before:
        if place in kept:
            kept.remove(place)
        else:
            gone.append(place)
    if not kept and not gone:
        return {OTHERWISE}  # the same yeses, and another of them decides
    if not kept or not gone:
        return ({LOOSER} if gone else set()) | ({TIGHTER} if kept else set())
    if len(gone) != len(kept):
        return {OTHERWISE}
    ways = {
        _lower(before, after, above)
        for before, after in zip(_by_height(gone, above), _by_height(kept, above), strict=True)
    }
    return ways if len(ways) == 1 else {OTHERWISE}


def _by_height(places: list[tuple[str, ...]], above: Mapping[str, tuple[str, ...]]) -> list[str]:
    """The first role of each place, the highest first."""
    return sorted([role for role, *_ in places], key=lambda role: (len(above.get(role, ())), role))


def _lower(before: str, after: str, above: Mapping[str, tuple[str, ...]]) -> str:
    """Looser where the one who is asked now stands below the one who was asked before."""
    if before in above.get(after, ()):
        return LOOSER
    return TIGHTER if after in above.get(before, ()) else OTHERWISE
