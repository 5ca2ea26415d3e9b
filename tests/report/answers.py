"""Real decisions: the cases of a pack, put to its policy."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from empower.domain.balances import Balances
from empower.domain.decision import Decision
from empower.policyfile.case_files.cases import Cases, load_cases
from empower.policyfile.load import load_policy
from empower.policyfile.said.zone import written_local
from empower.report.as_text import decision_text
from empower.rules.decide import decide
from empower.rules.rulebook import Rulebook
from empower.services.asked import counted

ROOT = Path(__file__).resolve().parents[2]
HARBOUR = ROOT / "tests" / "packs" / "harbour-hotel"
SHOP = ROOT / "tests" / "report" / "shop"


@lru_cache
def rulebook_of(pack: Path) -> Rulebook:
    """The pack's policy, which has no problem."""
    loaded = load_policy(pack / "policy.yaml")
    assert loaded.rulebook is not None, loaded.problems
    return loaded.rulebook


@lru_cache
def cases_of(pack: Path) -> Cases:
    """The pack's cases, which have no problem."""
    cases = load_cases(pack / "cases.yaml", rulebook_of(pack))
    assert not cases.problems, cases.problems
    return cases


@lru_cache
def answers_of(pack: Path) -> dict[str, Decision]:
    """The decision on each case, by its name."""
    rulebook, cases = rulebook_of(pack), cases_of(pack)
    found: dict[str, Decision] = {}
    for case in cases.cases:
        balances = counted(rulebook, case.given, case.path)
        assert isinstance(balances, Balances), balances
        found[case.name] = decide(rulebook, case.ask, balances, cases.people)
    return found


def shown(decision: Decision, pack: Path, width: int | None = 100) -> str:
    """The decision as somebody reads it."""
    rulebook = rulebook_of(pack)

    def local(at: int) -> str:
        return written_local(at, rulebook.timezone)

    return decision_text(decision, rulebook, colour=False, local=local, file="policy.yaml", width=width)
