"""Row 11: a book made again, and put to another policy, decisions a second; beside `decide` alone on the same asks.

The book is a shop's: gestures at once, requests that are given and declined, refusals. The answers are checked before anything
is timed: every decision comes out as it was, and a policy laid over its own book changes nothing and costs what was given.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from statistics import median

from shop import POLICY, ROSTER, Till, begun, folder, house, told

from empower.domain.gesture import Ask
from empower.domain.people import Person, as_of
from empower.ledger.balances import SeenBalances
from empower.ledger.book import Page
from empower.ledger.entry_rows import entry_of
from empower.ledger.verifying.chain import rows_in_order
from empower.policyfile.said.page import WordsPage
from empower.rules.decide import decide, decision_alone
from empower.services.backtest.backtest import backtested
from empower.services.question import Who, question
from empower.services.record import Extra, record
from empower.services.replay import replayed
from empower.services.replayed import ask_of, people_of, seen_of
from empower.services.requests.approve import approve
from empower.services.requests.refuse import decline
from empower.services.writer import writer_of

SIZE = 3_000
ROUNDS = 5
GATE, GOAL = 0.15, 0.4
GRANT = "    limit:\n"
MORE = f"{GRANT}      - {{amount: 50, per: incident}}\n"


def main(size: int = SIZE) -> None:
    with folder() as place:
        (place / "roster.yaml").write_text(ROSTER, encoding="utf-8")
        (place / "policy.yaml").write_text(POLICY.replace("LIMIT", "1000000000").replace(GRANT, MORE), encoding="utf-8")
        of = house(place)
        till = begun(str(place / "book.db"), of)
        filled(till, size)
        with till.book.reading() as page:
            decisions = checked(page)
            asked = asks(page)
            print(f"{decisions:,} decisions in {page.head.size:,} entries; every answer as it was, the cost the same")
            times: dict[str, list[float]] = {}
            for _ in range(ROUNDS):
                for name, timed in {
                    "decide": lambda: alone(page, asked, decide),
                    "without alternatives": lambda: alone(page, asked, decision_alone),
                    "replay": lambda: replayed(page),
                    "backtest": lambda: backtested(page, page.rulebook),
                }.items():
                    times.setdefault(name, []).append(taken(timed))
            made = len(asked)
            for name, each in times.items():
                count = decisions if name == "backtest" else made
                print(f"{name}: {count / median(each):,.0f} decisions a second")
            rate = median(times["decide"]) / made
            holds = [
                told(11, "replay, × decide alone", rate / (median(times["replay"]) / made), GATE, GOAL),
                told(
                    11,
                    "backtest in both readings, × decide alone",
                    rate / (median(times["backtest"]) / decisions),
                    GATE,
                    GOAL,
                ),
            ]
            floor = median(times["without alternatives"]) / made
            for name, count in (("replay", made), ("backtest", decisions)):
                print(f"{name}, × decide without its alternatives: {floor / (median(times[name]) / count):.2f}")
        till.book.close()
    sys.exit(not all(holds))


def filled(till: Till, size: int) -> None:
    """Mostly small refunds, which are approved; of eight one is a clerk's question to the owner, who says yes or no."""
    owner = writer_of(till.house, Who(person="oli"), WordsPage((), "empower"), till.pen().now)
    for number in range(size):
        if number % 8:
            till.give(number, euros=str(1 + number % 5), person=("ana", "bea")[number % 2])
            continue
        pen = till.pen()
        words = ("refund", "80", "failure=lost", f"customer=C-{number % 500}")
        asked = question("record", words, now=pen.now, who=Who(person="ana"))
        found = record(till.house, till.book, asked, pen, Extra(again=True))
        assert found.request is not None
        if number % 16:
            approve(till.house, till.book, owner, found.request, till.pen(), 6000, "", by_login=False)
        else:
            decline(till.house, till.book, owner, found.request, till.pen(), "too much", by_login=False)


def checked(page: Page) -> int:
    """How many decisions there are, once every one was found to be as it was."""
    again = replayed(page)
    found = backtested(page, page.rulebook)
    same = [dict(one.ways)["same"] for one in (found.were, found.become)]
    costs = {found.given.total, found.were.cost.total, found.become.cost.total}
    if again.differing or found.unverified or same != [found.decisions] * 2 or len(costs) != 1:
        sys.exit(f"a wrong answer: {again.found[:3]}, {same} of {found.decisions}, {costs}")
    return found.decisions


Asked = tuple[Ask, SeenBalances, tuple[Person, ...]]


def asks(page: Page) -> list[Asked]:
    """Everything that was decided, read once beforehand."""
    rulebook = page.rulebook
    people = people_of(page, page.head.roster, rulebook) or ()
    found: list[Asked] = []
    for row in rows_in_order(page.rows):
        if row["kind"] in ("posting", "hold", "denial"):
            entry = entry_of(row)
            balances = SeenBalances(seen_of(entry.data), rulebook, page.pseudonym)
            found.append((ask_of(page, entry, rulebook), balances, as_of(people, entry.data["day"])))
    return found


def alone(page: Page, asked: list[Asked], deciding: Callable[..., object]) -> None:
    for ask, balances, people in asked:
        deciding(page.rulebook, ask, balances, people)


def taken(timed: Callable[[], object]) -> float:
    start = time.process_time()
    timed()
    return time.process_time() - start


if __name__ == "__main__":
    main(*[int(argument) for argument in sys.argv[1:2]])
