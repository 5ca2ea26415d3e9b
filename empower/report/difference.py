"""How two policies differ, told: as text, as Markdown for a review, and for a script."""

from __future__ import annotations

from empower.domain.calendar import written_date
from empower.report.drawing import coloured
from empower.report.phrases import in_a_row
from empower.report.regions import region_json, region_words
from empower.report.witness import command_of
from empower.report.wording import Names
from empower.rules.analysis.asking import BARE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from empower.rules.analysis.difference import Change
    from empower.rules.analysis.pair import Stretch
    from empower.rules.answer import Comes
    from empower.services.difference import Shown, Told

__all__ = ["difference_json", "difference_markdown", "difference_text", "verdict_words"]

_VERDICTS = {
    "equivalent": "Equivalent: nobody may give more or less, whatever happened and whatever was given before.",
    "only looser": "Only looser: some may give more, and nobody less.",
    "only tighter": "Only tighter: some may give less, and nobody more.",
    "mixed": "Mixed: some may give more and some less, or it is somebody else's call.",
    "may differ": "May differ: not everything could be settled.",
}
_SIGNS = {"looser": "+", "tighter": "-", "otherwise": "~"}


def verdict_words(verdict: str) -> str:
    """The verdict in a sentence."""
    return _VERDICTS[verdict]


def difference_text(told: Told, *, colour: bool) -> str:
    """The verdict, then each region with what it came to and comes to, and a request to try."""
    names = Names(told.new)
    lines = [coloured(_VERDICTS[told.difference.verdict], "bold", colour), *_days(told)]
    for position, one in enumerate(told.shown, 1):
        lines += ["", f"{_sign(one.change)} {region_words(one.change.region, names)}"]
        lines += [f"    {words}" for words in _what(one.change, names)]
        command = _command(one, told, position)
        lines += [f"    try: {line}" if number == 0 else f"         {line}" for number, line in enumerate(command)]
    rest = _rest(told, names)
    return "\n".join([*lines, *(["", *rest] if rest else [])])


def difference_markdown(told: Told) -> str:
    """The same, fit for a review: a list that can be pasted into a pull request."""
    names = Names(told.new)
    lines = [f"### {told.names[0]} → {told.names[1]}", "", f"**{_VERDICTS[told.difference.verdict]}**", *_days(told)]
    for position, one in enumerate(told.shown, 1):
        lines += ["", f"- **{' and '.join(one.change.ways)}**: {_quoted(region_words(one.change.region, names))}"]
        lines += [f"  - {_quoted(words)}" for words in _what(one.change, names)]
        command = _command(one, told, position)
        lines += ["", "  ```sh", *[f"  {line}" for line in command], "  ```"] if command else []
    rest = _rest(told, names)
    return "\n".join([*lines, *(["", *[f"- {_quoted(one)}" for one in rest]] if rest else [])])


def difference_json(told: Told) -> dict[str, Any]:
    """The same as one object."""
    names = Names(told.new)
    return {
        "schema": "empower/policy-diff/1",
        "currency": told.new.currency,
        "verdict": told.difference.verdict,
        "old": {"name": told.names[0], "digest": told.old.ref.digest, "day": _day(told.days[0])},
        "new": {"name": told.names[1], "digest": told.new.ref.digest, "day": _day(told.days[1])},
        "changes": [
            {
                "ways": list(one.change.ways),
                **region_json(one.change.region, names),
                "stretches": [_stretch_json(stretch, one.change, names) for stretch in one.change.stretches],
                "may_differ_more": one.change.may,
                "try": "\n".join(_command(one, told, position)) or None,
            }
            for position, one in enumerate(told.shown, 1)
        ],
        "unsettled": [region_json(region, names) for region in told.difference.unsettled],
        "left_out": list(told.difference.left_out),
        "taken_as_free": list(told.difference.free),
        "notes": list(told.notes),
    }


def _sign(change: Change) -> str:
    return "".join([_SIGNS[way] for way in change.ways])


def _days(told: Told) -> list[str]:
    if told.days == (None, None):
        return []
    old, new = [written_date(day) for day in told.days if day is not None]
    if told.old is told.new:
        return [f"As it is on {old}, and as it is on {new}."]
    return [
        f"They are in force on no common day: {told.names[0]} as it is on {old}, {told.names[1]} as it is on {new}."
    ]


def _what(change: Change, names: Names) -> list[str]:
    """What it came to and comes to, by amount."""
    remedy = change.where.remedy
    found = []
    for stretch in change.stretches:
        amount = _amounts(stretch, remedy, names)
        found.append(f"{amount}was {_comes(stretch.old, names)}; now {_comes(stretch.new, names)}")
    if not found:
        found.append("once something was given before; with nothing given before it is the same")
    if change.may:
        found.append("it may differ in more ways than were seen")
    return found


def _amounts(stretch: Stretch, remedy: str, names: Names) -> str:
    if stretch.face == BARE:
        return ""
    least = names.face(stretch.face, remedy)
    if stretch.below is None:
        return f"from {least}: "
    most = names.face(stretch.below - 1, remedy)
    return f"{least}: " if least == most else f"{least} to {most}: "


def _comes(one: Comes | None, names: Names) -> str:
    if one is None:
        return "not known"
    if one.outcome == "approve":
        told = "yes"
    elif one.outcome == "escalate":
        places = [in_a_row([role, *others], "or") for role, others, count in one.approvers for _ in range(count)]
        told = f"a yes from {in_a_row(places)}"
    else:
        told = "no"
    asked = [f"with {in_a_row(one.needs)}"] if one.needs else []
    asked += [f"then {in_a_row([duty for duty, _ in one.duties])}"] if one.duties else []
    asked += [f"owed {in_a_row([names.face(left, remedy) for remedy, left in one.owed])}"] if one.owed else []
    return ", ".join([told, *asked])


def _command(one: Shown, told: Told, number: int) -> list[str]:
    if one.witness is None:
        return []
    book = told.new if one.change.where.new else told.old
    return command_of(one.witness, book, told.names[1 if one.change.where.new else 0], number).split("\n")


def _rest(told: Told, names: Names) -> list[str]:
    """What could not be settled, what was left out, and what else is otherwise."""
    found = [
        f"? {region_words(region, names)}: may differ, and no request was found that does"
        for region in told.difference.unsettled
    ]
    found += [f"? {name}: too many combinations of lines; left out" for name in told.difference.left_out]
    if told.difference.free and told.difference.verdict != "equivalent":
        found.append(f"Taken to be free, though made from other facts: {in_a_row(told.difference.free)}.")
    return found + [f"Also: {note}." for note in told.notes]


def _stretch_json(stretch: Stretch, change: Change, names: Names) -> dict[str, Any]:
    remedy = change.where.remedy
    bare = stretch.face == BARE
    return {
        "from": None if bare else names.face(stretch.face, remedy),
        "to": None if bare or stretch.below is None else names.face(stretch.below - 1, remedy),
        "old": _comes_json(stretch.old, names),
        "new": _comes_json(stretch.new, names),
    }


def _comes_json(one: Comes | None, names: Names) -> dict[str, Any] | None:
    if one is None:
        return None
    return {
        "outcome": one.outcome,
        "approvers": [{"role": role, "or": list(others), "count": count} for role, others, count in one.approvers],
        "owed": [{"remedy": remedy, "amount": names.face(left, remedy)} for remedy, left in one.owed],
        "needs": list(one.needs),
        "must": [duty for duty, _ in one.duties],
    }


def _day(day: int | None) -> str | None:
    return None if day is None else written_date(day)


def _quoted(words: str) -> str:
    """The words with what Markdown would read as a sign taken literally."""
    return "".join([f"\\{one}" if one in "\\`*_{}[]<>#|" else one for one in words])
