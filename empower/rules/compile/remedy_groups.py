"""Groups: names that stand for several remedies."""

from __future__ import annotations

from empower.rules.compile.findings import BROKEN, each
from empower.rules.compile.vocabulary import name_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from empower.domain.problem import Path
    from empower.rules.compile.vocabulary import Vocabulary

__all__ = ["declare_groups"]

_DEEPEST = 20


def declare_groups(tree: Any, vocabulary: Vocabulary) -> None:
    """Every group with its remedies; a group may hold groups, but not itself."""
    written: dict[str, tuple[Any, Path]] = {}
    for name, value, path in vocabulary.names("groups", tree):
        if name is None:
            continue
        if name in vocabulary.remedies:
            message = f"`{name}` is a remedy already"
            hint = f"it is declared on line {vocabulary.findings.place_of(('remedies', name))[0]}; name the group otherwise"
            vocabulary.findings.problem("duplicate-name", message, path, hint, at_key=True)
            continue
        if value is not BROKEN:
            written[name] = value, path
    for name in list(written):
        _expand(name, written, vocabulary, ())


def _expand(
    name: str, written: dict[str, tuple[Any, Path]], vocabulary: Vocabulary, above: tuple[str, ...]
) -> tuple[str, ...] | None:
    """The remedies of a group, each once, in the order of the catalogue."""
    if name in vocabulary.groups:
        return vocabulary.groups[name]
    if name not in written:
        return None
    value, path = written[name]
    findings = vocabulary.findings
    if name in above or len(above) > _DEEPEST:
        message = f"groups are held in groups more than {_DEEPEST} deep"
        if name in above:
            round_ = (*above[above.index(name) :], name)
            message = f"the group holds itself: {' > '.join([f'`{one}`' for one in round_])}"
        findings.problem("group-cycle", message, path, "name the remedies themselves in one of them")
        if name in above:
            del written[name]
        else:
            written.clear()  # once is enough
        return None
    found: set[str] = set()
    sound = True
    items = each(value, path)
    for item, at in items:
        inner = name_of(item)
        if inner in vocabulary.declared["groups"]:
            remedies = _expand(inner or "", written, vocabulary, (*above, name))
            sound = sound and remedies is not None
            found |= set(remedies or ())
        else:
            remedy = vocabulary.named("remedies", item, at)
            sound = sound and remedy is not None
            found |= {remedy} if remedy else set()
    if not items:
        findings.problem(
            "empty-list", f"the group `{name}` holds nothing", path, "name its remedies, or leave the group out"
        )
    if not sound or not items or name not in written:
        written.pop(name, None)
        return None
    vocabulary.groups[name] = tuple(sorted(found, key=vocabulary.remedies.__getitem__))
    return vocabulary.groups[name]
