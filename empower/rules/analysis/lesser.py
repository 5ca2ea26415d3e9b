"""Situations in which something is known to change no answer, so that it changes none where more lines stand that only take.

What lines that deny, call or limit ask for adds up: none of them takes back what another asks. So where all that one of them
asks for is asked for by the others, it still is beside more of them. What gives must be the same, for it may hide what is
asked.
"""

from __future__ import annotations

from empower.rules.analysis.settling import parts_held

TYPE_CHECKING = False
if TYPE_CHECKING:
    from empower.rules.analysis.beside import Beside, Place
    from empower.rules.analysis.sheet import Sheet
    from empower.rules.analysis.terms import Term

    Said = frozenset[Term]

__all__ = ["Idle"]

_TAKING = ("Rule", "Budget")


class Idle:
    """The situations, by what gives in them and what takes."""

    def __init__(self, beside: Beside) -> None:
        self._beside = beside
        self._known: dict[object, list[Said]] = {}

    def holds(self, sheet: Sheet, mask: int, place: Place) -> bool:
        """Whether it is known to change no answer here."""
        key, taking = self._said(sheet, mask, place)
        return key is not None and any([known <= taking for known in self._known.get(key, ())])

    def found(self, sheet: Sheet, mask: int, place: Place) -> None:
        """Keeps that it changes none here."""
        key, taking = self._said(sheet, mask, place)
        if key is not None:
            self._known.setdefault(key, []).append(taking)

    def others(self, name: str) -> set[str] | None:
        """The lines that take beside one where it is known to change nothing; none where it changes nothing by itself.

        `None` where it cannot be told so.
        """
        found: set[str] = set()
        for known in [one for several in self._known.values() for one in several]:
            names = {term.id for term in known}
            if name not in names:
                return None
            if names == {name}:
                return set()
            found |= names - {name}
        return found if self._known else None

    def _said(self, sheet: Sheet, mask: int, place: Place) -> tuple[object, Said]:
        """What gives, and what takes; no key where something may be lifted, or there is no such situation."""
        terms = self._beside.terms(sheet, mask, place)
        if terms is None or any([term.kind == "Exemption" for term in terms]):
            return None, frozenset()
        giving = frozenset([term for term in terms if term.kind not in _TAKING])
        owing = any([term.kind in ("Entitlement", "Bar") for term in giving])
        taking = frozenset([term for term in terms if term.kind in _TAKING])
        return (sheet.remedy.id if owing else "", giving, parts_held(sheet, mask)), taking
