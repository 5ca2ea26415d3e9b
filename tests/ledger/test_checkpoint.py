"""A checkpoint is read as it was written, and anything else is refused with the line that is wrong."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from empower.domain.merkle import EMPTY_ROOT
from empower.ledger.checkpoint import Checkpoint, NotACheckpointError, origin_of, read_checkpoint, written

HASHES = st.binary(min_size=32, max_size=32)
CHECKPOINTS = st.builds(
    Checkpoint,
    origin=st.from_regex(r"[0-9a-f]{4,32}(-[0-9a-f]{4})?", fullmatch=True).map(origin_of),
    size=st.integers(0, 10**18 - 1),
    root=HASHES,
    head=HASHES.map(bytes.hex),
    at=st.integers(0, 4 * 10**15),
)
ONE = Checkpoint(origin="empower/0f3a", size=3, root=EMPTY_ROOT, head="ab" * 32, at=1_764_045_123_000_042)
TEXT = (
    "empower/0f3a\n3\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n"
    f"head {'ab' * 32}\nrecorded 2025-11-25T04:32:03.000042Z\n"
)


def test_it_is_five_lines() -> None:
    assert written(ONE) == TEXT
    assert read_checkpoint(TEXT) == ONE


@given(CHECKPOINTS)
def test_it_is_read_as_it_was_written(checkpoint: Checkpoint) -> None:
    assert read_checkpoint(written(checkpoint)) == checkpoint


@given(CHECKPOINTS)
def test_line_ends_may_change_on_the_way(checkpoint: Checkpoint) -> None:
    text = written(checkpoint)
    assert read_checkpoint(text.replace("\n", "\r\n")) == checkpoint
    assert read_checkpoint(text.rstrip("\n")) == checkpoint


@given(CHECKPOINTS, st.data())
def test_a_changed_character_is_refused_or_says_something_else(checkpoint: Checkpoint, data: st.DataObject) -> None:
    text = written(checkpoint)
    place = data.draw(st.integers(0, len(text) - 2))
    other = data.draw(st.characters(codec="utf-8", exclude_characters=text[place]))
    changed = text[:place] + other + text[place + 1 :]
    try:
        read = read_checkpoint(changed)
    except NotACheckpointError:
        return
    assert read != checkpoint
    assert written(read) == changed


@given(CHECKPOINTS, st.data())
def test_a_cut_one_is_refused(checkpoint: Checkpoint, data: st.DataObject) -> None:
    text = written(checkpoint)
    with pytest.raises(NotACheckpointError):
        read_checkpoint(text[: data.draw(st.integers(0, len(text) - 2))])


@given(st.text())
def test_any_text_is_refused_in_a_sentence(text: str) -> None:
    with pytest.raises(NotACheckpointError, match=r"^this is no whole checkpoint: line 1 is .*all of it$"):
        read_checkpoint(text)


LINES = TEXT.split("\n")


@pytest.mark.parametrize(
    ("line", "text", "says"),
    [
        (1, "example.org/log", "line 1 is `example.org/log`, not the book, as `empower/…`"),
        (1, "empower/", "line 1 is `empower/`, not"),
        (1, "empower/a b", "line 1 is `empower/a b`, not"),
        (2, "three", "line 2 is `three`, not the number of entries"),
        (2, "03", "line 2 is `03`, not"),
        (2, "-3", "line 2 is `-3`, not"),
        (2, "٣", "line 2 is `٣`, not"),
        (2, "9" * 5000, "line 2 is `" + "9" * 40 + "…`, not"),
        (3, "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU", "not the root"),
        (3, "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFV=", "not the root"),
        (3, "!!", "line 3 is `!!`, not the root"),
        (3, "AAAA", "line 3 is `AAAA`, not the root"),
        (3, "é", "not the root"),
        (4, "head " + "AB" * 32, "not `head` and a hash"),
        (4, "tail " + "ab" * 32, "not `head` and a hash"),
        (5, "recorded yesterday", "line 5 is `recorded yesterday`, not `recorded` and an instant"),
        (5, "recorded 2025-11-25T04:32:03", "not `recorded` and an instant"),
        (5, "recorded 2025-11-25T05:32:03+01:00", "not `recorded` and an instant"),
        (5, "recorded 2025-11-25T04:32:03.000000Z", "not `recorded` and an instant"),
        (5, "recorded ", "not `recorded` and an instant"),
        (6, "— example.org Az3g", "line 6 is `— example.org Az3g`, not nothing"),
        (6, "\x1b[2J`", "line 6 is `?[2J?`, not nothing"),
    ],
)
def test_the_wrong_line_is_named(line: int, text: str, says: str) -> None:
    changed = [*LINES[: line - 1], text, *LINES[line:]]
    with pytest.raises(NotACheckpointError) as refused:
        read_checkpoint("\n".join(changed))
    assert says in str(refused.value)


def test_a_missing_line_is_named() -> None:
    with pytest.raises(NotACheckpointError, match="line 4 is missing, `head` and a hash;"):
        read_checkpoint("\n".join(LINES[:3]))
    with pytest.raises(NotACheckpointError, match="line 1 is missing"):
        read_checkpoint("")
