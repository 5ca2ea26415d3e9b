"""A line of the policy in words, as it is shown and as a script reads it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Run

Seen = Callable[[str, str], None]
THEN = ("--at", "2026-05-01T22:15:00+01:00")
NAMES = (
    "two-thousand",
    "minor-noise",
    "property-month",
    "walked",
    "not-ours",
    "storm-week",
    "nobody-alone-over-7500",
    "duty_manager",
    "refund",
    "tier",
    "incident_report",
    "guest_statement",
    "small_touches",
)


def test_what_is_shown(desk: Path, run: Run, seen: Seen) -> None:
    shown = []
    for name in NAMES:
        ran = run("policy", "explain", name, *THEN)
        assert (ran.code, ran.err) == (0, "")
        shown.append(ran.out)
    seen("explain.txt", "\n".join(shown))


def test_what_is_shown_at_a_terminal(desk: Path, run: Run, seen: Seen, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("empower.cli.terminal.width", lambda: 80)
    seen("explain.terminal.txt", run("policy", "explain", "two-thousand", *THEN).out)


def test_what_a_script_is_shown(desk: Path, run: Run, seen: Seen) -> None:
    ran = run("policy", "explain", "minor-noise", *THEN, "--json")
    assert (ran.code, ran.err) == (0, "")
    assert ran.json["schema"] == "empower/policy-explain/1"
    masked = ran.out.replace(ran.json["policy"]["digest"], "sha256:…")
    seen("explain.json", masked)


def test_of_a_dated_figure_the_one_of_the_day_is_marked(desk: Path, run: Run) -> None:
    october = run("policy", "explain", "two-thousand", "--at", "2026-10-01").out
    assert "2000.00 from 2026-01-01 and 2500.00 from 2026-10-01 (in force) per incident" in october


def test_an_exception_is_no_match_after_its_week(desk: Path, run: Run) -> None:
    then = run("policy", "explain", "storm-week", "--at", "2026-03-05").out
    assert "not on" not in then
    assert "`minor-noise` (rule, line 81); not on 2026-05-01" in run("policy", "explain", "storm-week", *THEN).out


def test_a_script_hears_whether_the_policy_is_in_force_that_day(desk: Path, run: Run) -> None:
    for day, in_force in (("2026-05-01", True), ("2025-05-01", False)):
        told = run("policy", "explain", "refund", "--at", day, "--json").json
        assert (told["local_date"], told["policy"]["in_force"]) == (day, in_force)


def test_two_things_of_one_name_are_both_told(desk: Path, run: Run) -> None:
    file = desk / "hotel" / "policy.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("{id: duty,", "{id: duty_manager,"), encoding="utf-8")
    both = run("policy", "explain", "duty_manager", *THEN, "--json").json["found"]
    assert [one["section"] for one in both] == ["grants", "roles"]
    (role,) = run("policy", "explain", "roles/duty_manager", *THEN, "--json").json["found"]
    assert role["section"] == "roles"


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("two-thousnd", "did you mean `two-thousand`?"),
        ("grants/minor-noise", "is nothing in policy `harbour-hotel`"),
        ("role/duty_manager", "did you mean `roles/duty_manager`?"),
        ("", "is nothing in policy"),
        ("\x1b[31mred", "is nothing in policy"),
    ],
)
def test_an_unknown_name_is_told_as_such(name: str, told: str, desk: Path, run: Run) -> None:
    ran = run("policy", "explain", name)
    assert ran.code == 2
    assert told in ran.err
    assert "\x1b" not in ran.err
