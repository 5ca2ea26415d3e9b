"""A file is laid out: only blanks and the order of sections change, what is tidy stays, and a second time changes nothing."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from empower.policyfile.fmt.formatted import formatted
from empower.policyfile.fmt.pieces import TokenSource, in_c, in_python, pieces_of
from empower.policyfile.fmt.sections import CASES_ORDER, POLICY_ORDER
from empower.policyfile.reader.tree import read_tree
from tests.hostile.mutations import Pack, spoiled
from tests.laws.draws import Draws
from tests.laws.situations import Drawn, drawn_cases, tried
from tests.laws.yaml_text import yaml_text
from tests.policyfile.test_tree_laws import STYLES, TREES

TOP = Path(__file__).resolve().parents[2]
CASES = sorted((TOP / "tests/cases/fmt").glob("*.before.yaml"))
SHIPPED = sorted([*TOP.glob("policies/*/*.yaml"), *TOP.glob("tests/packs/*/*.yaml"), *TOP.glob("examples/*/*.yaml")])
MEANT = (" ", "  ", "   ", "\t")


def order_of(path: Path) -> tuple[tuple[str, ...], ...]:
    return CASES_ORDER if path.name.startswith("cases") else POLICY_ORDER if path.name.startswith("policy") else ()


def exact(tree: Any) -> Any:
    """The data so that 1, 1.0 and true are three things; the order of keys is told where it is not said otherwise."""
    if isinstance(tree, dict):
        return sorted([(repr(key), exact(value)) for key, value in tree.items()])
    return [exact(part) for part in tree] if isinstance(tree, list) else repr(tree)


def words(text: str, source: TokenSource = in_c) -> list[str]:
    """What is written, without blanks, comments, and the lines that texts are broken into."""
    found = [text[piece.start : piece.end] for piece in pieces_of(text, source)]
    return [" ".join(word.split()) for word in found if word]


def holds(text: str, order: tuple[tuple[str, ...], ...] = ()) -> str:
    """The text laid out, after it was seen that it says the same, letter by letter, and stays as it is."""
    before = read_tree(text.encode())
    assert before.problems == ()
    laid_out = formatted(text, order)
    after = read_tree(laid_out.encode())
    assert after.problems == ()
    assert exact(after.data) == exact(before.data)
    again = formatted(laid_out, order)
    assert again == laid_out
    plain = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    assert words(formatted(text)) == words(plain)
    assert comments(laid_out) == comments(plain)
    return laid_out


def comments(text: str) -> list[str]:
    """The comments, in no order: a `#` in a text is one here too, and has to stay all the same."""
    return sorted([line[line.index("#") :].rstrip() for line in text.split("\n") if "#" in line])


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.name.partition(".")[0])
def test_a_file_becomes(path: Path) -> None:
    wanted = path.with_name(path.name.replace("before", "after")).read_text(encoding="utf-8")
    assert holds(path.read_text(encoding="utf-8"), POLICY_ORDER) == wanted


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_what_is_shipped_is_laid_out_already(path: Path) -> None:
    text = path.read_bytes().decode()
    assert formatted(text, order_of(path)) == text


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a:  1\r\nb: 2\r\n", "a: 1\nb: 2\n"),
        ("\ufeffa: 1", "a: 1\n"),
        ("\n\n\na: 1\n\n\n\nb: 2   \n\n\n", "a: 1\n\nb: 2\n"),
        ("a:\t1\t# why\n", "a: 1  # why\n"),
        ("---   # one\na: 1\n...\n", "---   # one\na: 1\n...\n"),
        ("a: &x   {b:  1}\nempower:   *x\n", "a: &x {b: 1}\nempower: *x\n"),
        ("? a\n:   1\n", "? a\n: 1\n"),
        ("{a: 1,\n     b: 2}\n", "{a: 1,\n b: 2}\n"),
        ("x:  [&a 1, *a ]\ny:  {b: *a }\n", "x: [&a 1, *a]\ny: {b: *a}\n"),
        ("a: |\n     kept", "a: |\n  kept"),  # one more line end would belong to the text
        ("a: |+\n     kept\n\n\n\npolicy: b\n", "a: |+\n  kept\n\n\n\npolicy: b\n"),
    ],
)
def test_what_editors_leave_behind(before: str, after: str) -> None:
    assert holds(before, POLICY_ORDER) == after


def test_a_long_line_stays_one_line() -> None:
    line = f"a: [{', '.join(f'word-{number}' for number in range(500))}]\nb: {'word ' * 500}end\n"
    assert formatted(line) == line


def test_a_part_that_another_repeats_comes_before_it() -> None:
    text = "roles: &r {clerk: {}}\nempower: 1\n"
    assert holds(text, POLICY_ORDER) == text


def test_an_unknown_section_leaves_all_where_they_are() -> None:
    text = "rules: []\nmine: 1\nempower: 1\n"
    assert holds(text, POLICY_ORDER) == text


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_pack_whose_blanks_were_disturbed(path: Path) -> None:
    chance = random.Random(str(path.name))
    text = path.read_text(encoding="utf-8")
    tried_ones = 0
    for _ in range(10):
        disturbed_one = disturbed(text, chance)
        if not read_tree(disturbed_one.encode()).problems:
            tried_ones += 1
            holds(disturbed_one, order_of(path))
    assert tried_ones >= 3


def disturbed(text: str, chance: random.Random) -> str:
    """The text with blanks where none were, lines broken in brackets, comments, and blank lines."""
    lines: list[str] = []
    for line in text.split("\n"):
        if chance.random() < 0.1:
            lines.append(chance.choice(["", "# a note", "        # another", "  # a third"]))
        lines.append(spread(line, chance) + (chance.choice(MEANT) if chance.random() < 0.2 else ""))
    return chance.choice(["\n", "\r\n"]).join(lines)


def spread(line: str, chance: random.Random) -> str:
    """A line whose brackets have blanks inside; now and then they are broken over two lines."""
    if "#" in line or '"' in line:
        return line
    if chance.random() < 0.2:
        line = line.replace("{", "{ ").replace("}", " }").replace(", ", chance.choice([",   ", " , "]))
    return line.replace("[", "[\n          ", 1) if chance.random() < 0.1 else line


def test_a_pack_that_stands_further_in() -> None:
    """With twice the indentation it comes to the same."""
    for path in SHIPPED:
        text = path.read_text(encoding="utf-8")
        assert holds("\n".join([_further_in(line) for line in text.split("\n")]), order_of(path)) == text


def _further_in(line: str) -> str:
    bare = line.lstrip(" ")
    return 2 * " " * (len(line) - len(bare)) + (f"-   {bare[2:]}" if bare.startswith("- ") else bare)


def test_a_drawn_policy() -> None:
    @tried(60)
    @given(drawn_cases(), st.integers(0, 2**32))
    def run(drawn: tuple[Drawn, Draws], seed: int) -> None:
        case, _ = drawn
        text = yaml_text(case.policy.tree)
        holds(text, POLICY_ORDER)
        other = disturbed(text, random.Random(seed))
        if not read_tree(other.encode()).problems:
            holds(other, POLICY_ORDER)

    run()


def test_any_tree_in_any_style() -> None:
    """Texts over several lines, odd keys, empty things: however another library writes them."""

    @tried(300)
    @given(TREES, STYLES, st.sampled_from([None, "'", '"', "|", ">"]), st.integers(2, 6), st.sampled_from([20, 80]))
    def run(tree: Any, flow: bool | None, style: str | None, indent: int, width: int) -> None:
        text = yaml.dump(
            {"a": tree}, allow_unicode=True, default_flow_style=flow, default_style=style, indent=indent, width=width
        )
        if not read_tree(text.encode()).problems:
            holds(text)

    run()


@pytest.mark.parametrize("seed", range(8))
def test_a_spoiled_policy_that_can_still_be_read(seed: int) -> None:
    paths = [path for path in SHIPPED if path.name == "policy.yaml"]
    packs = [Pack(path.parent.name, path.read_bytes(), read_tree(path.read_bytes()).data) for path in paths]
    readable = 0
    for number in range(seed * 100, seed * 100 + 100):
        _, data = spoiled(number, tuple(packs))
        if not read_tree(data).problems:
            readable += 1
            holds(data.decode(), POLICY_ORDER)
    assert readable > 20


@pytest.mark.parametrize("path", [*CASES, *SHIPPED], ids=lambda path: f"{path.parent.name}/{path.name}")
def test_both_scanners_see_the_same_pieces(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert list(pieces_of(text, in_c)) == list(pieces_of(text, in_python))
