"""The shipped packs, and a policy of one's own made from one of them."""

from __future__ import annotations

import json
import re
from pathlib import Path
from unicodedata import normalize

from empower.domain.errors import CannotAskError
from empower.domain.problem import Problem
from empower.domain.results import PackLine
from empower.policyfile.load import load_policy
from empower.policyfile.packs import POLICY, pack_folder, pack_names, policy_file
from empower.policyfile.said.page import WordsPage, read_page
from empower.policyfile.schema.policy import schema_for
from empower.policyfile.workspace import NAME, find_workspace
from empower.policyfile.yaml_words import word
from empower.services.house import EXIT_POLICY, ROSTER, find_policy

__all__ = ["CASES", "SCHEMA", "SCHEMA_LINE", "new_policy", "packs", "workspace_beside", "wrong_folder"]

_DEFAULT_PACK = "restaurant"
CASES, SCHEMA = "cases.yaml", "policy.schema.json"
_NAME = re.compile(r"[a-z0-9_-]{1,60}")
_NO_NAME = re.compile(r"[^a-z0-9_]+")
_POLICY_LINE = re.compile(r"^policy:[ \t]*[^\s#]+", re.MULTILINE)
SCHEMA_LINE = f"# yaml-language-server: $schema=./{SCHEMA}\n"


def packs() -> tuple[PackLine, ...]:
    """The shipped packs, in alphabetical order."""
    found = []
    for name in pack_names():
        folder = pack_folder(name)
        page = read_page(folder / POLICY) if folder else ()
        data = None if isinstance(page, tuple) else page.data
        title = data.get("title") if isinstance(data, dict) else ""
        found.append(PackLine(name=name, title=str(title or ""), folder=str(folder)))
    return tuple(found)


def new_policy(folder: Path, pack: str = "") -> tuple[Path, ...]:
    """The files of a new policy in `folder`, whose name is the policy's: copied from a pack, with a schema for editors.

    Where no workspace is near, `empower.yaml` beside the folder makes one, the last of the files. Nothing that exists is
    overwritten. Raises `CannotAskError` when the name or the pack will not do.
    """
    page = WordsPage(("policy", "new", str(folder), *(("--from", pack) if pack else ())))
    wrong = wrong_folder(folder)
    if wrong is not None:
        raise CannotAskError(page.placed([wrong]))
    source = find_policy(pack or _DEFAULT_PACK, Path.cwd())
    if not isinstance(source, Path):
        raise CannotAskError(page.placed([source.but(path=(4,))]))
    file = policy_file(source)
    loaded = load_policy(file)
    if loaded.rulebook is None:
        raise CannotAskError(loaded.problems, exit_code=EXIT_POLICY)
    text = _POLICY_LINE.sub(f"policy: {word(folder.name)}", file.read_text(encoding="utf-8-sig"), count=1)
    if not text.startswith(SCHEMA_LINE):
        text = SCHEMA_LINE + text
    written = {folder / POLICY: text}
    for name in (CASES, ROSTER):
        if (file.parent / name).is_file():
            written[folder / name] = (file.parent / name).read_text(encoding="utf-8-sig")
    written[folder / SCHEMA] = f"{json.dumps(schema_for(loaded.rulebook), ensure_ascii=False, indent=1)}\n"
    written |= workspace_beside(folder, ROSTER if folder / ROSTER in written else "")
    folder.mkdir(parents=True, exist_ok=True)
    for path, content in written.items():
        path.write_text(content, encoding="utf-8")
    return tuple(written)


def workspace_beside(folder: Path, roster: str = "") -> dict[Path, str]:
    """The workspace that names a new policy and its roster, as a file and its text; none where there is one already."""
    if find_workspace(folder.absolute()) is not None or (folder.parent / NAME).exists():
        return {}
    named = word(folder.name)
    return {
        folder.parent / NAME: f"policy: {named}\n" + (f"roster: {word(f'{folder.name}/{roster}')}\n" if roster else "")
    }


def wrong_folder(folder: Path) -> Problem | None:
    """Why a policy cannot be begun in a folder of this name."""
    if not _NAME.fullmatch(folder.name):
        plain = normalize("NFKD", folder.name.lower()).encode("ascii", "ignore").decode()  # `Café` is `cafe`
        likely = _NO_NAME.sub("-", plain).strip("-")[:60] or "corner-cafe"
        hint = f"small letters, digits, `_` and `-` make a name, such as `{likely}`"
        message = f"`{folder.name or folder}` cannot be the name of a policy"
        return Problem(code="name-form", message=message, hint=hint, path=(2,))
    if not folder.exists() or (folder.is_dir() and not any(folder.iterdir())):
        return None
    hint = "choose another name"
    if (folder / POLICY).is_file():
        hint += f"; or go on with what is there: `empower policy lint --policy {folder}`"
    return Problem(
        code="already-there", message=f"`{folder}` exists already, and is not overwritten", hint=hint, path=(2,)
    )
