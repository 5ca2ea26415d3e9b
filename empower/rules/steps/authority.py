"""Within authority? Which grant lets this role give this gesture, and if none does, what kind of no that is."""

from __future__ import annotations

from empower.domain.decision import Reading, Reason
from empower.domain.value import Value
from empower.rules.view import reason

TYPE_CHECKING = False
if TYPE_CHECKING:
    from empower.rules.rulebook import Grant, Line
    from empower.rules.view import View

__all__ = ["Authority", "authority", "near_miss"]


class Authority(Value):
    """The grant used, or why there is none. `headroom` is in minor units; `None` where money has no limit."""

    fits: bool
    reasons: tuple[Reason, ...]
    headroom: int | None = None
    readings: tuple[Reading, ...] = ()


class _Candidate:
    __slots__ = ("fits", "grant", "headroom", "readings", "tight")

    def __init__(self, grant: Grant, view: View) -> None:
        read = [view.read(limit, grant, "grants") for limit in grant.limits]
        self.grant = grant
        self.readings = tuple([reading for reading, _ in read])
        self.fits = all([fits for _, fits in read])
        lefts = [reading.left for reading in self.readings if reading.measure == "cost"]
        self.headroom = min(lefts) if lefts else None
        self.tight = _tightest(tuple([reading for reading, fits in read if not fits]))

    @property
    def rank(self) -> tuple[int, int, str]:
        """Most headroom in money first, then the lowest id."""
        return (0, 0, self.grant.id) if self.headroom is None else (1, -self.headroom, self.grant.id)


def authority(view: View) -> Authority:
    """The most generous grant that fits; else the reason that comes nearest to a yes."""
    index = view.situation.index
    granted = [
        _Candidate(grant, view)
        for grant in view.matched.grants
        if any([index.holds(view.role, role) for role in grant.roles])
    ]
    fitting = [candidate for candidate in granted if candidate.fits]
    if fitting:
        used = min(fitting, key=lambda candidate: candidate.rank)
        why = reason("within-authority", used.grant, view, reading=_tightest(used.readings))
        return Authority(fits=True, reasons=(why,), headroom=used.headroom, readings=used.readings)
    if granted:
        nearest = min(granted, key=lambda candidate: candidate.rank)
        why = reason("above-authority", nearest.grant, view, reading=nearest.tight)
        return Authority(fits=False, reasons=(why,), headroom=nearest.headroom, readings=nearest.readings)
    none = Reason(code="not-granted", remedy=view.remedy.id, roles=(view.role,))
    return Authority(fits=False, reasons=(near_miss(view, "not-granted", _reachable(view)) or none,))


def near_miss(view: View, code: str, lines: tuple[Line, ...]) -> Reason | None:
    """A reason naming the line that would fit but for one test, and that test; the lowest id, if several."""
    for line in sorted(lines, key=lambda line: line.id):
        if any([all(view.passes(box)) for box in line.condition.unless]):
            continue
        for box in view.situation.index.boxes(line):
            failing = [test for test, passed in zip(box, view.passes(box), strict=True) if not passed]
            if len(failing) == 1 and failing[0].said and failing[0].axis not in ("remedy", "remedy_kind"):
                return reason(code, line, view, tests=view.tests((failing[0],)), roles=(view.role,))
    return None


def _reachable(view: View) -> tuple[Line, ...]:
    index = view.situation.index
    return tuple(
        [
            grant
            for grant in view.situation.rulebook.grants
            if view.remedy.id in grant.remedies and any([index.holds(view.role, role) for role in grant.roles])
        ]
    )


def _tightest(readings: tuple[Reading, ...]) -> Reading | None:
    """The reading with least left, money first; of equals the same one however the limits are ordered."""
    if len(readings) < 2:
        return readings[0] if readings else None
    least = min([(reading.measure != "cost", reading.left) for reading in readings])
    tight = [reading for reading in readings if (reading.measure != "cost", reading.left) == least]
    return tight[0] if len(tight) == 1 else min(tight, key=repr)
