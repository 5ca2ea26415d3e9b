"""Files are written anew only when they say the same, and whole or not at all."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from empower.domain.errors import CannotAskError
from empower.policyfile.load import load_policy, read_policy
from empower.policyfile.reader.tree import read_tree
from empower.rules.rulebook import Rulebook
from empower.services.formatting import laid_out, same_meaning, says_the_same
from empower.services.rewriting import ChangedMeanwhileError, rewrite

PACK = Path(__file__).resolve().parents[1] / "packs" / "harbour-hotel"
POLICY = (PACK / "policy.yaml").read_text(encoding="utf-8")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the hotel's files, of which the policy is not tidy."""
    for file in PACK.glob("*.yaml"):
        shutil.copy(file, tmp_path)
    (tmp_path / "policy.yaml").write_text(untidy(POLICY), encoding="utf-8")
    return tmp_path


@pytest.fixture
def open_folder(folder: Path) -> Iterator[Path]:
    """The same where everybody may go and make files: no other run of tests closes a folder above it meanwhile."""
    with tempfile.TemporaryDirectory() as temporary:
        opened = shutil.copytree(folder, Path(temporary) / "hotel", copy_function=shutil.copyfile)
        for one in (opened, opened.parent):
            one.chmod(0o777)
        yield opened


def untidy(text: str) -> str:
    return text.replace("{kind: courtesy}", "{ kind: courtesy }")


def rulebook(text: str) -> Rulebook:
    found = read_policy(text.encode(), "policy.yaml").rulebook
    assert found is not None
    return found


def test_a_policy_is_written_as_it_should_be_and_then_left(folder: Path) -> None:
    (found,) = laid_out([folder], write=True)
    assert (found.changes, found.written) == (True, True)
    assert (folder / "policy.yaml").read_text(encoding="utf-8") == POLICY
    state = (folder / "policy.yaml").stat()
    (found,) = laid_out([folder], write=True)
    assert (found.changes, found.written) == (False, False)
    assert (folder / "policy.yaml").stat() == state
    assert sorted(path.name for path in folder.iterdir()) == ["cases.yaml", "policy.yaml", "roster.yaml"]


def test_a_look_writes_nothing(folder: Path) -> None:
    (found,) = laid_out([folder], write=False)
    assert (found.changes, found.written) == (True, False)
    assert (folder / "policy.yaml").read_text(encoding="utf-8") == untidy(POLICY)


def test_the_same_rulebook_wherever_its_lines_stand() -> None:
    assert same_meaning(rulebook(POLICY), rulebook(f"# a new first line\n{untidy(POLICY)}"))


@pytest.mark.parametrize(
    ("was", "becomes"),
    [
        ("amount: 7500", "amount: 7500.01"),
        ("reports_to: supervisor", "reports_to: duty_manager"),
        ("a minor noise claim", "a small noise claim"),
        ("{failure: overbooked}", "{failure: not_ready}"),
        ("default: standard", "default: silver"),
        ("per: property", "per: all"),
    ],
)
def test_another_rulebook(was: str, becomes: str) -> None:
    assert was in POLICY
    other = POLICY.replace(was, becomes, 1)
    assert not same_meaning(rulebook(POLICY), rulebook(other))
    assert not says_the_same(rulebook(POLICY), other.encode(), "policy.yaml")


@pytest.mark.parametrize("becomes", ["a: '1'\n", "a: 1.0\n", "a: true\n", "a: [1]\n", "b: 1\n", "a: 1\nb: 2\n", "a: {"])
def test_other_data(becomes: str) -> None:
    data = read_tree(b"a: 1\n").data
    assert says_the_same(data, b"a:   1\n", "cases.yaml")
    assert not says_the_same(data, becomes.encode(), "cases.yaml")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"a: 1\0\n", "hidden-character"),
        (b"a:\n\tb: 1\n", "tab-indent"),
        (b"\xff\xfea\0", "wrong-encoding"),
        (b"a: [1, 2\n", "unclosed-bracket"),
        (b"a: 1\na: 2\n", "duplicate-key"),
        (b"a: *b\n", "yaml-alias"),
        (b"a: " + b"[" * 70 + b"]" * 70, "too-deep"),
        (b"a: " + b"x" * 8_000_000, "file-too-big"),
        (b"", "empty-file"),
        (b"a: 010\n", "number-form"),
        (POLICY.replace("remedies: late_checkout", "remedies: late_chekout").encode(), "unknown-remedy"),
    ],
)
def test_a_file_with_a_problem_is_left_and_so_are_the_others(folder: Path, data: bytes, code: str) -> None:
    (folder / "bad.yaml").write_bytes(data)
    with pytest.raises(CannotAskError) as told:
        laid_out([folder, folder / "bad.yaml"], write=True)
    assert told.value.exit_code == 5
    assert code in [problem.code for problem in told.value.problems]
    assert (folder / "bad.yaml").read_bytes() == data
    assert (folder / "policy.yaml").read_text(encoding="utf-8") == untidy(POLICY)


def test_a_file_of_eight_million_bytes_is_no_trouble(tmp_path: Path) -> None:
    file = tmp_path / "cases.yaml"
    file.write_text("cases:   [" + "x,  " * 100_000 + "y]\n" + "# and so on\n" * 100_000, encoding="utf-8")
    (found,) = laid_out([file], write=True)
    assert found.written
    assert file.read_text(encoding="utf-8").startswith("cases: [x, x, x")


def test_line_ends_and_marks(tmp_path: Path) -> None:
    file = tmp_path / "roster.yaml"
    file.write_bytes(b"\xef\xbb\xbfpeople:\r\n- {id: ana,roles: [clerk]}\r\n")
    (found,) = laid_out([file], write=True)
    assert (found.mark, found.ends) == (True, True)
    assert [(one.line, one.before, one.after) for one in found.differences] == [
        (2, ("- {id: ana,roles: [clerk]}",), ("  - {id: ana, roles: [clerk]}",))
    ]
    assert file.read_bytes() == b"people:\n  - {id: ana, roles: [clerk]}\n"


def test_a_link_stays_a_link_and_a_mode_a_mode(folder: Path) -> None:
    file = folder / "policy.yaml"
    file.chmod(0o640)
    link = folder / "live.yaml"
    link.symlink_to("policy.yaml")
    laid_out([link], write=True)
    assert link.is_symlink()
    assert file.stat().st_mode & 0o777 == 0o640
    assert file.read_text(encoding="utf-8") == POLICY


def test_what_somebody_else_wrote_meanwhile_is_kept(folder: Path) -> None:
    file = folder / "policy.yaml"
    with pytest.raises(ChangedMeanwhileError, match="changed by somebody else"):
        rewrite(file, b"what was read\n", b"what was made of it\n")
    assert file.read_text(encoding="utf-8") == untidy(POLICY)
    assert sorted(path.name for path in folder.iterdir()) == ["cases.yaml", "policy.yaml", "roster.yaml"]


# Whoever owns the machine may read and write everything, so the child asks as nobody; what it needs is loaded before that.
AS_SOMEBODY_ELSE = f"""
import os, sys
from pathlib import Path
from empower.domain.errors import CannotAskError
from empower.services.formatting import laid_out
laid_out([Path({str(PACK)!r})], write=False)
if os.geteuid() == 0:
    os.setgroups([]); os.setgid(65534); os.setuid(65534)
try:
    print([one.written for one in laid_out([Path(sys.argv[1])], write=True)])
except CannotAskError as told:
    print([(problem.code, problem.file) for problem in told.problems])
except OSError as told:
    print((type(told), told.filename))
"""


@pytest.mark.parametrize("mode", [0o000, 0o444, 0o666])
def test_a_file_that_may_not_be_read_or_written(mode: int, open_folder: Path) -> None:
    """In a folder where whoever asks may make files; that the mode alone decides is seen by the one that allows it."""
    file = open_folder / "policy.yaml"
    file.chmod(mode)
    child = [sys.executable, "-c", AS_SOMEBODY_ELSE, str(open_folder)]
    done = subprocess.run(child, capture_output=True, text=True, check=True)
    told = {0o000: [("unreadable-file", str(file))], 0o444: (PermissionError, str(file)), 0o666: [True]}
    assert done.stdout == f"{told[mode]}\n"
    file.chmod(0o600)
    assert file.read_text(encoding="utf-8") == (POLICY if mode == 0o666 else untidy(POLICY))
    assert sorted(path.name for path in open_folder.iterdir()) == ["cases.yaml", "policy.yaml", "roster.yaml"]


def test_a_place_that_takes_no_file(folder: Path) -> None:
    file = folder / ("long" * 60 + "name.yaml")  # there is no room for a longer name beside it
    file.write_bytes(b"a:   1\n")
    with pytest.raises(OSError, match="longlong") as failed:
        rewrite(file, b"a:   1\n", b"a: 1\n")
    assert failed.value.filename == str(file)
    assert file.read_bytes() == b"a:   1\n"


def test_the_shipped_policies_mean_the_same_as_themselves() -> None:
    for path in sorted(PACK.parents[2].glob("policies/*/policy*.yaml")):
        one, two = load_policy(path).rulebook, load_policy(path).rulebook
        assert one is not None
        assert two is not None
        assert same_meaning(one, two)
