"""Who asks: claimed, or whoever is logged in."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run

ASK = ("check", "apology", "failure=noise", "severity=minor")


@pytest.fixture
def by_login(desk: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace where Ana is logged in and nobody may claim to be somebody else."""
    (desk / "empower.yaml").write_text("policy: hotel\nroster: hotel/roster.yaml\nidentity: login\n", encoding="utf-8")
    monkeypatch.setattr("empower.cli.wiring.logged_in_as", lambda: "areis")
    return desk


def test_a_person_is_claimed(desk: Path, run: Run) -> None:
    assert run(*ASK, "--as", "rui", "--json").json["actor"] == {"id": "rui", "role": "supervisor", "vouched": "claimed"}


def test_a_person_may_be_said_in_the_environment(desk: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EMPOWER_AS", "rui")
    assert run(*ASK, "--role", "duty_manager", "--json").json["actor"]["role"] == "duty_manager"


def test_the_login_is_the_person(by_login: Path, run: Run) -> None:
    assert run(*ASK, "--json").json["actor"] == {"id": "ana", "role": "associate", "vouched": "login"}


def test_nobody_may_claim_to_be_somebody_else(by_login: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    ran = run(*ASK, "--as", "rui")
    assert ran.code == 2
    assert "login-decides" in ran.err
    monkeypatch.setenv("EMPOWER_AS", "rui")
    assert run(*ASK).code == 2


def test_nor_to_have_a_role_that_is_not_theirs(by_login: Path, run: Run) -> None:
    ran = run(*ASK, "--role", "owner")
    assert ran.code == 2
    assert "not-their-role" in ran.err


def test_somebody_who_is_not_on_the_roster(by_login: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("empower.cli.wiring.logged_in_as", lambda: "mallory")
    ran = run(*ASK)
    assert ran.code == 2
    assert "nobody on the roster logs in as `mallory`" in ran.err


def test_the_system_says_who_is_logged_in(monkeypatch: pytest.MonkeyPatch) -> None:
    import getpass
    import pwd

    from empower.cli.wiring import logged_in_as

    monkeypatch.setenv("LOGNAME", "mallory")
    assert getpass.getuser() == "mallory"
    assert (
        logged_in_as()
        == pwd.getpwuid(0 if Path("/proc/self").stat().st_uid == 0 else Path("/proc/self").stat().st_uid).pw_name
    )
