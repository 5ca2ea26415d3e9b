"""How much of a policy its cases reach, as a table with what is missed below it, and as an object for a script."""

from __future__ import annotations

from empower.report.drawing import coloured
from empower.report.phrases import several
from empower.report.regions import situation_words
from empower.report.screen import clean
from empower.report.tables import table
from empower.report.wording import Names
from empower.rules.analysis.regions import Region, Within
from empower.rules.analysis.sight import LIMIT, limits_of, lines_seen

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from empower.rules.analysis.coverage import Coverage
    from empower.rules.analysis.sight import Threshold
    from empower.rules.rulebook import Line, Remedy, Rulebook

__all__ = ["coverage_json", "coverage_text", "percent", "short_of", "side_words"]


def coverage_text(coverage: Coverage, rulebook: Rulebook, *, colour: bool, width: int | None) -> str:
    """What is reached of what there is, then each line and threshold that is missed."""
    names = Names(rulebook)
    thresholds = coverage.thresholds_reached
    rows = [
        _row("lines", len(coverage.lines_reached), len(coverage.lines)),
        _row("thresholds, on both sides", len(thresholds), len(coverage.thresholds)),
        _row("combinations of lines", len(coverage.combinations_reached), len(coverage.combinations)),
        _row("together", coverage.reached, coverage.all),
    ]
    lines = [table(("", "reached", "of", "%"), rows, colour=colour, width=width)]
    missed = coverage.lines_missed
    if missed:
        lines += ["", f"{several(len(missed), 'line')} that no case matches: {', '.join(missed)}"]
    sides = [
        side_words(one, side, names)
        for one in coverage.thresholds
        if one.line not in missed
        for side in coverage.missing_sides(one)
    ]
    if sides:
        lines += ["", "no case with", *[f"  {words}" for words in sides]]
    if coverage.left_out:
        remedies = ", ".join(coverage.left_out)
        words = f"not counted, because there are too many combinations: what is asked of {remedies}"
        lines += ["", coloured(words, "ask", colour)]
    return "\n".join([clean(line) if "\n" not in line else line for line in lines])


def coverage_json(coverage: Coverage, rulebook: Rulebook) -> dict[str, Any]:
    """The same for a script; combinations as lists of lines."""
    names = Names(rulebook)
    return {
        "lines": {
            "reached": len(coverage.lines_reached),
            "all": len(coverage.lines),
            "missed": list(coverage.lines_missed),
        },
        "thresholds": {
            "reached": len(coverage.thresholds_reached),
            "all": len(coverage.thresholds),
            "missed": [
                {"line": one.line, "no_case": side_words(one, side, names).partition(": ")[2]}
                for one in coverage.thresholds
                for side in coverage.missing_sides(one)
            ],
        },
        "combinations": {
            "reached": len(coverage.combinations_reached),
            "all": len(coverage.combinations),
            "missed": [sorted(one) for one in coverage.combinations_missed],
        },
        "reached": coverage.reached,
        "all": coverage.all,
        "percent": percent(coverage.reached, coverage.all),
        "left_out": list(coverage.left_out),
    }


def short_of(coverage: Coverage, wanted: float) -> str:
    """By how much it is below the share that is wanted; nothing where it is not."""
    if coverage.reached * 100 >= wanted * coverage.all:
        return ""
    lacking = -(-wanted * coverage.all // 100) - coverage.reached
    return (
        f"{percent(coverage.reached, coverage.all)} % is reached, and at least {wanted:g} % is wanted:"
        f" {int(lacking)} more of {coverage.all}"
    )


def percent(part: int, whole: int) -> str:
    """The share in percent, never rounded up; all of nothing is all."""
    tenths = 1000 if not whole else 1000 * part // whole
    return f"{tenths // 10}.{tenths % 10}"


def side_words(threshold: Threshold, side: bool, names: Names) -> str:
    """One side of a threshold: `big-cash: goodwill on this incident 5000.01 or more`."""
    if threshold.axis == LIMIT:
        line = names.index.remedies.get(threshold.line)
        of = "its most" if line else "its limit"
        number = f" no. {threshold.at + 1}" if _limits(threshold, names) > 1 else ""
        return f"{threshold.line}: {'beyond' if side else 'within'} {of}{number}"
    return f"{threshold.line}: {_situation(threshold, side, names)}"


def _situation(threshold: Threshold, side: bool, names: Names) -> str:
    fact = names.index.facts.get(threshold.axis)
    at = threshold.at
    if fact is not None and fact.values:
        words = fact.values[at:] if side else fact.values[:at]
        within = Within(axis=threshold.axis, names=words)
    elif fact is not None and fact.kind == "date":
        day = names.value(threshold.axis, at)
        return f"{names.fact(threshold.axis)} {'on or after' if side else 'before'} {day}"
    elif fact is not None and fact.kind in ("moment", "time"):
        return f"{names.fact(threshold.axis)} {'from' if side else 'before'} {names.value(threshold.axis, at)}"
    else:
        within = Within(axis=threshold.axis, spans=((at, None) if side else (None, at),))
    return situation_words(Region(remedies=(), within=(within,)), names)


def _limits(threshold: Threshold, names: Names) -> int:
    lines: tuple[Line | Remedy, ...] = (*lines_seen(names.rulebook), *names.rulebook.remedies)
    return max([len(limits_of(line)) for line in lines if line.id == threshold.line], default=0)


def _row(what: str, reached: int, every: int) -> tuple[str, ...]:
    return what, str(reached), str(every), percent(reached, every)
