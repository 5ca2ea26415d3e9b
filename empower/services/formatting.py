"""Files laid out as they should be, which says the same as before, or nothing is written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from empower.domain.errors import CannotAskError, EmpowerError
from empower.domain.results import ChangedLines, LaidOut
from empower.domain.value import Value
from empower.policyfile.fmt.formatted import formatted
from empower.policyfile.fmt.sections import CASES_ORDER, POLICY_ORDER
from empower.policyfile.load import read_policy
from empower.policyfile.packs import policy_file
from empower.policyfile.places import lines_of
from empower.policyfile.reader.files import read_file
from empower.policyfile.said.page import page_of
from empower.rules.rulebook import Rulebook
from empower.services.house import EXIT_POLICY
from empower.services.rewriting import rewrite

__all__ = ["OtherMeaningError", "laid_out", "same_meaning", "says_the_same"]

_POLICY_ONLY = ("empower", "grants", "remedies", "roles", "rules")
_PLACED = ("remedies", "roles", "grants", "budgets", "rules", "owed", "not_owed", "exceptions", "promises")
_MOST_COMPARED = 4_000_000
"""So many pairs of lines; longer files are shown as one difference."""


class OtherMeaningError(EmpowerError):
    """A file would say something else when laid out."""

    def __init__(self, file: str) -> None:
        super().__init__(
            f"`{file}` is left as it is: laid out, it would say something else; this is a fault of the program, not yours"
        )


class _File(Value):
    path: Path
    meaning: Any  # its rulebook, or its plain data
    before: bytes
    after: bytes


def laid_out(paths: Sequence[Path], *, write: bool) -> tuple[LaidOut, ...]:
    """Each file with what it takes to lay it out; with `write` it is done. A folder stands for the policy in it.

    Raises `CannotAskError` with every problem of the files. All are read before any is written.
    """
    read = [_read(policy_file(path)) for path in dict.fromkeys(paths)]
    problems = [problem for found in read if isinstance(found, tuple) for problem in found]
    if problems:
        raise CannotAskError(tuple(problems), exit_code=EXIT_POLICY)
    files = [found for found in read if isinstance(found, _File)]
    for file in files:
        if file.after != file.before and not says_the_same(file.meaning, file.after, str(file.path)):
            raise OtherMeaningError(str(file.path))
    if write:
        for file in files:
            if file.after != file.before:
                rewrite(file.path, file.before, file.after)
    return tuple([_result(file, written=write and file.after != file.before) for file in files])


def says_the_same(meaning: Any, after: bytes, name: str) -> bool:
    """Whether a file, written so, means what it meant: a policy its rulebook, another file its data."""
    if isinstance(meaning, Rulebook):
        rulebook = read_policy(after, name).rulebook
        return rulebook is not None and same_meaning(meaning, rulebook)
    page = page_of(after, name)
    return not isinstance(page, tuple) and _exact(page.data) == _exact(meaning)


def same_meaning(old: Rulebook, new: Rulebook) -> bool:
    """Whether two policies decide every request alike, as far as can be seen: line by line, wherever the lines stand."""
    return _without_places(old) == _without_places(new)


def _without_places(rulebook: Rulebook) -> Rulebook:
    bare = {name: tuple([line.but(place=(1, 1)) for line in getattr(rulebook, name)]) for name in _PLACED}
    return rulebook.but(ref=rulebook.ref.but(digest=""), **bare)


def _exact(data: Any) -> Any:
    """The data so that 1, 1.0 and true are three things; the order in a mapping does not matter."""
    if isinstance(data, dict):
        return {(type(key), key): _exact(value) for key, value in data.items()}
    if isinstance(data, list):
        return [_exact(value) for value in data]
    return type(data), str(data)


def _read(path: Path) -> _File | tuple[Any, ...]:
    """A file with what it means, or the problems in it."""
    before = read_file(path)
    if isinstance(before, tuple):
        return before
    page = page_of(before, str(path))
    if isinstance(page, tuple):
        return page
    names = page.data if isinstance(page.data, dict) else {}
    meaning, order = page.data, CASES_ORDER if "cases" in names else ()
    if any(name in names for name in _POLICY_ONLY):
        loaded = read_policy(before, str(path))
        if loaded.rulebook is None:
            return loaded.problems
        meaning, order = loaded.rulebook, POLICY_ORDER
    after = formatted(before.decode("utf-8"), order).encode()
    return _File(path=path, meaning=meaning, before=before, after=after)


def _result(file: _File, *, written: bool) -> LaidOut:
    before, after = file.before.decode("utf-8-sig"), file.after.decode()
    return LaidOut(
        file=str(file.path),
        differences=tuple(_differences(lines_of(before), lines_of(after))),
        ends="\r" in before or before.endswith("\n") != after.endswith("\n"),
        mark=file.before.startswith(b"\xef\xbb\xbf"),
        written=written,
    )


def _differences(before: tuple[str, ...], after: tuple[str, ...]) -> Iterator[ChangedLines]:
    start = 0
    while start < min(len(before), len(after)) and before[start] == after[start]:
        start += 1
    same = 0
    while same < min(len(before), len(after)) - start and before[-1 - same] == after[-1 - same]:
        same += 1
    old, new = before[start : len(before) - same], after[start : len(after) - same]
    if len(old) * len(new) > _MOST_COMPARED:
        yield ChangedLines(line=start + 1, before=old, after=new)
        return
    for kind, first, end, other, other_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind != "equal":
            yield ChangedLines(line=start + first + 1, before=old[first:end], after=new[other:other_end])
