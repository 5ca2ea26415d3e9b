"""The index of problems names every page, with its first sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "problems"
INDEX = FOLDER / "README.md"
HEAD = """\
# Problems, warnings and notes

Every message names its code. Here is what each means; its page shows an example, the way out, and why we are strict about it.

| code | what is wrong |
| --- | --- |
"""


def index() -> str:
    """The page as it should be."""
    pages = sorted(page for page in FOLDER.glob("*.md") if page != INDEX)
    return HEAD + "".join(f"| [`{page.stem}`]({page.name}) | {_first_sentence(page)} |\n" for page in pages)


def _first_sentence(page: Path) -> str:
    title, _, text = page.read_text(encoding="utf-8").partition("\n\n")
    assert f"`{page.stem}`" in title, page
    return " ".join(text.split("\n\n")[0].split()).replace("|", "\\|")


def test_the_index_is_complete(request: pytest.FixtureRequest) -> None:
    if request.config.getoption("--update-snapshots"):
        INDEX.write_text(index(), encoding="utf-8")
    assert INDEX.read_text(encoding="utf-8") == index()
