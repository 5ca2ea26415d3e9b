"""Entries by what they are: the statement that finds them, and the rows one after another, however many there are.

Entries come in the order of their numbers, so that whoever goes on after the last number they saw neither misses one nor
sees one twice, whatever was added meanwhile. Within one person they are found in the order of their time of recording, by
which the index lies: nothing was ever recorded before an entry of a lower number.
"""

from __future__ import annotations

import json

from empower.domain.canonical import canonical
from empower.ledger.cells import text_or_none
from empower.ledger.shapes import SHAPES
from empower.ledger.sql_rows import SqlRows

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from empower.domain.listed import Wanted
    from empower.ledger.rows import Rows
    from empower.ledger.shapes import Cell, Row

    Values = list[Cell]

__all__ = ["last_by", "listed", "remedies_in", "rows_listed", "statement"]

_EXACT = ("person", "asker", "role", "incident", "customer", "outcome", "policy", "request_id")
_IN_ORDER = ("incident", "customer")
"""Columns whose index goes on with the number of the entry; those of a person go on with the time."""
_REMEDIES = (
    "WITH RECURSIVE one(remedy) AS (SELECT min(remedy) FROM entry UNION ALL "
    "SELECT (SELECT min(entry.remedy) FROM entry WHERE entry.remedy > one.remedy) FROM one WHERE one.remedy IS NOT NULL) "
    "SELECT remedy FROM one WHERE remedy IS NOT NULL"
)
"""Every remedy there is, by as many steps in the index as there are remedies."""


def rows_listed(rows: Rows, wanted: Wanted, *, after: int | None = None, limit: int | None = None) -> Iterator[Row]:
    """The rows of the entries, whole."""
    columns = SHAPES["entry"].columns
    for cells in listed(rows, wanted, columns, after=after, limit=limit):
        yield dict(zip(columns, cells, strict=True))


def listed(
    rows: Rows, wanted: Wanted, columns: tuple[str, ...], *, after: int | None = None, limit: int | None = None
) -> Iterator[tuple[Any, ...]]:
    """Some columns of the entries, in order, beyond the entry `after`; no more than `limit` are held at once."""
    source = _of_sql(rows)
    tested = bool(wanted.facts or wanted.texts)
    read = (*columns, "payload") if tested else columns
    text, values = statement(source, wanted, read, after=after, limit=None if tested else limit)
    found = 0
    for cells in source.each("entry", text, values):
        if tested:
            if not _as_stated(rows, wanted, cells[-1]):
                continue
            cells = cells[:-1]  # noqa: PLW2901  # the payload was read to be tested
        yield cells
        found += 1
        if found == limit:
            return


def statement(
    rows: SqlRows, wanted: Wanted, columns: tuple[str, ...], *, after: int | None = None, limit: int | None = None
) -> tuple[str, Values]:
    """The question to the database with its values, each marked by `?`."""
    tests, values = _tests(rows, wanted)
    way = "" if wanted.oldest_first else " DESC"
    order = f"seq{way}"
    by_person = (wanted.person or wanted.asker) and not any([getattr(wanted, name) for name in _IN_ORDER])
    if by_person:
        order = f"at{way}, seq{way}"
    if after is not None:
        sign = ">" if wanted.oldest_first else "<"
        tests.append(f"seq {sign} ?")
        values.append(after)
        row = rows.get("entry", after) if by_person else None
        if row is not None:
            tests.append(f"at {sign}= ?")
            values.append(row["at"])
    where = f" WHERE {' AND '.join(tests)}" if tests else ""
    text = f"FROM entry{where} ORDER BY {order}"
    if limit is not None:
        text += " LIMIT ?"
        values.append(limit)
    named = ", ".join(columns)
    if limit is not None and _sorted(wanted):
        # Numbers alone are put in order, and no more than the entries of the page are read.
        return f"SELECT {named} FROM entry WHERE seq IN (SELECT seq {text}) ORDER BY seq{way}", values  # noqa: S608
    return f"SELECT {named} {text}", values


def remedies_in(rows: Rows) -> tuple[str, ...]:
    """Every remedy that entries name; those that were decided together are joined by `+`."""
    return tuple([str(one) for (one,) in _of_sql(rows).each("entry", _REMEDIES, [])])


def last_by(rows: Rows, at: int) -> int:
    """The last entry that was recorded by then: 0 where there was none."""
    asked = "SELECT seq FROM entry WHERE at <= ? ORDER BY at DESC, seq DESC LIMIT 1"
    found = list(_of_sql(rows).each("entry", asked, [at]))
    return int(found[0][0]) if found else 0


def _sorted(wanted: Wanted) -> bool:
    """Whether the index that finds them lies in another order than that of their numbers."""
    return bool(wanted.remedy) or wanted.from_day is not None or wanted.until_day is not None


def _tests(rows: SqlRows, wanted: Wanted) -> tuple[list[str], Values]:
    tests: list[str] = []
    values: Values = []
    for name in _EXACT:
        value = getattr(wanted, name)
        if value:
            tests.append(f"{name} = ?")
            values.append(value)
    remedies: tuple[str, ...] = ()
    if wanted.remedy:
        remedies = tuple([one for one in remedies_in(rows) if wanted.remedy in one.split("+")]) or (wanted.remedy,)
    for column, several in (("kind", wanted.kinds), ("remedy", remedies)):
        if several:
            marks = ", ".join(["?"] * len(several))
            tests.append(f"{column} = ?" if len(several) == 1 else f"{column} IN ({marks})")
            values += several
    for test, value in (
        ("day >= ?", wanted.from_day),
        ("day < ?", wanted.until_day),
        ("cost >= ?", wanted.least),
        ("cost <= ?", wanted.most),
    ):
        if value is not None:
            tests.append(test)
            values.append(value)
    if wanted.recorded_by is not None:
        tests.append("seq <= ?")
        values.append(last_by(rows, wanted.recorded_by))
    for name, kept in wanted.facts:  # what cannot be it is left in the database; what it is, is seen in its bytes
        tests.append(rows.holds("payload"))
        values.append(canonical({name: kept})[1:-1])
    return tests, values


def _as_stated(rows: Rows, wanted: Wanted, payload: bytes) -> bool:
    """Whether the entry keeps these facts, and these texts were not erased."""
    data = json.loads(payload)
    facts, texts = data.get("facts") or {}, data.get("texts") or {}
    if any([name not in facts or facts[name] != kept for name, kept in wanted.facts]):
        return False
    for name, said in wanted.texts:
        if facts.get(name) != said:  # kept as it is where something is counted by it, else as a commitment
            row = rows.get("private", texts[name]) if name in texts else None
            if row is None or text_or_none(row, "text") != said:
                return False
    return True


def _of_sql(rows: Rows) -> SqlRows:
    """The rows of a database: a book in memory is for what-if, and nobody lists it."""
    assert isinstance(rows, SqlRows)
    return rows
