"""What a receipt proves, and what keeps it from proving it."""

from __future__ import annotations

from empower.domain.canonical import canonical, commitment, entry_hash
from empower.domain.merkle import verify_inclusion
from empower.ledger.checkpoint import Checkpoint, NotACheckpointError, origin_of, read_checkpoint, shown
from empower.ledger.strict_json import OddJsonError, read_json

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from empower.ledger.receipt import Disclosed, Receipt

__all__ = ["receipt_problems"]


def receipt_problems(receipt: Receipt, kept: Checkpoint | None = None) -> tuple[str, ...]:
    """Why the receipt proves nothing, or not all it says; empty when the entry stands in the book as it is written here.

    Without a checkpoint that the reader kept, the book itself is only as trustworthy as whoever gave the receipt.
    """
    payload, odd = _payload(receipt)
    return (
        *odd,
        *_inclusion(receipt),
        *_own_checkpoint(receipt),
        *(_kept(receipt, kept) if kept is not None else ()),
        *[problem for text in receipt.texts for problem in _text(text, payload)],
    )


def _payload(receipt: Receipt) -> tuple[dict[str, Any], tuple[str, ...]]:
    try:
        payload = read_json(receipt.payload)
    except OddJsonError as odd:
        return {}, (f"the entry cannot be read: {odd}",)
    if type(payload) is not dict or canonical(payload).decode() != receipt.payload:
        return {}, ("the entry is not written as entries are: it was changed",)
    if payload.get("seq") != receipt.seq or origin_of(str(payload.get("book"))) != receipt.origin:
        return payload, ("the entry in the receipt has another number, or is of another book, than the receipt says",)
    return payload, ()


def _inclusion(receipt: Receipt) -> tuple[str, ...]:
    if not 1 <= receipt.seq <= receipt.size:
        return (f"there is no entry {shown(str(receipt.seq))} among {shown(str(receipt.size))}",)
    leaf = bytes.fromhex(entry_hash(receipt.payload.encode()))
    if verify_inclusion(leaf, receipt.seq - 1, receipt.size, receipt.proof, receipt.root):
        return ()
    return (f"the proof does not lead from the entry to the root of {receipt.size} entries: one of them was changed",)


def _own_checkpoint(receipt: Receipt) -> tuple[str, ...]:
    try:
        own = read_checkpoint(receipt.checkpoint)
    except NotACheckpointError as wrong:
        return (f"the checkpoint in the receipt cannot be used: {wrong}",)
    said = (("book", receipt.origin, own.origin), ("size", receipt.size, own.size), ("root", receipt.root, own.root))
    other = [what for what, here, there in said if here != there]
    if receipt.seq == receipt.size and own.head != entry_hash(receipt.payload.encode()):
        other.append("last entry")
    return tuple([f"the receipt and the checkpoint in it disagree about the {what}" for what in other])


def _kept(receipt: Receipt, kept: Checkpoint) -> tuple[str, ...]:
    if kept.origin != receipt.origin:
        return (f"the checkpoint you kept is of the book `{kept.origin}`, the receipt of `{shown(receipt.origin)}`",)
    if kept.size != receipt.size:
        sizes = f"the checkpoint you kept speaks for {kept.size} entries and the receipt for {receipt.size}"
        return (f"{sizes}: ask for a receipt made for {kept.size}, or compare with a checkpoint of {receipt.size}",)
    if kept.root != receipt.root:
        return (
            "the checkpoint you kept has another root for as many entries: the book, or the receipt, was changed since",
        )
    try:
        same = read_checkpoint(receipt.checkpoint) == kept
    except NotACheckpointError:
        return ()  # said already
    return () if same else ("the checkpoint in the receipt has the root of the one you kept and another head or time",)


def _text(text: Disclosed, payload: dict[str, Any]) -> tuple[str, ...]:
    name = shown(text.name)
    if commitment(text.salt, text.text) != text.commitment:
        return (f"the text shown as `{name}` is not the one the entry was made with",)
    # A paper's text is called `paper receipt` beside the book and stands under `receipt` in the entry.
    if not _stands(payload, text.name.removeprefix("paper "), text.commitment):
        return (f"the entry holds no such text as the one shown as `{name}`",)
    return ()


def _stands(value: object, name: str, sought: str, *, under: bool = False) -> bool:
    """Whether the commitment is somewhere in `value` under this name."""
    if type(value) is dict:
        return any([_stands(one, name, sought, under=under or key == name) for key, one in value.items()])
    if type(value) is list:
        return any([_stands(one, name, sought, under=under) for one in value])
    return under and value == sought
