"""A value has one spelling, the one RFC 8785 gives it, or it is refused."""

from __future__ import annotations

import hashlib
import json
from enum import IntEnum

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from empower.domain.canonical import (
    DEEPEST,
    LARGEST_WHOLE,
    UnwritableError,
    canonical,
    commitment,
    entry_hash,
)

WHOLE = st.integers(-LARGEST_WHOLE, LARGEST_WHOLE)
# What must be escaped, what must not, and what sorts differently by character and by UTF-16 unit.
ODD = st.text(st.sampled_from('"\\/\b\t\n\f\r\0\x1f\x7f\x80 aZ<é€\u2028\ufb33\uffff\U0001f600\U0010ffff'))
TEXT = st.one_of(st.text(), ODD)
VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), WHOLE, TEXT),
    lambda inner: st.one_of(st.lists(inner), st.lists(inner).map(tuple), st.dictionaries(TEXT, inner)),
    max_leaves=20,
)


def plain(value: object) -> object:
    """The value as JSON gives it back."""
    if isinstance(value, dict):
        return {key: plain(one) for key, one in value.items()}
    return [plain(one) for one in value] if isinstance(value, list | tuple) else value


@given(VALUES)
def test_it_is_what_the_standard_says(value: object) -> None:
    assert canonical(value) == rfc8785.dumps(value)  # type: ignore[arg-type]


@given(VALUES)
def test_it_is_read_back_as_it_was(value: object) -> None:
    assert json.loads(canonical(value)) == plain(value)


@given(st.dictionaries(TEXT, WHOLE), st.randoms(use_true_random=False))
def test_the_order_of_writing_does_not_matter(mapping: dict[str, int], random: object) -> None:
    keys = list(mapping)
    random.shuffle(keys)  # type: ignore[attr-defined]
    assert canonical({key: mapping[key] for key in keys}) == canonical(mapping)


def test_names_are_sorted_as_the_standard_shows() -> None:
    names = ["\u20ac", "\r", "\ufb33", "1", "\U0001f600", "\u0080", "\u00f6"]
    in_order = ["\r", "1", "\u0080", "\u00f6", "\u20ac", "\U0001f600", "\ufb33"]
    assert list(json.loads(canonical(dict.fromkeys(names)))) == in_order


def _nested(deep: int) -> object:
    value: object = 1
    for _ in range(deep):
        value = [value]
    return value


class Level(IntEnum):
    """A number that calls itself something else."""

    HIGH = 3


@pytest.mark.parametrize(
    ("value", "what"),
    [
        (1.0, "something that is no text"),
        (b"x", "something that is no text"),
        ({1, 2}, "something that is no text"),
        (Level.HIGH, "something that is no text"),
        ([{"a": [object()]}], "something that is no text"),
        ({1: "x"}, "a mapping with a name that is no text"),
        ({None: "x", "a": "y"}, "a mapping with a name that is no text"),
        (LARGEST_WHOLE + 1, "a whole number beyond 2^53 - 1"),
        (-LARGEST_WHOLE - 1, "a whole number beyond 2^53 - 1"),
        (10**5000, "a whole number beyond 2^53 - 1"),
        ("a\ud800b", "a text with half a character (U+D800)"),
        ({"\udfff": 1, "\U0001f600": 2}, "a text with half a character (U+DFFF)"),
        (_nested(DEEPEST + 1), "nested more than 100 deep"),
    ],
    ids=lambda one: one if isinstance(one, str) and one.isascii() else "",
)
def test_what_has_no_one_spelling_is_refused(value: object, what: str) -> None:
    with pytest.raises(UnwritableError) as refused:
        canonical(value)
    assert what in str(refused.value)
    assert str(refused.value).endswith("cannot stand in the ledger; nothing was recorded")


def test_the_deepest_is_written() -> None:
    assert canonical(_nested(DEEPEST)) == b"[" * DEEPEST + b"1" + b"]" * DEEPEST


def test_a_value_that_holds_itself_is_refused() -> None:
    value: list[object] = []
    value.append(value)
    with pytest.raises(UnwritableError):
        canonical(value)


@given(st.binary(min_size=16, max_size=16), st.text(st.characters(exclude_categories=["Cs"])))
def test_a_commitment_binds_salt_and_text(salt: bytes, text: str) -> None:
    made = commitment(salt, text)
    assert made == hashlib.sha256(salt + text.encode()).hexdigest()
    assert made != commitment(salt, text + "x")
    assert made != commitment(bytes([salt[0] ^ 1]) + salt[1:], text)


def test_the_hash_of_an_entry_is_its_leaf() -> None:
    assert entry_hash(b"") == "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"  # the standard's own
    assert entry_hash(b"\x00") == "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7"
