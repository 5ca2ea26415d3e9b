"""Bringing a database to the tables of this release: from nothing, or from those of an older one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import sqlalchemy as sa
from alembic.config import Config
from alembic.runtime.environment import EnvironmentContext
from alembic.script import ScriptDirectory

__all__ = ["brought_up", "engine_for"]

_STEPS = Path(__file__).parent / "migrations"


def engine_for(connect: Callable[[], object], *, server: bool) -> sa.Engine:
    """An engine over the one connection that `connect` opens."""
    dialect = "postgresql+psycopg://" if server else "sqlite://"
    return sa.create_engine(dialect, creator=connect, poolclass=sa.pool.NullPool)


def brought_up(connection: sa.Connection, to: str = "head", schema: str | None = None) -> None:
    """The tables, in the connection's transaction, as of version `to`; `schema` is where, unless it is the usual place."""
    config = Config()
    config.set_main_option("script_location", str(_STEPS))
    config.attributes["connection"] = connection
    config.attributes["schema"] = schema
    script = ScriptDirectory.from_config(config)

    def steps(found: object, _: object) -> object:
        return script._upgrade_revs(to, found)  # type: ignore[arg-type]  # noqa: SLF001  # as Alembic's own command does

    with EnvironmentContext(config, script, fn=steps, as_sql=False, destination_rev=to):
        script.run_env()
