"""What a difference comes to, in words: in one line, for each role, and by amount."""

from __future__ import annotations

from empower.report.phrases import in_a_row, several, time_given
from empower.report.wording import Names
from empower.rules.analysis.asking import BARE
from empower.rules.analysis.effects import EFFECTS, ways_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from empower.rules.analysis.found import Earlier
    from empower.rules.analysis.pair import Stretch
    from empower.rules.analysis.results import Shown, Told
    from empower.rules.answer import Comes

__all__ = ["head_words", "role_words", "stretch_words", "unseen_ways"]

_VERDICTS = {
    "equivalent": "Equivalent: nobody may give more or less, whatever happened and whatever was given before.",
    "only looser": "Only looser: some may give more, and nobody less.",
    "only tighter": "Only tighter: some may give less, and nobody more.",
    "mixed": "Mixed: some may give more and some less, or it is somebody else's call.",
    "may differ": "May differ: not everything could be settled.",
}
_OF_SOME = {
    "gives_more": "some may give more",
    "gives_less": "some may give less",
    "asks_for_more": "some may ask for more",
    "asks_for_less": "some may ask for less",
    "owed_more": "more is owed",
    "owed_less": "less is owed",
    "settles_less": "the same gesture settles less of what is owed",
    "settles_more": "the same gesture settles more of what is owed",
    "asked_less": "less is asked of some",
    "asked_more": "more is asked of some",
    "nearer_yes": "some need a yes from less far up",
    "further_yes": "some need a yes from further up",
    "other_yes": "somebody else says yes",
}
_OF_A_ROLE = {
    "gives_more": "may give more",
    "gives_less": "may give less",
    "asks_for_more": "may ask for more",
    "asks_for_less": "may ask for less",
    "owed_more": "more is owed",
    "owed_less": "less is owed",
    "settles_less": "the same gesture settles less",
    "settles_more": "the same gesture settles more",
    "asked_less": "fewer papers or duties",
    "asked_more": "more papers or duties",
    "nearer_yes": "a yes from less far up will do",
    "further_yes": "needs a yes from further up",
    "other_yes": "somebody else says yes",
}
_MOST_REMEDIES = 6


def head_words(told: Told) -> str:
    """The verdict in a sentence, and what it is about."""
    verdict = told.verdict
    effects = [one for one in EFFECTS if any([one in shown.effects for shown in told.shown])]
    hidden = sorted({way for shown in told.shown for way in shown.ways} - set(ways_of(tuple(effects))))
    usual = {"only looser": ["gives_more"], "only tighter": ["gives_less"]}
    if verdict in ("equivalent", "may differ") or not effects or effects == usual.get(verdict):
        return _VERDICTS[verdict]
    what = in_a_row([_OF_SOME[one] for one in _told_of(effects)])
    what += "".join([f"; something is {way} too, though no request here shows it" for way in hidden])
    closing = {"only looser": "; nothing is stricter", "only tighter": "; nothing is less strict"}.get(verdict, "")
    return f"{verdict.capitalize()}: {what}{closing}."


def role_words(told: Told) -> list[str]:
    """For each role what it gains and what it loses, and of which remedies; roles of which the same is so in one line."""
    roles = list(dict.fromkeys([role.id for book in (told.old, told.new) for role in book.roles]))
    remedies = list(dict.fromkeys([remedy.id for book in (told.old, told.new) for remedy in book.remedies]))
    alike: dict[str, list[str]] = {}
    for role in roles:
        mine = [one for one in told.shown if not one.change.region.roles or role in one.change.region.roles]
        of_them: dict[str, list[str]] = {}
        for effect in _told_of([one for one in EFFECTS if _remedies(mine, one, remedies)]):
            of_them.setdefault(_named(_remedies(mine, effect, remedies), remedies), []).append(_OF_A_ROLE[effect])
        for way in sorted({way for one in mine for way in unseen_ways(one)}):
            concerned = [
                one for one in remedies if any([way in unseen_ways(each) for each in mine if one in _of(each)])
            ]
            of_them.setdefault(_named(concerned, remedies), []).append(f"something {way} too")
        if mine:
            told_of = "; ".join([f"{', '.join(what)} ({whose})" for whose, what in of_them.items()])
            alike.setdefault(told_of or "may differ", []).append(role)
    return [f"{in_a_row(several_roles)}: {what}" for what, several_roles in alike.items()]


def _told_of(effects: list[str]) -> list[str]:
    """The effects, without how much is settled where what is owed is another sum: that follows."""
    owed = {"owed_more", "owed_less"} & set(effects)
    return [one for one in effects if not (owed and one.startswith("settles"))]


def unseen_ways(one: Shown) -> list[str]:
    """The ways in which a change is looser or tighter too, though no request was found that shows it."""
    return sorted(set(one.ways) - set(ways_of(one.effects)))


def _of(one: Shown) -> tuple[str, ...]:
    return one.change.region.remedies


def _remedies(shown: list[Shown], effect: str, remedies: list[str]) -> list[str]:
    found = {remedy for one in shown if effect in one.effects for remedy in one.change.region.remedies}
    return [one for one in remedies if one in found]


def _named(found: list[str], remedies: list[str]) -> str:
    if len(found) == len(remedies) > 1:
        return "every remedy"
    if len(found) > _MOST_REMEDIES:
        return f"{', '.join(found[: _MOST_REMEDIES - 1])} and {len(found) - _MOST_REMEDIES + 1} more remedies"
    return ", ".join(found)


def stretch_words(shown: Shown, told: Told, names: Names) -> list[str]:
    """What it came to and comes to, by amount, and what must have been given before; the same thing once."""
    before = _before(shown, told, names)
    remedy = shown.change.where.remedy
    found: dict[str, list[Stretch]] = {}
    for stretch in shown.stretches:
        words = f"was {_answer(stretch.old, stretch.new, names)}; now {_answer(stretch.new, stretch.old, names)}"
        found.setdefault(words, []).append(stretch)
    lines = []
    for words, stretches in found.items():
        of_these = [_amounts(one, remedy, names) for one in stretches]
        if stretches[0].face == BARE:  # however many, or no number at all
            endless = any([one.below is None and one.face != BARE for one in stretches])
            of_these = [] if endless or len(of_these) == 1 else ["one", *of_these[1:]]
        amounts = " or ".join(of_these)
        if before:
            lines.append(f"{before}: {amounts} {words}" if amounts else f"{before}: {words}")
        else:
            lines.append(f"{amounts}: {words}" if amounts else words)
    return lines


def _amounts(stretch: Stretch, remedy: str, names: Names) -> str:
    if stretch.face == BARE:
        return ""
    least = names.face(stretch.face, remedy)
    if stretch.below is None:
        return f"from {least}"
    most = names.face(stretch.below - 1, remedy)
    return least if least == most else f"{least} to {most}"


def _answer(one: Comes | None, other: Comes | None, names: Names) -> str:
    """An answer, with what goes with it where that differs; of a duty the time there is, where only that does."""
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
    times = dict(other.duties) if other else {}
    duties = [f"{duty}{_within(time) if times.get(duty, time) != time else ''}" for duty, time in one.duties]
    asked += [f"then {in_a_row(duties)}"] if duties else []
    asked += [f"owed {in_a_row([names.face(left, remedy) for remedy, left in one.owed])}"] if one.owed else []
    settled = sum([much for _, much in one.settled])
    asked += [f"settling {names.money(settled)}"] if settled else []
    return ", ".join([told, *asked])


def _within(time: int | None) -> str:
    return " at any time" if time is None else f" within {time_given(time)}"


def _before(shown: Shown, told: Told, names: Names) -> str:
    """What must have been given before for it to show; "" where nothing must."""
    if shown.witness is not None and shown.witness.given:
        alike = [one.but(facts=one.facts and ()) for one in shown.witness.given]
        given = [_earlier(one, alike.count(one), names) for one in dict.fromkeys(alike)]
        return f"once {in_a_row(given)} {'was' if len(given) == 1 else 'were'} given"
    state = shown.change.where.state
    if shown.witness is None and state:
        stood = in_a_row([_total(name, total, told, names) for name, total in state])
        return f"once {stood} (no request was found that comes to this)"
    return ""


def _earlier(one: Earlier, times: int, names: Names) -> str:
    what = one.remedy if one.face == BARE else f"{names.face(one.face, one.remedy)} of {one.remedy}"
    notes = [f"{times} times"] if times > 1 else []
    notes += [f"by {one.role}"] if one.role else []
    notes += ["for another incident" if times == 1 else "for other incidents"] if one.facts is not None else []
    return f"{what} ({', '.join(notes)})" if notes else what


def _total(name: str, total: int, told: Told, names: Names) -> str:
    """What stood on a counter: how much, of which remedies, and over what it is counted."""
    counter = next((one for book in (told.new, told.old) for one in book.counters if one.id == name), None)
    if counter is None:
        return f"{total} was counted"
    every = len(counter.remedies) >= len(told.new.remedies)
    how = "" if every else f" of {in_a_row(counter.remedies)}"
    how += f" per {in_a_row(counter.per)}" if counter.per else ""
    if counter.every is not None:
        unit, count = counter.every
        how += f" in {several(count, unit.removesuffix('s'))}" if unit in ("days", "months") else f" in a {unit}"
    if counter.measure == "count":
        return f"{several(total, 'gesture')}{how} {'was' if total == 1 else 'were'} given"
    things = counter.measure == "face" and not names.in_money(counter.remedies[0])
    return f"{total if things else names.money(total)}{how} was given"
