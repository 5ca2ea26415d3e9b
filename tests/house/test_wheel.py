"""A plain install has the command and the packs, and nothing of the checkout."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path
from typing import NamedTuple

import pytest

import empower
from empower.policyfile.packs import pack_names

ROOT = Path(__file__).resolve().parents[2]


class Installed(NamedTuple):
    """A wheel, and an environment that has it."""

    wheel: Path
    environment: Path

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        """What a program of the environment answers, far from the checkout."""
        plain = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
        command = [str(self.environment / "bin" / words[0]), *words[1:]]
        return subprocess.run(
            command, cwd=self.environment, env=plain, capture_output=True, text=True, check=False, timeout=60
        )


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """The wheel made from the source archive, in an environment with our dependencies and without the checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    _python("-m", "hatchling", "build", "--target", "sdist", "--directory", str(folder))
    (archive,) = folder.glob("*.tar.gz")
    offline = ("--quiet", "--no-deps", "--no-index", "--disable-pip-version-check")
    _python("-m", "pip", "wheel", *offline, "--no-build-isolation", "--wheel-dir", str(folder), str(archive))
    (wheel,) = folder.glob("*.whl")
    environment = folder / "environment"
    _python("-m", "venv", "--without-pip", str(environment))
    _python("-m", "pip", "--python", str(environment / "bin" / "python"), "install", *offline, str(wheel))
    # Their folder only: its own .pth files, one of which leads to the checkout, are not followed from here.
    (packages,) = environment.glob("lib/python*/site-packages")
    (packages / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return Installed(wheel, environment)


def test_the_wheel_holds_the_package_and_the_packs_and_nothing_else(installed: Installed) -> None:
    names = zipfile.ZipFile(installed.wheel).namelist()
    information = f"empower_remedy-{empower.__version__}.dist-info/"
    assert [name for name in names if not name.startswith(("empower/", information))] == []
    sources = {f"empower/{file.relative_to(ROOT / 'empower')}" for file in (ROOT / "empower").rglob("*.py")}
    packs = {
        f"empower/_policies/{file.relative_to(ROOT / 'policies')}"
        for file in (ROOT / "policies").rglob("*")
        if file.is_file()
    }
    assert packs
    assert sources | packs | {"empower/py.typed"} == {name for name in names if name.startswith("empower/")}
    assert f"{information}licenses/LICENSE" in names


def test_the_packs_are_found_after_an_install(installed: Installed) -> None:
    shown = installed.run("empower", "policy", "list")
    assert (shown.returncode, shown.stderr) == (0, "")
    assert pack_names()
    assert [name for name in pack_names() if name not in shown.stdout] == []
    where = "from empower.policyfile.packs import pack_folder as f; print(f('luxury-hotel'))"
    assert installed.run("python", "-c", where).stdout.strip().endswith("empower/_policies/luxury-hotel")


def test_the_checkout_does_not_come_along(installed: Installed) -> None:
    for module in ("cli", "tests", "bench", "examples", "policies"):
        shown = installed.run("python", "-c", f"import {module}")
        assert f"No module named '{module}'" in shown.stderr


def _python(*words: str) -> None:
    done = subprocess.run([sys.executable, *words], cwd=ROOT, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_book_can_be_made_after_an_install(installed: Installed) -> None:
    made = installed.run("empower", "init", "cafe", "--from", "restaurant")
    assert (made.returncode, made.stderr) == (0, "")
    words = ("record", "gift_card", "20", "failure=spill", "channel=dine_in", "bill=48", "customer=G-17", "--as", "kim")
    assert installed.run("empower", *words).returncode == 0
    shown = installed.run("empower", "ledger", "verify", "--rebuild")
    assert (shown.returncode, shown.stderr) == (0, "")
