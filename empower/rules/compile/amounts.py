"""Amounts, from what an author writes to the algebra of `domain/amounts.py`.

An `Amounts` reads them with what may stand in them at one place of a policy: money or whole things, and which built-in
amounts besides the declared facts. Dated values tell the line around them from when on it is in force.
"""

from __future__ import annotations

from empower.rules.compile.amount_forms import FORMS, dated
from empower.rules.compile.findings import BROKEN
from empower.rules.compile.scalars import figure, is_figure, number
from empower.rules.compile.times import date, is_date
from empower.rules.compile.wording import in_a_row, nearest, shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from empower.domain.amounts import Amount
    from empower.domain.problem import Path
    from empower.rules.compile.findings import Findings
    from empower.rules.compile.vocabulary import Vocabulary

__all__ = ["Amounts"]

_BOUNDS = ("at_least", "nothing_below", "at_most")
_NEEDED = ("of", "steps", "over", "is")
_ROUND = ("half_up", "up", "down")
_NOTHING = ("none", "no", "nothing", "free", "zero", "unlimited", "no limit")
_SIGNS = (" * ", " / ", " + ", " - ", " x ", "%")
_BUILT_IN = {
    "amount": "it may stand in the cost of a credit or of cash",
    "quantity": "it may stand in the cost of what is counted: `{each: 190, of: quantity}`",
    "owed": "it may stand in `settles_from` and `instead`",
    "cost": "a line may test it; no amount is made from it",
    "incident_cost": "a line may test it; no amount is made from it",
    "incident_goodwill": "a line may test it; no amount is made from it",
}


class Amounts:
    """Reads the amounts at one place of a policy; `starts` are the first dates found, each with what it goes by."""

    __slots__ = ("also", "findings", "starts", "things", "vocabulary")

    def __init__(self, vocabulary: Vocabulary, *, things: bool = False, also: tuple[str, ...] = ()) -> None:
        self.vocabulary = vocabulary
        self.findings: Findings = vocabulary.findings
        self.things = things
        self.also = also
        self.starts: list[tuple[str, int]] = []

    def read(self, written: Any, path: Path) -> Amount | None:
        """The amount, or `None` with the reason said. The outermost mapping may say how it is rounded."""
        if not isinstance(written, dict) or "round" not in written:
            return self.inner(written, path)
        how = self.word(written["round"], (*path, "round"), "a way of rounding", _ROUND)
        amount = self.inner({key: part for key, part in written.items() if key != "round"}, path)
        return None if amount is None or how is None else ("round", how, amount)

    def inner(self, written: Any, path: Path) -> Amount | None:
        """An amount inside another, which is not rounded by itself."""
        if isinstance(written, dict):
            return self._mapping(written, path)
        if self.findings.broken(written):
            return None
        if is_figure(written):
            value = self.constant(written, path)
            return None if value is None else ("units", value)
        if not isinstance(written, str):
            self.findings.wrong_kind("what stands here", self._wanted(), written, path, f"write {self._sample()}")
            return None
        return self._named(written, path)

    def constant(self, written: Any, path: Path) -> int | None:
        """A number as it stands here: minor units, or things."""
        if self.things:
            return number(written, 0, self.findings, path)
        return figure(written, self.vocabulary.money, self.findings, path)

    def word(self, value: Any, path: Path, what: str, words: tuple[str, ...]) -> str | None:
        """One of the language's own words."""
        if value in words:
            return str(value)
        if not self.findings.broken(value):
            self.findings.unknown("unknown-word", what, value, path, dict.fromkeys(words, ()))
        return None

    def usable(self, name: str, path: Path) -> bool:
        """Whether a fact is there whenever an amount needs it."""
        fact = self.vocabulary.facts.get(name)
        if fact is None or not fact.optional:
            return True
        message = f"`{name}` may be absent, so no amount can be made from it"
        hint = "give it a default, or leave out `optional`"
        if fact.derived:
            hint = "make what it is computed from a fact that is always there"
        self.findings.problem("optional-fact", message, path, hint)
        return False

    def wrong_fact(self, name: str, wanted: str, path: Path, hint: str) -> None:
        """A fact of a kind that cannot stand here."""
        fact = self.vocabulary.facts.get(name)
        kind = f"is a fact of the kind `{fact.kind}`" if fact else "is built in"
        self.findings.problem("wrong-fact", f"`{name}` {kind}; {wanted} is meant here", path, hint)

    def not_here(self, name: str, path: Path) -> bool:
        """Whether this is a built-in amount that may not stand here, which is said."""
        if name not in _BUILT_IN or name in self.vocabulary.facts:
            return False
        self.findings.problem("wrong-fact", f"`{name}` cannot stand here", path, _BUILT_IN[name])
        return True

    def _named(self, name: str, path: Path) -> Amount | None:
        if name in self.also and (name == "owed" or (name == "amount") is not self.things):
            if name == "quantity" and not self.things:
                hint = "say what each one costs: `{each: 190, of: quantity}`"
                self.wrong_fact(name, "an amount of money", path, hint)
                return None
            return ("fact", name)
        if self.not_here(name, path):
            return None
        if name not in self.vocabulary.declared["facts"]:
            self._unknown(name, path)
            return None
        fact = self.vocabulary.fact(name, path)
        if fact is None or not self.usable(name, path):
            return None
        if fact.kind == "number" and self.things:
            return ("each", ("units", 1), name, fact.digits, 0, 0, "")
        if fact.kind == "money" and not self.things:
            return ("fact", name)
        if fact.kind == "number":
            self.wrong_fact(name, "an amount of money", path, f"say how much for each: `{{each: 100, of: {name}}}`")
        else:
            self.wrong_fact(name, self._wanted(), path, f"write {self._sample()}")
        return None

    def _unknown(self, name: str, path: Path) -> None:
        """Says that a text is no amount, and how what it says is written."""
        findings = self.findings
        what = "not a number" if self.things else "not an amount"
        code = "not-a-number" if self.things else "not-an-amount"
        meant = nearest(name, self.also)
        if name.lower() in _NOTHING:
            hint = "no limit at all is `limit: none`"
            hint = hint if "limit" in name.lower() else f"write `0` if it is nothing; {hint}"
            findings.problem(code, f"{shown(name)} is {what}", path, hint)
        elif any([sign in name for sign in _SIGNS]):
            hint = f"amounts are not computed with signs: write {self._sample()}"
            findings.problem(code, f"{shown(name)} is {what}", path, hint)
        elif meant and not nearest(name, self.vocabulary.declared["facts"]):
            findings.problem(
                "unknown-fact", f"{shown(name)} is not a fact of this policy", path, f"did you mean `{meant}`?"
            )
        elif " " in name and not nearest(name, self.vocabulary.declared["facts"]):
            findings.problem(code, f"{shown(name)} is {what}", path, f"write {self._sample()}")
        else:
            self.vocabulary.fact(name, path)

    def _mapping(self, tree: dict[Any, Any], path: Path) -> Amount | None:
        findings = self.findings
        if "round" in tree:
            hint = "move `round` to the outermost mapping of this amount"
            findings.problem(
                "round-inside", "an amount inside another is not rounded by itself", (*path, "round"), hint, at_key=True
            )
        keys = [key for key in tree if key not in _BOUNDS and key != "round"]
        if keys and all([_like_a_date(key) for key in keys]):
            for key in keys:
                date(key, findings, (*path, key), at_key=True)
            return None
        dates = [key for key in keys if is_date(key)]
        forms = [key for key in keys if key in FORMS]
        if len(forms) + bool(dates) != 1:
            self._no_form(forms or keys, bool(dates), path)
            return None
        beside = ("as_of",) if dates else FORMS[forms[0]].beside
        strange = [key for key in keys if key not in beside and key not in forms and key not in dates]
        owner = "dated values" if dates else f"an amount with `{forms[0]}`"
        for key in strange:
            findings.unknown_key(key, owner, (*path, key), (*forms, *beside, *_BOUNDS, "round"))
            meant = nearest(str(key), beside)
            if meant in _NEEDED and meant not in tree:
                tree = {**tree, meant: BROKEN}  # it is there, but misspelt
        amount = dated(self, tree, dates, path) if dates else FORMS[forms[0]].read(self, tree, path)
        bounds = {key: self.inner(tree[key], (*path, key)) for key in _BOUNDS if key in tree}
        if amount is None or strange or None in bounds.values():
            return None
        return _bounded(amount, bounds)

    def _no_form(self, keys: list[Any], is_dated: bool, path: Path) -> None:
        """Says what is wrong with a mapping that is no amount, or several."""
        if is_dated or len([key for key in keys if key in FORMS]) > 1:
            names = [*[str(key) for key in keys if key in FORMS], *(["dates"] if is_dated else [])]
            message = f"{in_a_row(names, 'and')} are forms of an amount; one mapping holds one"
            self.findings.problem(
                "amount-form", message, path, "write one inside the other, such as `{sum: [{…}, {…}]}`"
            )
            return
        meant = [key for key in keys if nearest(str(key), FORMS)]
        if meant:
            self.findings.unknown_key(meant[0], "an amount", (*path, meant[0]), FORMS)
            return
        message = f"a mapping with {in_a_row([str(key) for key in keys], 'and') or 'nothing in it'} is not an amount"
        self.findings.problem("amount-form", message, path, f"write {self._sample()}")

    def _wanted(self) -> str:
        return "a number of things" if self.things else "an amount of money"

    def _sample(self) -> str:
        if self.things:
            return "a number, the name of a number fact, or a mapping such as `{each: 1, of: nights}`"
        return "a number, the name of a money fact, or a mapping such as `{share: 50%, of: bill}` or `{each: 100, of: nights}`"


def _like_a_date(key: Any) -> bool:
    """Whether a key is a year, or a date in another order."""
    figures = key.replace("/", ".").replace("-", ".").split(".") if isinstance(key, str) else [str(key)]
    return (
        not is_date(key)
        and all([part.isdigit() for part in figures])
        and (len(figures) == 3 or (len(figures) == 1 and "1900" < figures[0] < "2100" and len(figures[0]) == 4))
    )


def _bounded(amount: Amount, bounds: dict[str, Any]) -> Amount:
    """The amount within its bounds: nothing where it comes to less than `nothing_below`, then the floor, and last the cap."""
    floor, threshold, cap = bounds.get("at_least"), bounds.get("nothing_below"), bounds.get("at_most")
    raised = amount if floor is None else ("at_least", amount, floor)
    if threshold is not None:
        raised = ("nothing_below", amount, threshold) if floor is None else ("nothing_below", amount, threshold, raised)
    return raised if cap is None else ("at_most", raised, cap)
