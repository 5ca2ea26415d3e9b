"""Findings with what was said of them: the last answer counts, those before it stay."""

from __future__ import annotations

from empower.domain.entries import Entry
from empower.domain.finding import FINDING_KINDS, Answered, Finding, FindingPage
from empower.domain.value import Value
from empower.ledger.book import Page
from empower.ledger.entry_rows import entry_of
from empower.policyfile.said.words import nearest
from empower.policyfile.said.zone import local
from empower.services.house import cannot

__all__ = ["Wanted", "finding_named", "finding_pages", "with_entries"]


class Wanted(Value):
    """Which findings are wanted."""

    state: str = ""  # "" for those that wait for somebody; `all`, or one of `FINDING_STATES`
    kind: str = ""
    first_day: int | None = None  # of their last entry
    until_day: int | None = None  # exclusive


def finding_pages(page: Page, found: tuple[Finding, ...], wanted: Wanted = Wanted()) -> tuple[FindingPage, ...]:  # noqa: B008
    """The findings that are wanted, in the order of their kinds; at the end those that were answered once and are gone."""
    answers: dict[str, list[Answered]] = {}
    for row in page.rows.find("entries of a kind", "finding"):
        entry = entry_of(row)
        answers.setdefault(entry.data["finding"], []).append(_answered(page, entry))
    pages = [_page(page, one, answers.pop(one.id, [])) for one in found]
    gone = [
        FindingPage(id=name, kind=said[-1].kind, finding=None, answered=said[-1], earlier=tuple(said[:-1]))
        for name, said in answers.items()
    ]
    rulebook = page.rulebook

    def day(one: FindingPage) -> int:
        at = one.finding.last_at if one.finding is not None else one.answered.at if one.answered is not None else 0
        return local(at, rulebook.timezone, rulebook.day_starts).day

    return tuple(
        [
            one
            for one in (*pages, *gone)
            if wanted.kind in ("", one.kind)
            and (one.waits if wanted.state == "" else wanted.state in ("all", one.state))
            and (wanted.first_day is None or wanted.first_day <= day(one))
            and (wanted.until_day is None or day(one) < wanted.until_day)
        ]
    )


def finding_named(page: Page, found: tuple[Finding, ...], name: str) -> FindingPage:
    """The finding of this id. Raises `CannotAskError` where there is none."""
    pages = finding_pages(page, found, Wanted(state="all"))
    one = next((one for one in pages if one.id == name), None)
    if one is None:
        kind = next((kind for kind in FINDING_KINDS if name.startswith(f"{kind}-")), None)
        ids = [one.id for one in pages if kind in (None, one.kind)]
        hint = nearest(name, ids, "findings") if ids else "`empower findings` shows them"
        raise cannot("unknown-finding", f"there is no finding `{name}`", hint)
    return one


def with_entries(page: Page, one: FindingPage) -> FindingPage:
    """The finding with all its rows."""
    rows = one.finding.rows if one.finding is not None else one.answered.rows if one.answered is not None else ()
    entries = [page.entry(row) for row in rows]
    return one.but(entries=tuple([entry for entry in entries if entry is not None]))


def _page(page: Page, finding: Finding, said: list[Answered]) -> FindingPage:
    return FindingPage(
        id=finding.id,
        kind=finding.kind,
        finding=finding,
        answered=said[-1] if said else None,
        earlier=tuple(said[:-1]),
        customer=page.text(finding.customer),
    )


def _answered(page: Page, entry: Entry) -> Answered:
    data = entry.data
    return Answered(
        seq=entry.seq,
        state=data["state"],
        kind=data["of"],
        at=entry.at,
        person=data["by"]["id"],
        role=data["by"]["role"],
        because=page.text(data["because"]),
        rows=tuple(data["rows"]),
    )
