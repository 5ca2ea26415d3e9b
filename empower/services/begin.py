"""Beginning a house: a policy from a pack, the person who begins it on the roster, and where its book lies."""

from __future__ import annotations

import os
import re
from pathlib import Path

from empower.domain.errors import CannotAskError
from empower.domain.problem import PlacedProblem, Problem
from empower.policyfile.packs import POLICY
from empower.policyfile.said.page import WordsPage, read_page
from empower.policyfile.workspace import NAME
from empower.services.before import Before
from empower.services.house import ROSTER, House, cannot, open_house
from empower.services.packs import new_policy

__all__ = ["begun_files", "book_written", "keeper_of"]

_NOT_IN_AN_ID = re.compile(r"[^a-z0-9_-]+")
_CASES = "cases.yaml"
_MADE = (POLICY, _CASES, ROSTER, "policy.schema.json")  # as a new policy has them


def begun_files(
    folder: Path, pack: str, login: str, before: Before, *, alone: bool = False
) -> tuple[tuple[Path, ...], str]:
    """The files of a new house in `folder`, with whoever is logged in on its roster, and the id they have there.

    With `alone` nobody of the pack's roster is taken over, nor the cases, which speak of them. A workspace is beside the
    folder afterwards. Raises `CannotAskError` where the folder or the pack will not do; then nothing was made.
    """
    page = WordsPage((str(folder), *(("--from", pack) if pack else ())), "empower init")
    workspace, roster = folder.parent / NAME, folder / ROSTER
    if workspace.exists():
        hint = "leave the folder out to make a book for what is in use, or begin in another folder"
        where = "here" if workspace.absolute().parent == Path.cwd() else f"in `{folder.parent}`"
        raise cannot("already-there", f"there is an `{NAME}` {where} already", hint, page)
    mine = Before()
    mine.remember(*(folder / name for name in _MADE), workspace)
    try:
        written = new_policy(folder, pack)
    except CannotAskError as wrong:  # it made nothing, and what lies there may be somebody else's
        raise CannotAskError(_on(page, wrong.problems), exit_code=wrong.exit_code) from None
    except BaseException:
        mine.restore()
        raise
    before.take_over(mine)
    if alone:
        (folder / _CASES).unlink(missing_ok=True)
        written = tuple(file for file in written if file != folder / _CASES)
    role = keeper_of(open_house(folder))
    text = roster.read_text(encoding="utf-8") if roster.is_file() and not alone else "people:\n"
    taken = set(re.findall(r"\bid:\s*([\w-]+)", text))
    plain = _NOT_IN_AN_ID.sub("-", login.lower()).strip("-") or "me"
    person = next(name for name in (plain, "me", *[f"me-{number}" for number in range(2, 99)]) if name not in taken)
    facts = _facts_of_a(role, roster)
    line = f"  - {{id: {person}, roles: [{role}],{f' facts: {{{facts}}},' if facts else ''} login: {_quoted(login)}}}\n"
    roster.write_text(f"{text if text.endswith(chr(10)) else text + chr(10)}{line}", encoding="utf-8")
    if not workspace.exists():  # there is one further up, of another house
        workspace.write_text(f"policy: {folder.name}\n", encoding="utf-8")
    _added(workspace, {"roster": f"{folder.name}/{ROSTER}"})
    return tuple(dict.fromkeys((*written, roster, workspace))), person


def keeper_of(house: House) -> str:
    """The role that may put another policy in force: the first that the policy names for it, else a final one."""
    rulebook = house.rulebook
    final = [role.id for role in rulebook.roles if role.final]
    return (*rulebook.adopts, *final, rulebook.roles[-1].id)[0]


def book_written(workspace: Path, lines: dict[str, str], before: Before) -> None:
    """Adds where the book lies, and who works here, to a workspace that does not say so yet."""
    before.remember(workspace)
    _added(workspace, lines)


def _added(workspace: Path, lines: dict[str, str]) -> None:
    """Adds what the file does not say yet. It is whole at every moment, as somebody may be reading it."""
    text = workspace.read_text(encoding="utf-8")
    more = "".join(
        f"{name}: {_quoted(value)}\n"
        for name, value in lines.items()
        if value and not re.search(rf"^{name}:", text, re.MULTILINE)
    )
    if not more:
        return
    draft = workspace.with_name(f".{workspace.name}.{os.getpid()}.new")
    try:
        draft.write_text(f"{text}{'' if text.endswith(chr(10)) or not text else chr(10)}{more}", encoding="utf-8")
        draft.replace(workspace)
    finally:
        draft.unlink(missing_ok=True)


def _on(page: WordsPage, problems: tuple[PlacedProblem, ...]) -> tuple[PlacedProblem, ...]:
    """Problems with words of another command, at the same words of this one."""
    found: list[PlacedProblem] = []
    for one in problems:
        if one.file == page.name:
            word = 2 if one.code == "unknown-policy" and len(page.words) > 1 else 0
            again = Problem(code=one.code, message=one.message, hint=one.hint, path=(word,))
            found += page.placed([again])
        else:
            found.append(one)
    return tuple(found)


def _facts_of_a(role: str, roster: Path) -> str:
    """The facts of the first person with a role as the roster writes them: where they work, most often."""
    page = read_page(roster) if roster.is_file() else ()
    if isinstance(page, tuple):
        return ""
    people = page.data["people"]
    number = next((number for number, one in enumerate(people) if role in one["roles"]), None)
    facts = {} if number is None else people[number].get("facts") or {}
    told = []
    for name, value in facts.items():
        written = page.text(("people", number or 0, "facts", name))
        if written is not None:
            told.append(f"{name}: {_quoted(written) if isinstance(value, str) else written}")
    return ", ".join(told)


def _quoted(text: str) -> str:
    plain = re.fullmatch(r"[A-Za-z0-9][\w./-]*", text) and not re.fullmatch(
        r"(?i)true|false|null|yes|no|~|[\d.]+", text
    )
    return text if plain else "'" + text.replace("'", "''") + "'"
