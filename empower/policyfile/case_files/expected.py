"""The answer that the author of a case expects: only what is named is compared."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from empower.domain.decision import WARNING_CODES
from empower.domain.money import Misread, read_money
from empower.domain.problem import Path, PlacedProblem, Problem
from empower.domain.value import Value
from empower.policyfile.said.asking import NOTE, Figure, Wish, gesture
from empower.policyfile.said.fact_values import misread
from empower.policyfile.said.page import FilePage
from empower.policyfile.said.words import nearest
from empower.policyfile.shape import Shape, several, shaped
from empower.rules.rulebook import Rulebook

__all__ = ["ANY", "NOTHING", "Expected", "expected"]

OUTCOMES = ("approve", "escalate", "deny")
_SAID_AT_THE_DESK = {"yes": "approve", "ask": "escalate", "no": "deny", "true": "approve", "false": "deny"}
NOTHING, ANY = "none", "any"
"""Written for a remedy of which nothing would be approved, and for one that has no most."""

Names = tuple[str, ...]


class Expected(Value):
    """What is `None` is not compared. Amounts are minor units."""

    outcome: str | None = None
    to: Names | None = None
    because: Names = ()
    most: tuple[tuple[str, int | str], ...] = ()  # face value or number, or one of the two words above
    owed: str | None = None  # an amount, or a number of things: which of the two shows when it is compared
    needs: Names | None = None
    must: Names | None = None
    say: Names | None = None
    warnings: Names | None = None
    asks: Names | None = None


class _Expect(Shape):
    what: ClassVar[str] = "an answer expected"
    example: ClassVar[str] = "{outcome: escalate, to: supervisor, most: {refund: 49.80}}"
    outcome: Any = None
    to: Any = None
    because: Any = None
    most: dict[Any, Any] | None = None
    owed: Any = None
    needs: Any = None
    must: Any = None
    say: Any = None
    warnings: Any = None
    asks: Any = None


def expected(rulebook: Rulebook, page: FilePage, path: Path) -> tuple[Expected, tuple[PlacedProblem, ...]]:
    """The answer expected at a path: an outcome alone, or a mapping."""
    data: Any = page.data
    for step in path:
        data = data[step]
    reading = _Reading(rulebook, page)
    if not isinstance(data, dict):
        outcome = reading.one_of(page.text(path), path, OUTCOMES, "outcome", "outcomes")
        return Expected(outcome=outcome), page.placed(reading.problems)
    line = shaped(_Expect, data, path)
    if isinstance(line, tuple):
        return Expected(), page.placed(line)
    for key in [key for key in data if data[key] is None]:
        hint = "write what is expected, or leave it out; `[]` is for none at all"
        reading.wrong("wrong-kind", f"nothing stands behind `{key}`", (*path, key), hint, at_key=True)
    if not data:
        message = "this case expects nothing, so it cannot fail"
        reading.wrong("missing-key", message, path, f"write it like this: `{_Expect.example}`")
    return reading.expected(line, path), page.placed(reading.problems)


class _Reading:
    """One answer while it is read: what is wrong so far."""

    def __init__(self, rulebook: Rulebook, page: FilePage) -> None:
        self.rulebook = rulebook
        self.page = page
        self.problems: list[Problem] = []

    def expected(self, line: _Expect, path: Path) -> Expected:
        book = self.rulebook
        lines = (*book.grants, *book.budgets, *book.rules, *book.owed, *book.not_owed, *book.exceptions)
        ids = [*[one.id for one in lines], *[remedy.id for remedy in book.remedies]]
        outcome = line.outcome
        if outcome is not None:
            outcome = self.one_of(
                self.page.text((*path, "outcome")), (*path, "outcome"), OUTCOMES, "outcome", "outcomes"
            )
        return Expected(
            outcome=outcome,
            to=self._names(line.to, (*path, "to"), [role.id for role in book.roles], "role", "roles"),
            because=self._names(line.because, (*path, "because"), ids, "line", "lines") or (),
            most=tuple([self._most(name, (*path, "most", name)) for name in line.most or {}]),
            owed=self._owed(line.owed, (*path, "owed")),
            needs=self._names(
                line.needs, (*path, "needs"), [*[paper.id for paper in book.papers], NOTE], "paper", "papers"
            ),
            must=self._names(line.must, (*path, "must"), [duty.id for duty in book.duties], "duty", "duties"),
            say=self._sentences(line.say, (*path, "say")),
            warnings=self._names(line.warnings, (*path, "warnings"), WARNING_CODES, "warning", "warnings"),
            asks=self._names(line.asks, (*path, "asks"), [fact.name for fact in book.facts], "fact", "facts"),
        )

    def one_of(self, word: str | None, path: Path, known: Iterable[str], what: str, plural: str) -> str | None:
        """A word that is among those known."""
        known = tuple(known)
        if word in known:
            return word
        message = f"`{word}` is not {'an' if what[0] in 'aeiou' else 'a'} {what} of this policy"
        if what in ("outcome", "warning"):
            message = f"`{word}` is not {'an' if what[0] in 'aeiou' else 'a'} {what}"
        code = "unknown-value" if what == "outcome" else f"unknown-{what}"
        said = _SAID_AT_THE_DESK.get((word or "").lower()) if what == "outcome" else None
        self.wrong(code, message, path, f"did you mean `{said}`?" if said else nearest(word or "", known, plural))
        return None

    def wrong(self, code: str, message: str, path: Path, hint: str, *, at_key: bool = False) -> None:
        self.problems.append(Problem(code=code, message=message, path=path, hint=hint, at_key=at_key))

    def _names(self, value: Any, path: Path, known: Iterable[str], what: str, plural: str) -> Names | None:
        if value is None:
            return None
        found = [self.one_of(self.page.text(at), at, known, what, plural) for _, at in several(value, path)]
        return tuple([name for name in found if name is not None])

    def _sentences(self, value: Any, path: Path) -> Names | None:
        return None if value is None else tuple([self.page.text(at) or "" for _, at in several(value, path)])

    def _most(self, name: Any, path: Path) -> tuple[str, int | str]:
        text = self.page.text(path)
        figure = None if text in (NOTHING, ANY) else Figure(text=text, path=path)
        found = gesture(self.rulebook, Wish(remedy=str(name), page=self.page, path=path, figure=figure))
        if isinstance(found, tuple):
            at_key = found[0].code == "unknown-remedy"
            hint = ""
            if found[0].code in ("not-an-amount", "not-a-number"):
                hint = f"write how much, `{NOTHING}` for what would not be approved, or `{ANY}` for what has no most"
            elif found[0].code == "nothing-to-state":
                hint = f"write `{ANY}`, or `{NOTHING}` if it would not be approved"
            self.problems += [
                Problem(code=one.code, message=one.message, path=path, hint=hint or one.hint, at_key=at_key)
                for one in found
            ]
            return str(name), NOTHING
        said = found.amount if found.amount is not None else found.quantity
        return found.remedy, text or NOTHING if said is None else said

    def _owed(self, value: Any, path: Path) -> str | None:
        if value is None:
            return None
        text = self.page.text(path) or ""
        found = read_money(text, self.rulebook.currency, self.rulebook.digits)
        if isinstance(found, Misread):
            unread = misread("owed", found, digits=self.rulebook.digits, currency=self.rulebook.currency)
            self.wrong(unread.code, unread.message, path, unread.hint)
            return None
        return text
