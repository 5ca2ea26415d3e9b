"""The pages of what can stand in the way when a book is kept: made here, with what the program really says."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from empower.cli import wiring
from empower.cli.guard import guarded
from empower.policyfile.said.zone import read_instant
from tests.docs.pages import steady

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "docs" / "problems"
HOTEL = ROOT / "tests" / "packs" / "harbour-hotel"
HOUR = 3_600_000_000
SETUP = (
    "init --as ines",
    "incident open INC-7 failure=noise severity=minor customer=C-88 bill=480 --as ana",
    "record refund 60 incident=INC-7 --as ana",
    "record refund 120 incident=INC-7 --as ana",
)
"""Entries 1 to 4: the book, an incident, a refund that was given, and one that waits for a supervisor."""


@dataclass(frozen=True)
class Told:
    """One page: what is wrong, how it comes about, what to do instead, and why we are strict about it."""

    what: str
    avoid: tuple[str, ...]
    prefer: tuple[str, ...]
    why: str
    before: tuple[str, ...] = ()  # what was done before, and is not shown
    hours: int = 0  # that have gone by


PAGES = {
    "a-bundle": Told(
        "A part is named of gestures that were decided together.",
        ("approve 5 --amount 20 --as rui",),
        ("approve 5 --as rui",),
        "Gestures that are decided together are one entry: all of it is given, or nothing. Which of them a "
        "smaller amount would "
        "be taken from is nobody's to guess.",
        before=("record refund 160 incident=INC-7 --also cookies --with guest_statement --as ana",),
    ),
    "again-needed": Told(
        "The same person had the same remedy and amount for the same incident ten minutes ago or less.",
        ("record refund 60 incident=INC-7 --as ana",),
        ("record refund 60 incident=INC-7 --as ana --again --no-request",),
        "At a till, a second click is likelier than a second refund. Scripts send a `--request-id`, under which "
        "a request that is "
        "sent twice is given once.",
    ),
    "bad-signature": Told(
        "A checkpoint is not signed by anybody whose signature counts, or was changed since.",
        ("ledger verify --against may.checkpoint --signers allowed_signers",),
        ("ledger verify --against may.checkpoint",),
        "A checkpoint that anybody could have written proves what anybody wants. Without `--signers` the "
        "signature is not looked at.",
        before=(
            "ledger verify --checkpoint may.checkpoint",
            "!echo 'signed, Ines' > may.checkpoint.sig",
            "!echo '# nobody yet' > allowed_signers",
        ),
    ),
    "book-begun": Told(
        "A book is begun that was begun before.",
        ("init --as ines --ledger book.db",),
        ("ledger adopt --because 'as agreed' --as ines --yes",),
        "A book has one first entry. To change what it obeys, another policy or roster is adopted; to begin "
        "anew, a new book is "
        "made elsewhere. (Here the file itself is in the way, which is said first.)",
    ),
    "book-currency": Told(
        "A policy in another currency than the book counts in is to be put in force.",
        ("ledger adopt --because 'dollars from now on' --as ines --yes",),
        ("init --as ines --ledger dollars.db",),
        "The figures in a book are figures in its currency. Under another one what was given, held and left would be that "
        "many of something else, so another currency begins another book.",
        before=("!sed -i 's/^currency: EUR/currency: USD/' policy.yaml",),
    ),
    "book-timezone": Told(
        "A policy that keeps the days of another place is to be asked about the decisions of a book.",
        ("ledger replay --policy policy.yaml",),
        (
            "!sed -i 's/^timezone: Europe.Madrid/timezone: Europe\\/Lisbon/' policy.yaml",
            "ledger replay --policy policy.yaml",
        ),
        "Every entry holds the day and the hour it fell on by the clocks of the house. By other clocks a gesture falls on "
        "another day, and into another month's pot.",
        before=("!sed -i 's/^timezone: Europe.Lisbon/timezone: Europe\\/Madrid/' policy.yaml",),
    ),
    "changed-policy": Told(
        "The policy in force no longer knows what a request asks for, or asks for a fact that the request does "
        "not say.",
        ("inbox --as rui", "record teddy_bear 2 failure=noise --as ana"),
        ("decline 4 --because 'ask again under the new policy' --as rui",),
        "An approval is judged by the stricter of the policy then and now. What the policy now knows nothing of "
        "can only be "
        "declined, and asked for again.",
    ),
    "closed-incident": Told(
        "The incident is closed.",
        ("record refund 5 incident=INC-7 --as ana",),
        ("incident reopen INC-7 --because 'it happened again' --as ana", "record refund 5 incident=INC-7 --as ana"),
        "What happens after the end of an incident is a sign that it did not end well; it is opened again, and "
        "that is counted.",
        before=("incident close INC-7 --satisfied no --as ana",),
    ),
    "contradicts-the-book": Told(
        "A fact is stated otherwise than the book has it for this incident.",
        ("record refund 5 incident=INC-7 severity=major --as ana",),
        ("incident amend INC-7 severity=major --because 'the whole floor was up' --as ana",),
        "Facts are stated once, so that nobody can choose, gesture by gesture, the account that allows most. A "
        "correction is an "
        "entry, with who made it and why.",
    ),
    "counted-twice": Told(
        "An incident file says what was given before, and there is a book that knows it.",
        ("check refund 5 --incident-file loud.yaml --as ana",),
        ("check refund 5 incident=INC-7 --as ana",),
        "The book counts. What a file says beside it would be counted a second time, or contradict it.",
    ),
    "duty-done-before": Told(
        "A duty is said to be done that was done before.",
        ("duty done 6-tell_gm --as ana",),
        ("mine --as ana",),
        "It is done once, and the entry says by whom and when.",
        before=(
            "record credit 400 failure=billing severity=major customer=C-90 bill=500 --with guest_statement --as ana",
            "duty done 6-tell_gm --as ana",
        ),
    ),
    "in-force": Told(
        "What is to be put in force is in force.",
        ("ledger adopt --because 'as agreed' --as ines --yes",),
        ("where --as ines",),
        "An adoption that changes nothing would only hide those that do.",
    ),
    "incident-there": Told(
        "An incident is opened under an id that another has.",
        ("incident open INC-7 failure=noise severity=minor --as ana",),
        ("incident show INC-7",),
        "An id names one incident. Without one the next free one is taken.",
    ),
    "missing-paper": Told(
        "A paper that the gesture needs is not handed in.",
        ("record credit 400 failure=billing severity=major customer=C-90 bill=500 --as ana",),
        (
            (
                "record credit 400 failure=billing severity=major customer=C-90 bill=500 --with "
                "guest_statement=scan-12 --as ana"
            ),
        ),
        "A check lists what is needed; a record does not go without it. The reference is kept beside the book, "
        "not in it.",
    ),
    "names-the-customer": Told(
        "The reason for forgetting a customer names them.",
        ("ledger forget C-88 --because 'C-88 asked us to' --as ines --yes",),
        ("ledger forget C-88 --because 'as asked by letter on 3 May' --as ines --yes",),
        "The reason stays; it would keep what is to be forgotten.",
    ),
    "no-days": Told(
        "A delegation would never hold.",
        ("delegate rui --from 2026-08-15 --until 2026-08-01 --as eva",),
        ("delegate rui --from 2026-08-01 --until 2026-08-15 --as eva",),
        "It holds from one day until the day before another, which is later, and not past.",
    ),
    "no-ledger": Told(
        "A command works on a book, and nothing says which.",
        ("inbox --as rui",),
        ("inbox --as rui --ledger book.db",),
        "A mistyped place must never open a fresh, full budget, so a book is named: with `--ledger`, "
        "`EMPOWER_LEDGER`, or in "
        "`empower.yaml`. `empower init` makes one.",
        before=("!sed -i /ledger/d empower.yaml",),
    ),
    "no-word": Told(
        "A yes by word of mouth does not do here: the policy takes none, or more than one person must say yes.",
        (
            (
                "record refund 6000 failure=conduct severity=critical customer=C-9 bill=9000 --with guest_statement "
                "--on-word-of eva --note 'Eva said yes' --as ana"
            ),
        ),
        (
            (
                "record refund 6000 failure=conduct severity=critical customer=C-9 bill=9000 --with guest_statement "
                "--as ana"
            ),
        ),
        "`requests: {on_word: …}` lets somebody give at once what one person allowed by telephone. Two "
        "signatures are two people "
        "who each look for themselves.",
    ),
    "not-an-event-log": Told(
        "A log of events cannot be read, or says of an event not what every log says.",
        ("import cut-off.xes --as ines",),
        ("import requests.csv --dry-run --as ines",),
        "A log that was cut off, or that holds a document type, may be anything. Nothing of it is brought in, and "
        "the line says where to look.",
    ),
    "not-a-month": Told(
        "A month is not written as its year and its number.",
        ("period close April --as ines --soft",),
        ("period close 2026-04 --as ines --soft",),
        "Months are named in every language, and numbered in one.",
    ),
    "not-a-table": Told(
        "A file that is to be imported is no table, or has no gesture in it.",
        ("import notes.csv --as ines",),
        ("import past.csv --dry-run --as ines",),
        "The first line names the columns, each line after it is a gesture; text that holds a comma stands in quotes.",
    ),
    "not-given": Told(
        "An entry is to be undone that gave nothing.",
        ("reverse 2 --because 'a mistake' --as eva --yes",),
        ("reverse 3 --because 'a mistake' --as eva --yes",),
        "Only what was given can be undone. A request that waits is declined or withdrawn.",
    ),
    "not-sure": Told(
        "A command that cannot be taken back was given where nobody can be asked.",
        ("reverse 3 --because 'a mistake' --as eva",),
        ("reverse 3 --because 'a mistake' --as eva --yes",),
        "At a terminal it asks first. In a script, `--yes` says that somebody thought about it.",
    ),
    "not-theirs": Told(
        "A yes by word of mouth is said to come from somebody who could not give it.",
        ("record refund 130 incident=INC-7 --with guest_statement --on-word-of tome --note 'Tomé said yes' --as ana",),
        ("record refund 130 incident=INC-7 --with guest_statement --on-word-of rui --note 'Rui said yes' --as ana",),
        "Only somebody whom the decision names, or who stands above them, can say yes; by telephone as in the inbox.",
    ),
    "not-yours": Told(
        "Somebody answers, undoes or puts in force what is not theirs to.",
        ("approve 4 --as ana", "approve 4 --as tome"),
        ("approve 4 --as rui",),
        "Nobody approves their own request, in any role or on anyone's behalf, and a request is answered by "
        "those whom the policy "
        "names; the message says who they are.",
    ),
    "nothing-changes": Told(
        "An incident is to be amended, and the book says so already.",
        ("incident amend INC-7 severity=minor --because 'looked again' --as ana",),
        ("incident amend INC-7 severity=moderate --because 'looked again' --as ana",),
        "An amendment says what is otherwise now.",
    ),
    "nothing-to-sign": Told(
        "A key is named, and no checkpoint to sign.",
        ("ledger verify --sign id_ed25519",),
        ("ledger verify --checkpoint may.checkpoint",),
        "What is signed is a checkpoint, which is written with `--checkpoint FILE`.",
    ),
    "open-incident": Told(
        "An incident is to be opened again that is open.",
        ("incident reopen INC-7 --because 'it happened again' --as ana",),
        ("incident show INC-7",),
        "Only what was closed is opened again; that is counted, as a sign that it did not end well.",
    ),
    "other-identity": Told(
        "The book knows people in another way than this workspace: by their login, or by who they say they are.",
        ("record refund 5 incident=INC-7",),
        ("!sed -i 's/^identity:.*//' empower.yaml", "record refund 5 incident=INC-7 --as ana"),
        "How far a name is vouched for stands in every entry. Were it to change with the folder somebody works "
        "in, an entry "
        "would vouch for more than it can.",
        before=("!sed -i 's/^as:.*/identity: login/' empower.yaml", "!login ana"),
    ),
    "other-kind": Told(
        "A policy is to be put in force that reads a fact otherwise than the book keeps it.",
        ("ledger adopt --because 'bills are rounded' --as ines --yes",),
        (
            "!sed -i 's/^  bill: .*/  bill:      {money: true}/; s/amount: 500,/amount: bill,/' policy.yaml",
            "!sed -i '/^  bill: /a \\  points:    {number: {at_least: 0, at_most: 9999}, default: 0}' policy.yaml",
            "ledger adopt --because 'points beside bills' --as ines --yes",
        ),
        "Money, numbers, times and moments are kept as plain numbers: 480.00 as 48000. Under another kind every old fact "
        "of that name would be another figure, in limits and in what is decided for an incident that is still open.",
        before=(
            "!sed -i 's/^  bill: .*/  bill: {number: {at_least: 0, at_most: 9000}}/' policy.yaml",
            "!sed -i 's/amount: bill,/amount: 500,/' policy.yaml",
        ),
    ),
    "other-policy": Told(
        "The book obeys another policy than the one in use.",
        ("record refund 5 incident=INC-7 --as ana --policy draft",),
        ("check refund 5 incident=INC-7 --as ana --policy draft",),
        "Somebody who writes by another policy would spend what the house did not allow. A draft may be asked "
        "with `check`, which "
        "says that it is not in force; `ledger adopt` puts it in force.",
    ),
    "other-roster": Told(
        "The book obeys another roster than the one in use.",
        ("record refund 5 incident=INC-7 --as ana --roster draft/roster.yaml",),
        ("record refund 5 incident=INC-7 --as ana",),
        "Who works here, and in which role, decides who may give what; so a new roster is adopted like a new policy.",
    ),
    "own-delegate": Told(
        "Somebody delegates to themselves.",
        ("delegate eva --until 2026-08-15 --as eva",),
        ("delegate rui --until 2026-08-15 --as eva",),
        "A delegation lets another person say yes in one's name.",
    ),
    "period-closed": Told(
        "The month is closed already.",
        ("period close 2026-04 --as ines --yes",),
        ("period list",),
        "A closed month never changes, so it is closed once. What comes late stands in the first month that is open.",
        before=("period close 2026-04 --as ines --soft", "period close 2026-04 --as ines --yes"),
    ),
    "period-not-over": Told(
        "The month is not over where the house is.",
        ("period close 2026-05 --as ines --soft",),
        ("period close 2026-04 --as ines --soft",),
        "As long as a month lasts, somebody may still give something in it.",
    ),
    "period-not-soft": Told(
        "A month, or one before it, was not closed softly yet.",
        ("period close 2026-04 --as ines --yes",),
        ("period close 2026-04 --as ines --soft", "period close 2026-04 --as ines --yes"),
        "Closed softly, a month is looked at: what still comes stands in it and is seen. Closed for good, it is what it is.",
    ),
    "period-waits": Told(
        "Something that was asked for in the month still waits for an answer.",
        ("period close 2026-05 --as ines --yes",),
        ("decline 6 --as rui --because 'too late now'", "period close 2026-05 --as ines --yes"),
        "A request counts in the month in which it was asked. Answered after the closing, it would change what is closed.",
        before=(
            "!later 720",
            "record refund 130 incident=INC-7 --as ana",
            "!later 12",
            "period close 2026-05 --as ines --soft",
        ),
    ),
    "request-ended": Told(
        "A request is answered that has its answer, or whose time is up.",
        ("approve 4 --as rui",),
        ("record refund 121 incident=INC-7 --as ana",),
        "A request is answered once. No answer in time is a no; nothing is approved by silence, and nothing "
        "afterwards.",
        hours=30,
    ),
    "request-id-form": Told(
        "A request id is too long, or begins as those of imported rows do.",
        ("record refund 5 incident=INC-7 --request-id import:17 --as ana",),
        ("record refund 5 incident=INC-7 --request-id till-3-0042 --as ana",),
        "Ids that begin with `import:` keep a row from being imported twice.",
    ),
    "request-id-used": Told(
        "A request id was used before, for another request.",
        ("record refund 6 incident=INC-7 --request-id till-3-0042 --as ana",),
        ("record refund 5 incident=INC-7 --request-id till-3-0042 --as ana",),
        "Under one id the same request gets the same answer, however often it is sent. Another request needs an "
        "id of its own; "
        "the message names what differs.",
        before=("record refund 5 incident=INC-7 --request-id till-3-0042 --as ana",),
    ),
    "revoked-before": Told(
        "A delegation is taken back that was taken back before.",
        ("delegate revoke 5 --as eva",),
        ("mine --as eva",),
        "It holds no more.",
        before=("delegate rui --until 2026-08-15 --as eva", "delegate revoke 5 --as eva"),
    ),
    "stray-word": Told(
        "A word is neither the id of an incident nor a fact.",
        ("incident open INC-8 noise --as ana",),
        ("incident open INC-8 failure=noise --as ana",),
        "A fact is written `FACT=VALUE`, so that nothing is guessed.",
    ),
    "text-too-long": Told(
        "A text that limits count by is longer than such a text is.",
        (f"incident open INC-8 failure=noise customer={'x' * 501} --as ana",),
        ("incident open INC-8 failure=noise customer=C-88 --as ana",),
        "It names something: a customer, a branch, an incident. A story belongs in a note, which may be long.",
    ),
    "too-much": Told(
        "More is to be approved than was asked, or undone than was given.",
        ("approve 4 --amount 130 --as rui", "reverse 3 --amount 70 --because 'too much' --as eva --yes"),
        ("approve 4 --amount 100 --as rui",),
        "An approval is bound to the request as it was made: all of it, or part. More is a new request.",
    ),
    "undone-before": Told(
        "What was given is to be undone a second time.",
        ("reverse 3 --because 'a mistake' --as eva --yes",),
        ("incident show INC-7",),
        "A gesture is undone once, whole or in part, so that what was given back can be told from the entry.",
        before=("reverse 3 --amount 20 --because 'too much' --as eva --yes",),
    ),
    "unknown-answer": Told(
        "What the customer says at the end is none of yes, partly and no.",
        ("incident close INC-7 --satisfied happy --as ana",),
        ("incident close INC-7 --satisfied yes --as ana",),
        "Three answers can be counted.",
    ),
    "unknown-budget": Told(
        "A budget is named that the policy does not have.",
        ("budget house-yer",),
        ("budget house-year",),
        "The budgets are those under `budgets:` in the policy.",
    ),
    "unknown-cause": Told(
        "A root cause is named that the policy does not have.",
        ("incident close INC-7 --cause thin_wals --as ana",),
        ("incident close INC-7 --cause thin_walls --as ana",),
        "Causes are a list that the house keeps (`causes:`), so that the same cause has the same name.",
    ),
    "unknown-column": Told(
        "A map of columns names one that the table does not have.",
        ("import past.csv --map wrong.yaml --as ines",),
        ("import past.csv --dry-run --as ines",),
        "The map and the first line of the table must agree.",
    ),
    "unknown-customer": Told(
        "A customer is to be forgotten whom the book does not know.",
        ("ledger forget C-89 --because 'as asked' --as ines --yes",),
        ("ledger forget C-88 --because 'as asked' --as ines --yes",),
        "They are named by what was stated after `customer=`; one who was forgotten before is not known any more.",
    ),
    "unknown-delegation": Told(
        "A delegation is taken back that is none.",
        ("delegate revoke 3 --as eva",),
        ("mine --as eva",),
        "It goes by the number of its entry.",
    ),
    "unknown-entry": Told(
        "An entry is named that the book does not have.",
        ("reverse 99 --because 'a mistake' --as eva --yes",),
        ("incident show INC-7",),
        "Entries are numbered from 1, without a gap.",
    ),
    "unknown-finding": Told(
        "A finding is named that there is not.",
        ("findings explain twice-0123456789 --because 'two nights' --as ines",),
        ("findings",),
        "Findings are found anew each time, by reading the book; their ids stay the same. One that was answered "
        "and is not found any more keeps its answer.",
        before=("approve 4 --as rui",),
    ),
    "unknown-period": Told(
        "A report is asked of something that is no month, quarter or year.",
        ("report april",),
        ("report 2026-04 --csv", "report --from 2026-04-10 --until 2026-04-20 --csv"),
        "A name of a month says no year, and `4/2026` may be read in two ways. Other days are said with `--from` and "
        "`--until`, of which the second is not included.",
    ),
    "unknown-request": Told(
        "A request is named that there is not.",
        ("approve 3 --as rui",),
        ("inbox --as rui",),
        "A request goes by the number of the entry that made it.",
    ),
}


@pytest.fixture(scope="module")
def hotel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A hotel with a book that has four entries."""
    folder = tmp_path_factory.mktemp("hotel") / "hotel"
    shutil.copytree(HOTEL, folder)
    shutil.copytree(HOTEL, folder / "draft")
    for file in ("policy.yaml", "roster.yaml"):
        text = (folder / "draft" / file).read_text(encoding="utf-8")
        (folder / "draft" / file).write_text(f"{text}# a draft\n", encoding="utf-8")
    (folder / "empower.yaml").write_text("policy: .\nroster: roster.yaml\n", encoding="utf-8")
    (folder / "loud.yaml").write_text("incident: INC-7\ngiven: [{remedy: refund, amount: 60}]\n", encoding="utf-8")
    (folder / "notes.csv").write_text("milk\n", encoding="utf-8")
    (folder / "past.csv").write_text("date,by,remedy,amount\n2026-02-01,ana,refund,12.50\n", encoding="utf-8")
    events = "case,activity,on,by\nR-1,told us,2026-02-01T10:00:00Z,ana\nR-1,give cookies,2026-02-01T10:05:00Z,ana\n"
    (folder / "requests.csv").write_text(events, encoding="utf-8")
    cut_off = '<log>\n<trace>\n<string key="concept:name" value="R-1"/>\n<event>'
    (folder / "cut-off.xes").write_text(cut_off, encoding="utf-8")
    (folder / "wrong.yaml").write_text("columns: {remedy: Remedy, on: date}\n", encoding="utf-8")
    return folder


Run = Callable[[str], str]


@pytest.fixture
def run(
    hotel: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> tuple[Run, Callable[[int], None]]:
    """What is seen after a command, in a copy of the hotel, at an evening in May."""
    folder = tmp_path / "hotel"
    shutil.copytree(hotel, folder)
    monkeypatch.chdir(folder)
    start = read_instant("2026-05-01T22:15:00+01:00")
    assert isinstance(start, int)
    now = [start]
    monkeypatch.setattr(wiring, "clock", lambda: now[0])

    def run(words: str) -> str:
        import shlex
        import subprocess

        if words.startswith("!later "):
            pass_hours(int(words.removeprefix("!later ")))
            return ""
        if words.startswith("!login "):
            monkeypatch.setattr(wiring, "logged_in_as", lambda: "areis")
            return ""
        if words.startswith("!"):
            subprocess.run(["/bin/bash", "-c", words[1:]], check=True)
            return ""
        capsys.readouterr()
        guarded(shlex.split(words))
        shown = capsys.readouterr()
        now[0] += 60_000_000
        return steady((shown.out + shown.err).replace(f"{folder}/", "").replace(str(folder), "/srv/hotel").rstrip("\n"))

    def pass_hours(hours: int) -> None:
        now[0] += hours * HOUR

    return run, pass_hours


def page_of(code: str, run: Run, pass_hours: Callable[[int], None]) -> str:
    """The page of a code."""
    told = PAGES[code]
    for words in (*SETUP, *told.before):
        shown = run(words)
        assert "1 problem" not in shown, shown
    pass_hours(told.hours)

    def block(commands: tuple[str, ...]) -> str:
        ran = [(words, run(words)) for words in commands]
        seen = [f"$ empower {words}\n{shown}" for words, shown in ran if not words.startswith("!")]
        return "```text\n" + "\n".join(seen) + "\n```"

    avoid, prefer = block(told.avoid), block(told.prefer)
    return (
        f"# Problem: `{code}`\n\n{told.what}\n\n## Avoid\n\n{avoid}\n\n## Prefer\n\n{prefer}\n\n## Why\n\n{told.why}\n"
    )


_SAID_OTHERWISE = ("changed-policy", "book-begun")
"""Two that only come about in ways too long for a page."""


@pytest.mark.parametrize("code", PAGES)
def test_a_page_says_what_the_program_says(
    code: str, run: tuple[Run, Callable[[int], None]], request: pytest.FixtureRequest
) -> None:
    text = page_of(code, *run)
    if code not in _SAID_OTHERWISE:
        assert f": {code}: " in text, text
    page = FOLDER / f"{code}.md"
    if request.config.getoption("--update-snapshots"):
        page.write_text(text, encoding="utf-8")
    assert page.read_text(encoding="utf-8") == text
