"""The walk: every distinct combination of lines over the whole space of facts and days, one remedy at a time.

Axis by axis the masks of the pieces are joined; pieces that leave the same mask are one, so that the cost grows with the
combinations that differ and not with the cells. What results is a graph with one level an axis; its leaves are the
combinations, and each keeps a path to it, which is a situation that somebody may be in. Impossible pairs, such as a date and an
age that no day has together, lead nowhere.
"""

from __future__ import annotations

from empower.domain.calendar import weekday_of
from empower.domain.conditions import EVERYTHING
from empower.domain.errors import ReachedCeilingError
from empower.rules.analysis.ages import dates_aged, days_aged
from empower.rules.analysis.levels import OUTSIDE, days_of, levels_of, nearest_to, on_weekday
from empower.rules.analysis.ways import Ways, tied

TYPE_CHECKING = False
if TYPE_CHECKING:
    from empower.domain.conditions import Span, Spans
    from empower.rules.analysis.levels import Level, Piece
    from empower.rules.analysis.sheet import Sheet

    Context = tuple[Span | None, int | None, Span | None]
    """Of the choices so far, what bears on later ones: the stretch of days, the day, the dates still possible for a fact."""

__all__ = ["CEILING", "NOWHERE", "Walk"]

CEILING = 400_000
NOWHERE = -1
_MONDAY = 1  # day 1 is one
_NOTHING: Context = (None, None, None)


class Walk:
    """Every combination for one remedy, or for the same remedy of several policies side by side.

    A leaf is the number of a combination; `nodes[n]` are the children of a node by piece, at the last level leaves.
    Raises `ReachedCeilingError` where there are more steps than `CEILING`.
    """

    def __init__(self, sheets: tuple[Sheet, ...], today: int, days: Spans = EVERYTHING) -> None:
        self.sheets = sheets
        self.today = today
        self.levels = levels_of(sheets, today, days)
        self.masks: list[tuple[int | None, ...]] = []  # by leaf, one for each sheet; `None` where it cannot be asked
        self.paths: list[tuple[int, ...]] = []  # by leaf, the piece taken at each level
        self.nodes: list[tuple[int, ...]] = []
        self.nodes_level: list[int] = []
        self._shifts = _shifts(sheets)
        self._table = [[self._mask(level.axis, piece) for piece in level.pieces] for level in self.levels]
        self._memo: dict[tuple[int, int, Context], int] = {}
        self._leaves: dict[int, int] = {}
        self._taken: list[int] = []
        self._links = _Links(self.levels, sheets)
        every = sum([(1 << sheet.size() + 1) - 1 << shift for sheet, shift in zip(sheets, self._shifts, strict=True)])
        self._chosen: dict[int, tuple[tuple[Level, Piece], ...]] = {}
        self.root = self._step(0, every, _NOTHING)
        del self._memo, self._leaves, self._taken
        self._ways = Ways(self) if tied(self.levels, sheets) else None

    def chosen(self, leaf: int) -> tuple[tuple[Level, Piece], ...]:
        """The piece of each level on the way to a leaf, of a situation that somebody may be in where one is found."""
        found = self._chosen.get(leaf)
        if found is None:
            path = self._ways.possible(leaf) if self._ways else self.paths[leaf]
            pieces = [(level, level.pieces[at]) for level, at in zip(self.levels, path, strict=True)]
            found = self._chosen[leaf] = tuple(pieces)
        return found

    def _mask(self, axis: str, piece: Piece) -> int:
        """The bits that stand with the piece, of all sheets; the highest of each says whether it can be asked."""
        found = 0
        for sheet, value, shift in zip(self.sheets, piece.values, self._shifts, strict=True):
            if value == OUTSIDE:
                continue
            own = sheet.axes[axis].mask(value) if axis in sheet.axes else sheet.every  # type: ignore[arg-type]
            found |= (own | 1 << sheet.size()) << shift
        return found

    def _step(self, depth: int, mask: int, context: Context) -> int:
        if depth == len(self.levels):
            return self._leaf(mask)
        key = depth, mask, context
        known = self._memo.get(key)
        if known is not None:
            return known
        if len(self._memo) > CEILING:
            raise ReachedCeilingError(self.sheets[0].remedy.id, CEILING)
        children = []
        for number, own in enumerate(self._table[depth]):
            after = self._links.after(depth, self.levels[depth].pieces[number], context, self.today)
            if after is None or not mask & own:
                children.append(NOWHERE)
                continue
            self._taken.append(number)
            children.append(self._step(depth + 1, mask & own, after))
            self._taken.pop()
        if all([child == NOWHERE for child in children]):
            found = NOWHERE
        else:
            found = len(self.nodes)
            self.nodes.append(tuple(children))
            self.nodes_level.append(depth)
        self._memo[key] = found
        return found

    def _leaf(self, mask: int) -> int:
        found = self._leaves.get(mask)
        if found is None:
            found = self._leaves[mask] = len(self.masks)
            split = []
            for sheet, shift in zip(self.sheets, self._shifts, strict=True):
                own = mask >> shift
                split.append(own & sheet.every if own >> sheet.size() & 1 else None)
            self.masks.append(tuple(split))
            self.paths.append(tuple(self._taken))
        return found


def _shifts(sheets: tuple[Sheet, ...]) -> list[int]:
    found, at = [], 0
    for sheet in sheets:
        found.append(at)
        at += sheet.size() + 1
    return found


class _Links:
    """Which choices rule others out: a weekday in a few days, a date and an age."""

    def __init__(self, levels: tuple[Level, ...], sheets: tuple[Sheet, ...]) -> None:
        self._axes = [level.axis for level in levels]
        bases = [level.base for level in levels]
        self._linked = [bases.count(level.base) > 1 and not level.axis.endswith("#hours") for level in levels]
        self._moments = {fact.name for sheet in sheets for fact in sheet.rulebook.facts if fact.kind == "moment"}
        self._days_matter = any(self._linked)
        self._weekdays = "weekday" in self._axes
        self._by_months: dict[tuple[int, Span], Span] = {}
        in_ages = [level.axis.endswith(("#days", "#months")) for level in levels]
        self._ages_alone = [
            all([aged for aged, other in zip(in_ages, bases, strict=True) if other == base]) for base in bases
        ]
        self._last = [base not in bases[number + 1 :] for number, base in enumerate(bases)]

    def after(self, depth: int, piece: Piece, context: Context, today: int) -> Context | None:
        """What is known after a choice; `None` where it is impossible."""
        axis, (days, day, dates) = self._axes[depth], context
        if axis == "day":
            wanted = self._weekdays and (self._days_matter or _short(piece.span))
            if wanted:
                return piece.span, None, None
            return (None, nearest_to(piece.span, today), None) if self._days_matter else _NOTHING
        if axis == "weekday" and days is not None:
            found = on_weekday(days, weekday_of(_MONDAY + self._weekday(piece)), today)
            if found is None:
                return None
            return (None, found, None) if self._days_matter else _NOTHING
        if not self._linked[depth] or (day is None and not self._ages_alone[depth]):
            return context
        if piece.absent:
            return (None, day, (0, 0)) if dates in (None, (0, 0)) else None
        if dates == (0, 0):
            return None
        own = self._dates_of(depth, today if day is None else day, piece.span)
        both = _both(dates, own)
        if both is None:
            return None
        return None, day, None if self._last[depth] else both

    def _dates_of(self, depth: int, day: int, span: Span) -> Span:
        """The dates that a piece leaves; where ages alone are told, of months what they leave on any day, counted from this."""
        axis, alone = self._axes[depth], self._ages_alone[depth]
        if axis.endswith("#months"):
            if (day, span) not in self._by_months:
                found = _dates_by_days(day, days_aged(span)) if alone else dates_aged(day, span)
                self._by_months[day, span] = found
            return self._by_months[day, span]
        if axis.endswith("#days"):
            return _dates_by_days(day, span)
        return days_of(span) if axis in self._moments else span

    @staticmethod
    def _weekday(piece: Piece) -> int:
        return next(value for value in piece.values if isinstance(value, int))


def _short(span: Span) -> bool:
    return span[0] is not None and span[1] is not None and span[1] - span[0] < 7


def _dates_by_days(day: int, ages: Span) -> Span:
    low, below = ages
    return None if below is None else day - below + 1, None if low is None else day - low + 1


def _both(left: Span | None, right: Span) -> Span | None:
    if left is None:
        return right
    lows = [one for one in (left[0], right[0]) if one is not None]
    ends = [one for one in (left[1], right[1]) if one is not None]
    low, below = max(lows, default=None), min(ends, default=None)
    return None if low is not None and below is not None and low >= below else (low, below)
