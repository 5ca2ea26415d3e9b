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


def test_a_roster_does_not_say_who_may_put_it_in_force(desk: Path, run: Run) -> None:
    assert run("init", "--as", "ines").code == 0
    text = "people:\n  - {id: ana, roles: [owner]}\n"
    (desk / "mine.yaml").write_text(text, encoding="utf-8")
    words = ("ledger", "adopt", "--because", "ours", "--roster", "mine.yaml", "--yes", "--as")
    refused = run(*words, "ana")
    assert (refused.code, "`ana` is not `owner` on the roster in force" in refused.err) == (4, True)
    assert "it is for `ines`" in refused.err
    (desk / "mine.yaml").write_text(f"{text}  - {{id: ines, roles: [owner]}}\n", encoding="utf-8")
    assert run(*words, "ines").code == 0
    assert run("ledger", "adopt", "--because", "back", "--yes", "--as", "ines").code == 0


@pytest.mark.parametrize("identity", ["login", "claimed"])
def test_nor_does_it_say_whose_login_it_is(
    identity: str, by_login: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    roster, workspace = by_login / "hotel" / "roster.yaml", by_login / "empower.yaml"
    roster.write_text(
        roster.read_text(encoding="utf-8").replace("id: ines,", "id: ines, login: iprado,"), encoding="utf-8"
    )
    monkeypatch.setattr("empower.cli.wiring.logged_in_as", lambda: "iprado")
    assert run("init").code == 0
    monkeypatch.setattr("empower.cli.wiring.logged_in_as", lambda: "areis")
    (by_login / "mine.yaml").write_text("people: [{id: ines, roles: [owner], login: areis}]\n", encoding="utf-8")
    text = workspace.read_text(encoding="utf-8").replace("hotel/roster.yaml", "mine.yaml")
    workspace.write_text(text.replace("identity: login", f"identity: {identity}"), encoding="utf-8")
    who = () if identity == "login" else ("--as", "ines")
    refused = run("ledger", "adopt", "--because", "mine", "--yes", *who)
    assert (refused.code, "`ines` is not `owner` on the roster in force" in refused.err) == (4, True)
