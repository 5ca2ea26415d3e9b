"""Triggers that keep the book append-only, whoever has the database open: nothing in it is changed, and nothing taken out.

Texts beside the book are never changed either, but may be erased. `INSERT OR REPLACE` takes out what it replaces, which SQLite
tells its triggers of only with `recursive_triggers` on, as every connection of ours has it.
"""

from __future__ import annotations

from empower.ledger.shapes import PROJECTED, SHAPES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["POSTGRES", "SQLITE", "application_role"]

_KEPT = (("entry", "update"), ("entry", "delete"), ("policy", "update"), ("policy", "delete"), ("private", "update"))
_SAID = "the book is append-only: a mistake is mended by adding to it"


def _sqlite() -> tuple[str, ...]:
    return tuple(
        [
            f"CREATE TRIGGER {table}_no_{verb} BEFORE {verb.upper()} ON {table} BEGIN SELECT RAISE(ABORT, '{_SAID}'); END"
            for table, verb in _KEPT
        ]
    )


def _postgres() -> tuple[str, ...]:
    function = (
        "CREATE FUNCTION empower_append_only() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{_SAID}' USING ERRCODE = 'integrity_constraint_violation'; END $$"
    )
    rows = [
        f"CREATE TRIGGER {table}_no_{verb} BEFORE {verb.upper()} ON {table} "
        "FOR EACH ROW EXECUTE FUNCTION empower_append_only()"
        for table, verb in _KEPT
    ]
    whole = [
        f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION empower_append_only()"
        for table in ("entry", "policy", "private")
    ]
    return (function, *rows, *whole)


SQLITE = _sqlite()
POSTGRES = _postgres()


def application_role(name: str, schema: str = "public") -> tuple[str, ...]:
    """Statements that give a PostgreSQL role what the program needs, and neither UPDATE nor DELETE on the book.

    The role exists already; whoever owns the tables runs these. `name`, and the `schema` of the book, are quoted here.
    Nothing is granted on tables of somebody else that lie in the same schema.
    """
    role, place = _quoted(name), _quoted(schema)

    def these(tables: Iterable[str]) -> str:
        return ", ".join([f"{place}.{table}" for table in tables])

    return (
        f"GRANT USAGE ON SCHEMA {place} TO {role}",
        f"GRANT SELECT ON {these([*SHAPES, 'alembic_version'])} TO {role}",
        f"GRANT INSERT ON {these(SHAPES)} TO {role}",
        f"GRANT DELETE ON {these(['private'])} TO {role}",
        f"GRANT UPDATE, DELETE ON {these([shape.name for shape in PROJECTED])} TO {role}",
    )


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
