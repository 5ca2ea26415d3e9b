"""Real answers of the complete example, in every form."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from empower.report.as_json import decision_json
from empower.report.screen import columns
from tests.report.answers import HARBOUR, answers_of, rulebook_of, shown

Seen = Callable[[str, str], None]
SHOWN = {
    "splitting": "splitting does not help",
    "two-signatures": "asked from below it is two people's",
    "deputy": "while a supervisor is away the deputy says yes in that name",
    "injury": "anything else for an injury is the general manager's",
    "walked": "a walked guest is owed two hundred a night",
    "goodwill-beyond": "what goes beyond is goodwill",
    "papers": "anyone may solve it up to two thousand",
    "gold-only": "for a silver guest it is the duty manager's",
    "too-old": "a day older",
    "storm": "in the week of the storm the rule was lifted",
    "year-spent": "beyond it nobody may",
    "too-many-nights": "never four",
}


def test_every_case_can_be_shown_in_every_form() -> None:
    for decision in answers_of(HARBOUR).values():
        plain = shown(decision, HARBOUR, None)
        terminal = shown(decision, HARBOUR, 72)
        assert plain.splitlines()[0].split(" — ")[0] in ("YES", "ASK", "NO", "MISSING")
        assert max([columns(line) for line in terminal.splitlines()]) <= 72
        found = decision_json(decision, rulebook_of(HARBOUR), file="policy.yaml", in_force=True)
        assert json.loads(json.dumps(found)) == found
        for reason in found["reasons"]:
            assert reason["message"] in plain or found["outcome"] == "approve"


@pytest.mark.parametrize("name", SHOWN)
def test_a_real_answer(name: str, seen: Seen) -> None:
    decision = answers_of(HARBOUR)[SHOWN[name]]
    terminal, pipe = shown(decision, HARBOUR, 80), shown(decision, HARBOUR, None)
    seen(f"harbour-{name}.txt", f"{terminal}\n\n{pipe}\n")


def test_a_real_answer_as_an_object(seen: Seen) -> None:
    decision = answers_of(HARBOUR)["splitting does not help"]
    found = decision_json(decision, rulebook_of(HARBOUR), file="policy.yaml", in_force=True)
    found["policy"]["digest"] = "sha256:…"
    seen("harbour-splitting.json", json.dumps(found, indent=2, ensure_ascii=False) + "\n")
