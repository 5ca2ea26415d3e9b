"""Budgets as they stand: used, held and left, per key, in the window of a day."""

from __future__ import annotations

from empower.domain.amounts import amount_facts, units
from empower.domain.book_results import PotLine
from empower.domain.windows import window
from empower.ledger.balances import BookBalances
from empower.ledger.book import Page
from empower.ledger.entry_rows import packed
from empower.policyfile.said.zone import local
from empower.rules.rulebook import Limit, Rulebook

__all__ = ["pots", "pots_of_employee"]


def pots(page: Page, rulebook: Rulebook, now: int) -> tuple[PotLine, ...]:
    """Every budget with each key that anything was ever counted under; one for the whole house stands even when untouched."""
    found: list[PotLine] = []
    for budget in rulebook.budgets:
        counter = rulebook.counters[budget.limit.counter]
        keys = sorted({tuple(packed(row, "key", "counter")) for row in page.rows.find("counters called", counter.id)})
        for key in keys or ([()] if not counter.per else []):
            line = _pot(page, rulebook, budget.id, budget.limit, key, now)
            if line is not None and budget.warn_at is not None:
                part, whole = budget.warn_at
                line = line.but(near=(line.spent + line.held) * whole >= line.limit * part)
            found += [line] if line is not None else []
    return tuple(found)


def pots_of_employee(
    page: Page, rulebook: Rulebook, employee: str, roles: tuple[str, ...], now: int
) -> tuple[PotLine, ...]:
    """What is left of the limits that count by employee alone, for the grants of these roles and all rules."""
    reach = {role.id for role in rulebook.roles for held in roles if held == role.id or held in role.above}
    found = []
    limits = [(grant.id, limit) for grant in rulebook.grants if reach & set(grant.roles) for limit in grant.limits]
    limits += [(rule.id, rule.limit) for rule in rulebook.rules if rule.limit is not None]
    for line, limit in limits:
        if limit.per == ("employee",):
            found.append(_pot(page, rulebook, line, limit, (employee,), now))
    return tuple([one for one in found if one is not None])


def _pot(page: Page, rulebook: Rulebook, line: str, limit: Limit, key: tuple[str, ...], now: int) -> PotLine | None:
    """The limit under one key; `None` where its amount hangs on a fact."""
    if amount_facts(limit.most):
        return None
    day = local(now, rulebook.timezone, rulebook.day_starts).day
    counter = rulebook.counters[limit.counter]
    balances = BookBalances(page.rows, rulebook, now, page.pseudonym)
    spent, held = balances.read(counter.id, key, window(counter.every, day, rulebook.year_starts))
    most = units(limit.most, {}, day) - limit.under
    shown = [
        page.text(value) or value if name == "customer" else value for name, value in zip(counter.per, key, strict=True)
    ]
    return PotLine(
        budget=line,
        per=tuple(zip(counter.per, shown, strict=True)),
        every=limit.every,
        measure=limit.measure,
        limit=most,
        spent=spent,
        held=held,
    )
