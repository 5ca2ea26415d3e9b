"""The way out when somebody wrote a word that is not known here."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from empower.rules.compile.wording import nearest as nearest_word

__all__ = ["nearest", "one_of"]

_MOST_SHOWN = 12


def nearest(word: str, known: Iterable[str], what: str) -> str:
    """A hint for an unknown word: the known one that it most resembles, else those there are (`the roles are …`)."""
    names = [name for name in known if name]
    close = (nearest_word(word, names) or next(iter(get_close_matches(word.lower(), names, n=1)), "")) if word else ""
    if close:
        return f"did you mean `{close}`?"
    if not names:
        return f"there are no {what}"
    return f"the {what} are {one_of(names)}"


def one_of(names: Iterable[str]) -> str:
    """The names in a row, the first dozen of them."""
    quoted = [f"`{name}`" for name in names]
    if len(quoted) > _MOST_SHOWN + 1:
        return f"{', '.join(quoted[:_MOST_SHOWN])} and {len(quoted) - _MOST_SHOWN} more"
    return ", ".join(quoted)
