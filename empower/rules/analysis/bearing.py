"""What bears on a line: what can take away what it says in a situation that both can be in, and what it takes away itself."""

from __future__ import annotations

from empower.domain.amounts import ZERO
from empower.domain.explained import Bearing
from empower.rules.analysis.meeting import given_by, meet
from empower.rules.index import index_of
from empower.rules.rulebook import Bar, Budget, Entitlement, Exemption, Grant, Rule
from empower.rules.steps.calls import open_after

TYPE_CHECKING = False
if TYPE_CHECKING:
    from empower.rules.rulebook import Limit, Line, Remedy, Rulebook

    Ways = list[tuple[str, tuple[str, ...]]]  # how a line bears on another, and for which roles

__all__ = ["beaten_by", "beats"]

_RANK = ("", "limits", "escalates", "denies")


def beaten_by(rulebook: Rulebook, line: Line, day: int) -> tuple[Bearing, ...]:
    """What takes away from the line, the strictest first."""
    found: list[Bearing | None] = []
    if isinstance(line, Grant):
        found += [_on(rulebook, other, _ways(rulebook, other), line, day) for other in rulebook.rules]
        found += [_on(rulebook, other, _ways(rulebook, other), line, day) for other in rulebook.budgets]
    if isinstance(line, Entitlement):
        bars = [bar for bar in rulebook.not_owed if not bar.of or line.id in bar.of]
        found += [_on(rulebook, bar, [("bars", given_by(rulebook, line))], line, day) for bar in bars]
    if isinstance(line, Rule):
        found += [_lifting(rulebook, exemption, line, day) for exemption in _exceptions(rulebook, line)]
        found += [
            _on(rulebook, rule, _ways(rulebook, rule), line, day)
            for rule in rulebook.rules
            if _stricter(rulebook, rule, line)
        ]
    if isinstance(line, (Grant, Entitlement)):
        found += [
            Bearing(section="remedies", id=remedy.id, how=("at most",), remedies=(remedy.id,))
            for remedy in rulebook.remedies
            if remedy.most and remedy.id in line.remedies
        ]
    return _ranked(found)


def beats(rulebook: Rulebook, line: Line, day: int) -> tuple[Bearing, ...]:
    """What the line takes away from."""
    found: list[Bearing | None] = []
    if isinstance(line, (Rule, Budget)):
        ways = _ways(rulebook, line)
        found += [_on(rulebook, line, ways, grant, day, told=grant) for grant in rulebook.grants]
    if isinstance(line, Rule):
        ways = _ways(rulebook, line)
        found += [
            _on(rulebook, line, ways, rule, day, told=rule)
            for rule in rulebook.rules
            if _stricter(rulebook, line, rule)
        ]
    if isinstance(line, Bar):
        owed = [one for one in rulebook.owed if not line.of or one.id in line.of]
        found += [_on(rulebook, line, [("bars", given_by(rulebook, one))], one, day, told=one) for one in owed]
    if isinstance(line, Exemption):
        lifted = [rule for rule in rulebook.rules if line in _exceptions(rulebook, rule)]
        found += [_lifting(rulebook, line, rule, day, told=rule) for rule in lifted]
    return _ranked(found)


def _ways(rulebook: Rulebook, line: Line) -> Ways:
    """How a rule or a budget bears on whoever asks, and on whom."""
    index = index_of(rulebook)
    everybody = tuple([role.id for role in rulebook.roles])

    def still_asking(signatures: tuple[tuple[str, ...], ...]) -> tuple[str, ...]:
        return tuple([role for role in everybody if open_after(index, signatures, role)])

    if isinstance(line, Budget):
        stops = line.beyond.outcome in ("deny", "escalate")
        roles = still_asking(line.beyond.signatures) if line.beyond.outcome == "escalate" else everybody
        return [("holds back", roles)] if stops else []
    ways: Ways = []
    if isinstance(line, Rule):
        if line.deny:
            ways.append(("denies", everybody))
        if line.signatures:
            ways.append(("escalates", still_asking(line.signatures)))
        if line.limit and line.beyond.outcome in ("deny", "escalate"):
            stopped = still_asking(line.beyond.signatures) if line.beyond.outcome == "escalate" else everybody
            ways.append(("limits", stopped))
    return ways


def _on(
    rulebook: Rulebook, line: Line, ways: Ways, other: Line, day: int, *, told: Line | None = None
) -> Bearing | None:
    """How `line` bears on `other`, or `None` where they never meet; it is the one that is `told` of."""
    how: list[str] = []
    remedies: set[str] = set()
    now = False
    allowed = set(given_by(rulebook, other))
    for way, concerned in ways:
        roles = tuple([role for role in concerned if role in allowed])
        counting = _counted_by(line, way)
        where = [
            one
            for one in rulebook.remedies
            if (counting is None or _adds(counting, one)) and meet(rulebook, (line, other), one, roles, None)
        ]
        if where:
            how.append(way)
            remedies.update([one.id for one in where])
            now = now or any([meet(rulebook, (line, other), one, roles, day) for one in where])
    if not how:
        return None
    told = told or line
    exceptions = _exceptions(rulebook, line) if isinstance(line, Rule) else []
    lifting = [one.id for one in exceptions if _meets_somewhere(rulebook, (line, other, one), remedies)]
    return Bearing(
        section=told.section,
        id=told.id,
        how=tuple(how),
        remedies=tuple([one.id for one in rulebook.remedies if one.id in remedies]),
        now=now,
        lifted_by=tuple(lifting),
    )


def _counted_by(line: Line, way: str) -> Limit | None:
    """The limit that stops whoever goes beyond it, where that is how the line bears."""
    if way == "limits" and isinstance(line, Rule):
        return line.limit
    return line.limit if way == "holds back" and isinstance(line, Budget) else None


def _adds(limit: Limit, remedy: Remedy) -> bool:
    """Whether the remedy can add to what the limit counts: what adds nothing always fits."""
    return limit.measure != "cost" or remedy.cost != ZERO


def _lifting(
    rulebook: Rulebook, exemption: Exemption, rule: Rule, day: int, *, told: Line | None = None
) -> Bearing | None:
    ways = [("lifts", tuple([role.id for role in rulebook.roles]))]
    return _on(rulebook, exemption, ways, rule, day, told=told)


def _meets_somewhere(rulebook: Rulebook, lines: tuple[Line, ...], remedies: set[str]) -> bool:
    roles = tuple([role.id for role in rulebook.roles])
    return any([meet(rulebook, lines, one, roles, None) for one in rulebook.remedies if one.id in remedies])


def _exceptions(rulebook: Rulebook, rule: Rule) -> list[Exemption]:
    """The exceptions that name the rule, where it may be lifted."""
    return [one for one in rulebook.exceptions if rule.may_be_lifted and rule.id in one.lifts]


def _stricter(rulebook: Rulebook, one: Rule, other: Rule) -> bool:
    """Whether a rule is the stricter of two that stop a gesture: deny before escalate before limit, then the lower limit."""
    left, right = _rank(rulebook, one), _rank(rulebook, other)
    if one.id == other.id or not left or not right:
        return False
    if left != right:
        return left > right
    return _lower(one.limit, other.limit)


def _rank(rulebook: Rulebook, rule: Rule) -> int:
    return max([_RANK.index(way) for way, _ in _ways(rulebook, rule)], default=0)


def _lower(one: Limit | None, other: Limit | None) -> bool:
    """Whether both count the same, and the first allows less in figures that no fact changes."""
    if one is None or other is None or one.most[0] != "units" or other.most[0] != "units":
        return False
    alike = (one.measure, one.per, one.every, one.counts) == (other.measure, other.per, other.every, other.counts)
    return alike and one.most[1] - one.under < other.most[1] - other.under


def _ranked(found: list[Bearing | None]) -> tuple[Bearing, ...]:
    order = ("lifts", "denies", "bars", "escalates", "limits", "holds back", "at most")
    known = [one for one in found if one is not None]
    return tuple(sorted(known, key=lambda one: (order.index(one.how[0]), one.section, one.id)))
