"""Groups of entitlements: lines of one group do not add up, and what was settled is kept for the group.

Lines that name no group are one when they share a remedy, by however many lines in between.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from empower.domain.problem import Path
    from empower.rules.compile.desk import Desk
    from empower.rules.rulebook import Entitlement

    Made = list[tuple[Path, Entitlement]]

__all__ = ["grouped"]


def grouped(made: Made, written: list[tuple[str, dict[str, Any]]], desk: Desk) -> list[Entitlement]:
    """The lines with the names of their groups, and the counters of what was settled of them."""
    named = {group for group, _ in written if group}
    names = _unnamed(made, [group for group, _ in written], named)
    by_group: dict[str, list[int]] = {}
    for number, name in enumerate(names):
        by_group.setdefault(name, []).append(number)
    whole = [line for _, line in made]
    for name in sorted(by_group):
        numbers = by_group[name]
        _agree(name, [made[number] for number in numbers], desk, unnamed=name not in named)
        first = whole[numbers[0]]
        remedies = tuple(sorted({remedy for number in numbers for remedy in whole[number].remedies}))
        counter = desk.counters.settled(name, first.per, remedies, things=first.of_things)
        for number in numbers:
            whole[number] = whole[number].but(group=name, counter=counter)
    return whole


def _unnamed(made: Made, groups: list[str], named: set[str]) -> list[str]:
    """The name of each line's group; one without a name goes by the remedies it holds."""
    parent: dict[str, str] = {}

    def root(remedy: str) -> str:
        while parent[remedy] != remedy:
            parent[remedy] = parent[parent[remedy]]
            remedy = parent[remedy]
        return remedy

    for (_, line), group in zip(made, groups, strict=True):
        if group:
            continue
        for remedy in line.remedies:
            parent.setdefault(remedy, remedy)
            parent[root(remedy)] = root(line.remedies[0])
    parts: dict[str, list[str]] = {}
    for remedy in parent:
        parts.setdefault(root(remedy), []).append(remedy)
    titles = {first: "+".join(sorted(remedies)) for first, remedies in parts.items()}
    names = []
    for (_, line), group in zip(made, groups, strict=True):
        name = group or (titles[root(line.remedies[0])] if line.remedies else line.id)
        names.append(f"{name}+" if not group and name in named else name)
    return names


def _agree(name: str, lines: Made, desk: Desk, *, unnamed: bool) -> None:
    """Lines of one group count by the same key, and owe the same kind of thing."""
    first_path, first = min(lines, key=lambda made: made[0][1])
    where = desk.vocabulary.findings.place_of(first_path)[0]
    why = "which shares a remedy" if unnamed else f"of the same group `{name}`"
    who = f"`{first.id}` on line {where}, {why},"
    hint = "let both count alike, or give each a `group` of its own; groups add up"
    for path, line in lines:
        if line.per != first.per:
            message = f"{who} counts per {_told(first.per)}, and this line per {_told(line.per)}"
            at = (*path, "per")
        elif line.of_things != first.of_things:
            message = f"{who} owes {'things' if first.of_things else 'money'}, and this line does not"
            at = path
        else:
            continue
        desk.vocabulary.findings.problem("group-disagrees", message, at, hint)


def _told(per: tuple[str, ...]) -> str:
    return " and ".join(per) or "all"
