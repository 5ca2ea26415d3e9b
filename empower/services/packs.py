"""The shipped packs, and a policy of one's own made from one of them."""

from __future__ import annotations

import json
import re
from pathlib import Path

from empower.domain.errors import CannotAskError
from empower.domain.results import PackLine
from empower.policyfile.load import load_policy
from empower.policyfile.packs import pack_folder, pack_names
from empower.policyfile.page import WordsPage, read_page
from empower.policyfile.schema import schema_for
from empower.services.house import POLICY, ROSTER, cannot, find_policy

__all__ = ["DEFAULT_PACK", "new_policy", "packs"]

DEFAULT_PACK = "restaurant"
CASES, SCHEMA = "cases.yaml", "policy.schema.json"
_NAME = re.compile(r"[a-z0-9_-]+")
_POLICY_LINE = re.compile(r"^policy:[ \t]*[^\s#]+", re.MULTILINE)
_SCHEMA_LINE = f"# yaml-language-server: $schema=./{SCHEMA}\n"


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


def new_policy(folder: Path, pack: str = DEFAULT_PACK) -> tuple[Path, ...]:
    """The files of a new policy in `folder`, whose name is the policy's: copied from a pack, with a schema for editors.

    Nothing that exists is overwritten. Raises `CannotAskError` when the name or the pack will not do.
    """
    words = ("policy", "new", str(folder), "--from", pack)
    if not _NAME.fullmatch(folder.name):
        hint = "small letters, digits, `_` and `-` make a name, such as `corner-cafe`"
        raise cannot("name-form", f"`{folder.name}` cannot be the name of a policy", hint, words)
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise cannot(
            "already-there", f"`{folder}` exists already, and is not overwritten", "choose another name", words
        )
    source = find_policy(pack, Path.cwd())
    if not isinstance(source, Path):
        raise CannotAskError(WordsPage(words).placed([source.but(path=(4,))]))
    file = source / POLICY if source.is_dir() else source
    loaded = load_policy(file)
    if loaded.rulebook is None:
        raise CannotAskError(loaded.problems, exit_code=5)
    text = _POLICY_LINE.sub(f"policy: {folder.name}", file.read_text(encoding="utf-8-sig"), count=1)
    if not text.startswith(_SCHEMA_LINE):
        text = _SCHEMA_LINE + text
    written = {POLICY: text}
    for name in (CASES, ROSTER):
        if (file.parent / name).is_file():
            written[name] = (file.parent / name).read_text(encoding="utf-8-sig")
    written[SCHEMA] = f"{json.dumps(schema_for(loaded.rulebook), ensure_ascii=False, indent=1)}\n"
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in written.items():
        (folder / name).write_text(content, encoding="utf-8")
    return tuple([folder / name for name in written])
