"""Whatever is not read has a problem: the right one, at the place where the mistake begins, with a way out."""

from __future__ import annotations

import pytest

from empower.domain.problem import PlacedProblem
from empower.policyfile.places import lines_of, place
from empower.policyfile.reader.events import EventSource, in_c, in_python
from empower.policyfile.reader.tree import CODES, read_tree

PARSERS = pytest.mark.parametrize("events", [in_c, in_python], ids=["c", "python"])


def problems_of(data: str | bytes, events: EventSource) -> tuple[PlacedProblem, ...]:
    """What is wrong with a file, with its places."""
    tree = read_tree(data if isinstance(data, bytes) else data.encode(), events)
    return place(tree.problems, tree.places, "f", lines_of(tree.places.source))


# what is written, and each problem as (code, line, the author's text that is marked)
MISTAKES = [
    ("a: 1\nb: 2\na: 3\n", [("duplicate-key", 3, "a")]),
    ("{a: 1, 'a': 2}\n", [("duplicate-key", 1, "'a'")]),
    ("1: x\n1.0: y\n", [("duplicate-key", 2, "1.0")]),
    ("1: x\ntrue: y\n", [("duplicate-key", 2, "true")]),
    ("- {a: {a: 1}, b: {a: 1}}\n- {a: 1}\n", []),
    ("'1': x\n1: y\n", []),
    ("a: !x b\n", [("yaml-tag", 1, "!x")]),
    ("a: !!str 5\n", [("yaml-tag", 1, "!!str")]),
    ("a: ! 5\n", [("yaml-tag", 1, "!")]),
    ("a: &b !x c\n", [("yaml-tag", 1, "&b")]),
    ("a: !x\n  b: 1\n", [("yaml-tag", 1, "!x")]),
    ("a: !x [b]\n", [("yaml-tag", 1, "!x")]),
    ("a: !<x\n", [("yaml-tag", 1, "!<x")]),
    ("a: !x!y z\n", [("yaml-tag", 1, "!x!y")]),
    ('a: "!x"\nb: wow!\nc: [oh!, d]\n', []),
    ("a: &m {x: 1}\nb:\n  <<: *m\n", [("merge-key", 3, "<<")]),
    ("a: <<\n'<<': b\n", []),
    ("a:\n<<<<<<< HEAD\n  b: 1\n=======\n  b: 2\n>>>>>>> x\n", [("two-versions", 2, "<<<<<<< HEAD")]),
    ("a: 1\n---\nb: 2\n", [("several-documents", 2, "---")]),
    ("a: 1\n...\nb: 2\n", [("several-documents", 3, "b: 2")]),
    ("---\na: 1\n...\n", []),
    ("%YAML 1.2\n---\na: 1\n", [("yaml-directive", 1, "%YAML 1.2")]),
    ("%TAG ! x\n---\na: 1\n", [("yaml-directive", 1, "%TAG ! x")]),
    ("a: 1\n%b: 2\n", [("yaml-directive", 2, "%b: 2")]),
    ("a: *b\n", [("yaml-alias", 1, "*b")]),
    ("a: &b [*b]\n", [("yaml-alias", 1, "*b")]),
    ("a: &b [{c: [*b]}]\n", [("yaml-alias", 1, "*b")]),
    ("a: &b 1\nc: &b 2\nd: *b\n", []),
    ("null: 1\n", [("bad-key", 1, "null")]),
    ("a: {~: 1}\n", [("bad-key", 1, "~")]),
    ("a: {: 1}\n", [("bad-key", 1, ":")]),
    ("a:\n  : 1\n", [("bad-key", 2, ":")]),
    ("[a]: 1\n", [("bad-key", 1, "[")]),
    ("{{ guest }}: 1\n", [("bad-key", 1, "{")]),
    ("? - a\n: b\n", [("bad-key", 1, "-")]),
    ("a: &x [b]\nc: {*x : d}\n", [("bad-key", 2, "*x")]),
    ("a: &x b\n*x : d\n", []),
    ("x" * 1100 + ": 1\n", [("bad-key", 1, ":")]),
    *[
        (f"a: {number}\n", [("number-form", 1, number)])
        for number in (
            "0x10",
            "0o17",
            "1e3",
            "1.5E-3",
            ".inf",
            "-.Inf",
            ".NaN",
            "010",
            "00.5",
            "1_000",
            "1234567890123456789",
        )
    ],
    ("010: a\n", [("number-form", 1, "010")]),
    ("{a: b, because: sorry, we cannot}\n", [("comma-in-text", 1, "sorry, we cannot")]),
    ("{because: sorry, no, no, never, id: x}\n", [("comma-in-text", 1, "sorry, no, no, never")]),
    ("{because: we,\n  cannot}\n", [("comma-in-text", 1, "we,")]),
    ("{a: 2,000}\n", [("comma-in-text", 1, "2,000")]),
    ("{a: 1.000,50}\n", [("comma-in-text", 1, "1.000,50")]),
    ("{per: customer, incident}\n", [("comma-in-text", 1, "customer, incident")]),
    ("when: [tier: gold, failure: noise]\n", [("missing-braces", 1, "tier: gold")]),
    ("a: [b: 1]\nc: [d: 2]\n", [("missing-braces", 1, "b: 1"), ("missing-braces", 2, "d: 2")]),
    ("a: [{b: 1}, {c: 2}]\n", []),
    ("apology {kind: courtesy}\nb: 1\n", [("missing-colon", 1, "apology {kind")]),
    ('"a {b": c\n', []),
    ("{kind= cash}\n", [("missing-colon", 1, "kind= cash")]),
    ("- a: 1\n-{b: 2, c: 3}\n", [("layout", 2, "-{b: 2, c: 3}")]),
    ("a: 1\n\u00a0b: 2\n", [("hidden-character", 2, "\u00a0")]),
    ("a:\n  - b: 2\n\u00a0\u00a0c: 3\n    d: 4\n", [("hidden-character", 3, "\u00a0")]),
    ("a: 1\nb\uff1a 2\n", [("missing-colon", 2, "b\uff1a 2")]),
    ("a: x\xady\n", [("hidden-character", 1, "\xad")]),
    ("{a: [b, c], d: e}\n{", [("layout", 2, "{")]),
    ("{a, b: 1}\n", [("missing-colon", 1, "a")]),
    ("{a: [b], c}\n", [("missing-colon", 1, "c")]),
    ("{a: {b: c}, d}\n", [("missing-colon", 1, "d")]),
    ('{a: "b", c}\n', [("missing-colon", 1, "c")]),
    ("{a:1}\n", [("missing-colon", 1, "a:1")]),
    ("{a: 1, b: , c: }\n", []),
    ("roles\n  agent: 1\n", [("missing-colon", 1, "roles")]),
    ("a: 1\nb\nc: 2\n", [("missing-colon", 2, "b")]),
    ("a: 1\nb 2  # two\n", [("missing-colon", 2, "b 2")]),
    ("a: 1\nb:2\n", [("missing-colon", 2, "b:2")]),
    ("a: 1\nb:\u00a02\n", [("missing-colon", 2, "b:\u00a02")]),
    ("- a\n- b\n  c: 1\n", [("missing-colon", 2, "b")]),
    ("a:\n\tb: 1\n", [("tab-indent", 2, "\t")]),
    ("a:\n  b: 1\n\tc: 2\n", [("tab-indent", 3, "\t")]),
    ("a:\n  - b\n \t- c: 2\n", [("tab-indent", 3, "\t")]),
    ("\ta: 1\n", [("tab-indent", 1, "\t")]),
    ('a: "b\nc: d\n', [("unclosed-quote", 1, '"b')]),
    ("a: 'b\nc: d\n", [("unclosed-quote", 1, "'b")]),
    ('a: "b\nc: "d"\ne: f\n', [("unclosed-quote", 1, '"b')]),
    ("a: {b: 'c}\nd: 'e'\n", [("unclosed-quote", 1, "'c}")]),
    ('a: "b\n---\nc: d\n', [("unclosed-quote", 1, '"b')]),
    ("a: 'it's fine'\n", [("text-after-quote", 1, "s fine'")]),
    ('a: "b" c\n', [("text-after-quote", 1, "c")]),
    ('a: "b": c\n', [("text-after-quote", 1, ": c")]),
    ("a: [b, c\nd: e\n", [("unclosed-bracket", 1, "[")]),
    ("a: [b,\n", [("unclosed-bracket", 1, "[")]),
    ("a:\n  - {b: c\n  - {b: d}\n", [("unclosed-bracket", 2, "{")]),
    ("a: {b: [c}\n", [("unclosed-bracket", 1, "[")]),
    ("a: [b}\n", [("unclosed-bracket", 1, "[")]),
    ("a: [b]]\n", [("unclosed-bracket", 1, "]")]),
    ("a: because: b\n", [("needs-quotes", 1, "because: b")]),
    ("- id: x\n  because: we say: no, never  # ever\n", [("needs-quotes", 2, "we say: no, never")]),
    ("a: {because: we say: no, never}\n", [("needs-quotes", 1, "we say: no, never")]),
    *[
        (f"a: {text}\n", [("needs-quotes", 1, text)])
        for text in ("@b", "`b`", "%60", "* b", "& b", "| b", "> 5", "]", "}", ", b")
    ],
    ("a: >5\nb: 1\n", [("needs-quotes", 1, ">5")]),
    ("a: [b] c\n", [("needs-quotes", 1, "c")]),
    ('a: "\\d"\n', [("bad-escape", 1, "\\d")]),
    ('a: "\\x4"\n', [("bad-escape", 1, "\\x")]),
    ('a: "\\U00110000"\n', [("bad-escape", 1, "\\U")]),
    ('a: "\\u202e"\n', [("hidden-character", 1, '"\\u202e"')]),
    ('a: "\\0"\n', [("hidden-character", 1, '"\\0"')]),
    ('a: "\\n\\t\\e"\n', [("hidden-character", 1, '"\\n\\t\\e"')]),
    ('a: "\\n\\t\\\\"\n', []),
    ("a: b\n  c: d\n", [("layout", 2, "c: d")]),
    ("a:\n  b: 1\n c: 2\n", [("layout", 3, "c: 2")]),
    ("  a: 1\nb: 2\n", [("layout", 2, "b: 2")]),
    ("a:\n  - b\n  c: d\n", [("layout", 3, "c: d")]),
    ("a:\n  c: d\n  - b\n", [("layout", 3, "- b")]),
    ("a: - b\n", [("layout", 1, "- b")]),
    ("a:\n  - {b: 1}\n  {b: 2, c: 3}\n", [("layout", 3, "{b: 2, c: 3}")]),
    ("a:\n  b: 1\n  [c, d]\n", [("layout", 3, "[c, d]")]),
    ("rules:\n  -id: x\n   deny: true\n", [("layout", 2, "-id: x")]),
    ("rules:\n  - id: x\n   deny: true\n", [("layout", 3, "deny: true")]),
    ("a: [b, , c]\n", [("yaml-syntax", 1, ",")]),
    ("a: ['b' 'c']\n", [("yaml-syntax", 1, "'")]),
    ("# nothing\n", [("empty-file", 1, "#")]),
    ("---\n", [("empty-file", 1, "")]),
]


@PARSERS
@pytest.mark.parametrize(("written", "wanted"), MISTAKES, ids=[repr(written)[:40] for written, _ in MISTAKES])
def test_a_mistake_is_named_where_it_begins(
    events: EventSource, written: str, wanted: list[tuple[str, int, str]]
) -> None:
    found = problems_of(written, events)
    marked = [(one.code, one.line, one.source[one.column - 1 : max(one.end_column - 1, one.column)]) for one in found]
    assert marked == wanted
    assert all(one.message and one.hint and not one.message.endswith(".") for one in found)


@PARSERS
def test_all_that_can_be_found_is_found_at_once(events: EventSource) -> None:
    found = problems_of("a: 0x1\na: !t b\nc: {d: e, f}\n*g : [1_0]\n", events)
    assert [(one.line, one.code) for one in found] == [
        (1, "number-form"),
        (2, "duplicate-key"),
        (2, "yaml-tag"),
        (3, "comma-in-text"),
        (4, "yaml-alias"),
        (4, "number-form"),
    ]


@PARSERS
@pytest.mark.parametrize(
    ("written", "says"),
    [
        ("x:\n  a: 1\n  b: 2\n  a: 3\n", ("`a` stands here twice; the first is on line 2", "keep one of the two")),
        ("1: x\n1.0: y\n", ("`1.0` is the same here as `1` on line 1", "keep one of the two")),
        ("a: 0x10\n", ("`0x10` is a number in another base than ten", 'write `16`, or `"0x10"` if it is a text')),
        ("a: 010\n", ("`010` is a number that starts with a zero", 'write `10`, or `"010"` if it is a text')),
        ("a: 1_000.50\n", ("`1_000.50` is a number with underscores in it", "write `1000.50`")),
        ("a: 1.5e3\n", ("`1.5e3` is a number written with a power of ten", "write `1500`")),
        ("a: .inf\n", ("`.inf` is a number without end", "for no limit at all write `none`")),
        (
            "{a: sorry, we cannot}\n",
            ("`sorry, we cannot` is cut in two", 'quotes round the sentence: `"sorry, we cannot"`'),
        ),
        ("{a: 2,000}\n", ("the comma in `2,000` ends the number", "write `2000`")),
        ("{a: 1.000,50}\n", ("the comma in `1.000,50` ends the number", "write `1000.50`")),
        ("{a: 60,5%}\n", ("the comma in `60,5%` ends the number", "write `60.5%`")),
        ("{a: 200, 100}\n", ("`200, 100` is cut in two", "a list stands in brackets: `[200, 100]`")),
        ("{per: customer, incident}\n", ("is cut in two", "a list stands in brackets: `[customer, incident]`")),
        ("[tier: gold, b: c]\n", ("`tier: gold` stands in a list without `{` and `}`", "write `{tier: gold}`")),
        ("b {kind: cash}\n", ("`b` has no colon before the `{`", "write `b: {kind: …}`")),
        ("{kind= cash}\n", ("`kind= cash` has no colon", "write `kind: cash`")),
        ("a: 1\nbecause it is late\n", ("has no colon", "write `because: it is late`")),
        ("a: 1\nbecause; it is late\n", ("has no colon", "write `because: it is late`")),
        ("a: 1\n\u00a0b: 2\n", ("a space here (U+00A0) that is not a usual one", "delete it, and type it again")),
        ("a: 1\nb\uff1a 2\n", ("is not a usual one (U+FF1A)", "write `b: 2`")),
        ("- a: 1\n-{b: 2, c: 3}\n", ("has no space after its dash", "put a space after it: `- {b: 2, c: 3}`")),
        ("a: {kind: cash title: b}\n", ("needs quotes", "put a comma before `title`")),
        ("a: {beyond: escalate: b}\n", ("needs quotes", "put `{` and `}` round it: `{escalate: b}`")),
        ("a: kind: cash}\n", ("needs quotes", "put `{` before it: `{kind: cash}`")),
        ("a: {b: c},\n", ("`,` comes after the closing `}`", "take it out")),
        ("a: {tier: >= gold}\n", ("a text cannot start with `>`", "`{at_least: …}`")),
        ("```yaml\na: 1\n```\n", ("a text cannot start with a backtick", "delete this line")),
        ("a: 04.00\n", ("starts with a zero", "write `04:00` if it is a time")),
        ("{limit:5}\n", ("`limit:5` has no space after its colon", "write `limit: 5`")),
        ("a: 1\nlimit:5\n", ("`limit:5` has no space after its colon", "write `limit: 5`")),
        ("a: 1\nb:\u00a02\n", ("is not a usual one (U+00A0)", "write `b: 2`")),
        ("a: &small 1\nb: *smal\n", ("`*smal` repeats a part named `&smal`", "did you mean `*small`?")),
        ("a: [b}\n", ("the `[` that opens here meets a `}`", "put `]` where it ends")),
        ("a: `b`\n", ("a text cannot start with a backtick", "put quotes round the text")),
        ("a: we say: no\n", ("a colon and a space in it needs quotes", '`"we say: no"`')),
    ],
)
def test_a_problem_says_what_to_write_instead(events: EventSource, written: str, says: tuple[str, str]) -> None:
    first = problems_of(written, events)[0]
    assert says[0] in first.message
    assert says[1] in first.hint


@PARSERS
@pytest.mark.parametrize(
    ("data", "line", "column", "says"),
    [
        (b"a: caf\xe9\n", 1, 7, "byte 0xE9 here is not UTF-8; in Windows-1252 or Latin-1 it would be `é`"),
        ("é: 1\nb: ".encode() + b"\x80\n", 2, 4, "would be `€`"),
        (b"\xef\xbb\xbfa: \xff\n", 1, 4, "would be `ÿ`"),
        (b"a: \xed\xa0\x80\n", 1, 4, "byte 0xED here is not UTF-8"),
        ("a: 1\n".encode("utf-16"), 1, 1, "written in UTF-16"),
        ("a: 1\n".encode("utf-16-be"), 1, 1, "written in UTF-16-BE"),
        ("a: 1\n".encode("utf-32"), 1, 1, "written in UTF-32"),
    ],
)
def test_another_encoding_is_named(events: EventSource, data: bytes, line: int, column: int, says: str) -> None:
    (only,) = problems_of(data, events)
    assert (only.code, only.line, only.column) == ("wrong-encoding", line, column)
    assert says in only.message


@PARSERS
@pytest.mark.parametrize(
    ("character", "says"),
    [
        ("\0", "a NUL character (U+0000)"),
        ("\x1b", "a control character (U+001B)"),
        ("\x85", "an unusual line end (U+0085)"),
        ("\u2028", "an unusual line end (U+2028)"),
        ("\u202e", "turns round the order in which text is shown"),
        ("\u2066", "turns round the order in which text is shown"),
        ("\u200b", "a hidden character (U+200B)"),
        ("\ufeff", "a hidden character (U+FEFF)"),
        ("\uffff", "a hidden character (U+FFFF)"),
    ],
)
def test_a_hidden_character_is_named(events: EventSource, character: str, says: str) -> None:
    first, second = problems_of(f"a: 1\nb: x{character}y\n# é {character}\n", events)
    assert (first.code, first.line, first.column, first.end_column) == ("hidden-character", 2, 5, 6)
    assert (second.line, second.column) == (3, 5)
    assert says in first.message


@PARSERS
def test_letters_of_any_script_and_joined_signs_are_text(events: EventSource) -> None:
    text = "naïve 北京 здравствуйте 👩\u200d🍳 été\u00a0!"
    assert read_tree(f"a: {text}\n".encode(), events).data == {"a": text}


def test_every_code_is_listed_once() -> None:
    assert sorted(set(CODES)) == list(CODES)
    named = {code for _, wanted in MISTAKES for code, _, _ in wanted}
    of_files = {"file-too-big", "missing-file", "not-a-file", "unreadable-file"}
    assert set(CODES) - named == of_files | {"too-deep", "too-many-values", "wrong-encoding"}
