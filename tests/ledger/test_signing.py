"""What we sign `ssh-keygen` verifies, what it signs we verify, and nothing else counts."""

from __future__ import annotations

import base64
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from empower.ledger.key_files import KeyFileError
from empower.ledger.signers import SignersError, fingerprint, read_signers
from empower.ledger.signing import NAMESPACE, BadSignatureError, sign, verified

KEYGEN = shutil.which("ssh-keygen") or ""
DATA = b"empower/0f3a\n3\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n"
KINDS = {
    "ed25519": ["-t", "ed25519"],
    "rsa": ["-t", "rsa", "-b", "2048"],
    "ecdsa256": ["-t", "ecdsa", "-b", "256"],
    "ecdsa384": ["-t", "ecdsa", "-b", "384"],
    "ecdsa521": ["-t", "ecdsa", "-b", "521"],
    "protected": ["-t", "ed25519", "-N", "open sesame", "-a", "1"],
    "protected-gcm": ["-t", "ed25519", "-N", "open sesame", "-a", "1", "-Z", "aes256-gcm@openssh.com"],
}
OPENS = "open sesame"

pytestmark = pytest.mark.skipif(not KEYGEN and not os.environ.get("CI"), reason="ssh-keygen is not installed")


def keygen(*words: str | Path, data: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """What OpenSSH's own tool does."""
    return subprocess.run([KEYGEN, *[str(word) for word in words]], input=data, capture_output=True, check=False)


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a key of each kind."""
    folder = tmp_path_factory.mktemp("keys")
    for name, words in KINDS.items():
        unprotected = [] if "-N" in words else ["-N", ""]
        made = keygen("-q", *words, *unprotected, "-C", f"{name}@shop", "-f", folder / name)
        assert made.returncode == 0, made.stderr
    return folder


@pytest.fixture(scope="module")
def signatures(keys: Path) -> dict[str, str]:
    """One signature by each kind of key, since those by ecdsa are never the same twice."""
    return {kind: sign(DATA, keys / kind, passphrase_of(kind)) for kind in KINDS}


def public(keys: Path, name: str) -> str:
    return (keys / f"{name}.pub").read_text()


def passphrase_of(name: str) -> str | None:
    return OPENS if name.startswith("protected") else None


def signed_by_openssh(keys: Path, name: str, namespace: str = NAMESPACE, *more: str) -> str:
    """The signature that `ssh-keygen -Y sign` makes."""
    made = keygen("-Y", "sign", "-f", keys / name, "-n", namespace, *more, data=DATA)
    assert made.returncode == 0, made.stderr
    return made.stdout.decode()


def unwrapped(signature: str) -> bytes:
    """What stands between a signature's first and last line."""
    return base64.b64decode("".join(signature.splitlines()[1:-1]))


def wrapped(blob: bytes) -> str:
    """The text of a signature file around these bytes."""
    return f"-----BEGIN SSH SIGNATURE-----\n{base64.b64encode(blob).decode()}\n-----END SSH SIGNATURE-----\n"


@pytest.mark.parametrize("kind", KINDS)
def test_openssh_verifies_ours(kind: str, keys: Path, tmp_path: Path) -> None:
    (tmp_path / "allowed").write_text(f"ana@shop {public(keys, kind)}")
    (tmp_path / "sig").write_text(sign(DATA, keys / kind, passphrase_of(kind)))
    words = ("-Y", "verify", "-f", tmp_path / "allowed", "-I", "ana@shop", "-n", NAMESPACE, "-s", tmp_path / "sig")
    assert keygen(*words, data=DATA).returncode == 0
    assert keygen(*words, data=DATA + b"\n").returncode != 0


@pytest.mark.parametrize("kind", [kind for kind in KINDS if not kind.startswith("protected")])
def test_we_verify_openssh_s(kind: str, keys: Path) -> None:
    made = signed_by_openssh(keys, kind)
    assert verified(DATA, made, f"ana@shop {public(keys, kind)}") == "ana@shop"
    with pytest.raises(BadSignatureError, match="one of the two was changed"):
        verified(DATA + b"\n", made, public(keys, kind))


@pytest.mark.parametrize("kind", KINDS)
def test_we_verify_ours(kind: str, keys: Path) -> None:
    assert verified(DATA, sign(DATA, keys / kind, passphrase_of(kind)), public(keys, kind)) == f"{kind}@shop"


def test_either_hash_is_read(keys: Path) -> None:
    assert verified(DATA, signed_by_openssh(keys, "rsa", NAMESPACE, "-O", "hashalg=sha256"), public(keys, "rsa"))


def test_it_is_the_same_text_as_openssh_s(keys: Path) -> None:
    assert sign(DATA, keys / "ed25519") == signed_by_openssh(keys, "ed25519")


def test_one_among_several_signers_is_named(keys: Path) -> None:
    allowed = "# who may\n\n" + "".join([f"{kind}-holder,x {public(keys, kind)}" for kind in KINDS])
    for kind in ("rsa", "ecdsa384"):
        assert verified(DATA, sign(DATA, keys / kind), allowed) == f"{kind}-holder,x"


def test_a_key_that_is_not_among_the_signers_does_not_count(keys: Path) -> None:
    shown = keygen("-l", "-f", keys / "ed25519.pub").stdout.decode().split()[1]
    with pytest.raises(BadSignatureError) as refused:
        verified(DATA, sign(DATA, keys / "ed25519"), public(keys, "rsa"))
    assert str(refused.value) == f"the signature is by `{shown}`, who is not among the allowed signers"
    with pytest.raises(BadSignatureError, match="not among the allowed signers"):
        verified(DATA, sign(DATA, keys / "ed25519"), "# nobody\n")


def test_one_made_for_something_else_does_not_count(keys: Path) -> None:
    with pytest.raises(BadSignatureError, match="the signature is for `git`, not for `empower-checkpoint`"):
        verified(DATA, signed_by_openssh(keys, "ed25519", "git"), public(keys, "ed25519"))


def test_a_signer_of_other_things_does_not_count(keys: Path) -> None:
    signature = sign(DATA, keys / "ed25519")
    allowed = 'ana@shop namespaces="{}" ' + public(keys, "ed25519")
    assert verified(DATA, signature, allowed.replace("{}", f"git,{NAMESPACE}")) == "ana@shop"
    with pytest.raises(BadSignatureError, match="not among the allowed signers"):
        verified(DATA, signature, allowed.replace("{}", "git"))


@given(data=st.data())
@pytest.mark.parametrize("kind", ["ed25519", "rsa", "ecdsa256"])
def test_a_changed_bit_of_a_signature_is_found(
    kind: str, keys: Path, signatures: dict[str, str], data: st.DataObject
) -> None:
    blob = bytearray(unwrapped(signatures[kind]))
    assert verified(DATA, wrapped(bytes(blob)), public(keys, kind))
    # The same place, as a share of the whole: a signature by ecdsa is not always equally long.
    place = data.draw(st.integers(0, 2**20 - 1)) * len(blob) >> 20
    blob[place] ^= 1 << data.draw(st.integers(0, 7))
    with pytest.raises(BadSignatureError):
        verified(DATA, wrapped(bytes(blob)), public(keys, kind))


@given(text=st.text() | st.binary().map(lambda data: base64.b64encode(b"SSHSIG\0\0\0\1" + data).decode()))
def test_any_text_is_refused_in_a_sentence(keys: Path, text: str) -> None:
    for whole in (text, f"-----BEGIN SSH SIGNATURE-----\n{text}\n-----END SSH SIGNATURE-----\n"):
        with pytest.raises(BadSignatureError, match="signature"):
            verified(DATA, whole, public(keys, "ed25519"))


def test_a_newer_form_is_told_apart(keys: Path) -> None:
    blob = unwrapped(sign(DATA, keys / "ed25519"))
    assert verified(DATA, wrapped(blob), public(keys, "ed25519"))
    with pytest.raises(BadSignatureError, match="in a newer form than is known here"):
        verified(DATA, wrapped(blob[:9] + b"\2" + blob[10:]), public(keys, "ed25519"))


def refusal(file: Path, passphrase: str | None = None) -> str:
    """Why nothing is signed, without the file's name."""
    with pytest.raises(KeyFileError) as refused:
        sign(DATA, file, passphrase)
    return str(refused.value).replace(str(file), "KEY")


def test_what_nothing_can_be_signed_with_says_why(keys: Path, tmp_path: Path) -> None:
    assert refusal(keys / "nowhere") == "the key `KEY` is not there"
    assert refusal(tmp_path) == "the key `KEY` cannot be read: is a directory"
    assert refusal(keys / "rsa.pub").startswith("the key `KEY` is the public half; sign with the private one")
    way = "leave `--sign` out, and `ssh-keygen -Y sign -f KEY -n empower-checkpoint CHECKPOINT` asks for it"
    untold = f"the key `KEY` is protected by a passphrase, and none was given; {way}"
    assert refusal(keys / "protected") == untold
    assert refusal(keys / "protected", "") == untold
    for name in ("protected", "protected-gcm"):
        assert refusal(keys / name, "open barley") == "the key `KEY` does not open with this passphrase"
    other = tmp_path / "other"
    other.write_text("hello\n")
    assert refusal(other).startswith("the key `KEY` is no private key in OpenSSH's form")
    lines = (keys / "ed25519").read_text().splitlines()
    other.write_text("\n".join([*lines[:2], *lines[-1:]]))
    assert refusal(other) == "the key `KEY` is damaged"
    other.write_text("\n".join([lines[0], "!" + lines[1], *lines[2:]]))
    assert refusal(other) == "the key `KEY` is damaged"


def test_a_key_in_another_form_is_rewritten_by_the_command_we_name(tmp_path: Path) -> None:
    old = tmp_path / "old"
    keygen("-q", "-t", "rsa", "-b", "2048", "-m", "PEM", "-N", "", "-f", old)
    assert refusal(old) == "the key `KEY` is not in OpenSSH's own form; `ssh-keygen -p -f KEY` rewrites it"
    assert keygen("-p", "-q", "-N", "", "-f", old).returncode == 0
    assert verified(DATA, sign(DATA, old), (tmp_path / "old.pub").read_text())


def test_a_short_key_is_refused_both_ways(tmp_path: Path) -> None:
    short = tmp_path / "short"
    assert keygen("-q", "-t", "rsa", "-b", "1024", "-N", "", "-f", short).returncode == 0
    assert "that is not used here" in refusal(short)
    with pytest.raises(BadSignatureError):
        verified(DATA, signed_by_openssh(tmp_path, "short"), (tmp_path / "short.pub").read_text())


def test_a_passphrase_that_is_not_needed_does_no_harm(keys: Path) -> None:
    assert sign(DATA, keys / "ed25519", "whatever") == sign(DATA, keys / "ed25519")


def test_signers_are_read(keys: Path) -> None:
    bare = " ".join(public(keys, "ed25519").split()[:2])
    (one,) = read_signers(bare)
    assert one.name == fingerprint(one.key) == keygen("-l", "-f", keys / "ed25519.pub").stdout.decode().split()[1]


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("hello", "no public key of a kind that is used here"),
        ("ana ssh-ed25519", "no public key of a kind that is used here"),
        ("ana sk-ssh-ed25519@openssh.com AAAA", "no public key of a kind that is used here"),
        ("ana ssh-ed25519 AAAA", "`AAAA` is no whole key"),
        ("ana ssh-ed25519 !!!", "`!!!` is no whole key"),
        ("ana ssh-rsa {key}", "is no whole key"),
        ("ana cert-authority ssh-ed25519 {key}", "`cert-authority` is for `ssh-keygen -Y verify`"),
        ('ana valid-before="20300101" ssh-ed25519 {key}', "is for `ssh-keygen -Y verify`"),
        ('ana namespaces="*" ssh-ed25519 {key}', "only namespaces written out are read here"),
        ('ana namespaces="a",cert-authority ssh-ed25519 {key}', "only namespaces written out are read here"),
        ('ana namespaces="" ssh-ed25519 {key}', "only namespaces written out are read here"),
    ],
)
def test_a_line_that_names_no_signer_is_refused(line: str, says: str, keys: Path) -> None:
    text = f"# first\n{line.replace('{key}', public(keys, 'ed25519').split()[1])}\n"
    with pytest.raises(SignersError) as refused:
        read_signers(text)
    assert str(refused.value).startswith("line 2 of the allowed signers cannot be used: ")
    assert says in str(refused.value)


WITHOUT = """
import sys
from pathlib import Path
sys.modules[sys.argv[1]] = None
from empower.ledger.signing import sign
try:
    sign(b"x", Path(sys.argv[2]), "open sesame")
except Exception as error:
    print(type(error).__name__, error)
"""


@pytest.mark.parametrize("missing", ["cryptography", "bcrypt"])
def test_without_the_extra_it_says_what_to_install(missing: str, keys: Path) -> None:
    child = subprocess.run(
        [sys.executable, "-c", WITHOUT, missing, str(keys / "protected")], capture_output=True, text=True, check=True
    )
    assert child.stdout == "SignExtraError signatures need one more package: pip install 'empower-remedy[sign]'\n"
