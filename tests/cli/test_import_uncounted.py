"""An activity that nobody said gives something, and that has money beside it: never left out without a word."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.cli.test_import_log import entries, house, refused
from tests.ledger.logs import LOG, as_csv, as_xes, csv_map, xes_map

__all__ = ["house"]  # the fixture

MISSPELT = LOG.replace("R-2,give refund", "R-2,giv refund").replace("R-4,give refund", "R-4,giv refund")
"""80 and 5 that are lost where it is handling and nothing else; 12.50 and a voucher of 10 that are not."""


def test_it_has_a_line_of_its_own_and_keeps_the_log_out(house: Path, run: Run) -> None:
    err = refused(house, run, as_csv(MISSPELT), csv_map(), code=5)
    assert (
        "bad.csv:8:6: missing-key: 2 events say that `giv refund` was done, with 85.00 EUR in `amount`, "
        "and nothing is counted of it\n"
        "  = help: did you mean `give refund`? if not, say in a map what it gives (`gestures: {giv refund: …}`), "
        "or that it gives nothing (`handling: [giv refund]`)\n"
    ) in err
    assert err.endswith("\n1 problem\n")
    told = run("import", "bad.csv", "--map", "map.yaml", "--dry-run", "--as", "oli")
    assert told.code == 5
    assert "\nhandling and nothing else: `register`, `ask manager` and `call back`\n" in told.out
    line = "not counted: `giv refund`, 2 events with 85.00 EUR in `amount`; did you mean `give refund`?"
    assert line in told.out.splitlines()
    found = run("import", "bad.csv", "--map", "map.yaml", "--yes", "--json", "--as", "oli").json
    assert found["read"]["not_counted"] == [
        {
            "activity": "giv refund",
            "events": 2,
            "unread": 0,
            "said": [{"name": "amount", "of": "amount", "sum": "85.00"}],
        }
    ]
    assert found["written"] == {"incidents": 0, "gestures": 0}


def test_a_map_that_says_it_is_handling_lets_the_log_in(house: Path, run: Run) -> None:
    told = f"handling: giv refund\n{csv_map()}"
    (house / "bad.csv").write_text(as_csv(MISSPELT), encoding="utf-8")
    (house / "map.yaml").write_text(told, encoding="utf-8")
    ran = run("import", "bad.csv", "--map", "map.yaml", "--yes", "--as", "oli")
    assert (ran.code, "not counted" in ran.out) == (0, False), ran
    assert "handling and nothing else: `register`, `ask manager`, `giv refund` and `call back`" in ran.out
    assert entries(house) == 1 + 4 + 2
    err = refused(house, run, as_csv(MISSPELT), told.replace("giv", "gvi", 1))
    assert "unknown-value: there is no activity `gvi refund` in the log" in err


def test_without_a_map_it_is_the_same(house: Path, run: Run) -> None:
    text = as_csv(MISSPELT.replace("giv refund", "refnd"))
    err = refused(house, run, text, code=5)
    assert "bad.csv:8:6: missing-key: 2 events say that `refnd` was done, with 85.00 EUR in `amount`" in err
    assert "did you mean `refund`? if not, say in a map" in err


def test_a_log_in_xes_is_no_other(house: Path, run: Run) -> None:
    err = refused(house, run, as_xes(MISSPELT), xes_map(), code=5)
    assert "missing-key: 2 events say that `giv refund` was done, with 85.00 EUR in `amount`" in err


@pytest.mark.parametrize("figure", ["0", "0.00", "-", "n/k"])
def test_what_is_no_figure_is_nothing_lost(figure: str, house: Path, run: Run) -> None:
    text = as_csv(LOG.replace("max,manager,,C-2", f"max,manager,{figure},C-2"))
    (house / "bad.csv").write_text(text, encoding="utf-8")
    ran = run("import", "bad.csv", "--map", "csv.yaml", "--dry-run", "--as", "oli")
    assert (ran.code, "not counted" in ran.out) == (0, False), ran


def test_a_figure_that_cannot_be_read_is_one_all_the_same(house: Path, run: Run) -> None:
    text = as_csv(LOG.replace("max,manager,,C-2", "max,manager,2O,C-2"))
    err = refused(house, run, text, csv_map(), code=5)
    assert "bad.csv:7:6: missing-key: 1 event says that `ask manager` was done" in err
    assert "did you mean" not in err
    told = run("import", "bad.csv", "--map", "map.yaml", "--dry-run", "--as", "oli").out
    line = "not counted: `ask manager`, 1 event with 0.00 EUR in `amount`, and 1 figure that cannot be added up"
    assert line in told.splitlines()


def test_what_only_began_and_what_is_said_of_the_whole_case_is_nothing_lost(house: Path, run: Run) -> None:
    begun = (
        as_csv(MISSPELT).replace("cause\n", "cause,lifecycle\n", 1).replace("C-2,broken,,\n", "C-2,broken,,,start\n")
    )
    begun = begun.replace("C-3,rude,,\n", "C-3,rude,,,start\n")
    lines = begun.splitlines()
    padded = [line if line.count(",") == lines[0].count(",") else f"{line}," for line in lines]
    columns = csv_map().replace("  case:", "  lifecycle: lifecycle\n  case:").replace(", give voucher: voucher", "")
    (house / "bad.csv").write_text("\n".join(padded), encoding="utf-8")
    (house / "map.yaml").write_text(columns, encoding="utf-8")
    ran = run("import", "bad.csv", "--map", "map.yaml", "--dry-run", "--as", "oli")
    assert (ran.code, "not counted" in ran.out) == (0, False), ran
    of_case = as_csv().replace("amount", "case:amount", 1)
    (house / "bad.csv").write_text(of_case.replace("ana,clerk,,C-1", "ana,clerk,12.50,C-1"), encoding="utf-8")
    (house / "map.yaml").write_text(csv_map().replace("amount: amount", 'amount: "case:amount"'), encoding="utf-8")
    ran = run("import", "bad.csv", "--map", "map.yaml", "--dry-run", "--as", "oli")
    assert (ran.code, "not counted" in ran.out) == (0, False), ran
