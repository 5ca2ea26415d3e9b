"""One of several processes that reach into the same pots at the same time: `python -m tests.ledger.racer JSON`.

It says `ready`, waits for a line, records as fast as it can, and says what came of it.
"""

from __future__ import annotations

import json
import random
import sys
import threading
from collections import Counter
from typing import Any

from empower.domain.errors import CannotAskError
from empower.ledger.opening import open_store
from empower.services.house import open_house
from tests.ledger.shop_house import SHOP, Desk

RACE = SHOP.parent / "race_shop"
PEOPLE = ("ana", "bea", "cat", "dan")


def race(target: str, seed: int, tries: int, policy: str) -> dict[str, Any]:
    """What so many tries come to: outcomes, and the amounts that were given."""
    chance = random.Random(seed)
    house = open_house(RACE / policy, RACE / "roster.yaml")
    desk = Desk(open_store(target), house, begun=True, salt=str(seed))
    outcomes: Counter[str] = Counter()
    given = 0
    for number in range(tries):
        person = chance.choice(PEOPLE)
        euros = 1 if number > tries // 2 else chance.choice((1, 2, 3, 5))
        words = ("refund", str(euros), f"customer=C-{chance.randrange(12)}")
        try:
            found = desk.record(person, *words, again=True, request_id=f"{seed}-{number}")
        except CannotAskError as refused:
            outcomes[refused.problems[0].code] += 1
            continue
        assert found.entry is not None
        outcomes[found.entry.kind] += 1
        given += euros * (found.entry.kind == "posting")
    desk.book.close()
    return {"outcomes": dict(outcomes), "given": given}


def main() -> None:
    asked = json.loads(sys.argv[1])
    results: list[dict[str, Any]] = []
    failures: list[str] = []

    def run(number: int) -> None:
        try:
            results.append(race(asked["target"], asked["seed"] * 100 + number, asked["tries"], asked["policy"]))
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
