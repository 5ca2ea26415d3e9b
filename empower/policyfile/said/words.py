"""The way out when somebody wrote a word that is not known here."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

__all__ = ["nearest", "one_of"]

_MOST_SHOWN = 12


def nearest(word: str, known: Iterable[str], what: str) -> str:
    """A hint for an unknown word: the known one that it most resembles, else those there are (`the roles are …`)."""
    names = [name for name in known if name]
    close = get_close_matches(word.lower(), names, n=1)
    if close:
        return f"did you mean `{close[0]}`?"
    if not names:
        return f"there are no {what}"
    return f"the {what} are {one_of(names)}"


def one_of(names: Iterable[str]) -> str:
    """The names in a row, the first dozen of them."""
    quoted = [f"`{name}`" for name in names]
    if len(quoted) > _MOST_SHOWN:
        return f"{', '.join(quoted[:_MOST_SHOWN])} and {len(quoted) - _MOST_SHOWN} more"
    return ", ".join(quoted)
