"""The questions, in the order in which they are put. A flag of the same name answers each; a default does where nobody does."""

from __future__ import annotations

from collections.abc import Callable

from empower.domain.problem import Problem
from empower.domain.value import Value
from empower.services.starting import call_answers, figure_answers, house_answers, list_answers
from empower.services.starting.answers import Answers
from empower.services.starting.catalogue import KNOWN

__all__ = ["QUESTIONS", "Question"]

Heard = Callable[[str, Answers], Answers | Problem]


class Question(Value):
    """One question: how it is put, what stands in for an answer, and what an answer adds to those before it."""

    name: str
    heard: Heard
    asked: Callable[[Answers], str]
    usual: Callable[[Answers], str]
    needed: Callable[[Answers], bool] = lambda _: True


def _asked_remedies(_: Answers) -> str:
    lines = [f"  {number} {one.name}{f' ({one.title})' if one.title else ''}" for number, one in enumerate(KNOWN, 1)]
    own = "or your own as NAME:KIND, such as `dessert:gift` (the kinds: courtesy, service, gift, credit, cash)"
    return "\n".join(["What do you give to put it right? Choose by name or number,", f"{own}", *lines])


def _asked_costs(answers: Answers) -> str:
    counted = ", ".join([remedy.name for remedy in answers.counted])
    return f"What does one cost the house, in {answers.currency}: {counted}?"


def _asked_limits(answers: Answers) -> str:
    below = ", ".join([role.name for role in answers.limited])
    return f"How much may each give alone for one incident, in {answers.currency}: {below}? (`none` is no limit)"


def _asked_calls(answers: Answers) -> str:
    sample = f"{answers.failures[0].name}={answers.roles[1].name}"
    return (
        f"What is not for the desk, whatever it costs? Write FAILURE=ROLE, such as `{sample}`, FAILURE=never\n"
        "for what is put right with words alone, or `none`."
    )


def _usual_limits(answers: Answers) -> str:
    return figure_answers.usual(answers, [20 * 5**number for number in range(len(answers.limited))])


QUESTIONS = (
    Question(
        name="title",
        heard=house_answers.title,
        asked=lambda _: "What is the house called?",
        usual=lambda answers: answers.house.replace("-", " ").replace("_", " ").strip().capitalize() or answers.house,
    ),
    Question(
        name="currency",
        heard=house_answers.currency,
        asked=lambda _: "In which currency? (its three letters)",
        usual=lambda _: "EUR",
    ),
    Question(
        name="timezone",
        heard=house_answers.timezone,
        asked=lambda _: "In which time zone, so that days begin when yours do?",
        usual=lambda _: house_answers.machine_zone(),
    ),
    Question(
        name="roles",
        heard=list_answers.roles,
        asked=lambda _: "Who works there, from the desk upwards? The last has the last word.",
        usual=lambda _: "associate, manager, owner",
    ),
    Question(
        name="failures",
        heard=list_answers.failures,
        asked=lambda _: "What goes wrong? (`other` is added, for what is on no list)",
        usual=lambda _: "long_wait, wrong_item, poor_quality, wrong_bill, injury",
    ),
    Question(
        name="remedies",
        heard=list_answers.remedies,
        asked=_asked_remedies,
        usual=lambda _: "apology, call_back, again, gift, voucher, refund",
    ),
    Question(
        name="costs",
        heard=figure_answers.costs,
        asked=_asked_costs,
        usual=lambda answers: figure_answers.usual(answers, [5] * len(answers.counted)),
        needed=lambda answers: bool(answers.counted),
    ),
    Question(name="limits", heard=figure_answers.limits, asked=_asked_limits, usual=_usual_limits),
    Question(name="calls", heard=call_answers.calls, asked=_asked_calls, usual=call_answers.usual_calls),
    Question(
        name="claim-days",
        heard=figure_answers.claim_days,
        asked=lambda _: "For how many days after it happened do you take claims? (`none` for however long)",
        usual=lambda _: figure_answers.NONE,
    ),
)
