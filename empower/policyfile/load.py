"""The one way from a policy file to its rulebook: read strictly, held to its shape, compiled; every problem with its place."""

from __future__ import annotations

import gc
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from empower.domain.problem import Path as TreePath
from empower.domain.problem import PlacedProblem, Problem
from empower.domain.value import Value
from empower.policyfile.misshapen import in_shape
from empower.policyfile.packs import policy_file
from empower.policyfile.places import Places, lines_of, place
from empower.policyfile.reader.cut_off import cut_off
from empower.policyfile.reader.files import read_file
from empower.policyfile.reader.tree import Tree, read_tree
from empower.policyfile.timezones import unknown_timezone
from empower.rules.compile import BROKEN, compiled
from empower.rules.compile.wording import kind_of
from empower.rules.rulebook import PolicyRef, Rulebook

__all__ = ["Loaded", "load_policy", "read_policy"]

_FORMAT = 1
_MOST_SHOWN = 1_000


class Loaded(Value):
    """A policy as it was found. With a problem there is no rulebook."""

    rulebook: Rulebook | None
    problems: tuple[PlacedProblem, ...]
    tree: Tree
    source: bytes


def load_policy(path: Path) -> Loaded:
    """The policy in a file, or in a pack's folder."""
    file = policy_file(path)
    source = read_file(file)
    if isinstance(source, tuple):
        return Loaded(rulebook=None, problems=source, tree=Tree(data=None, places=Places(""), problems=()), source=b"")
    return read_policy(source, str(file))


def read_policy(source: bytes, file: str) -> Loaded:
    """The policy in these bytes; `file` is what its problems are said to be in."""
    with _everything_kept():
        tree = read_tree(source)
        rulebook, problems = (None, tree.problems) if tree.problems else _meaning(tree, source)
    if problems and tree.data is not None and not tree.problems:
        problems += cut_off(tree.places)  # a text may be wrong only because it is not read to its end
    problems = _readable(problems)
    placed = place(problems, tree.places, file, lines_of(tree.places.source)) if problems else ()
    return Loaded(rulebook=rulebook, problems=placed, tree=tree, source=source)


def _readable(problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """As many problems as anybody will read; the last says how many more there are."""
    if len(problems) <= _MOST_SHOWN:
        return problems
    *first, last = problems[:_MOST_SHOWN]
    return (*first, last.but(hint=f"{last.hint}; there are {len(problems) - _MOST_SHOWN:,} more problems"))


@contextmanager
def _everything_kept() -> Iterator[None]:
    """Python does not look for rubbish meanwhile: a large policy is a million small values, none of them rubbish."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _meaning(tree: Tree, source: bytes) -> tuple[Rulebook | None, tuple[Problem, ...]]:
    data, places = tree.data, tree.places
    if not isinstance(data, dict):
        hint = "begin with `empower: 1`, then `policy:`, `currency:` and so on, each on a line of its own"
        return None, (Problem(code="wrong-kind", message=f"a policy is a mapping, not {kind_of(data)}", hint=hint),)
    newer = _format(data)
    if newer is not None:
        return None, (newer,)
    shaped, problems = in_shape(data)

    def place_of(path: TreePath) -> tuple[int, int]:
        at = places.key(path)
        return at.line, at.column

    ref = PolicyRef(name=str(data.get("policy", "")), digest=f"sha256:{hashlib.sha256(source).hexdigest()}")
    rulebook, more = compiled(shaped, ref, place_of)
    found = (*problems, *more, *_timezone(shaped.get("timezone")))
    return (None if found else rulebook), found


def _format(data: dict[Any, Any]) -> Problem | None:
    """What this version cannot read because another will have written it."""
    if "empower" not in data or (data["empower"] == _FORMAT and data["empower"] is not True):
        return None
    written = data["empower"]
    if isinstance(written, int) and written > _FORMAT:
        message = f"this is written for a newer format; it needs a version that reads format {written}"
        return Problem(
            code="newer-format", message=message, path=("empower",), hint="install a newer version of empower"
        )
    hint = f"write `empower: {_FORMAT}`, which is the format of the file and not of your policy"
    return Problem(code="unknown-format", message="this is not a format of policy files", path=("empower",), hint=hint)


def _timezone(written: Any) -> tuple[Problem, ...]:
    """A time zone is one that the system knows."""
    if written is None or written is BROKEN:
        return ()
    found = unknown_timezone(str(written))
    return () if found is None else (found,)
