"""Whatever the lint warns of has its page, and the page's policy is warned of just that."""

from __future__ import annotations

from pathlib import Path

import pytest

from empower.rules.analysis.lint import LINT_CODES

PAGES = Path(__file__).resolve().parents[2] / "docs" / "problems"


@pytest.mark.parametrize("code", LINT_CODES)
def test_a_warning_has_its_page(code: str) -> None:
    text = (PAGES / f"{code}.md").read_text(encoding="utf-8")
    assert f": {code}: " in text  # as `tests/docs` saw it come out of the program
