"""A checkpoint that was kept elsewhere, and whose signature is on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from empower.ledger.checkpoint import Checkpoint

__all__ = ["keep_checkpoint", "kept_checkpoint", "room_for_checkpoint", "text_of"]


def kept_checkpoint(file: Path, signers: Path | None) -> tuple[Checkpoint, str]:
    """The checkpoint, and which of the signers signed it; nobody, where none are named.

    The signature lies beside it, as `FILE.sig`. Raises `CannotAskError` where it is by nobody among them, or not of this file.
    """
    from empower.ledger.checkpoint import read_checkpoint

    text = text_of(file)
    by = "" if signers is None else _signer(file, text, signers)
    return read_checkpoint(text), by


def text_of(file: Path) -> str:
    """The text of a small file; what is no text is for whoever reads it to refuse."""
    from empower.domain.errors import CannotAskError
    from empower.policyfile.reader.files import read_file

    try:
        with file.open("rb") as kept:
            return kept.read(32 << 20).decode("utf-8", errors="replace")
    except OSError:
        unread = read_file(file)
        if isinstance(unread, bytes):
            raise
        raise CannotAskError(unread) from None


def room_for_checkpoint(file: str | None, key: str | None) -> None:
    """Nothing, where a checkpoint, and its signature, can be written there. Raises `CannotAskError` where something is."""
    from pathlib import Path

    from empower.cli.new_file import room_for
    from empower.ledger.signing import sign
    from empower.services.house import cannot

    if key is not None and file is None:
        raise cannot("nothing-to-sign", "there is no checkpoint to sign", "say where to write one: `--checkpoint FILE`")
    for made in () if file is None else (file, f"{file}.sig") if key else (file,):
        room_for(made)
    if key is not None:
        sign(b"", Path(key).expanduser())


def keep_checkpoint(file: Path, text: str, key: str | None) -> None:
    """Writes a checkpoint where nothing is yet, and its signature beside it where a private key is named."""
    from pathlib import Path

    from empower.cli.new_file import new_file
    from empower.ledger.signing import sign

    signature = sign(text.encode(), Path(key).expanduser()) if key else ""
    new_file(file, text)
    if signature:
        try:
            new_file(file.with_name(f"{file.name}.sig"), signature)
        except BaseException:
            file.unlink()
            raise


def _signer(file: Path, text: str, signers: Path) -> str:
    from empower.cli.exits import NOT_VERIFIED
    from empower.domain.errors import CannotAskError
    from empower.ledger.signing import BadSignatureError, verified
    from empower.services.house import cannot

    signature = file.with_name(f"{file.name}.sig")
    try:
        return verified(text.encode(), text_of(signature), text_of(signers))
    except BadSignatureError as bad:
        hint = f"`{file}` says nothing of the book until somebody you trust has signed it: ask them for theirs"
        wrong = cannot("bad-signature", f"`{signature}`: {bad}", hint)
        raise CannotAskError(wrong.problems, exit_code=NOT_VERIFIED) from None
