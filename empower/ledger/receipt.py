"""A receipt: one entry and the proof that it stands in the book, in a file that is checked without the book.

Whoever holds it needs nothing else to see that the entry was not changed since; with a checkpoint they kept themselves,
they see that the book it is from is the one they know.
"""

from __future__ import annotations

import json
from typing import TypeVar

from empower.domain.errors import EmpowerError
from empower.domain.value import Value
from empower.ledger.checkpoint import Checkpoint, is_hash, written
from empower.ledger.strict_json import OddJsonError, read_json

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from empower.domain.entries import Entry, Private

__all__ = [
    "LARGEST_RECEIPT",
    "RECEIPT_SCHEMA",
    "Disclosed",
    "NotAReceiptError",
    "Receipt",
    "made_receipt",
    "read_receipt",
    "written_receipt",
]

_T = TypeVar("_T")

RECEIPT_SCHEMA = "empower/receipt/1"
LARGEST_RECEIPT = 4_000_000
"""Characters. An entry has some thousands; what is larger is no receipt and is not read."""


class NotAReceiptError(EmpowerError):
    """A text that is no receipt, or only a part of one."""

    def __init__(self, why: str) -> None:
        super().__init__(f"this is no receipt: {why}; take the file as it was written, all of it")


class Disclosed(Value):
    """A text that the entry holds a commitment of, and what it takes to see that it is the one."""

    commitment: str
    name: str
    salt: bytes
    text: str


class Receipt(Value):
    """One entry, in its place among those a checkpoint speaks for."""

    origin: str
    seq: int
    payload: str  # the entry's canonical bytes, as text
    size: int
    root: bytes
    proof: tuple[bytes, ...]
    texts: tuple[Disclosed, ...]
    checkpoint: str


def made_receipt(
    entry: Entry, checkpoint: Checkpoint, proof: tuple[bytes, ...], texts: Iterable[Private] = ()
) -> Receipt:
    """The receipt of an entry; `proof` leads from it to the checkpoint's root, `texts` are those to be shown with it."""
    return Receipt(
        origin=checkpoint.origin,
        seq=entry.seq,
        payload=entry.payload.decode(),
        size=checkpoint.size,
        root=checkpoint.root,
        proof=proof,
        texts=tuple([Disclosed(commitment=t.commitment, name=t.name, salt=t.salt, text=t.text) for t in texts]),
        checkpoint=written(checkpoint),
    )


def written_receipt(receipt: Receipt) -> str:
    """The receipt as the text of its file."""
    data = {
        "schema": RECEIPT_SCHEMA,
        "origin": receipt.origin,
        "seq": receipt.seq,
        "payload": receipt.payload,
        "size": receipt.size,
        "root": receipt.root.hex(),
        "proof": [one.hex() for one in receipt.proof],
        "texts": {
            one.commitment: {"salt": one.salt.hex(), "name": one.name, "text": one.text} for one in receipt.texts
        },
        "checkpoint": receipt.checkpoint,
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def read_receipt(text: str) -> Receipt:
    """The receipt that a text states; whether it proves anything is for `receipt_problems` to say."""
    if len(text) > LARGEST_RECEIPT:
        raise NotAReceiptError(f"it is longer than {LARGEST_RECEIPT} characters")
    try:
        data = read_json(text)
    except OddJsonError as odd:
        raise NotAReceiptError(str(odd)) from None
    if type(data) is not dict or data.get("schema") != RECEIPT_SCHEMA:
        raise NotAReceiptError(f"its `schema` is not `{RECEIPT_SCHEMA}`")
    texts = _of(data, "texts", dict)
    return Receipt(
        origin=_of(data, "origin", str),
        seq=_of(data, "seq", int),
        payload=_of(data, "payload", str),
        size=_of(data, "size", int),
        root=_hash(_of(data, "root", str), "root"),
        proof=tuple([_hash(one, "proof") for one in _of(data, "proof", list)]),
        texts=tuple([_disclosed(one, said) for one, said in texts.items()]),
        checkpoint=_of(data, "checkpoint", str),
    )


def _of(data: dict[str, Any], name: str, kind: type[_T]) -> _T:
    if name not in data:
        raise NotAReceiptError(f"its `{name}` is missing")
    value = data[name]
    if type(value) is not kind:
        raise NotAReceiptError(f"its `{name}` is of another kind than it should be")
    return value


def _hash(text: object, name: str) -> bytes:
    if type(text) is not str or not is_hash(text):
        raise NotAReceiptError(f"its `{name}` should be made of 64 hexadecimal digits for each hash")
    return bytes.fromhex(text)


def _disclosed(commitment: str, said: object) -> Disclosed:
    if type(said) is not dict:
        raise NotAReceiptError("its `texts` are of another kind than they should be")
    salt = _of(said, "salt", str)
    if len(salt) % 2 or salt.strip("0123456789abcdef"):
        raise NotAReceiptError("its `salt` should be made of hexadecimal digits")
    _hash(commitment, "texts")
    return Disclosed(
        commitment=commitment, name=_of(said, "name", str), salt=bytes.fromhex(salt), text=_of(said, "text", str)
    )
