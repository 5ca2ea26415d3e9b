"""The book: entries, the texts beside them, and the tables that are made from entries."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql, sqlite

from empower.ledger import triggers

revision = "0001"
down_revision = None

NUMBER = sa.BigInteger().with_variant(sqlite.INTEGER(), "sqlite")
TEXT = sa.Text().with_variant(postgresql.TEXT(collation="C"), "postgresql")
BYTES = sa.LargeBinary()


def _number(name: str, *, blank: bool = False) -> sa.Column[Any]:
    return sa.Column(name, NUMBER, nullable=blank, autoincrement=False)


def _text(name: str, *, blank: bool = False) -> sa.Column[Any]:
    return sa.Column(name, TEXT, nullable=blank)


def _bytes(name: str) -> sa.Column[Any]:
    return sa.Column(name, BYTES, nullable=False)


def _once(name: str, table: str, columns: list[str], where: str) -> None:
    only = sa.text(where)
    op.create_index(name, table, columns, unique=True, sqlite_where=only, postgresql_where=only)


def _table(name: str, *parts: sa.schema.SchemaItem) -> None:
    op.create_table(name, *parts, sqlite_strict=True)


def _table_by_key(name: str, *parts: sa.schema.SchemaItem) -> None:
    """One whose key is several columns: in SQLite it lies in the order of its key."""
    op.create_table(name, *parts, sqlite_strict=True, sqlite_with_rowid=False)


def _entries() -> None:
    _table(
        "entry",
        _number("seq"),
        _text("kind"),
        _number("at"),
        _number("effective"),
        _number("day"),
        _text("request_id", blank=True),
        _text("person"),
        _text("role", blank=True),
        _text("vouched"),
        _text("asker", blank=True),
        _text("authority", blank=True),
        _text("incident", blank=True),
        _text("customer", blank=True),
        _text("remedy", blank=True),
        _number("amount", blank=True),
        _number("quantity", blank=True),
        _number("cost", blank=True),
        _text("outcome", blank=True),
        _number("refers", blank=True),
        _text("policy"),
        _bytes("payload"),
        _text("previous"),
        _text("hash"),
        sa.PrimaryKeyConstraint("seq"),
        sa.CheckConstraint("seq >= 1", name="entry_counts_from_one"),
        sa.CheckConstraint("length(previous) = 64 AND length(hash) = 64", name="entry_hashes_are_whole"),
        sa.CheckConstraint(
            "kind IN ('adoption', 'hold', 'posting', 'denial', 'release', 'reversal', 'vote', 'confirmation', 'import', "
            "'delegation', 'revocation', 'opened', 'amendment', 'closed', 'reopened', 'done', 'erasure')",
            name="entry_kind_is_known",
        ),
        sa.CheckConstraint(
            "kind <> 'vote' OR (asker IS NOT NULL AND authority IS NOT NULL AND refers IS NOT NULL"
            " AND person <> asker AND authority <> asker)",
            name="entry_nobody_approves_their_own",
        ),
        sa.CheckConstraint(
            "kind <> 'confirmation' OR (refers IS NOT NULL AND asker IS NOT NULL AND person <> asker)",
            name="entry_nobody_confirms_their_own",
        ),
        sa.CheckConstraint(
            "kind <> 'posting' OR refers IS NULL OR (asker IS NOT NULL AND person <> asker)",
            name="entry_nobody_grants_their_own",
        ),
        sa.CheckConstraint(
            "kind <> 'reversal' OR (refers IS NOT NULL AND asker IS NOT NULL AND person <> asker)",
            name="entry_nobody_undoes_their_own",
        ),
        sa.ForeignKeyConstraint(["refers", "asker"], ["entry.seq", "entry.asker"], name="entry_asker_is_the_asker"),
        sa.ForeignKeyConstraint(["refers"], ["entry.seq"], name="entry_refers_to_an_entry"),
        sa.UniqueConstraint("seq", "asker", name="entry_asker"),
        sa.UniqueConstraint("previous", name="entry_follows_one"),
        sa.UniqueConstraint("hash", name="entry_hash_once"),
        sa.UniqueConstraint("request_id", name="entry_request_once"),
    )
    op.create_index("entry_asker_at", "entry", ["asker", "at"])
    op.create_index("entry_at", "entry", ["at"])
    _once("entry_authority_once", "entry", ["refers", "authority"], "kind = 'vote'")
    _once("entry_confirmed_once", "entry", ["refers"], "kind = 'confirmation'")
    op.create_index("entry_customer", "entry", ["customer", "seq"])
    op.create_index("entry_incident", "entry", ["incident", "seq"])
    op.create_index("entry_kind", "entry", ["kind", "seq"])
    op.create_index("entry_person_at", "entry", ["person", "at"])
    op.create_index("entry_refers", "entry", ["refers"])
    op.create_index("entry_remedy_day", "entry", ["remedy", "day"])
    _once("entry_resolved_once", "entry", ["refers"], "kind IN ('posting', 'release')")
    _once("entry_revoked_once", "entry", ["refers"], "kind = 'revocation'")
    _once("entry_undone_once", "entry", ["refers"], "kind = 'reversal'")
    _once("entry_votes_once", "entry", ["refers", "person"], "kind = 'vote'")


def _privates() -> None:
    _table(
        "private",
        _text("commitment"),
        _number("seq"),
        _text("kind"),
        _text("name"),
        _text("subject", blank=True),
        _bytes("salt"),
        _text("text"),
        sa.PrimaryKeyConstraint("commitment"),
        sa.CheckConstraint("length(commitment) = 64", name="private_commitment_is_whole"),
        sa.CheckConstraint("kind IN ('customer', 'text')", name="private_kind_is_known"),
        sa.ForeignKeyConstraint(["seq"], ["entry.seq"], name="private_of_an_entry"),
    )
    _once("private_customer_once", "private", ["text"], "kind = 'customer'")
    op.create_index("private_seq", "private", ["seq"])
    op.create_index("private_subject", "private", ["subject", "seq"])


def _policies() -> None:
    _table(
        "policy",
        _text("digest"),
        _number("seq"),
        _text("kind"),
        _text("name"),
        _text("text"),
        sa.PrimaryKeyConstraint("digest"),
        sa.CheckConstraint("kind IN ('policy', 'roster')", name="policy_kind_is_known"),
        sa.ForeignKeyConstraint(["seq"], ["entry.seq"], name="policy_of_an_entry"),
    )


def _heads() -> None:
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
        sa.PrimaryKeyConstraint("id"),
        sa.CheckConstraint("id = 1", name="head_is_one"),
    )


def _counters() -> None:
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
        sa.CheckConstraint("spent >= 0", name="counter_spent_not_below_zero"),
    )


def _buckets() -> None:
    _table_by_key(
        "bucket",
        _text("counter"),
        _text("key"),
        _number("day"),
        _number("spent"),
        _number("held"),
        sa.PrimaryKeyConstraint("counter", "key", "day"),
    )


def _charges() -> None:
    _table_by_key(
        "charge",
        _number("seq"),
        _number("number"),
        _text("counter"),
        _text("key"),
        _number("day"),
        _number("spent"),
        _number("held"),
        _number("spent_after"),
        _number("held_after"),
        sa.PrimaryKeyConstraint("seq", "number"),
    )


def _holdings() -> None:
    _table_by_key(
        "holding",
        _number("request"),
        _number("number"),
        _text("counter"),
        _text("key"),
        _number("day"),
        _number("amount"),
        _number("expires_at", blank=True),
        sa.PrimaryKeyConstraint("request", "number"),
    )
    op.create_index("holding_due", "holding", ["counter", "key", "expires_at"])


def _requests() -> None:
    _table(
        "request",
        _number("seq"),
        _text("state"),
        _text("asker"),
        _text("role"),
        _number("at"),
        _number("moves_up_after", blank=True),
        _number("expires_at", blank=True),
        _text("incident", blank=True),
        _text("customer", blank=True),
        _text("remedy"),
        _number("amount", blank=True),
        _number("quantity", blank=True),
        _number("cost", blank=True),
        _text("on_word", blank=True),
        _number("resolved_by", blank=True),
        _number("resolved_at", blank=True),
        sa.PrimaryKeyConstraint("seq"),
        sa.CheckConstraint("on_word IS NULL OR on_word <> asker", name="request_nobody_on_their_own_word"),
        sa.CheckConstraint(
            "state IN ('open', 'word', 'approved', 'declined', 'withdrawn', 'expired', 'confirmed', 'disowned')",
            name="request_state_is_known",
        ),
        sa.ForeignKeyConstraint(["seq", "asker"], ["entry.seq", "entry.asker"], name="request_of_an_entry"),
        sa.UniqueConstraint("seq", "asker", name="request_asker"),
    )
    op.create_index("request_asker_state", "request", ["asker", "state", "seq"])
    op.create_index("request_state", "request", ["state", "seq"])
    op.create_index("request_state_expires", "request", ["state", "expires_at", "seq"])


def _votes() -> None:
    _table_by_key(
        "vote",
        _number("request"),
        _text("voter"),
        _text("asker"),
        _text("in_name_of"),
        _text("role"),
        _number("seq"),
        _number("at"),
        _number("amount", blank=True),
        sa.PrimaryKeyConstraint("request", "voter"),
        sa.CheckConstraint("in_name_of <> asker", name="vote_nobody_in_the_askers_name"),
        sa.CheckConstraint("voter <> asker", name="vote_nobody_on_their_own"),
        sa.ForeignKeyConstraint(["request", "asker"], ["request.seq", "request.asker"], name="vote_asker_is_the_asker"),
        sa.UniqueConstraint("request", "in_name_of", name="vote_authority_once"),
    )
    op.create_index("vote_request", "vote", ["request", "seq"])


def _delegations() -> None:
    _table(
        "delegation",
        _number("seq"),
        _text("delegator"),
        _text("delegate"),
        _number("from_day"),
        _number("until_day"),
        _number("up_to", blank=True),
        _text("remedies", blank=True),
        _number("revoked_by", blank=True),
        sa.PrimaryKeyConstraint("seq"),
        sa.CheckConstraint("from_day < until_day", name="delegation_has_days"),
        sa.CheckConstraint("delegator <> delegate", name="delegation_to_somebody_else"),
    )
    op.create_index("delegation_holds", "delegation", ["revoked_by", "until_day"])


def _incidents() -> None:
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
        sa.PrimaryKeyConstraint("id"),
        sa.CheckConstraint("state IN ('open', 'closed')", name="incident_state_is_known"),
    )
    op.create_index("incident_state", "incident", ["state", "opened_at", "id"])


def _duties() -> None:
    _table_by_key(
        "duty",
        _number("seq"),
        _text("duty"),
        _text("title"),
        _text("incident", blank=True),
        _text("person", blank=True),
        _number("due_at", blank=True),
        _number("done_by", blank=True),
        _number("done_at", blank=True),
        sa.PrimaryKeyConstraint("seq", "duty"),
    )
    op.create_index("duty_open", "duty", ["done_at", "due_at", "seq"])
    op.create_index("duty_person", "duty", ["person", "done_at", "due_at"])


def upgrade() -> None:
    """Makes every table, and what keeps the book append-only."""
    _buckets()
    _counters()
    _delegations()
    _entries()
    _heads()
    _incidents()
    _charges()
    _duties()
    _policies()
    _privates()
    _requests()
    _holdings()
    _votes()
    kept = triggers.POSTGRES if op.get_bind().dialect.name == "postgresql" else triggers.SQLITE
    for statement in kept:
        op.execute(sa.text(statement))
