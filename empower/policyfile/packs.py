"""Where a pack has its policy, and where the shipped packs lie: in an installed package inside it, in a checkout beside it.

Nothing else knows.
"""

from __future__ import annotations

from pathlib import Path

__all__ = ["POLICY", "pack_folder", "pack_names", "policy_file"]

POLICY = "policy.yaml"

_PACKAGE = Path(__file__).resolve().parent.parent
_INSTALLED = _PACKAGE / "_policies"
_CHECKOUT = _PACKAGE.parent / "policies"


def pack_names() -> tuple[str, ...]:
    """The shipped packs' names, in alphabetical order."""
    return tuple(sorted(folder.name for folder in _shelf().glob("*") if (folder / POLICY).is_file()))


def pack_folder(name: str) -> Path | None:
    """The folder of the pack of this name; none when no such pack is shipped."""
    return _shelf() / name if name in pack_names() else None


def policy_file(path: Path) -> Path:
    """The file of a policy that is named by its file, or by the folder it lies in."""
    return path / POLICY if path.is_dir() else path


def _shelf() -> Path:
    return _INSTALLED if _INSTALLED.is_dir() else _CHECKOUT
