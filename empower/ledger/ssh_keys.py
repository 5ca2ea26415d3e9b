"""SSH's keys at work, by way of `cryptography`, which comes with the extra `sign`; `signing` loads this when it is needed."""

from __future__ import annotations

import base64

from cryptography.exceptions import InvalidSignature, InvalidTag, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature, encode_dss_signature
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    PublicFormat,
    load_ssh_private_key,
    load_ssh_public_key,
)

from empower.ledger.ssh_wire import CutShortError, Wire, on_wire, whole_on_wire

TYPE_CHECKING = False
if TYPE_CHECKING:
    from cryptography.hazmat.primitives.serialization import SSHPublicKeyTypes

__all__ = ["holds", "signed"]

_SHORTEST_RSA = 2048
_OF_CURVE: dict[str, hashes.HashAlgorithm] = {
    "secp256r1": hashes.SHA256(),
    "secp384r1": hashes.SHA384(),
    "secp521r1": hashes.SHA512(),
}
_OF_RSA: dict[bytes, hashes.HashAlgorithm] = {b"rsa-sha2-512": hashes.SHA512(), b"rsa-sha2-256": hashes.SHA256()}


def signed(key_file: bytes, passphrase: bytes | None, message: bytes) -> tuple[bytes, bytes]:
    """The public key and the signature of a message, as SSH writes them.

    Raises `ValueError` where the file is damaged or the passphrase another, `UnsupportedAlgorithm` for a kind of key or of
    protection that is not used here.
    """
    try:
        key = load_ssh_private_key(key_file, passphrase)
    except InvalidTag:
        raise ValueError from None
    public = _blob(key.public_key())
    kind = Wire(public).text()
    if isinstance(key, ed25519.Ed25519PrivateKey):
        return public, on_wire(kind, key.sign(message))
    if isinstance(key, rsa.RSAPrivateKey) and key.key_size >= _SHORTEST_RSA:
        name = b"rsa-sha2-512"
        return public, on_wire(name, key.sign(message, padding.PKCS1v15(), _OF_RSA[name]))
    if isinstance(key, ec.EllipticCurvePrivateKey):
        r, s = decode_dss_signature(key.sign(message, ec.ECDSA(_OF_CURVE[key.curve.name])))
        return public, on_wire(kind, whole_on_wire(r) + whole_on_wire(s))
    raise UnsupportedAlgorithm("a kind of key that is not used here")


def _blob(key: SSHPublicKeyTypes) -> bytes:
    return base64.b64decode(key.public_bytes(Encoding.OpenSSH, PublicFormat.OpenSSH).split()[1])


def holds(public: bytes, signature: bytes, message: bytes) -> bool:
    """Whether this is a signature of the message by the holder of this key's other half."""
    try:
        wire, kind = Wire(signature), Wire(public).text()
        name, proof = wire.text(), wire.text()
        key = load_ssh_public_key(kind + b" " + base64.b64encode(public))
        if not wire.ended():
            return False
        if isinstance(key, rsa.RSAPublicKey):
            if name not in _OF_RSA or key.key_size < _SHORTEST_RSA:
                return False
            key.verify(proof, message, padding.PKCS1v15(), _OF_RSA[name])
        elif name != kind:
            return False
        elif isinstance(key, ed25519.Ed25519PublicKey):
            key.verify(proof, message)
        elif isinstance(key, ec.EllipticCurvePublicKey):
            two = Wire(proof)
            r, s = int.from_bytes(two.text(), "big"), int.from_bytes(two.text(), "big")
            if not two.ended():
                return False
            key.verify(encode_dss_signature(r, s), message, ec.ECDSA(_OF_CURVE[key.curve.name]))
        else:
            return False
    except (InvalidSignature, UnsupportedAlgorithm, CutShortError, ValueError):
        return False
    return True
