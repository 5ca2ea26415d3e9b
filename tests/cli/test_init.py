"""A house is begun whole or not at all, nothing that exists is overwritten, and what is named next works."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

import pytest

from empower.cli import wiring
from empower.ledger.create import create
from empower.policyfile.packs import pack_names
from empower.services import adopt
from tests.cli.conftest import PACK, Run

SLOW = ("failure=slow", "bill=20", "channel=dine_in", "remake_offered=yes")
NOWHERE = "postgresql+psycopg://till@127.0.0.1:1/empower"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, where commands are run by somebody called `Mara Lund`."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(wiring, "logged_in_as", lambda: "Mara Lund")
    return tmp_path


def lying(folder: Path) -> dict[str, bytes]:
    """Every file there, with what it says."""
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def test_a_house_from_nothing(here: Path, run: Run) -> None:
    made = run("init", "corner", "--from", "restaurant")
    assert made.code == 0
    assert "made book.db: an empty book that obeys corner, begun by mara-lund\n" in made.out
    assert (here / "empower.yaml").read_text(encoding="utf-8").splitlines() == [
        "policy: corner",
        "roster: corner/roster.yaml",
        "ledger: book.db",
        "as: mara-lund",
    ]
    roster = (here / "corner" / "roster.yaml").read_text(encoding="utf-8")
    assert "{id: mara-lund, roles: [owner], facts: {restaurant: elm-street}, login: 'Mara Lund'}" in roster
    assert "id: beth" in roster
    assert "obeys this policy and roster" in run("where").out
    assert run("suggest", *SLOW).code == 0
    given = run("record", "refund", "5", *SLOW, "customer=C-1", "--json")
    assert (given.code, given.json["actor"]["id"]) == (0, "mara-lund")


@pytest.mark.parametrize("pack", pack_names())
def test_every_pack_begins_a_house_whose_policy_is_sound(pack: str, here: Path, run: Run) -> None:
    assert run("init", "ours", "--from", pack).code == 0
    assert run("policy", "lint", "--strict").code == 0
    assert run("policy", "test").code == 0
    assert run("ledger", "verify", "--rebuild").code == 0


def test_alone(here: Path, run: Run) -> None:
    made = run("init", "corner", "--alone", "--json")
    assert made.json["files"] == [
        str(Path(name))
        for name in ("corner/policy.yaml", "corner/roster.yaml", "corner/policy.schema.json", "empower.yaml")
    ]
    assert sorted(file.name for file in (here / "corner").iterdir()) == [
        "policy.schema.json",
        "policy.yaml",
        "roster.yaml",
    ]
    roster = (here / "corner" / "roster.yaml").read_text(encoding="utf-8")
    mine = "{id: mara-lund, roles: [owner], facts: {restaurant: elm-street}, login: 'Mara Lund'}"
    assert roster == f"people:\n  - {mine}\n"
    assert "1 person" in run("where").out


@pytest.mark.parametrize("target", ["nowhere/book.db", NOWHERE], ids=["no folder", "no server"])
def test_where_no_book_can_be_made_nothing_is(target: str, here: Path, run: Run) -> None:
    ran = run("init", "corner", "--ledger", target)
    assert (ran.code, ran.out) == (1, "")
    assert list(here.iterdir()) == []
    assert run("init", "corner").code == 0


def test_where_the_book_cannot_be_begun_nothing_is_made(here: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(adopt, "begin", full)
        assert run("init", "corner").code == 1
        assert list(here.iterdir()) == []
        (here / "empower.yaml").write_text(f"policy: {PACK}\nroster: {PACK}/roster.yaml", encoding="utf-8")
        before = lying(here)
        assert run("init", "--as", "ines").code == 1
        assert lying(here) == before
    assert run("init", "--as", "ines").code == 0


def test_a_book_that_somebody_was_kept_from_beginning_is_begun(here: Path, run: Run) -> None:
    create(str(here / "book.db"))
    assert run("init", "corner").code == 0
    assert run("ledger", "verify").code == 0


def test_a_book_for_what_is_in_use(desk: Path, run: Run) -> None:
    said = (desk / "empower.yaml").read_text(encoding="utf-8")
    assert run("init", "--ledger", "hotel/night.db", "--as", "ana").code == 0
    assert (desk / "empower.yaml").read_text(encoding="utf-8") == f"{said}ledger: hotel/night.db\nas: ana\n"
    before = lying(desk)
    again = run("init")
    assert (again.code, "there is a book already at `hotel/night.db`" in again.err) == (1, True)
    assert {name: before[name] for name in before} == lying(desk)


def test_what_is_named_next_works_where_no_file_says_what_is_in_use(here: Path, run: Run) -> None:
    made = run("init", "--policy", str(PACK), "--roster", str(PACK / "roster.yaml"), "--as", "ines")
    assert made.code == 0
    typed = next(line for line in made.out.splitlines() if line.startswith("  empower suggest"))
    assert typed == f"  empower suggest --policy {PACK} --roster {PACK / 'roster.yaml'} --ledger book.db"
    told = run(*typed.split()[1:], "failure=noise", "severity=minor", "bill=480", "--as", "ines")
    assert (told.code, told.err) == (0, "")


def test_nothing_that_exists_is_overwritten(here: Path, run: Run) -> None:
    (here / "corner").mkdir()
    (here / "corner" / "letter.txt").write_text("keep me", encoding="utf-8")
    before = lying(here)
    refused = run("init", "corner")
    assert (refused.code, "already-there" in refused.err) == (2, True)
    assert "1 | empower init corner\n  |              ^^^^^^" in refused.err
    assert lying(here) == before
    (here / "other.db").write_text("milk", encoding="utf-8")
    refused = run("init", "cafe", "--ledger", "other.db")
    assert (refused.code, "something already, and it is no book" in refused.err) == (1, True)
    assert lying(here) == before | {"other.db": b"milk"}


def test_a_second_house_in_the_same_folder_is_refused(here: Path, run: Run) -> None:
    assert run("init", "corner").code == 0
    before = lying(here)
    refused = run("init", "cafe")
    assert (refused.code, "there is an `empower.yaml` here already" in refused.err) == (2, True)
    assert lying(here) == before


def test_a_house_beneath_another_has_a_workspace_and_a_book_of_its_own(
    here: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run("init", "corner").code == 0
    before = lying(here)
    (here / "branch").mkdir()
    monkeypatch.chdir(here / "branch")
    assert run("init", "cafe").code == 0
    assert "policy: cafe" in run("where").out
    assert {name: text for name, text in lying(here).items() if not name.startswith("branch")} == before
    with sqlite3.connect(here / "book.db") as book:
        assert book.execute("SELECT COUNT(*) FROM entry").fetchone() == (1,)
    book.close()


def test_a_house_elsewhere_says_where_to_go_next(here: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    made = run("init", "branch/cafe")
    assert f"Next:\n  cd {Path('branch')}\n" in made.out
    monkeypatch.chdir(here / "branch")
    assert "obeys this policy and roster" in run("where").out


def test_known_by_login(here: Path, run: Run) -> None:
    own = Path(os.environ["XDG_CONFIG_HOME"]) / "empower" / "empower.yaml"
    own.parent.mkdir(parents=True, exist_ok=True)
    own.write_text("identity: login\n", encoding="utf-8")
    try:
        assert run("init", "corner").code == 0
    finally:
        own.unlink()
    assert "identity: login\n" in (here / "empower.yaml").read_text(encoding="utf-8")
    assert "as:" not in (here / "empower.yaml").read_text(encoding="utf-8")
    checked = run("check", "cookies", "failure=slow", "--json")
    assert checked.json["actor"]["vouched"] == "login"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("corner", "--as", "ana"), "`--as` is for what is in use already"),
        (("corner", "--policy", "x"), "`--policy` is for what is in use already"),
        (("--alone",), "`--alone` is for a new policy"),
        (("--from", "restaurant"), "`--from` is for a new policy"),
    ],
)
def test_what_would_not_be_heeded_is_refused(words: tuple[str, ...], said: str, here: Path, run: Run) -> None:
    refused = run("init", *words)
    assert (refused.code, said in refused.err) == (2, True)
    assert list(here.iterdir()) == []


def test_a_pack_that_is_not_there(here: Path, run: Run) -> None:
    refused = run("init", "corner", "--from", "nopack")
    assert refused.code == 2
    assert "1 | empower init corner --from nopack\n  |                            ^^^^^^" in refused.err
    assert list(here.iterdir()) == []


def test_a_password_is_not_written_where_others_read_it(here: Path, run: Run, pg_url: str) -> None:
    place, _, socket = pg_url.partition("?")
    name = place.rpartition("/")[2]
    made = run("init", "corner", "--from", "restaurant", "--ledger", f"postgresql://postgres:s3cret@/{name}?{socket}")
    assert made.code == 0
    assert "the password is not in empower.yaml: put it into ~/.pgpass" in made.out
    assert "s3cret" not in made.out
    written = (here / "empower.yaml").read_text(encoding="utf-8")
    assert f"ledger: 'postgresql://postgres@/{name}?{socket}'" in written
    assert "1 entry, obeys this policy" in run("where").out
