"""What managers need: months that are closed, findings that are judged, and sums that reports are read from.

Tables that are made from entries are made anew, empty; whoever upgrades a book fills them again from its entries.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql, sqlite

revision = "0002"
down_revision = "0001"

NUMBER = sa.BigInteger().with_variant(sqlite.INTEGER(), "sqlite")
TEXT = sa.Text().with_variant(postgresql.TEXT(collation="C"), "postgresql")
_BEFORE = "'reopened', 'done', 'erasure')"
_AFTER = "'reopened', 'done', 'erasure', 'period', 'finding')"
_KINDS = (
    "kind IN ('adoption', 'hold', 'posting', 'denial', 'release', 'reversal', 'vote', 'confirmation', 'import', "
    f"'delegation', 'revocation', 'opened', 'amendment', 'closed', {_AFTER}"
)


def _number(name: str, *, blank: bool = False) -> sa.Column[Any]:
    return sa.Column(name, NUMBER, nullable=blank, autoincrement=False)


def _text(name: str, *, blank: bool = False) -> sa.Column[Any]:
    return sa.Column(name, TEXT, nullable=blank)


def _table(name: str, *parts: sa.schema.SchemaItem) -> None:
    op.create_table(name, *parts, sqlite_strict=True)


def _table_by_key(name: str, *parts: sa.schema.SchemaItem) -> None:
    op.create_table(name, *parts, sqlite_strict=True, sqlite_with_rowid=False)


def _kinds_in_sqlite() -> None:
    """SQLite changes no check of a table that is there: so the same table, with every entry, is made beside it."""
    made = op.get_bind()
    asked = sa.text("SELECT type, sql FROM sqlite_master WHERE tbl_name = 'entry' AND sql IS NOT NULL ORDER BY rowid")
    parts = [(str(kind), str(text)) for kind, text in made.execute(asked)]
    (table,) = [text for kind, text in parts if kind == "table"]
    assert _BEFORE in table
    op.execute(sa.text(table.replace("CREATE TABLE entry", "CREATE TABLE entry_anew", 1).replace(_BEFORE, _AFTER, 1)))
    op.execute(sa.text("INSERT INTO entry_anew SELECT * FROM entry ORDER BY seq"))
    op.execute(sa.text("DROP TABLE entry"))
    op.execute(sa.text("ALTER TABLE entry_anew RENAME TO entry"))
    for kind, text in parts:
        if kind != "table":
            op.execute(sa.text(text.replace(":", "\\:")))


def _kinds_on_a_server() -> None:
    op.drop_constraint("entry_kind_is_known", "entry", type_="check")
    op.create_check_constraint("entry_kind_is_known", "entry", _KINDS)


def _heads() -> None:
    op.drop_table("head")
    _table(
        "head",
        _number("id"),
        _text("book"),
        _number("size"),
        _text("hash"),
        _number("at"),
        _text("policy"),
        _text("roster", blank=True),
        _text("identity"),
        _text("currency"),
        _number("closed_until"),
        sa.PrimaryKeyConstraint("id"),
        sa.CheckConstraint("id = 1", name="head_is_one"),
    )


def _counters() -> None:
    """What is given back in a month that is closed stands in the open one, and may be more than was spent there."""
    op.drop_table("counter")
    _table_by_key(
        "counter",
        _text("counter"),
        _text("key"),
        _number("period"),
        _number("spent"),
        _number("held"),
        _number("day"),
        sa.PrimaryKeyConstraint("counter", "key", "period"),
        sa.CheckConstraint("held >= 0", name="counter_held_not_below_zero"),
    )


def _incidents() -> None:
    op.drop_table("incident")
    _table(
        "incident",
        _text("id"),
        _text("state"),
        _number("seq"),
        _number("changed_by"),
        _number("opened_at"),
        _text("opened_by"),
        _text("customer", blank=True),
        _text("facts"),
        _number("response_due", blank=True),
        _number("recovery_due", blank=True),
        _number("responded_at", blank=True),
        _number("recovered_at", blank=True),
        _number("closed_at", blank=True),
        _text("satisfied", blank=True),
        _text("cause", blank=True),
        _number("reopened"),
        _number("day"),
        _number("given"),
        _number("cost"),
        _number("unknown"),
        _number("levels"),
        _number("at_once", blank=True),
        _number("repeats", blank=True),
        sa.PrimaryKeyConstraint("id"),
        sa.CheckConstraint("state IN ('open', 'closed')", name="incident_state_is_known"),
    )
    op.create_index("incident_state", "incident", ["state", "opened_at", "id"])
    op.create_index("incident_customer", "incident", ["customer", "opened_at", "id"])
    op.create_index("incident_day", "incident", ["day", "id"])


def _sums() -> None:
    key = (_text("by"), _text("value"), _number("month"))
    rolled = ("asked", "given", "cost", "owed", "unknown", "undone", "undone_cost")
    _table_by_key("rollup", *key, *[_number(name) for name in rolled], sa.PrimaryKeyConstraint("by", "value", "month"))
    op.create_index("rollup_month", "rollup", ["by", "month", "value"])
    key = (_text("by"), _text("value"), _number("month"))
    handled = ("count", "cost", "micros")
    _table_by_key(
        "handling", *key, *[_number(name) for name in handled], sa.PrimaryKeyConstraint("by", "value", "month")
    )
    op.create_index("handling_month", "handling", ["month", "by", "value"])


def _judged() -> None:
    _table(
        "period",
        _text("period"),
        _text("state"),
        _number("seq"),
        _number("until_day"),
        _number("at"),
        sa.PrimaryKeyConstraint("period"),
        sa.CheckConstraint("state IN ('soft', 'closed')", name="period_state_is_known"),
    )
    _table(
        "finding",
        _text("id"),
        _text("kind"),
        _text("state"),
        _number("seq"),
        _number("at"),
        _text("person"),
        _text("rows"),
        sa.PrimaryKeyConstraint("id"),
        sa.CheckConstraint("state IN ('open', 'explained', 'confirmed')", name="finding_state_is_known"),
    )
    op.create_index("finding_state", "finding", ["state", "id"])


def upgrade() -> None:
    """The tables of reports, and of what a month-end needs."""
    if op.get_bind().dialect.name == "postgresql":
        _kinds_on_a_server()
    else:
        _kinds_in_sqlite()
    op.create_index("entry_day", "entry", ["day", "seq"])
    op.drop_index("private_seq", "private")
    op.create_index("private_seq", "private", ["seq", "commitment"])
    _heads()
    _counters()
    _incidents()
    _sums()
    _judged()
