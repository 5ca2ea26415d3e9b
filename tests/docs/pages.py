"""Pages as scripts: what a reader would type, in the order they would type it, and what the page says they will see.

In a fenced block `console`, a line that begins with `$ ` is typed and the lines after it are what is seen. A fenced block
whose info string ends in `file=NAME` is a file that the reader saves under that name. A page of an example or a pack is read
inside a copy of its folder, any other page in an empty one. `$ make …` is run by `tests/house/test_demo.py`.

From the place where a page says that times and hashes differ from run to run, each of them stands as one and the same. Only the
end of a wait stands as many hours later as the page says it is.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from getpass import getuser
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_SKIP = {".git", ".venv", "build", "dist"}
_MARK = "\x1e"
_READ_IN = re.compile(r"^<!-- read in a copy of (\S+) -->$", re.MULTILINE)
_DIFFER = "<!-- times and hashes differ from run to run -->"
_NOW = datetime(2026, 5, 1, 22, 15)  # noqa: DTZ001 - on the house's own clocks
_FORM = "%Y-%m-%d %H:%M"
_TIME = r"\b20\d\d-\d\d-\d\d \d\d:\d\d\b"
_END = re.compile(rf"({_TIME}) \(in (\d+) hours?\)")
_TIMES = re.compile(rf"(until )?({_TIME})")
_OTHERS = ("bean-check", "sqlite3", "ssh-keygen")
"""Programs of other people that pages type. The tests of a page need those that it types."""
_STEADY = (
    (re.compile(r"\b20\d\d-\d\d-\d\dT[\d:.]+Z"), "2026-05-01T21:15:00Z"),
    (re.compile(r"\b[0-9a-f]{64}\b"), "0123456789abcdef" * 4),
    (re.compile(r"\b[0-9a-f]{16}\b"), "0123456789abcdef"),
    (re.compile(r"sha256:[0-9a-f]{12}\b"), "sha256:0123456789ab"),
    (re.compile(r"^[0-9A-Za-z+/]{43}=$", re.MULTILINE), f"{'0123456789abcdef' * 2}0123456789a="),
    (re.compile(r"\bSHA256:[0-9A-Za-z+/]{43}"), f"SHA256:{'0123456789abcdef' * 2}0123456789a"),
)


@dataclass
class Command:
    """One command, with the lines of the page that say what is seen."""

    text: str
    first: int  # of the lines of output, counted from 0
    seen: list[str] = field(default_factory=list)
    saved: list[tuple[str, str]] = field(default_factory=list)  # files to save before it is run


def pages() -> list[Path]:
    """Every page with something to type."""
    found = [page for page in ROOT.rglob("*.md") if not _SKIP & set(page.relative_to(ROOT).parts)]
    return sorted(page for page in found if commands(page))


def commands(page: Path) -> list[Command]:
    """What a page says to type."""
    found: list[Command] = []
    saved: list[tuple[str, str]] = []
    info, begun = "", 0
    lines = page.read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(lines):
        if not info and line.startswith("```"):
            info, begun = line[3:].strip() or "text", number
        elif info and line.startswith("```"):
            name = re.search(r"\bfile=(\S+)$", info)
            if name:
                saved.append((name[1], "\n".join(lines[begun + 1 : number]) + "\n"))
            info = ""
        elif info == "console":
            if line.startswith("$ "):
                found.append(Command(line[2:], number + 1, saved=saved))
                saved = []
            elif found:
                found[-1].seen.append(line)
    return [command for command in found if not command.text.startswith("make ")]


def missing(page: Path) -> list[str]:
    """The programs of other people that a page types and that are not installed here."""
    typed = {word for command in commands(page) for word in re.split(r"[\s|;&(]+", command.text)}
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return [name for name in _OTHERS if name in typed and shutil.which(name, path=path) is None]


def folder_of(page: Path, into: Path) -> Path:
    """Where a page is read: in a copy of its folder for an example or a pack, or of the one it names; else in an empty one."""
    named = _READ_IN.search(page.read_text(encoding="utf-8"))
    folder = ROOT / named[1] if named else page.parent
    if folder.parent.name not in ("examples", "policies"):
        return into
    copied = into / folder.name
    shutil.copytree(folder, copied, ignore=shutil.ignore_patterns("__pycache__"))
    return copied


def run(page: Path, into: Path, more: dict[str, str] | None = None) -> list[list[str]]:
    """What is seen after each command, in one shell, off a terminal; `more` is what else the shell's environment says."""
    folder = folder_of(page, into)
    found = commands(page)
    script = [f"cd '{folder}'", "code=0"]
    for number, command in enumerate(found):
        for name, text in command.saved:
            kept = into / f"saved-{number}-{Path(name).name}"
            kept.write_text(text, encoding="utf-8")
            script.append(f"mkdir -p \"$(dirname '{name}')\"; cp '{kept}' '{name}'")
        script += [f"printf '{_MARK}'", "(exit $code)", command.text, "code=$?"]
    home = into / "home"
    home.mkdir()
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["/bin/bash", "-c", "\n".join(script)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env={"PATH": path, "HOME": str(home), "LANG": "C.UTF-8", "TZ": "UTC"} | (more or {}),
        timeout=300,
        check=False,
    )
    text = done.stdout.decode()
    me = re.escape(getuser())
    text = re.sub(rf"begun by {me}\b", "begun by you", re.sub(rf"person: {me} — {me},", "person: you — you,", text))
    shown = text.split(_MARK)[1:]
    assert len(shown) == len(found), text
    lines = page.read_text(encoding="utf-8").splitlines()
    begins = lines.index(_DIFFER) if _DIFFER in lines else len(lines)
    ends = ends_in("".join(shown))
    shown = [steady(part, ends) if one.first > begins else part for one, part in zip(found, shown, strict=True)]
    return [[line.rstrip() for line in part.rstrip("\n").split("\n")] if part.rstrip("\n") else [] for part in shown]


def ends_in(text: str) -> list[tuple[datetime, datetime]]:
    """When each wait ends that the text says the hours of, and the same counted from the time that stands for every other."""
    return [(_read(at), _NOW + timedelta(hours=int(hours) + 1)) for at, hours in _END.findall(text)]


def steady(text: str, ends: list[tuple[datetime, datetime]] | None = None) -> str:
    """The text with every hash the same, and every time, but for the ends of waits; one of unsaid hours ends after a day."""
    known = ends_in(text) if ends is None else ends

    def one_time(found: re.Match[str]) -> str:
        until, at = found[1] or "", _read(found[2])
        alike = [one for end, one in known if abs(end - at) < timedelta(minutes=10)]  # a page takes a while to be read
        usual = _NOW + timedelta(days=1) if until else _NOW
        return until + (alike or [usual])[0].strftime(_FORM)

    text = _TIMES.sub(one_time, text)
    for pattern, one in _STEADY:
        text = pattern.sub(one, text)
    return text


def updated(page: Path, shown: list[list[str]]) -> str:
    """The page, with what is seen now."""
    lines = page.read_text(encoding="utf-8").splitlines()
    for command, now in reversed(list(zip(commands(page), shown, strict=True))):
        lines[command.first : command.first + len(command.seen)] = now
    return "\n".join(lines) + "\n"


def _read(at: str) -> datetime:
    return datetime.strptime(at, _FORM)  # noqa: DTZ007 - a page says times as the house's own clocks do
