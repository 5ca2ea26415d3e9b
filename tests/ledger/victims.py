"""Processes that are killed while they write: `python -m tests.ledger.victims TARGET PLAN NAME`.

The plan is a list in JSON of where each is stopped and killed: a statement's number and `before` or `done`; or nothing, for at
any moment once the transaction has begun. The same request is then sent again by somebody else. A line of JSON tells of each.
"""

from __future__ import annotations

import json
import os
import random
import select
import signal
import sys
import time
from typing import IO, Any

from empower.ledger.opening import open_store
from tests.ledger.shop_house import Desk
from tests.ledger.watching import watched

Point = tuple[int, str] | None


def asked(desk: Desk, request: str) -> Any:
    """What everybody asks for, under the request id."""
    words = ("refund", "1", "failure=late", f"customer={request}")
    return desk.record("ana", *words, again=True, request_id=request)


def victim(target: str, point: Point, request: str, told: int) -> None:
    """Records, says so, and ends; or waits to be killed at a statement."""
    begun = False

    def hook(number: int, text: str, when: str) -> None:
        nonlocal begun
        if (number, when) == point:
            os.write(told, f"at {when} {text[:60]}\n".encode())
            while True:
                signal.pause()
        if when == "done" and not begun:
            begun = True
            os.write(told, b"begun\n")

    desk = Desk(watched(open_store(target), hook), begun=True, salt=request)
    found = asked(desk, request)
    os.write(told, f"acknowledged {found.entry.seq}\n".encode())
    os._exit(0)


def one(target: str, point: Point, request: str, delay: float) -> dict[str, Any]:
    """What came of one victim, and of its request sent again."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        try:
            victim(target, point, request, writing)
        finally:
            os._exit(1)
    os.close(writing)
    with os.fdopen(reading, "rb", buffering=0) as told:
        result = _followed(child, told, point, delay)
    os.waitpid(child, 0)
    desk = Desk(open_store(target), begun=True, salt=f"{request} again")
    found = asked(desk, request)
    desk.book.close()
    return result | {"seq": found.entry.seq, "replayed": found.replayed, "request": request}


def _followed(child: int, told: IO[bytes], point: Point, delay: float) -> dict[str, Any]:
    """What a victim said until it was no more."""
    result: dict[str, Any] = {"at": "", "begun": 0.0, "acknowledged": None, "took": 0.0}
    for line in iter(told.readline, b""):
        kind, _, rest = line.decode().strip().partition(" ")
        if kind == "begun":
            result["begun"] = time.monotonic()
            if point is None and delay:
                select.select([told], [], [], delay)
                os.kill(child, signal.SIGKILL)
        elif kind == "at":
            result["at"] = rest
            os.kill(child, signal.SIGKILL)
        else:
            result["acknowledged"] = int(rest)
            result["took"] = time.monotonic() - result["begun"]
    return result


def main() -> None:
    target, plan, name = sys.argv[1], json.loads(sys.argv[2]), sys.argv[3]
    chance = random.Random(name)
    usual = one(target, None, f"{name}-alive", 0)["took"] if None in plan else 0.0
    for turn, point in enumerate(plan):
        found = one(target, tuple(point) if point else None, f"{name}-{turn}", chance.uniform(usual / 20, usual))
        if point is None and found["acknowledged"]:
            usual = min(usual, found["took"])  # it was faster than those who kill thought
        sys.stdout.write(json.dumps(found) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
