"""The language means what its case files say: every case of every file is put to its policy."""

from __future__ import annotations

from pathlib import Path

import pytest

from empower.domain.errors import CannotAskError
from tests.rules.case_files import FILES, results_of, sections


@pytest.mark.parametrize("file", FILES, ids=[file.stem for file in FILES])
def test_every_case_is_answered_as_its_file_says(file: Path, tmp_path: Path) -> None:
    try:
        results = results_of(file, tmp_path)
    except CannotAskError as wrong:
        pytest.fail("\n".join(f"{one.line}: {one.code}: {one.message}" for one in wrong.problems))
    told = [
        f"{file.name}:{result.line}: {result.name}: {one.what} should be {one.expected}, and is {one.actual}"
        for result in results
        for one in result.mismatches
    ]
    assert results
    assert told == []


@pytest.mark.parametrize("file", FILES, ids=[file.stem for file in FILES])
def test_every_file_says_in_a_sentence_what_it_shows(file: Path) -> None:
    lines = [line for line in sections(file.read_text(encoding="utf-8"))["description"] if line]
    assert len(lines) == 1
    assert lines[0].rstrip('"').endswith(".")
