"""Who must say yes: the forms of `escalate`, and what happens `beyond` a limit."""

from __future__ import annotations

from empower.rules.compile.findings import each, intact
from empower.rules.compile.scalars import share
from empower.rules.compile.vocabulary import name_of
from empower.rules.compile.wording import shown
from empower.rules.rulebook import Beyond

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from empower.domain.problem import Path
    from empower.rules.compile.desk import Desk
    from empower.rules.rulebook import Signatures

__all__ = ["beyond", "signatures", "warn_at"]

_MOST_PERSONS = 20
_FORMS = "`general_manager`, `[general_manager, finance]`, `{any_of: [finance, owner]}` or `{to: supervisor, count: 2}`"


def signatures(written: Any, path: Path, desk: Desk) -> Signatures:
    """The places to be filled, in an order that does not depend on how they are written."""
    findings = desk.vocabulary.findings
    items = each(written, path)
    if not items:
        findings.problem("empty-list", "nobody is named in this list", path, f"write {_FORMS}")
    found: list[tuple[str, ...]] = []
    for item, at in items:
        places = _places(item, at, desk)
        if places and isinstance(item, str) and places[0] in found:
            hint = f"for two persons of one role write `{{to: {item}, count: 2}}`"
            findings.problem("named-twice", f"`{item}` is named twice", at, hint)
        found += places
    return tuple(sorted(found))


def _places(item: Any, path: Path, desk: Desk) -> list[tuple[str, ...]]:
    findings = desk.vocabulary.findings
    if not isinstance(item, dict):
        if isinstance(item, list):
            findings.wrong_kind("what stands here", "a role", item, path, f"write {_FORMS}")
            return []
        role = desk.vocabulary.named("roles", item, path)
        return [] if role is None else [(role,)]
    if set(item) == {"any_of"}:
        roles = desk.named("roles", item["any_of"], (*path, "any_of"))
        return [tuple(sorted(roles))] if roles else []
    if "to" in item and set(item) <= {"to", "count"}:
        role = desk.vocabulary.named("roles", item["to"], (*path, "to"), one=True)
        count = item.get("count", 1)
        if not isinstance(count, int) or isinstance(count, bool) or not 1 <= count <= _MOST_PERSONS:
            hint = f"write a whole number from 1 to {_MOST_PERSONS}"
            findings.problem("out-of-range", f"{shown(count)} is not a number of persons", (*path, "count"), hint)
            return []
        return [] if role is None else [(role,)] * count
    strange = [key for key in item if key not in ("any_of", "to", "count")]
    if strange:
        findings.unknown_key(strange[0], "`escalate`", (*path, strange[0]), ("any_of", "to", "count"))
    else:
        findings.problem("escalate-form", "this does not say who must say yes", path, f"write {_FORMS}")
    return []


def beyond(tree: dict[str, Any], path: Path, desk: Desk, *, limited: bool) -> Beyond:
    """What happens past the limit of a line: a deny, unless it says otherwise."""
    findings = desk.vocabulary.findings
    for key in ("beyond", "warn_at"):
        if key in tree and not limited and intact(tree):
            hint = "add a `limit`, or take this out"
            findings.problem(
                "beyond-without-limit",
                f"`{key}` speaks of a limit, and this line has none",
                (*path, key),
                hint,
                at_key=True,
            )
    if "beyond" not in tree or not limited:
        return Beyond()
    written, at = tree["beyond"], (*path, "beyond")
    if written in ("deny", "warn") and isinstance(written, str):
        return Beyond(outcome=written)
    if isinstance(written, dict):
        return _mapping(written, at, desk)
    if not findings.broken(written):
        known: dict[str, Path] = dict.fromkeys(("deny", "warn", "escalate", "must"), ())
        word = name_of(written)
        section = next((one for one in ("roles", "duties") if word in desk.vocabulary.declared[one]), "")
        if section:
            hint = f"write `{{escalate: {word}}}`" if section == "roles" else f"write `{{must: [{word}]}}`"
            findings.problem("unknown-word", f"`{word}` is not something that happens beyond a limit", at, hint)
        elif word in known:
            findings.problem("wrong-kind", f"`{word}` needs to say whom or what", at, f"write `{{{word}: …}}`")
        else:
            findings.unknown("unknown-word", "something that happens beyond a limit", written, at, known)
    return Beyond()


def _mapping(tree: dict[Any, Any], path: Path, desk: Desk) -> Beyond:
    findings = desk.vocabulary.findings
    keys = list(tree)
    for key in keys:
        if key not in ("escalate", "must"):
            if key in ("deny", "warn"):
                hint = f"write `beyond: {key}`"
                findings.problem("wrong-kind", f"`{key}` stands here without braces", (*path, key), hint, at_key=True)
            else:
                findings.unknown_key(key, "`beyond`", (*path, key), ("escalate", "must"))
            return Beyond()
    if len(keys) != 1:
        message = (
            "`escalate` and `must` are two things that may happen; one line says one"
            if keys
            else "nothing happens here"
        )
        findings.problem(
            "beyond-form", message, path, "write `{escalate: …}` or `{must: […]}`; a second line may say the other"
        )
        return Beyond()
    if keys[0] == "must":
        return Beyond(outcome="must", must=desk.named("duties", tree["must"], (*path, "must")))
    return Beyond(outcome="escalate", signatures=signatures(tree["escalate"], (*path, "escalate"), desk))


def warn_at(line: dict[str, Any], path: Path, desk: Desk) -> tuple[int, int] | None:
    """The share of its limit from which a line warns."""
    findings = desk.vocabulary.findings
    if "warn_at" not in line or findings.broken(line["warn_at"]):
        return None
    found = share(line["warn_at"], findings, (*path, "warn_at"))
    if found is not None and found[0] > found[1]:
        hint = "write a share of the limit, such as `80%`"
        findings.problem("out-of-range", "a warning beyond the limit comes too late", (*path, "warn_at"), hint)
    return found
