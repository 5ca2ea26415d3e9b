"""Rows 17, 19 and 20: a report from the sums that are kept, a whole verification, and a cold report beside those of others.

10⁶ entries (a number after the file's name makes it so many), of three years, by two people in two roles; `--full`: 10⁷.
"""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from shop import Till, begun, folder, house, told

from empower.domain.calendar import date_of
from empower.domain.given import GivenPart
from empower.ledger.verifying.whole import verify
from empower.policyfile.said.page import WordsPage
from empower.services.bring_in.bring import write_past
from empower.services.bring_in.rows import PastGesture
from empower.services.obeying import writing
from empower.services.question import Who
from empower.services.reporting.made import made
from empower.services.reporting.span import span_said
from empower.services.writer import writer_of

NUMBERS = [int(word) for word in sys.argv[1:] if word.isdigit()]
ENTRIES = NUMBERS[0] if NUMBERS else 10_000_000 if "--full" in sys.argv else 1_000_000
COLD = 100_000
FIRST_DAY, DAYS = 739_000, 1_090
BESIDE = Path(sys.executable).parent
BY_SCAN = "SELECT day, json_extract(payload, '$.asker_role'), cost FROM entry WHERE kind = 'import'"


def filled(till: Till, size: int) -> None:
    """Past gestures up to so many entries, each of another amount than the one before."""
    pen = till.pen()
    actor = writer_of(till.house, Who(person="oli"), WordsPage((), "empower"), pen.now)
    for start in range(0, size, 20_000):
        with writing(till.house, till.book, by_login=False) as page:
            for number in range(start, min(start + 20_000, size)):
                cents = 100 + number % 977
                who = ("ana", "clerk") if number % 3 else ("oli", "owner")
                one = PastGesture(
                    line=number,
                    key=str(number),
                    part=GivenPart(remedy="refund", amount=cents, quantity=None, face=cents, cost=cents),
                    person=who[0],
                    role=who[1],
                    at=pen.now,
                    day=FIRST_DAY + number * DAYS // size,
                    hour=12,
                    facts=(("failure", number % 4), ("customer", f"C-0-{number % 50_000}")),
                )
                write_past(till.house, page, actor, one, (), pen, "bench")


def best(of: Callable[[], object], tries: int) -> float:
    """Seconds, the median."""
    took = []
    for _ in range(tries):
        start = time.perf_counter()
        of()
        took.append(time.perf_counter() - start)
    return median(took)


def reports(till: Till, file: Path) -> bool:
    """Row 17, each figure held against a scan of the entries."""
    with till.book.reading() as page:
        found = made(page, span_said(None, None, None), ("role", "month"))
        whole = best(lambda: made(page, span_said(None, None, None)), 20)
        crossed = best(lambda: made(page, span_said(None, None, None), ("role",)), 20)
    start = time.perf_counter()
    scanned: dict[tuple[str, str], int] = {}
    reader = sqlite3.connect(file)
    for day, role, cost in reader.execute(BY_SCAN):
        month = "{:04}-{:02}".format(*date_of(day)[:2])
        scanned[role, month] = scanned.get((role, month), 0) + cost
    scan = time.perf_counter() - start
    reader.close()
    assert {row.key: row.figures.cost for row in found.tables[0].rows} == scanned
    assert sum(scanned.values()) == found.total.cost
    print(
        f"{ENTRIES:,} entries: report by role {crossed * 1e3:.1f} ms, whole report {whole * 1e3:.1f} ms; by scan {scan:.1f} s"
    )
    return told(17, "role × month report, ms", crossed * 1e3, 20, 2, least=False)


def verifying(till: Till, file: Path) -> bool:
    """Row 19: the whole chain, texts and head, beside fetching the same rows."""
    reader = sqlite3.connect(file)

    def fetched() -> int:
        rows = 0
        for table in ("entry", "private"):
            cursor = reader.execute(f"SELECT * FROM {table}")  # noqa: S608  # our own names
            while more := cursor.fetchmany(1000):
                rows += len(more)
        return rows

    fetch = best(fetched, 3)
    with till.book.reading() as page:
        start = time.perf_counter()
        found = verify(page.rows, page.policies)
        took = time.perf_counter() - start
    reader.close()
    assert found.count == 0, found.flaws
    assert found.checkpoint.size > ENTRIES
    print(f"verify {found.checkpoint.size / took:,.0f} entries a second, fetching {found.checkpoint.size / fetch:,.0f}")
    return told(19, "verify, of fetching", fetch / took, 0.25, 0.8)


def cold(place: Path) -> bool:
    """Row 20: the command from nothing, and those of others from their journal of the same entries."""
    book = place / "cold.db"
    journal = place / "cold.beancount"
    run([BESIDE / "empower", "ledger", "list", "--ledger", book, "--format", "beancount", "--output", journal])
    ours = best(lambda: run([BESIDE / "empower", "report", "--by", "role", "--ledger", book]), 5)
    print(f"{COLD:,} entries, cold: empower report {ours:.2f} s")
    holds = True
    query = "SELECT account, year, month, sum(position) GROUP BY account, year, month"
    others: list[tuple[str, list[object]]] = []
    if (BESIDE / "bean-query").exists():
        others.append(("bean-query", [BESIDE / "bean-query", journal, query]))
    if shutil.which("hledger"):
        ledger = place / "cold.journal"
        ledger.write_text(as_hledger(book), encoding="utf-8")
        others.append(("hledger", ["hledger", "-f", ledger, "balance", "--monthly"]))
    for name, words in others:
        theirs = best(lambda words=words: run(words), 1)  # type: ignore[misc]
        print(f"{name}: {theirs:.2f} s")
        holds &= told(20, f"report, × faster than {name}", theirs / ours, 20, 100)
    if not others:
        print("neither bean-query nor hledger is installed here")
    return holds


def as_hledger(book: Path) -> str:
    reader = sqlite3.connect(book)
    lines = []
    for seq, day, person, cost in reader.execute(
        "SELECT seq, day, asker, cost FROM entry WHERE kind = 'import' ORDER BY day"
    ):
        written = "{:04}-{:02}-{:02}".format(*date_of(day))
        lines.append(f"{written} {seq}\n    gestures:{person}  {cost / 100:.2f} EUR\n    house\n\n")
    reader.close()
    return "".join(lines)


def run(words: list[object]) -> None:
    subprocess.run([str(word) for word in words], check=True, stdout=subprocess.DEVNULL)


def main() -> int:
    with folder() as place:
        of = house(place)
        small = begun(str(place / "cold.db"), of)
        filled(small, COLD)
        small.book.close()
        holds = cold(place)
        file = place / "book.db"
        till = begun(str(file), of)
        start = time.perf_counter()
        filled(till, ENTRIES)
        print(f"made in {time.perf_counter() - start:.0f} s")
        holds &= reports(till, file)
        holds &= verifying(till, file)
        till.book.close()
    return 0 if holds else 1


if __name__ == "__main__":
    sys.exit(main())
