"""Whose signature counts: public keys, in the files that OpenSSH keeps them in."""

from __future__ import annotations

import base64
import binascii
import hashlib

from empower.domain.errors import EmpowerError
from empower.domain.value import Value
from empower.ledger.checkpoint import shown
from empower.ledger.ssh_wire import CutShortError, Wire

__all__ = ["KEY_KINDS", "Signer", "SignersError", "fingerprint", "read_signers"]

KEY_KINDS = (b"ssh-ed25519", b"ssh-rsa", b"ecdsa-sha2-nistp256", b"ecdsa-sha2-nistp384", b"ecdsa-sha2-nistp521")
"""The kinds of key that are used here."""
_NAMESPACES = 'namespaces="'


class SignersError(EmpowerError):
    """A line that names no signer."""

    def __init__(self, line: int, why: str) -> None:
        super().__init__(f"line {line} of the allowed signers cannot be used: {why}")


class Signer(Value):
    """Somebody whose signature counts."""

    name: str
    key: bytes  # as SSH writes it
    namespaces: tuple[str, ...] = ()  # what they may sign; empty: anything


def fingerprint(key: bytes) -> str:
    """A key's short name, as `ssh-keygen -l` shows it."""
    return f"SHA256:{base64.b64encode(hashlib.sha256(key).digest()).decode().rstrip('=')}"


def read_signers(text: str) -> tuple[Signer, ...]:
    """The signers in a file of allowed signers (`ana@shop namespaces="…" ssh-ed25519 AAAA…`) or of public keys."""
    found = []
    for number, line in enumerate(text.splitlines(), start=1):
        words = line.split()
        if words and not words[0].startswith("#"):
            found.append(_signer(number, words))
    return tuple(found)


def _signer(line: int, words: list[str]) -> Signer:
    kinds = [kind.decode() for kind in KEY_KINDS]
    place = next((place for place, word in enumerate(words[:3]) if word in kinds), None)
    if place is None or len(words) == place + 1:
        raise SignersError(line, f"no public key of a kind that is used here ({', '.join(kinds)})")
    try:
        key = base64.b64decode(words[place + 1], validate=True)
        kind = Wire(key).text().decode()
    except (binascii.Error, CutShortError, ValueError):
        kind, key = "", b""
    if kind != words[place]:
        raise SignersError(line, f"`{shown(words[place + 1])}` is no whole key")
    comment = " ".join(words[place + 2 :])
    name = words[0] if place else comment or fingerprint(key)
    return Signer(name=name, key=key, namespaces=_namespaces(line, words[1]) if place == 2 else ())


def _namespaces(line: int, option: str) -> tuple[str, ...]:
    inside = option.removeprefix(_NAMESPACES).removesuffix('"')
    if len(option) != len(inside) + len(_NAMESPACES) + 1 or '"' in inside or "*" in inside or not inside:
        raise SignersError(
            line, f"`{shown(option)}` is for `ssh-keygen -Y verify`; only namespaces written out are read here"
        )
    return tuple(inside.split(","))
