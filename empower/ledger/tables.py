"""The schema of record: one class per table, with what must always hold written as constraints that the database keeps.

Nobody approves their own request, a hold is resolved once, a request is made once, no two entries follow the same one: these
stand here and not only in the program. Rows do not leave the ledger.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKeyConstraint,
    Index,
    LargeBinary,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Field, SQLModel

from empower.domain.entries import ENTRY_KINDS

__all__ = [
    "BYTES",
    "NUMBER",
    "TABLES",
    "TEXT",
    "BucketRow",
    "ChargeRow",
    "CounterRow",
    "DelegationRow",
    "DutyRow",
    "EntryRow",
    "FindingRow",
    "HandlingRow",
    "HeadRow",
    "HoldingRow",
    "IncidentRow",
    "PeriodRow",
    "PolicyRow",
    "PrivateRow",
    "RequestRow",
    "RollupRow",
    "VoteRow",
]

NUMBER = BigInteger().with_variant(sqlite.INTEGER(), "sqlite")
TEXT = Text().with_variant(postgresql.TEXT(collation="C"), "postgresql")
BYTES = LargeBinary()
_STRICT = {"sqlite_strict": True}
_BY_KEY = {**_STRICT, "sqlite_with_rowid": False}
"""Of a table whose key is several columns: in SQLite it lies in the order of its key, and is found in one step."""
_KINDS = ", ".join([f"'{kind}'" for kind in ENTRY_KINDS])


def _number(*, key: bool = False, blank: bool = False) -> Any:
    more = {"autoincrement": False} if key else {}
    return Field(default=None, sa_type=NUMBER, primary_key=key, nullable=blank, sa_column_kwargs=more)


def _text(*, key: bool = False, blank: bool = False) -> Any:
    return Field(default=None, sa_type=TEXT, primary_key=key, nullable=blank)


def _bytes() -> Any:
    return Field(default=None, sa_type=BYTES, nullable=False)


def _once(name: str, columns: tuple[str, ...], where: str) -> Index:
    return Index(name, *columns, unique=True, sqlite_where=text(where), postgresql_where=text(where))


class EntryRow(SQLModel, table=True):
    """One entry of the book."""

    __tablename__ = "entry"
    __table_args__ = (
        CheckConstraint("seq >= 1", name="entry_counts_from_one"),
        CheckConstraint(f"kind IN ({_KINDS})", name="entry_kind_is_known"),
        CheckConstraint("length(previous) = 64 AND length(hash) = 64", name="entry_hashes_are_whole"),
        CheckConstraint(
            "kind <> 'vote' OR (asker IS NOT NULL AND authority IS NOT NULL AND refers IS NOT NULL"
            " AND person <> asker AND authority <> asker)",
            name="entry_nobody_approves_their_own",
        ),
        CheckConstraint(
            "kind <> 'reversal' OR (refers IS NOT NULL AND asker IS NOT NULL AND person <> asker)",
            name="entry_nobody_undoes_their_own",
        ),
        CheckConstraint(
            "kind <> 'confirmation' OR (refers IS NOT NULL AND asker IS NOT NULL AND person <> asker)",
            name="entry_nobody_confirms_their_own",
        ),
        CheckConstraint(
            "kind <> 'posting' OR refers IS NULL OR (asker IS NOT NULL AND person <> asker)",
            name="entry_nobody_grants_their_own",
        ),
        UniqueConstraint("previous", name="entry_follows_one"),
        UniqueConstraint("hash", name="entry_hash_once"),
        UniqueConstraint("request_id", name="entry_request_once"),
        UniqueConstraint("seq", "asker", name="entry_asker"),
        ForeignKeyConstraint(["refers", "asker"], ["entry.seq", "entry.asker"], name="entry_asker_is_the_asker"),
        ForeignKeyConstraint(["refers"], ["entry.seq"], name="entry_refers_to_an_entry"),
        _once("entry_resolved_once", ("refers",), "kind IN ('posting', 'release')"),
        _once("entry_undone_once", ("refers",), "kind = 'reversal'"),
        _once("entry_confirmed_once", ("refers",), "kind = 'confirmation'"),
        _once("entry_revoked_once", ("refers",), "kind = 'revocation'"),
        _once("entry_votes_once", ("refers", "person"), "kind = 'vote'"),
        _once("entry_authority_once", ("refers", "authority"), "kind = 'vote'"),
        Index("entry_refers", "refers"),
        Index("entry_asker_at", "asker", "at"),
        Index("entry_incident", "incident", "seq"),
        Index("entry_person_at", "person", "at"),
        Index("entry_customer", "customer", "seq"),
        Index("entry_remedy_day", "remedy", "day"),
        Index("entry_kind", "kind", "seq"),
        Index("entry_at", "at"),
        Index("entry_day", "day", "seq"),
        _STRICT,
    )
    seq: int = _number(key=True)
    kind: str = _text()
    at: int = _number()
    effective: int = _number()
    day: int = _number()
    request_id: str | None = _text(blank=True)
    person: str = _text()
    role: str | None = _text(blank=True)
    vouched: str = _text()
    asker: str | None = _text(blank=True)
    authority: str | None = _text(blank=True)
    incident: str | None = _text(blank=True)
    customer: str | None = _text(blank=True)
    remedy: str | None = _text(blank=True)
    amount: int | None = _number(blank=True)
    quantity: int | None = _number(blank=True)
    cost: int | None = _number(blank=True)
    outcome: str | None = _text(blank=True)
    refers: int | None = _number(blank=True)
    policy: str = _text()
    payload: bytes = _bytes()
    previous: str = _text()
    hash: str = _text()


class PrivateRow(SQLModel, table=True):
    """A text that entries hold a commitment of."""

    __tablename__ = "private"
    __table_args__ = (
        CheckConstraint("kind IN ('customer', 'text')", name="private_kind_is_known"),
        CheckConstraint("length(commitment) = 64", name="private_commitment_is_whole"),
        ForeignKeyConstraint(["seq"], ["entry.seq"], name="private_of_an_entry"),
        _once("private_customer_once", ("text",), "kind = 'customer'"),
        Index("private_seq", "seq", "commitment"),
        Index("private_subject", "subject", "seq"),
        _STRICT,
    )
    commitment: str = _text(key=True)
    seq: int = _number()
    kind: str = _text()
    name: str = _text()
    subject: str | None = _text(blank=True)
    salt: bytes = _bytes()
    text: str = _text()


class PolicyRow(SQLModel, table=True):
    """The text of a policy or roster that was in force."""

    __tablename__ = "policy"
    __table_args__ = (
        CheckConstraint("kind IN ('policy', 'roster')", name="policy_kind_is_known"),
        ForeignKeyConstraint(["seq"], ["entry.seq"], name="policy_of_an_entry"),
        _STRICT,
    )
    digest: str = _text(key=True)
    seq: int = _number()
    kind: str = _text()
    name: str = _text()
    text: str = _text()


class HeadRow(SQLModel, table=True):
    """Where the chain stands, and what is in force."""

    __tablename__ = "head"
    __table_args__ = (CheckConstraint("id = 1", name="head_is_one"), _STRICT)
    id: int = _number(key=True)
    book: str = _text()
    size: int = _number()
    hash: str = _text()
    at: int = _number()
    policy: str = _text()
    roster: str | None = _text(blank=True)
    identity: str = _text()
    currency: str = _text()
    closed_until: int = _number()


class CounterRow(SQLModel, table=True):
    """What is spent and held, per key and window."""

    __tablename__ = "counter"
    __table_args__ = (
        CheckConstraint("held >= 0", name="counter_held_not_below_zero"),
        _BY_KEY,
    )
    counter: str = _text(key=True)
    key: str = _text(key=True)
    period: int = _number(key=True)
    spent: int = _number()
    held: int = _number()
    day: int = _number()


class BucketRow(SQLModel, table=True):
    """One day of a counter that rolls."""

    __tablename__ = "bucket"
    __table_args__ = (_BY_KEY,)
    counter: str = _text(key=True)
    key: str = _text(key=True)
    day: int = _number(key=True)
    spent: int = _number()
    held: int = _number()


class ChargeRow(SQLModel, table=True):
    """What one entry added to one counter, and what the counter said then."""

    __tablename__ = "charge"
    __table_args__ = _BY_KEY
    seq: int = _number(key=True)
    number: int = _number(key=True)
    counter: str = _text()
    key: str = _text()
    day: int = _number()
    spent: int = _number()
    held: int = _number()
    spent_after: int = _number()
    held_after: int = _number()


class HoldingRow(SQLModel, table=True):
    """What a request that waits holds of one counter."""

    __tablename__ = "holding"
    __table_args__ = (
        Index("holding_due", "counter", "key", "expires_at"),
        _BY_KEY,
    )
    request: int = _number(key=True)
    number: int = _number(key=True)
    counter: str = _text()
    key: str = _text()
    day: int = _number()
    amount: int = _number()
    expires_at: int | None = _number(blank=True)


class RequestRow(SQLModel, table=True):
    """A request, or a word given by telephone, and what became of it."""

    __tablename__ = "request"
    __table_args__ = (
        CheckConstraint(
            "state IN ('open', 'word', 'approved', 'declined', 'withdrawn', 'expired', 'confirmed', 'disowned')",
            name="request_state_is_known",
        ),
        UniqueConstraint("seq", "asker", name="request_asker"),
        ForeignKeyConstraint(["seq", "asker"], ["entry.seq", "entry.asker"], name="request_of_an_entry"),
        CheckConstraint("on_word IS NULL OR on_word <> asker", name="request_nobody_on_their_own_word"),
        Index("request_state_expires", "state", "expires_at", "seq"),
        Index("request_asker_state", "asker", "state", "seq"),
        Index("request_state", "state", "seq"),
        _STRICT,
    )
    seq: int = _number(key=True)
    state: str = _text()
    asker: str = _text()
    role: str = _text()
    at: int = _number()
    moves_up_after: int | None = _number(blank=True)
    expires_at: int | None = _number(blank=True)
    incident: str | None = _text(blank=True)
    customer: str | None = _text(blank=True)
    remedy: str = _text()
    amount: int | None = _number(blank=True)
    quantity: int | None = _number(blank=True)
    cost: int | None = _number(blank=True)
    on_word: str | None = _text(blank=True)
    resolved_by: int | None = _number(blank=True)
    resolved_at: int | None = _number(blank=True)


class VoteRow(SQLModel, table=True):
    """A yes to a request."""

    __tablename__ = "vote"
    __table_args__ = (
        CheckConstraint("voter <> asker", name="vote_nobody_on_their_own"),
        CheckConstraint("in_name_of <> asker", name="vote_nobody_in_the_askers_name"),
        UniqueConstraint("request", "in_name_of", name="vote_authority_once"),
        ForeignKeyConstraint(["request", "asker"], ["request.seq", "request.asker"], name="vote_asker_is_the_asker"),
        Index("vote_request", "request", "seq"),
        _BY_KEY,
    )
    request: int = _number(key=True)
    voter: str = _text(key=True)
    asker: str = _text()
    in_name_of: str = _text()
    role: str = _text()
    seq: int = _number()
    at: int = _number()
    amount: int | None = _number(blank=True)


class DelegationRow(SQLModel, table=True):
    """Who may say yes in whose name."""

    __tablename__ = "delegation"
    __table_args__ = (
        CheckConstraint("delegator <> delegate", name="delegation_to_somebody_else"),
        CheckConstraint("from_day < until_day", name="delegation_has_days"),
        Index("delegation_holds", "revoked_by", "until_day"),
        _STRICT,
    )
    seq: int = _number(key=True)
    delegator: str = _text()
    delegate: str = _text()
    from_day: int = _number()
    until_day: int = _number()
    up_to: int | None = _number(blank=True)
    remedies: str | None = _text(blank=True)
    revoked_by: int | None = _number(blank=True)


class IncidentRow(SQLModel, table=True):
    """What went wrong, with its clocks."""

    __tablename__ = "incident"
    __table_args__ = (
        CheckConstraint("state IN ('open', 'closed')", name="incident_state_is_known"),
        Index("incident_customer", "customer", "opened_at", "id"),
        Index("incident_day", "day", "id"),
        Index("incident_state", "state", "opened_at", "id"),
        _STRICT,
    )
    id: str = _text(key=True)
    state: str = _text()
    seq: int = _number()
    changed_by: int = _number()
    opened_at: int = _number()
    opened_by: str = _text()
    customer: str | None = _text(blank=True)
    facts: str = _text()
    response_due: int | None = _number(blank=True)
    recovery_due: int | None = _number(blank=True)
    responded_at: int | None = _number(blank=True)
    recovered_at: int | None = _number(blank=True)
    closed_at: int | None = _number(blank=True)
    satisfied: str | None = _text(blank=True)
    cause: str | None = _text(blank=True)
    reopened: int = _number()
    day: int = _number()
    given: int = _number()
    cost: int = _number()
    unknown: int = _number()
    levels: int = _number()
    at_once: int | None = _number(blank=True)
    repeats: int | None = _number(blank=True)


class DutyRow(SQLModel, table=True):
    """What is to be done afterwards."""

    __tablename__ = "duty"
    __table_args__ = (
        Index("duty_person", "person", "done_at", "due_at"),
        Index("duty_open", "done_at", "due_at", "seq"),
        _BY_KEY,
    )
    seq: int = _number(key=True)
    duty: str = _text(key=True)
    title: str = _text()
    incident: str | None = _text(blank=True)
    person: str | None = _text(blank=True)
    due_at: int | None = _number(blank=True)
    done_by: int | None = _number(blank=True)
    done_at: int | None = _number(blank=True)


class RollupRow(SQLModel, table=True):
    """Gestures of one month that have one thing in common: who gave them, which remedy, a fact."""

    __tablename__ = "rollup"
    __table_args__ = (Index("rollup_month", "by", "month", "value"), _BY_KEY)
    by: str = _text(key=True)
    value: str = _text(key=True)
    month: int = _number(key=True)
    asked: int = _number()
    given: int = _number()
    cost: int = _number()
    owed: int = _number()
    unknown: int = _number()
    undone: int = _number()
    undone_cost: int = _number()


class HandlingRow(SQLModel, table=True):
    """Incidents of one month, or duties, by how they were handled."""

    __tablename__ = "handling"
    __table_args__ = (Index("handling_month", "month", "by", "value"), _BY_KEY)
    by: str = _text(key=True)
    value: str = _text(key=True)
    month: int = _number(key=True)
    count: int = _number()
    cost: int = _number()
    micros: int = _number()


class PeriodRow(SQLModel, table=True):
    """A month that was closed, softly or for good."""

    __tablename__ = "period"
    __table_args__ = (CheckConstraint("state IN ('soft', 'closed')", name="period_state_is_known"), _STRICT)
    period: str = _text(key=True)
    state: str = _text()
    seq: int = _number()
    until_day: int = _number()
    at: int = _number()


class FindingRow(SQLModel, table=True):
    """What somebody said of a finding, last."""

    __tablename__ = "finding"
    __table_args__ = (
        CheckConstraint("state IN ('open', 'explained', 'confirmed')", name="finding_state_is_known"),
        Index("finding_state", "state", "id"),
        _STRICT,
    )
    id: str = _text(key=True)
    kind: str = _text()
    state: str = _text()
    seq: int = _number()
    at: int = _number()
    person: str = _text()
    rows: str = _text()


TABLES = SQLModel.metadata
