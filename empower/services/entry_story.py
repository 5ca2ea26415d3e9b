"""One entry with everything that belongs to it: what was asked, why it was answered so, what it added, what came of it."""

from __future__ import annotations

import json

from empower.domain.decision import Decision
from empower.domain.entries import Entry
from empower.domain.listed import Charged, DutyOwed, Quoted, Said, Story
from empower.ledger.book import Page
from empower.ledger.cells import number, text
from empower.ledger.entry_rows import entry_of
from empower.ledger.shapes import Row
from empower.ledger.verifying.chain import UNREADABLE
from empower.rules.index import index_of
from empower.rules.rulebook import IN_MONEY, Counter, Rulebook
from empower.services.house import cannot
from empower.services.replayed import decision_of

__all__ = ["entry_story"]

_DECIDED = ("posting", "hold", "denial")
_MOST_LINES = 12


def entry_story(page: Page, seq: int) -> Story:
    """The story of entry `seq`. Raises `CannotAskError` where the book has no such entry."""
    entry = page.entry(seq)
    if entry is None:
        raise cannot("unknown-entry", f"the book has no entry {seq}", f"its entries are 1 to {page.head.size}")
    data = entry.data
    policy = page.rows.get("policy", data["policy"])
    roster = page.rows.get("policy", data["roster"]) if data.get("roster") else None
    decision, why_not = _decision(page, entry)
    return Story(
        entry=entry,
        decision=decision,
        no_decision=why_not,
        quoted=_quoted(decision, text(policy, "text") if policy is not None else ""),
        customer=_said(page, "customer", data["customer"]) if data.get("customer") else None,
        texts=_texts(page, entry),
        charges=_charges(page, entry),
        refers_to=page.entry(data["refers"]) if data.get("refers") is not None else None,
        referred_by=tuple([entry_of(row) for row in page.rows.find("entries that refer to", seq)]),
        duties=tuple([_duty(row) for row in page.rows.find("duties of an entry", seq)]),
        policy_name=text(policy, "name") if policy is not None else "",
        roster_name=text(roster, "name") if roster is not None else "",
    )


def _decision(page: Page, entry: Entry) -> tuple[Decision | None, str]:
    if entry.kind not in _DECIDED:
        return None, ""
    try:
        return decision_of(page, entry), ""
    except UNREADABLE as wrong:
        return None, f"it cannot be made again: {wrong}"


def _quoted(decision: Decision | None, policy: str) -> tuple[Quoted, ...]:
    """The lines of the policy that the reasons name, each once, in the order of the policy."""
    reasons = decision.reasons if decision is not None else ()
    places = {reason.place[0]: reason.line for reason in reasons if reason.line and reason.place[0]}
    lines = policy.splitlines()
    return tuple([Quoted(name=name, line=at, source=_block(lines, at - 1)) for at, name in sorted(places.items())])


def _block(lines: list[str], first: int) -> tuple[str, ...]:
    """A line with what is written below it."""
    if first >= len(lines):
        return ()
    block = [lines[first]]
    for line in lines[first + 1 : first + _MOST_LINES]:
        if line.strip() and _indent(line) <= _indent(lines[first]):
            break
        block.append(line)
    while not block[-1].strip() and len(block) > 1:
        block.pop()
    return tuple(block)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _texts(page: Page, entry: Entry) -> tuple[Said, ...]:
    """The private texts, by name; a paper's reference under the paper's name."""
    data = entry.data
    found = dict(data.get("texts") or {})
    found |= {f"paper {name}": made for name, made in (data.get("references") or {}).items()}
    found |= {name: data[name] for name in ("note", "because") if isinstance(data.get(name), str)}
    return tuple([_said(page, name, made) for name, made in found.items()])


def _said(page: Page, name: str, commitment: str) -> Said:
    return Said(name=name, text=page.text(commitment))


def _charges(page: Page, entry: Entry) -> tuple[Charged, ...]:
    """What it added, by the counters of the policy it was made under."""
    rulebook = page.rulebook_of(entry.data["policy"])
    lines = _lines_of(rulebook)
    return tuple([_charge(row, rulebook, lines) for row in page.rows.find("charges of", entry.seq)])


def _lines_of(rulebook: Rulebook) -> dict[str, tuple[str, ...]]:
    """The lines, and the remedies, whose limits each counter counts for."""
    limits = [(line.id, limit) for line in rulebook.grants for limit in line.limits]
    limits += [(line.id, line.limit) for line in rulebook.budgets]
    limits += [(line.id, line.limit) for line in rulebook.rules if line.limit is not None]
    limits += [(remedy.id, limit) for remedy in rulebook.remedies for limit in remedy.most]
    found: dict[str, tuple[str, ...]] = {}
    for name, limit in limits:
        if limit.counter >= 0:
            counter = rulebook.counters[limit.counter].id
            found[counter] = tuple(dict.fromkeys((*found.get(counter, ()), name)))
    return found


def _charge(row: Row, rulebook: Rulebook, lines: dict[str, tuple[str, ...]]) -> Charged:
    counter = index_of(rulebook).counters.get(text(row, "counter"))
    key: list[str] = json.loads(text(row, "key"))
    names = counter.per if counter is not None else tuple(["?"] * len(key))
    spent, held = number(row, "spent_after"), number(row, "held_after")
    return Charged(
        counter=text(row, "counter"),
        lines=lines.get(text(row, "counter"), ()),
        key=tuple(zip(names, key, strict=False)),
        day=number(row, "day"),
        in_money=counter is not None and _in_money(counter, rulebook),
        spent_before=spent - number(row, "spent"),
        held_before=held - number(row, "held"),
        spent_after=spent,
        held_after=held,
    )


def _in_money(counter: Counter, rulebook: Rulebook) -> bool:
    if counter.measure == "face":
        remedies = index_of(rulebook).remedies
        return all([remedies[name].kind in IN_MONEY for name in counter.remedies])
    return counter.measure == "cost"


def _duty(row: Row) -> DutyOwed:
    return DutyOwed(
        duty=text(row, "duty"),
        title=text(row, "title"),
        due_at=None if row["due_at"] is None else number(row, "due_at"),
        done_at=None if row["done_at"] is None else number(row, "done_at"),
        done_by=None if row["done_by"] is None else number(row, "done_by"),
    )
