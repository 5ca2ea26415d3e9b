"""What the database says its tables are, compared with what this release makes: a trigger that was dropped is found here."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa

from empower.ledger.failures import BookError, PostgresExtraError, sqlite_failure, unreached
from empower.ledger.migrating import brought_up, engine_for
from empower.ledger.opening import on_server, path_of, server_url, shown_target
from empower.ledger.reading_file import opened_to_read

__all__ = ["CannotCompareError", "catalogue", "differences"]

Catalogue = dict[str, str]
"""What there is (`trigger entry_no_update`), and how it is defined."""

_SCRATCH = "empower_pristine"
_COLUMNS = """
SELECT 'column ' || c.relname || '.' || a.attname,
       format_type(a.atttypid, a.atttypmod) || CASE WHEN a.attnotnull THEN ' not null' ELSE '' END
       || COALESCE(' collate ' || l.collname, '') || COALESCE(' default ' || pg_get_expr(d.adbin, d.adrelid), '')
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
LEFT JOIN pg_collation l ON l.oid = a.attcollation
WHERE n.nspname = %(schema)s AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
  AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.objid = c.oid AND e.deptype = 'e')
"""
_KINDS = """
SELECT 'table ' || c.relname,
       c.relkind::text || ' kept ' || c.relpersistence::text || ' security ' || c.relrowsecurity || ' ' || (
           -- Whoever reads a table reads its children too, wherever they lie, and no guard of the table is theirs.
           SELECT count(*) FROM pg_inherits h WHERE h.inhparent = c.oid
       ) || ' children ' || (
           -- What a constraint checks is checked by triggers of the server's own, which can be turned off.
           SELECT count(*) FROM pg_trigger t WHERE t.tgrelid = c.oid AND t.tgisinternal AND t.tgenabled <> 'O'
       ) || ' checks off'
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname = %(schema)s AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
  AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.objid = c.oid AND e.deptype = 'e')
"""
_RULES = """
SELECT 'rule ' || c.relname || '.' || r.rulename, pg_get_ruledef(r.oid) || ' enabled ' || r.ev_enabled::text
FROM pg_rewrite r JOIN pg_class c ON c.oid = r.ev_class JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname = %(schema)s
  AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.objid = c.oid AND e.deptype = 'e')
"""
_CONSTRAINTS = """
SELECT 'constraint ' || c.relname || '.' || o.conname,
       pg_get_constraintdef(o.oid) || CASE WHEN o.convalidated THEN '' ELSE ' not valid' END
FROM pg_constraint o JOIN pg_class c ON c.oid = o.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname = %(schema)s
  AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.objid = c.oid AND e.deptype = 'e')
"""
_INDEXES = """
SELECT 'index ' || i.relname, pg_get_indexdef(i.oid) || CASE WHEN x.indisvalid THEN '' ELSE ' not valid' END
FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_namespace n ON n.oid = i.relnamespace
WHERE n.nspname = %(schema)s
  AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.objid = x.indrelid AND e.deptype = 'e')
"""
_TRIGGERS = """
SELECT 'trigger ' || t.tgname, pg_get_triggerdef(t.oid) || ' enabled ' || t.tgenabled::text
FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname = %(schema)s AND NOT t.tgisinternal
  AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.objid = c.oid AND e.deptype = 'e')
"""
_FUNCTIONS = """
SELECT 'function ' || p.proname, p.prosrc || ' ' || p.provolatile::text || ' ' || p.prosecdef
FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
WHERE n.nspname = %(schema)s
  AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.objid = p.oid AND e.deptype = 'e')
"""
_STATISTICS = ("sqlite_stat1", "sqlite_stat4")
"""Tables that SQLite makes of its own accord (`ANALYZE`), of which answers do not hang on."""
_VERSION = "SELECT version_num FROM alembic_version ORDER BY version_num"
_TURNED_OFF = """
SELECT current_setting('session_replication_role') <> 'origin' OR EXISTS (
    SELECT FROM pg_db_role_setting s, unnest(s.setconfig) AS one
    WHERE s.setdatabase IN (0, (SELECT oid FROM pg_database WHERE datname = current_database()))
      AND one LIKE 'session_replication_role=%' AND one <> 'session_replication_role=origin'
)
"""


class CannotCompareError(BookError):
    """The server lets nobody make what the tables are compared with."""

    said = (
        "you may not make a schema in the database of `{target}`, which comparing its tables with fresh ones needs "
        "(it is undone at once); ask as the owner of the tables, or have `GRANT CREATE ON DATABASE` given to you"
    )


def differences(target: str) -> tuple[str, ...]:
    """What is not as this release makes it, a sentence each; nothing where the tables are as they should be.

    Raises a `BookError` where that cannot be found out.
    """
    if on_server(target):
        found, pristine, more = _both_on_server(target)
    else:
        found, pristine, more = _in_file(path_of(target)), _pristine_in_memory(), ()
    return (*more, *_told(found, pristine))


def catalogue(connection: Any) -> Catalogue:
    """Tables, columns, constraints, indexes and triggers, with their definitions."""
    if isinstance(connection, sqlite3.Connection):
        return _of_sqlite(connection)
    schema = connection.execute("SELECT current_schema()").fetchone()[0]
    found: Catalogue = {}
    for asked in (_KINDS, _COLUMNS, _RULES, _CONSTRAINTS, _INDEXES, _TRIGGERS, _FUNCTIONS):
        rows = connection.execute(asked, {"schema": schema}).fetchall()
        for name, text in rows:  # several may have one name: a trigger of another table, a function of other arguments
            one = text.replace(f"{schema}.", "")
            found[name] = one if name not in found else "; ".join(sorted((found[name], one)))
    if "table alembic_version" in found:
        found["version alembic_version"] = str(connection.execute(_VERSION).fetchall())
    return found


def _in_file(path: str) -> Catalogue:
    try:
        kept = opened_to_read(path)
        try:
            return _of_sqlite(kept)
        finally:
            kept.close()
    except sqlite3.Error as error:
        raise sqlite_failure(error, path) from error


def _of_sqlite(connection: sqlite3.Connection) -> Catalogue:
    found: Catalogue = {}
    rows = connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_master")
    for kind, name, table, text in rows.fetchall():
        if kind != "table" or name not in _STATISTICS:
            found[f"{kind} {name}"] = f"on {table}: {' '.join(str(text).split())}"
    if "table alembic_version" in found:
        found["version alembic_version"] = str(connection.execute(_VERSION).fetchall())
    return found


def _pristine_in_memory() -> Catalogue:
    made = sqlite3.connect(":memory:", check_same_thread=False)
    engine = engine_for(lambda: made, server=False)
    with engine.begin() as connection:
        brought_up(connection)
        found = _of_sqlite(made)
    made.close()
    return found


def _both_on_server(target: str) -> tuple[Catalogue, Catalogue, tuple[str, ...]]:
    """What there is, what a fresh schema on the same server has: made in a transaction that is undone;
    and what else is wrong with the server.
    """
    try:
        import psycopg  # noqa: PLC0415  # the extra may be missing
    except ImportError:
        raise PostgresExtraError from None
    shown = shown_target(target)
    engine = engine_for(lambda: psycopg.connect(server_url(target)), server=True)
    try:
        with engine.connect() as made:
            driver: Any = made.connection.driver_connection
            found = catalogue(driver)
            (turned_off,) = driver.execute(_TURNED_OFF).fetchone()
            made.execute(sa.text(f"CREATE SCHEMA {_SCRATCH}"))
            made.execute(sa.text(f"SET LOCAL search_path TO {_SCRATCH}"))
            brought_up(made, schema=_SCRATCH)
            pristine = catalogue(driver)
            made.rollback()
    except psycopg.errors.InsufficientPrivilege as error:
        raise CannotCompareError(shown) from error
    except psycopg.OperationalError as error:
        raise unreached(error, shown) from error
    except sa.exc.DBAPIError as error:
        if isinstance(error.orig, psycopg.errors.InsufficientPrivilege):
            raise CannotCompareError(shown) from error
        raise unreached(error.orig, shown) from error  # type: ignore[arg-type]
    more = ("triggers and foreign keys are turned off for whoever connects (`session_replication_role`)",)
    return found, pristine, more if turned_off else ()


def _told(found: Catalogue, pristine: Catalogue) -> Iterable[str]:
    for name in sorted({*found, *pristine}):
        if name not in found:
            yield f"{_named(name)} is missing"
        elif name not in pristine:
            yield f"{_named(name)} was added"
        elif found[name] != pristine[name]:
            yield f"{_named(name)} was changed"


def _named(name: str) -> str:
    kind, _, rest = name.partition(" ")
    return f"{kind} `{rest}`"
