"""Broken policies as files: each holds the lines that matter, and exactly what is shown of them.

The head that every policy needs is put below those lines, so that they keep their numbers.
"""

from __future__ import annotations

import re
from pathlib import Path

from empower.policyfile.load import Loaded, read_policy
from empower.policyfile.reader.tree import read_tree
from empower.report.frame import framed

__all__ = ["FILES", "HEAD", "loaded", "parts", "told", "whole"]

FOLDER = Path(__file__).resolve().parents[1] / "cases" / "problems"
FILES = sorted(FOLDER.glob("*.yaml"))
HEAD = {
    "empower": "1",
    "policy": "shop",
    "currency": "EUR",
    "timezone": "Europe/Lisbon",
    "facts": "{failure: {one_of: [noise, billing]}, bill: {money: true}}",
    "remedies": "{apology: {kind: courtesy}, refund: {kind: cash}}",
    "roles": "{agent: {reports_to: manager}, manager: {final: true}}",
    "grants": "[{id: small, roles: agent, limit: {amount: 50, per: incident}}]",
}
_KEY = re.compile(r"^([a-z_]+):", re.MULTILINE)


def whole(lines: str, *without: str) -> str:
    """A whole policy with these lines in it: the head says what they do not, but for the keys it is to do without."""
    own = {*_KEY.findall(lines), *without}
    return lines + "".join(f"{key}: {value}\n" for key, value in HEAD.items() if key not in own)


def loaded(lines: str, *without: str) -> Loaded:
    """What loading makes of a policy with these lines."""
    return read_policy(whole(lines, *without).encode(), "policy.yaml")


def told(lines: str, *without: str) -> str:
    """Every problem of a policy with these lines, framed as a person sees it."""
    return "".join(f"{framed(problem)}\n" for problem in loaded(lines, *without).problems)


def parts(file: Path) -> dict[str, str]:
    """The description, the policy and the text shown."""
    data = read_tree(file.read_bytes()).data
    assert isinstance(data, dict)
    return {str(key): str(value) for key, value in data.items()}
