"""What things are called: titles where somebody wrote them, else the names of the policy; and every number in its own form."""

from __future__ import annotations

from empower.domain.calendar import WEEKDAYS, written_date, written_instant
from empower.domain.money import LARGEST, written_money, written_number
from empower.report.phrases import clock, in_a_row, lasting, several, shortened, yes_no
from empower.report.screen import together
from empower.rules.index import index_of
from empower.rules.rulebook import IN_MONEY, KINDS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from empower.domain.decision import Alternative, Approver, Contact
    from empower.domain.gesture import Ask, Gesture
    from empower.rules.rulebook import Rulebook, Signatures

__all__ = ["Names"]

_MOST_SHOWN = 6
_BUILT_IN = {
    "incident_cost": "cost of this incident",
    "incident_goodwill": "goodwill on this incident",
    "remedy_kind": "kind of remedy",
}
_MONEY = ("amount", "cost", "incident_cost", "incident_goodwill")


class Names:
    """The words for one rulebook, and for one ask of it where there is one."""

    __slots__ = ("_most_shown", "ask", "index", "rulebook")

    def __init__(self, rulebook: Rulebook, ask: Ask | None = None, *, whole: bool = False) -> None:
        """With `whole` no list is shortened."""
        self.rulebook = rulebook
        self.index = index_of(rulebook)
        self.ask = ask
        self._most_shown = LARGEST if whole else _MOST_SHOWN

    def money(self, minor: int) -> str:
        """The amount as it may be typed back (`60.00`)."""
        return written_money(minor, self.rulebook.digits)

    def priced(self, minor: int) -> str:
        """The amount with its currency (`60.00 EUR`)."""
        return f"{self.money(minor)} {self.rulebook.currency}"

    def role(self, role: str) -> str:
        """The role's title, else its name in plain words."""
        known = self.index.roles.get(role)
        return known.title if known and known.title else role.replace("_", " ").replace("-", " ")

    def remedy(self, remedy: str) -> str:
        """The remedy's title, else its name."""
        known = self.index.remedies.get(remedy)
        return known.title if known and known.title else remedy

    def in_money(self, remedy: str) -> bool:
        """Whether the remedy is given as an amount of money."""
        known = self.index.remedies.get(remedy)
        return known is not None and known.kind in IN_MONEY

    def things(self, count: int, remedy: str) -> str:
        """So many of the remedy's unit (`2 nights`)."""
        known = self.index.remedies.get(remedy)
        return several(count, known.unit) if known and known.unit else str(count)

    def face(self, value: int, remedy: str) -> str:
        """A face value of the remedy, without a currency."""
        return self.money(value) if self.in_money(remedy) else self.things(value, remedy)

    def gesture(self, gesture: Gesture) -> str:
        """The gesture in words (`refund 60.00 EUR`)."""
        words = self.remedy(gesture.remedy)
        if gesture.amount is not None:
            return f"{words}{' ' if words == gesture.remedy else ' of '}{self.priced(gesture.amount)}"
        if gesture.quantity is not None:
            return f"{words} ({self.things(gesture.quantity, gesture.remedy)})"
        return words

    def typed(self, what: Alternative) -> str:
        """The alternative as words for the next command (`refund 49.80`)."""
        if what.amount is not None:
            return f"{what.remedy} {self.money(what.amount)}"
        return what.remedy if what.quantity is None else f"{what.remedy} {what.quantity}"

    def offered(self, what: Alternative) -> str:
        """The same words with what there is to know about it (`credit (any amount)`)."""
        title = self.remedy(what.remedy)
        notes = [title if title != what.remedy else "", "due by rule" if what.owed else ""]
        if self.in_money(what.remedy) and what.amount is None:
            notes.append("any amount")
        told = ", ".join([note for note in notes if note])
        return f"{self.typed(what)} ({told})" if told else self.typed(what)

    def fact(self, name: str) -> str:
        """The fact's name in plain words (`stayed on`)."""
        return _BUILT_IN.get(name, name.replace("_", " ").replace("-", " "))

    def value(self, axis: str, value: int | str) -> str:
        """A value on an axis, as a person would write it."""
        name, _, unit = axis.partition("#")
        if isinstance(value, str):
            return value
        if unit:
            return lasting(value, unit)
        if name in _MONEY:
            return self.money(value)
        built_in = self._built_in(name, value)
        if built_in:
            return built_in
        fact = self.index.facts.get(name)
        if fact is None or fact.kind == "number":
            return written_number(value, fact.digits if fact else 0)
        if fact.values:
            titles = fact.value_titles
            return (titles[value] if value < len(titles) else "") or fact.values[value]
        forms = {
            "money": self.money,
            "yes_no": yes_no,
            "date": written_date,
            "moment": written_instant,
            "time": clock,
        }
        return forms[fact.kind](value)

    def choice(self, axis: str) -> bool:
        """Whether the axis holds names rather than a scale."""
        fact = self.index.facts.get(axis)
        if fact is not None:
            return bool(fact.values) or fact.kind == "yes_no"
        return axis in ("role", "remedy", "remedy_kind", "weekday")

    def values(self, axis: str, values: tuple[int, ...]) -> str:
        """Several values, any of which will do; of very many the first few."""
        words = [self.value(axis, value) for value in values]
        if axis in ("role", "remedy", "remedy_kind") or self.choice(axis):
            words.sort(key=str.casefold)  # the same sentence, however the file is ordered
        if len(words) > self._most_shown:
            words = [*words[: self._most_shown - 1], f"{len(words) - self._most_shown + 1} more"]
        return in_a_row(words, "or")

    def approver(self, approver: Approver) -> str:
        """The place to be filled, by its roles."""
        roles = in_a_row([self.role(role) for role in (approver.role, *approver.others)], "or")
        return roles if approver.count == 1 else f"{approver.count} × {roles}"

    def contact(self, person: Contact) -> str:
        """The person and how to reach them."""
        who = shortened(person.name or person.id)
        if person.stands_in_for:
            who += f" for {person.stands_in_for}"
        return f"{who}, {together(shortened(person.contact))}" if person.contact else who

    def signatures(self, signatures: Signatures) -> str:
        """Everybody who must sign."""
        places = list(dict.fromkeys(signatures))
        counted = [(signatures.count(place), in_a_row([self.role(role) for role in place], "or")) for place in places]
        return in_a_row([words if count == 1 else f"{count} × {words}" for count, words in counted])

    def _built_in(self, name: str, value: int) -> str:
        if name == "role":
            return self.role(self.rulebook.roles[value].id)
        if name == "remedy":
            return self.remedy(self.rulebook.remedies[value].id)
        if name == "remedy_kind":
            return KINDS[value].replace("_", " ")
        if name == "weekday":
            return WEEKDAYS[value]
        if name == "hour":
            return clock(value * 60)
        return written_date(value) if name == "day" else ""
