"""What holds for every file: nothing ever raises, places are in the file, and what others read safely we read alike."""

from __future__ import annotations

from decimal import Decimal
from typing import Any
from unicodedata import category

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from empower.domain.problem import Path
from empower.policyfile.places import Place, Places, lines_of, place
from empower.policyfile.reader.events import EventSource, in_c, in_python
from empower.policyfile.reader.scalars import OddNumber, value_of
from empower.policyfile.reader.tree import CODES, read_tree
from empower.report.frame import framed

PARSERS = pytest.mark.parametrize("events", [in_c, in_python], ids=["c", "python"])


def quoted_by_others(text: str) -> bool:
    """Whether PyYAML itself puts quotes round this text, because it would mean something else without."""
    return yaml.dump(text, allow_unicode=True)[:1] in ("'", '"')


# Letters of all scripts, signs, spaces, and the words that are known to go wrong; no hidden characters, no floats.
LETTERS = st.characters(exclude_categories=["C", "Z"], include_characters=" \n")
WORDS = st.sampled_from(
    [
        "no",
        "yes",
        "NO",
        "on",
        "null",
        "~",
        "true",
        "12:30",
        "2026-01-01",
        "010",
        "1e3",
        "5",
        "<<",
        "=",
        "a: b",
        "a #b",
        "- a",
    ]
)
TEXTS = (st.text(LETTERS, max_size=12) | WORDS).filter(
    lambda text: isinstance(value_of(text), str) or quoted_by_others(text)
)
WHOLE = st.integers(-(10**18) + 1, 10**18 - 1)
SCALARS = st.none() | st.booleans() | WHOLE | TEXTS
TREES = st.recursive(
    SCALARS, lambda part: st.lists(part, max_size=4) | st.dictionaries(TEXTS | WHOLE, part, max_size=4), max_leaves=20
)
STYLES = st.sampled_from([None, False, True])


def dumped(data: Any, style: bool | None, width: int, indent: int) -> str:
    """The data as PyYAML writes it, in one of its styles."""
    return yaml.dump(
        data,
        Dumper=yaml.SafeDumper,
        default_flow_style=style,
        width=width,
        indent=indent,
        allow_unicode=True,
        sort_keys=False,
    )


def paths_in(data: Any, path: Path = ()) -> list[tuple[Path, Any]]:
    """Every path of a tree, with what is there."""
    inside = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    return [(path, data), *[one for step, part in inside for one in paths_in(part, (*path, step))]]


@PARSERS
@given(data=TREES, style=STYLES, width=st.sampled_from([20, 80, 10_000]), indent=st.integers(2, 6))
def test_what_others_write_and_read_is_read_alike(
    events: EventSource, data: Any, style: bool | None, width: int, indent: int
) -> None:
    written = dumped(data, style, width, indent)
    tree = read_tree(written.encode(), events)
    nothing = [problem.code for problem in tree.problems] == ["empty-file"]
    assert tree.problems == () or (nothing and data is None)
    # PyYAML's own reading of its own text; its anchors repeat equal parts
    assert tree.data == yaml.load(written, Loader=yaml.SafeLoader) == data
    assert [type(part) for _, part in paths_in(tree.data)] == [type(part) for _, part in paths_in(data)]


@PARSERS
@given(data=TREES, style=STYLES)
def test_what_stands_at_a_place_is_what_is_at_the_path(events: EventSource, data: Any, style: bool | None) -> None:
    written = dumped(data, style, 10_000, 2)
    lines = lines_of(written)
    places = read_tree(written.encode(), events).places
    for path, part in paths_in(data):
        in_map = bool(path) and isinstance(part_at(data, path[:-1]), dict)
        assert in_map or places.key(path) == places.value(path)
        for at, wanted in [(places.value(path), part), *([(places.key(path), path[-1])] if in_map else [])]:
            stretch = lines[at.line - 1][at.column - 1 : at.end_column - 1]
            if at.line == at.end_line and not stretch.startswith("*"):
                assert read_tree(f"- {stretch}".encode(), events).data == [wanted]


def part_at(data: Any, path: Path) -> Any:
    """What is at a path of a tree."""
    for step in path:
        data = data[step]
    return data


SIGNS = "a 日é\n\t\r[]{},:|>%@#'\"\\~`\0\x85\u00a0\u202e\ufeff"
PIECES = "b: ,- ,  ,? ,*a,&a ,!t , #,\\u202e,\\ud800,\\U00110000,<<: ,0x1,1.50,'it's'"
LINES = ["---\n", "...\n", "a: 1\n", "a:\n  b: 2\n", "- c\n", "{a: b, c}\n", "%YAML 1.1\n", "\r\n"]
FRAGMENTS = st.sampled_from([*SIGNS, *PIECES.split(","), *LINES])
FILES = st.binary(max_size=60) | st.lists(FRAGMENTS, max_size=25).map("".join).map(str.encode)


@PARSERS
@given(data=FILES)
def test_any_bytes_have_an_answer_inside_the_file(events: EventSource, data: bytes) -> None:
    tree = read_tree(data, events)
    lines = lines_of(tree.places.source)
    for problem in place(tree.problems, tree.places, "f", lines):
        assert problem.code in CODES
        assert problem.message
        assert problem.hint
        assert 1 <= problem.line <= len(lines)
        assert problem.source == lines[problem.line - 1]
        assert 1 <= problem.column <= problem.end_column <= len(problem.source) + 1
        shown = framed(problem).replace("\n", "").replace("\u200d", "")
        assert not {category(character) for character in shown} & {"Cc", "Cf", "Cs", "Zl", "Zp"}


@PARSERS
@given(data=FILES)
def test_every_path_has_a_place_inside_the_file(events: EventSource, data: bytes) -> None:
    tree = read_tree(data, events)
    for path, _ in paths_in(tree.data)[:200]:
        for at in (*_places_of(tree.places, path), *_places_of(tree.places, (*path, "nothing", 7))):
            lines = lines_of(tree.places.source)
            assert 1 <= at.line <= at.end_line <= len(lines)
            assert 1 <= at.column <= len(lines[at.line - 1]) + 1
            assert (at.line, at.column) <= (at.end_line, at.end_column)


def _places_of(places: Places, path: Path) -> tuple[Place, Place]:
    return places.value(path), places.key(path)


@given(data=FILES)
def test_the_two_parsers_agree_on_what_both_can_read(data: bytes) -> None:
    quick, slow = read_tree(data, in_c), read_tree(data, in_python)
    if not quick.problems and not slow.problems:
        assert quick.data == slow.data
        for path, _ in paths_in(quick.data):
            assert quick.places.value(path) == slow.places.value(path)


NUMBERISH = st.text("0123456789+-._eExob:/ ainf", max_size=24)


@given(text=st.text(max_size=30) | NUMBERISH)
def test_a_plain_scalar_is_exactly_what_it_says_or_an_odd_number(text: str) -> None:
    value = value_of(text)
    if isinstance(value, OddNumber):
        assert value.what
        assert value.instead
    elif isinstance(value, str):
        assert value == text
    elif isinstance(value, (int, Decimal)) and not isinstance(value, bool):
        assert text.isascii()
        assert value == Decimal(text)
        assert sum(character.isdigit() for character in text) <= 18
    else:
        assert text.lower() in ("", "~", "null", "true", "false")
