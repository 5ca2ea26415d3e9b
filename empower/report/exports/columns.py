"""The columns of a table of entries, the same in every form of it."""

from __future__ import annotations

__all__ = ["CURRENCY_AFTER", "HEADS", "READ", "Cells"]

Cells = tuple[int | str | None, ...]

READ = (
    *(
        "seq",
        "kind",
        "at",
        "effective",
        "day",
        "person",
        "role",
        "vouched",
        "asker",
        "authority",
        "incident",
        "customer",
    ),
    *("remedy", "amount", "quantity", "cost", "outcome", "refers", "request_id", "policy", "hash"),
)
"""What is read of each entry."""
CURRENCY_AFTER = "cost"
HEADS = (
    *("entry", "kind", "recorded_at", "effective_at", "day", "person", "role", "vouched", "asker", "authority"),
    *("incident", "customer", "remedy", "amount", "quantity", "cost", "currency", "outcome", "refers_to"),
    *("request_id", "policy", "hash"),
)
"""What stands above them. The customer is what stands for them in the book, never their id."""
