"""Every request that the lint or the difference prints, run as it is printed, shows what it is to show."""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from random import Random
from typing import Any

import pytest

from empower.domain.people import Person
from tests.brute.drawn import drawn, loads
from tests.brute.mutants import mutants
from tests.brute.oracle import Oracle
from tests.brute.printed import answer_to, run
from tests.brute.rosters import drawn_roster
from tests.brute.test_oracles import shop
from tests.laws.yaml_text import yaml_text

Tree = dict[str, Any]
Capture = pytest.CaptureFixture[str]

TORTURE = bool(os.environ.get("EMPOWER_TORTURE"))
CHUNKS, CHUNK = (30, 4) if TORTURE else (1, 2)
PAIRS = 120 if TORTURE else 6
FAULTS = ("ungranted", "prefers-the-denied", "not-carried", "all-lifted", "promise-broken")
DENIED = {"nobody-may-give", "dead-end", "nobody-to-say-yes"}
NOT_APPROVED = {"prefer-never-approved", "owed-not-carried"}
WEIGHED = ("outcome", "approvers", "owed", "needs", "must")
CODES = {*DENIED, *NOT_APPROVED, "broken-promise", "exceptions-overlap"}


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_what_the_lint_prints_shows_what_it_says(
    chunk: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    seen: set[str] = set()
    history = 0
    for seed in range(chunk * CHUNK, (chunk + 1) * CHUNK):
        for number, tree in enumerate(policies(seed)):
            people = drawn_roster(Random(seed + number), Oracle(tree)) if number % 2 else None
            desk(tmp_path / f"{seed}-{number}", tree, people)
            monkeypatch.chdir(tmp_path / f"{seed}-{number}")
            for found in run(capsys, "policy", "lint", "--at", "2026-05-01", "--json")["problems"]:
                # what is found of the policy alone is shown without the people of a house
                if found["witness"] is not None and (people is None or found["code"] == "nobody-to-say-yes"):
                    shows(capsys, tree, found)
                    seen.add(found["code"])
                    history += "\n" in found["witness"]["command"]
    assert seen <= CODES
    assert chunk or len(seen) > 3, seen
    assert chunk or history, "some take what was given before"


@pytest.mark.parametrize("seed", range(PAIRS))
def test_what_the_difference_prints_is_answered_otherwise(
    seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    monkeypatch.chdir(tmp_path)
    old = drawn(f"pair {seed}", 1_500)
    made = [one.tree for one in mutants(old) if one.kind not in ("mistyped", "cycle")]
    Random(seed).shuffle(made)
    Path("old.yaml").write_text(yaml_text(old), encoding="utf-8")
    for new in [tree for tree in made if loads(tree)][:3]:
        Path("new.yaml").write_text(yaml_text(new), encoding="utf-8")
        told = run(capsys, "policy", "diff", "old.yaml", "new.yaml", "--at", "2026-05-01", "--json")
        for change in told["changes"]:
            if change["try"] and set(old["remedies"]) == set(new["remedies"]):
                before, after = [answer_to(capsys, change["try"], policy=name) for name in ("old.yaml", "new.yaml")]
                assert [before[key] for key in WEIGHED] != [after[key] for key in WEIGHED], (change, old, new)


def policies(seed: int) -> Iterator[Tree]:
    """A few drawn policies, and the same with faults of the kinds that the lint shows by a request."""
    if not seed:
        late = {"role": "clerk", "remedy": "sorry", "incident_goodwill": {"over": 1}}
        yield shop(facts={}, promises=[{"id": "no-words-late", "when": late, "never": "approve"}])
    owing = next(tree for n in count() if "owed" in (tree := drawn(f"owing {seed} {n}", 1_000)))
    for tree in (drawn(f"shown {seed}", 1_500), owing, drawn(f"shown {seed}", 1_000, timed=True)):
        yield tree
        for kind in FAULTS:
            yield from [one.tree for _, one in zip(range(1), mutants(tree, kind), strict=False) if loads(one.tree)]


def desk(folder: Path, tree: Tree, people: tuple[Person, ...] | None) -> None:
    """A folder in which the policy is the one that is asked, by these people."""
    folder.mkdir()
    (folder / "policy.yaml").write_text(yaml_text(tree), encoding="utf-8")
    workspace = "policy: policy.yaml\n"
    if people is not None:
        here = {one.id: one for one in people if one.service == (None, None)} or {
            "p0": Person(id="p0", roles=("clerk",))
        }
        roster = [
            {"id": one.id, "roles": list(one.roles)} | ({"deputy": one.deputy} if one.deputy in here else {})
            for one in here.values()
        ]
        (folder / "roster.yaml").write_text(yaml_text({"people": roster}), encoding="utf-8")
        workspace += "roster: roster.yaml\n"
    (folder / "empower.yaml").write_text(workspace, encoding="utf-8")


def shows(capsys: Capture, tree: Tree, found: dict[str, Any]) -> None:
    """Runs the request of a finding, and looks whether it is as the finding says."""
    code, witness, about = found["code"], found["witness"], (found, tree)
    ran = answer_to(capsys, witness["command"])
    assert ran["outcome"] == witness["outcome"], about
    if code in DENIED:
        assert ran["outcome"] == "deny", about
    if code in NOT_APPROVED:
        assert ran["outcome"] != "approve", about
    if code == "dead-end":
        others = [answer_to(capsys, witness["command"], role=role)["outcome"] for role in tree["roles"]]
        assert "approve" in others, about
    if code == "broken-promise":
        promise = next(line for line in tree["promises"] if f"`{line['id']}`" in found["message"])
        assert (ran["outcome"] == promise.get("never", promise.get("always"))) == ("never" in promise), about
    if code == "exceptions-overlap":
        lifted = {reason["rule"] for reason in ran["reasons"] if reason["code"] == "exception"}
        both = {line["id"] for line in tree["exceptions"] if f"`{line['id']}`" in found["message"]}
        assert len(both) == 2, about
        assert both <= lifted, about
