"""Where a projection works: the rows, and the policies that entries were made under."""

from __future__ import annotations

from empower.domain.value import Value
from empower.rules.index import index_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from empower.ledger.head import Head
    from empower.ledger.projection.history import Tally
    from empower.ledger.rows import Rows
    from empower.rules.rulebook import Counter, Rulebook

__all__ = ["Place"]


class Place(Value):
    """The rows of a book with the head as it was before the entry."""

    rows: Rows
    head: Head
    rulebook_of: Callable[[str], Rulebook]  # by digest, from the texts beside the book
    tally: Tally | None = None  # history counted before the lock was taken, for an adoption

    @property
    def rulebook(self) -> Rulebook:
        """The policy in force."""
        return self.rulebook_of(self.head.policy)

    def counter(self, name: str) -> Counter | None:
        """A counter of the policy in force."""
        return index_of(self.rulebook).counters.get(name)
