"""What is wrong with the shape of a policy file, in plain words; and the file without it, for whoever looks further.

pydantic finds out; none of its words are shown. The place it names may hold steps that are not in the file (a single thing
taken for a list of one), so each place is looked up in what was written.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from pydantic import ValidationError

from empower.domain.problem import Path, Problem
from empower.policyfile.document import PARTS, SECTIONS, PolicyFile, Written
from empower.policyfile.reader.remarks import shown
from empower.policyfile.said.words import nearest as nearest_of
from empower.policyfile.shape import kind_of
from empower.rules.compile import BROKEN

__all__ = ["in_shape"]

_KINDS = {
    "nothing": "",
    "text": "a text",
    "name": "a name",
    "bool_type": "`true` or `false`",
    "literal_error": "`true`",
    "int_type": "a whole number",
    "list_type": "a list of lines, each with its `id`",
    "dict_type": "a mapping",
    "model_type": "a mapping",
}
_HINTS = {
    ("grants", "limit"): "write the limit, or `limit: none` if there is to be none",
    ("grants", "roles"): "name the lowest role that may give it, or write `roles: all`",
    (
        "exceptions",
        "effective",
    ): "an exception has a beginning and an end: `effective: {from: 2026-03-02, until: 2026-03-09}`",
    ("exceptions", "approved_by"): "name the role that stands for it: `approved_by: general_manager`",
    ("", "empower"): "begin the file with `empower: 1`, the format it is written in",
    ("", "policy"): "give the policy a name: `policy: harbour-hotel`",
    ("", "currency"): "say in which currency amounts are: `currency: EUR`",
    ("", "timezone"): "say where its days begin and end: `timezone: Europe/Lisbon`",
    ("", "remedies"): "list what may be given: `remedies: {apology: {kind: courtesy}}`",
    ("", "roles"): "list who works here: `roles: {agent: {reports_to: manager}, manager: {final: true}}`",
}

_MOST_HINTS = 400
_ELSEWHERE = {
    ("budgets", "count"): "a budget is a sum of money; the `limit` of a rule may count gestures",
    ("budgets", "limit"): "a budget is a limit itself: write `amount`, `per` and `every` beside its `id`",
    ("rules", "remedy"): "test it: `when: {remedy: …}`",
    ("rules", "remedies"): "test it: `when: {remedy: […]}`",
    ("rules", "role"): "test it: `when: {role: …}`",
    ("rules", "roles"): "test it: `when: {role: […]}`",
}


@lru_cache(maxsize=1_000)
def _nearest(word: str, known: tuple[str, ...], what: str) -> str:
    return nearest_of(word, known, what)


def in_shape(data: dict[Any, Any]) -> tuple[dict[Any, Any], tuple[Problem, ...]]:
    """The data with `BROKEN` wherever the shape is wrong, and what is said of it. What was given is left as it is."""
    try:
        PolicyFile.model_validate(data)
    except ValidationError as wrong:
        spoiled = _Spoiled(data)
        errors = wrong.errors(include_url=False, include_context=False)
        typos = _typos(data, errors)
        found = [_problem(data, error, spoiled, typos) for error in errors]
        return spoiled.data, tuple([problem for problem in found if problem is not None])
    return data, ()


def _typos(data: dict[Any, Any], errors: list[Any]) -> dict[Path, tuple[str, ...]]:
    """By mapping, the keys that mean nothing in it."""
    found: dict[Path, tuple[str, ...]] = {}
    for error in errors:
        if error["type"] in ("extra_forbidden", "invalid_key"):
            path = _found(data, tuple(error["loc"])[:-1])
            found[path] = (*found.get(path, ()), str(error["loc"][-1]))
    return found


def _problem(data: dict[Any, Any], error: Any, spoiled: _Spoiled, typos: dict[Path, tuple[str, ...]]) -> Problem | None:
    kind, loc = str(error["type"]), tuple(error["loc"])
    if kind in ("extra_forbidden", "missing", "invalid_key"):
        path = _found(data, loc[:-1])
        model, section = _model_at(path)
        key = loc[-1]
        if kind == "missing":
            spoiled.lacking(path)
            if [
                typo
                for typo in typos.get(path, ())
                if _nearest(typo, model.keys(), "").startswith(f"did you mean `{key}`")
            ]:
                return None  # it is there, but misspelt
            spoiled.lacks.add(path)
            hint = _HINTS.get((section, str(key))) or f"write it like this: `{model.sample}`"
            return Problem(code="missing-key", message=f"{model.noun} needs `{key}`", path=path, hint=hint)
        at = _found(data, loc)
        key = at[-1] if len(at) > len(path) else key
        spoiled.without(at)
        if len(typos.get(path, ())) == len(_at(data, path)) and path in spoiled.lacks:
            return None  # all of it is something else, which was said
        hint = _ELSEWHERE.get((section, str(key))) or spoiled.hint(str(key), model)
        return Problem(
            code="unknown-key",
            message=f"{shown(str(key))} is not a key of {model.noun}",
            path=at,
            hint=hint,
            at_key=True,
        )
    path = _found(data, loc)
    if spoiled.is_broken(path):
        return None
    spoiled.broken(path)
    return _wrong_kind(kind, path, error["input"])


def _wrong_kind(kind: str, path: Path, given: Any) -> Problem:
    model, section = _model_at(path[:-1])
    inner, _ = _model_at(path)
    key = next((str(step) for step in reversed(path) if not isinstance(step, int)), "this")
    sample = inner.sample or model.sample
    if kind == "too_short":
        hint = _HINTS.get((section, key), "write at least one")
        return Problem(
            code="wrong-kind", message=f"nothing is declared under `{key}`", path=path, hint=hint, at_key=True
        )
    wanted = _KINDS.get(kind, "something else")
    if given is None:
        message = f"nothing stands behind `{key}`"
        return Problem(
            code="wrong-kind", message=message, path=path, hint="write what it is, or leave it out", at_key=True
        )
    hint = {
        "bool_type": f"write `{key}: true` or `{key}: false`, without quotes",
        "literal_error": f"write `{key}: true`, or leave it out",
        "text": "write it in words; a text that begins with a bracket needs quotes",
        "name": "write a name of lower-case letters, digits, `_` and `-`",
        "int_type": "write a whole number, without quotes",
    }.get(kind, f"write it like this: `{sample}`")
    if isinstance(path[-1], int):
        what = inner.noun if kind == "model_type" else f"each line of `{key}`"
        return Problem(code="wrong-kind", message=f"{what} is {wanted}, not {kind_of(given)}", path=path, hint=hint)
    return Problem(code="wrong-kind", message=f"`{key}` is {wanted}, not {kind_of(given)}", path=path, hint=hint)


def _model_at(path: Path) -> tuple[type[Written], str]:
    """What kind of mapping stands at a path, and in which section."""
    if not path or path[0] not in SECTIONS:
        return (PARTS["effective"] if path[:1] == ("effective",) else PolicyFile), ""
    section = str(path[0])
    inner = [PARTS[step] for step in path[2:] if isinstance(step, str) and step in PARTS]
    return (inner[-1] if inner else SECTIONS[section]), section


def _at(data: Any, path: Path) -> Any:
    for step in path:
        data = data[step]
    return data


def _found(data: Any, loc: tuple[Any, ...]) -> Path:
    """The path in what was written; steps that are not in it are left out."""
    path: list[Any] = []
    for step in loc:
        if isinstance(data, dict):
            key = step if step in data else next((key for key in data if str(step) in (str(key), repr(key))), None)
            if key is not None:
                path.append(key)
                data = data[key]
        elif isinstance(data, list) and isinstance(step, int) and step < len(data):
            path.append(step)
            data = data[step]
    return tuple(path)


class _Spoiled:
    """A copy of the data, as far as it is changed."""

    def __init__(self, data: dict[Any, Any]) -> None:
        self.data = dict(data)
        self._hinted = 0
        self.lacks: set[Path] = set()  # mappings of which it was said that something is missing
        self._copies: dict[Path, Any] = {(): self.data}

    def hint(self, key: str, model: type[Written]) -> str:
        """The way out for a key that means nothing; nobody reads more than a few hundred of them."""
        self._hinted += 1
        if self._hinted > _MOST_HINTS:
            return "see what is said of the keys above"
        return _nearest(key, model.keys(), f"keys of {model.noun}")

    def lacking(self, path: Path) -> None:
        """Something is missing in this mapping."""
        container = self._copy(path)
        if isinstance(container, dict):
            container[BROKEN] = BROKEN

    def without(self, path: Path) -> None:
        """The key at the end of the path means nothing."""
        if path:
            container = self._copy(path[:-1])
            if isinstance(container, dict):
                container.pop(path[-1], None)
                container[BROKEN] = BROKEN

    def broken(self, path: Path) -> None:
        """What stands here is not of the kind that belongs here."""
        if path:
            container = self._copy(path[:-1])
            if container is not BROKEN:
                container[path[-1]] = BROKEN
                self._copies[path] = BROKEN

    def is_broken(self, path: Path) -> bool:
        """Whether this, or what is around it, was said to be wrong."""
        return any(self._copies.get(path[:length]) is BROKEN for length in range(len(path) + 1))

    def _copy(self, path: Path) -> Any:
        known = self._copies.get(path)
        if known is None:
            container = self._copy(path[:-1])
            if container is BROKEN:
                return BROKEN
            inner = container[path[-1]]
            copied = dict(inner) if isinstance(inner, dict) else list(inner) if isinstance(inner, list) else inner
            known = container[path[-1]] = self._copies[path] = copied
        return known
