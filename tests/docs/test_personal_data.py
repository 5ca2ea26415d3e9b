"""What the page about personal data says is so: of each output, of what is erased, and of what lies outside the book."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import sqlite3
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from empower.cli.guard import guarded
from empower.ledger.opening import open_store
from empower.services.forget import forget
from tests.docs import pages
from tests.ledger.conftest import created
from tests.ledger.shop_house import Desk, instant

SHOP = pages.ROOT / "tests" / "ledger" / "shop"
AUDITORS = pages.ROOT / "docs" / "for-auditors.md"
ID, TEXTS = "ZEBRA-0", {f"ZEBRA-{number}" for number in range(1, 9)}
ABOUT = (
    "incident open failure=late told_by=ZEBRA-1 --as ana",  # before anybody knew whose it was
    f"record refund 25 incident=INC-2 customer={ID} told_by=ZEBRA-1 --note ZEBRA-2 --with photo=ZEBRA-3 --as ana",
    f"record refund 55 failure=lost customer={ID} --note ZEBRA-4 --as ana",
    "incident amend INC-2 severity=major --because ZEBRA-5 --as ana",
    "decline 6 --because ZEBRA-6 --as max",
    "reverse 4 --because ZEBRA-7 --as max --yes",
    "record refund 5 failure=late customer=OTTER-0 told_by=OTTER-1 --note OTTER-2 --as ana",
    f"record refund 70 failure=lost customer={ID} told_by=ZEBRA-1 --note ZEBRA-8 --as ana",  # it waits
)
PER_CUSTOMER = "  - {id: guest-year, amount: 900, per: customer, every: year, beyond: deny}\n"
OTTER = {"OTTER-0", "OTTER-1", "OTTER-2"}
Run = Callable[..., str]


@pytest.fixture(params=["sqlite", "postgresql"])
def target(request: pytest.FixtureRequest) -> str:
    """Where the book is kept."""
    found = "book.db" if request.param == "sqlite" else str(request.getfixturevalue("pg_url"))
    return found.replace("postgresql://", "postgresql+psycopg://", 1)


@pytest.fixture
def run(target: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Run:
    """A house with one customer whom much is told about; a command of it comes to what is shown."""
    for name in ("roster.yaml", "tighter.yaml"):
        shutil.copy(SHOP / name, tmp_path)
    text = (SHOP / "policy.yaml").read_text(encoding="utf-8").replace("budgets:\n", f"budgets:\n{PER_CUSTOMER}", 1)
    (tmp_path / "policy.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "empower.yaml").write_text("policy: policy.yaml\nroster: roster.yaml\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("EMPOWER_LEDGER", target)

    def run(*words: str, codes: tuple[int, ...] = (0,)) -> str:
        capfd.readouterr()
        code = guarded(words)
        shown = capfd.readouterr()
        assert code in codes, (words, shown.err)
        return shown.out

    run("init", "--as", "oli")
    for line in ABOUT:
        run(*line.split(), codes=(0, 3))
    return run


def _told(text: str) -> set[str]:
    return set(re.findall(r"(?:ZEBRA|OTTER)-\d", text))


def _forget(run: Run) -> None:
    assert "texts erased" in run("ledger", "forget", ID, "--because", "asked", "--as", "oli", "--yes")


def _size(run: Run) -> int:
    return int(json.loads(run("ledger", "verify", "--json"))["size"])


def _outputs(run: Run) -> Iterator[tuple[str, str]]:
    """Every output of the page's table, under the name of its row."""
    form: tuple[str, ...]
    entries = range(1, _size(run) + 1)
    for words in (
        *[("ledger", "show", str(one)) for one in entries],
        ("incident", "show", "INC-2"),
        ("inbox", "--as", "max"),
    ):
        for form in ((), ("--json",)):
            yield "shows", run(*words, *form)
    for form in ((), ("--json",), *[("--format", one) for one in ("csv", "jsonl", "beancount")]):
        yield "ledger list", run("ledger", "list", *form)
    run("ledger", "list", "--format", "xlsx", "--out", "list.xlsx")
    with zipfile.ZipFile("list.xlsx") as book:
        yield "ledger list", "".join([book.read(name).decode("utf-8", "replace") for name in book.namelist()])
    run("report", "--html", "report.html")
    yield "report", Path("report.html").read_text(encoding="utf-8")
    for form in ((), ("--json",), ("--csv",), ("--by", "failure"), ("--by", "person", "--by", "month")):
        yield "report", run("report", *form)
    yield "report by a text", run("report", "--by", "told_by")
    for form in ((), ("--json",)):
        yield "budget", run("budget", *form)
        yield "incident list", run("incident", "list", *form)
        yield "mine", run("mine", "--as", "ana", *form)
    run("ledger", "replay", "--policy", "tighter.yaml", "--csv", "replay.csv")
    yield "replay", Path("replay.csv").read_text(encoding="utf-8")
    for form in (("--rows",), ("--json", "--rows")):
        yield "replay", run("ledger", "replay", "--policy", "tighter.yaml", *form)
    run("ledger", "verify", "--checkpoint", "a.checkpoint")
    yield "checkpoint", Path("a.checkpoint").read_text(encoding="utf-8")
    for entry in entries:
        yield "receipt", run("ledger", "receipt", str(entry))
        yield "receipt with texts", run("ledger", "receipt", str(entry), "--with-texts")
    run("ledger", "archive", "copy.db")
    yield "archive", Path("copy.db").read_bytes().decode("latin-1")
    for name in ("list.xlsx", "report.html", "replay.csv", "a.checkpoint", "copy.db"):
        Path(name).unlink()


def _told_by(run: Run) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for name, text in _outputs(run):
        found.setdefault(name, set()).update(_told(text))
    return found


def test_each_output_shows_what_the_page_says_and_after_forgetting_nothing(run: Run) -> None:
    found = _told_by(run)
    everything = {ID} | TEXTS | OTTER
    assert found == {
        "shows": everything,
        "ledger list": set(),
        "report": set(),
        "report by a text": {"ZEBRA-1", "OTTER-1"},
        "budget": {ID, "OTTER-0"},
        "incident list": set(),
        "mine": set(),
        "replay": set(),
        "checkpoint": set(),
        "receipt": set(),
        "receipt with texts": everything,
        "archive": everything,
    }
    before = json.loads(run("report", "--json"))
    _forget(run)
    after = _told_by(run)
    assert {name: told - OTTER for name, told in after.items()} == {name: set() for name in found}
    assert after["archive"] == OTTER
    assert "VERIFIED" in run("ledger", "verify", "--rebuild")
    assert "each as it was" in run("ledger", "replay")
    assert "(forgotten)" in run("report", "--by", "told_by")
    told = json.loads(run("report", "--json"))
    assert told["tables"] == before["tables"]


def test_every_text_of_the_case_is_told_once_at_least(run: Run) -> None:
    """What is looked for above is in the book: none of it was left out by a command that took it as something else."""
    assert _told(" ".join(ABOUT)) == {ID} | TEXTS | OTTER
    run("ledger", "archive", "copy.db")
    kept = {text for (text,) in sqlite3.connect("copy.db").execute("SELECT text FROM private WHERE kind = 'text'")}
    assert kept >= TEXTS


def test_a_text_that_a_limit_counts_by_is_plain_and_any_other_is_not(run: Run) -> None:
    run("ledger", "archive", "copy.db")
    asked = "SELECT CAST(payload AS TEXT) FROM entry WHERE kind = 'posting' ORDER BY seq LIMIT 1"
    ((payload,),) = sqlite3.connect("copy.db").execute(asked).fetchall()
    facts = json.loads(payload)["facts"]
    assert facts["branch"] == "lisbon"
    assert not {"told_by", "shelf"} & set(facts)
    assert json.loads(payload)["by"]["id"] == "ana"
    roster = sqlite3.connect("copy.db").execute("SELECT text FROM policy WHERE kind = 'roster'").fetchall()
    assert "name: Ana Reis" in roster[0][0]


def test_a_receipt_with_texts_shows_whom_its_entry_is_about_and_is_proven(run: Run) -> None:
    about = [row["entry"] for row in json.loads(run("ledger", "list", f"customer={ID}", "--json"))["entries"]]
    assert len(about) > 4
    for entry in about:
        run("ledger", "receipt", str(entry), "--with-texts", "--out", "r.json")
        assert ID in Path("r.json").read_text(encoding="utf-8")
        assert run("ledger", "verify", "--receipt", "r.json")
        Path("r.json").unlink()


def test_they_come_back_as_somebody_new(run: Run) -> None:
    first = _customers()
    forgotten = json.loads(run("ledger", "list", f"customer={ID}", "--json"))["entries"][0]["customer"]
    _forget(run)
    assert run("ledger", "list", f"customer={ID}") == "the book has no such entry\n"
    run("record", "refund", "20", "failure=late", f"customer={ID}", "--as", "ana")
    again = set(_customers()) - set(first)
    assert len(again) == 1
    rows = json.loads(run("ledger", "list", f"customer={ID}", "--json"))["entries"]
    assert {row["customer"] for row in rows} == again
    run("ledger", "archive", "copy.db")
    asked = "SELECT repeats FROM incident WHERE customer = ? ORDER BY seq DESC LIMIT 1"
    repeats = [sqlite3.connect("copy.db").execute(asked, (one,)).fetchone()[0] for one in (forgotten, *again)]
    assert [bool(one) for one in repeats] == [True, False]


def _customers() -> list[str]:
    guarded(("ledger", "archive", "customers.db"))
    found = sqlite3.connect("customers.db").execute("SELECT DISTINCT customer FROM entry WHERE customer IS NOT NULL")
    names = [str(name) for (name,) in found]
    Path("customers.db").unlink()
    return names


def test_a_copy_without_texts_has_the_whole_chain_and_the_same_figures(run: Run) -> None:
    """And the twenty lines of the auditors' page see that a byte of an entry was changed, or that it is another book."""
    run("ledger", "verify", "--checkpoint", "a.checkpoint")
    run("ledger", "archive", "copy.db")
    copy = sqlite3.connect("copy.db", isolation_level=None)
    copy.executescript("DELETE FROM private; VACUUM")
    assert _told(Path("copy.db").read_bytes().decode("latin-1")) == set()
    told = json.loads(run("ledger", "verify", "--ledger", "copy.db", "--json", codes=(6,)))
    assert {flaw["message"] for flaw in told["flaws"]} == {"a text beside it is missing, and no erasure says so"}
    listed = [run("report", "--by", "remedy", "--csv", *more) for more in ((), ("--ledger", "copy.db"))]
    assert listed[0] == listed[1]
    saved = dict([file for one in pages.commands(AUDITORS) for file in one.saved])
    Path("chain.py").write_text(saved["chain.py"], encoding="utf-8")
    assert _chain().startswith(f"{_size(run)} entries, each after the one before")
    kept = Path("a.checkpoint").read_text(encoding="utf-8").split("\n")
    kept[2] = f"{'A' if kept[2][0] != 'A' else 'B'}{kept[2][1:]}"
    Path("a.checkpoint").write_text("\n".join(kept), encoding="utf-8")
    assert "this is not the book of the checkpoint" in _chain()
    copy.execute("DROP TRIGGER entry_no_update")
    changed = """replace(CAST(payload AS TEXT), '"seq":3', '"seq":4')"""
    copy.execute(f"UPDATE entry SET payload = CAST({changed} AS BLOB) WHERE seq = 3")
    copy.close()
    assert "entry 3 is not as it was written" in _chain()


def _chain() -> str:
    done = subprocess.run(
        [sys.executable, "chain.py", "copy.db", "a.checkpoint"], capture_output=True, text=True, check=False
    )
    return done.stdout or done.stderr


@pytest.mark.parametrize("target", ["book.db"])
def test_once_everybody_let_go_of_the_file_no_byte_is_left(run: Run, tmp_path: Path) -> None:
    reader = sqlite3.connect("book.db", isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM entry").fetchone()
    run("record", "apology", "failure=late", f"customer={ID}", "--note", "ZEBRA-9", "--as", "ana")
    _forget(run)
    assert "ZEBRA-9" in _told(_bytes(tmp_path))  # as the page warns: somebody reads still
    reader.close()
    run("where")
    assert _told(_bytes(tmp_path)) == OTTER
    assert not Path("book.db-wal").exists()


def _bytes(folder: Path) -> str:
    return "".join([file.read_bytes().decode("latin-1") for file in folder.glob("book.db*")])


@pytest.mark.parametrize("target", ["postgresql"], indirect=True)
def test_on_a_server_erased_rows_lie_in_the_files_until_they_are_vacuumed(run: Run, pg_url: str) -> None:
    _forget(run)
    with psycopg.connect(pg_url, autocommit=True) as owner:
        assert _told(_files(owner)) >= {ID} | TEXTS
        for _ in range(
            40
        ):  # the server keeps dead rows as long as anybody, its own housekeeping too, may still look at them
            owner.execute("VACUUM FULL private")
            if _told(_files(owner)) == OTTER:
                break
            time.sleep(0.25)
        assert _told(_files(owner)) == OTTER


def _files(owner: psycopg.Connection[tuple[object, ...]]) -> str:
    """The bytes of every table and index of the book, as they are on the disk."""
    owner.execute("CHECKPOINT")
    found = owner.execute(
        "SELECT pg_read_binary_file(pg_relation_filepath(oid)) FROM pg_class"
        " WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'i')"
    ).fetchall()
    return "".join([bytes(one).decode("latin-1") for (one,) in found if isinstance(one, bytes | memoryview)])


def test_a_closed_month_names_nobody_and_changes_only_where_a_text_was_forgotten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    for name, kept in (("LEDGER", "book.db"), ("POLICY", SHOP / "policy.yaml"), ("ROSTER", SHOP / "roster.yaml")):
        monkeypatch.setenv(f"EMPOWER_{name}", str(kept))
    created("book.db")
    desk = Desk(open_store("book.db"))
    for _ in range(3):  # the same for the same customer, so that there is something to ask about
        desk.record("ana", "coffee", "1", "failure=late", f"customer={ID}", "told_by=ZEBRA-1", again=True)
        desk.pass_time(20)
    desk.now = instant("2026-06-02T10:00:00+01:00")
    desk.close_month("2026-05", soft=True)
    closing = desk.close_month("2026-05").entry
    assert [one for one in closing.data["standing"]["findings"] if one["state"] == "open" and one["count"]]
    assert _told(closing.payload.decode()) == set()

    def shown(*words: str) -> str:
        capfd.readouterr()
        code = guarded(words)
        found = capfd.readouterr()
        assert code == 0, found.err
        return found.out

    assert ID in shown("findings")
    assert ID in shown("findings", "list", "--json")
    before, by_text = shown("report", "2026-05"), shown("report", "2026-05", "--by", "told_by")
    assert "ZEBRA-1" in by_text
    forget(desk.house, desk.book, desk.actor("oli"), ID, desk.pen, "asked", by_login=False)
    assert shown("report", "2026-05") == before
    assert _told(shown("findings") + shown("findings", "list", "--json")) == set()
    assert shown("report", "2026-05", "--by", "told_by") != by_text
    desk.book.close()


@pytest.mark.parametrize("target", ["book.db"])
def test_an_import_keeps_the_digest_of_its_file_and_no_text_of_it(run: Run) -> None:
    past = f"remedy,amount,day,person,customer,failure,branch,note\nrefund,10,2026-01-10,ana,{ID},late,lisbon,ZEBRA-2\n"
    Path("past.csv").write_text(past, encoding="utf-8")
    Path("map.yaml").write_text(
        "columns: {remedy: remedy, amount: amount, on: day, by: person, customer: customer, note: note,"
        " facts: {failure: failure, branch: branch}}\n",
        encoding="utf-8",
    )
    run("import", "past.csv", "--map", "map.yaml", "--as", "oli", "--yes")
    run("ledger", "archive", "copy.db")
    asked = "SELECT CAST(payload AS TEXT) FROM entry WHERE kind = 'import'"
    ((payload,),) = sqlite3.connect("copy.db").execute(asked).fetchall()
    assert hashlib.sha256(past.encode()).hexdigest() in payload
    assert _told(payload) == set()
