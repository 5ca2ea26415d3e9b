"""A file that cannot be had is a problem like any other, and says what to do about it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from empower.domain.problem import PlacedProblem
from empower.policyfile.reader.files import read_file

LIMIT = 8_000_000


def problem_of(path: Path) -> PlacedProblem:
    """The one thing wrong with a file."""
    found = read_file(path)
    assert isinstance(found, tuple)
    (only,) = found
    assert (only.file, only.line) == (str(path), 1)
    assert only.hint
    return only


def test_a_file_is_its_bytes(tmp_path: Path) -> None:
    path = tmp_path / "policy.yaml"
    path.write_bytes(b"\xef\xbb\xbfa: \xc3\xa9\r\n")
    assert read_file(path) == b"\xef\xbb\xbfa: \xc3\xa9\r\n"


def test_a_missing_file_may_be_a_neighbour(tmp_path: Path) -> None:
    (tmp_path / "policy.yaml").touch()
    found = problem_of(tmp_path / "polcy.yaml")
    assert (found.code, found.message) == ("missing-file", f"there is no file `{tmp_path / 'polcy.yaml'}`")
    assert found.hint == f"did you mean `{tmp_path / 'policy.yaml'}`?"
    assert "check the name" in problem_of(tmp_path / "unlike.csv").hint


def test_a_missing_folder_is_named_before_what_is_in_it(tmp_path: Path) -> None:
    (tmp_path / "policies").mkdir()
    found = problem_of(tmp_path / "polices" / "retail" / "policy.yaml")
    assert found.message == f"there is no folder `{tmp_path / 'polices'}`"
    assert found.hint == f"did you mean `{tmp_path / 'policies'}`?"


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "policy.yaml").touch()
    found = problem_of(tmp_path / "policy.yaml" / "x.yaml")
    assert found.code == "missing-file"
    assert "is a file, not a folder" in found.message


def test_a_link_that_leads_nowhere_is_not_suggested_again(tmp_path: Path) -> None:
    (tmp_path / "policy.yaml").symlink_to("gone.yaml")
    assert "no longer there" in problem_of(tmp_path / "policy.yaml").message


def test_a_folder_is_not_a_file(tmp_path: Path) -> None:
    assert problem_of(tmp_path).hint == "name a file"
    (tmp_path / "b.yaml").touch()
    (tmp_path / "a.txt").touch()
    found = problem_of(tmp_path)
    assert (found.code, found.hint) == ("not-a-file", f"name a file in it, such as `{tmp_path / 'b.yaml'}`")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert problem_of(tmp_path / "pipe").code == "not-a-file"
    assert problem_of(Path(os.devnull)).code == "not-a-file"


def test_a_name_the_system_refuses_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "circle").symlink_to("circle")
    for path in (tmp_path / "circle", tmp_path / ("x" * 5_000), Path("a\0b")):
        assert problem_of(path).code == "unreadable-file"


@pytest.mark.skipif(not hasattr(os, "setuid"), reason="this system has no users to be")
def test_a_file_of_somebody_else_may_not_be_read(tmp_path: Path) -> None:
    (tmp_path / "policy.yaml").write_text("a: 1\n")
    (tmp_path / "policy.yaml").chmod(0)
    # Whoever owns the machine may read everything, so the child asks as nobody; what it needs is loaded before that.
    program = (
        "import os, sys; from pathlib import Path; from empower.policyfile.reader.files import read_file\n"
        "read_file(Path('policy.yaml'))\n"
        "os.getuid() or os.setuid(65534)\n"
        "print(read_file(Path('policy.yaml'))[0].code)"
    )
    tmp_path.chmod(0o755)
    child = subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False
    )
    assert child.stdout == "unreadable-file\n", child.stderr


def test_an_empty_file_is_a_problem(tmp_path: Path) -> None:
    path = tmp_path / "policy.yaml"
    for data in (b"", b" \n\t\n", b"\xef\xbb\xbf\n"):
        path.write_bytes(data)
        assert problem_of(path).code == "empty-file"


def test_the_size_is_looked_at_before_the_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "policy.yaml"
    path.write_bytes(b"a: " + b"x" * (LIMIT - 4))
    data = read_file(path)
    assert isinstance(data, bytes)
    assert len(data) == LIMIT - 1
    with path.open("ab") as opened:
        opened.write(b"x")
    found = problem_of(path)
    assert (found.code, found.message) == (
        "file-too-big",
        "the file has 8,000,000 bytes; only files under 8 MB are read",
    )
    os.truncate(path, 10_000_000_000)  # it takes no room on the disk, and would not fit the memory
    assert "10,000,000,000 bytes" in problem_of(path).message


def test_what_cannot_be_seen_has_its_place(tmp_path: Path) -> None:
    path = tmp_path / "policy.yaml"
    path.write_bytes("a: é\nb: x\0y \u202e\nc: \u200b\n".encode())
    found = read_file(path)
    assert isinstance(found, tuple)
    assert [(one.code, one.line, one.column) for one in found] == [
        ("hidden-character", 2, 5),
        ("hidden-character", 2, 8),
        ("hidden-character", 3, 4),
    ]


def test_another_encoding_has_its_place(tmp_path: Path) -> None:
    path = tmp_path / "policy.yaml"
    path.write_bytes("a: 1\nb: Café\n".encode("latin-1"))
    found = read_file(path)
    assert isinstance(found, tuple)
    assert [(one.code, one.line, one.column) for one in found] == [("wrong-encoding", 2, 7)]
    assert found[0].source == "b: Caf\ufffd"
