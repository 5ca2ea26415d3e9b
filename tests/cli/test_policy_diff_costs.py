"""`policy diff` where a gesture costs otherwise, and other remedies are judged by what was given before."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Run

SHOP = """\
empower: 1
policy: shop
currency: EUR
timezone: UTC
remedies:
  refund: {kind: cash}
  amenity: {kind: in_kind, cost: 80}
roles:
  clerk: {reports_to: boss}
  boss: {final: true}
grants:
  - {id: some, roles: clerk, limit: none, because: trust}
rules:
  - {id: enough, when: {remedy: refund, incident_goodwill: {over: 100}}, deny: true}
"""
ASK = ("check", "refund", "50", "incident=I-1", "--role", "clerk", "--at", "2026-05-01T12:00:00Z", "--exit-zero")


@pytest.mark.parametrize(
    ("cost", "sign", "verdict", "answers"),
    [
        ("40", "+ amenity costs less", "Only looser", ("deny", "approve")),
        ("120", "- amenity costs more", "Only tighter", ("deny", "deny")),
    ],
)
def test_what_a_gesture_costs_moves_the_others(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    run: Run,
    cost: str,
    sign: str,
    verdict: str,
    answers: tuple[str, str],
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "old.yaml").write_text(SHOP, encoding="utf-8")
    (tmp_path / "new.yaml").write_text(SHOP.replace("cost: 80", f"cost: {cost}"), encoding="utf-8")
    (tmp_path / "given.yaml").write_text("given: [{remedy: amenity, role: clerk}]\n", encoding="utf-8")
    told = run("policy", "diff", "old.yaml", "new.yaml")
    assert told.out.startswith(verdict)
    assert f"{sign}: once it was given, enough counts it so for other remedies too" in told.out
    assert run("policy", "diff", "old.yaml", "new.yaml", "--fail-on", "any").code == 5
    came = [run(*ASK, "--policy", name, "--incident-file", "given.yaml", "--json") for name in ("old.yaml", "new.yaml")]
    assert tuple([one.json["outcome"] for one in came]) == answers


def test_what_counts_by_itself_moves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run) -> None:
    monkeypatch.chdir(tmp_path)
    alone = SHOP[: SHOP.index("rules:")]
    (tmp_path / "old.yaml").write_text(alone, encoding="utf-8")
    (tmp_path / "new.yaml").write_text(alone.replace("cost: 80", "cost: 40"), encoding="utf-8")
    assert run("policy", "diff", "old.yaml", "new.yaml").out.startswith("Equivalent")
