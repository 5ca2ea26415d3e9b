"""A page in a file: a new one, or in place of one that the same command made before, where that is said."""

from __future__ import annotations

__all__ = ["new_page", "room_for_page"]


def room_for_page(name: str, made_here: str, *, force: bool) -> None:
    """Nothing, where the page can be made. Raises `CannotAskError` where something else is there, or its folder is missing."""
    from pathlib import Path

    from empower.cli.new_file import folder_for
    from empower.services.house import cannot

    file = Path(name)
    if not file.exists():
        folder_for(name)
        return
    if not force:
        hint = "choose another name, or say `--force` where it is a page that was made so before"
        raise cannot("already-there", f"`{name}` exists already, and is not overwritten", hint)
    if made_here.encode() not in file.read_bytes():
        message = f"`{name}` was not made by this command, and is not overwritten"
        raise cannot("already-there", message, "choose another name")


def new_page(name: str, page: str, made_here: str, *, force: bool) -> None:
    """The page in the file. Raises `CannotAskError` where something else is there, and leaves it as it is."""
    from pathlib import Path

    from empower.cli.new_file import new_file
    from empower.services.rewriting import rewrite

    room_for_page(name, made_here, force=force)
    file = Path(name)
    if file.exists():
        rewrite(file, file.read_bytes(), page.encode())
    else:
        new_file(file, page)
