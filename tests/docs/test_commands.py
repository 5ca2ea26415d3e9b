"""Every command on a page is run, and what the page says is seen is what is seen."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.docs import pages

PAGES = pages.pages()


@pytest.mark.parametrize("page", PAGES, ids=[str(page.relative_to(pages.ROOT)) for page in PAGES])
def test_what_the_page_shows_is_seen(page: Path, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    if (others := pages.missing(page)) and not os.environ.get("CI"):
        pytest.skip(f"not installed: {', '.join(others)}")
    shown = pages.run(page, tmp_path)
    if request.config.getoption("--update-snapshots"):
        page.write_text(pages.updated(page, shown), encoding="utf-8")
    for command, now in zip(pages.commands(page), shown, strict=True):
        assert now == [line.rstrip() for line in command.seen], command.text


def test_there_is_something_to_type_for_each_kind_of_reader() -> None:
    names = {str(page.relative_to(pages.ROOT)) for page in PAGES}
    wanted = {"README.md", "docs/first-policy.md", "docs/for-staff.md", "docs/for-managers.md", "docs/for-authors.md"}
    wanted |= {"docs/for-auditors.md", "docs/personal-data.md"}
    assert wanted <= names
