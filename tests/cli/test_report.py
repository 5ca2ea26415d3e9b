"""`empower report` in each of its forms: what it says of a night at the hotel, and what cannot be asked."""

from __future__ import annotations

import csv
import io
from html import escape
from pathlib import Path

import pytest

from empower.cli import wiring
from tests.cli.conftest import Run
from tests.ledger.shop_house import HOUR, instant

NOISE = ("failure=noise", "severity=minor", "bill=480")
FORMULA = "=1+1"


@pytest.fixture
def house(night: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A hotel where one refund was given, one waits, one was refused, and past ones were brought in, one of no known cost."""
    now = instant("2026-05-01T22:15:00+01:00")

    def clock() -> int:
        nonlocal now
        now += HOUR // 4
        return now

    monkeypatch.setattr(wiring, "clock", clock)
    assert run("init", "--as", "ines").code == 0
    assert run("record", "refund", "60", *NOISE, "customer=C-1", "--as", "ana").code == 0
    assert run("record", "refund", "200", *NOISE, "customer=C-2", "--as", "ana").code == 3
    assert run("record", "gift_card", "20", "failure=billing", *NOISE[1:], "customer=C-3", "--as", "ana").code == 4
    rows = "2026-03-01,ana,refund,10,C-8,40\n2026-04-02,rui,cookies,,C-9,?\n"
    (night / "past.csv").write_text(f"date,by,remedy,amount,customer,cost\n{rows}", encoding="utf-8")
    heads = "{on: date, by: by, remedy: remedy, amount: amount, customer: customer, cost: cost}"
    columns = f"columns: {heads}\nunknown_cost: ['?']\n"
    (night / "columns.yaml").write_text(columns, encoding="utf-8")
    brought = run("import", "past.csv", "--map", "columns.yaml", "--yes", "--as", "ines")
    assert brought.code == 0, brought.err
    return night


def test_it_says_what_was_given_and_what_it_leaves_out(house: Path, run: Run) -> None:
    shown = run("report")
    assert (shown.code, shown.err) == (0, "")
    lines = shown.out.splitlines()
    assert lines[0] == "A small hotel at night: everything in the book"
    assert (
        "What was given, and by whom: 100.00 EUR; 3 gestures; 3 asked for; the cost of 1 is not known; ana: 100.00; rui: 0.00"
        in lines
    )
    assert "The cost of 1 gesture is not known: counted, and in no amount." in lines
    assert "2 gestures (40.00 EUR) were brought in: given, and not decided here." in lines
    assert "1 gesture was refused: asked, and in no amount." in lines
    assert "1 gesture asked of somebody above was not given, or not yet." in lines
    assert "█" not in shown.out


def test_a_script_gets_every_figure(house: Path, run: Run) -> None:
    found = run("report", "--json").json
    assert found["schema"] == "empower/report/1"
    assert found["total"] == {
        "asked": 3,
        "given": 3,
        "undone": 0,
        "unknown": 1,
        "cost": "100.00",
        "owed": "0.00",
        "goodwill": "100.00",
        "undone_cost": "0.00",
    }
    assert [one["month"] for one in found["months"]] == ["2026-03", "2026-04", "2026-05"]
    assert [one["cost"] for one in found["months"]] == ["40.00", "0.00", "60.00"]
    outcomes = {one["outcome"]: (one["asked"], one["given"], one["cost"]) for one in found["outcomes"]}
    assert outcomes == {
        "approve": (1, 1, "60.00"),
        "escalate": (1, 0, "0.00"),
        "deny": (1, 0, "0.00"),
        "imported": (0, 2, "40.00"),
    }
    (waits,) = found["standing"]["waiting"]["requests"]
    assert (waits["asker"], waits["cost"], waits["waits_for"]) == ("ana", "200.00", ["supervisor"])
    assert found["standing"]["findings"] is None
    assert isinstance(run("report", "--findings", "--json").json["standing"]["findings"], list)


def test_it_goes_by_facts_and_crosses_them(house: Path, run: Run) -> None:
    (table,) = run("report", "--by", "failure", "--json").json["tables"]
    assert [(row["key"], row["asked"], row["cost"]) for row in table["rows"]] == [
        ({"failure": "noise"}, 2, "60.00"),
        ({"failure": "billing"}, 1, "0.00"),
        ({"failure": None}, 0, "40.00"),
    ]
    (table,) = run("report", "2026-05", "--by", "failure", "--by", "person", "--json").json["tables"]
    assert [(row["key"], row["cost"]) for row in table["rows"]] == [
        ({"failure": "noise", "person": "ana"}, "60.00"),
        ({"failure": "billing", "person": "ana"}, "0.00"),
    ]


def test_a_sheet_has_names_and_numbers(house: Path, run: Run) -> None:
    rows = list(csv.DictReader(io.StringIO(run("report", "--by", "property", "--csv").out)))
    assert [(row["property"], row["cost"], row["currency"]) for row in rows] == [("lisbon", "100.00", "EUR")]


def test_the_same_book_makes_the_same_bytes_and_nothing_else_is_written_over(house: Path, run: Run) -> None:
    assert run("report", "--html", "one.html").out == "made one.html\n"
    assert run("report", "--html", "two.html").code == 0
    page = (house / "one.html").read_bytes()
    assert page == (house / "two.html").read_bytes()
    assert b"100.00 EUR" in page
    refused = run("report", "2026-04", "--html", "one.html")
    assert (refused.code, "already-there" in refused.err) == (2, True)
    assert (house / "one.html").read_bytes() == page
    assert run("report", "2026-04", "--html", "one.html", "--force").code == 0
    assert (house / "one.html").read_bytes() != page
    kept = (house / "empower.yaml").read_bytes()
    assert run("report", "--html", "empower.yaml", "--force").code == 2
    assert (house / "empower.yaml").read_bytes() == kept


def test_what_is_recorded_later_is_not_known_yet(house: Path, run: Run) -> None:
    given = next(one for one in run("incident", "show", "INC-2", "--json").json["entries"] if one["kind"] == "posting")
    before = run("report", "--known-at", given["at"], "--json").json
    assert (before["total"]["asked"], before["total"]["cost"]) == (1, "60.00")
    assert before["known_at"] == before["head"]["at"] == given["at"]
    assert (before["as_of"], before["head"]["entry"]) == (None, given["entry"])
    march = run("report", "--as-of", "2026-03-31", "--json").json
    assert (march["total"]["given"], march["total"]["cost"]) == (1, "40.00")
    assert march["as_of"] == "2026-03-31"
    last, plain = run("ledger", "list", "--json").json["entries"][0], run("report", "--json").json
    assert plain["as_of"] is None
    assert (march["head"]["entry"], march["head"]["at"]) == (last["entry"], plain["head"]["at"])
    text = run("report", "--as-of", "2026-03-31").out
    assert text.count("as of") == 1
    assert "everything in the book, as of 2026-03-31\n" in text
    assert f", entry {last['entry']}\n" in text
    assert "\nthe book of 2026-05-0" in text
    assert run("report", "--as-of", "2026-03-31", "--html", "march.html").code == 0
    page = (house / "march.html").read_text(encoding="utf-8")
    assert page.lower().count("as of") == 2  # in the title, once for the window and once for the page
    assert "<p>the book of 2026-05-0" in page


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("2025-12",), "the book begins on 2026-03-01; nothing stands in these days"),
        (("2027",), "the book's last entry is of 2026-05-01; nothing stands in these days"),
        (("--from", "2026-04-05", "--until", "2026-04-09"), "nothing was asked or given in these days"),
        (("2026-05",), None),
        ((), None),
    ],
    ids=str,
)
def test_days_in_which_nothing_stands_are_said_to_be_so(
    words: tuple[str, ...], told: str | None, house: Path, run: Run
) -> None:
    assert run("report", *words, "--json").json["nothing_stands"] == told
    above = run("report", *words).out.split("\n\n", maxsplit=1)[0].splitlines()
    assert above[3:] == ([] if told is None else [told])
    assert run("report", *words, "--html", "page.html").code == 0
    page = (house / "page.html").read_text(encoding="utf-8")
    assert f"<p>{escape(told)}</p>" in page if told else "in these days</p>" not in page


@pytest.mark.parametrize("written", [FORMULA, "<script>alert(1)</script>"])
def test_what_somebody_wrote_is_text(written: str, night: Path, run: Run) -> None:
    for file, before in (("roster.yaml", "property: lisbon"), ("policy.yaml", "title: Any employee")):
        text = (night / file).read_text(encoding="utf-8")
        assert before in text
        (night / file).write_text(text.replace(before, f"{before.split(':')[0]}: '{written}'"), encoding="utf-8")
    assert run("init", "--as", "ines").code == 0
    assert run("record", "refund", "5", *NOISE, "customer=C-4", "--as", "ana").code == 0
    (row,) = csv.DictReader(io.StringIO(run("report", "--by", "property", "--csv").out))
    assert row["property"] == (f"'{written}" if written == FORMULA else written)
    assert run("report", "--by", "property", "--by", "role", "--html", "page.html").code == 0
    page = (night / "page.html").read_text(encoding="utf-8")
    assert "<script" not in page
    assert escape(written) in page


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("april",), "unknown-period", "say a month, a quarter or a year"),
        (("2026-13",), "unknown-period", "`2026-13` is no period"),
        (("2026-05", "--from", "2026-05-01"), "usage", "say two things"),
        (("--from", "1st"), "not-a-date", "say `--from 2026-04-30`"),
        (("--from", "2026-05-02", "--until", "2026-05-02"), "no-days", "no day between"),
        (("2026-05", "--as-of", "2026-04-01"), "no-days", "begins after the day of `--as-of`"),
        (("--known-at", "2020-01-01"), "no-days", "nothing was in the book yet"),
        (("--known-at", "2026-05-01T10:00"), "no-offset", "does not say how far from UTC"),
        (("--by", "failur"), "unknown-fact", "did you mean `failure`?"),
        (("--by", "role", "--by", "role"), "usage", "is said twice"),
        (("--by", "role", "--by", "month", "--by", "person"), "usage", "cannot be crossed"),
        (("--csv", "--json"), "usage", "two forms of one answer"),
        (("--force",), "usage", "is for `--html`"),
    ],
    ids=str,
)
def test_what_cannot_be_asked_is_told(words: tuple[str, ...], code: str, told: str, house: Path, run: Run) -> None:
    ran = run("report", *words)
    assert ran.code == 2
    assert f"{code}: " in ran.err
    assert told in ran.err
    assert "Traceback" not in ran.err


def test_a_book_with_nothing_in_it_has_a_report(night: Path, run: Run) -> None:
    assert run("init", "--as", "ines").code == 0
    shown = run("report")
    assert shown.code == 0
    assert "0.00 EUR; 0 gestures" in shown.out
    assert run("report", "--html", "page.html").code == 0


def test_customers_are_not_shown(house: Path, run: Run) -> None:
    ran = run("report", "--by", "customer")
    assert (ran.code, "customers are not shown in reports" in ran.err) == (2, True)
    assert "`empower ledger list customer=ID`" in ran.err


def test_a_page_in_a_folder_that_is_not_there(house: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is said before anything is added up."""

    def never(*_: object, **__: object) -> None:
        raise AssertionError

    monkeypatch.setattr("empower.services.reporting.made.reported", never)
    ran = run("report", "--html", "nodir/april.html")
    told = f"there is no folder `{house / 'nodir'}`, so `nodir/april.html` cannot be made"
    assert (ran.code, told in ran.err) == (2, True), ran.err


def test_months_that_are_closed(house: Path, run: Run) -> None:
    assert run("period", "list").out == "no month is closed yet\n"
    assert run("period", "list", "--json").json["closed_before"] is None
    assert run("period", "close", "2026-03", "--soft", "--as", "ines").code == 0
    assert run("period", "list").out.startswith("2026-03  closed softly  ")
    shown = run("period", "close", "2026-03", "--yes", "--as", "ines").out
    assert shown.splitlines()[-1].endswith("keep a checkpoint elsewhere: empower ledger verify --checkpoint FILE")
    assert run("period", "close", "2026-04", "--soft", "--as", "ines").code == 0
    kept = run("period", "close", "2026-04", "--yes", "--as", "ines", "--checkpoint", "april.checkpoint").out
    assert "ledger verify" not in kept
    first, *rest = run("period", "list").out.splitlines()
    assert first == "everything before 2026-05 is closed"
    assert [line.split()[0] for line in rest] == ["2026-03", "2026-04"]
    assert run("period", "list", "--json").json["closed_before"] == "2026-05"
