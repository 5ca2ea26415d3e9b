"""Row 18: a CSV export of 10⁶ entries (with --full of 10⁷), and what `sqlite3 -csv` takes for the same columns."""

from __future__ import annotations

import csv
import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path
from statistics import median

from many import many
from shop import folder, told

from empower.report.exports.columns import READ

NUMBERS = [int(word) for word in sys.argv[1:] if word.isdigit()]
COUNT = NUMBERS[0] if NUMBERS else 10_000_000 if "--full" in sys.argv else 1_000_000
ROUNDS = 3
ROOT = Path(__file__).resolve().parents[1]


# A small program in between: what a child is said to have used at most is never less than whoever started it used.
_RUN = """
import json, resource, subprocess, sys, time
start = time.perf_counter()
with open(sys.argv[1], "wb") as out:
    subprocess.run(sys.argv[2:], stdout=out, check=True)
print(json.dumps([time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024]))
"""


def took(words: list[str], out: Path | None = None) -> tuple[float, int]:
    """Seconds, and the most memory that it used, in MB."""
    run = [sys.executable, "-I", "-S", "-c", _RUN, str(out or os.devnull), *words]
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    seconds, memory = json.loads(subprocess.run(run, env=env, check=True, capture_output=True, text=True).stdout)
    return float(seconds), int(memory)


def ours(book: Path, form: str, out: Path) -> tuple[float, int]:
    out.unlink(missing_ok=True)
    words = [sys.executable, str(ROOT / "cli.py"), "ledger", "list", "--ledger", str(book)]
    return took([*words, "--format", form, "--out", str(out)])


def theirs(book: Path, out: Path) -> tuple[float, int]:
    return took(["sqlite3", "-csv", str(book), f"SELECT {', '.join(READ)} FROM entry ORDER BY seq DESC"], out)  # noqa: S608


def agree(book: Path, mine: Path, peer: Path) -> int:
    """How many entries both files hold, in one order, with the sum that SQL finds."""
    connection = sqlite3.connect(book)
    count, cents = connection.execute("SELECT count(*), sum(cost) FROM entry").fetchone()
    connection.close()
    found, total = [hashlib.sha256(), hashlib.sha256()], 0
    with mine.open(newline="", encoding="utf-8") as file:
        rows = csv.reader(file)
        heads = next(rows)
        cost, made = heads.index("cost"), heads.index("hash")
        for row in rows:
            total += int(row[cost].replace(".", "") or "0")
            found[0].update(row[made].encode())
    with peer.open(newline="", encoding="utf-8") as file:
        for row in csv.reader(file):
            found[1].update(row[-1].encode())
    assert found[0].digest() == found[1].digest()
    assert total == cents, (total, cents)
    return int(count)


def main() -> int:
    if shutil.which("sqlite3") is None:
        print("row 18: there is no `sqlite3` here to compare with")
        return 0
    with folder() as place:
        small, large = place / "small.db", place / "large.db"
        many(small, place, COUNT // 10)
        many(large, place, COUNT)
        few = ours(small, "csv", place / "few.csv")[1]
        mine, peer = [], []
        for _ in range(ROUNDS):
            mine.append(ours(large, "csv", place / "mine.csv"))
            peer.append(theirs(large, place / "peer.csv"))
        count = agree(large, place / "mine.csv", place / "peer.csv")
        seconds, floor = median([one for one, _ in mine]), median([one for one, _ in peer])
        most = max([memory for _, memory in mine])
        print(f"{count:,} entries: {seconds:.1f} s ({count / seconds:,.0f}/s), sqlite3 -csv {floor:.1f} s")
        print(f"most memory: {few} MB for {COUNT // 10:,}, {most} MB for {COUNT:,}, sqlite3 {peer[0][1]} MB")
        kept = told(18, "CSV export, of sqlite3 -csv", floor / seconds, 0.25, 0.6)
        return 0 if kept & told(18, "memory, large to small", most / few, 1.3, 1.1, least=False) else 1


if __name__ == "__main__":
    sys.exit(main())
