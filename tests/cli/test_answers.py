"""Answers to requests, and what is undone, delegated or done afterwards: through the real command line, on both engines."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from empower.ledger.create import create
from tests.cli.conftest import Run
from tests.cli.test_terminal import Terminal
from tests.servers import NoPostgresError, fresh_database, server

NIGHT = Path(__file__).resolve().parents[2] / "examples" / "night-shift"
NOISE = ("failure=noise", "severity=minor", "customer=C-1", "bill=480")


@pytest.fixture
def pg_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A fresh, empty database on a real server. In CI a missing one is a failure."""
    shared = tmp_path_factory.getbasetemp()
    if os.environ.get("PYTEST_XDIST_WORKER"):
        shared = shared.parent
    try:
        with server(shared) as url, fresh_database(url) as fresh:
            yield fresh
    except NoPostgresError as none:
        if os.environ.get("CI"):
            pytest.fail(str(none))
        pytest.skip(str(none))


@pytest.fixture(params=["sqlite", "postgresql"])
def house(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run) -> Path:
    """A house with an empty book, where commands are run."""
    target = "book.db"
    if request.param == "postgresql":
        target = request.getfixturevalue("pg_url").replace("postgresql://", "postgresql+psycopg://", 1)
    return begun(tmp_path, monkeypatch, run, target)


@pytest.fixture
def filed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run) -> Path:
    """The same with its book in a file."""
    return begun(tmp_path, monkeypatch, run, "book.db")


def begun(folder: Path, monkeypatch: pytest.MonkeyPatch, run: Run, target: str) -> Path:
    for file in NIGHT.glob("*.yaml"):
        shutil.copy(file, folder)
    monkeypatch.chdir(folder)
    made = run("init", "--as", "ines", "--ledger", target)
    assert made.code == 0, made.err
    return folder


def test_an_empty_book_on_a_server_is_begun(
    pg_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run
) -> None:
    target = pg_url.replace("postgresql://", "postgresql+psycopg://", 1)
    create(target)
    begun(tmp_path, monkeypatch, run, target)
    again = run("init", "--as", "ines")
    assert (again.code, "there is a book already" in again.err) == (1, True)
    assert run("ledger", "verify", "--rebuild").code == 0


def asked(run: Run, amount: str = "200") -> str:
    """The number of a new request of Ana's that Rui may answer."""
    found = run("record", "refund", amount, *NOISE, "--as", "ana", "--again", "--json")
    assert found.code == 3
    return str(found.json["request"])


def given(run: Run, amount: str = "60") -> str:
    """The number of an entry that gave something."""
    found = run("record", "refund", amount, *NOISE, "--as", "ana", "--again", "--json")
    assert found.code == 0
    return str(found.json["entry"])


def test_a_yes_to_part_of_it(house: Path, run: Run) -> None:
    request = asked(run)
    found = run("approve", request, "--amount", "40", "--note", "half of it is ours", "--as", "rui", "--json").json
    vote = int(request) + 1
    assert found == {
        "schema": "empower/approve/1",
        "currency": "EUR",
        "request": int(request),
        "state": "approved",
        "vote": vote,
        "entry": vote + 1,
        "incident": "INC-2",
        "late": False,
        "given": [{"remedy": "refund", "amount": "40.00", "quantity": None, "cost": "40.00"}],
        "waits_for": [],
    }
    again = run("approve", request, "--as", "rui")
    assert (again.code, "request-ended" in again.err) == (2, True)


def test_a_yes_in_words(house: Path, run: Run) -> None:
    request = asked(run)
    shown = run("approve", request, "--as", "rui")
    assert shown.code == 0
    assert shown.out.replace("\u00a0", " ").splitlines() == [
        "GIVEN — refund 200.00 EUR for incident INC-2 (entry 5)",
        "budget: property-month (property lisbon, a month): 59800.00 left of 60000.00",
        "budget: house-year (a year): 1999800.00 left of 2000000.00",
    ]


def test_two_signatures(house: Path, run: Run) -> None:
    words = ("refund", "5500", "failure=conduct", "severity=major", "customer=C-1", "bill=9000", "--as", "ana")
    missing = run("record", *words)
    assert (missing.code, "missing-paper" in missing.err) == (2, True)
    request = str(run("record", *words, "--with", "guest_statement=scan-12", "--json").json["request"])
    first = run("approve", request, "--as", "eva", "--json").json
    assert (first["state"], first["entry"], first["given"], first["waits_for"]) == ("open", None, [], ["finance"])
    again = run("approve", request, "--as", "eva")
    assert (again.code, "has said yes to this already" in again.err) == (4, True)
    last = run("approve", request, "--as", "tome", "--json").json
    assert (last["state"], last["waits_for"], last["given"][0]["amount"]) == ("approved", [], "5500.00")


def test_a_word_by_telephone(house: Path, run: Run) -> None:
    words = ("record", "refund", "200", *NOISE, "--as", "ana", "--on-word-of", "rui")
    assert run(*words).code == 2  # without a note
    told = run(*words, "--note", "Rui said yes on the phone")
    assert told.code == 0
    assert "on the word of rui" in told.out
    assert "rui confirms it" in told.out
    assert run("approve", "3", "--as", "eva").code == 4
    confirmed = run("approve", "3", "--as", "rui", "--json").json
    assert (confirmed["state"], confirmed["entry"], confirmed["vote"]) == ("confirmed", None, 4)
    run(*words, "--note", "and again", "--again")
    disowned = run("decline", "6", "--because", "I never said so", "--as", "rui")
    assert disowned.out.startswith("DISOWNED — you did not give your word for entry 6 (entry 7)")


@pytest.mark.parametrize(
    ("amount", "likely"), [("€40", "did you mean `40`?"), ("40,50", "did you mean `40.50`?"), ("1.000", "`1000`")]
)
def test_an_amount_as_people_write_it(amount: str, likely: str, filed: Path, run: Run) -> None:
    request = asked(run)
    refused = run("approve", request, "--amount", amount, "--as", "rui")
    assert (refused.code, likely in refused.err) == (2, True)
    assert f"1 | empower approve {request} --amount {amount}" in refused.err
    assert run("approve", request, "--amount", "201", "--as", "rui").code == 2
    assert "waits" in run("mine", "--as", "ana").out


def test_whose_it_is(house: Path, run: Run) -> None:
    request = asked(run)
    own = run("approve", request, "--as", "ana")
    assert (own.code, "nobody approves their own request" in own.err) == (4, True)
    own = run("decline", request, "--because", "no", "--as", "ana")
    assert (own.code, f"`empower withdraw {request}`" in own.err) == (4, True)
    assert run("withdraw", request, "--as", "rui").code == 4
    assert run("approve", "1", "--as", "rui").code == 2
    assert run("approve", "999", "--as", "rui").code == 2
    assert run("withdraw", request, "--as", "ana", "--because", "found another way").code == 0
    assert run("decline", request, "--because", "no", "--as", "rui").code == 2


def test_a_no_frees_what_was_held(house: Path, run: Run) -> None:
    run("incident", "open", "INC-7", *NOISE, "--as", "ana")
    held = run("record", "refund", "200", "incident=INC-7", "--as", "ana", "--json").json
    check = ("check", "refund", "100", "incident=INC-7", "--as", "ana", "--json")
    rule = next(limit for limit in run(*check).json["limits"] if limit["id"] == "minor-noise")
    assert (rule["held"], rule["left"]) == ("200.00", "0.00")
    told = run("decline", str(held["request"]), "--because", "one is enough", "--as", "rui", "--json").json
    assert (told["request"], told["state"], told["entry"]) == (held["request"], "declined", held["request"] + 1)
    assert run(*check).code == 0


def test_what_is_undone_is_given_back(house: Path, run: Run) -> None:
    entry = given(run)
    assert run("reverse", entry, "--because", "twice", "--as", "ana", "--yes").code == 4
    unsure = run("reverse", entry, "--because", "twice", "--as", "rui")
    assert (unsure.code, "not-sure" in unsure.err) == (2, True)
    found = run("reverse", entry, "--amount", "20", "--because", "twice", "--as", "rui", "--yes", "--json").json
    assert found == {
        "schema": "empower/reverse/1",
        "currency": "EUR",
        "entry": int(entry) + 1,
        "reverses": int(entry),
        "whole": False,
        "undone": [{"remedy": "refund", "amount": "20.00", "quantity": None, "cost": "20.00"}],
    }
    again = run("reverse", entry, "--because", "twice", "--as", "rui", "--yes")
    assert (again.code, "undone-before" in again.err) == (2, True)


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("1", "--as", "rui"), 2, "not-given"),
        (("99", "--as", "rui"), 2, "unknown-entry"),
        (("GIVEN", "--as", "ana"), 4, "nobody undoes a gesture they asked for"),
        (("GIVEN", "--amount", "60.01", "--as", "rui"), 2, "too-much"),
    ],
)
def test_nobody_is_asked_whether_they_are_sure_of_what_cannot_be_undone(
    words: tuple[str, ...], code: int, told: str, house: Path, run: Run
) -> None:
    entry = given(run)
    ran = run("reverse", *[entry if word == "GIVEN" else word for word in words], "--because", "twice")
    assert (ran.code, told in ran.err, "not-sure" in ran.err) == (code, True, False), ran.err


def test_what_cannot_be_taken_back_is_asked_about_at_a_terminal(filed: Path, run: Run) -> None:
    entry = given(run)
    terminal = Terminal(filed, ("reverse", entry, "--because", "twice", "--as", "rui"))
    terminal.until("It cannot be done twice")
    terminal.type("n\n")
    assert terminal.end() == 1
    assert "left as it is: nothing was recorded" in terminal.shown
    assert run("mine", "--as", "ana").out.count("given:") == 1
    terminal = Terminal(filed, ("reverse", entry, "--because", "twice", "--as", "rui"))
    terminal.until("It cannot be done twice")
    terminal.type("y\n")
    assert terminal.end() == 0
    assert "UNDONE — refund 60.00" in terminal.shown.replace("\u00a0", " ")


def test_letting_somebody_say_yes(house: Path, run: Run) -> None:
    days = ("--from", "2999-01-01", "--until", "2999-02-01")
    made = run("delegate", "rui", *days, "--up-to", "500", "--remedies", "refund", "--as", "eva", "--json").json
    number = made["entry"]
    assert made == {
        "schema": "empower/delegate/1",
        "currency": "EUR",
        "entry": number,
        "kind": "delegation",
        "delegation": number,
        "state": "made",
        "delegate": "rui",
        "from": "2999-01-01",
        "until": "2999-02-01",
        "up_to": "500.00",
        "remedies": ["refund"],
    }
    assert run("delegate", "revoke", str(number), "--as", "rui").code == 4
    ended = run("delegate", "revoke", str(number), "--as", "eva", "--json").json
    assert (ended["delegation"], ended["state"]) == (number, "revoked")
    again = run("delegate", "revoke", str(number), "--as", "eva")
    assert (again.code, "revoked-before" in again.err) == (2, True)
    assert run("delegate", "eva", *days, "--as", "eva").code == 2
    euros = run("delegate", "rui", *days, "--up-to", "€500", "--as", "eva")
    assert (euros.code, "did you mean `500`?" in euros.err) == (2, True)


def test_a_duty_is_done_once_by_anybody(house: Path, run: Run) -> None:
    words = ("refund", "60", "failure=injury", *NOISE[1:])
    kept = run("record", *words, "--as", "ana", "--json").json
    assert [one["id"] for one in kept["must"]] == ["incident_report"]
    entry = run("approve", str(kept["request"]), "--as", "eva", "--json").json["entry"]
    name = f"{entry}-incident_report"
    assert name in run("mine", "--as", "ana").out
    assert run("duty", "done", name, "--as", "tome", "--json").json["duty"] == name
    again = run("duty", "done", name, "--as", "ana")
    assert (again.code, "duty-done-before" in again.err) == (2, True)
    unknown = run("duty", "done", "999-incident_report", "--as", "ana")
    assert (unknown.code, "unknown-duty" in unknown.err) == (2, True)
    assert run("ledger", "verify", "--rebuild").code == 0


def test_a_check_waits_for_no_writer(filed: Path, run: Run) -> None:
    given(run)
    writer = sqlite3.connect(filed / "book.db", isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    try:
        assert run("check", "refund", "5", *NOISE, "--as", "ana").code == 0
        assert run("suggest", *NOISE, "--as", "ana").code == 0
    finally:
        writer.execute("ROLLBACK")
        writer.close()


def test_what_is_given_while_somebody_thinks_counts(filed: Path, run: Run) -> None:
    run("incident", "open", "INC-7", "customer=C-1", "bill=480", "--as", "ana")
    terminal = Terminal(filed, ("check", "refund", "100", "incident=INC-7", "--as", "ana"))
    terminal.until("failure=")
    words = ("record", "refund", "100", "incident=INC-7", "failure=noise", "severity=minor", "--as", "ana")
    assert run(*words).code == 0
    terminal.type("noise\n")
    assert terminal.end() == 3  # what was stated in the meantime is known, too
    assert "100.00 spent" in terminal.shown


def test_a_book_that_is_named_and_missing_is_never_left_out(filed: Path, run: Run) -> None:
    for command in (("check", "refund", "5", *NOISE), ("suggest", *NOISE), ("record", "refund", "5", *NOISE)):
        ran = run(*command, "--as", "ana", "--ledger", "nowhere.db")
        assert (ran.code, ran.out) == (1, "")
        assert "there is no book at `nowhere.db`" in ran.err
