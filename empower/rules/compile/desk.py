"""What all lines of a policy have in common.

An id that no other has, a condition, the days on which they hold, the roles and the remedies that they name.
"""

from __future__ import annotations

from empower.domain.value import Value
from empower.rules.compile.findings import BROKEN, each
from empower.rules.compile.times import date
from empower.rules.compile.vocabulary import SECTIONS, name_of, remedies_named
from empower.rules.compile.wording import nearest, shown
from empower.rules.rulebook import IN_MONEY

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any, TypeVar

    from empower.domain.conditions import Condition, Test
    from empower.domain.problem import Path
    from empower.rules.compile.conditions import Conditions
    from empower.rules.compile.counters import Counters
    from empower.rules.compile.limits import Limits
    from empower.rules.compile.vocabulary import Vocabulary

    _Made = TypeVar("_Made")

__all__ = ["Desk", "Starts", "in_file_order", "period"]

Starts = list[tuple[str, int]]
"""The first dates of a line's dated amounts, each with what it goes by."""


def in_file_order(made: list[tuple[Path, _Made]]) -> tuple[_Made, ...]:
    """What was made of the lines of a section, as they stand in the file."""
    return tuple([line for _, line in sorted(made, key=_path_of)])


def _path_of(made: tuple[Path, object]) -> Path:
    return made[0]


def period(tree: Any, path: Path, vocabulary: Vocabulary) -> tuple[int | None, int | None]:
    """The days from and until which something holds; the second is exclusive."""
    findings = vocabulary.findings
    ends: list[int | None] = [None, None]
    if not isinstance(tree, dict):
        return None, None
    for place, key in enumerate(("from", "until")):
        if key in tree and not findings.broken(tree[key]):
            ends[place] = date(tree[key], findings, (*path, key))
    start, end = ends
    if not tree:
        hint = "write `from:`, `until:` or both"
        findings.problem("empty-period", "no day is named here", path, hint)
    if start is not None and end is not None and end <= start:
        hint = "`until` is the first day on which it no longer holds"
        findings.problem("empty-period", "this ends before it begins", (*path, "until"), hint)
    return start, end


class Desk(Value):
    """Everything that lines are compiled with."""

    vocabulary: Vocabulary
    conditions: Conditions
    counters: Counters
    limits: Limits
    known: dict[tuple[int, ...], tuple[str, ...]]  # remedies by name; the same names are one object

    def lines(self, tree: dict[Any, Any], section: str) -> Iterator[tuple[str, dict[str, Any], Path]]:
        """Each line of a section with its id and path, in the order of their ids."""
        found = []
        for line, path in each(tree.get(section) or [], (section,)):
            if line is not BROKEN:
                found.append((self._id(line.get("id", BROKEN), (*path, "id")), line, path))
        yield from sorted(found, key=lambda one: (one[0], one[2]))

    def remedies(self, tree: dict[str, Any], path: Path, *, in_money: bool | None = None) -> tuple[int, ...]:
        """The places of the remedies that a line covers: all, unless it names some.

        `in_money` keeps of "all" those that carry an amount, or those that do not; one that is named must be such a one.
        """
        vocabulary = self.vocabulary
        fitting = [place for place in vocabulary.remedies.values() if self._fits(place, in_money)]
        written = tree.get("remedies", "all")
        at = (*path, "remedies")
        if written == "all":
            return tuple(fitting)
        if isinstance(written, dict):
            left_out = set(self.covered(written.get("not", BROKEN), (*at, "not")))
            if "not" not in written or len(written) > 1:
                strange = next((key for key in written if key != "not"), None)
                if strange is None:
                    hint = "write `all`, names between `[` and `]`, or `{not: …}`"
                    vocabulary.findings.wrong_kind("`remedies`", "names, or `{not: …}`", written, at, hint)
                else:
                    vocabulary.findings.unknown_key(strange, "`remedies`", (*at, strange), ("not",))
                return tuple(fitting)
            kept = tuple([place for place in fitting if place not in left_out])
            if not kept and vocabulary.readable("remedies"):
                vocabulary.findings.problem(
                    "never-true", "this leaves no remedy at all", at, "name those that it covers"
                )
            return kept
        return self.covered(written, at, in_money, all_known=True)

    def covered(
        self, written: Any, path: Path, in_money: bool | None = None, *, all_known: bool = False
    ) -> tuple[int, ...]:
        """The places of the remedies named here, groups among them; `all_known`: where `all` might stand instead."""
        found: set[int] = set()
        vocabulary = self.vocabulary
        if vocabulary.findings.broken(written):
            return ()
        items = each(written, path)
        if not items:
            vocabulary.findings.problem(
                "empty-list", "nothing stands in this list", path, "name remedies, or leave it out for all"
            )
        said = False
        for item, at in items:
            if all_known and self._is_all(item, "remedies"):
                self._all_alone("remedies", item, at)
                continue
            places = remedies_named(item, at, vocabulary) or ()
            wrong = [place for place in places if not self._fits(place, in_money)]
            if wrong and vocabulary.kinds[wrong[0]] and not said:
                said = True
                kind = vocabulary.kinds[wrong[0]]
                is_, hint = "no amount", "write `quantity` for things, and `amount` for credit and cash"
                if kind in IN_MONEY:
                    is_ = "no quantity"
                name = list(vocabulary.remedies)[wrong[0]]
                vocabulary.findings.problem("wrong-remedy", f"`{name}` is of the kind `{kind}` and has {is_}", at, hint)
            found |= set(places)
        return tuple(sorted(found))

    def _fits(self, place: int, in_money: bool | None) -> bool:
        return in_money is None or (self.vocabulary.kinds[place] in IN_MONEY) is in_money

    def names_of(self, remedies: tuple[int, ...]) -> tuple[str, ...]:
        """Remedies by name, in the order of the catalogue."""
        found = self.known.get(remedies)
        if found is None:
            names = list(self.vocabulary.remedies)
            found = self.known[remedies] = tuple([names[place] for place in remedies])
        return found

    def roles(self, tree: dict[str, Any], path: Path) -> tuple[str, ...] | None:
        """The roles that a line names; `None` for all of them."""
        written, at = tree.get("roles", BROKEN), (*path, "roles")
        if written == "all":
            return None
        if written == []:
            hint = "name one or more, or write `roles: all`"
            self.vocabulary.findings.problem("empty-list", "nothing stands in this list", at, hint)
            return ()
        items = each(written, at)
        for item, where in items:
            if self._is_all(item, "roles"):
                self._all_alone("roles", item, where)
        return self.named("roles", [BROKEN if self._is_all(item, "roles") else item for item, _ in items], at)

    def named(self, section: str, written: Any, path: Path) -> tuple[str, ...]:
        """The declared names that stand here, each once."""
        if self.vocabulary.findings.broken(written):
            return ()
        items = each(written, path)
        if not items:
            self.vocabulary.findings.problem(
                "empty-list", "nothing stands in this list", path, "name one or more, or leave it out"
            )
        names = [self.vocabulary.named(section, item, at) for item, at in items]
        return tuple(dict.fromkeys([name for name in names if name is not None]))

    def _is_all(self, word: Any, section: str) -> bool:
        """Whether this stands for all of them, in other words than the language's own or in the wrong place."""
        if not isinstance(word, str) or word in self.vocabulary.declared[section]:
            return False
        return word.lower() == "all" or (len(word) > 4 and nearest(word, ("all",)) == "all")

    def _all_alone(self, section: str, word: Any, path: Path) -> None:
        """Says how all of them are named."""
        what, code = SECTIONS[section]
        hint = f"all of them are `{section}: all`{', without brackets' if word == 'all' else ''}"
        self.vocabulary.findings.problem(code, f"{shown(word)} is not {what}", path, hint)

    def in_force(self, condition: Condition, tree: dict[str, Any], path: Path, starts: Starts) -> Condition:
        """The condition with the days on which the line holds: its own dates, and the first of its dated amounts."""
        if "effective" not in tree and not starts:
            return condition
        tests: dict[str, Test] = {}
        make, both = self.conditions.tests.made, self.conditions.tests.both
        start, end = period(tree.get("effective"), (*path, "effective"), self.vocabulary)
        if start is not None and (end is None or start < end):
            tests["day"] = make("day", ((start, None),), (("from", (start,)),))
        if end is not None and (start is None or start < end):
            before = make("day", ((None, end),), (("before", (end,)),))
            tests["day"] = both(tests["day"], before) if "day" in tests else before
        for axis, first in sorted(set(starts)):
            since = make(axis, ((first, None),), (("from", (first,)),))
            tests[axis] = both(tests[axis], since) if axis in tests else since
        return self.conditions.narrowed(condition, tuple(tests.values()), path)

    def _id(self, written: Any, path: Path) -> str:
        if self.vocabulary.findings.broken(written):
            return ""
        name = name_of(written)
        if name is None:
            hint = "write a name of lower-case letters, digits, `_` and `-`"
            self.vocabulary.findings.wrong_kind("an id", "a name", written, path, hint)
            return ""
        self.vocabulary.check_form(name, path)
        return name
