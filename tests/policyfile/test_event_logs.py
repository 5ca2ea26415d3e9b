"""Logs as they are read: what a hostile or a broken one comes to, where, in how much memory; and what is read of a good one."""

from __future__ import annotations

import gzip
import os
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from empower.domain.problem import PlacedProblem
from empower.policyfile.event_log import unpacked
from empower.policyfile.event_log.log import EventLog, first_look, reading_log
from empower.policyfile.event_log.log_map import guessed_log_map, looks_like_a_log
from empower.policyfile.event_log.spool import Event
from tests.ledger.logs import as_csv, as_xes

Cases = dict[str, tuple[Event, ...]]
Write = Callable[[str | bytes], Path]
EVENT = '<event><string key="concept:name" value="call"/></event>'
NAME = '<string key="concept:name" value="R-1"/>'


def xes(*parts: str, before: str = "") -> str:
    return f'<?xml version="1.0"?>\n{before}<log>\n' + "\n".join(parts) + "\n</log>\n"


def trace(*parts: str) -> str:
    return "\n".join(["<trace>", *parts, "</trace>"])


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Puts a log in a file."""

    def write(text: str | bytes) -> Path:
        file = tmp_path / "a.log"
        file.write_bytes(text.encode() if isinstance(text, str) else text)
        return file

    return write


def cases(file: Path, case: str = "case") -> Cases:
    with reading_log(file, case) as log:
        assert isinstance(log, EventLog), log
        return dict(log.cases())


def refused(file: Path, case: str = "case") -> PlacedProblem:
    with reading_log(file, case) as log:
        assert isinstance(log, tuple), "it was read"
        (found,) = log
        return found


def test_a_good_log_is_read(write: Write) -> None:
    found = cases(write(as_xes()))
    assert list(found) == ["R-1", "R-2", "R-3", "R-4"]
    assert [len(events) for events in found.values()] == [3, 5, 3, 4]
    first = found["R-1"][0]
    assert (first.line, first.cells["concept:name"], first.cells["case:concept:name"]) == (7, "register", "R-1")
    assert "UNKNOWN" not in str(found)  # what is said of all events in general is said of none


@pytest.mark.parametrize("pack", [gzip.compress, lambda data: b"\xef\xbb\xbf" + data], ids=["packed", "with a mark"])
def test_packed_or_marked_it_is_the_same_log(pack: Callable[[bytes], bytes], write: Write) -> None:
    plain = cases(write(as_xes()))
    assert cases(write(pack(as_xes().encode()))) == plain
    assert cases(write(as_xes().replace("UTF-8", "UTF-16").encode("utf-16"))) == plain


def test_a_table_with_its_cases_mixed_is_put_in_cases(write: Write) -> None:
    found = cases(write(as_csv()))
    assert [len(events) for events in found.values()] == [3, 5, 3, 4]
    assert [event.line for event in found["R-2"]] == [5, 7, 8, 10, 11]
    packed = cases(write(gzip.compress(as_csv().encode())))
    assert packed == found


LAUGHS = (
    "<!DOCTYPE log [<!ENTITY a0 'ha'>"
    + "".join([f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 12)])
    + "]>"
)
HOSTILE: dict[str, tuple[str | bytes, int, str]] = {
    "billion laughs": (xes(trace('<string key="concept:name" value="&a11;"/>'), before=LAUGHS), 2, "document type"),
    "external entity": (
        xes(trace(NAME, "&x;"), before='<!DOCTYPE log [<!ENTITY x SYSTEM "file:///etc/passwd">]>\n'),
        2,
        "document type",
    ),
    "external dtd": (xes(before='<!DOCTYPE log SYSTEM "http://localhost:9/a.dtd">\n'), 2, "document type"),
    "parameter entity": (xes(before='<!DOCTYPE log [<!ENTITY % p SYSTEM "file:///x"> %p;]>\n'), 2, "document type"),
    "entity nobody made": (xes(trace(NAME, "&nobody;")), 5, "this is no XES: undefined entity"),
    "100,000 deep": (xes("<a>" * 100_000 + "</a>" * 100_000), 3, "64 deep"),
    "100,000 deep attributes": (xes(trace(NAME, '<list key="a">' * 100_000)), 5, "64 deep"),
    "a case without a name": (xes(trace(EVENT)), 3, "this case has no name (`concept:name`)"),
    "a case with a blank name": (xes(trace('<string key="concept:name" value="  "/>', EVENT)), 3, "has no name"),
    "two cases of one name": (xes(trace(NAME, EVENT), trace(NAME, EVENT)), 7, "another case called `R-1`"),
    "an event in no case": (xes(EVENT), 3, "stands in no case"),
    "said twice": (xes(trace(NAME, NAME)), 5, "`concept:name` is said twice here"),
    "no value": (xes(trace('<string key="a"/>')), 4, "needs a `key` and a `value`"),
    "cut off": (xes(trace(NAME, EVENT))[:-12], 6, "this is no XES: "),
    "not XES": ("<html><body>hello</body></html>", 1, "it begins with `<html>`"),
    "no events": (xes(trace(NAME)), 1, "there is no event in this file"),
    "long text": (xes(trace(NAME, f'<string key="a" value="{"x" * 200_000}"/>')), 5, "more is said here"),
    "endless comment": (xes(f"<!--{'x' * 5_000_000}-->"), 3, "more text in one place"),
    "many things said": (
        xes(trace(NAME, *[f'<string key="k{n}" value="1"/>' for n in range(600)])),
        504,
        "more is said here",
    ),
    "many events": (xes(trace(NAME, *["<event/>"] * 10_001)), 10_005, "more than 10,000 events"),
    "an encoding nobody knows": (
        '<?xml version="1.0" encoding="klingon"?><log/>',
        1,
        "in an encoding that is not known",
    ),
    "bytes that are no text": (xes(trace(NAME)).encode() + b"\xff\xfe", 7, "this is no XES: "),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_can_harm_or_cannot_be_meant_is_refused_at_its_line(name: str, write: Write) -> None:
    text, line, said = HOSTILE[name]
    found = refused(write(text))
    assert said in found.message
    assert (found.line, bool(found.hint)) == (line, True)
    assert "/etc/passwd" not in found.message


def test_markup_in_names_is_text(write: Write) -> None:
    nasty = "&lt;script&gt;alert(1)&lt;/script&gt; [red]=HYPERLINK(&quot;x&quot;) ../../x '; DROP TABLE entry;--"
    one = f'<string key="concept:name" value="{nasty}"/>'
    found = cases(write(xes(trace(one, f'<event>{one}<string key="{nasty}" value="{nasty}"/></event>'))))
    ((case, (event,)),) = found.items()
    assert case.startswith("<script>")
    assert event.cells["concept:name"] == case == event.cells[case]


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        (b"case,activity\nR-1,call\nR-1\n", 3, "there are 1 cells in this row, and 2 columns"),
        (b"case,activity\nR-1,call\n,call\n", 3, "nothing stands in the column `case`"),
        (b"case,activity,case\nR-1,call,R-1\n", 1, "2 columns called `case`"),
        (b'case,activity\nR-1,"call\n', 2, "cannot be read as a table"),
        (b"case,activity\nR-1,caf\xe9\n", 1, "is not written in UTF-8"),
        (b"case,activity\n", 1, "there is no event in this file"),
        (b"", 1, "there is no event in this file"),
        (b"case,activity\nR-1," + b"x" * 3_000_000, 2, "longer than any of a table"),
        (b"\x1f\x8b\x08\x00not packed at all", 1, "cannot be unpacked to its end"),
        (gzip.compress(as_csv().encode())[:-20], 1, "cannot be unpacked to its end"),
    ],
)
def test_a_broken_table_says_where(text: bytes, line: int, said: str, write: Write) -> None:
    found = refused(write(text))
    assert said in found.message
    assert found.line == line


def test_what_unpacks_to_far_more_than_itself_is_refused(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpacked, "SMALL", 1 << 20)
    found = refused(write(gzip.compress(b"case,activity\n" + b"\n" * (8 << 20))))
    assert "unpacks to more than 250 times its size" in found.message


def test_no_more_is_read_than_a_log_may_have(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpacked, "MOST_UNPACKED", 100_000)
    assert refused(write(as_csv() + "\n" * 200_000)).code == "too-large"


def test_nothing_is_left_of_what_was_put_aside(write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "aside"
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    with reading_log(write(as_csv()), "case") as log:
        assert isinstance(log, EventLog)
        assert list(folder.iterdir()) == []  # it has no name, so nobody else can open it
    assert list(folder.iterdir()) == []


def test_a_long_log_is_read_in_little_memory(tmp_path: Path) -> None:
    """Two hundred thousand events of ten thousand cases, mixed: in a process of its own, since memory is never given back."""
    file = tmp_path / "long.csv"
    with file.open("w", encoding="utf-8") as table:
        table.write("case,activity,timestamp,resource,text\n")
        for number in range(200_000):
            table.write(f"R-{number * 7919 % 10_000},call,2026-01-05T09:00:00Z,ana,{'x' * 100}\n")
    code = (
        "import resource, sys\n"
        "from pathlib import Path\n"
        "from empower.policyfile.event_log.log import reading_log\n"
        "before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        f"with reading_log(Path({str(file)!r}), 'case') as log:\n"
        "    print(sum(len(events) for _, events in log.cases()), log.events)\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env={**os.environ}, timeout=120
    )
    counted, grown = done.stdout.splitlines()
    assert counted == "200000 200000"
    unit = 1 if sys.platform == "darwin" else 1024
    assert int(grown) * unit < 24 << 20 < file.stat().st_size
    assert resource.RUSAGE_SELF == 0


def test_what_names_suggest(write: Write) -> None:
    heads = (
        "case:concept:name",
        "concept:name",
        "time:timestamp",
        "org:resource",
        "cost:total",
        "case:failure",
        "Miles",
    )
    found = guessed_log_map(
        heads,
        ["failure", "severity"],
        ["Register", "Pay refund", "ask for refund", "refund", "Close"],
        ["refund", "voucher"],
        ["refund", "voucher"],
    )
    assert dict(found.columns.columns) == {
        "case": "case:concept:name",
        "activity": "concept:name",
        "on": "time:timestamp",
        "by": "org:resource",
        "cost": "cost:total",
    }
    assert found.columns.facts == (("failure", "case:failure"),)
    assert [(one.activity, one.remedy) for one in found.gestures] == [("Pay refund", "refund"), ("refund", "refund")]
    assert {one.columns for one in found.gestures} == {(("amount", "cost:total"),)}
    with_amounts = guessed_log_map((*heads, "amount"), [], ["refund"], ["refund"], ["refund"])
    assert [one.columns for one in with_amounts.gestures] == [()]
    assert (found.closes, found.unread(heads)) == (("Close",), ("Miles",))


@pytest.mark.parametrize(
    ("heads", "log"),
    [
        ("Case ID,Activity,Timestamp", True),
        ("case:concept:name,concept:name,time:timestamp", True),
        ("date,by,remedy,amount,case", False),
        ("case,activity,remedy,date,by", False),
        ("date,by,gesture,case,action", False),
    ],
)
def test_a_table_of_gestures_is_not_taken_for_a_log(heads: str, log: bool, write: Write) -> None:
    assert looks_like_a_log(tuple(heads.split(","))) is log
    look = first_look(write(f"{heads}\n"))
    assert (look.xes, look.heads) == (False, tuple(heads.split(",")))
