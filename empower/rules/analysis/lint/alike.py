"""Lines that say the same, lines of which one with a list would do, and mappings that say nothing beside another."""

from __future__ import annotations

from itertools import combinations

from empower.rules.analysis.lint.boxes import axes_of, same_tests, within
from empower.rules.analysis.lint.telling import note, warning
from empower.rules.rulebook import Bar, Budget, Entitlement, Grant, Line, Promise, Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from empower.domain.conditions import Box
    from empower.rules.analysis.found import Found
    from empower.rules.rulebook import Rulebook

__all__ = ["could_be_one", "effect_of", "parts_within", "said_twice"]

_SECTIONS = ("grants", "budgets", "rules", "owed", "not_owed", "promises")
_BUILT_IN = ("role", "remedy", "remedy_kind", "weekday")


def said_twice(rulebook: Rulebook) -> Iterator[Found]:
    """Lines that hold in the same situations as an earlier one, and do the same there."""
    for section in _SECTIONS:
        seen: dict[object, str] = {}
        for number, line in enumerate(getattr(rulebook, section)):
            key = same_tests(line.condition), effect_of(line)
            if key in seen:
                yield warning(
                    "same-line-twice",
                    (section, number),
                    f"`{line.id}` says the same as `{seen[key]}`",
                    "take one of them out, or change what was meant to differ",
                )
            seen.setdefault(key, line.id)


def could_be_one(rulebook: Rulebook) -> Iterator[Found]:
    """Lines that do the same as an earlier one and differ from it in the names of one test alone, or in who, or in what."""
    named = {fact.name for fact in rulebook.facts if fact.values} | set(_BUILT_IN)
    for section in ("grants", "rules"):
        lines = getattr(rulebook, section)
        taken: set[int] = set()
        for first, second in combinations(range(len(lines)), 2):
            where = None if second in taken else _differ_in(lines[first], lines[second], named)
            if where:
                taken.add(second)
                yield note(
                    "could-be-one",
                    (section, second),
                    f"`{lines[second].id}` differs from `{lines[first].id}` in {where} alone",
                    f"write both as one line, with a list for {where}",
                )


def parts_within(rulebook: Rulebook) -> Iterator[Found]:
    """Mappings of a `when` or `unless` that say nothing beside another one of the same list."""
    for section in (*_SECTIONS, "exceptions"):
        for number, line in enumerate(getattr(rulebook, section)):
            for side in ("when", "unless"):
                boxes: tuple[Box, ...] = getattr(line.condition, side)
                for at, box in enumerate(boxes):
                    holding = _holding(boxes, at, box)
                    if holding is None:
                        continue
                    yield note(
                        "part-says-nothing",
                        (section, number, side, at),
                        f"part {at + 1} of the `{side}` of `{line.id}` says nothing: part {holding + 1} holds wherever it does",
                        "take this mapping out, or test more in the other",
                    )


def effect_of(line: Line) -> object:
    """What a line does where it holds, in a form in which two that do the same are equal."""
    kind = type(line)
    if isinstance(line, Grant):
        return kind, frozenset(line.roles), frozenset(line.remedies), frozenset(line.limits)
    return line.but(id="", place=(1, 1), because="", condition=_NO_LINE.condition)


_NO_LINE = Line(id="", section="")


def _holding(boxes: tuple[Box, ...], at: int, box: Box) -> int | None:
    """The first other box that holds all of this one; of two that are alike the later is the one too many."""
    for other, wider in enumerate(boxes):
        if other != at and within(box, wider) and (other < at or not within(wider, box)):
            return other
    return None


def _differ_in(line: Line, other: Line, named: set[str]) -> str | None:
    """The one thing in which two lines differ, in words, if a list of names can hold both."""
    if _counts(line) or _counts(other) or line.because != other.because:
        return None
    if isinstance(line, Grant) and isinstance(other, Grant):
        if frozenset(line.limits) != frozenset(other.limits):
            return None
        differing = [key for key in ("roles", "remedies") if set(getattr(line, key)) != set(getattr(other, key))]
        axes = _axes_differing(line, other, ("remedy",))
        if axes == [] and len(differing) == 1:
            return f"`{differing[0]}`"
        return f"`{axes[0]}`" if axes and len(axes) == 1 and not differing and axes[0] in named else None
    if effect_of(line) != effect_of(other):
        return None
    found = _axes_differing(line, other, ())
    return f"`{found[0]}`" if found and len(found) == 1 and found[0] in named else None


def _axes_differing(line: Line, other: Line, but: tuple[str, ...]) -> list[str] | None:
    """The axes on which two conditions of one mapping each test something else; `None` where they differ in more than that."""
    if len(line.condition.when) != 1 or len(other.condition.when) != 1:
        return None
    if same_tests(line.condition)[1] != same_tests(other.condition)[1]:
        return None
    mine, theirs = axes_of(line.condition.when[0]), axes_of(other.condition.when[0])
    found = [axis for axis in sorted({*mine, *theirs} - set(but)) if mine.get(axis) != theirs.get(axis)]
    return found if all([axis in mine and axis in theirs for axis in found]) else None


def _counts(line: Line) -> bool:
    """Whether something is added up for the line alone, so that two of them are not one."""
    if isinstance(line, Grant):
        return any([limit.counter >= 0 for limit in line.limits])
    if isinstance(line, Rule):
        return any([limit is not None and limit.counter >= 0 for limit in (line.limit, line.at_least)])
    return isinstance(line, Budget | Entitlement | Bar | Promise)
