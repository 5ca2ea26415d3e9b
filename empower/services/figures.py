"""How much is meant where a request or an entry is named, and its remedy with it."""

from __future__ import annotations

from empower.domain.errors import CannotAskError
from empower.domain.gesture import Gesture
from empower.ledger.book import Page
from empower.policyfile.said.asking import Figure, Wish, gesture
from empower.policyfile.said.page import WordsPage
from empower.rules.rulebook import Rulebook
from empower.services.house import cannot

__all__ = ["face_said"]


def face_said(rulebook: Rulebook, page: Page, seq: int, text: str, words: WordsPage) -> int | None:
    """The face value that a text states of the remedy of entry `seq`; `None` where that entry has no gesture.

    Raises `CannotAskError`, pointing at the last of the words, where it states none, or several gestures are one entry.
    """
    entry = page.entry(seq)
    parts = entry.data.get("parts") or [] if entry is not None else []
    if not parts:
        return None
    if len(parts) > 1:
        hint = "leave `--amount` out: it is all of them, or none"
        raise cannot("a-bundle", "what was decided together has no part of its own", hint, words)
    path = (len(words.words) - 1,)
    wish = Wish(remedy=parts[0]["remedy"], page=words, path=path, figure=Figure(text=text, path=path))
    found = gesture(rulebook, wish)
    if isinstance(found, Gesture):
        return found.amount if found.amount is not None else found.quantity
    raise CannotAskError(found)
