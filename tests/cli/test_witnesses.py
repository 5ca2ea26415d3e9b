"""A witness runs as printed, and comes to what the analysis said: drawn over every combination of lines of every pack."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest

from empower.report.witness import command_of
from empower.services.plainer import plainer
from tests.cli.conftest import Run
from tests.laws.draws import of_seed
from tests.laws.packs import PACKS, pack_rulebook
from tests.laws.witnesses import drawn_witness

TOP = Path(__file__).resolve().parents[2]
DRAWS = 8  # for each remedy


@pytest.mark.parametrize("pack", PACKS)
def test_a_witness_runs_as_printed(pack: str, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    seen: set[str] = set()
    fewer = 0
    for remedy in pack_rulebook(pack).remedies:
        for number in range(DRAWS):
            d = of_seed(f"{pack} {remedy.id} {number}")
            drawn = drawn_witness(pack, remedy, d)
            if drawn is None:
                continue
            witness, said = drawn
            plain = plainer(witness, (pack_rulebook(pack),), ())
            fewer += len(plain.facts) < len(witness.facts)
            command = command_of(d.pick((witness, plain)), pack_rulebook(pack), str(TOP / pack))
            program, *words = shlex.split(command)
            ran = run(*words, "--json", "--no-input")
            assert program == "empower"
            assert ran.out, (command, ran.err)
            assert ran.json["outcome"] == said.outcome, command
            places = [(one["role"], tuple(one["or"]), one["count"]) for one in ran.json["approvers"]]
            assert sorted(places) == sorted(said.approvers), command
            seen.add(said.outcome)
    assert "approve" in seen
    assert len(seen) > 1
    assert fewer


BROKEN = """\
empower: 1
policy: cafe
currency: EUR
timezone: Europe/Lisbon
facts: {failure: {one_of: [slow, allergen]}, bill: {money: true}}
remedies: {apology: {kind: courtesy}, refund: {kind: cash, most: {amount: bill, per: incident}}}
roles: {waiter: {reports_to: owner}, owner: {final: true}}
grants: [{id: small, roles: waiter, limit: {amount: 20, per: incident}}]
promises: [{id: never-alone, when: {failure: allergen, remedy: apology, role: waiter}, never: approve}]
"""


def test_a_witness_keeps_what_it_is_to_show_and_leaves_out_the_rest(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "cafe.yaml"
    file.write_text(BROKEN, encoding="utf-8")
    ran = run("policy", "lint", "--policy", str(file), "--at", "2026-05-01", "--json")
    (found,) = [one for one in ran.json["problems"] if one["code"] == "broken-promise"]
    assert ran.code == 5
    (where,) = found["where"]
    assert (where["roles"], where["remedies"], where["where"]) == (["waiter"], ["apology"], ["failure allergen"])
    words = shlex.split(found["witness"]["command"])
    assert words[1:4] == ["check", "apology", "failure=allergen"]
    assert not [word for word in words if word.startswith(("bill=", "incident="))]
    assert run(*words[1:], "--json").json["outcome"] == found["witness"]["outcome"] == "approve"
