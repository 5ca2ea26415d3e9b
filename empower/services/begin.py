"""Beginning a house: a policy from a pack, the person who begins it on the roster, and where its book lies."""

from __future__ import annotations

import re
from pathlib import Path

from empower.services.house import ROSTER, House, open_house
from empower.services.packs import new_policy

__all__ = ["begun_files", "book_written", "keeper_of"]

_NOT_IN_AN_ID = re.compile(r"[^a-z0-9_-]+")


def begun_files(folder: Path, pack: str, login: str) -> tuple[tuple[Path, ...], str]:
    """The files of a new house in `folder`, with whoever is logged in on its roster, and the id they have there.

    Raises `CannotAskError` where the folder or the pack will not do; then nothing was made.
    """
    written = new_policy(folder, pack)
    house = open_house(folder)
    role = keeper_of(house)
    roster = folder / ROSTER
    text = roster.read_text(encoding="utf-8") if roster.is_file() else "people:\n"
    taken = set(re.findall(r"\bid:\s*([\w-]+)", text))
    plain = _NOT_IN_AN_ID.sub("-", login.lower()).strip("-") or "me"
    person = next(name for name in (plain, "me", *[f"me-{number}" for number in range(2, 99)]) if name not in taken)
    line = f"  - {{id: {person}, roles: [{role}], login: {_quoted(login)}}}\n"
    roster.write_text(text if text.endswith("\n") else f"{text}\n", encoding="utf-8")
    with roster.open("a", encoding="utf-8") as file:
        file.write(line)
    return written, person


def keeper_of(house: House) -> str:
    """The role that may put another policy in force: the first that the policy names for it, else a final one."""
    rulebook = house.rulebook
    final = [role.id for role in rulebook.roles if role.final]
    return (*rulebook.adopts, *final, rulebook.roles[-1].id)[0]


def book_written(workspace: Path, ledger: str, person: str) -> None:
    """Adds where the book lies, and who works here, to a workspace that does not say so yet."""
    text = workspace.read_text(encoding="utf-8")
    more = ""
    for name, value in (("ledger", ledger), ("as", person)):
        if value and not re.search(rf"^{name}:", text, re.MULTILINE):
            more += f"{name}: {_quoted(value)}\n"
    if more:
        workspace.write_text(
            f"{text if text.endswith(chr(10)) or not text else text + chr(10)}{more}", encoding="utf-8"
        )


def _quoted(text: str) -> str:
    plain = re.fullmatch(r"[A-Za-z0-9][\w./-]*", text) and not re.fullmatch(
        r"(?i)true|false|null|yes|no|~|[\d.]+", text
    )
    return text if plain else "'" + text.replace("'", "''") + "'"
