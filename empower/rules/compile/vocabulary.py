"""The names that a policy declares, and what is said when a line uses another."""

from __future__ import annotations

from empower.domain.facts import BUILT_IN
from empower.rules.compile.findings import BROKEN
from empower.rules.compile.wording import in_a_row, shown
from empower.rules.rulebook import KINDS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

    from empower.domain.facts import Fact
    from empower.domain.problem import Path
    from empower.rules.compile.findings import Findings
    from empower.rules.compile.scalars import Money

__all__ = ["SECTIONS", "Vocabulary", "name_of", "remedies_named"]

SECTIONS = {  # section: what one of its names is, and the code for a name that is none of them
    "facts": ("a fact of this policy", "unknown-fact"),
    "remedies": ("a remedy of this policy", "unknown-remedy"),
    "groups": ("a group of this policy", "unknown-remedy"),
    "roles": ("a role of this policy", "unknown-role"),
    "papers": ("a paper of this policy", "unknown-paper"),
    "duties": ("a duty of this policy", "unknown-duty"),
    "causes": ("a cause of this policy", ""),  # no line names these two
    "clocks": ("a clock of this policy", ""),
    "rules": ("a rule of this policy", "unknown-line"),
    "owed": ("a line under `owed`", "unknown-line"),
}
_RESERVED = {
    "facts": {*BUILT_IN, "day", "owed", "gesture", "all", "none"},
    "remedies": {"all", "none"},
    "groups": {"all", "none"},
    "roles": {"all", "none"},
    "papers": {"note"},
}
_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyz0123456789_-")
_LONGEST = 60
_MOST_NAMES = 1_000


def name_of(value: Any) -> str | None:
    """The name that a scalar spells; a whole number is a name too."""
    if isinstance(value, str):
        return value
    return str(value) if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else None


class Vocabulary:
    """Every declared name, with where it is declared."""

    __slots__ = (
        "_meant",
        "_unreadable",
        "declared",
        "facts",
        "feeds",
        "findings",
        "groups",
        "kinds",
        "money",
        "remedies",
        "roles",
    )

    def __init__(self, findings: Findings, money: Money) -> None:
        self.findings = findings
        self.money = money
        self.declared: dict[str, dict[str, Path]] = {section: {} for section in SECTIONS}
        self.declared["papers"]["note"] = ()
        self.facts: dict[str, Fact | None] = {}  # `None`: declared, but not as a fact can be
        self.feeds: dict[str, str] = {}  # what a derived fact is made from, and which one
        self.remedies: dict[str, int] = {}  # places in the catalogue
        self.kinds: list[str] = []  # by place; "" where it is not known
        self.groups: dict[str, tuple[str, ...]] = {}
        self.roles: dict[str, int] = {}
        self._unreadable: set[str] = set()
        self._meant: set[tuple[str, str]] = set()  # names that stand for one that was written amiss

    def unreadable(self, section: str) -> None:
        """What this section declares is not known, so that nobody can be wrong about it."""
        self._unreadable.add(section)

    def readable(self, section: str) -> bool:
        """Whether all that this section declares is known."""
        return section not in self._unreadable

    def declare(self, section: str, value: Any, path: Path, *, at_key: bool = True) -> str | None:
        """The name declared here, in the form that names have, once, and not one that is kept for something else."""
        name = name_of(value)
        findings = self.findings
        if name is None:
            hint = "write a name of lower-case letters, digits, `_` and `-`"
            if isinstance(value, bool):
                hint = f'to YAML this is a truth value; choose another name, or write `"{shown(value)[1:-1]}"`'
            findings.wrong_kind("what stands here", "a name", value, path, hint, at_key=at_key)
            return None
        if name in _RESERVED.get(section, ()):
            why = "built in" if name in (*BUILT_IN, "note") else "kept for the language itself"
            hint = "leave this out; it is there without being declared" if why == "built in" else "choose another name"
            findings.problem("reserved-name", f"`{name}` is {why}", path, hint, at_key=at_key)
            return None
        meant = self.check_form(name, path, at_key=at_key)
        first = self.declared[section].get(name)
        if first is not None and (section, name) not in self._meant:
            hint = f"it is declared on line {findings.place_of(first)[0]}; keep one of the two"
            findings.problem("duplicate-name", f"{shown(value)} is declared twice", path, hint, at_key=at_key)
            return None
        self.declared[section][name] = path
        if meant != name and meant not in self.declared[section]:
            self.declared[section][meant] = path  # lines may use the name as it should have been
            self._meant.add((section, meant))
        return name

    def check_form(self, name: str, path: Path, *, at_key: bool = False) -> str:
        """Names are lower-case letters, digits, `_` and `-`; the name as it is, or as it probably should be."""
        if name and _LETTERS.issuperset(name) and len(name) <= _LONGEST:
            return name
        better = "".join([letter if letter in _LETTERS else "_" for letter in name.lower()]).strip("_")[:_LONGEST]
        hint = "names are lower-case letters, digits, `_` and `-`"
        if better and better.isascii():
            hint += f": `{better}`"
        self.findings.problem("name-form", f"{shown(name)} is not a name", path, hint, at_key=at_key)
        return better or name

    def too_many(self, names: Any, what: str, path: Path) -> bool:
        """Whether there are more names than anybody can tell apart, which is said."""
        if not names or len(names) <= _MOST_NAMES:
            return False
        message = f"{len(names):,} names are declared under `{what}`; {_MOST_NAMES:,} are the most"
        hint = "name what a line has to tell apart; everything else is a text, which needs no declared values"
        self.findings.problem("too-many-names", message, path, hint, at_key=True)
        return True

    def names(self, section: str, tree: Any) -> Iterator[tuple[str | None, Any, Path]]:
        """Each declared name of a section with its value and path; `None` for a name that will not do."""
        if tree is BROKEN or self.too_many(tree, section, (section,)):
            self.unreadable(section)
            return
        for key, value in (tree or {}).items():
            if key is not BROKEN:
                path = (section, key)
                yield self.declare(section, key, path), value, path

    def named(self, section: str, value: Any, path: Path, *, one: bool = False) -> str | None:
        """The declared name that a scalar is, or `None` with the reason said. `one`: where no list may stand."""
        if value is BROKEN:
            return None
        what, code = SECTIONS[section]
        name = name_of(value)
        if name is None:
            hint = "write one name" if one else "write one of the names, or a list of names"
            self.findings.wrong_kind("what stands here", what, value, path, hint)
            return None
        if name in self.declared[section]:
            return None if (section, name) in self._meant else name
        also = "groups" if section == "remedies" else section
        if section not in self._unreadable and also not in self._unreadable:
            known = self.declared[section]
            if also != section and self.findings.hints:
                known = {**known, **self.declared[also]}
            otherwise = (
                f"declare it under `{section}`" if section not in ("rules", "owed") else "there are no such lines"
            )
            elsewhere = self._elsewhere(name, section)
            if elsewhere:
                self.findings.problem(code, f"{shown(name)} is {elsewhere}, not {what}", path, _other(known, otherwise))
            else:
                self.findings.unknown(code, what, name, path, known, otherwise=otherwise)
            if not known:
                self.unreadable(section)  # that nothing is declared is said once
        return None

    def _elsewhere(self, name: str, section: str) -> str:
        """What a name is that is declared, but not as what is meant here."""
        if name in KINDS and section == "remedies":
            return "a kind of remedy"
        for other in ("roles", "remedies", "groups", "papers", "duties", "facts"):
            if other != section and name in self.declared[other] and self.declared[other][name]:
                return SECTIONS[other][0].removesuffix(" of this policy")
        return ""

    def fact(self, value: Any, path: Path) -> Fact | None:
        """The declared fact of this name; `None` with the reason said, unless it was said where the fact is declared."""
        name = self.named("facts", value, path)
        return None if name is None else self.facts.get(name)


def _other(known: Mapping[str, Path], otherwise: str) -> str:
    """The names that would have done."""
    return f"there {'are' if len(known) > 1 else 'is only'} {in_a_row(known, 'and')}" if known else otherwise


def remedies_named(item: Any, path: Path, vocabulary: Vocabulary) -> tuple[int, ...] | None:
    """The places of a remedy, or of all remedies of a group."""
    name = name_of(item)
    if name in vocabulary.groups:
        return tuple([vocabulary.remedies[remedy] for remedy in vocabulary.groups[name or ""]])
    if name in vocabulary.declared["groups"]:
        return None  # its own trouble is told where it is declared
    remedy = vocabulary.named("remedies", item, path)
    return None if remedy is None or remedy not in vocabulary.remedies else (vocabulary.remedies[remedy],)
