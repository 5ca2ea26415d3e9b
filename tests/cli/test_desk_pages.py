"""What a person sees of the book: what waits for them, what concerns them, what is left, and what an incident came to."""

from __future__ import annotations

from pathlib import Path

import pytest

from empower.policyfile.said.zone import read_instant
from tests.cli.conftest import Run

HOUR = 3_600_000_000


class Clock:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.at = instant("2026-05-01T22:15:00+01:00")

    def __call__(self) -> int:
        return self.at

    def pass_time(self, hours: float) -> None:
        """Moves it."""
        self.at += int(hours * HOUR)


def instant(text: str) -> int:
    found = read_instant(text)
    assert isinstance(found, int)
    return found


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """The clock of every command."""
    clock = Clock()
    monkeypatch.setattr("empower.cli.wiring.clock", clock)
    return clock


@pytest.fixture
def house(night: Path, run: Run, clock: Clock) -> Path:
    """A house with an incident, a refund that was given, and one that waits."""
    assert run("init", "--as", "ines").code == 0
    opened = ("INC-7", "failure=noise", "severity=minor", "customer=C-88", "bill=480")
    assert run("incident", "open", *opened, "--as", "ana").code == 0
    clock.pass_time(0.5)
    assert run("record", "refund", "60", "incident=INC-7", "--as", "ana").code == 0
    asked = run("record", "refund", "100", "incident=INC-7", "--as", "ana", "--note", "second night in a row")
    assert asked.code == 3
    clock.pass_time(0.5)
    return night


def test_an_approver_sees_who_asks_for_whom_why_and_what_it_does(house: Path, run: Run) -> None:
    shown = run("inbox", "--as", "rui").out
    for line in (
        "REQUEST 4 — Ana Reis (Any employee) asks for refund 100.00 EUR",
        "for: incident INC-7",
        "for: customer C-88",
        "facts: failure: noise",
        "note: “second night in a row”",
        "limits: minor-noise: 150.00 per incident, 90.00 left now, 10.00 too little",
        "limits: property-month: 60000.00 for property lisbon a month, 59940.00 left now, 59840.00 after",
        "waits: until 2026-05-02 22:45 (in 23 hours)",
        "waits: for supervisor",
        "answer: yes: `empower approve 4`",
        "answer: no: `empower decline 4 --because …`",
    ):
        assert line in shown.splitlines()
    assert "why: `minor-noise` allows 150.00 per incident: 60.00 spent, 90.00 left, this asks 100.00" in shown
    assert "instead: refund 90.00" in shown
    assert run("inbox", "4", "--as", "rui").out == shown
    one = run("inbox", "--as", "rui", "--json").json["requests"][0]
    assert (one["facts"]["failure"], one["facts"]["bill"], one["note"]) == ("noise", "480.00", "second night in a row")
    noise = next(limit for limit in one["limits"] if limit["id"] == "minor-noise")
    assert (noise["spent"], noise["held"], noise["left"]) == ("60.00", "0.00", "90.00")


def test_what_is_not_theirs_to_answer_is_in_nobodys_inbox(house: Path, run: Run) -> None:
    assert run("inbox", "--as", "ana").out == "nothing waits for you\n"
    everything = run("inbox", "--all", "--as", "ana")
    assert "REQUEST 4" in everything.out
    assert "empower approve" not in everything.out
    assert run("inbox", "--all", "--as", "ana", "--json").json["requests"][0]["yours"] is False


def test_what_nobody_answered_in_time_is_not_shown(house: Path, run: Run, clock: Clock) -> None:
    clock.pass_time(24)
    assert run("inbox", "--all", "--as", "rui").out == "nothing waits for an answer\n"
    late = run("inbox", "4", "--as", "rui")
    assert (late.code, "no request 4 waits" in late.err) == (2, True)
    assert "4: refund 100.00 EUR, incident INC-7, declined: nobody answered in time" in run("mine", "--as", "ana").out


def test_the_most_urgent_is_first(house: Path, run: Run, clock: Clock) -> None:
    clock.pass_time(1)
    words = ("refund", "170", "failure=noise", "severity=minor", "customer=C-9", "bill=400")
    assert run("record", *words, "--with", "guest_statement", "--as", "ana").code == 3
    found = run("inbox", "--all", "--as", "rui", "--json").json["requests"]
    assert len(found) == 2
    assert found[0]["request"] == 4
    assert found[0]["expires_at"] < found[1]["expires_at"]


def test_mine_has_what_was_given_asked_and_left(house: Path, run: Run) -> None:
    shown = run("mine", "--as", "ana").out.splitlines()
    assert "asked: 4: refund 100.00 EUR, incident INC-7, waits" in shown
    assert "given: 3: refund 60.00 EUR, incident INC-7, 2026-05-01 22:45" in shown
    assert "left: two-thousand (employee ana, a month): 7940.00 left of 8000.00" in shown
    found = run("mine", "--as", "ana", "--json").json
    assert found["requests"] == [
        {
            "request": 4,
            "state": "open",
            "gestures": [{"remedy": "refund", "amount": "100.00", "quantity": None}],
            "incident": "INC-7",
            "at": "2026-05-01T21:45:00Z",
            "expires_at": "2026-05-02T21:45:00Z",
        }
    ]
    assert found["given"][0]["at"] == "2026-05-01T21:45:00Z"


def test_mine_since_a_day_has_the_whole_of_it(house: Path, run: Run, clock: Clock) -> None:
    clock.at = instant("2026-05-03T04:10:00+01:00")  # the hotel's day begins at four
    give = ("refund", "failure=noise", "severity=minor", "bill=400")
    assert run("record", *give[:1], "5", *give[1:], "customer=C-5", "--as", "ana").code == 0
    clock.at = instant("2026-05-03T15:00:00+01:00")
    since = run("mine", "--since", "2026-05-03", "--as", "ana", "--json").json
    assert [one["at"] for one in since["given"]] == ["2026-05-03T03:10:00Z"]
    assert run("mine", "--since", "2026-05-04", "--as", "ana", "--json").json["given"] == []
    assert since["since"] == "2026-05-03T03:00:00Z"
    wrong = run("mine", "--since", "yesterday", "--as", "ana")
    assert wrong.code == 2
    assert "empower mine --since yesterday" in wrong.err


@pytest.mark.parametrize(
    ("day", "begins"),
    [
        ("2026-03-29", "2026-03-29T03:00:00Z"),
        ("2026-10-25", "2026-10-25T04:00:00Z"),
        ("2026-10-24", "2026-10-24T03:00:00Z"),
    ],
)
def test_a_day_on_which_clocks_change_is_whole(day: str, begins: str, house: Path, run: Run) -> None:
    assert run("mine", "--since", day, "--as", "ana", "--json").json["since"] == begins


def test_delegations_are_shown_to_both(house: Path, run: Run) -> None:
    days = ("--from", "2026-05-02", "--until", "2026-05-09")
    assert run("delegate", "rui", *days, "--as", "eva").code == 0
    assert run("mine", "--as", "eva", "--json").json["delegated"] == [
        {"number": 5, "to": "rui", "first_day": "2026-05-02", "until": "2026-05-09"}
    ]
    assert "I speak for: eva, from 2026-05-02 until 2026-05-09 (5)" in run("mine", "--as", "rui").out


def test_a_budget_says_what_is_used_held_and_left(house: Path, run: Run) -> None:
    found = run("budget", "property-month", "--json").json["budgets"]
    assert [(one["spent"], one["held"], one["left"], one["near"]) for one in found] == [
        ("60.00", "100.00", "59840.00", False)
    ]
    assert "█" not in run("budget").out  # no bar where nobody looks
    wrong = run("budget", "property-mont")
    assert (wrong.code, "did you mean `property-month`?" in wrong.err) == (2, True)


def test_a_budget_whose_warning_is_reached_is_marked(house: Path, run: Run) -> None:
    rows = "".join([f"2026-05-01,ana,refund,1000,C-{number}\n" for number in range(48)])
    (house / "past.csv").write_text(f"date,by,remedy,amount,customer\n{rows}", encoding="utf-8")
    assert run("import", "past.csv", "--yes", "--as", "ines").code == 0
    found = run("budget", "property-month", "--json").json["budgets"][0]
    assert (found["spent"], found["near"]) == ("48060.00", True)


def test_an_incident_has_its_whole_story(house: Path, run: Run, clock: Clock) -> None:
    assert run("approve", "4", "--as", "rui").code == 0
    words = ("severity=moderate", "--because", "the whole floor was up", "--as", "rui")
    assert run("incident", "amend", "INC-7", *words).code == 0
    close = ("--satisfied", "partly", "--as", "rui")
    assert run("incident", "close", "INC-7", *close).code == 0
    assert run("incident", "list").out == "no incident is open\n"
    assert "INC-7" in run("incident", "list", "--all").out
    shown = run("incident", "show", "INC-7").out
    assert "opened: by ana, 2026-05-01 22:15" in shown
    assert "done: 3: given: refund 60.00 EUR — ana, 2026-05-01 22:45" in shown
    assert "done: 4: asked for: refund 100.00 EUR — ana" in shown
    assert "facts: severity: moderate" in shown
    assert "clocks: first response after 30 minutes" in shown
    assert "end: satisfied: partly" in shown
    assert run("incident", "reopen", "INC-7", "--because", "again", "--as", "ana").code == 0
    found = run("incident", "show", "INC-7", "--json").json
    assert (found["state"], found["reopened"]) == ("open", 1)
    kinds = [one["kind"] for one in found["entries"]]
    assert kinds[:3] == ["opened", "posting", "hold"]
    assert kinds[-3:] == ["amendment", "closed", "reopened"]


def test_a_clock_that_ran_out_is_first_and_said(house: Path, run: Run, clock: Clock) -> None:
    later = ("failure=conduct", "severity=minor", "customer=C-2", "bill=80", "--as", "ana")
    assert run("incident", "open", "INC-9", *later).code == 0
    clock.pass_time(48)
    found = run("incident", "list").out.splitlines()
    assert found[1].startswith("INC-9")
    assert "overdue" in found[1]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("open", "INC-7", "failure=noise", "severity=minor"), "incident-there"),
        (("amend", "INC-7", "severity=minor", "--because", "x"), "nothing-changes"),
        (("amend", "INC-8", "severity=minor", "--because", "x"), "unknown-incident"),
        (("close", "INC-7", "--satisfied", "maybe"), "unknown-answer"),
        (("close", "INC-7", "--cause", "ghosts"), "unknown-cause"),
        (("reopen", "INC-7", "--because", "x"), "open-incident"),
        (("show", "INC-8"), "unknown-incident"),
    ],
    ids=" ".join,
)
def test_what_stands_in_the_way_has_a_page(words: tuple[str, ...], code: str, house: Path, run: Run) -> None:
    ran = run("incident", *words, *(() if words[0] == "show" else ("--as", "ana")))
    assert ran.code == 2
    assert f": {code}: " in ran.err
    assert (Path(__file__).resolve().parents[2] / "docs" / "problems" / f"{code}.md").is_file()
