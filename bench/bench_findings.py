"""How many planted cases of each kind of finding are found, and what else is: precision and recall on a generated year.

`python bench/bench_findings.py [--seed N] [--book BOOK --planted FILE]`: makes the year of `examples/three-houses` (or takes
a book that was made before, with the list of what was planted in it), reads it once, and prints for each kind:

- recall: of the groups that are planted and meant, how many lie wholly in findings of the kind (what a request became lies
  there with the request);
- precision: of the findings of the kind, how many touch such a group. What is left are planted look-alikes, named, and
  what came about by chance in ordinary traffic, which is counted, and listed with `--others`;
- every group that was missed, with its rows.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from shop import compiled, folder

from empower.domain.calendar import written_instant
from empower.domain.finding import FINDING_KINDS, Finding
from empower.ledger.book import Book, Page
from empower.ledger.opening import open_store
from empower.services.findings.look import look

YEAR = Path(__file__).resolve().parents[1] / "examples" / "three-houses" / "year.py"

Group = dict[str, Any]


def made(place: Path, seed: str) -> tuple[str, Path]:
    """A new year, and what is planted in it."""
    book, planted = place / "year.db", place / "planted.json"
    command = [sys.executable, str(YEAR), str(book), "--planted", str(planted), *(["--seed", seed] if seed else [])]
    subprocess.run(command, check=True)
    return str(book), planted


def row_words(page: Page, seq: int) -> str:
    """An entry, as far as it shows why it was missed."""
    entry = page.entry(seq)
    assert entry is not None
    data = entry.data
    parts = ", ".join([f"{part['remedy']} {part['face']} (cost {part['cost']})" for part in data.get("parts") or []])
    who = f"{data.get('asker') or ''}/{data['by']['id']}@{data['by']['login']}"
    return f"    {seq}: {entry.kind} {parts} {who} {data.get('incident') or ''} {written_instant(entry.at)}"


def covered(page: Page, one: Finding) -> set[int]:
    """The rows that a finding points at, with what became of the requests among them."""
    became = [row["seq"] for seq in one.rows for row in page.rows.find("entries that refer to", seq)]
    return {*one.rows, *[seq for seq in became if isinstance(seq, int)]}


def told(page: Page, kind: str, found: list[Finding], groups: list[Group], *, others: bool) -> tuple[int, int]:
    """Prints one kind; how many of the groups that are meant were found, and how many there are."""
    meant = [group for group in groups if group["fault"]]
    alike = [group for group in groups if not group["fault"]]
    shown = [(one, covered(page, one)) for one in found]
    every = {row for _, rows in shown for row in rows}
    missed = [group for group in meant if not set(group["rows"]) <= every]
    right = [one for one, rows in shown if any(rows & set(group["rows"]) for group in meant)]
    taken = [group for group in alike if any(set(group["rows"]) <= rows for one, rows in shown if one not in right)]
    looks = {row for group in taken for row in group["rows"]}
    by_chance = [one for one, rows in shown if one not in right and not rows & looks]
    hits = len(meant) - len(missed)
    recall = f"{hits}/{len(meant)}"
    precision = f"{len(right)}/{len(found)}"
    print(f"{kind:14} {recall:>8} {precision:>10} {len(taken):>4}/{len(alike):<4} {len(by_chance):>9}")
    for group in missed:
        print(f"  {'found in part' if set(group['rows']) & every else 'missed'}: {group['note']}")
        print("\n".join([f"{row_words(page, row)}{' (found)' if row in every else ''}" for row in group["rows"]]))
    for group in taken:
        print(f"  asked about, though honest: {group['note']} {group['rows']}")
    for one in by_chance if others else ():
        print(f"  by chance: {one.id} {', '.join(one.people)} {dict(one.figures)}")
        print("\n".join([row_words(page, row) for row in one.rows[:6]]))
    return hits, len(meant)


def main() -> None:
    said = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    said.add_argument("--seed", default="", help="of the year that is made")
    said.add_argument("--book", help="a year that was made before")
    said.add_argument("--planted", help="what is planted in it")
    said.add_argument("--others", action="store_true", help="list what came about by chance too")
    words = said.parse_args()
    with folder() as place:
        target, file = (words.book, Path(words.planted)) if words.book else made(place, words.seed)
        planted: dict[str, list[Group]] = json.loads(file.read_text(encoding="utf-8"))
        book = Book(open_store(target), compiled)
        with book.reading() as page:
            start = time.perf_counter()
            looked = look(page, page.head.at)
            took = time.perf_counter() - start
            assert looked.unread == ()
            print(f"{page.head.size} entries read in {took:.1f} s, {page.head.size / took:,.0f} a second")
            print(f"{'kind':14} {'recall':>8} {'precision':>10} {'look-alikes':>9} {'by chance':>9}")
            hits = total = 0
            for kind in FINDING_KINDS:
                found = [one for one in looked.findings if one.kind == kind]
                hit, of = told(page, kind, found, planted.get(kind, []), others=words.others)
                hits, total = hits + hit, total + of
            print(f"in all {hits} of {total} planted cases were found")
        book.close()


if __name__ == "__main__":
    main()
