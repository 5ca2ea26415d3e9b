"""Private keys as OpenSSH keeps them, looked at far enough to say in plain words why one cannot be used."""

from __future__ import annotations

import base64
import binascii

from empower.domain.errors import EmpowerError
from empower.ledger.signers import KEY_KINDS
from empower.ledger.ssh_wire import CutShortError, Wire

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["KeyFileError", "SignExtraError", "opened_key"]

_FIRST, _LAST = b"-----BEGIN OPENSSH PRIVATE KEY-----", b"-----END OPENSSH PRIVATE KEY-----"
_MARK = b"openssh-key-v1\0"
_LONGEST = 100_000


class SignExtraError(EmpowerError):
    """What signs is not installed."""

    def __init__(self) -> None:
        super().__init__("signatures need one more package: pip install 'empower-remedy[sign]'")


class KeyFileError(EmpowerError):
    """A file that nothing can be signed with."""

    def __init__(self, file: Path, why: str) -> None:
        super().__init__(f"the key `{file}` {why}")


def opened_key(file: Path, passphrase: str | None) -> tuple[bytes, str | None]:
    """The file's bytes, and the passphrase if they need one."""
    try:
        with file.open("rb") as opened:
            data = opened.read(_LONGEST)
    except FileNotFoundError:
        raise KeyFileError(file, "is not there") from None
    except OSError as error:
        raise KeyFileError(file, f"cannot be read: {(error.strerror or 'no reason was given').lower()}") from None
    protected = _protected(file, data)
    if protected and not passphrase:
        way = f"leave `--sign` out, and `ssh-keygen -Y sign -f {file} -n empower-checkpoint CHECKPOINT` asks for it"
        raise KeyFileError(file, f"is protected by a passphrase, and none was given; {way}")
    return data, passphrase if protected else None


def _protected(file: Path, data: bytes) -> bool:
    """Whether it takes a passphrase. The public half lies open in every private key, so its kind is known before."""
    bare = data.strip()
    if bare.startswith((b"ssh-", b"ecdsa-", b"sk-")):
        raise KeyFileError(file, "is the public half; sign with the private one, whose name has no `.pub`")
    if bare.startswith(b"-----BEGIN ") and b" PRIVATE KEY-----" in bare and not bare.startswith(_FIRST):
        raise KeyFileError(file, f"is not in OpenSSH's own form; `ssh-keygen -p -f {file}` rewrites it")
    if not bare.startswith(_FIRST):
        raise KeyFileError(file, "is no private key in OpenSSH's form; `ssh-keygen -t ed25519` makes one")
    try:
        wire = Wire(base64.b64decode(b"".join(bare.removeprefix(_FIRST).removesuffix(_LAST).split()), validate=True))
        if wire.take(len(_MARK)) != _MARK:
            raise CutShortError
        cipher, _, _, _ = wire.text(), wire.text(), wire.text(), wire.number()
        kind = Wire(wire.text()).text()
    except (binascii.Error, ValueError):
        raise KeyFileError(file, "is damaged") from None
    if kind not in KEY_KINDS:
        raise KeyFileError(file, "is of a kind that is not used here; ed25519, ecdsa and rsa keys are")
    return cipher != b"none"
