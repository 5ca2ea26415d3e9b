"""The root and the proofs are those of RFC 6962, and no proof proves anything else."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pymerkle import InmemoryTree  # type: ignore[import-untyped]

from empower.domain.canonical import entry_hash
from empower.domain.merkle import EMPTY_ROOT, Frontier, proof, root, verify_inclusion

# The eight leaves and the roots after each that come with Certificate Transparency's own tests.
PAYLOADS = [
    bytes.fromhex(text)
    for text in ("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f")
]
ROOTS = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
SIZES = st.integers(1, 70)


def leaves(size: int) -> list[bytes]:
    return [bytes.fromhex(entry_hash(b"entry %d" % number)) for number in range(size)]


def test_the_roots_are_those_of_certificate_transparency() -> None:
    frontier = Frontier()
    shown = [frontier.root().hex()]
    for payload in PAYLOADS:
        frontier.add(bytes.fromhex(entry_hash(payload)))
        shown.append(frontier.root().hex())
    assert shown == ROOTS
    assert EMPTY_ROOT.hex() == ROOTS[0] == root([]).hex()


@pytest.mark.parametrize("size", [*range(1, 20), 31, 32, 33, 64, 100])
def test_root_and_proofs_are_another_library_s(size: int) -> None:
    tree = InmemoryTree(algorithm="sha256")
    for number in range(size):
        tree.append_entry(b"entry %d" % number)
    assert root(leaves(size)) == tree.get_root(size)
    for index in range(size):
        theirs = tree.prove_inclusion(index + 1, size).serialize()["path"]
        assert [one.hex() for one in proof(leaves(size), index)] == theirs[1:]


@given(SIZES, st.data())
def test_a_proof_leads_to_the_root(size: int, data: st.DataObject) -> None:
    index, more = data.draw(st.integers(0, size - 1)), data.draw(st.integers(0, 5))
    longer = leaves(size + more)
    path, top = proof(iter(longer), index, size), root(longer[:size])
    assert path == proof(longer[:size], index)
    assert verify_inclusion(longer[index], index, size, path, top)


@given(SIZES, st.data())
def test_whatever_is_changed_no_longer_leads_there(size: int, data: st.DataObject) -> None:
    index = data.draw(st.integers(0, size - 1))
    leaf, top, path = leaves(size)[index], root(leaves(size)), proof(leaves(size), index)
    words = [leaf, top, *path]
    place, byte, bit = (
        data.draw(st.integers(0, len(words) - 1)),
        data.draw(st.integers(0, 31)),
        data.draw(st.integers(0, 7)),
    )
    changed = bytearray(words[place])
    changed[byte] ^= 1 << bit
    words[place] = bytes(changed)
    assert not verify_inclusion(words[0], index, size, tuple(words[2:]), words[1])
    assert not verify_inclusion(leaf, index, size, (*path, leaf), top)
    assert not verify_inclusion(leaf, size, size, path, top)
    assert not verify_inclusion(leaf, -1, size, path, top)
    for other in {*range(size)} - {index}:
        assert not verify_inclusion(leaf, other, size, path, top)
    if path:
        assert not verify_inclusion(leaf, index, size, path[:-1], top)
        assert not verify_inclusion(leaf, index, size, (*path[:-1], path[-1] + b"\0"), top)


def test_a_node_is_no_leaf() -> None:
    four = leaves(4)
    left = hashlib.sha256(b"\1" + four[0] + four[1]).digest()
    right = hashlib.sha256(b"\1" + four[2] + four[3]).digest()
    assert not verify_inclusion(left, 0, 4, (right,), root(four))


@pytest.mark.parametrize(("index", "size"), [(3, 3), (-1, 3), (0, 0), (0, 4)])
def test_there_is_no_proof_of_what_is_not_there(index: int, size: int) -> None:
    with pytest.raises(ValueError, match=r"there (is no leaf|are fewer)"):
        proof(leaves(3), index, size)


def test_a_long_book_is_read_once_and_not_kept() -> None:
    size, read = 3000, 0

    def passing() -> Iterator[bytes]:
        nonlocal read
        for leaf in leaves(size + 1):
            read += 1
            yield leaf

    path = proof(passing(), 1234, size)
    assert read == size
    assert verify_inclusion(leaves(size)[1234], 1234, size, path, root(leaves(size)))
