"""What the benchmarks of the book share: a small shop, its book in a folder on a real disk, and one gesture after another."""

from __future__ import annotations

import os
import shutil
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from empower.ledger.book import Book
from empower.ledger.create import create
from empower.ledger.opening import open_store
from empower.policyfile.load import read_policy
from empower.policyfile.said.page import WordsPage
from empower.rules.rulebook import Rulebook
from empower.services.adopt import begin
from empower.services.house import House, open_house
from empower.services.pen import Pen
from empower.services.question import Who, question
from empower.services.record import Extra, Recorded, record
from empower.services.writer import writer_of

POLICY = """
empower: 1
policy: bench-shop
currency: EUR
timezone: Europe/Lisbon
facts:
  failure: {one_of: [late, broken, lost, rude]}
  branch: {text: true}
remedies:
  apology: {kind: courtesy}
  voucher: {kind: credit}
  refund: {kind: cash}
roles: {clerk: {reports_to: owner}, owner: {final: true}}
grants:
  - id: clerks
    roles: clerk
    limit:
      - {amount: 1000000000, per: customer, every: 30 days}
      - {amount: 1000000000, per: employee, every: month}
budgets:
  - {id: year, amount: LIMIT, every: year, beyond: deny}
  - {id: branch-month, amount: 1000000000, per: branch, every: month, beyond: deny}
"""
ROSTER = """
people:
  - {id: ana, roles: [clerk], facts: {branch: lisbon}}
  - {id: bea, roles: [clerk], facts: {branch: porto}}
  - {id: oli, roles: [owner]}
"""


def compiled(text: str, name: str) -> Rulebook:
    loaded = read_policy(text.encode(), name)
    assert loaded.rulebook is not None
    return loaded.rulebook


@contextmanager
def folder() -> Iterator[Path]:
    """A folder beside the checkout, so that it lies on a disk and not in memory; gone afterwards."""
    made = Path(tempfile.mkdtemp(prefix=".bench-", dir=Path(__file__).resolve().parents[1]))
    try:
        yield made
    finally:
        shutil.rmtree(made)


def house(place: Path, limit: int = 1_000_000_000) -> House:
    if not (place / "policy.yaml").exists():  # the processes of one benchmark share it
        (place / "roster.yaml").write_text(ROSTER, encoding="utf-8")
        (place / "policy.yaml").write_text(POLICY.replace("LIMIT", str(limit)), encoding="utf-8")
    return open_house(place / "policy.yaml", place / "roster.yaml")


class Till:
    """Somebody who records."""

    def __init__(self, target: str, of: House, seed: int = 0) -> None:
        self.house = of
        self.book = Book(open_store(target), compiled)
        self.book.know(of.rulebook)
        self._salts = seed * 10_000_000
        self._seed = seed

    def pen(self) -> Pen:
        return Pen(now=time.time_ns() // 1000, salt=self._salt)

    def begin(self) -> None:
        pen = self.pen()
        actor = writer_of(self.house, Who(person="oli"), WordsPage((), "empower"), pen.now)
        begin(self.book, self.house, actor, pen, "bench", by_login=False)

    def give(self, number: int, euros: str = "1", person: str = "ana") -> Recorded:
        pen = self.pen()
        words = ("refund", euros, "failure=late", f"customer=C-{self._seed}-{number % 500}")
        asked = question("record", words, now=pen.now, who=Who(person=person))
        return record(self.house, self.book, asked, pen, Extra(again=True, request_id=f"{self._seed}-{number}"))

    def _salt(self) -> bytes:
        self._salts += 1
        return self._salts.to_bytes(16, "big")


def begun(target: str, of: House) -> Till:
    create(target)
    till = Till(target, of)
    till.begin()
    return till


def agrees(target_file: Path) -> int:
    """What the year's counter says is spent, which is what the entries add up to."""
    connection = sqlite3.connect(target_file)
    spent = connection.execute(
        "SELECT SUM(spent) FROM counter WHERE counter = 'cost all per all every year'"
    ).fetchone()
    total = connection.execute("SELECT SUM(cost) FROM entry WHERE kind IN ('posting', 'import')").fetchone()
    connection.close()
    assert (spent[0] or 0) == (total[0] or 0), (spent, total)
    return int(spent[0] or 0)


def flush_of(place: Path) -> float:
    """How many milliseconds the disk takes to say that a page written ahead is kept: the median of 300."""
    took = []
    file = os.open(place / "flushed", os.O_RDWR | os.O_CREAT)
    for number in range(300):
        os.pwrite(file, bytes(4096), number * 4096)
        start = time.perf_counter()
        os.fdatasync(file)
        took.append(time.perf_counter() - start)
    os.close(file)
    return statistics.median(took) * 1000


def told(row: int, what: str, value: float, gate: float, goal: float, *, least: bool = True) -> bool:
    """Prints one line, and says whether the gate holds."""
    holds = value >= gate if least else value <= gate
    sign = ">=" if least else "<="
    print(f"row {row}: {what}: {value:.2f} (gate {sign} {gate}, goal {sign} {goal}) {'ok' if holds else 'NOT REACHED'}")
    return holds
