"""What a writer brings along: the time, chance for salts, and a login. They are handed in, so that a test can choose them."""

from __future__ import annotations

from collections.abc import Callable

from empower.domain.canonical import commitment
from empower.domain.entries import Private
from empower.domain.gesture import Actor
from empower.domain.value import Value

__all__ = ["Pen", "Texts"]


class Pen(Value):
    """With this an entry is written."""

    now: int  # microseconds, UTC
    salt: Callable[[], bytes]  # 16 bytes, never the same twice
    login: str = ""

    def by(self, actor: Actor) -> dict[str, str]:
        """Who writes, as an entry has it."""
        return {"id": actor.id, "role": actor.role, "vouched": actor.vouched, "login": self.login}


class Texts:
    """The private texts of one entry: each is kept beside the book under its commitment, which alone stands in the entry."""

    def __init__(self, pen: Pen, subject: str | None = None) -> None:
        self.found: list[Private] = []
        self.subject = subject
        self._pen = pen

    def customer(self, customer: str) -> str:
        """What stands for a customer the book has not seen yet."""
        self.subject = self._commit("customer", "customer", customer)
        return self.subject

    def text(self, name: str, text: str) -> str:
        """What stands for a text about the entry's customer, if it is about one."""
        return self._commit("text", name, text)

    def _commit(self, kind: str, name: str, text: str) -> str:
        salt = self._pen.salt()
        made = commitment(salt, text)
        subject = made if kind == "customer" else self.subject
        self.found.append(Private(commitment=made, kind=kind, name=name, subject=subject, salt=salt, text=text))
        return made
