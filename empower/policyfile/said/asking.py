"""What somebody asks for, in words, turned into an `Ask`: the remedy, the amount, the papers at hand."""

from __future__ import annotations

from collections.abc import Iterable

from empower.domain.calendar import written_date
from empower.domain.figures import grouped
from empower.domain.gesture import Actor, Ask, Gesture
from empower.domain.money import Misread, read_money, read_number
from empower.domain.problem import Path, PlacedProblem, Problem
from empower.domain.value import Value
from empower.policyfile.said.fact_values import Unread, misread
from empower.policyfile.said.page import Page
from empower.policyfile.said.stated import Facts
from empower.policyfile.said.words import nearest
from empower.policyfile.said.zone import local
from empower.rules.index import index_of
from empower.rules.rulebook import IN_MONEY, Remedy, Rulebook

__all__ = ["NOTE", "Figure", "Wish", "ask_at", "gesture", "not_in_force", "papers"]

NOTE = "note"
"""A paper that every policy knows."""

_CATCH_ALL = "other"


class Figure(Value):
    """How much or how many, as written. `meant` is what its place says it is: `amount`, `quantity`, or "" for either."""

    text: str | None
    path: Path
    meant: str = ""
    at_key: bool = False  # whether it stands before a colon


class Wish(Value):
    """A remedy somebody asks for, as written."""

    remedy: str | None
    page: Page
    path: Path
    figure: Figure | None = None


def gesture(rulebook: Rulebook, wish: Wish) -> Gesture | tuple[PlacedProblem, ...]:
    """The gesture that is asked for, or what is wrong with the words."""
    remedies = index_of(rulebook).remedies
    remedy = remedies.get(wish.remedy or "")
    if remedy is None:
        return wish.page.placed([_unknown_remedy(wish, tuple(remedies))])
    if wish.figure is None:
        return Gesture(remedy=remedy.id)
    found = _figure(remedy, wish.figure, rulebook)
    if isinstance(found, Unread):
        path, at_key = wish.figure.path, wish.figure.at_key
        problem = Problem(code=found.code, message=found.message, hint=found.hint, path=path, at_key=at_key)
        return wish.page.placed([problem])
    return found


def papers(
    rulebook: Rulebook, words: Iterable[tuple[str | None, Path]], page: Page
) -> tuple[tuple[str, ...], tuple[PlacedProblem, ...]]:
    """The papers at hand (`PAPER` or `PAPER=REFERENCE`), each of which the policy knows."""
    known = [*[paper.id for paper in rulebook.papers], NOTE]
    found: list[str] = []
    problems: list[Problem] = []
    for word, path in words:
        name = (word or "").partition("=")[0]
        if name in known:
            found.append(name)
        else:
            message = f"`{name}` is not a paper of this policy"
            problems.append(
                Problem(code="unknown-paper", message=message, path=path, hint=nearest(name, known, "papers"))
            )
    return tuple(dict.fromkeys(found)), page.placed(problems)


def ask_at(
    rulebook: Rulebook,
    gestures: tuple[Gesture, ...],
    actor: Actor,
    facts: Facts,
    at: int,
    at_hand: tuple[str, ...] = (),
) -> Ask:
    """The whole question, with the local day and hour where the policy lives."""
    here = local(at, rulebook.timezone, rulebook.day_starts)
    return Ask(gestures=gestures, actor=actor, facts=facts, at=at, day=here.day, hour=here.hour, papers=at_hand)


def not_in_force(rulebook: Rulebook, at: int, path: Path = ()) -> Problem | None:
    """The problem that the policy is not in force at an instant."""
    day = local(at, rulebook.timezone, rulebook.day_starts).day
    start, until = rulebook.effective
    if start is not None and day < start:
        when = f"it begins on {written_date(start)}"
    elif until is not None and day >= until:
        when = f"it ended before {written_date(until)}"
    else:
        return None
    return Problem(
        code="not-in-force",
        message=f"policy `{rulebook.ref.name}` is not in force on {written_date(day)}: {when}",
        hint="name the policy of that day with `--policy`, or another moment with `--at`",
        path=path,
    )


def _unknown_remedy(wish: Wish, known: tuple[str, ...]) -> Problem:
    hint = nearest(wish.remedy or "", known, "remedies")
    if _CATCH_ALL in known:
        hint += (
            f" what is not in the catalogue is asked for as `{_CATCH_ALL}`"
            if hint.endswith("?")
            else f"; what is not among them is asked for as `{_CATCH_ALL}`"
        )
    message = f"`{wish.remedy}` is not a remedy of this policy" if wish.remedy else "no remedy is named"
    return Problem(code="unknown-remedy", message=message, hint=hint, path=wish.path)


def _figure(remedy: Remedy, figure: Figure, rulebook: Rulebook) -> Gesture | Unread:
    text = (figure.text or "").strip()
    if remedy.kind in IN_MONEY:
        if figure.meant == "quantity":
            return _money_meant(remedy, text, rulebook.currency)
        amount = read_money(text, rulebook.currency, rulebook.digits)
        if not isinstance(amount, Misread) and grouped(text, rulebook.digits):
            amount = Misread(why="too-precise", detail=text)
        if not isinstance(amount, Misread):
            return Gesture(remedy=remedy.id, amount=amount)
        if amount.why == "not-a-number" and _counts_things(text):
            return _money_meant(remedy, text, rulebook.currency)
        return misread(remedy.id, amount, digits=rulebook.digits, currency=rulebook.currency)
    if remedy.kind == "courtesy" or (not remedy.unit and remedy.kind != "service"):
        return Unread(
            code="nothing-to-state",
            message=f"`{remedy.id}` has neither an amount nor a number",
            hint=f"leave `{text}` out",
        )
    quantity = Misread(why="too-precise", detail=text) if grouped(text, 0) else read_number(text, 0)
    unit = remedy.unit or "piece"
    if figure.meant == "amount" or _looks_like_money(text):
        return Unread(
            code="money-for-a-number",
            message=f"`{remedy.id}` is counted per {unit}, and `{text}` is an amount of money",
            hint="say how many, as a whole number such as `2`",
        )
    if isinstance(quantity, Misread):
        return misread(remedy.id, quantity, digits=0)
    return Gesture(remedy=remedy.id, quantity=quantity)


def _money_meant(remedy: Remedy, text: str, currency: str) -> Unread:
    return Unread(
        code="number-for-money",
        message=f"`{remedy.id}` is an amount of money, and `{text}` is a number of things",
        hint=f"say how much in {currency}, such as `25`",
    )


def _counts_things(text: str) -> bool:
    """Whether a word stands behind the number, as in `2 nights`."""
    number, _, unit = text.partition(" ")
    return number.isdigit() and any([ch.isalpha() for ch in unit])


def _looks_like_money(text: str) -> bool:
    """Whether a currency stands beside the number."""
    letters = "".join(ch for ch in text if ch.isalpha())
    return len(letters) == 3 and letters.isupper() and any(ch.isdigit() for ch in text)
