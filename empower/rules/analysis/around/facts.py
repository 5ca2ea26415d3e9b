"""Facts that mean something else in another policy, though the lines that read them are the same."""

from __future__ import annotations

from empower.rules.analysis.around.note import MAY, Note
from empower.rules.analysis.around.read_by import fact_readers, feeds_another, weighers

TYPE_CHECKING = False
if TYPE_CHECKING:
    from empower.domain.facts import Fact, FactValue
    from empower.rules.rulebook import Rulebook

__all__ = ["facts_otherwise"]


def facts_otherwise(old: Rulebook, new: Rulebook) -> list[Note]:
    """A note for each fact that came, went, or is read otherwise; answers may differ by it where a line reads it in both."""
    before, after = ({fact.name: fact for fact in book.facts} for book in (old, new))
    found = [Note(what="fact-new", name=name) for name in after if name not in before]
    found += [Note(what="fact-gone", name=name) for name in before if name not in after]
    for name, fact in after.items():
        if name in before:
            found += _otherwise(before[name], fact, old, new)
    return found


def _otherwise(before: Fact, after: Fact, old: Rulebook, new: Rulebook) -> list[Note]:
    name = before.name
    lines = tuple(dict.fromkeys([*fact_readers(old, name), *fact_readers(new, name)]))

    def note(what: str, *, may: bool = True) -> Note:
        return Note(what=what, name=name, way=MAY if may and lines else "", lines=lines if may else ())

    if before.kind != after.kind:
        return [note("fact-kind")]
    found = []
    if before.derived != after.derived:
        found.append(note("fact-made"))
    if before.digits != after.digits:
        found.append(note("fact-decimals"))
    elif (before.least, before.most) != (after.least, after.most):
        # Where lines test it, a value that one of the two does not know is an answer of its own.
        found.append(
            note("fact-bounds", may=bool({*weighers(old, name), *weighers(new, name)} or _feeds(old, new, name)))
        )
    if before.values != after.values:
        found.append(note("fact-values", may=_feeds(old, new, name)))
    if (_default(before), before.optional) != (_default(after), after.optional) and not after.derived:
        # What is left unsaid in one and must be said in the other is compared where lines test it.
        usual = _default(before) != _default(after)
        found.append(note("fact-unsaid", may=usual or _feeds(old, new, name)))
    return found


def _feeds(old: Rulebook, new: Rulebook, name: str) -> bool:
    return feeds_another(old, name) or feeds_another(new, name)


def _default(fact: Fact) -> FactValue | None:
    """What it is taken to be where it is not said; of a list by its name, wherever in the list that stands."""
    return fact.values[fact.default] if fact.values and isinstance(fact.default, int) else fact.default
