"""What a shell is offered: the words of the policy in use, and nothing at all when that cannot be read."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

BASH = shutil.which("bash") or ""
EMPOWER = Path(sys.executable).with_name("empower")


def offered(desk: Path, *words: str) -> list[str]:
    """What bash would offer for the last of these words."""
    environment = os.environ | {
        "_EMPOWER_COMPLETE": "complete_bash",
        "COMP_WORDS": " ".join(("empower", *words)),
        "COMP_CWORD": str(len(words)),
    }
    ran = subprocess.run([str(EMPOWER)], cwd=desk, env=environment, capture_output=True, text=True, check=False)
    assert ran.stderr == ""
    return ran.stdout.split()


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (("check", "re"), ["refund"]),
        (("check", "room_move", "fai"), ["failure="]),
        (("check", "refund", "60", "failure", "=", "no"), ["noise", "not_ready"]),
        (("check", "refund", "60", "failure="), None),
        (("check", "refund", "failure=noise", "severity=ma"), ["severity=major"]),
        (("check", "refund", "--role", "su"), ["supervisor"]),
        (("check", "refund", "--as", "r"), ["rui"]),
        (("check", "refund", "--also", "coo"), ["cookies"]),
        (("check", "refund", "--with", "gu"), ["guest_statement"]),
        (("check", "refund", "--policy", "rest"), ["restaurant"]),
        (("suggest", "sev"), ["severity="]),
        (("card", "own"), ["owner"]),
        (("policy", "matrix", "tier=g"), ["tier=gold"]),
        (("policy", "new", "x", "--from", "rail"), ["rail-delay"]),
        (("policy", "li"), ["list", "lint"]),
    ],
)
def test_the_words_of_the_policy(words: tuple[str, ...], found: list[str] | None, desk: Path) -> None:
    shown = offered(desk, *words)
    if found is None:
        assert "failure=injury" in shown
    else:
        assert sorted(shown) == sorted(found)


def test_the_policy_named_on_the_line_is_the_one_that_counts(desk: Path) -> None:
    assert "refund" in offered(desk, "check", "")
    assert "free_night" not in offered(desk, "check", "--policy", "restaurant", "")


def test_what_is_stated_is_not_offered_again(desk: Path) -> None:
    shown = offered(desk, "check", "refund", "tier=gold", "")
    assert "failure=" in shown
    assert "tier=" not in shown


def test_a_policy_that_cannot_be_read_offers_nothing_and_says_nothing(desk: Path) -> None:
    (desk / "hotel" / "policy.yaml").write_text("{", encoding="utf-8")
    assert offered(desk, "check", "re") == []


@pytest.mark.skipif(not BASH, reason="there is no bash here")
def test_bash_itself(desk: Path) -> None:
    script = """
        eval "$(empower --show-completion bash)"
        COMP_WORDS=(empower check refund 60 failure = no); COMP_CWORD=6
        _empower_completion empower
        echo "${COMPREPLY[@]}"
    """
    environment = os.environ | {"PATH": f"{EMPOWER.parent}:{os.environ['PATH']}"}
    ran = subprocess.run([BASH, "-c", script], cwd=desk, env=environment, capture_output=True, text=True, check=False)
    assert ran.stdout.split() == ["noise", "not_ready"]
