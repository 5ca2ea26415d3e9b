"""`policy new` as a guided start: questions at a terminal, flags elsewhere, and never half a policy."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from empower.services.starting.questions import QUESTIONS
from tests.cli.conftest import Run
from tests.cli.test_terminal import Terminal, piped

termios = pytest.importorskip("termios")

Seen = Callable[[str, str], None]
NEW = ("policy", "new", "corner-cafe")
ZONE = ("--timezone", "Europe/Paris")


@pytest.fixture
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, where the command is run."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_enter_takes_what_is_usual(empty: Path) -> None:
    terminal = Terminal(empty, NEW, TZ="Europe/Paris")
    for question in QUESTIONS:
        terminal.until(f"\r\n{question.name} [")
        terminal.type("\n")
    assert terminal.end() == 0
    assert "title [Corner cafe]: " in terminal.shown
    assert "timezone [Europe/Paris]: " in terminal.shown
    assert "it lints clean, and its " in terminal.shown
    assert max(len(line) for line in terminal.shown.split("\r\n")) <= 120
    assert piped(empty, "policy", "lint", "--strict").stdout == "no problems\n"
    assert piped(empty, "policy", "test").returncode == 0
    assert piped(empty, "check", "voucher", "20", "failure=long_wait", "--as", "ana").returncode == 0
    assert piped(empty, "check", "voucher", "20.01", "failure=long_wait", "--as", "ana").returncode == 3
    assert piped(empty, "check", "voucher", "1", "failure=injury", "--as", "ana").returncode == 3


def test_what_will_not_do_is_told_and_asked_again(empty: Path) -> None:
    terminal = Terminal(empty, (*NEW, *ZONE, "--failures", "slow", "--calls", "none", "--claim-days", "none"))
    terminal.until("title [")
    terminal.type('Joe\'s "Café": 🍕\n')
    terminal.until("currency [")
    terminal.type("euros\n")
    terminal.until("did you mean `EUR`?")
    terminal.type("eur\n")
    terminal.until("roles [")
    terminal.type("Barista, barista, Owner\n")
    terminal.until("`Barista` and `barista` come to the same name, `barista`: say it once")
    terminal.type("Barista, Shift Lead, Owner\n")
    terminal.until("Shift Lead is `shift_lead` in the policy")
    terminal.until("remedies [")
    terminal.type("1, 6, cake:gift\n")
    terminal.until("costs [5]: ")
    terminal.type("3\n")
    terminal.until("limits [20, 100]: ")
    terminal.type("50, 20\n")
    terminal.until("`shift_lead` may give less than the role below it, which may give 50.00")
    terminal.type("15, 40\n")
    assert terminal.end() == 0
    assert "timezone [" not in terminal.shown  # a flag has answered it
    assert "made corner-cafe/policy.yaml" in terminal.shown
    text = (empty / "corner-cafe" / "policy.yaml").read_text(encoding="utf-8")
    assert 'title: "Joe\'s \\"Café\\": 🍕"\n' in text
    assert "shift_lead: {title: Shift Lead, reports_to: owner}" in text
    assert "limit: {amount: 40, per: incident}" in text


@pytest.mark.parametrize("leaving", ["ctrl-c", "ctrl-d"])
@pytest.mark.parametrize("after", [0, 6])
def test_leaving_leaves_nothing_behind(empty: Path, leaving: str, after: int) -> None:
    terminal = Terminal(empty, NEW)
    for question in QUESTIONS[:after]:
        terminal.until(f"\r\n{question.name} [")
        terminal.type("\n")
    terminal.until(f"\r\n{QUESTIONS[after].name} [")
    if leaving == "ctrl-c":
        terminal.process.send_signal(signal.SIGINT)
    else:
        terminal.type("\x04")
    assert terminal.end() == 130
    assert terminal.shown.endswith("\r\ninterrupted\r\n")
    assert "Traceback" not in terminal.shown
    assert list(empty.iterdir()) == []


def test_what_is_pasted_is_data(empty: Path) -> None:
    terminal = Terminal(empty, (*NEW, *ZONE))
    terminal.until("title [")
    terminal.type("red \x1b[31m text\x07\n")
    terminal.until("cannot be seen (U+001B)")
    terminal.type("x" * 3_000 + "\n")
    terminal.until("3,000 characters long; 80 are the most")
    terminal.type("The café\nGBP\n")  # two lines are two answers
    terminal.until("roles [")
    terminal.process.send_signal(signal.SIGINT)
    assert terminal.end() == 130
    assert "\x1b[31m" not in terminal.shown.partition("currency [")[2]


def test_bytes_that_are_no_text_are_told(empty: Path) -> None:
    terminal = Terminal(empty, (*NEW, *ZONE), PYTHONIOENCODING="utf-8:strict")
    terminal.until("title [")
    off = termios.tcgetattr(terminal.mine)
    off[3] &= ~termios.ECHO  # they would come back as they are
    termios.tcsetattr(terminal.mine, termios.TCSANOW, off)
    os.write(terminal.mine, b"caf\xe9\n")
    terminal.until("cannot be seen (U+DCE9)")
    terminal.process.send_signal(signal.SIGINT)
    assert terminal.end() == 130


def test_where_nothing_can_be_begun_nothing_is_asked(empty: Path) -> None:
    (empty / "corner-cafe").mkdir()
    (empty / "corner-cafe" / "note.txt").write_text("keep", encoding="utf-8")
    terminal = Terminal(empty, NEW)
    assert terminal.end() == 2
    assert "is not overwritten" in terminal.shown
    assert "title [" not in terminal.shown


@pytest.mark.parametrize(
    ("more", "made"),
    [
        (("--no-input",), "restaurant"),
        (("--from", "hotel-ladder"), "hotel-ladder"),
        (("--yes", *ZONE), "begun"),
        (("--no-input", *ZONE), "begun"),
    ],
)
def test_at_a_terminal_nothing_is_asked_when_none_is_wanted(empty: Path, more: tuple[str, ...], made: str) -> None:
    terminal = Terminal(empty, (*NEW, *more))
    assert terminal.end() == 0
    assert "title [" not in terminal.shown
    text = (empty / "corner-cafe" / "policy.yaml").read_text(encoding="utf-8")
    assert {"restaurant": "drive-through", "hotel-ladder": "the ladder of comps", "begun": "title: Corner cafe"}[
        made
    ] in text


def test_off_a_terminal_flags_answer(empty: Path, run: Run, seen: Seen) -> None:
    ran = run(*NEW, *ZONE, "--roles", "Barista, Shift Lead, Owner", "--claim-days", "90")
    assert (ran.code, ran.err) == (0, "")
    seen("new-begun.txt", ran.out)
    assert run("policy", "lint", "--strict").code == 0
    assert run("policy", "test").code == 0


def test_a_script_is_told_what_is_named_how(empty: Path, run: Run) -> None:
    told = run(*NEW, *ZONE, "--roles", "Till, Duty Manager", "--limits", "5", "--calls", "none", "--json").json
    assert told["schema"] == "empower/policy-new/1"
    assert told["named"] == [{"said": "Till", "name": "till"}, {"said": "Duty Manager", "name": "duty_manager"}]
    assert [Path(file).name for file in told["files"]][:4] == ["policy.yaml", "cases.yaml", "roster.yaml", "README.md"]
    assert told["cases"] > 10
    assert run("policy", "new", "copied", "--json").json["cases"] is None


@pytest.mark.parametrize(
    ("words", "place", "told"),
    [
        (("--limits", "5"), "5", "`associate` and `manager`, and 1 is given"),
        (("--title", "two words", "--currency", "euro"), "euro", "did you mean `EUR`?"),
        (("--from", "restaurant", "--title", "x"), "--title", "`--from` copies one"),
        (("--from", "restaurant", "--yes"), "--yes", "`--from` copies one"),
    ],
)
def test_a_flag_that_will_not_do_is_shown_with_its_place(
    empty: Path, run: Run, words: tuple[str, ...], place: str, told: str
) -> None:
    ran = run(*NEW, *words)
    assert (ran.code, ran.out) == (2, "")
    assert told in ran.err
    line, marks = (part.partition("| ")[2] for part in ran.err.splitlines()[2:4])
    assert "".join(letter for letter, mark in zip(line, marks, strict=False) if mark == "^") == place
    assert list(empty.iterdir()) == []


def test_where_no_folder_can_be_made_nothing_is_left(empty: Path, run: Run) -> None:
    (empty / "shops").write_text("a file", encoding="utf-8")
    ran = run("policy", "new", "shops/corner-cafe", "--yes")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith("empower: the system refused")
    assert [one.name for one in empty.iterdir()] == ["shops"]
    assert (empty / "shops").read_text(encoding="utf-8") == "a file"


def test_beside_a_workspace_the_new_roster_is_named_too(empty: Path, run: Run) -> None:
    assert run("policy", "new", "one", "--roles", "baker,owner", "--yes").code == 0
    ran = run("policy", "new", "two", "--roles", "smith,boss", "--yes")
    (command,) = [line.strip() for line in ran.out.splitlines() if "policy lint" in line]
    assert command == "empower policy lint --policy two --roster two/roster.yaml"
    linted = run(*command.split()[1:])
    assert (linted.code, linted.out) == (0, "no problems\n")
