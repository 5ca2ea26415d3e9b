"""What the lint found, told: each finding in its frame, where it is so, and a request to try."""

from __future__ import annotations

from empower.report.frame import framed
from empower.report.parts_json import problem_json
from empower.report.phrases import several
from empower.report.problems import counted_problems
from empower.report.regions import region_json, region_words
from empower.report.witness import command_of
from empower.report.wording import Names

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from empower.rules.rulebook import Rulebook
    from empower.services.lint import Finding, Linted

__all__ = ["finding_text", "lint_json", "lint_text"]

_MOST_REGIONS = 3


def lint_text(linted: Linted, policy: str = "") -> str:
    """Every finding, and how many there are. `policy` is what the commands to try name, where they have to."""
    shown = [finding_text(one, linted.rulebook, policy, number) for number, one in enumerate(linted.findings, 1)]
    closing = counted_problems(tuple([one.problem for one in linted.findings]))
    if linted.accepted:
        closing += f"; {several(len(linted.accepted), 'finding')} accepted"
    return "\n\n".join([*shown, closing])


def finding_text(one: Finding, rulebook: Rulebook | None, policy: str = "", number: int = 1) -> str:
    """A finding: its line in a frame, then where it is so and what to type to see it. `number` is its own among several."""
    lines = [framed(one.problem)]
    if rulebook is None:
        return lines[0]
    names = Names(rulebook)
    lines += [f"  where: {region_words(region, names)}" for region in one.regions[:_MOST_REGIONS]]
    if len(one.regions) > _MOST_REGIONS:
        lines.append(f"  and {len(one.regions) - _MOST_REGIONS} more: --json shows all")
    if one.witness is not None:
        first, *rest = command_of(one.witness, rulebook, policy, number).split("\n")
        lines += [f"  try: {first}", *[f"       {line}" for line in rest]]
    return "\n".join(lines)


def lint_json(linted: Linted, policy: str = "") -> dict[str, Any]:
    """The same as one object, with every region; what is accepted stands apart."""
    book, found = linted.rulebook, len(linted.findings)
    return {
        "schema": "empower/policy-lint/1",
        "problems": [_finding(one, book, policy, number) for number, one in enumerate(linted.findings, 1)],
        "accepted": [
            {**_finding(one, book, policy, found + number), "because": one.because}
            for number, one in enumerate(linted.accepted, 1)
        ],
    }


def _finding(one: Finding, rulebook: Rulebook | None, policy: str, number: int) -> dict[str, Any]:
    told: dict[str, Any] = {"level": one.problem.level, **problem_json(one.problem), "where": [], "witness": None}
    if rulebook is None:
        return told
    told["where"] = [region_json(region, Names(rulebook)) for region in one.regions]
    if one.witness is not None:
        told["witness"] = {
            "command": command_of(one.witness, rulebook, policy, number),
            "outcome": one.witness.comes or None,
            "role": one.witness.role or None,
            "remedy": one.witness.remedy,
        }
    return told
