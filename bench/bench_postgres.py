"""Row 15: eight clients record in one book on PostgreSQL, against pgbench's simple update on the same server, fsync on."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import psycopg
from shop import Till, begun, flush_of, folder, house, told

from tests import servers

CLIENTS, SECONDS = 8, 8.0


def worker(target: str, place: str, seed: int) -> None:
    till = Till(target, house(Path(place)), seed)
    print("ready", flush=True)
    sys.stdin.readline()
    count, end = 0, time.perf_counter() + SECONDS
    while time.perf_counter() < end:
        till.give(count)
        count += 1
    print(json.dumps(count), flush=True)


def pgbench(url: str) -> float:
    """Transactions a second of pgbench's simple update by as many clients, every row of it small."""
    program = max(Path("/usr/lib/postgresql").glob("*/bin/pgbench"))
    where = dict(part.split("=", 1) for part in url.partition("?")[2].split("&") if part)
    name = url.partition("?")[0].rpartition("/")[2]
    common = [str(program), "-h", where["host"], "-U", "postgres"]
    subprocess.run([*common, "-i", "-q", name], check=True, capture_output=True)
    asked = [*common, "-N", "-c", str(CLIENTS), "-j", "2", "-T", str(int(SECONDS)), name]
    shown = subprocess.run(asked, check=True, capture_output=True, text=True).stdout
    found = re.search(r"tps = ([\d.]+)", shown)
    assert found is not None, shown
    return float(found[1])


def main() -> int:
    servers.THROWN_AWAY = servers.THROWN_AWAY.replace("fsync=off", "fsync=on").replace(
        "full_page_writes=off", "full_page_writes=on"
    )
    with folder() as place, tempfile.TemporaryDirectory() as shared:
        flush = flush_of(place)
        with servers.server(Path(shared)) as running, servers.fresh_database(running) as url:
            begun(url, house(place)).book.close()
            clients = [
                subprocess.Popen(
                    [sys.executable, __file__, url, str(place), str(seed)],
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    text=True,
                )
                for seed in range(1, CLIENTS + 1)
            ]
            for client in clients:
                assert client.stdout is not None
                client.stdout.readline()
            for client in clients:
                assert client.stdin is not None
                client.stdin.write("go\n")
                client.stdin.flush()
            counts = [json.loads(client.communicate()[0]) for client in clients]
            with psycopg.connect(url) as connection:
                spent = connection.execute(
                    "SELECT spent FROM counter WHERE counter = 'cost all per all every year'"
                ).fetchone()
                total = connection.execute("SELECT SUM(cost) FROM entry WHERE kind = 'posting'").fetchone()
            assert spent == total == (sum(counts) * 100,)
            with servers.fresh_database(running) as other:
                floor = pgbench(other)
        rate = sum(counts) / SECONDS
        print(f"{rate:,.0f} records a second by {CLIENTS} clients, {floor:,.0f} simple updates by pgbench")
        print(f"a flush of this disk takes {flush:.2f} ms")
        return 0 if told(15, "records, of pgbench simple update", rate / floor, 0.05, 0.2) else 1


if __name__ == "__main__":
    if len(sys.argv) == 4:
        worker(sys.argv[1], sys.argv[2], int(sys.argv[3]))
    else:
        sys.exit(main())
