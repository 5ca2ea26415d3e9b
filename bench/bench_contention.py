"""Row 13: eight processes on one counter: the total of raw sqlite3, the slowest call, and how fairly they took turns."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

from bench_record import COUNT, WARM, noted, raw
from shop import Till, agrees, begun, flush_of, folder, house, told

PROCESSES, SECONDS = 8, 6.0


def worker(target: str, place: str, seed: int) -> None:
    till = Till(target, house(Path(place)), seed)
    print("ready", flush=True)
    sys.stdin.readline()
    calls: list[float] = []
    end = time.perf_counter() + SECONDS
    while (now := time.perf_counter()) < end:
        till.give(len(calls))
        calls.append(time.perf_counter() - now)
    print(json.dumps({"count": len(calls), "slowest": max(calls)}), flush=True)


def main() -> int:
    with folder() as place:
        of = house(place)
        file = place / "book.db"
        begun(str(file), of).book.close()
        racers = [
            subprocess.Popen(
                [sys.executable, __file__, str(file), str(place), str(seed)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
            )
            for seed in range(1, PROCESSES + 1)
        ]
        for racer in racers:
            assert racer.stdout is not None
            racer.stdout.readline()
        for racer in racers:
            assert racer.stdin is not None
            racer.stdin.write("go\n")
            racer.stdin.flush()
        found = [json.loads(racer.communicate()[0]) for racer in racers]
        counts = [one["count"] for one in found]
        assert agrees(file) == sum(counts) * 100
        till = begun(str(place / "floor.db"), of)
        for number in range(WARM):
            till.give(number)
        till.book.close()
        for name in ("noted", "raw"):
            (place / f"{name}.db").write_bytes((place / "floor.db").read_bytes())
        floor = COUNT / raw(place / "raw.db", noted(place / "noted.db", place))
        rate = sum(counts) / SECONDS
        print(f"{rate:,.0f} records a second by {PROCESSES} processes, {floor:,.0f} by one through raw sqlite3")
        print(f"a flush of this disk takes {flush_of(place):.2f} ms")
        slowest = max(one["slowest"] for one in found)
        kept = told(13, "total, of raw sqlite3", rate / floor, 0.6, 0.85)
        kept &= told(13, "slowest call, ms", slowest * 1000, 500, 200, least=False)
        return 0 if kept & told(13, "most : fewest", max(counts) / min(counts), 5, 2.5, least=False) else 1


if __name__ == "__main__":
    if len(sys.argv) == 4:
        worker(sys.argv[1], sys.argv[2], int(sys.argv[3]))
    else:
        sys.exit(main())
