"""Two lines meet where a situation is left to both; what an `unless` takes away whole is no such situation."""

from __future__ import annotations

import pytest

from empower.rules.analysis.meeting import meet
from empower.rules.analysis.speaking import every_line
from tests.laws.compiling import loaded

POLICY = {
    "empower": 1,
    "policy": "small",
    "currency": "EUR",
    "timezone": "UTC",
    "facts": {
        "failure": {"one_of": ["noise", "dirt"]},
        "tier": {"ordered": ["low", "mid", "high"]},
        "told_on": {"date": True, "optional": True},
        "nights": {"number": {"at_least": 1, "at_most": 9}},
    },
    "remedies": {"apology": {"kind": "courtesy"}, "refund": {"kind": "cash"}},
    "roles": {"clerk": {"reports_to": "boss"}, "boss": {}},
    "grants": [{"id": "all", "roles": "clerk", "limit": "none"}],
    "rules": [
        {"id": "noise", "when": {"failure": "noise"}, "deny": True},
        {"id": "dirt", "when": {"failure": "dirt"}, "deny": True},
        {"id": "noise-but-low", "when": {"failure": "noise"}, "unless": {"tier": "low"}, "deny": True},
        {"id": "low", "when": {"tier": "low"}, "deny": True},
        {"id": "never", "unless": [{"tier": ["low", "mid"]}, {"tier": "high"}], "deny": True},
        {"id": "two-by-two", "unless": [{"failure": "noise", "tier": "low"}], "deny": True},
        {"id": "low-noise", "when": {"failure": "noise", "tier": "low"}, "deny": True},
        {"id": "told", "when": {"told_on": {"given": True}}, "deny": True},
        {"id": "not-told", "when": {"told_on": {"given": False}}, "deny": True},
        {"id": "ten-nights", "when": {"nights": {"over": 8}}, "deny": True},
        {"id": "few-nights", "when": {"nights": {"under": 9}}, "deny": True},
        {"id": "dear", "when": {"cost": {"over": 0}}, "deny": True},
        {"id": "clerks", "when": {"role": "clerk"}, "deny": True},
        {"id": "bosses", "when": {"role": "boss"}, "deny": True},
    ],
}


@pytest.mark.parametrize(
    ("left", "right", "remedy", "meets"),
    [
        ("noise", "dirt", "refund", False),
        ("noise", "low", "refund", True),
        ("noise-but-low", "low", "refund", False),
        ("noise-but-low", "noise", "refund", True),
        ("noise", "never", "refund", False),
        ("two-by-two", "low-noise", "refund", False),
        ("two-by-two", "noise", "refund", True),
        ("two-by-two", "low", "refund", True),
        ("told", "not-told", "refund", False),
        ("ten-nights", "few-nights", "refund", False),
        ("ten-nights", "noise", "refund", True),
        ("dear", "noise", "refund", True),
        ("dear", "noise", "apology", False),
        ("clerks", "bosses", "refund", False),
        ("clerks", "all", "refund", True),
    ],
)
def test_which_lines_meet(left: str, right: str, remedy: str, meets: bool) -> None:
    rulebook = loaded(POLICY).rulebook
    assert rulebook is not None
    lines = {line.id: line for line in every_line(rulebook)}
    wanted = next(one for one in rulebook.remedies if one.id == remedy)
    for pair in ((lines[left], lines[right]), (lines[right], lines[left])):
        assert meet(rulebook, pair, wanted, ("clerk", "boss"), None) is meets
