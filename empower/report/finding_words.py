"""Findings in words: for each kind a question, why somebody looked, and what may explain it. None of them says what is so."""

from __future__ import annotations

from empower.domain.value import Value
from empower.report.clock import span_words
from empower.report.facts import customer_words
from empower.report.gestures import money_words
from empower.report.phrases import clock, in_a_row, several

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from empower.domain.finding import Finding
    from empower.domain.thresholds import Thresholds
    from empower.rules.rulebook import Rulebook

__all__ = ["FINDING_WORDS", "KindWords", "Teller"]


_RARE = 1_000_000


class Teller(Value):
    """A finding with what its words are made of."""

    finding: Finding
    rulebook: Rulebook
    thresholds: Thresholds
    local: Callable[[int], str]
    customer: str | None  # as they were named

    def money(self, name: str) -> str:
        """A figure that is an amount."""
        return money_words(self.rulebook, self.finding.figure(name))

    def about(self) -> str:
        """Whom or what it is about."""
        if self.customer:
            return customer_words(self.customer)
        if self.finding.customer:
            return "a customer who was forgotten"
        return f"incident {self.finding.incident}"

    def __getitem__(self, name: str) -> str:
        """A figure that is a name or a count."""
        return self.finding.word(name)


class KindWords(Value):
    """What is said of one kind of finding."""

    title: str
    asks: Callable[[Teller], str]
    why: Callable[[Teller], str]
    might: tuple[str, ...]


def _chance(one_in: int) -> str:
    """How rarely chance deals out as it was seen; beyond a million nobody reads the figure, and it stands in the JSON."""
    if one_in >= _RARE:
        return "chance alone would give so many less than once in a million"
    return f"chance alone would give so many about once in {one_in:,} times"


def _split_asks(one: Teller) -> str:
    together = f"{several(one.finding.figure('count'), 'gesture')} to {one.about()}, {one.money('sum')} together"
    return f"did {in_a_row(one.finding.people)} mean {together}, as one gesture?"


def _split_why(one: Teller) -> str:
    within = f"each was within `{one['line']}`, {one.money('limit')} per {one['per']}"
    return f"{within}; their sum passes it, and they lie within {span_words(one.thresholds.split_micros)}"


def _twice_asks(one: Teller) -> str:
    return f"was {one['remedy']} given twice for the same thing, to {one.about()}?"


def _twice_why(one: Teller) -> str:
    by = "the same person gave both" if one.finding.figure("people") == 1 else "different people gave them"
    return f"the same remedy within {span_words(one.thresholds.twice_micros)} for one incident or one customer; {by}"


def _one_customer_asks(one: Teller) -> str:
    return f"is there a reason that it is mostly {in_a_row(one.finding.people)} who gives to {one.about()}?"


def _one_customer_why(one: Teller) -> str:
    figure = one.finding.figure
    theirs = f"{figure('seen')} of {several(figure('marked'), 'incident')} in which the customer was given something"
    all_of = f"of all {figure('total')} {figure('drawn')} are theirs"
    return f"{theirs} within {span_words(one.thresholds.one_customer_micros)}; {all_of}; {_chance(figure('one_in'))}"


def _each_other_asks(one: Teller) -> str:
    return f"did {one['one']} and {one['other']} look at each other's requests as they would at anybody's?"


def _each_other_why(one: Teller) -> str:
    figure = one.finding.figure
    ways = (
        f"of {several(figure('all_of_one'), 'yes')} that {one['one']} had, {figure('of_one')} came from {one['other']}",
        f"of {figure('all_of_other')} that {one['other']} had, {figure('of_other')} from {one['one']}",
    )
    return f"{', '.join(ways)}, within {span_words(one.thresholds.each_other_micros)}"


def _one_login_asks(one: Teller) -> str:
    return f"were {one['asker']} and {one['approver']} both there when both wrote as login `{one['login']}`?"


def _one_login_why(one: Teller) -> str:
    answered = several(one.finding.figure("count"), "request")
    return f"{one['approver']} said yes to {answered} of {one['asker']} at the login they were written at"


def _near_limit_asks(one: Teller) -> str:
    return f"is there a reason that amounts of {in_a_row(one.finding.people)} lie so near the limit?"


def _near_limit_why(one: Teller) -> str:
    figure = one.finding.figure
    theirs = (
        f"{figure('seen')} of {several(figure('drawn'), 'gesture')} used {figure('percent')} % of their limit or more"
    )
    others = f"of the others' {figure('others')}, {figure('others_near')} did"
    return f"{theirs}; {others}; {_chance(figure('one_in'))}"


def _outside_hours_asks(one: Teller) -> str:
    who, when = in_a_row(one.finding.people), one.local(one.finding.last_at)
    return f"was {who} at work on {when}?"


def _outside_hours_why(one: Teller) -> str:
    figure, figures = one.finding.figure, dict(one.finding.figures)
    many = several(figure("count"), "gesture")
    if "away" in figures:
        hours = f"{clock(figure('start'))} to {clock(figure('end'))}"
        return f"{many}, the last {several(figure('away'), 'minute')} outside the hours of the roster, {hours}"
    near = f"of {several(figure('total'), 'gesture')} before, {figure('near')} lay"
    return f"{many}; {near} within {several(figure('width'), 'hour')} of {clock(figure('minute'))}; the roster names no hours"


def _after_close_asks(one: Teller) -> str:
    return f"why did {one['by']} take back what entry {one['given']} gave, when it was over?"


def _after_close_why(one: Teller) -> str:
    figures = dict(one.finding.figures)
    over = [f"incident {one.finding.incident} was closed by entry {one['closed']}"] if "closed" in figures else []
    over += [f"{one['month']} was closed by entry {one['month_closed']}"] if "month" in figures else []
    return f"{in_a_row(over)}, and the reversal came after that"


def _word_asks(one: Teller) -> str:
    return f"did {one['of']} say yes by telephone to what {one['asker']} gave?"


def _word_why(one: Teller) -> str:
    figures = dict(one.finding.figures)
    until = f", by {one.local(one.finding.figure('until'))}" if "until" in figures else ""
    told = {
        "silent": f"a word is to be confirmed{until}, and nobody has",
        "late": "the word was confirmed, but not in time",
        "disowned": f"{one['of']} says that they gave no word",
    }[one["said"]]
    if one["said"] == "late" and "late_micros" in figures:
        told += f": {span_words(one.finding.figure('late_micros'))} late"
    return told


FINDING_WORDS: dict[str, KindWords] = {
    "split": KindWords(
        title="several gestures, each within a limit that their sum passes",
        asks=_split_asks,
        why=_split_why,
        might=(
            "several things went wrong, one after the other",
            "the first gesture was not enough, and a manager knew of the second",
            "the policy is meant to allow several",
        ),
    ),
    "twice": KindWords(
        title="the same remedy twice",
        asks=_twice_asks,
        why=_twice_why,
        might=(
            "two things went wrong, and each was made good",
            "the first was topped up",
            "one shift did not see what the shift before had given",
        ),
    ),
    "one-customer": KindWords(
        title="one person gives mostly to one customer",
        asks=_one_customer_asks,
        why=_one_customer_why,
        might=("they look after this customer", "they work when this customer comes"),
    ),
    "each-other": KindWords(
        title="two people say yes to each other",
        asks=_each_other_asks,
        why=_each_other_why,
        might=("few others may say yes", "they share a shift, or stand in for each other"),
    ),
    "one-login": KindWords(
        title="one login behind a request and a yes to it",
        asks=_one_login_asks,
        why=_one_login_why,
        might=("people share a machine there", "the approver walked over and answered where it was asked"),
    ),
    "near-limit": KindWords(
        title="amounts near a limit",
        asks=_near_limit_asks,
        why=_near_limit_why,
        might=(
            "what they make good costs about that much",
            "the limit is lower than their work needs: it may be the policy that should change",
        ),
    ),
    "outside-hours": KindWords(
        title="gestures outside somebody's hours",
        asks=_outside_hours_asks,
        why=_outside_hours_why,
        might=("a shift was swapped, or went on longer", "the roster does not say what the hours are now"),
    ),
    "after-close": KindWords(
        title="taken back after it was over",
        asks=_after_close_asks,
        why=_after_close_why,
        might=("the customer gave it back later", "a mistake was seen late"),
    ),
    "word": KindWords(
        title="a word that was not confirmed in time",
        asks=_word_asks,
        why=_word_why,
        might=("they were away, or did not know that they should answer", "somebody else was on the telephone"),
    ),
}
"""The words of each kind, in the order of `FINDING_KINDS`."""
