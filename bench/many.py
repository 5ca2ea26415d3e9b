"""A book of very many gestures, chained as every book is, but written past the tables that follow from entries."""

from __future__ import annotations

import random
import sqlite3
from pathlib import Path
from typing import Any

from shop import begun, house

from empower.domain.canonical import canonical, commitment, entry_hash
from empower.domain.entries import Entry
from empower.ledger.columns import columns_of
from empower.ledger.shapes import SHAPES
from empower.ledger.statements import SQLITE

AT_ONCE = 10_000
CUSTOMERS = 50_000


def many(file: Path, place: Path, count: int, seed: int = 20_26) -> None:
    """A book in `file` with so many gestures, over a year: every one like those that `record` writes."""
    till = begun(str(file), house(place))
    given = [till.give(number, person=("ana", "bea")[number % 2]).entry for number in range(2)]
    till.book.close()
    assert given[0] is not None
    assert given[1] is not None
    templates = [given[0].data, given[1].data]
    drawn = random.Random(seed)
    shape = SHAPES["entry"]
    connection = sqlite3.connect(file, isolation_level=None)
    connection.execute("PRAGMA synchronous=OFF")
    size, last, at = connection.execute("SELECT size, hash, at FROM head").fetchone()
    text = SQLITE.add("entry")
    for start in range(0, count, AT_ONCE):
        rows = []
        for number in range(start, min(start + AT_ONCE, count)):
            entry = _next(templates[number % 2], size + number + 1, last, at + number * 30_000_000, drawn)
            last = entry.hash
            rows.append(shape.cells(columns_of(entry)))
        connection.execute("BEGIN")
        connection.executemany(text, rows)
        connection.execute("UPDATE head SET size = ?, hash = ?, at = ?", (rows[-1][0], last, rows[-1][2]))
        connection.execute("COMMIT")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()


def _next(template: dict[str, Any], seq: int, previous: str, at: int, drawn: random.Random) -> Entry:
    cents = drawn.randrange(1, 20_000)
    customer = commitment(b"salt", f"C-{drawn.randrange(CUSTOMERS)}")
    data = {**template, "seq": seq, "at": at, "effective": at, "previous": previous, "customer": customer}
    data |= {"incident": f"INC-{seq}", "request_id": f"till-{seq}", "day": template["day"] + seq // 3_000}
    data["parts"] = [{**template["parts"][0], "amount": cents, "face": cents, "cost": cents}]
    payload = canonical(data)
    return Entry(
        seq=seq, kind="posting", at=at, data=data, payload=payload, previous=previous, hash=entry_hash(payload)
    )
