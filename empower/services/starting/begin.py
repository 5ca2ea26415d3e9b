"""From answers to a pack in its place: written aside, held to lint and to its own cases, and only then there."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

from empower.domain.errors import CannotAskError, UnsoundStartError
from empower.domain.results import CaseResult
from empower.policyfile.packs import POLICY
from empower.policyfile.said.page import WordsPage
from empower.policyfile.schema.policy import schema_for
from empower.services.before import unless_it_fails
from empower.services.house import ROSTER, open_house
from empower.services.lint import lint
from empower.services.packs import CASES, SCHEMA, SCHEMA_LINE, workspace_beside, wrong_folder
from empower.services.run_cases import run_cases
from empower.services.starting.answers import Answers
from empower.services.starting.cases_text import cases_text
from empower.services.starting.outline import outline
from empower.services.starting.policy_text import policy_text
from empower.services.starting.readme_text import readme_text
from empower.services.starting.roster_text import roster_text

__all__ = ["begun", "proven", "refused_folder"]

README = "README.md"


def refused_folder(folder: Path) -> CannotAskError | None:
    """Why no policy can be begun there; asked before the first question, so that nobody answers ten for nothing."""
    wrong = wrong_folder(folder)
    return None if wrong is None else CannotAskError(WordsPage(("policy", "new", str(folder))).placed([wrong]))


def begun(folder: Path, answers: Answers, now: int) -> tuple[tuple[Path, ...], tuple[CaseResult, ...]]:
    """The files of the new policy, and how its cases went: the pack lints clean and they pass, or nothing was made.

    Where no workspace is near, `empower.yaml` beside the folder makes one, the last of the files. Raises `CannotAskError`.
    """
    refused = refused_folder(folder)
    if refused is not None:
        raise refused
    lines = outline(answers)
    texts = {
        POLICY: SCHEMA_LINE + policy_text(answers, lines),
        CASES: cases_text(answers, lines),
        ROSTER: roster_text(answers),
        README: readme_text(answers),
    }
    workspace = workspace_beside(folder, ROSTER)
    aside = folder.with_name(f".{folder.name}.{os.getpid()}.new")
    with unless_it_fails() as before:
        before.remember(aside / POLICY, *(folder / name for name in (*texts, SCHEMA)), *workspace)
        try:
            aside.mkdir(parents=True)
            for name, text in texts.items():
                (aside / name).write_text(text, encoding="utf-8", newline="\n")
            cases = proven(aside, now)
            schema = json.dumps(schema_for(open_house(aside).rulebook), ensure_ascii=False, indent=1)
            (aside / SCHEMA).write_text(f"{schema}\n", encoding="utf-8", newline="\n")
            if folder.exists():
                folder.rmdir()  # it is empty: that was looked at
            aside.rename(folder)
        finally:
            shutil.rmtree(aside, ignore_errors=True)
        for file, text in workspace.items():
            file.write_text(text, encoding="utf-8", newline="\n")
    return (*[folder / name for name in (*texts, SCHEMA)], *workspace), cases


def proven(folder: Path, now: int) -> tuple[CaseResult, ...]:
    """How the cases of a pack went, all of them well. Raises `UnsoundStartError` where one failed, or lint warns."""
    problems = [one.problem for one in lint(folder, "", now, folder / ROSTER).findings]
    found = [f"{one.code}: {one.message}" for one in problems if one.level != "note"]
    cases = () if found else run_cases(open_house(folder, folder / ROSTER))
    for case in cases:
        found += [f"{case.name}: {one.what} should be {one.expected}, is {one.actual}" for one in case.mismatches]
    if found:
        raise UnsoundStartError(found[0])
    return cases
