"""What a file says is read as YAML 1.2 says it, exactly, with either of the two parsers, and every part has its place."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from empower.domain.problem import Path, Problem
from empower.policyfile.places import Place, lines_of, place
from empower.policyfile.reader.events import QUICKEST, EventSource, in_c, in_python
from empower.policyfile.reader.tree import read_tree

PARSERS = pytest.mark.parametrize("events", [in_c, in_python], ids=["c", "python"])

POLICY = b"""\
# what this is about
policy: harbour-hotel
remedies:
  refund: {kind: cash, most: {amount: 25.10, per: incident}}
  'gift card':
    kind: cash      # a comment
steps: {0: 0, 15: 2.50, 0.5: x, true: y}
roles: [agent, "7", TRUE, &me owner, *me]
say: >
  I am
  so sorry

last:
"""


@PARSERS
def test_a_file_is_plain_data(events: EventSource) -> None:
    tree = read_tree(POLICY, events)
    assert tree.problems == ()
    assert tree.data == {
        "policy": "harbour-hotel",
        "remedies": {
            "refund": {"kind": "cash", "most": {"amount": Decimal("25.10"), "per": "incident"}},
            "gift card": {"kind": "cash"},
        },
        "steps": {0: 0, 15: Decimal("2.50"), Decimal("0.5"): "x", True: "y"},
        "roles": ["agent", "7", True, "owner", "owner"],
        "say": "I am so sorry\n",
        "last": None,
    }


def test_the_quick_parser_is_used_where_there_is_one() -> None:
    assert QUICKEST is in_c


@PARSERS
@pytest.mark.parametrize(
    ("written", "value"),
    [
        *[(word, None) for word in ("~", "null", "Null", "NULL", "")],
        *[(word, True) for word in ("true", "True", "TRUE")],
        *[(word, False) for word in ("false", "False", "FALSE")],
        *[(word, word) for word in ("no", "NO", "yes", "on", "off", "y", "tRUE", "nil", "none")],
        *[(word, word) for word in ("12:30", "2026-01-01", "2026-05-01T22:15:00+01:00", "60%", "1/464", "22-06")],
        *[(word, word) for word in ("--5", "1-2", "1.2.3", "+", "=", "0x", "0b11", "1e", "+351 555 0199", "2,000")],
        *[(f'"{word}"', word) for word in ("5", "~", "true", "0x10", "")],
        *[(f"'{word}'", word) for word in ("5", "null", "010")],
        ("0", 0),
        ("-7", -7),
        ("+7", 7),
        ("999999999999999999", 999999999999999999),
        ("25.10", Decimal("25.10")),
        ("-0.05", Decimal("-0.05")),
        (".5", Decimal("0.5")),
        ("5.", Decimal(5)),
    ],
)
def test_a_scalar_means_one_thing(events: EventSource, written: str, value: Any) -> None:
    tree = read_tree(f"a: {written}\n".encode(), events)
    assert tree.problems == ()
    assert tree.data == {"a": value}
    assert type(tree.data["a"]) is type(value)


@PARSERS
def test_decimals_keep_their_digits(events: EventSource) -> None:
    read = read_tree(b"[25.10, -0.0, 1.000000000000000001]", events).data
    assert [str(number) for number in read[:2]] == ["25.10", "0.0"]
    assert isinstance(read[2], str), "nineteen digits are no number"


@PARSERS
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["bare", "bom"])
@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"], ids=["lf", "crlf", "cr"])
def test_places_are_those_of_an_editor(events: EventSource, mark: bytes, end: bytes) -> None:
    tree = read_tree(mark + POLICY.replace(b"\n", end), events)
    value, key = tree.places.value, tree.places.key

    def at(line: int, column: int, end_column: int, end_line: int | None = None) -> Place:
        return Place(line=line, column=column, end_line=end_line or line, end_column=end_column)

    assert value(("policy",)) == at(2, 9, 22)
    assert key(("policy",)) == at(2, 1, 7)
    assert value(("remedies",)) == at(4, 3, 15, 6)
    assert value(("remedies", "refund", "most", "amount")) == at(4, 39, 44)
    assert key(("remedies", "gift card")) == at(5, 3, 14)
    assert value(("roles",)) == at(8, 8, 42)
    assert value(("roles", 1)) == key(("roles", 1)) == at(8, 16, 19)
    assert value(("roles", 4)) == at(8, 38, 41)
    assert value(("say",)) == at(9, 6, 11, 11)
    assert value(("last",)) == at(13, 6, 6)
    assert value(()) == at(2, 1, 6, 13)


@PARSERS
def test_a_path_that_does_not_exist_has_the_place_of_what_is_around_it(events: EventSource) -> None:
    places = read_tree(POLICY, events).places
    assert places.value(("remedies", "refund", "cost", "each")) == places.value(("remedies", "refund"))
    assert places.key(("remedies", "refund", "cost")) == places.key(("remedies", "refund"))
    assert places.value(("roles", 99)) == places.value(("roles",))
    assert places.value(("policy", 0, "x")) == places.value(("policy",))
    assert places.value(("nowhere",)) == places.key(("nowhere",)) == places.value(())


@PARSERS
def test_a_key_that_is_no_text_is_found_by_what_it_is_and_by_its_text(events: EventSource) -> None:
    places = read_tree(POLICY, events).places
    columns: list[tuple[Path, int]] = [
        (("steps", 15), 19),
        (("steps", "15"), 19),
        (("steps", "0.5"), 30),
        (("steps", "true"), 39),
    ]
    for path, column in columns:
        assert places.value(path).column == column


@PARSERS
def test_the_text_is_as_written(events: EventSource) -> None:
    text = read_tree(POLICY, events).places.text
    written: dict[Path, str] = {
        ("remedies", "refund", "most", "amount"): "25.10",
        ("roles", 1): '"7"',
        ("roles", 2): "TRUE",
        ("roles", 3): "owner",
        ("roles", 4): "*me",
        ("roles", 5): "",
        ("steps",): "{0: 0, 15: 2.50, 0.5: x, true: y}",
        ("remedies",): "refund: {kind: cash, most: {amount: 25.10, per: incident}}",
        ("last",): "",
    }
    assert {path: text(path) for path in written} == written


def test_a_file_that_says_nothing_has_places_all_the_same() -> None:
    places = read_tree(b"").places
    first = Place(line=1, column=1, end_line=1, end_column=1)
    assert places.value(()) == places.key(("roles", 3)) == first
    assert places.text(()) == ""
    assert lines_of("") == ("",)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", ("",)),
        ("a", ("a",)),
        ("a\n", ("a",)),
        ("a\n\n", ("a", "")),
        ("a\r\nb\rc\nd", ("a", "b", "c", "d")),
        ("a\x0bb\x0cc\u2028d", ("a\x0bb\x0cc\u2028d",)),
    ],
)
def test_lines_are_those_of_an_editor(text: str, lines: tuple[str, ...]) -> None:
    assert lines_of(text) == lines


def test_problems_are_placed_and_sorted() -> None:
    tree = read_tree(POLICY)
    paths: list[tuple[str, Path, bool]] = [
        ("c", ("roles", 1), False),
        ("b", ("remedies", "refund"), True),
        ("a", ("remedies", "refund"), True),
        ("d", ("remedies",), False),
    ]
    problems = [Problem(code=code, message="m", path=path, at_key=at_key) for code, path, at_key in paths]
    placed = place(problems, tree.places, "p.yaml", lines_of(tree.places.source))
    assert [(one.code, one.line, one.column, one.end_column) for one in placed] == [
        ("a", 4, 3, 9),
        ("b", 4, 3, 9),
        ("d", 4, 3, 61),
        ("c", 8, 16, 19),
    ]
    assert placed[3].source == 'roles: [agent, "7", TRUE, &me owner, *me]'
    assert {one.file for one in placed} == {"p.yaml"}


def test_a_problem_of_an_empty_file_is_on_its_first_line() -> None:
    (only,) = place([Problem(code="x", message="m", path=("a", 0))], read_tree(b"").places, "f", ())
    assert (only.line, only.column, only.end_column, only.source) == (1, 1, 1, "")
