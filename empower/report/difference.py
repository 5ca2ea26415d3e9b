"""How two policies differ, told to people: as text, and as Markdown for a review."""

from __future__ import annotations

from empower.domain.calendar import written_date
from empower.report.around import note_words
from empower.report.difference_entries import entries, joined_alike
from empower.report.difference_json import hanging_on
from empower.report.difference_words import head_words, role_words, stretch_words, unseen_ways
from empower.report.drawing import coloured
from empower.report.phrases import in_a_row
from empower.report.regions import region_words
from empower.report.witness import command_of
from empower.report.wording import Names
from empower.rules.analysis.around.note import MAY

TYPE_CHECKING = False
if TYPE_CHECKING:
    from empower.report.difference_entries import Entry
    from empower.rules.analysis.results import Told

__all__ = ["difference_markdown", "difference_text"]

_SIGNS = {"looser": "+", "tighter": "-", "otherwise": "~"}
_MOST_ENTRIES = 12
_MOST_REGIONS = 3
_ONLY_AFTER = "Only once something was given before; with nothing given before it is the same:"


def difference_text(told: Told, *, colour: bool, whole: bool = False) -> str:
    """The verdict, what it means to each role, then each region with what it came to and comes to, and a request to try.

    Of many the weightiest are shown, and how many more there are; `whole` shows all.
    """
    names = Names(told.new)
    lines = [coloured(head_words(told), "bold", colour), *_days(told), *role_words(told)]
    found, hidden = _kept(told, whole=whole)
    for number, one in enumerate(found, 1):
        if not one.at_once and (number == 1 or found[number - 2].at_once):
            lines += ["", _ONLY_AFTER]
        sign = "".join([_SIGNS[way] for way in one.first.ways])
        first, *others = _regions(one, names, whole=whole)
        lines += ["", f"{sign} {first}", *[f"{' ' * len(sign)} {other}" for other in others]]
        lines += [f"    {words}" for words in _what(one, told, names)]
        command = _command(one, told, number)
        lines += [f"    try: {line}" if at == 0 else f"         {line}" for at, line in enumerate(command)]
    lines += ["", hidden] if hidden else []
    rest = _rest(told, names)
    return "\n".join([*lines, *(["", *rest] if rest else [])])


def difference_markdown(told: Told, *, whole: bool = False) -> str:
    """The same, fit for a review: a list that can be pasted into a pull request."""
    names = Names(told.new)
    lines = [f"### {told.names[0]} → {told.names[1]}", "", f"**{head_words(told)}**", *_days(told)]
    roles = role_words(told)
    lines += ["", *[f"- {_quoted(words)}" for words in roles]] if roles else []
    found, hidden = _kept(told, whole=whole)
    for number, one in enumerate(found, 1):
        if not one.at_once and (number == 1 or found[number - 2].at_once):
            lines += ["", _ONLY_AFTER]
        first, *others = _regions(one, names, whole=whole)
        lines += ["", f"- **{' and '.join(one.first.ways)}**: {_quoted(first)}"]
        lines += [f"  - {_quoted(words)}" for words in [*others, *_what(one, told, names)]]
        command = _command(one, told, number)
        lines += ["", "  ```sh", *[f"  {line}" for line in command], "  ```"] if command else []
    lines += ["", hidden] if hidden else []
    rest = _rest(told, names)
    return "\n".join([*lines, *(["", *[f"- {_quoted(one)}" for one in rest]] if rest else [])])


def _kept(told: Told, *, whole: bool) -> tuple[list[Entry], str]:
    """The entries to show, and what is said of the others."""
    found = entries(told.shown)
    more = 0 if whole else len(found) - _MOST_ENTRIES
    if more <= 1:  # a line that says so is no shorter
        return found, ""
    return found[:_MOST_ENTRIES], f"… and {more} more that weigh less: --all shows them, and --json has every region"


def _days(told: Told) -> list[str]:
    if told.days == (None, None):
        return []
    old, new = [written_date(day) for day in told.days if day is not None]
    if told.old is told.new:
        return [f"As it is on {old}, and as it is on {new}."]
    return [
        f"They are in force on no common day: {told.names[0]} as it is on {old}, {told.names[1]} as it is on {new}."
    ]


def _regions(one: Entry, names: Names, *, whole: bool) -> list[str]:
    """Where it is so; the first few of many."""
    shown = one.regions if whole or len(one.regions) <= _MOST_REGIONS + 1 else one.regions[:_MOST_REGIONS]
    lines = [region_words(region, names) for region in shown]
    if len(shown) < len(one.regions):
        lines.append(f"and {len(one.regions) - len(shown)} more like it: --json has them all")
    return lines


def _what(one: Entry, told: Told, names: Names) -> list[str]:
    """What it came to and comes to, by amount, with what that takes."""
    first = one.first
    found = []
    hangs = in_a_row([f"{name}={value}" for name, value in hanging_on(first, told).items()])
    if len(one.regions) > 1 and not one.same:
        found.append(f"in the first of these{f', with {hangs}' if hangs else ''}:")
    elif hangs:
        found.append(f"with {hangs}:")
    found += stretch_words(first, told, names)
    found += [
        f"{way} too, with other figures or once something was given before: no request was found that shows it"
        for way in unseen_ways(first)
        if first.effects
    ]
    if first.change.may:
        found.append("it may differ in more ways than were seen")
    return found


def _command(one: Entry, told: Told, number: int) -> list[str]:
    witness = one.first.witness
    if witness is None:
        return []
    new = one.first.change.where.new is not None
    return command_of(witness, told.new if new else told.old, told.names[1 if new else 0], number).split("\n")


def _rest(told: Told, names: Names) -> list[str]:
    """What could not be settled, what was left out, and what else is otherwise."""
    found = [
        f"? {region_words(region, names)}: may differ, and no request was found that does"
        for region in joined_alike(told.difference.unsettled)
    ]
    found += [f"? {name}: too many combinations of lines; left out" for name in told.difference.left_out]
    for note in told.notes:
        sign = {"": "Also:", MAY: "?"}.get(note.way) or _SIGNS[note.way]
        found.append(f"{sign} {note_words(note, told.old, told.new)}{'' if note.way else '.'}")
    return found


def _quoted(words: str) -> str:
    """The words with what Markdown would read as a sign taken literally."""
    return "".join([f"\\{one}" if one in "\\`*_{}[]<>#|" else one for one in words])
