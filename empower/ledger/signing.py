"""Signatures of checkpoints, in OpenSSH's own form: made with the key somebody has already, read by `ssh-keygen -Y verify`.

A signature lies beside its file as `FILE.sig`. The namespace keeps one made for something else from counting here.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
from importlib import import_module

from empower.domain.errors import EmpowerError
from empower.domain.value import Value
from empower.ledger.checkpoint import shown
from empower.ledger.key_files import KeyFileError, SignExtraError, opened_key
from empower.ledger.signers import fingerprint, read_signers
from empower.ledger.ssh_wire import CutShortError, Wire, on_wire

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path
    from types import ModuleType

__all__ = ["NAMESPACE", "BadSignatureError", "sign", "verified"]

NAMESPACE = "empower-checkpoint"

_MARK = b"SSHSIG"
_FIRST, _LAST = "-----BEGIN SSH SIGNATURE-----", "-----END SSH SIGNATURE-----"
_ALONG = 70
_LONGEST = 100_000
_HASHES = {b"sha512": hashlib.sha512, b"sha256": hashlib.sha256}


class BadSignatureError(EmpowerError):
    """A signature that vouches for nothing."""


class _Signature(Value):
    key: bytes
    namespace: bytes
    reserved: bytes
    hashed_by: bytes
    proof: bytes


def sign(data: bytes, key_file: Path, passphrase: str | None = None) -> str:
    """The text of `FILE.sig` for these bytes, by the private key in OpenSSH's form that `key_file` holds."""
    key, passphrase = opened_key(key_file, passphrase)
    keys = _keys()
    message = _message(data, NAMESPACE.encode(), b"", b"sha512")
    try:
        public, proof = keys.signed(key, None if passphrase is None else passphrase.encode(), message)
    except ValueError:
        why = "is damaged" if passphrase is None else "does not open with this passphrase"
        raise KeyFileError(key_file, why) from None
    except keys.UnsupportedAlgorithm as unsupported:
        if "bcrypt" in str(unsupported):
            raise SignExtraError from None
        raise KeyFileError(key_file, "is of a kind, or protected in a way, that is not used here") from None
    blob = _MARK + (1).to_bytes(4, "big") + on_wire(public, NAMESPACE.encode(), b"", b"sha512", proof)
    text = base64.b64encode(blob).decode()
    lines = [text[at : at + _ALONG] for at in range(0, len(text), _ALONG)]
    return "\n".join([_FIRST, *lines, _LAST, ""])


def verified(data: bytes, signature: str, signers: str) -> str:
    """Who among the allowed signers signed these bytes as a checkpoint. Raises `BadSignatureError`, which says why nobody did.

    `signers` is the text of a file of allowed signers, or of public keys.
    """
    allowed = read_signers(signers)
    read = _read(signature)
    if read.namespace != NAMESPACE.encode():
        raise BadSignatureError(
            f"the signature is for `{shown(read.namespace.decode(errors='replace'))}`, not for `{NAMESPACE}`"
        )
    who = [one for one in allowed if one.key == read.key and (not one.namespaces or NAMESPACE in one.namespaces)]
    if not who:
        raise BadSignatureError(f"the signature is by `{fingerprint(read.key)}`, who is not among the allowed signers")
    if not _keys().holds(read.key, read.proof, _message(data, read.namespace, read.reserved, read.hashed_by)):
        raise BadSignatureError("the signature is not of this file: one of the two was changed")
    return who[0].name


def _keys() -> ModuleType:
    try:
        return import_module("empower.ledger.ssh_keys")
    except ImportError:
        raise SignExtraError from None


def _message(data: bytes, namespace: bytes, reserved: bytes, hashed_by: bytes) -> bytes:
    """What is signed: not the file but its hash, together with what it is signed as."""
    return _MARK + on_wire(namespace, reserved, hashed_by, _HASHES[hashed_by](data).digest())


def _read(text: str) -> _Signature:
    lines = text.split()
    words = " ".join(lines) if len(text) <= _LONGEST else ""
    if not (words.startswith(f"{_FIRST} ") and words.endswith(f" {_LAST}")):
        raise BadSignatureError(f"this is no whole signature: it should begin with `{_FIRST}` and end with `{_LAST}`")
    inside = words.removeprefix(_FIRST).removesuffix(_LAST).replace(" ", "")
    try:
        wire = Wire(base64.b64decode(inside, validate=True))
        if wire.take(len(_MARK)) != _MARK:
            raise CutShortError
        version = wire.number()
        read = _Signature(
            key=wire.text(), namespace=wire.text(), reserved=wire.text(), hashed_by=wire.text(), proof=wire.text()
        )
    except (binascii.Error, ValueError):
        raise BadSignatureError(
            "this is no whole signature: what stands between its first and last line is damaged"
        ) from None
    if version != 1 or read.hashed_by not in _HASHES or not wire.ended():
        raise BadSignatureError(
            "the signature is in a newer form than is known here; `ssh-keygen -Y verify` may know it"
        )
    return read
