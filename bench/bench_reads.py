"""Row 16: a check's balance read, and a record, in a book of 10³, 10⁵ and (with --full) 10⁶ entries."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from statistics import median

from shop import Till, agrees, begun, folder, house, told

from empower.domain.given import GivenPart
from empower.ledger.balances import BookBalances
from empower.policyfile.said.page import WordsPage
from empower.services.bring_in.bring import write_past
from empower.services.bring_in.rows import PastGesture
from empower.services.check import check
from empower.services.obeying import writing
from empower.services.question import Who, question
from empower.services.writer import writer_of

SIZES = (1_000, 100_000, *((1_000_000,) if "--full" in sys.argv else ()))
TRIES, EACH = 300, 20


def filled(till: Till, size: int) -> None:
    """Past gestures up to so many entries, over 300 days: twenty of each customer, however many customers that makes."""
    pen = till.pen()
    actor = writer_of(till.house, Who(person="oli"), WordsPage((), "empower"), pen.now)
    day0 = 739_600
    for start in range(0, size, 20_000):
        with writing(till.house, till.book, by_login=False) as page:
            for number in range(start, min(start + 20_000, size)):
                one = PastGesture(
                    line=number,
                    key=str(number),
                    part=GivenPart(remedy="refund", amount=100, quantity=None, face=100, cost=100),
                    person=("ana", "bea")[number % 2],
                    role="clerk",
                    at=pen.now,
                    day=day0 + number * 300 // size,
                    hour=12,
                    facts=(("failure", 0), ("customer", f"C-0-{number % (size // EACH)}")),
                )
                write_past(till.house, page, actor, one, (), pen, "bench")


def measured(file: Path, till: Till, customers: int) -> tuple[float, float, float]:
    """Seconds of a balance read, of a whole check, and of a record."""
    book = till.house.rulebook
    counter = next(one for one in book.counters if one.per == ("customer",))
    reads, checks, records = [], [], []
    for number in [number % customers for number in range(TRIES)]:
        # Every command opens the book anew and has no page of it at hand, whether it is small or large.
        till.book.store.connection.execute("PRAGMA shrink_memory")  # type: ignore[attr-defined]
        with till.book.reading() as page:
            start = time.perf_counter()
            balances = BookBalances(page.rows, book, till.pen().now, page.pseudonym)
            balances.read(counter.id, (f"C-0-{number}",), (740_000 - 29, 740_001))
            reads.append(time.perf_counter() - start)
            now = till.pen().now
            asked = question(
                "check", ("refund", "1", "failure=late", f"customer=C-0-{number}"), now=now, who=Who(person="ana")
            )
            start = time.perf_counter()
            check(till.house, asked, page)
            checks.append(time.perf_counter() - start)
    for number in range(TRIES):
        start = time.perf_counter()
        till.give(1_000_000 + number)
        records.append(time.perf_counter() - start)
    agrees(file)
    return median(reads), median(checks), median(records)


def main() -> int:
    found = {}
    with folder() as place:
        of = house(place)
        for size in SIZES:
            file = place / f"{size}.db"
            till = begun(str(file), of)
            filled(till, size)
            found[size] = measured(file, till, size // EACH)
            till.book.close()
            read, whole, record = [one * 1e6 for one in found[size]]
            print(f"{size:>9,} entries: read {read:,.0f} µs, check {whole:,.0f} µs, record {record:,.0f} µs")
    first, last = found[SIZES[0]], found[SIZES[-1]]
    kept = told(16, f"balance read, 10³ to {SIZES[-1]:,}", last[0] / first[0], 1.3, 1.05, least=False)
    return 0 if kept & told(16, f"record, 10³ to {SIZES[-1]:,}", last[2] / first[2], 2.5, 1.6, least=False) else 1


if __name__ == "__main__":
    sys.exit(main())
