"""Roles, and the chains they draw: who is next up, who has the last word, who stands in."""

from __future__ import annotations

from itertools import pairwise

from empower.rules.compile.findings import each, text_in
from empower.rules.rulebook import Role

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from empower.domain.problem import Path
    from empower.rules.compile.vocabulary import Vocabulary

__all__ = ["declare_roles"]

_LONGEST_CHAIN = 30


def declare_roles(tree: Any, vocabulary: Vocabulary) -> tuple[Role, ...]:
    """Every role with the roles above it, nearest first. No chain comes back to where it began."""
    written: dict[str, dict[str, Any]] = {}
    titles: dict[str, Any] = {}
    for name, value, _ in vocabulary.names("roles", tree):
        if name is not None:
            vocabulary.roles[name] = len(vocabulary.roles)
            titles[name] = value.get("title") if isinstance(value, dict) else value
            written[name] = {"title": value} if isinstance(value, str) else value if isinstance(value, dict) else {}
    for name, title in titles.items():
        if isinstance(title, str) and title in vocabulary.roles and "reports_to" not in written[name]:
            message = f"`{title}` is a role, and stands here as the title of `{name}`"
            hint = f"write `{name}: {{reports_to: {title}}}`"
            vocabulary.findings.problem("wrong-kind", message, vocabulary.declared["roles"][name], hint)
    next_up: dict[str, str] = {}
    for name, value in written.items():
        path = vocabulary.declared["roles"][name]
        if "reports_to" in value:
            above = _next_up(value["reports_to"], (*path, "reports_to"), vocabulary)
            if above is not None:
                next_up[name] = above
    if _no_cycles(next_up, vocabulary):
        _no_endless_chain(next_up, vocabulary)
    return tuple([_role(name, value, next_up, vocabulary) for name, value in written.items()])


def _next_up(written: Any, path: Path, vocabulary: Vocabulary) -> str | None:
    if written in ("none", "nobody", "no one") and written not in vocabulary.roles:
        hint = "leave `reports_to` out for whoever stands at the top"
        vocabulary.findings.problem("unknown-role", f"`{written}` is not a role of this policy", path, hint)
        return None
    return vocabulary.named("roles", written, path, one=True)


def _role(name: str, tree: dict[str, Any], next_up: dict[str, str], vocabulary: Vocabulary) -> Role:
    path = vocabulary.declared["roles"][name]
    above: list[str] = []
    at = name
    while at in next_up:
        at = next_up[at]
        above.append(at)
    covers = []
    if tree.get("covered_by") == []:
        hint = "name who answers for it, or leave it out"
        vocabulary.findings.problem("empty-list", "nothing stands in this list", (*path, "covered_by"), hint)
    if "covered_by" in tree:
        for item, where in each(tree["covered_by"], (*path, "covered_by")):
            cover = vocabulary.named("roles", item, where)
            if cover == name:
                hint = "name another role, or leave it out"
                vocabulary.findings.problem("role-cycle", f"`{name}` cannot be covered by itself", where, hint)
            elif cover is not None:
                covers.append(cover)
    return Role(
        id=name,
        title=text_in(tree, "title"),
        above=tuple(above),
        final=tree.get("final") is True,
        covered_by=tuple(dict.fromkeys(covers)),
        place=vocabulary.findings.place_of(path),
    )


def _no_endless_chain(next_up: dict[str, str], vocabulary: Vocabulary) -> None:
    """Says which chain is longer than any house has, and cuts it; one is enough."""
    heights: dict[str, int] = {}
    for name in next_up:
        climbed = []
        at = name
        while at in next_up and at not in heights:
            climbed.append(at)
            at = next_up[at]
        height = heights.get(at, 0)
        for role in reversed(climbed):
            height = heights[role] = height + 1
            if height > _LONGEST_CHAIN:
                message = f"the chain above `{role}` has more than {_LONGEST_CHAIN} roles"
                path = (*vocabulary.declared["roles"][role], "reports_to")
                vocabulary.findings.problem("chain-too-long", message, path, "let roles report to those who decide")
                next_up.clear()
                return


def _no_cycles(next_up: dict[str, str], vocabulary: Vocabulary) -> bool:
    """Whether no chain is a round; each that is one is said once, and cut."""
    before = len(next_up)
    sound: set[str] = set()
    for name in list(next_up):
        seen: dict[str, None] = {}
        at = name
        while at in next_up and at not in sound and at not in seen:
            seen[at] = None
            at = next_up[at]
        if at in seen:
            names = list(seen)
            round_ = names[names.index(at) :]
            first = min(round_, key=lambda one: vocabulary.roles[one])
            turned = [*round_[round_.index(first) :], *round_[: round_.index(first)], first]
            told = ", ".join([f"`{one}` to `{other}`" for one, other in pairwise(turned)])
            message = f"the chain comes back to where it began: {told.replace('` to `', '` reports to `', 1)}"
            path = (*vocabulary.declared["roles"][first], "reports_to")
            hint = "let the highest of them report to nobody, or to somebody else"
            vocabulary.findings.problem("role-cycle", message, path, hint)
            del next_up[turned[-2]]
        sound |= set(seen)
    return len(next_up) == before
