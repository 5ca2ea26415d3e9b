"""One of several processes that reach into the same pots at the same time: `python -m tests.ledger.racer JSON`.

It says `ready`, waits for a line, records as fast as it can, and says what came of it.
"""

from __future__ import annotations

import json
import random
import sys
import threading
import time
from collections import Counter
from typing import Any

from empower.domain.errors import CannotAskError
from empower.ledger.opening import open_store
from empower.services.house import open_house
from tests.ledger.shop_house import SHOP, Desk

RACE = SHOP.parent / "race_shop"
BRANCHES = {"ana": "lisbon", "bea": "porto", "cat": "faro", "dan": "lisbon"}
REMEDIES = ("refund", "voucher", "treat")
CUSTOMERS = 12
ENOUGH = 3
"""Answers of a kind that somebody who waits for it wants to see."""


def race(target: str, seed: int, asked: dict[str, Any]) -> dict[str, Any]:
    """What so many tries come to: how often there was which outcome, and what was given, by remedy and out of which pot."""
    chance = random.Random(seed)
    house = open_house(RACE / asked["policy"], RACE / "roster.yaml")
    desk = Desk(open_store(target), house, begun=True, salt=str(seed))
    desk.pass_time(24 * asked["days"])
    outcomes: Counter[str] = Counter()
    given: Counter[str] = Counter()
    started = time.monotonic()
    for number in range(asked["tries"]):
        if outcomes[asked["until"]] >= ENOUGH:
            break
        person, remedy = chance.choice(list(BRANCHES)), chance.choice(REMEDIES)
        customer = f"C-{chance.randrange(CUSTOMERS)}"
        # Whole euros, and in the second half single ones: what is left of a pot is then given to the last of them.
        euros = 1 if number > asked["tries"] // 2 else chance.randint(1, asked["most"])
        words = (remedy, str(euros), f"customer={customer}")
        try:
            found = desk.record(person, *words, again=True, request_id=f"{seed}-{number}")
        except CannotAskError as refused:
            outcomes[refused.problems[0].code] += 1
            continue
        assert found.entry is not None
        outcomes[found.entry.kind] += 1
        if found.entry.kind == "posting":
            pot = {"refund": BRANCHES[person], "voucher": customer, "treat": "shop"}[remedy]
            given[f"{remedy} {pot}"] += euros
    took = time.monotonic() - started
    desk.book.close()
    return {"outcomes": dict(outcomes), "given": dict(given), "seconds": took}


def main() -> None:
    asked = json.loads(sys.argv[1])
    results: list[dict[str, Any]] = []
    failures: list[str] = []

    def run(number: int) -> None:
        try:
            results.append(race(asked["target"], asked["seed"] * 100 + number, asked))
        except BaseException as failure:  # noqa: BLE001  # whoever started us is told, whatever it was
            failures.append(f"{type(failure).__name__}: {failure}")

    threads = [threading.Thread(target=run, args=(number,)) for number in range(asked["threads"])]
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.readline()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    sys.stdout.write(json.dumps({"results": results, "failures": failures}) + "\n")


if __name__ == "__main__":
    main()
