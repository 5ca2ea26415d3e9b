"""A receipt proves its entry with nothing but the file, and whatever is changed in it is found."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from empower.domain.canonical import canonical, commitment, entry_hash
from empower.domain.entries import Entry, Private
from empower.domain.merkle import proof, root
from empower.ledger.checkpoint import Checkpoint, read_checkpoint, written
from empower.ledger.receipt import (
    LARGEST_RECEIPT,
    NotAReceiptError,
    Receipt,
    made_receipt,
    read_receipt,
    written_receipt,
)
from empower.ledger.receipt_proof import receipt_problems

SALT = bytes(range(16))
NOTE, PHOTO = "the bath leaked — “twice”", "IMG_0001.jpg"
TEXTS = tuple(
    [
        Private(commitment=commitment(SALT, text), kind="text", name=name, subject=None, salt=SALT, text=text)
        for name, text in (("note", NOTE), ("paper photo", PHOTO))
    ]
)


def book(size: int, name: str = "0f3a") -> list[Entry]:
    """A chain of so many entries."""
    entries: list[Entry] = []
    previous = "0" * 64
    for seq in range(1, size + 1):
        at = 1_764_045_123_000_000 + seq
        data: dict[str, Any] = {"book": name, "seq": seq, "kind": "posting", "at": at, "previous": previous}
        data |= {"note": TEXTS[0].commitment, "references": {"photo": TEXTS[1].commitment}, "remedy": "réduction"}
        payload = canonical(data)
        entries.append(
            Entry(
                seq=seq,
                kind="posting",
                at=at,
                data=data,
                payload=payload,
                previous=previous,
                hash=entry_hash(payload),
            )
        )
        previous = entries[-1].hash
    return entries


def leaves(entries: list[Entry]) -> list[bytes]:
    return [bytes.fromhex(entry.hash) for entry in entries]


def checkpoint_of(entries: list[Entry], name: str = "0f3a") -> Checkpoint:
    last = entries[-1]
    return Checkpoint(origin=f"empower/{name}", size=last.seq, root=root(leaves(entries)), head=last.hash, at=last.at)


def receipt_of(entries: list[Entry], seq: int, texts: tuple[Private, ...] = TEXTS) -> Receipt:
    path = proof(leaves(entries), seq - 1)
    return made_receipt(entries[seq - 1], checkpoint_of(entries), path, texts)


BOOK = book(11)
KEPT = checkpoint_of(BOOK)
FILES = {seq: written_receipt(receipt_of(BOOK, seq)) for seq in (1, 6, 11)}


@given(st.integers(1, 40), st.data())
def test_an_entry_is_proven(size: int, data: st.DataObject) -> None:
    entries = book(size)
    seq = data.draw(st.integers(1, size))
    receipt = read_receipt(written_receipt(receipt_of(entries, seq)))
    assert receipt == receipt_of(entries, seq)
    assert receipt_problems(receipt) == ()
    assert receipt_problems(receipt, checkpoint_of(entries)) == ()


def problems_of(text: str) -> tuple[str, ...]:
    """What is wrong with the text of a receipt, in one list."""
    try:
        return receipt_problems(read_receipt(text), KEPT)
    except NotAReceiptError as error:
        return (str(error),)


@given(st.sampled_from(sorted(FILES)), st.data())
def test_a_changed_character_is_found(seq: int, data: st.DataObject) -> None:
    text = FILES[seq]
    place = data.draw(st.integers(0, len(text) - 1))
    other = data.draw(st.characters(exclude_characters=text[place]))
    changed = text[:place] + other + text[place + 1 :]
    # Only space between the words of JSON may differ: it says the same.
    assert problems_of(changed) or read_receipt(changed) == read_receipt(text)


@pytest.mark.parametrize("seq", FILES)
def test_every_changed_letter_and_digit_is_found(seq: int) -> None:
    text = FILES[seq]
    unseen = [
        place
        for place, sign in enumerate(text)
        if sign.isalnum() and not problems_of(text[:place] + ("7" if sign != "7" else "1") + text[place + 1 :])
    ]
    assert unseen == []


def changed(**fields: object) -> tuple[str, ...]:
    """The problems of a good receipt with these fields changed."""
    return receipt_problems(receipt_of(BOOK, 6).but(**fields))


def test_a_cut_file_is_refused() -> None:
    text = FILES[6].rstrip()
    assert all(problems_of(text[:length]) for length in range(0, len(text), 7))


GOOD = receipt_of(BOOK, 6)


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"payload": GOOD.payload.replace("posting", "Posting")}, "the proof does not lead from the entry"),
        ({"payload": GOOD.payload + " "}, "the entry is not written as entries are"),
        ({"payload": "[1]"}, "the entry is not written as entries are"),
        ({"payload": "{"}, "the entry cannot be read: it is no JSON from line 1, column 2 on"),
        ({"payload": "[" * 100_000}, "the entry cannot be read: it is nested too deep"),
        ({"seq": 7}, "has another number, or is of another book"),
        ({"seq": 12}, "there is no entry 12 among 11"),
        ({"seq": 0}, "there is no entry 0 among 11"),
        ({"seq": 6, "size": -(10**15)}, "there is no entry 6 among -1000000000000000"),
        ({"origin": "empower/ffff"}, "disagree about the book"),
        ({"size": 10}, "disagree about the size"),
        ({"root": bytes(32)}, "disagree about the root"),
        ({"proof": GOOD.proof[:-1]}, "the proof does not lead"),
        ({"proof": (*GOOD.proof, bytes(32))}, "the proof does not lead"),
        ({"proof": (*GOOD.proof[1:], GOOD.proof[0])}, "the proof does not lead"),
        ({"checkpoint": "empower/0f3a\n"}, "the checkpoint in the receipt cannot be used: this is no whole checkpoint"),
        ({"texts": (GOOD.texts[0].but(text="the bath leaked"),)}, "the text shown as `note` is not the one"),
        ({"texts": (GOOD.texts[0].but(salt=bytes(16)),)}, "the text shown as `note` is not the one"),
        ({"texts": (GOOD.texts[0].but(name="because"),)}, "holds no such text as the one shown as `because`"),
        ({"texts": (GOOD.texts[0].but(text="x", commitment=commitment(SALT, "x")),)}, "holds no such text"),
    ],
)
def test_what_is_wrong_is_said(fields: dict[str, object], says: str) -> None:
    assert says in " / ".join(changed(**fields))


def test_the_last_entry_is_the_head() -> None:
    other = KEPT.but(head="00" * 32)
    found = receipt_problems(receipt_of(BOOK, 11).but(checkpoint=written(other)))
    assert found == ("the receipt and the checkpoint in it disagree about the last entry",)


def test_it_is_held_against_the_checkpoint_the_reader_kept() -> None:
    receipt = receipt_of(BOOK, 6)
    assert receipt_problems(receipt, KEPT) == ()
    (size,) = receipt_problems(receipt, checkpoint_of(BOOK[:9]))
    assert size == (
        "the checkpoint you kept speaks for 9 entries and the receipt for 11: "
        "ask for a receipt made for 9, or compare with a checkpoint of 11"
    )
    (other_book,) = receipt_problems(receipt, KEPT.but(origin="empower/ffff"))
    assert other_book == "the checkpoint you kept is of the book `empower/ffff`, the receipt of `empower/0f3a`"
    (time,) = receipt_problems(receipt, KEPT.but(at=KEPT.at + 1))
    assert time.endswith("has the root of the one you kept and another head or time")


def test_a_book_written_anew_is_found_only_by_the_checkpoint_that_was_kept() -> None:
    forged = [one.but(payload=one.payload.replace(b"posting", b"denial!")) for one in BOOK]
    forged = [one.but(hash=entry_hash(one.payload)) for one in forged]
    receipt = receipt_of(forged, 6)
    assert receipt_problems(receipt) == ()
    (found,) = receipt_problems(receipt, KEPT)
    assert "has another root for as many entries" in found


def test_no_text_need_be_shown() -> None:
    receipt = read_receipt(written_receipt(receipt_of(BOOK, 6, ())))
    assert receipt_problems(receipt, read_checkpoint(receipt.checkpoint)) == ()


def file_with(**fields: object) -> str:
    """A good receipt's file with these fields changed; those that are `...` are left out."""
    data = json.loads(FILES[6]) | fields
    return json.dumps({name: value for name, value in data.items() if value is not ...})


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "it is no JSON from line 1, column 1 on"),
        ("%PDF-1.7", "it is no JSON from line 1, column 1 on"),
        ("null", "its `schema` is not `empower/receipt/1`"),
        ("[" * 1_000_000, "it is nested too deep"),
        ('{"a":' * 500_000, "it is nested too deep"),
        ("[" * 200 + "]" * 200, "it holds a number, a sign or a depth that is never written"),
        (" " * (LARGEST_RECEIPT + 1), "it is longer than 4000000 characters"),
        ("[" * 10_000_000, "it is longer than 4000000 characters"),
        ("9" * 5000, "it holds a number, a sign or a depth"),
        ("NaN", "it holds a number, a sign or a depth"),
        ('["\\ud800"]', "it holds a number, a sign or a depth"),
        ('{"schema": 1, "schema": 1}', "it says something twice under one name"),
        (file_with(schema="empower/receipt/2"), "its `schema` is not"),
        (file_with(seq=...), "its `seq` is missing"),
        (file_with(seq="6"), "its `seq` is of another kind"),
        (file_with(seq=True), "its `seq` is of another kind"),
        (file_with(payload={}), "its `payload` is of another kind"),
        (file_with(size=1.5), "it holds a number, a sign or a depth"),
        (file_with(root="00"), "its `root` should be made of 64 hexadecimal digits"),
        (file_with(root="AB" * 32), "its `root` should be made of 64"),
        (file_with(proof="ab"), "its `proof` is of another kind"),
        (file_with(proof=[7]), "its `proof` should be made of 64"),
        (file_with(texts=[]), "its `texts` is of another kind"),
        (file_with(texts={"ab" * 32: "x"}), "its `texts` are of another kind"),
        (file_with(texts={"x": {"salt": "00", "name": "n", "text": "t"}}), "its `texts` should be made of 64"),
        (file_with(texts={"ab" * 32: {"salt": "0 0", "name": "n", "text": "t"}}), "its `salt` should be made of"),
        (file_with(texts={"ab" * 32: {"salt": "00", "name": "n"}}), "its `text` is missing"),
        (file_with(checkpoint=None), "its `checkpoint` is of another kind"),
    ],
    ids=lambda one: one if len(one) < 60 else "long",
)
def test_what_is_no_receipt_is_refused_in_a_sentence(text: str, says: str) -> None:
    with pytest.raises(NotAReceiptError) as refused:
        read_receipt(text)
    assert says in str(refused.value)
    assert str(refused.value).startswith("this is no receipt: ")


@given(
    st.recursive(
        st.none() | st.integers() | st.floats() | st.text(), lambda i: st.lists(i) | st.dictionaries(st.text(), i)
    )
)
def test_any_value_under_any_name_is_refused_or_has_problems(value: object) -> None:
    data = json.loads(FILES[6])
    for name in data:
        assert data[name] == value or problems_of(json.dumps(data | {name: value})) or (name == "texts" and value == {})
