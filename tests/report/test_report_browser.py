"""A report in a real browser: nothing runs in it, a telephone shows all of it, and on A4 no amount is clipped."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from empower.report.report_html import report_html
from empower.report.wording import Names
from tests.report.pdf_text import pages_of
from tests.report.report_book import HOSTILE, report, rulebook

BROWSER = next(
    (found for name in ("chromium", "google-chrome", "chromium-browser") if (found := shutil.which(name))), ""
)
A4 = (595, 842)
PAPER = 703  # pixels between the margins of A4, as the page sets them
PHONE = 360
TABLET = 800
# Every text that does not fit where it stands, and whether anything that somebody wrote has run.
MEASURED = """<!doctype html><body><script>
const frame = document.createElement("iframe");
frame.style.cssText = "border:0;height:900px;width:%dpx";
frame.onload = () => {
  const page = frame.contentDocument, wide = frame.clientWidth;
  const over = [...page.querySelectorAll("body *")].filter(one => {
    const box = one.getBoundingClientRect();
    const unseen = one.closest("thead") && getComputedStyle(one.closest("thead")).position === "absolute";
    const cut = one.matches("td, dd, th, .figure") && one.scrollWidth > one.clientWidth + 1;
    return !unseen && (cut || box.right > wide + 1 || box.left < -1);
  });
  document.body.dataset.told = JSON.stringify({
    scroll: page.documentElement.scrollWidth, over: over.slice(0, 5).map(one => one.outerHTML.slice(0, 200)),
    ran: window.seen === 1, cells: page.querySelectorAll("td").length, scripts: page.scripts.length,
  });
};
frame.srcdoc = %s;
document.body.append(frame);
</script></body>"""

pytestmark = pytest.mark.skipif(
    not BROWSER and not os.environ.get("CI"), reason="no browser: install Debian's `chromium`"
)


def page(text: str) -> str:
    return report_html(report(text), Names(rulebook(text)))


def run(tmp_path: Path, *options: str) -> str:
    """What the browser says, with a folder of its own for all it keeps."""
    words = ("--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path / 'browser'}")
    done = subprocess.run([BROWSER, *words, *options], check=True, capture_output=True, text=True, timeout=120)
    return done.stdout


def measured(tmp_path: Path, html: str, wide: int) -> dict[str, Any]:
    """The page in a frame of that width."""
    file = tmp_path / "frame.html"
    file.write_text(MEASURED % (wide, json.dumps(html).replace("</", "<\\/")), encoding="utf-8")
    shown = run(tmp_path, "--window-size=1400,1000", "--virtual-time-budget=5000", "--dump-dom", file.as_uri())
    told = re.search(r'data-told="([^"]*)"', shown)
    assert told is not None, shown[-500:]
    found = json.loads(unescape(told[1]))
    assert isinstance(found, dict)
    return found


@pytest.mark.parametrize("wide", [PHONE, TABLET, 1280])
@pytest.mark.parametrize("text", ["Any employee of Rua 7", HOSTILE, "x" * 300], ids=["plain", "hostile", "long"])
def test_nothing_runs_and_nothing_has_to_be_moved_sideways(text: str, wide: int, tmp_path: Path) -> None:
    found = measured(tmp_path, page(text), wide)
    assert (found["ran"], found["scripts"]) == (False, 0)
    assert found["over"] == []
    assert found["scroll"] <= wide
    assert found["cells"] > 50


def test_the_measuring_would_see_it(tmp_path: Path) -> None:
    """What is too wide is found, and what runs is seen: the tests above can fail."""
    wicked = "<!doctype html><body><p style='width:900px'>wide</p><script>parent.seen=1</script>"
    found = measured(tmp_path, wicked, PHONE)
    assert found["ran"] is True
    assert found["scroll"] > PHONE
    assert "wide" in found["over"][0]


@pytest.mark.parametrize("text", ["Any employee of Rua 7", HOSTILE], ids=["plain", "hostile"])
def test_on_paper_every_amount_is_there_and_none_leaves_the_page(text: str, tmp_path: Path) -> None:
    html = page(text)
    (tmp_path / "page.html").write_text(html, encoding="utf-8")
    paper = tmp_path / "page.pdf"
    run(tmp_path, "--no-pdf-header-footer", f"--print-to-pdf={paper}", (tmp_path / "page.html").as_uri())
    pages = pages_of(paper)
    assert {(round(wide), round(high)) for (wide, high), _ in pages} == {A4}
    printed = "".join([text for _, text in pages])
    cells = re.findall(r'class="figure"><span>([^<]+)</span>', html)
    amounts = [unescape(cell) for cell in cells if re.fullmatch(r"[\d.]+", unescape(cell))]
    assert len(amounts) > 60
    for amount in set(amounts):
        assert printed.count(amount) >= amounts.count(amount), amount
    on_paper = html.replace("@media print", "@media all").replace("@media screen", "@media speech")
    assert measured(tmp_path, on_paper, PAPER)["over"] == []


def test_the_first_sheet_answers(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(page("Rua 7"), encoding="utf-8")
    paper = tmp_path / "page.pdf"
    run(tmp_path, "--no-pdf-header-footer", f"--print-to-pdf={paper}", (tmp_path / "page.html").as_uri())
    first = pages_of(paper)[0][1].replace(" ", "")
    for told in ("123456789.01EUR", "41152263.00EUR", "2toanswer", "1of2budgets", "Rua7", "50%"):
        assert told in first, told
    assert "Whatlooksodd" in first
    assert "Monthbymonth" not in first
