"""Files that are written together: where one cannot be, the others are as they were before."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

__all__ = ["Before", "unless_it_fails"]


class Before:
    """What lay at some paths before they were written, so that a failure leaves them as they were."""

    def __init__(self) -> None:
        self._files: dict[Path, bytes | None] = {}
        self._folders: list[Path] = []

    def remember(self, *files: Path) -> None:
        """Keeps in mind what is there now, and which folders are missing."""
        for file in files:
            self._files.setdefault(file, file.read_bytes() if file.is_file() else None)
            above = [folder for folder in file.parents if not folder.exists()]
            self._folders += [folder for folder in above if folder not in self._folders]

    def take_over(self, other: Before) -> None:
        """Keeps in mind what another did, too."""
        self._files = other._files | self._files
        self._folders += [folder for folder in other._folders if folder not in self._folders]

    def restore(self) -> None:
        """Puts everything back; what cannot be put back is left, since the failure itself is what people must hear of."""
        for file, content in self._files.items():
            with suppress(OSError):
                if content is None:
                    file.unlink(missing_ok=True)
                elif file.read_bytes() != content:
                    file.write_bytes(content)
        for folder in sorted(self._folders, key=lambda one: len(one.parts), reverse=True):
            with suppress(OSError):
                folder.rmdir()


@contextmanager
def unless_it_fails() -> Iterator[Before]:
    """The files that are remembered stay as the block leaves them; where it raises, they are as they were before."""
    before = Before()
    try:
        yield before
    except BaseException:
        before.restore()
        raise
