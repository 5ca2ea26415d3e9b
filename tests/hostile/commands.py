"""What is typed of every command that shows something, once the house has lived; and which commands wrote while it did."""

from __future__ import annotations

import json

from tests.hostile.lived import as_kept
from tests.hostile.pasted_house import Says, person
from tests.hostile.texts import TEXTS
from tests.hostile.till import Till

__all__ = ["FILES", "GROUPS", "WRITERS", "readers", "refused"]

GROUPS = ("empower", *[f"empower {word}" for word in ("incident", "duty", "period", "ledger", "policy")])
"""They show their help and nothing else."""
WRITERS = tuple(
    [
        f"empower {words}"
        for words in (
            *("init", "record", "approve", "decline", "withdraw", "reverse", "delegate", "import", "duty done"),
            *("incident open", "incident amend", "incident close", "incident reopen"),
            *("findings explain", "findings confirm", "period close", "ledger adopt", "ledger forget"),
        )
    ]
)
FILES = ("all.csv", "all.jsonl", "all.xlsx", "all.journal", "report.html", "matrix.html", "tried.csv")
"""Which other programs read, of those that are asked for below."""


def readers(till: Till, says: Says) -> dict[str, list[tuple[str, ...]]]:
    """Words by command; each is typed in every form that it has."""
    one, other = as_kept(says(0)), as_kept(says(len(TEXTS) - 1))
    finding = json.loads(till.run("findings", "list", "--state=all", form="json").out)["findings"][0]["id"]
    people = [person(number, says) for number in range(3)]
    facts = ("failure=lost", f"said={says(4)}")
    each: list[tuple[str, ...]] = [(f"--as={who}",) for who in people]
    asked: list[tuple[str, ...]] = [("r_2", "5", *facts, *who) for who in each]
    read: dict[str, list[tuple[str, ...]]] = {
        "check": [*asked, ("refund", "99", *facts, *each[0])],
        "suggest": [(*facts, *who) for who in each],
        "card": [*each, ("role_4",)],
        "where": [()],
        "mine": each,
        "inbox": [(), ("--all",)],
        "budget": [()],
        "report": [
            *[
                (),
                ("2026-04",),
                ("--known-at=2026-05-02",),
                ("--by=cause",),
                ("--html=report.html",),
                ("--csv", "--by=said"),
            ],
            *[(f"--by={by}",) for by in ("role", "person", "remedy", "failure", "said", "outcome")],
            ("--by=said", "--by=month", "--from=2026-04-01"),
        ],
        "incident show": [("--", one), ("--", other)],
        "incident list": [()],
        "findings": [(), ("--state=all",)],
        "findings list": [("--state=explained",)],
        "findings show": [(finding,)],
        "period list": [()],
        "ledger list": [
            *[(), ("--limit=1000",), (f"said={says(0)}",), (f"incident={says(0)}",), (f"customer={says(0)}",)],
            *[(f"--person={people[0]}",), ("--format=csv", "--out=all.csv"), ("--format=jsonl", "--out=all.jsonl")],
            *[("--format=xlsx", "--out=all.xlsx"), ("--format=beancount", "--out=all.journal")],
            *[("--format=csv",), ("--format=jsonl",), ("--format=beancount",)],
        ],
        "ledger show": [(str(entry),) for entry in range(2, 330, 9)],
        "ledger verify": [("--rebuild",), ("--checkpoint=book.checkpoint",)],
        "ledger receipt": [("60", "--with-texts"), ("61", "--out=one.receipt", "--with-texts")],
        "ledger replay": [(), ("--policy=looser.yaml", "--rows"), ("--policy=looser.yaml", "--csv=tried.csv")],
        "ledger archive": [("book.copy",)],
        "ledger upgrade": [("--yes",)],
        "policy list": [()],
        "policy lint": [()],
        "policy test": [(), ("--coverage", "--suggest"), ("--suggest", "--into=more.yaml")],
        "policy diff": [("policy.yaml", "looser.yaml")],
        "policy explain": [("rule-1",), ("lost-is-paid",), ("storm",), ("branch-month",)],
        "policy matrix": [("failure=late",), ("--csv",), ("--html=matrix.html",)],
        "policy schema": [()],
        "policy fmt": [("--check",)],
        "policy new": [("corner", "--yes")],
    }
    return {f"empower {name}": words for name, words in read.items()}


def refused(says: Says) -> list[tuple[str, ...]]:
    """What is not accepted, whose answer says the words again: every text in the place of a name, a file and a figure."""
    found: list[tuple[str, ...]] = []
    for number in range(len(TEXTS)):
        text = says(number)
        found += [
            ("check", text, "5"),
            ("check", "refund", text),
            ("check", "refund", "5", f"{text}=late"),
            ("check", "refund", "5", f"failure={text}"),
            ("check", "refund", "5", f"--as={text}"),
            ("check", "refund", "5", f"--policy={text}"),
            ("check", "refund", "5", f"--incident-file={text}"),
            ("check", "refund", "5", f"--ledger=none/{text}/b.db"),
            ("record", "refund", "5", "failure=late", f"--request-id={text}", f"--with={text}"),
            ("inbox", text),
            ("report", text),
            ("report", f"--by={text}"),
            ("report", f"--html=none/{text}"),
            ("import", f"{text}.csv"),
            ("incident", "show", "--", f"{text}?"),
            ("incident", "close", f"--cause={text}", "--", as_kept(text)),
            ("duty", "done", "--", text),
            ("findings", "show", "--", text),
            ("period", "close", "--", text),
            ("ledger", "list", f"--person={text}", f"--digest={text}", f"--from={text}"),
            ("ledger", "list", "--format=csv", f"--out=none/{text}"),
            ("ledger", "verify", f"--receipt={text}"),
            ("ledger", "archive", f"none/{text}"),
            ("policy", "explain", "--", text),
            ("policy", "new", "--", text),
            (f"{text}",),
            ("policy", f"--{text}"),
        ]
    return found
