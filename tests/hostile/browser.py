"""A page opened in a real browser: what became of it there, what it said to the console, and what it asked the network for."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple

__all__ = ["BROWSER", "Opened", "Parts", "opened"]

BROWSER = next(
    (found for name in ("chromium", "google-chrome", "chromium-browser") if (found := shutil.which(name))), ""
)
_SAID = re.compile(r":CONSOLE(?::\d+|\(\d+\))?\] (.*)")
_OF_TEXTS = frozenset({"data-head", "data-role"})
"""Attributes whose value is a text that somebody wrote."""


class Opened(NamedTuple):
    """What a browser made of a page."""

    dom: str
    said: tuple[str, ...]
    asked: tuple[str, ...]  # addresses, but that of the page itself


class Parts(HTMLParser):
    """The elements of a page with their attributes, and its text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, tuple[tuple[str, str], ...]]] = []
        self.text: list[str] = []
        self._inside = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = sorted([(name, "" if name in _OF_TEXTS else value or "") for name, value in attrs])
        self.elements.append((tag, tuple(told)))
        self._inside = tag

    def handle_data(self, data: str) -> None:
        if self._inside != "style":
            self.text.append(data)


def opened(page: Path, folder: Path) -> Opened:
    """The page, once everything in it that can run has run."""
    log = folder / "net.json"
    options: tuple[str, ...] = (
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--no-first-run",
        "--disable-background-networking",
    )
    options += ("--enable-logging=stderr", f"--user-data-dir={folder / 'profile'}", f"--log-net-log={log}")
    options += ("--virtual-time-budget=3000", "--dump-dom")
    done = subprocess.run([BROWSER, *options, page.as_uri()], check=True, capture_output=True, text=True, timeout=180)
    said = tuple(_SAID.findall(done.stderr))
    addresses = re.findall(r'"url":\s*"([^"]+)"', log.read_text(encoding="utf-8"))
    hosts = {one for one in map(json.loads, [f'"{one}"' for one in addresses]) if "evil.example" in one}
    return Opened(done.stdout, said, tuple(sorted(hosts)))
