"""A role's authority on one card: what it may give, how much, and whom it asks."""

from __future__ import annotations

from empower.domain.calendar import written_date
from empower.report.amounts import amount_words
from empower.report.conditions import holding
from empower.report.drawing import drawn
from empower.report.page import Page, people_of, sections
from empower.report.phrases import in_a_row, several, shortened
from empower.report.readings import every_words, per_words
from empower.report.wording import Names

TYPE_CHECKING = False
if TYPE_CHECKING:
    from empower.domain.decision import Approver
    from empower.domain.results import CardResult
    from empower.rules.rulebook import Grant, Limit, Rulebook

__all__ = ["card_text", "grants_of", "limit_words", "when_words"]

_FEW = 3


def card_text(
    card: CardResult, rulebook: Rulebook, *, with_roster: bool = False, colour: bool, width: int | None
) -> str:
    """The card. With a roster, a role that nobody can be asked for that day is shown as such."""
    return drawn(_page(card, rulebook, with_roster=with_roster), colour=colour, width=width)


def grants_of(card: CardResult, rulebook: Rulebook) -> tuple[Grant, ...]:
    """The card's grants, as the policy has them."""
    by_id = {grant.id: grant for grant in rulebook.grants}
    return tuple([by_id[name] for name in card.grants])


def limit_words(limit: Limit, names: Names, day: int, *, remedy: str = "", dates: bool = False) -> str:
    """A limit as the policy says it (`2000.00 per incident`, `under 50.00 per gesture`); with `dates` every dated value."""
    things = limit.measure == "count" or (limit.measure == "face" and not names.in_money(remedy))
    most = amount_words(limit.most, names, day, things=things, dates=dates)
    if limit.measure == "count" and limit.most[0] == "units":
        most = several(limit.most[1], "gesture")
    elif things and limit.most[0] == "units":
        most = names.things(limit.most[1], remedy)
    per = tuple([(key, "") for key in limit.per])
    words = [f"under {most}" if limit.under else most, per_words(per), every_words(limit.every)]
    return " ".join([word for word in words if word])


def when_words(grant: Grant, names: Names) -> str:
    """When the grant holds, beside which remedies and from when; nothing where it always does."""
    return holding(grant.condition, names, ("remedy", "remedy_kind", "day"))


def _page(card: CardResult, rulebook: Rulebook, *, with_roster: bool) -> Page:
    names = Names(rulebook)
    who = shortened(card.name or card.person)
    grants = grants_of(card, rulebook)
    covered = {remedy for grant in grants for remedy in grant.remedies}
    return Page(
        headline=f"{who} — {names.role(card.role)}" if who else names.role(card.role),
        keep=rulebook.currency,
        sections=sections(
            ("may give", [_granted(grant, names, card.day) for grant in grants] or ["nothing without asking"]),
            (
                "at most",
                [
                    f"{names.remedy(remedy.id)}: {limit_words(limit, names, card.day, remedy=remedy.id)}"
                    for remedy in rulebook.remedies
                    if remedy.id in covered
                    for limit in remedy.most
                ],
            ),
            ("ask", [_asked(approver, names, card.day, with_roster=with_roster) for approver in card.asks]),
            (
                "note",
                [f"amounts in {rulebook.currency}; rules and budgets may ask for less, or for a yes: `check` says"],
            ),
        ),
    )


def _asked(approver: Approver, names: Names, day: int, *, with_roster: bool) -> str:
    if with_roster and not approver.people:
        return f"{names.approver(approver)} (nobody is there on {written_date(day)})"
    return people_of(approver, names)


def _granted(grant: Grant, names: Names, day: int) -> str:
    limits = in_a_row([limit_words(limit, names, day) for limit in grant.limits]) if grant.limits else "without a limit"
    when = when_words(grant, names)
    return f"{_remedies(grant, names)}: {limits}{f', {when}' if when else ''} (`{grant.id}`)"


def _remedies(grant: Grant, names: Names) -> str:
    everything = [remedy.id for remedy in names.rulebook.remedies]
    others = [names.remedy(remedy) for remedy in everything if remedy not in grant.remedies]
    if not others:
        return "anything"
    if len(others) <= _FEW < len(grant.remedies):
        return f"anything but {in_a_row(others)}"
    return in_a_row([names.remedy(remedy) for remedy in everything if remedy in grant.remedies])
