"""Lines, and parts of their conditions, that hold in no situation that anybody can be in."""

from __future__ import annotations

from empower.rules.analysis.lint.reachable import can_pass
from empower.rules.analysis.lint.telling import warning
from empower.rules.index import admits
from empower.rules.rulebook import Counter, Entitlement

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from empower.rules.analysis.found import Found
    from empower.rules.analysis.lint.space import Space
    from empower.rules.analysis.walk import Walk
    from empower.rules.rulebook import Line, Remedy

__all__ = ["never_holding"]

_SECTIONS = ("grants", "budgets", "rules", "owed", "not_owed", "exceptions", "promises")
_HINT = "change the tests so that they can hold together, or take it out"


def never_holding(space: Space) -> Iterator[Found]:
    """A finding for each line that never holds; of those that do, for each mapping of `when` or `unless` that never does."""
    held: dict[tuple[str, str], set[tuple[bool, int]]] = {}  # by line, the boxes that hold somewhere
    lives: set[tuple[str, str]] = set()
    for remedy in space.rulebook.remedies:
        walk = space.walk(remedy)
        if walk is None:
            for line in _lines(space):
                if any([admits(box, line, remedy) for box in line.condition.when]):
                    lives.add((line.section, line.id))
                    held.setdefault((line.section, line.id), set()).update(_every(line))
            continue
        _look(space, remedy, walk, held, lives)
    for section in _SECTIONS:
        for number, line in enumerate(getattr(space.rulebook, section)):
            name = section, line.id
            boxes = held.get(name, set())
            if name not in lives:
                yield _line(space, line, number, boxes)
                continue
            for barred, at in _every(line):
                several = len(line.condition.unless if barred else line.condition.when) > 1
                if (barred, at) not in boxes and (several or barred):
                    yield _box(line, number, barred=barred, at=at, several=several)


def _line(space: Space, line: Line, number: int, boxes: set[tuple[bool, int]]) -> Found:
    path: tuple[str | int, ...] = (line.section, number)
    if _outside(space, line):
        message = f"`{line.id}` is in force on none of the days on which this policy is"
        hint = "mend its `effective`, or that of the policy"
        return warning("never-holds", (*path, "effective"), message, hint)
    if any([not barred for barred, _ in boxes]):
        message = f"`{line.id}` never holds: its `unless` takes away all of its `when`"
        return warning("never-holds", (*path, "unless"), message, "narrow the `unless`, or take the line out")
    message = f"`{line.id}` never holds: no situation passes all of its tests"
    return warning("never-holds", (*path, "when"), message, _HINT)


def _box(line: Line, number: int, *, barred: bool, at: int, several: bool) -> Found:
    side = "unless" if barred else "when"
    path = (line.section, number, side, at) if several else (line.section, number, side)
    where = f"part {at + 1} of the `{side}`" if several else f"the `{side}`"
    message = f"{where} of `{line.id}` never holds"
    if barred:
        message = f"{where} of `{line.id}` takes nothing away: it never holds where the line does"
    return warning("never-holds", path, message, _HINT)


def _outside(space: Space, line: Line) -> bool:
    """Whether the line's own days and the policy's have none in common."""
    first, until = space.rulebook.effective
    for box in line.condition.when:
        spans = [span for test in box if test.axis == "day" for span in test.spans] or [(None, None)]
        for low, below in spans:
            early = until is None or low is None or low < until
            if early and (first is None or below is None or first < below):
                return False
    return bool(line.condition.when)


def _lines(space: Space) -> list[Line]:
    return [line for section in _SECTIONS for line in getattr(space.rulebook, section)]


def _every(line: Line) -> list[tuple[bool, int]]:
    """The boxes of a line: whether of `unless`, and their number."""
    return [
        (barred, number)
        for barred, boxes in ((False, line.condition.when), (True, line.condition.unless))
        for number in range(len(boxes))
    ]


def _look(
    space: Space,
    remedy: Remedy,
    walk: Walk,
    held: dict[tuple[str, str], set[tuple[bool, int]]],
    lives: set[tuple[str, str]],
) -> None:
    """Marks what holds somewhere for one remedy."""
    sheet = walk.sheets[0]
    roles = len(space.roles)
    bits: dict[int, list[tuple[int, bool, int]]] = {}  # by line, the bits of its boxes
    places: dict[int, int] = {}
    for bit, (number, barred, _) in enumerate(sheet.boxes):
        line = sheet.lines[number]
        boxes = line.condition.unless if barred else line.condition.when
        admitted = [at for at, box in enumerate(boxes) if admits(box, None if barred else line, remedy)]
        turn = places.get(2 * number + barred, 0)
        places[2 * number + barred] = turn + 1
        bits.setdefault(number, []).append((bit, barred, admitted[turn]))
    seen: set[tuple[int, int]] = set()
    for leaf, (mask,) in enumerate(walk.masks):
        if mask is None:
            continue
        loose = any([isinstance(line, Entitlement) for line, _, _ in sheet.standing(mask)])
        place = None
        for number, own in bits.items():
            line = sheet.lines[number]
            if isinstance(line, Counter) or (line in space.beside and line.section != "promises"):
                continue
            standing = [(bit, barred, at) for bit, barred, at in own if mask >> bit & 1]
            shown = sum([1 << bit for bit, _, _ in standing])
            if not shown or (number, shown) in seen:
                continue
            seen.add((number, shown))
            if place is None:
                place = next(space.places(walk, leaf), None)
            name = line.section, line.id
            barring = [sheet.boxes[bit][2] for bit, barred, _ in standing if barred]
            for bit, barred, at in standing:
                if barred:
                    continue
                moving = sheet.boxes[bit][2]
                if not can_pass(remedy, roles, place, moving, (), loose=loose):
                    seen.discard((number, shown))
                    continue
                held.setdefault(name, set()).add((False, at))
                if can_pass(remedy, roles, place, moving, barring, loose=loose):
                    lives.add(name)
                for other, is_barring, at_other in standing:
                    if is_barring and can_pass(
                        remedy, roles, place, (*moving, *sheet.boxes[other][2]), (), loose=loose
                    ):
                        held[name].add((True, at_other))
