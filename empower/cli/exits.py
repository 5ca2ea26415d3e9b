"""What the shell is told. Typer's own usage errors are 2, so outcomes begin at 3."""

from __future__ import annotations

__all__ = ["DENY", "DONE", "ESCALATE", "FAILURE", "INTERRUPTED", "NOT_VERIFIED", "POLICY", "USAGE", "exit_of"]

DONE = 0
FAILURE = 1
USAGE = 2
ESCALATE = 3
DENY = 4
POLICY = 5
NOT_VERIFIED = 6
INTERRUPTED = 130

_OUTCOMES = {None: USAGE, "approve": DONE, "escalate": ESCALATE, "deny": DENY}


def exit_of(outcome: str | None) -> int:
    """The code for an outcome; for none, because a fact is missing, it is usage."""
    return _OUTCOMES[outcome]
