"""A problem of the command line shows the whole command, with the word that is meant marked in it."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest

from tests.cli.conftest import Run


@pytest.mark.parametrize(
    ("typed", "marked"),
    [
        ("policy explain nothing --policy restaurant", "nothing"),
        ("policy explain '' --policy restaurant", "''"),
        ("policy diff restaurant ../nowhere", "../nowhere"),
        ("policy lint --policy nope", "nope"),
        ("policy lint nope.yaml", "nope.yaml"),
        ("policy lint nope --policy restaurant", "nope"),
        ("policy matrix --policy nope", "nope"),
        ("policy matrix nope.yaml --policy restaurant", "nope.yaml"),
        ("policy test --policy nope", "nope"),
        ("policy fmt --policy nope", "nope"),
        ("policy schema --policy nope", "nope"),
        ("policy schema --policy=nope", "--policy=nope"),
        ("policy schema nope.yaml", "nope.yaml"),
        ("check refund 5 --policy nope", "nope"),
        ("budget mnth --policy restaurant", "mnth"),
    ],
)
def test_the_word_that_is_meant_is_marked(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, typed: str, marked: str
) -> None:
    monkeypatch.chdir(tmp_path)
    ran = run(*shlex.split(typed))
    assert ran.code == 2
    shown = ran.err.splitlines()
    line, mark = (one.partition("| ")[2] for one in shown[2:4])
    command = "empower " + " ".join([word for word in typed.split()[:2] if not word.startswith("-")])
    assert line.startswith(command)
    assert line[mark.index("^") : len(mark)] == marked


def test_a_password_is_not_shown_again(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    ran = run("check", "refund", "5", "--ledger", "postgresql://ana:secret@here/book", "--policy", "nope")
    assert (ran.code, "secret" in ran.err) == (2, False)
    assert "postgresql://ana@here/book" in ran.err


def test_a_policy_is_linted_by_its_bare_name(run: Run) -> None:
    named, with_option = run("policy", "lint", "restaurant"), run("policy", "lint", "--policy", "restaurant")
    assert (named.code, named.out) == (0, with_option.out)


@pytest.mark.parametrize("command", ["schema", "matrix"])
def test_a_policy_named_without_its_option_is_known_for_one(run: Run, command: str) -> None:
    assert "`--policy nope.yaml`" in run("policy", command, "nope.yaml", "--policy", "restaurant").err
