"""Findings in words: every kind asks, none says what somebody is, and nothing a customer wrote becomes more than text."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import pytest

from empower.domain.finding import FINDING_KINDS, FindingPage
from empower.domain.thresholds import Thresholds
from empower.ledger.memory import MemoryStore
from empower.report.finding_words import FINDING_WORDS
from empower.report.findings import finding_json, finding_text, findings_json, findings_text
from empower.rules.rulebook import Rulebook
from empower.services.findings.look import look
from empower.services.findings.pages import Wanted, finding_pages, with_entries
from tests.services.findings.corner_shop import Corner, corner
from tests.services.findings.lived import Weeks
from tests.services.findings.test_oracle import LOW

GUILT = (
    *("abuse", "accus", "alert", "bad", "blame", "breach", "bribe", "caught", "cheat", "collu", "conspir", "corrupt"),
    *(
        "crime",
        "crimin",
        "culprit",
        "deceiv",
        "deceit",
        "dishonest",
        "embezzl",
        "evade",
        "evasion",
        "fake",
        "fals",
        "fraud",
    ),
    *(
        "guilt",
        "illegal",
        "illicit",
        "improper",
        "incident of theft",
        "liar",
        "lying",
        "malicious",
        "manipulat",
        "misconduct",
    ),
    *(
        "misuse",
        "naughty",
        "offence",
        "offend",
        "offense",
        "perpetrat",
        "punish",
        "rogue",
        "scam",
        "scheme",
        "steal",
        "stole",
    ),
    *("suspect", "suspicio", "theft", "thief", "trick", "unlawful", "victim", "violat", "wrongdo", "wrongful"),
)
WILD = (
    "<script>alert(1)</script>",
    "=HYPERLINK(1)",
    "[bold]x[/bold]",
    "\x1b[31mred\x1b[0m",
    "'; DROP TABLE entry; --",
    "a\nb\tc",
    "\u202eevil",
    "../../etc/passwd",
    "{0} %s",
    "x" * 400,
)


@pytest.fixture(scope="module")
def weeks() -> tuple[tuple[FindingPage, ...], Rulebook]:
    """Findings of every kind, with their rows."""
    told: list[FindingPage] = []
    for seed in range(4):
        shop = Corner(MemoryStore())
        Weeks(shop, seed).live(260)
        with shop.book.reading() as page:
            found = finding_pages(page, look(page, shop.now, LOW).findings, Wanted(state="all"))
            told += [with_entries(page, one) for one in found]
    return tuple(told), corner().rulebook


def texts(found: tuple[FindingPage, ...], rulebook: Rulebook) -> Iterator[str]:
    """Everything that is said of findings, anywhere."""
    for width in (None, 60):
        yield findings_text(found, rulebook, LOW, local=str, colour=False, width=width)
        for one in found:
            yield finding_text(one, rulebook, LOW, local=str, colour=False, width=width)
    yield json.dumps(findings_json(found, rulebook, LOW, str))
    for one in found:
        yield json.dumps(finding_json(one, rulebook, LOW, str))


def test_no_word_says_what_somebody_is(weeks: tuple[tuple[FindingPage, ...], Rulebook]) -> None:
    found, rulebook = weeks
    assert {one.kind for one in found} == set(FINDING_KINDS) == set(FINDING_WORDS)
    said = "\n".join([*texts(found, rulebook), *[words.title for words in FINDING_WORDS.values()]])
    said += "\n".join([line for words in FINDING_WORDS.values() for line in words.might])
    words = set(re.findall(r"[a-z]+", re.sub(r"\b[0-9a-f]{10}\b|\b[0-9a-f]{64}\b", "", said).lower()))
    assert len(words) > 150
    assert sorted([word for word in words for stem in GUILT if word.startswith(stem)]) == []


def test_every_one_asks(weeks: tuple[tuple[FindingPage, ...], Rulebook]) -> None:
    found, rulebook = weeks
    for one in findings_json(found, rulebook, LOW, str)["findings"]:
        assert one["question"].endswith("?"), one
        assert one["why"]
        assert len(one["might_be"]) > 1


@pytest.mark.parametrize("customer", WILD, ids=range(len(WILD)))
def test_what_a_customer_is_called_stays_a_text(customer: str) -> None:
    shop = Corner(MemoryStore())
    shop.opens("I-1", "failure=late", f"customer={customer}")
    for _ in range(2):
        shop.gives("ana", "refund", "40", "incident=I-1")
    with shop.book.reading() as page:
        found = tuple([with_entries(page, one) for one in finding_pages(page, look(page, shop.now).findings)])
    assert {one.kind for one in found} >= {"split", "twice"}
    for one in found:
        shown = finding_text(one, shop.house.rulebook, Thresholds(), local=str, colour=False, width=80)
        assert "\x1b" not in shown
        assert "\u202e" not in shown
        assert all([line.isprintable() for line in shown.split("\n")])
        assert shown.split("\n")[0].startswith(one.id)
        assert (
            json.loads(json.dumps(finding_json(one, shop.house.rulebook, Thresholds(), str)))["customer"]
            == one.customer
        )


def test_how_rare_it_is_is_told_in_words_that_can_be_read(weeks: tuple[tuple[FindingPage, ...], Rulebook]) -> None:
    found, rulebook = weeks
    near = next(one for one in found if one.kind == "near-limit" and one.finding is not None)
    assert near.finding is not None

    def told(one_in: int) -> tuple[str, object]:
        assert near.finding is not None
        figures = tuple([(name, one_in if name == "one_in" else value) for name, value in near.finding.figures])
        page = finding_json(near.but(finding=near.finding.but(figures=figures)), rulebook, LOW, str)
        return page["why"], page["one_in"]

    assert told(10**12)[0].endswith("; chance alone would give so many less than once in a million")
    assert told(10**12)[1] == 10**12
    assert told(12_345)[0].endswith("; chance alone would give so many about once in 12,345 times")
