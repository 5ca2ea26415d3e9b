"""What is due by rule, in words: each entitlement once, with the remedies that settle it."""

from __future__ import annotations

from empower.report.phrases import in_a_row

TYPE_CHECKING = False
if TYPE_CHECKING:
    from empower.domain.decision import OwedLine
    from empower.report.wording import Names

__all__ = ["owed_words"]


def owed_words(owed: tuple[OwedLine, ...], names: Names) -> list[str]:
    """A sentence for each entitlement (`400.00 EUR by refund or credit, under `walked` (Guest guarantee)`)."""
    lines: dict[str, list[OwedLine]] = {}
    for line in owed:
        lines.setdefault(line.line, []).append(line)
    return [_sentence(several, names) for several in lines.values()]


def _sentence(lines: list[OwedLine], names: Names) -> str:
    """One entitlement; remedies that only settle it when worth enough are told apart."""
    first = lines[0]
    entitlement = next((line for line in names.rulebook.owed if line.id == first.line), None)
    own = entitlement.remedies if entitlement else tuple([line.remedy for line in lines])
    given = [line.remedy for line in lines if line.remedy in own]
    instead = [line.remedy for line in lines if line.remedy not in own]
    amount = names.things(first.amount, own[0]) if first.of_things else names.priced(first.amount)
    by = f" by {in_a_row([names.remedy(remedy) for remedy in given], 'or')}" if given else ""
    other = f"; {in_a_row([names.remedy(remedy) for remedy in instead], 'or')} may settle it instead" if instead else ""
    source = f" ({first.source})" if first.source else ""
    return f"{amount}{by}, under `{first.line}`{source}{other}"
