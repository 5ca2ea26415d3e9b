"""What is found wrong while a policy is compiled: all of it, and each mistake once.

A part that has been complained about already is `BROKEN`: whoever meets it says nothing more, so that one mistake does not
make twenty. A policy with a broken part has no rulebook.
"""

from __future__ import annotations

from empower.domain.problem import Problem
from empower.rules.compile.wording import in_a_row, kind_of, nearest, put_together, shown, spelled

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from typing import Any

    from empower.domain.problem import Path

__all__ = ["BROKEN", "Findings", "each", "intact", "text_in"]

_LISTED = 4  # of an unknown name that is used on more lines than this it is told how many there are, not which
_HINTED = 400  # so many unknown names are compared with the known ones; nobody reads more


class _Broken:
    """Stands where a part of the file has been complained about."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "BROKEN"


BROKEN = _Broken()


class Findings:
    """The problems so far."""

    __slots__ = ("_hinted", "_problems", "_unknown", "place_of", "spoiled")

    def __init__(self, place_of: Callable[[Path], tuple[int, int]]) -> None:
        self.place_of = place_of
        self.spoiled = False
        self._problems: list[Problem] = []
        self._unknown: dict[tuple[str, str], list[Problem]] = {}
        self._hinted = 0

    @property
    def hints(self) -> bool:
        """Whether an unknown name is still compared with the known ones."""
        return self._hinted < _HINTED

    def problem(self, code: str, message: str, path: Path, hint: str, *, at_key: bool = False) -> None:
        """One mistake, with its way out."""
        self.spoiled = True
        self._problems.append(Problem(code=code, message=message, path=path, hint=hint, at_key=at_key))

    def broken(self, value: Any) -> bool:
        """Whether this was complained about before."""
        if value is BROKEN:
            self.spoiled = True
            return True
        return False

    def unknown(
        self,
        code: str,
        what: str,
        word: Any,
        path: Path,
        known: Mapping[str, Path],
        *,
        at_key: bool = False,
        otherwise: str = "",
    ) -> None:
        """A name that nothing goes by; `known` are those that would have done, each with where it is declared.

        `otherwise` is the way out where there are none.
        """
        self.spoiled = True
        message = f"{shown(word)} is not {what}"
        hint = self._meant(spelled(word), known) or otherwise or f"there is nothing here that is {what}"
        found = Problem(code=code, message=message, path=path, hint=hint, at_key=at_key)
        self._unknown.setdefault((code, message), []).append(found)

    def wrong_kind(self, what: str, wanted: str, value: Any, path: Path, hint: str, *, at_key: bool = False) -> None:
        """Something of another kind than what belongs here."""
        given = "nothing stands here" if value is None else f"not {kind_of(value)}"
        message = f"{what} is {wanted}; {given}" if value is None else f"{what} is {wanted}, {given}"
        if value is None and what == "what stands here":
            message = f"{given}, where {wanted} belongs"
        self.problem("wrong-kind", message, path, hint, at_key=at_key)

    def unknown_key(self, key: Any, owner: str, path: Path, known: Iterable[str]) -> None:
        """A key that means nothing here."""
        names = list(known)
        meant = nearest(str(key), names) if self.hints else ""
        self._hinted += 1
        hint = f"did you mean `{meant}`?" if meant else f"the keys of {owner} are {in_a_row(names, 'and')}"
        self.problem("unknown-key", f"{shown(key)} is not a key of {owner}", path, hint, at_key=True)

    def finished(self) -> tuple[Problem, ...]:
        """Every problem; a name that is unknown in several places once, where it stands first."""
        for several in self._unknown.values():
            first, *others = sorted(several, key=lambda one: self.place_of(one.path))
            self._problems.append(first.but(message=f"{first.message}{self._also(first, others)}"))
        self._unknown.clear()
        return tuple(self._problems)

    def _also(self, first: Problem, others: list[Problem]) -> str:
        """Where else it stands."""
        if not others:
            return ""
        lines = sorted({self.place_of(one.path)[0] for one in others} - {self.place_of(first.path)[0]})
        if not lines:
            return ", here and again on this line"
        if len(lines) > _LISTED:
            return f", here and on {len(lines)} other lines"
        *some, last = [str(line) for line in lines]
        return f", here and on line{'s' if some else ''} {', '.join(some)}{' and ' if some else ''}{last}"

    def _meant(self, word: str, known: Mapping[str, Path]) -> str:
        if not self.hints:
            return "see what is said of the names above"
        self._hinted += 1
        odd = [ch for ch in word if ch.isspace() and not ch.isascii()]
        if odd:
            return f"there is a space in it (U+{ord(odd[0]):04X}) that is not a usual one; delete it, and type it again"
        together = put_together(word, known)
        if together:
            return f"write `{together}`"
        meant = nearest(word, known)
        if meant:
            path = known[meant]
            declared = f"; it is declared on line {self.place_of(path)[0]}" if path else ""
            return f"did you mean `{meant}`?{declared}".replace("?; it", "? it")
        if not known:
            return ""
        return f"there are {in_a_row(known, 'and')}" if len(known) > 1 else f"there is only {in_a_row(known)}"


def each(value: Any, path: Path) -> list[tuple[Any, Path]]:
    """The items of a list with their paths; a single thing stands for a list of one."""
    if isinstance(value, list):
        return [(item, (*path, number)) for number, item in enumerate(value)]
    return [(value, path)]


def intact(tree: dict[Any, Any]) -> bool:
    """Whether nothing was complained about directly in this mapping, so that what is missing is missing."""
    return BROKEN not in tree


def text_in(tree: dict[Any, Any], key: str) -> str:
    """The text behind a key, if there is one."""
    value = tree.get(key, "")
    return "" if value is BROKEN else str(value)
