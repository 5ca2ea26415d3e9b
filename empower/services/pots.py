"""Budgets as they stand: used, held and left, per key, in the window of a day."""

from __future__ import annotations

import json

from empower.domain.amounts import units
from empower.domain.entries import Entry
from empower.domain.money import written_number
from empower.domain.value import Value
from empower.domain.windows import window
from empower.ledger.balances import BookBalances
from empower.ledger.book import Page
from empower.ledger.cells import text
from empower.policyfile.said.zone import local
from empower.rules.rulebook import Budget, Rulebook

__all__ = ["Pot", "pots", "pots_touched"]


class Pot(Value):
    """One budget under one key."""

    budget: Budget
    key: tuple[str, ...]
    limit: int
    spent: int
    held: int
    near: bool = False  # whether what is used has reached its warning

    @property
    def left(self) -> int:
        """What is left, never below zero."""
        return max(0, self.limit - self.spent - self.held)

    @property
    def shown_key(self) -> str:
        """What it is kept for (`property lisbon`); empty for the whole house."""
        return ", ".join([f"{name} {value}" for name, value in zip(self.budget.limit.per, self.key, strict=False)])


def pots(page: Page, rulebook: Rulebook, now: int) -> tuple[Pot, ...]:
    """Every budget with each key that anything was ever counted under; one that nothing was counted under stands alone."""
    day = local(now, rulebook.timezone, rulebook.day_starts).day
    balances = BookBalances(page.rows, rulebook, now, page.pseudonym)
    found: list[Pot] = []
    for budget in rulebook.budgets:
        counter = rulebook.counters[budget.limit.counter]
        keys = sorted({tuple(json.loads(text(row, "key"))) for row in page.rows.find("counters called", counter.id)})
        found += [_pot(balances, rulebook, budget, key, day) for key in keys or ([()] if not counter.per else [])]
    return tuple(found)


def pots_touched(page: Page, rulebook: Rulebook, entry: Entry, now: int) -> tuple[str, ...]:
    """The budgets that an entry charged, in words."""
    charged = {(charge[0], tuple(charge[1])) for charge in entry.data["charges"]}
    told = []
    for pot in pots(page, rulebook, now):
        counter = rulebook.counters[pot.budget.limit.counter]
        if (counter.id, pot.key) in charged and counter.measure == "cost":
            where = f" ({pot.shown_key})" if pot.key else ""
            left, whole = written_number(pot.left, rulebook.digits), written_number(pot.limit, rulebook.digits)
            told.append(f"{pot.budget.id}{where}: {left} left of {whole} {rulebook.currency}")
    return tuple(told)


def _pot(balances: BookBalances, rulebook: Rulebook, budget: Budget, key: tuple[str, ...], day: int) -> Pot:
    counter = rulebook.counters[budget.limit.counter]
    spent, held = balances.read(counter.id, key, window(counter.every, day, rulebook.year_starts))
    limit = units(budget.limit.most, {}, day) - budget.limit.under
    share = budget.warn_at
    near = share is not None and (spent + held) * share[1] >= limit * share[0]
    return Pot(budget=budget, key=key, limit=limit, spent=spent, held=held, near=near)
