"""From what a policy says to a rulebook, with everything that is wrong with it found at once."""

from __future__ import annotations

from empower.rules.compile.findings import BROKEN
from empower.rules.compile.policy import compiled

__all__ = ["BROKEN", "compiled"]
