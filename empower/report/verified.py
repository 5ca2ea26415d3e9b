"""What a verification found: that all is as it was written, or what is not, where, and what to do."""

from __future__ import annotations

from empower.domain.calendar import written_instant
from empower.report.drawing import drawn
from empower.report.page import Page, sections
from empower.report.phrases import several

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from empower.ledger.verifying.found import Flaw
    from empower.ledger.verifying.whole import Verified

__all__ = ["receipt_json", "receipt_text", "verified_json", "verified_text"]

_MOST_SHOWN = 100
_WAY = "keep the book as it is, take a copy, and read `docs/when-a-book-does-not-verify.md` before anything is recorded"


def verified_text(found: Verified, *, kept_in: str, signed_by: str, colour: bool, width: int | None) -> str:
    """The page. `signed_by` is who signed the checkpoint that it was held against, where somebody looked."""
    now = found.checkpoint
    if found.count:
        return drawn(_flawed(found, kept_in), colour=colour, width=width)
    what = [
        "every entry follows the one before, and its bytes have its hash",
        "texts and policies are as they were kept, and the tables have the form they should",
    ]
    what += ["everything made from the entries was made again, and is the same"] if found.rebuilt else []
    alike = [] if found.rebuilt else ["whether the tables made from the entries hold what they should: `--rebuild`"]
    unseen = ["an end that was cut off, or a book written anew as a whole: compare with a checkpoint (`--against`)"]
    if found.against is not None:
        signed = f", which {signed_by} signed" if signed_by else ""
        what.append(f"up to entry {found.against.size} it is what the checkpoint was made of{signed}")
        later = now.size > found.against.size
        unseen = ["whether what came after the checkpoint was cut off and written anew"] if later else []
    page = Page(
        headline=f"VERIFIED — {now.origin}, {several(now.size, 'entry')}",
        tone="yes",
        sections=sections(
            ("seen", what),
            ("not seen", [*alike, *unseen]),
            ("root", [now.root.hex()]),
            ("last", [f"recorded {written_instant(now.at)}"] if now.size else []),
            ("kept in", [kept_in] if kept_in else []),
        ),
    )
    return drawn(page, colour=colour, width=width)


def verified_json(found: Verified, *, kept_in: str, signed_by: str) -> dict[str, Any]:
    """For a script."""
    now = found.checkpoint
    return {
        "schema": "empower/ledger-verify/1",
        "verified": not found.count,
        "origin": now.origin,
        "size": now.size,
        "root": now.root.hex(),
        "head": now.head,
        "at": written_instant(now.at),
        "rebuilt": found.rebuilt,
        "checkpoint": (kept_in or None) if not found.count else None,
        "against": None
        if found.against is None
        else {"size": found.against.size, "root": found.against.root.hex(), "signed_by": signed_by or None},
        "flaws": [{"entry": flaw.entry, "message": flaw.what} for flaw in found.flaws],
        "count": found.count,
    }


def receipt_text(
    seq: int, origin: str, size: int, problems: tuple[str, ...], *, with_checkpoint: bool, signed_by: str
) -> str:
    """Whether a receipt proves its entry."""
    if problems:
        return "\n".join([f"NOT PROVEN — entry {seq} of {origin}", *[f"why: {problem}" for problem in problems]])
    by = (
        f"by the checkpoint that was kept{f' and that {signed_by} signed' if signed_by else ''}"
        if with_checkpoint
        else "by its own checkpoint: compare with one that was kept"
    )
    return f"PROVEN — entry {seq} of {origin}, among {size}, {by}"


def receipt_json(
    seq: int, origin: str, size: int, problems: tuple[str, ...], *, with_checkpoint: bool, signed_by: str
) -> dict[str, Any]:
    """The same for a script."""
    return {
        "schema": "empower/ledger-verify-receipt/1",
        "proven": not problems,
        "entry": seq,
        "origin": origin,
        "size": size,
        "against": with_checkpoint,
        "signed_by": signed_by or None,
        "problems": list(problems),
    }


def _flawed(found: Verified, kept_in: str) -> Page:
    shown = [_line(flaw) for flaw in found.flaws[:_MOST_SHOWN]]
    more = found.count - len(shown)
    if more > 0:
        shown.append(f"and {more} more")
    things = f"{found.count} {'thing is' if found.count == 1 else 'things are'}"
    return Page(
        headline=f"NOT VERIFIED — {found.checkpoint.origin}: {things} not as written",
        tone="no",
        sections=sections(
            ("found", shown),
            ("not kept", [f"{kept_in}: a checkpoint would speak for what is not so"] * bool(kept_in)),
            ("do", [_WAY]),
        ),
    )


def _line(flaw: Flaw) -> str:
    return flaw.what if flaw.entry is None else f"entry {flaw.entry}: {flaw.what}"
