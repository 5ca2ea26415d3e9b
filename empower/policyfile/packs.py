"""Where the shipped packs lie. Nothing else knows: in an installed package they are inside it, in a checkout beside it."""

from __future__ import annotations

from pathlib import Path

__all__ = ["pack_folder", "pack_names"]

_PACKAGE = Path(__file__).resolve().parent.parent
_INSTALLED = _PACKAGE / "_policies"
_CHECKOUT = _PACKAGE.parent / "policies"


def pack_names() -> tuple[str, ...]:
    """The shipped packs' names, in alphabetical order."""
    return tuple(sorted(folder.name for folder in _shelf().glob("*") if (folder / "policy.yaml").is_file()))


def pack_folder(name: str) -> Path | None:
    """The folder of the pack of this name; none when no such pack is shipped."""
    return _shelf() / name if name in pack_names() else None


def _shelf() -> Path:
    return _INSTALLED if _INSTALLED.is_dir() else _CHECKOUT
