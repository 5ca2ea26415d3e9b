"""At a real terminal: questions for what is missing, colour, and leaving in the middle. In a pipe: none of it."""

from __future__ import annotations

import os
import select
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
pty = pytest.importorskip("pty")

ASK = ("check", "refund", "160", "bill=480", "--as", "ana", "--at", "2026-05-01T22:15:00+01:00")


class Terminal:
    """The command at a terminal of its own."""

    def __init__(self, desk: Path, words: tuple[str, ...], **environment: str) -> None:
        self.mine, theirs = os.openpty()
        settings = {"TERM": "xterm", "COLUMNS": "80", "LINES": "40", **environment}
        self.process = subprocess.Popen(
            [sys.executable, str(ROOT / "cli.py"), *words],
            cwd=desk,
            env=os.environ | settings,
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            start_new_session=True,
            preexec_fn=_heeding_ctrl_c,  # noqa: PLW1509  # no lock is taken there
        )
        os.close(theirs)
        self.shown = ""

    def until(self, words: str) -> None:
        """Reads until the words are shown."""
        while words not in self.shown:
            self.until_more()

    def until_more(self) -> None:
        """Reads what is shown next."""
        ready, _, _ = select.select([self.mine], [], [], 30)
        assert ready, self.shown
        self.shown += os.read(self.mine, 4096).decode()

    def type(self, words: str) -> None:
        """What somebody types."""
        os.write(self.mine, words.encode())

    def end(self) -> int:
        """The rest of what is shown, and the code."""
        while True:
            ready, _, _ = select.select([self.mine], [], [], 30)
            assert ready, self.shown
            try:
                more = os.read(self.mine, 4096)
            except OSError:
                break
            if not more:
                break
            self.shown += more.decode()
        os.close(self.mine)
        return self.process.wait(timeout=30)


def _heeding_ctrl_c() -> None:
    """As at a terminal, also where the tests run in the background of a script, which heeds it not."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def test_facts_that_decide_are_asked_for_one_after_another(desk: Path) -> None:
    terminal = Terminal(desk, ASK)
    terminal.until("failure=")
    terminal.type("nois\n")
    terminal.until("did you mean `noise`?")
    terminal.type("noise\n")
    terminal.until("severity=")
    terminal.type("1\n")
    assert terminal.end() == 3
    assert "?\r\n  1 allergen\r\n  2 billing\r\n" in terminal.shown  # many choices stand below each other
    assert "? 1 minor  2 moderate" in terminal.shown
    assert "ASK" in terminal.shown


def test_an_amount_is_asked_for_in_plain_words(desk: Path) -> None:
    terminal = Terminal(desk, ("check", "refund", "60", "failure=noise", "severity=minor", "--as", "ana"))
    terminal.until("bill=")
    assert "(an amount in EUR)\r\n" in terminal.shown
    terminal.type("480,50\n")
    terminal.until("did you mean `480.50`?")
    terminal.type("480.50\n")
    assert terminal.end() == 0


def test_the_customer_whom_a_limit_counts_by_is_asked_for_too(desk: Path) -> None:
    assert piped(desk, "init", "--as", "ines").returncode == 0
    terminal = Terminal(desk, ("record", "refund", "60", "failure=noise", "severity=minor", "bill=480", "--as", "ana"))
    terminal.until("customer=")
    terminal.type("\n")
    terminal.until("`customer` needs one value")
    terminal.type("C 88\n")
    assert terminal.end() == 0
    assert "YES" in terminal.shown


def test_no_amount_is_wrapped_at_a_narrow_terminal(desk: Path) -> None:
    words = ("check", "refund", "5000.01", "failure=conduct", "severity=major", "bill=123456789.55", "--as", "ana")
    terminal = Terminal(desk, words, COLUMNS="30")
    assert terminal.end() == 3
    lines = terminal.shown.replace("\x1b[0m", "").split("\r\n")
    assert [line for line in lines if line.lstrip().startswith(("EUR", ".", ","))] == []
    assert any(["5000.01 EUR" in line for line in lines])


def test_no_question_when_none_is_wanted(desk: Path) -> None:
    terminal = Terminal(desk, (*ASK, "--no-input"))
    assert terminal.end() == 2
    assert "failure" in terminal.shown
    assert "1 noise" not in terminal.shown


def test_ctrl_c_at_a_question(desk: Path) -> None:
    terminal = Terminal(desk, ASK)
    terminal.until("failure=")
    terminal.process.send_signal(signal.SIGINT)
    assert terminal.end() == 130
    assert terminal.shown.endswith("\r\ninterrupted\r\n")  # what the shell says next stands on a line of its own
    assert "Traceback" not in terminal.shown


def test_ctrl_d_at_a_question_leaves_it_open(desk: Path) -> None:
    terminal = Terminal(desk, ASK)
    terminal.until("failure=")
    terminal.type("\x04")
    assert terminal.end() == 2


def test_colour_at_a_terminal_unless_it_is_not_wanted(desk: Path) -> None:
    words = (*ASK[:3], "failure=noise", "severity=minor", *ASK[3:])
    bright, plain, dumb = Terminal(desk, words), Terminal(desk, words, NO_COLOR="1"), Terminal(desk, words, TERM="dumb")
    assert [one.end() for one in (bright, plain, dumb)] == [3, 3, 3]
    assert ["\x1b[" in one.shown for one in (bright, plain, dumb)] == [True, False, False]


def piped(desk: Path, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(ROOT / "cli.py"), *words]
    return subprocess.run(command, cwd=desk, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("check", "apology", "failure=noise", "--as", "ana"), 0),
        (("check", "refund", "160", "failure=noise", "severity=minor", "bill=480", "--as", "ana"), 3),
        (("check", "gift_card", "300", "failure=noise", "severity=minor", "bill=480", "--as", "ana"), 4),
        (ASK, 2),
        (("check", "refnd"), 2),
        (("policy", "test"), 0),
    ],
)
def test_the_codes_of_a_real_process(words: tuple[str, ...], code: int, desk: Path) -> None:
    ran = piped(desk, *words)
    assert ran.returncode == code, ran.stderr
    assert "\x1b" not in ran.stdout + ran.stderr
    assert "Traceback" not in ran.stderr


def test_nobody_reads_to_the_end(desk: Path) -> None:
    command = f"'{sys.executable}' '{ROOT / 'cli.py'}' policy schema | head -c 20 >/dev/null; echo ${{PIPESTATUS[0]}}"
    ran = subprocess.run(
        [shutil.which("bash") or "/bin/bash", "-c", command], cwd=desk, capture_output=True, text=True, check=False
    )
    assert (ran.stdout, ran.stderr) == ("0\n", "")


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_a_stream_that_was_closed_before(closed: str, desk: Path) -> None:
    command = f"'{sys.executable}' '{ROOT / 'cli.py'}' check apology failure=noise --as ana {closed}"
    ran = subprocess.run(
        [shutil.which("bash") or "/bin/bash", "-c", command], cwd=desk, capture_output=True, text=True, check=False
    )
    assert (ran.returncode, ran.stderr) == (0, "")
    assert ran.stdout.startswith("YES") == (">&-" not in command.replace("2>&-", ""))


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device that is always full is Linux's")
def test_an_answer_that_cannot_be_shown_says_what_became_of_it(desk: Path) -> None:
    assert piped(desk, "init", "--as", "ines").returncode == 0
    command = [sys.executable, str(ROOT / "cli.py"), "record", "apology", "failure=noise", "--as", "ana"]
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        ran = subprocess.run(command, cwd=desk, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    told = "empower: the answer could not be shown (no space left on device); what was recorded stays recorded\n"
    assert (ran.returncode, ran.stderr) == (1, told)
    assert "given: 3: apology" in piped(desk, "mine", "--as", "ana").stdout


def test_an_output_that_cannot_show_a_dash(desk: Path) -> None:
    command = [sys.executable, str(ROOT / "cli.py"), "check", "apology", "failure=noise", "--as", "ana"]
    environment = os.environ | {"PYTHONIOENCODING": "ascii"}
    ran = subprocess.run(command, cwd=desk, env=environment, capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert ran.stdout.startswith("YES ? apology")
