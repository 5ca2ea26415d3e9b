"""`empower findings …` as it is typed: what is shown, what a script gets, who may answer, and what is said to a slip."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest

from empower.cli import wiring
from empower.policyfile.said.zone import read_instant
from tests.cli.conftest import Run

NOISE = ("failure=noise", "severity=minor", "customer=C-1", "bill=480")
HOUR = 3_600_000_000


@pytest.fixture
def house(night: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A house with a book in which a refund was given twice, on an evening in May."""
    start = read_instant("2026-05-01T22:15:00+01:00")
    assert isinstance(start, int)
    moments = iter(range(start, start + 1000 * HOUR, HOUR // 10))
    monkeypatch.setattr(wiring, "clock", lambda: next(moments))
    assert run("init", "--as", "ines").code == 0
    assert run("record", "refund", "40", *NOISE, "--as", "ana").code == 0
    assert run("record", "refund", "30", "incident=INC-2", "--as", "ana").code == 0
    return night


def test_what_waits_is_listed_shown_and_answered(house: Path, run: Run) -> None:
    listed = run("findings", "--json")
    assert (listed.code, listed.json["schema"]) == (0, "empower/findings-list/1")
    [one] = listed.json["findings"]
    assert (one["kind"], one["state"], one["entries"], one["people"]) == ("twice", "open", [3, 4], ["ana"])
    shown = run("findings", "show", one["id"], "--json").json
    assert shown["schema"] == "empower/findings-show/1"
    assert [(row["entry"], row["gestures"][0]["amount"]) for row in shown["rows"]] == [(3, "40.00"), (4, "30.00")]
    text = run("findings", "show", one["id"]).out
    assert "3: ana gave refund 40.00 EUR, incident INC-2" in text
    assert "may be: " in text
    assert f"explained: `empower findings explain {one['id']} --because … --as ines`" in text
    assert f"it is so: `empower findings confirm {one['id']} --because … --as ines`" in text
    said = run("findings", "explain", one["id"], "--because", "two nights", "--as", "ines", "--json").json
    assert said == {
        "schema": "empower/findings-explain/1",
        "finding": one["id"],
        "state": "explained",
        "entry": 5,
        "entries": [3, 4],
    }
    assert run("findings").out == "nothing to ask about\n"
    confirmed = run("findings", "confirm", one["id"], "--because", "one night after all", "--as", "ines", "--json").json
    assert (confirmed["schema"], confirmed["entry"]) == ("empower/findings-confirm/1", 6)
    [told] = run("findings", "list", "--state", "confirmed", "--json").json["findings"]
    assert [(one["state"], one["person"], one["because"]) for one in told["answers"]] == [
        ("explained", "ines", "two nights"),
        ("confirmed", "ines", "one night after all"),
    ]
    assert run("ledger", "verify", "--rebuild").code == 0


def test_nobody_is_named_to_answer_what_is_about_them(house: Path, run: Run) -> None:
    """Only the owner may answer, and the owner gave the second of these."""
    more = ("failure=noise", "severity=minor", "customer=C-9", "bill=480")
    assert run("record", "refund", "20", *more, "--as", "ines").code == 0
    assert run("record", "refund", "10", "incident=INC-5", "--as", "ines").code == 0
    theirs = next(one for one in run("findings", "--json").json["findings"] if "ines" in one["people"])
    text = run("findings", "show", theirs["id"]).out
    assert f"explained: `empower findings explain {theirs['id']} --because …`" in text
    assert run("findings", "explain", theirs["id"], "--because", "two nights", "--as", "ines").code == 4


@pytest.mark.parametrize(
    ("days", "count"),
    [
        (("--from", "2026-05-01"), 1),
        (("--from", "2026-05-03"), 0),
        (("--until", "2026-05-01"), 0),
        (("--until", "2026-05-03"), 1),
        (("--kind", "twice"), 1),
        (("--kind", "word"), 0),
        (("--state", "explained"), 0),
        (("--state", "open"), 1),
        (("--state", "all"), 1),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else str(value),
)
def test_others_are_chosen(house: Path, run: Run, days: tuple[str, ...], count: int) -> None:
    assert len(run("findings", *days, "--json").json["findings"]) == count


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (("--kind", "twise"), 2, "did you mean `twice`?"),
        (("--state", "done"), 2, "`done` is not a state of findings"),
        (("--from", "May"), 2, "`May` is no date"),
        (("show", "twice-1"), 2, "there is no finding `twice-1`"),
        (("show", "'; DROP TABLE entry; --"), 2, "there is no finding"),
        (("shwo", "twice-1"), 2, ""),
        (("explain", "twice-1", "--as", "ines"), 2, "--because"),
        (("explain", "twice-1", "--because", " ", "--as", "ines"), 2, "says nothing"),
        (("explain", "twice-1", "--because", "x", "--as", "ana"), 4, "may not say what there is to a finding"),
        (("explain", "twice-1", "--because", "x", "--as", "ines"), 2, "there is no finding `twice-1`"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_what_cannot_be_is_said_plainly(house: Path, run: Run, words: tuple[str, ...], code: int, says: str) -> None:
    ran = run("findings", *words)
    assert ran.code == code
    assert says in ran.err
    assert "Traceback" not in ran.err
    assert run("ledger", "verify", "--rebuild").code == 0


def test_entries_that_were_changed_by_hand_are_told_and_passed_by(house: Path, run: Run) -> None:
    file = sqlite3.connect(house / "book.db")
    for (name,) in file.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        file.execute(f"DROP TRIGGER {name}")
    payload = json.loads(file.execute("SELECT payload FROM entry WHERE seq = 4").fetchone()[0])
    del payload["parts"]
    file.execute("UPDATE entry SET payload = ? WHERE seq = 4", (json.dumps(payload).encode(),))
    file.commit()
    file.close()
    ran = run("findings")
    assert (ran.code, ran.out) == (0, "nothing to ask about\n")
    assert "note: 1 entry was not as written and could not be looked at: entry 4" in ran.err


def test_a_report_tells_questions_of_its_days_apart(house: Path, run: Run) -> None:
    for period, here in (("2026-05", 1), ("2026-06", 0)):
        days = {"2026-05": ("2026-05-01", "2026-06-01"), "2026-06": ("2026-06-01", "2026-07-01")}[period]
        listed = run("findings", "--from", days[0], "--until", days[1], "--json").json["findings"]
        [found] = run("report", period, "--findings", "--json").json["standing"]["findings"]
        assert (found["kind"], found["count"], found["of_these_days"]) == ("twice", 1, here)
        assert len(listed) == here
    [whole] = run("report", "--findings", "--json").json["standing"]["findings"]
    assert (whole["count"], whole["of_these_days"]) == (1, None)
    text = run("report", "2026-06", "--findings").out
    assert "What looks odd: none of these days; 1 open question in the whole book" in text
