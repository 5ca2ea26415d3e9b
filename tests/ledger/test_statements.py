"""The text of each statement is what SQLAlchemy compiles for the same question."""

from __future__ import annotations

import re
from typing import Any

import pytest
from sqlalchemy import (
    BigInteger,
    Column,
    MetaData,
    Table,
    Text,
    and_,
    bindparam,
    delete,
    insert,
    literal_column,
    null,
    or_,
    select,
)
from sqlalchemy import update as sql_update
from sqlalchemy.dialects import postgresql, sqlite

from empower.ledger.shapes import QUESTIONS, SHAPES, takes_value
from empower.ledger.statements import POSTGRES, SQLITE, Dialect, locked_head

HELD = MetaData()
TABLES = {
    shape.name: Table(
        shape.name,
        HELD,
        *[Column(name, Text, primary_key=name in shape.key, autoincrement=False) for name in shape.columns],
    )
    for shape in SHAPES.values()
}
FORMAT: Any = postgresql.dialect(paramstyle="format")  # type: ignore[no-untyped-call]
PLAIN: Any = sqlite.dialect()
BOTH = pytest.mark.parametrize(
    ("ours", "theirs"),
    [(SQLITE, PLAIN), (POSTGRES, FORMAT)],
    ids=["sqlite", "postgresql"],
)
SIGNS = {"=": "__eq__", ">": "__gt__", ">=": "__ge__", "<": "__lt__", "<=": "__le__"}


def plain(text: str) -> str:
    """One spelling: no quotes, casts, names of tables before columns, or marks of one driver."""
    for table in TABLES:
        text = re.sub(rf"\b{table}\.", "", text)
    text = re.sub(r"::\w+|::TEXT", "", text.replace('"', ""))
    text = re.sub(r"CAST\((\?|%s) AS \w+\)", r"\1", text)
    text = re.sub(r"\s*(<=|>=|=)\s*", r" \1 ", text)
    return " ".join(re.sub(r"[()]", " ", text).replace("%s", "?").replace(",", " , ").split())


def compiled(statement: Any, dialect: Any) -> str:
    return plain(str(statement.compile(dialect=dialect)))


def mark(name: str) -> Any:
    return bindparam(f"v_{name}", type_=Text())


def by_key(table: str) -> Any:
    return and_(*[TABLES[table].c[name] == mark(name) for name in SHAPES[table].key])


@BOTH
@pytest.mark.parametrize("name", sorted(SHAPES))
def test_statements_by_key(name: str, ours: Dialect, theirs: Any) -> None:
    table, shape = TABLES[name], SHAPES[name]
    assert plain(ours.get(name)) == compiled(select(table).where(by_key(name)), theirs)
    assert plain(ours.add(name)) == compiled(insert(table), theirs)
    assert plain(ours.remove(name)) == compiled(delete(table).where(by_key(name)), theirs)
    made = (sqlite if ours is SQLITE else postgresql).insert(table)
    kept = {one: made.excluded[one] for one in shape.values}
    put = made.on_conflict_do_update(index_elements=list(shape.key), set_=kept)
    assert plain(ours.put(name)) == compiled(put, theirs)


@BOTH
@pytest.mark.parametrize("name", sorted(QUESTIONS))
def test_questions(name: str, ours: Dialect, theirs: Any) -> None:
    asked = QUESTIONS[name]
    columns = TABLES[asked.table].c
    wanted = select(TABLES[asked.table])
    for place, (column, sign) in enumerate(asked.tests):
        if sign in ("null", "given"):
            wanted = wanted.where(columns[column].is_(None) if sign == "null" else columns[column].is_not(None))
        elif not takes_value(sign):
            wanted = wanted.where(columns[column] == literal_column(f"'{sign[1:]}'"))
        else:
            wanted = wanted.where(getattr(columns[column], SIGNS[sign])(mark(f"{place}")))
    for column in asked.order:
        wanted = wanted.order_by(columns[column].desc() if asked.descending else columns[column])
    found = plain(re.sub(r' COLLATE "C"| NULLS FIRST', "", ours.find(name)))
    if asked.limit is not None:
        found, limit = found.rsplit(" LIMIT ", 1)
        assert int(limit) == asked.limit
    assert found == compiled(wanted, theirs)


@BOTH
def test_a_charge(ours: Dialect, theirs: Any) -> None:
    columns = Table("counter", MetaData(), *[Column(one, BigInteger) for one in SHAPES["counter"].columns]).c
    number = [bindparam(f"n_{place}", type_=BigInteger()) for place in range(9)]
    room = or_(number[6].is_(null()), columns.spent + columns.held + number[7] <= number[8])
    wanted = (
        sql_update(columns.spent.table)
        .values(spent=columns.spent + number[0], held=columns.held + number[1], day=number[2])
        .where(and_(columns.counter == number[3], columns.key == number[4], columns.period == number[5]), room)
        .returning(columns.spent, columns.held)
    )
    assert plain(ours.charge()) == compiled(wanted, theirs)


def test_the_head_is_locked_as_sqlalchemy_would() -> None:
    wanted = select(TABLES["head"]).where(by_key("head")).with_for_update()
    assert plain(locked_head()) == compiled(wanted, FORMAT)


def test_each_text_is_made_once() -> None:
    assert SQLITE.find("duties not done") is SQLITE.find("duties not done")
    assert POSTGRES.find("duties not done").endswith('ORDER BY due_at NULLS FIRST, seq, duty COLLATE "C"')
    assert POSTGRES.find("every head").endswith("ORDER BY id")
