"""What people paste stays data, and no figure is ever cut."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from empower.domain.decision import Contact
from empower.report.as_text import decision_text
from empower.report.screen import clean, columns, padded, wrapped
from tests.report.hotel import DECISIONS, HOTEL, clock

ANYTHING = st.text(alphabet=st.characters(exclude_categories=()), max_size=40)
HOSTILE = st.text(alphabet="\x1b\x9b\x9d[]m31;2J\x07\\ab\u202e\u2066\u200b\n\t\r\x00", max_size=30)


@pytest.mark.parametrize(
    ("pasted", "shown"),
    [
        ("plain", "plain"),
        ("Inês 🌙 宿", "Inês 🌙 宿"),
        ("\x1b[31mred\x1b[0m", "red"),
        ("\x1b]0;title\x07after", "after"),
        ("\x1b]8;;http://x\x1b\\link", "link"),
        ("\x9b2Jgone", "gone"),
        ("\x9d0;t\x9cshown", "shown"),
        ("\x1b]never ends", "never ends"),
        ("\x1b", ""),
        ("a\x1b[", "a"),
        ("pay \u202e00.06\u202c now", "pay 00.06 now"),
        ("\u2066x\u2069\u200e\u061c", "x"),
        ("two\nlines\tand\rmore\u2028end", "two lines and more end"),
        ("zero\x00\x08\x7f\u200bwidth\ufeff", "zerowidth"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("half \ud83d", "half \ufffd"),
        ("[bold]not markup[/bold]", "[bold]not markup[/bold]"),
        ("no\u00a0break", "no\u00a0break"),
    ],
)
def test_what_is_shown(pasted: str, shown: str) -> None:
    assert clean(pasted) == shown


@given(st.one_of(ANYTHING, HOSTILE))
def test_nothing_moves_the_terminal(text: str) -> None:
    shown = clean(text)
    shown.encode("utf-8")
    assert not {character for character in shown if character < " " or "\x7f" <= character <= "\x9f"}
    assert not set(shown) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u2028\u2029\u200b")
    assert clean(shown) == shown


@given(st.text(alphabet=st.characters(categories=("L", "N", "P", "S")), max_size=40))
def test_what_can_be_seen_is_shown(text: str) -> None:
    assert clean(text) == text


@pytest.mark.parametrize(("text", "count"), [("abc", 3), ("宿題", 4), ("é", 1), ("e\u0301", 1), ("🌙", 2), ("", 0)])
def test_columns(text: str, count: int) -> None:
    assert columns(text) == count
    assert columns(padded(text, 10)) == 10
    assert padded(text, 10, right=True).endswith(text)


@given(st.lists(st.text(alphabet="ab1.", min_size=1, max_size=12), max_size=12), st.integers(5, 40))
def test_lines_hold_whole_words(words: list[str], width: int) -> None:
    lines = wrapped(" ".join(words), width, "EUR")
    assert " ".join(lines).split() == words
    assert all(columns(line) <= width or " " not in line for line in lines)


def test_an_amount_stays_with_its_currency() -> None:
    assert wrapped("refund 60.00 EUR, please", 13, "EUR") == ["refund", "60.00 EUR,", "please"]


@pytest.mark.parametrize("width", [1, 30, 37, 44, 60, 200])
@pytest.mark.parametrize("name", DECISIONS)
def test_no_figure_is_cut_at_any_width(name: str, width: int) -> None:
    def at(width: int) -> str:
        return decision_text(DECISIONS[name], HOTEL, colour=False, local=clock, file="policy.yaml", width=width)

    assert at(width).split() == at(10_000).split()
    assert not [line for line in at(width).splitlines() if line.strip().startswith("EUR")]
    fits = [line for line in at(max(width, 60)).splitlines() if columns(line) > max(width, 60)]
    assert fits == []


def test_names_and_contacts_never_colour_a_line() -> None:
    hostile = Contact(id="x", name="\x1b[31mRui\x1b[0m\u202e", contact="\x1b]0;pwned\x07ext. 1", in_service=True)
    asked = DECISIONS["escalate"]
    decision = asked.but(approvers=(asked.approvers[0].but(people=(hostile,)),))
    for width in (None, 80):
        text = decision_text(decision, HOTEL, colour=False, local=clock, file="policy.yaml", width=width)
        assert text.splitlines()[0] == "ASK — Supervisor (Rui, ext. 1)"
        assert "\x1b" not in text
