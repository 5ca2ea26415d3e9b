"""Conditions, from `when` and `unless` to boxes, each held to what its kind of line may test and in which direction."""

from __future__ import annotations

from empower.domain.conditions import Condition, spans_of
from empower.domain.facts import AMOUNT_FACTS, CLOCK_FACTS, TEXT_KEYS
from empower.domain.value import Value
from empower.rules.compile.findings import each
from empower.rules.compile.tests import Tests
from empower.rules.compile.vocabulary import name_of
from empower.rules.compile.wording import nearest, shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from empower.domain.conditions import Box, Test
    from empower.domain.problem import Path
    from empower.rules.compile.vocabulary import Vocabulary

__all__ = [
    "BARS",
    "BUDGETS",
    "ENTITLEMENTS",
    "EXCEPTIONS",
    "GRANTS",
    "PARTS",
    "PROMISES",
    "RULES",
    "RULES_THAT_ASK",
    "Conditions",
    "Where",
]

_UP, _DOWN = ("over", "at_least"), ("under", "at_most")
_ANY_OF = "for any of several write a list: `when: [{…}, {…}]`"
_ALL_OF = "all the tests of one mapping hold; write them beside one another"
_NOT = "write it under `unless`, or `{not: …}` behind the fact that is tested"
_JOINED = {  # words that join tests elsewhere
    **dict.fromkeys(("any_of", "any", "or"), _ANY_OF),
    **dict.fromkeys(("all_of", "all", "and"), _ALL_OF),
    "not": _NOT,
}
_SAMPLE = "a condition is written `{failure: noise, severity: [minor, moderate]}`, or as a list of such mappings"


class Where(Value):
    """What a kind of line may test. `ways`: how amounts are tested in its `when`; () for not at all, `None` for any way."""

    noun: str
    ways: tuple[str, ...] | None = ()
    role: str = ""  # the way out where it may not test the role of whoever asks; "" where it may
    remedy: bool = True


_IN_ROLES = "name the roles in `roles`"
GRANTS = Where(noun="a grant", ways=_DOWN, role=_IN_ROLES)
BUDGETS = Where(noun="a budget", ways=_UP, role="a budget counts whoever spends from it; a rule may test the role")
RULES = Where(noun="a rule that denies, escalates or limits", ways=_UP)
RULES_THAT_ASK = Where(noun="a rule", ways=None)
ENTITLEMENTS = Where(noun="what is owed", role=_IN_ROLES)
BARS = Where(noun="what is not owed", role="what is owed does not turn on who gives it; leave the test out")
PARTS = Where(noun="a part of what is owed", role="the line around it says which roles", remedy=False)
EXCEPTIONS = Where(noun="an exception", ways=_DOWN, role="let the rule that it lifts test the role")
PROMISES = Where(noun="a promise", ways=None)


class Conditions:
    """Reads conditions."""

    __slots__ = ("_testable", "_vocabulary", "tests")

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self.tests = Tests(vocabulary)
        built_in = ("role", "remedy", "remedy_kind", *AMOUNT_FACTS, *CLOCK_FACTS)
        self._testable: dict[str, Path] = {**vocabulary.declared["facts"], **dict.fromkeys(built_in, ())}

    def read(
        self, tree: dict[str, Any], path: Path, where: Where, remedies: tuple[int, ...] | None = None
    ) -> Condition:
        """The condition of a line; `remedies` (places in the catalogue) narrows it to those it covers, if not to all."""
        covered: Box = ()
        if remedies is not None and len(remedies) < len(self._vocabulary.remedies):
            covered = (self.remedy_test(remedies),)
        when: tuple[Box, ...] = (covered,)
        if "when" in tree:
            when = self._boxes(tree["when"], (*path, "when"), where, covered, takes_away=False)
        unless: tuple[Box, ...] = ()
        if "unless" in tree:
            unless = self._boxes(tree["unless"], (*path, "unless"), where, (), takes_away=True)
        return Condition(when=when, unless=unless)

    def remedy_test(self, remedies: tuple[int, ...]) -> Test:
        """The test that the remedy is one of these."""
        return self.tests.made("remedy", spans_of(remedies))

    def narrowed(self, condition: Condition, more: tuple[Test, ...], path: Path) -> Condition:
        """The condition with some more tests in every box of its `when`."""
        if not more:
            return condition
        boxes = [self._joined(box, more, path) for box in condition.when]
        return Condition(when=tuple([box for box in boxes if box is not None]), unless=condition.unless)

    def _boxes(self, written: Any, path: Path, where: Where, covered: Box, *, takes_away: bool) -> tuple[Box, ...]:
        findings = self._vocabulary.findings
        boxes: list[Box] = []
        items = each(written, path)
        for box, at in items:
            if findings.broken(box):
                continue
            if not isinstance(box, dict):
                findings.wrong_kind("a condition", "a mapping, or a list of mappings", box, at, _SAMPLE)
                continue
            if takes_away and not box:
                hint = "say when it does not hold, or leave `unless` out"
                findings.problem("never-true", "this takes everything away, so the line never holds", at, hint)
                continue
            if not box:
                hint = "write what is tested, or leave `when` out if the line always holds"
                findings.problem("says-nothing", "nothing is tested here", at, hint)
                continue
            tests: list[Test] = []
            for key, value in box.items():
                tests += self._read(key, value, (*at, key), where, takes_away=takes_away)
            joined = self._joined(tuple(tests), covered, at)
            if joined is not None:
                boxes.append(joined)
        if not items:
            hint = "write the conditions, or leave it out"
            findings.problem("empty-list", "there is no condition in this list", path, hint)
        return tuple(boxes)

    def _joined(self, box: Box, more: tuple[Test, ...], path: Path) -> Box | None:
        """The tests of both, one for each axis and in the order of their names; `None` if they speak of no common remedy."""
        found = {test.axis: test for test in box}
        for test in more:
            known = found.get(test.axis)
            if known is None:
                found[test.axis] = test
                continue
            both = found[test.axis] = self.tests.both(known, test)
            if test.axis == "remedy" and not both.spans:
                message = "the remedies tested here are none of those that the line covers"
                self._vocabulary.findings.problem("never-true", message, path, "change one of the two")
                return None
        return tuple([found[axis] for axis in sorted(found)])

    def _read(self, key: Any, written: Any, path: Path, where: Where, *, takes_away: bool) -> tuple[Test, ...]:
        name = key if isinstance(key, str) else name_of(key)
        findings = self._vocabulary.findings
        if name not in self._testable:
            if name in TEXT_KEYS:
                self._text(name, path)
            elif name is None:
                findings.wrong_kind("what stands here", "the name of a fact", key, path, _SAMPLE, at_key=True)
            elif self._vocabulary.readable("facts"):
                self._unknown(name, path)
            return ()
        fact = self._vocabulary.facts.get(name)
        if fact is not None and fact.kind == "text":
            self._text(name, path)
        elif name in self._vocabulary.feeds:
            derived = self._vocabulary.feeds[name]
            message = f"`{name}` feeds `{derived}`, so no line tests it"
            findings.problem("feeds-a-derived-fact", message, path, f"test `{derived}`", at_key=True)
        elif self._allowed(name, written, path, where, takes_away=takes_away):
            return self.tests.read(name, written, path)
        return ()

    def _unknown(self, name: str, path: Path) -> None:
        """Says that nothing of this name can be tested."""
        findings = self._vocabulary.findings
        message = f"{shown(name)} is not a fact of this policy"
        if name in _JOINED:
            findings.problem("unknown-fact", message, path, _JOINED[name], at_key=True)
        elif self._vocabulary.declared["facts"] or nearest(name, self._testable):
            findings.unknown("unknown-fact", "a fact of this policy", name, path, self._testable, at_key=True)
        else:
            findings.problem("unknown-fact", message, path, "declare it under `facts`", at_key=True)
            self._vocabulary.unreadable("facts")  # that nothing is declared is said once

    def _text(self, name: str, path: Path) -> None:
        hint = "declare the values with `one_of`, or whether it is one of some with `derive: {known: {listed: […]}}`"
        message = f"`{name}` is a text, and no line tests a text"
        self._vocabulary.findings.problem("text-cannot-be-tested", message, path, hint, at_key=True)

    def _allowed(self, name: str, written: Any, path: Path, where: Where, *, takes_away: bool) -> bool:
        """Whether this kind of line may test this, and so."""
        hint = ""
        if name == "role":
            hint = where.role
        elif name in ("remedy", "remedy_kind") and not where.remedy:
            hint = "the line around it says which remedies"
        elif name in AMOUNT_FACTS and where.ways == ():
            hint = "what is due does not depend on what is asked for; test the facts of the incident"
        if hint:
            message = f"{where.noun} does not test `{name}`"
            self._vocabulary.findings.problem("not-tested-here", message, path, hint, at_key=True)
            return False
        if name not in AMOUNT_FACTS or where.ways is None:
            return True
        ways = where.ways if not takes_away else _UP if where.ways == _DOWN else _DOWN
        if isinstance(written, dict):
            strange = [key for key in written if key not in (*_UP, *_DOWN, "not")]
            if strange or not written or all([key in ways for key in written]):
                return True
        side = "unless" if takes_away else "when"
        first, second = ways
        message = f"in the `{side}` of {where.noun}, `{name}` is tested with `{first}` or `{second}`, and nothing else"
        hint = f"more must never be judged more kindly: write `{name}: {{{first}: …}}`"
        if where.noun == RULES.noun:
            hint += "; a rule that only asks for `needs`, `must` or `say` may test any band"
        self._vocabulary.findings.problem("wrong-direction", message, path, hint)
        return False
