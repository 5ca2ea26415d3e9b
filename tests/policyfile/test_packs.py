"""The shipped packs are found by their names, and nothing else is."""

from __future__ import annotations

from pathlib import Path

import pytest

from empower.policyfile.packs import pack_folder, pack_names

SHELF = Path(__file__).resolve().parents[2] / "policies"


def test_every_shipped_folder_with_a_policy_is_a_pack() -> None:
    assert list(pack_names()) == sorted(file.parent.name for file in SHELF.glob("*/policy.yaml"))
    assert "luxury-hotel" in pack_names()


def test_a_pack_is_found_by_its_name() -> None:
    for name in pack_names():
        assert pack_folder(name) == SHELF / name


@pytest.mark.parametrize(
    "name", ["", ".", "..", "../policies", "luxury-hotel/", "luxury-hotel/policy.yaml", "Luxury-Hotel"]
)
def test_a_path_is_not_a_name(name: str) -> None:
    assert pack_folder(name) is None
