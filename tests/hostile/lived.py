"""A month at the pasted house: every command that writes, with every text wherever a person may type one."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable
from pathlib import Path

from tests.hostile.pasted_house import person, write_house
from tests.hostile.texts import LONG, SEEN, TEXTS
from tests.hostile.till import FORMS, Shown, Till, with_option

__all__ = ["as_kept", "lived"]


def lived(folder: Path, ledger: str, says: Callable[[int], str]) -> Till:
    """The house with its book, and all that was shown while it was written. `says` gives the text of each number."""
    write_house(folder, says, ledger)
    till = Till(folder, ledger)
    till.run("init")
    for words in (("past.csv",), ("log.xes", "--map=xes.yaml"), ("log.csv", "--map=log.yaml")):
        for form in FORMS:
            till.run("import", *words, "--dry-run", form=form)
        till.run("import", *words, "--yes")
    for number in range(len(TEXTS)):
        _a_day(till, number, says)
    till.run("record", "refund", "1", "failure=late", "customer=long", f"--note={LONG}", "--as=oli")
    _answered(till, says)
    return till


def as_kept(text: str) -> str:
    """An id as the book has it: what is seen of the text, on one line."""
    seen = [one for one in text if one.isspace() or unicodedata.category(one) not in ("Cc", "Cf")]
    return " ".join("".join(seen).split())


def _a_day(till: Till, number: int, says: Callable[[int], str]) -> None:
    """What one customer brings about; the forms in turn."""
    text, other = says(number), says(number - 1)
    at = number % len(SEEN)
    who = person(at, says)
    till.login = text
    forms = [FORMS[(number + turn) % len(FORMS)] for turn in range(len(FORMS))]
    facts = ["failure=late", f"said={text}", f"customer={text}"]
    incident, opened = f"incident={text}", as_kept(f"{at} {text}".replace("=", "≡"))

    def done(*words: str, turn: int = 0, by: str = who) -> Shown:
        return till.run(*with_option(words, f"--as={by}"), form=forms[turn])

    done("check", f"r_{at}", "5", *facts)
    done("incident", "open", opened, *facts, turn=1)
    done("incident", "reopen", f"--because={text}", "--", as_kept(text), turn=2)
    kept = ("--request-id", f"{number}", f"--note={text}", f"--with=paper_{at}={text}")
    done("record", f"r_{at}", f"{number % 20}.50", incident, *kept, turn=2)
    asked = till.run(
        "record", "refund", "35", incident, f"--note={text}", f"told_by={text}", f"--as={who}", form="json"
    )
    assert asked.code == 3, asked
    request = str(json.loads(asked.out)["request"])
    if number % 3 == 0:  # the yes comes after it, and what is given after the yes
        done("approve", request, f"--note={text}", by="oli")
        done("reverse", str(int(request) + 2), f"--because={text}", "--yes", by="oli", turn=1)
    elif number % 3 == 1:
        done("decline", request, f"--because={text}", by="oli")
    else:
        done("withdraw", request, turn=1)
    done("suggest", incident)
    done("incident", "amend", opened, f"said={other}", f"--because={text}")
    done("incident", "close", f"--cause=cause_{at}", "--satisfied=no", "--", as_kept(text), turn=1)
    done("record", "refund", "36", *facts, f"--note={text}", "--again")


def _answered(till: Till, says: Callable[[int], str]) -> None:
    """Findings, delegations, an adoption, a month's end, and somebody who is forgotten."""
    till.login = "till"
    found = json.loads(till.run("findings", "list", form="json").out)["findings"]
    for number, one in enumerate(found[:12]):
        form, answer = FORMS[number % 3], ("explain", "confirm")[number % 2]
        till.run("findings", answer, one["id"], f"--because={says(number)}", "--as=eve", form=form)
    for number, form in enumerate(FORMS):
        kept = till.run("delegate", "--until=2026-06-01", "--as=oli", "--", person(number, says), form=form)
        assert kept.code == 0, kept
        till.run("ledger", "forget", f"--because={says(number)}", "--yes", "--", as_kept(says(number + 16)), form=form)
    for file, form in (("looser.yaml", "terminal"), ("policy.yaml", "pipe"), ("policy.yaml", "json")):
        till.run("ledger", "adopt", file, f"--because={says(4)}", "--yes", form=form)
    duties = json.loads(till.run("mine", f"--as={person(0, says)}", form="json").out)["duties"]
    for number, one in enumerate(duties[:3]):
        till.run("duty", "done", one["id"], f"--as={person(0, says)}", form=FORMS[number])
    for soft in (("--soft",), ()):
        till.run("period", "close", "2026-04", *soft, "--yes", form=FORMS[len(soft)])
