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
from empower.rules.compile import BROKEN
from empower.rules.compile.facts import FACT_KINDS
from empower.rules.compile.wording import kind_of
from empower.rules.compile.wording import nearest as nearest_word
from empower.rules.rulebook import KINDS

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

_WHOLE = {
    "grants": "grants: [{id: desk, roles: agent, limit: {amount: 50, per: incident}}]",
    "exceptions": "exceptions: [{id: storm-week, lifts: [minor-noise], effective: {…}, approved_by: owner}]",
    "groups": "groups: {small_touches: [apology, cookies]}",
    "causes": "causes: {thin_walls: Thin walls}",
    "clocks": "clocks: {first_response: 24 hours}",
}
_MOST_HINTS = 400
_LINES = ("grants", "budgets", "rules", "owed", "not_owed", "exceptions", "promises")
_A_RULE_SAYS = "a grant only says who may give what; a rule says this"
_INSIDE = {  # what stands a step too far out: the key that it belongs behind, and how that is written
    **{
        (section, key): ("limit", "it stands in the limit: `limit: {amount: 500, per: incident}`")
        for section in ("grants", "rules")
        for key in ("amount", "under", "count", "per", "every", "counts")
    },
    **{
        (section, key): ("effective", "write it as `effective: {from: 2026-03-02, until: 2026-03-09}`")
        for section in ("", *_LINES)
        for key in ("from", "until")
    },
    **{
        ("facts", key): ("number", "write it as `number: {at_least: 0, at_most: 90}`")
        for key in ("at_least", "at_most", "decimals")
    },
}
_ELSEWHERE = {
    **{("grants", key): _A_RULE_SAYS for key in ("deny", "escalate", "beyond", "needs", "must", "say", "prefer")},
    ("budgets", "escalate"): "write `beyond: {escalate: …}`",
    ("budgets", "deny"): "write `beyond: deny`, which is also what leaving it out means",
    ("budgets", "must"): "write `beyond: {must: […]}`",
    ("budgets", "roles"): "a budget counts whoever spends from it; leave it out",
    ("facts", "type"): "write the kind itself, such as `{money: true}` or `{one_of: [noise, billing]}`",
    ("facts", "kind"): "write the kind itself, such as `{money: true}` or `{one_of: [noise, billing]}`",
    ("facts", "required"): "leave it out: a fact is asked for unless it has a `default` or `optional: true`",
    ("roles", "limit"): "what a role may give stands under `grants`",
    ("roles", "grants"): "what a role may give stands under `grants`",
    ("remedies", "limit"): "write `most: {amount: …, per: …}`",
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


def _meant(word: str, known: tuple[str, ...], section: str) -> str:
    """The key that was probably meant, or the one that this belongs behind."""
    inside = _INSIDE.get((section, word))
    return inside[0] if inside else nearest_word(word, known)


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
        free = tuple([name for name in model.keys() if name not in _at(data, path)])  # noqa: SIM118  # a model is no mapping
        if kind == "missing":
            spoiled.lacking(path)
            if [typo for typo in typos.get(path, ()) if _meant(typo, free, section) == key]:
                return None  # it is there, but misspelt, or a step too far out
            spoiled.lacks.add(path)
            hint = _HINTS.get((section, str(key))) or f"write it like this: `{model.sample}`"
            return Problem(code="missing-key", message=f"{model.noun} needs `{key}`", path=path, hint=hint)
        at = _found(data, loc)
        key = at[-1] if len(at) > len(path) else key
        spoiled.without(at)
        if len(typos.get(path, ())) == len(_at(data, path)) and path in spoiled.lacks:
            return None  # all of it is something else, which was said
        meant = _meant(str(key), free, section) if model.keys() else ""
        blank = "" if meant else spoiled.outdented(path, model.keys()).get(key, "")
        if blank and blank not in spoiled.inside(path):
            spoiled.inside(path).add(blank)
            spoiled.means(path, blank)
            message = f"{shown(str(key))} is not a key of {model.noun}"
            hint = f"if it belongs to `{blank}`, put spaces before it, two more than before `{blank}`"
            return Problem(code="unknown-key", message=message, path=at, hint=hint, at_key=True)
        if blank or ((section, str(key)) in _INSIDE and meant in spoiled.inside(path)):
            return None  # it goes with one of which this was said
        if (section, str(key)) in _INSIDE:
            spoiled.inside(path).add(meant)
        if meant in free:
            spoiled.means(path, meant)
        hint = _ELSEWHERE.get((section, str(key))) or spoiled.hint(str(key), model, section, meant)
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
    if path[-1:] and path[-1] in spoiled.outdented(path[:-1], _model_at(path[:-1])[0].keys()).values():
        return None  # what stands behind it stands at the margin, of which this was said
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
        field = next((field for name, field in model.model_fields.items() if key == (field.alias or name)), None)
        hint = "write what it is, or leave it out"
        if field is not None and field.is_required():
            hint = _HINTS.get((section, key), "write what it is")
        return Problem(code="wrong-kind", message=message, path=path, hint=hint, at_key=True)
    hint = {
        "bool_type": f"write `{key}: true` or `{key}: false`, without quotes",
        "literal_error": f"write `{key}: true`",
        "text": "write it in words; a text that begins with a bracket needs quotes",
        "name": "write a name of lower-case letters, digits, `_` and `-`",
        "int_type": "write a whole number, without quotes",
    }.get(kind, f"write it like this: `{_sample(path, sample)}`")
    if kind == "text" and isinstance(given, bool):
        hint = f'write `"{str(given).lower()}"` if it is a text'
    elif key == "deny":
        hint = "write `deny: true`, or leave it out"
    elif kind == "model_type" and isinstance(given, str):
        hint = _said_short(path, given) or hint
    if isinstance(path[-1], int):
        what = inner.noun if kind == "model_type" else f"each line of `{key}`"
        return Problem(code="wrong-kind", message=f"{what} is {wanted}, not {_given(given)}", path=path, hint=hint)
    if path[-1] in ("settles_from", "instead"):
        wanted = "a mapping, or a list of mappings"
    return Problem(code="wrong-kind", message=f"`{key}` is {wanted}, not {_given(given)}", path=path, hint=hint)


def _given(value: Any) -> str:
    """What was written: a truth value or a number as it is, anything else by its kind."""
    return shown(str(value).lower()) if isinstance(value, (bool, int)) else kind_of(value)


def _sample(path: Path, sample: str) -> str:
    """The sample of an entry, or of a whole section."""
    if len(path) == 1 and path[0] in _WHOLE:
        return _WHOLE[str(path[0])]
    if len(path) > 1 or path[0] not in SECTIONS or f"{path[0]}: " in sample:
        return sample
    return f"{path[0]}: [{sample}]" if path[0] in _LINES else f"{path[0]}: {{{sample}}}"


def _said_short(path: Path, given: str) -> str:
    """The way out where the kind of a fact or of a remedy stands for all that is said of it."""
    if path[0] == "facts" and len(path) == 2 and given in FACT_KINDS:
        example = {"one_of": "[noise, billing]", "ordered": "[minor, major]"}.get(given, "true")
        return f"write it like this: `{path[1]}: {{{given}: {example}}}`"
    if path[0] == "remedies" and len(path) == 2 and given in KINDS:
        return f"write it like this: `{path[1]}: {{kind: {given}}}`"
    return ""


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
        self._whole = data
        self._outdented: dict[Path, dict[Any, str]] = {}
        self._inside: dict[Path, set[str]] = {}
        self.lacks: set[Path] = set()  # mappings of which it was said that something is missing
        self._copies: dict[Path, Any] = {(): self.data}

    def hint(self, key: str, model: type[Written], section: str, meant: str) -> str:
        """The way out for a key that means nothing; nobody reads more than a few hundred of them."""
        self._hinted += 1
        if self._hinted > _MOST_HINTS:
            return "see what is said of the keys above"
        if (section, key) in _INSIDE:
            return _INSIDE[section, key][1]
        return f"did you mean `{meant}`?" if meant else _nearest(key, model.keys(), f"keys of {model.noun}")

    def means(self, path: Path, key: str) -> None:
        """Notes that a key is there, but misspelt, so that nobody knows what stands behind it."""
        container = self._copy(path)
        if isinstance(container, dict):
            container[key] = BROKEN

    def outdented(self, path: Path, known: tuple[str, ...]) -> dict[Any, str]:
        """The keys that mean nothing here and stand below one behind which nothing stands, with that one."""
        if path not in self._outdented:
            found: dict[Any, str] = {}
            blank = ""
            whole = _at(self._whole, path)
            for key, value in whole.items() if isinstance(whole, dict) else ():
                if key in known:
                    blank = str(key) if value is None else ""
                elif blank:
                    found[key] = blank
            self._outdented[path] = found
        return self._outdented[path]

    def inside(self, path: Path) -> set[str]:
        """The keys of this mapping behind which something belongs that stands beside them."""
        return self._inside.setdefault(path, set())

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
