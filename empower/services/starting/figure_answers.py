"""The figures: what a thing costs the house, how much each role may give alone, and for how long claims are taken."""

from __future__ import annotations

from collections.abc import Sequence

from empower.domain.money import written_money
from empower.domain.problem import Problem
from empower.rules.compile.findings import Findings
from empower.rules.compile.scalars import Money, figure
from empower.rules.compile.wording import in_a_row, shown
from empower.services.starting.answers import Answers
from empower.services.starting.names import listed

__all__ = ["NONE", "claim_days", "costs", "limits", "usual"]

NONE = "none"
_LARGEST = 10**12
"""In minor units; a thousandth of what can be counted, so that every example has room above it."""

_MOST_DAYS = 3_650


def usual(answers: Answers, places: Sequence[int]) -> str:
    """Amounts of a usual size in the currency: where there are no cents, a hundred times as much."""
    scale = 1 if answers.digits else 100
    return ", ".join([str(place * scale) for place in places])


def costs(text: str, answers: Answers) -> Answers | Problem:
    """With what one of each thing costs the house."""
    counted = answers.counted
    if not counted:
        message = "nothing here has a cost to say: courtesies cost nothing, and money costs what it is"
        return Problem(code="nothing-to-state", message=message, hint="leave it out")
    found = _amounts(text, [remedy.name for remedy in counted], answers, "what one costs")
    if isinstance(found, Problem):
        return found
    priced = {remedy.name: cost or 0 for remedy, cost in zip(counted, found, strict=True)}
    every = [remedy.but(cost=priced.get(remedy.name, remedy.cost)) for remedy in answers.remedies]
    return answers.but(remedies=tuple(every))


def limits(text: str, answers: Answers) -> Answers | Problem:
    """With how much each role below the last may give alone for one incident; never less than the role below it."""
    below = answers.limited
    said = listed(text)
    if len(said) == len(answers.roles) and said[-1].casefold() == NONE:  # of the last, which has the last word anyway
        said = said[:-1]
    found = _amounts(", ".join(said), [role.name for role in below], answers, "a limit", none=True)
    if isinstance(found, Problem):
        return found
    reached: int | None = 0
    for role, limit in zip(below, found, strict=True):
        if limit is not None and (reached is None or limit < reached):
            before = "has no limit" if reached is None else f"may give {written_money(reached, answers.digits)}"
            message = f"`{role.name}` may give less than the role below it, which {before}"
            hint = "limits rise, or stay, from the desk upwards: who stands higher may give whatever those below may"
            if reached is not None and any([one == "0" * len(one) for one in said]):
                hint = "write amounts without a comma in them: `1000`"
            return Problem(code="limit-form", message=message, hint=hint)
        reached = limit
    if found[0] == 0 and not answers.free:
        message = f"`{below[0].name}` may give nothing at all, as nothing here is free"
        hint = "let them give a little, or leave the role out; or give something that costs nothing, such as `apology`"
        return Problem(code="unreached-role", message=message, hint=hint)
    every = [role.but(limit=limit) for role, limit in zip(below, found, strict=True)]
    return answers.but(roles=(*every, answers.roles[-1]))


def claim_days(text: str, answers: Answers) -> Answers | Problem:
    """With the number of days for which claims are taken, or none where there is no such number."""
    word = text.strip().casefold()
    if word == NONE:
        return answers.but(claim_days=0)
    figures = word.removesuffix("days").removesuffix("day").strip()
    if not (figures.isascii() and figures.isdigit() and len(figures) <= 9):
        hint = "write a number of days, such as `90`, or `none`"
        return Problem(code="not-a-number", message=f"{shown(text.strip())} is not a number of days", hint=hint)
    if not 0 < int(figures) <= _MOST_DAYS:
        hint = f"write 1 to {_MOST_DAYS}, or `none` where claims are taken however old they are"
        return Problem(code="out-of-range", message=f"{shown(text.strip())} is no such number of days", hint=hint)
    return answers.but(claim_days=int(figures))


def _amounts(
    text: str, names: Sequence[str], answers: Answers, what: str, *, none: bool = False
) -> tuple[int | None, ...] | Problem:
    """An amount for each name; `None` for `none`, where that may be said."""
    said = listed(text)
    if len(said) != len(names):
        given = "none is" if not said else "1 is" if len(said) == 1 else f"{len(said)} are"
        message = f"{what} is said of each of {in_a_row(names, 'and')}, and {given} given"
        if len(names) == 1:
            message = f"{what} is said of `{names[0]}` alone, and {given} given"
        hint = f"write {len(names)}, with commas between and no comma in an amount: `{_sample(answers, len(names))}`"
        if meant := _with_points(said, len(names), answers):
            hint = f"a decimal has a point here: did you mean `{meant}`?"
        return Problem(code="limit-form", message=message, hint=hint)
    found: list[int | None] = []
    for word in said:
        amount = None if none and word.casefold() == NONE else _amount(word, answers)
        if isinstance(amount, Problem):
            return amount
        found.append(amount)
    return tuple(found)


def _with_points(said: Sequence[str], many: int, answers: Answers) -> str:
    """The amounts, where twice as many figures were said because each has a comma for a point; "" where it is not so."""
    pairs = list(zip(said[::2], said[1::2], strict=False))
    if len(said) != 2 * many or not all(
        [whole.isdigit() and part.isdigit() and 0 < len(part) <= answers.digits for whole, part in pairs]
    ):
        return ""
    return ",".join([f"{whole}.{part}" for whole, part in pairs])


def _sample(answers: Answers, many: int) -> str:
    return usual(answers, [20 * (number + 1) for number in range(many)])


def _amount(word: str, answers: Answers) -> int | Problem:
    findings = Findings(lambda _: (1, 1))
    amount = figure(word, Money(answers.currency, answers.digits), findings, ())
    if amount is None:
        return findings.finished()[0]
    if amount > _LARGEST:
        message = f"{shown(word)} is larger than anything that is given here"
        return Problem(code="too-large", message=message, hint="check the number of digits")
    return amount
