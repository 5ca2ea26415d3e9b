"""A page in a file: a new one, or in place of one that the same command made before, where that is said."""

from __future__ import annotations

__all__ = ["new_page"]


def new_page(name: str, page: str, made_here: str, *, force: bool) -> None:
    """The page in the file. Raises `CannotAskError` where something else is there, and leaves it as it is."""
    from pathlib import Path

    from empower.cli.new_file import new_file
    from empower.services.house import cannot
    from empower.services.rewriting import rewrite

    file = Path(name)
    if not file.exists():
        new_file(file, page)
        return
    if not force:
        hint = "choose another name, or say `--force` where it is a page that was made so before"
        raise cannot("already-there", f"`{name}` exists already, and is not overwritten", hint)
    before = file.read_bytes()
    if made_here.encode() not in before:
        message = f"`{name}` was not made by this command, and is not overwritten"
        raise cannot("already-there", message, "choose another name")
    rewrite(file, before, page.encode())
