"""A page is the same page whatever people wrote: not one element more, nothing run, nothing fetched, all of it to be read."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.hostile.browser import BROWSER, Parts, opened
from tests.hostile.lived import as_kept, lived
from tests.hostile.texts import TEXTS, plainly

PAGES = {
    "report.html": ("report", "--by=said", "--html=report.html"),
    "month.html": ("report", "2026-04", "--by=person", "--html=month.html"),
    "causes.html": ("report", "--by=cause", "--by=role", "--html=causes.html"),
    "matrix.html": ("policy", "matrix", "--html=matrix.html"),
}
POLICY = "default-src 'none'; style-src 'unsafe-inline'"
needs_a_browser = pytest.mark.skipif(
    not BROWSER and not os.environ.get("CI"), reason="no browser: install Debian's `chromium`"
)


def pages(folder: Path, says: Callable[[int], str]) -> dict[str, str]:
    """The pages of a house that has lived."""
    till = lived(folder / "house", "book.db", says)
    for words in PAGES.values():
        assert till.run(*words).code == 0, till.shown[-1]
    return {name: (till.folder / name).read_text(encoding="utf-8") for name in PAGES}


@pytest.fixture(scope="module")
def pasted(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Pages with the texts that people paste."""
    return pages(tmp_path_factory.mktemp("pasted"), lambda number: TEXTS[number])


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The same with plain words."""
    return pages(tmp_path_factory.mktemp("plain"), plainly)


def test_the_elements_are_those_of_plain_words(pasted: dict[str, str], plain: dict[str, str]) -> None:
    for name in PAGES:
        wicked, harmless = (Counter(Parts(page[name]).elements) for page in (pasted, plain))
        assert wicked == harmless, name
        assert ("meta", (("content", POLICY), ("http-equiv", "Content-Security-Policy"))) in wicked
        tags = {tag for tag, _ in wicked}
        attributes = {attribute for _, told in wicked for attribute, _ in told}
        assert not tags & {"script", "img", "iframe", "object", "embed", "link", "a", "base", "form", "input"}
        assert not [one for one in attributes if one.startswith("on") or one in ("href", "src", "style", "action")]


def test_each_text_stands_there_as_text(pasted: dict[str, str]) -> None:
    for name in ("report.html", "matrix.html"):
        told = " ".join(" ".join(Parts(pasted[name]).text).split())
        for text in TEXTS[:9]:
            assert as_kept(text).replace("\u200d", "") in told.replace("\u200d", ""), (name, text)


@needs_a_browser
def test_a_browser_runs_and_fetches_nothing(pasted: dict[str, str], tmp_path: Path) -> None:
    for name, page in pasted.items():
        (tmp_path / name).write_text(page, encoding="utf-8")
        found = opened(tmp_path / name, tmp_path)
        assert (found.said, found.asked) == ((), ()), name
        here, there = Counter(Parts(page).elements), Counter(Parts(found.dom).elements)
        assert here == there, name
        written, shown = (" ".join(" ".join(Parts(text).text).split()) for text in (page, found.dom))
        assert written == shown, name


@needs_a_browser
def test_the_browser_would_tell(tmp_path: Path) -> None:
    """What runs is heard and what is fetched is seen: the test above can fail. A dialog nobody answers would end in no page."""
    wicked = f"<!doctype html><html><body>{''.join(TEXTS[:4]).replace('alert(1)', '')}</body></html>"
    (tmp_path / "wicked.html").write_text(wicked, encoding="utf-8")
    found = opened(tmp_path / "wicked.html", tmp_path)
    assert any("owned" in line for line in found.said)
    assert found.asked
