"""A frame shows the author's line with the mark exactly below the mistake, whatever the line is made of."""

from __future__ import annotations

from unicodedata import east_asian_width

import pytest
from hypothesis import given
from hypothesis import strategies as st

from empower.domain.problem import PlacedProblem
from empower.report.frame import framed, visible


def problem(source: str, column: int, end_column: int, **other: object) -> PlacedProblem:
    """A problem in a line."""
    usual = PlacedProblem(
        code="unknown-remedy",
        message="`vouchr` is not a remedy of this policy",
        hint="did you mean `voucher`? it is declared on line 6",
        level="problem",
        file="policies/retail/policy.yaml",
        line=14,
        column=column,
        end_column=end_column,
        source=source,
    )
    changed = usual.but(**other)
    assert isinstance(changed, PlacedProblem)
    return changed


def marked(shown: str) -> tuple[str, str]:
    """The line in the frame, and the marks below it, without the gutter."""
    lines = shown.split("\n")
    return lines[2].partition(" | ")[2], lines[3].partition(" | ")[2]


def test_a_problem_is_drawn_as_the_house_draws_it() -> None:
    assert framed(problem("    remedies: [refund, vouchr]", 24, 30)) == (
        "policies/retail/policy.yaml:14:24: unknown-remedy: `vouchr` is not a remedy of this policy\n"
        "   |\n"
        "14 |     remedies: [refund, vouchr]\n"
        "   |                        ^^^^^^\n"
        "   = help: did you mean `voucher`? it is declared on line 6"
    )


def test_the_gutter_is_as_wide_as_the_number() -> None:
    assert framed(problem("a: b", 4, 5, line=7, hint="", message="m", file="f")) == (
        "f:7:4: unknown-remedy: m\n  |\n7 | a: b\n  |    ^"
    )
    assert framed(problem("a: b", 4, 5, line=12345, message="m", file="f", hint="h")) == (
        "f:12345:4: unknown-remedy: m\n      |\n12345 | a: b\n      |    ^\n      = help: h"
    )


@pytest.mark.parametrize("level", ["warning", "note"])
def test_what_is_no_problem_says_so(level: str) -> None:
    shown = framed(problem("a: b", 4, 5, level=level))
    assert shown.startswith(f"policies/retail/policy.yaml:14:4: {level}: unknown-remedy: ")


def test_a_line_that_says_nothing_has_no_frame() -> None:
    for source in ("", "   "):
        assert framed(problem(source, 1, 1, line=1, file="f", message="m", hint="h")) == (
            "f:1:1: unknown-remedy: m\n  = help: h"
        )


@pytest.mark.parametrize(
    ("source", "column", "end_column", "line", "marks"),
    [
        ("a: b", 4, 4, "a: b", "   ^"),  # nothing there, and still a mark
        ("a:", 3, 3, "a:", "  ^"),  # behind the end of the line
        ("a:", 9, 12, "a:", "  ^"),
        ("a: bcd", 4, 99, "a: bcd", "   ^^^"),
        ("a: bcd", 5, 2, "a: bcd", "    ^"),
        ("\ta: b", 1, 2, "    a: b", "^^^^"),
        ("\ta:\tb", 5, 6, "    a:    b", "          ^"),
        ("客: 值错", 4, 6, "客: 值错", "    ^^^^"),
        ("名前: x", 5, 6, "名前: x", "      ^"),
        ("한국 x", 4, 5, "한국 x", "     ^"),
        ("e\u0301: x", 5, 6, "e\u0301: x", "   ^"),
        ("👍: x", 4, 5, "👍: x", "    ^"),
        ("ａ: x", 4, 5, "ａ: x", "    ^"),
        ("a\x00b: x", 6, 7, "a␀b: x", "     ^"),
        ("a\x1b[31m: x", 2, 3, "a␛[31m: x", " ^"),
        ("a\x7f\u202eb", 3, 4, "a␡<U+202E>b", "  ^^^^^^^^"),
        ("a\u200bb", 3, 4, "a<U+200B>b", "         ^"),
    ],
)
def test_the_mark_is_below_the_mistake(source: str, column: int, end_column: int, line: str, marks: str) -> None:
    assert marked(framed(problem(source, column, end_column))) == (line, marks)


def test_a_long_line_is_cut_around_the_mark() -> None:
    source = f"{'a' * 5_000} here {'b' * 5_000}"
    line, marks = marked(framed(problem(source, 5_002, 5_006)))
    assert line.startswith("…aaaa")
    assert line.endswith("bbbb…")
    assert len(line) <= 102
    assert line[len(marks) - 4 : len(marks)] == "here"


@pytest.mark.parametrize(
    ("column", "end_column", "begins", "ends", "marks"),
    [
        (1, 4, "abcabc", "…", "^^^"),
        (5, 20_000, "abcabc", "…", "    " + "^" * 96),
        (2_998, 3_001, "…", "abc", " " * 41 + "^^^"),
        (3_001, 3_001, "…", "abc", " " * 41 + "^"),
    ],
)
def test_a_mark_at_either_end_of_a_long_line(column: int, end_column: int, begins: str, ends: str, marks: str) -> None:
    line, found = marked(framed(problem("abc" * 1_000, column, end_column)))
    assert line.startswith(begins)
    assert line.endswith(ends)
    assert found == marks


def test_wide_letters_count_twice_in_a_long_line() -> None:
    line, marks = marked(framed(problem("値" * 500 + "x" + "段" * 500, 501, 502)))
    assert sum(2 if east_asian_width(letter) == "W" else 1 for letter in line) <= 102
    assert line[len(marks) // 2 : len(marks) // 2 + 1] == "x"


def test_nobodys_words_reach_the_terminal_as_orders() -> None:
    shown = framed(problem("a", 1, 2, message="`\x1b[2J\n`", hint="h\r\x07", file="p\x08.yaml"))
    assert shown.split("\n")[0] == "p␈.yaml:14:1: unknown-remedy: `␛[2J␊`"
    assert shown.split("\n")[-1] == "   = help: h␍␇"
    assert visible("Zoë 北京 \u202e\u2028\ud800") == "Zoë 北京 <U+202E><U+2028><U+D800>"


@given(
    source=st.text(st.characters(codec="utf-8"), max_size=300),
    column=st.integers(1, 320),
    width=st.integers(0, 40),
)
def test_a_frame_has_its_lines_and_nothing_moves_them(source: str, column: int, width: int) -> None:
    lines = framed(problem(source, column, column + width)).split("\n")
    assert len(lines) == (5 if source.strip() else 2)
    if len(lines) == 5:
        assert lines[1] == "   |"
        assert lines[2].startswith("14 |")
        assert set(lines[3].removeprefix("   | ")) <= {" ", "^"}
        assert lines[3].count("^") >= 1
        assert len(lines[3]) <= 4 + 1 + 102


def test_of_a_word_longer_than_anybody_reads_the_beginning_is_shown() -> None:
    long = "x" * 5_000
    shown = framed(problem("a line", 1, 2, message=f"`{long}` is not a remedy", hint=f"leave `{long}` out"))
    assert max(map(len, shown.splitlines())) < 200
    assert f"`{'x' * 100}…` is not a remedy" in shown
    assert "…` out" in shown


def test_a_sentence_is_never_shortened() -> None:
    told = "so it goes " * 40
    assert told in framed(problem("a line", 1, 2, message=f"{told}`x`"))
