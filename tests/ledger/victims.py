"""Processes that are killed while they write, one at each statement: `python -m tests.ledger.victims TARGET FIRST LAST`.

Each is stopped at one statement of its transaction and killed there; the same request is then sent again by somebody else.
A line of JSON tells of each, the last of how many statements there are.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from typing import Any

from empower.ledger.opening import open_store
from tests.ledger.shop_house import Desk
from tests.ledger.watching import watched


def victim(target: str, at: int, request: str, told: int) -> None:
    """Records, says so, and ends; or waits to be killed at a statement."""

    def hook(number: int, text: str, when: str) -> None:
        if when == "before" and number == at:
            os.write(told, f"at {text[:60]}\n".encode())
            while True:
                signal.pause()

    desk = Desk(watched(open_store(target), hook), begun=True, salt=request)
    found = desk.record("ana", "refund", "1", "failure=late", f"customer={request}", again=True, request_id=request)
    os.write(told, f"acknowledged {found.entry.seq if found.entry else 0}\n".encode())
    os._exit(0)


def one(target: str, at: int, request: str) -> dict[str, Any]:
    """What came of one victim, and of its request sent again."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        try:
            victim(target, at, request, writing)
        finally:
            os._exit(1)
    os.close(writing)
    with os.fdopen(reading, "r", encoding="utf-8") as told:
        said = told.readline().strip()
        if said.startswith("at "):
            os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    desk = Desk(open_store(target), begun=True, salt=f"{request} again")
    found = desk.record("ana", "refund", "1", "failure=late", f"customer={request}", again=True, request_id=request)
    assert found.entry is not None
    result = {"at": at, "said": said, "seq": found.entry.seq, "replayed": found.replayed, "request": request}
    desk.book.close()
    return result


def main() -> None:
    target, plan = sys.argv[1], json.loads(sys.argv[2])
    for turn, at in enumerate(plan):
        sys.stdout.write(json.dumps(one(target, at, f"{sys.argv[3]}-{turn}-{at}")) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
