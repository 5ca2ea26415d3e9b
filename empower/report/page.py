"""What stands on a page, before anybody knows where it will be read: a headline, and items under short labels."""

from __future__ import annotations

from empower.domain.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from empower.domain.decision import Approver
    from empower.report.wording import Names

__all__ = ["Page", "Section", "people_of", "sections"]


class Section(Value):
    """Items under one label."""

    label: str
    items: tuple[str, ...]


class Page(Value):
    """A headline whose first word is the answer, and what there is to say about it."""

    headline: str
    tone: str = ""  # yes | ask | no | open
    sections: tuple[Section, ...] = ()
    keep: str = ""  # a word that never begins a line: the currency


def sections(*told: tuple[str, list[str]]) -> tuple[Section, ...]:
    """The sections that have something to say."""
    return tuple([Section(label=label, items=tuple(items)) for label, items in told if items])


def people_of(approver: Approver, names: Names) -> str:
    """The place to be filled, with the first person to ask for it (`supervisor (Rui Melo, +351 555 0102)`)."""
    place = names.approver(approver)
    if not approver.people:
        return place
    more = len(approver.people) - 1
    others = f", or {more} more" if more else ""
    return f"{place} ({names.contact(approver.people[0])}{others})"
