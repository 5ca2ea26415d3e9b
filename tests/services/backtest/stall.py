"""A market stall whose rules are plain sums, drawn at random with a year's worth of gestures."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from random import Random

from empower.domain.errors import CannotAskError
from empower.domain.value import Value
from empower.ledger.opening import open_store
from empower.services.house import House, open_house
from tests.ledger.shop_house import Desk

FAILURES = ("late", "broken", "rude")
_POLICY = """
empower: 1
policy: stall
currency: EUR
timezone: Europe/Lisbon
facts:
  failure: {{one_of: [{failures}]}}
{more_facts}remedies:
  voucher: {{kind: credit, cost: {{share: {share}%, of: amount}}}}
  refund: {{kind: cash}}
roles:
  clerk: {{reports_to: manager}}
  manager: {{reports_to: owner}}
  owner: {{final: true}}
grants:
  - id: clerks
    roles: clerk
    limit:
      - {{amount: {incident}, per: incident}}
      - {{amount: {employee}, per: employee, every: month}}
  - {{id: managers, roles: manager, limit: {{amount: 100000, per: incident}}}}
budgets:
  - {{id: pot, amount: {pot}, every: month, beyond: deny}}
rules:
  - {{id: never, when: {{failure: {never}}}, deny: true, because: we do not}}
  - id: often
    limit: {{amount: {customer}, per: customer, every: 30 days}}
    beyond: {{escalate: manager}}
    because: somebody looks at it
{more_rules}requests: {{expires_after: 20 days, on_word: 12 hours}}
adopts: [owner]
"""
_ROSTER = """
people:
  - {id: ana, roles: [clerk]}
  - {id: bea, roles: [clerk]}
  - {id: max, roles: [manager]}
  - {id: kim, roles: [manager]}
  - {id: oli, roles: [owner]}
"""


class Terms(Value):
    """The figures of one policy, in whole euros."""

    incident: int = 40
    employee: int = 150
    customer: int = 60
    pot: int = 700
    share: int = 50
    never: str = "rude"
    failures: tuple[str, ...] = FAILURES
    by_channel: bool = False  # whether it tests a fact that other policies do not know
    channel_default: bool = False


def stall(folder: Path, name: str, terms: Terms) -> House:
    """The stall with these terms, in files of this name."""
    default = ", default: desk" if terms.channel_default else ""
    channel = f"  channel: {{one_of: [desk, phone]{default}}}\n" if terms.by_channel else ""
    rule = (
        "  - {id: not-by-phone, when: {channel: phone}, deny: true, because: come here}\n" if terms.by_channel else ""
    )
    figures = {field: getattr(terms, field) for field in ("incident", "employee", "customer", "pot", "share", "never")}
    text = _POLICY.format(**figures, failures=", ".join(terms.failures), more_facts=channel, more_rules=rule)
    (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    (folder / "roster.yaml").write_text(_ROSTER, encoding="utf-8")
    return open_house(folder / f"{name}.yaml", folder / "roster.yaml")


def drawn_terms(random: Random) -> Terms:
    """Figures near those of the stall, so that some decisions come out otherwise."""
    return Terms(
        incident=random.choice((20, 40, 60)),
        employee=random.choice((40, 90, 150)),
        customer=random.choice((30, 60, 120)),
        pot=random.choice((200, 700, 1500)),
        share=random.choice((20, 50, 80)),
        never=random.choice(FAILURES),
    )


def busy_time(target: str, house: House, random: Random, steps: int) -> Desk:
    """A desk where so much was done: asked, answered, given on somebody's word, undone, and left to expire."""
    desk = Desk(open_store(target), house)
    acts: tuple[Callable[[Desk, Random], None], ...] = (
        _ask,
        _ask,
        _ask,
        _ask,
        _say_yes,
        _say_yes,
        _say_no,
        _undo,
        _undo,
        _on_word,
        _close,
    )
    for _ in range(steps):
        desk.pass_time(random.choice((0.2, 3, 12, 120)))
        with suppress(CannotAskError):
            random.choice(acts)(desk, random)
    return desk


def _words(random: Random) -> tuple[str, ...]:
    remedy, amount = random.choice(("refund", "voucher")), random.choice((10, 20, 30, 50, 80, 100))
    return remedy, str(amount), f"failure={random.choice(FAILURES)}", f"customer=C-{random.randrange(3)}"


def _ask(desk: Desk, random: Random) -> None:
    desk.record(random.choice(("ana", "bea")), *_words(random), again=True)


def _on_word(desk: Desk, random: Random) -> None:
    desk.record(random.choice(("ana", "bea")), *_words(random), again=True, word_of="max", note="he said so")


def _waiting(desk: Desk) -> list[int]:
    with desk.book.reading() as page:
        return [int(row["seq"] or 0) for row in page.rows.find("requests in a state", "open")]


def _say_yes(desk: Desk, random: Random) -> None:
    waiting = _waiting(desk)
    if waiting:
        request = random.choice(waiting)
        face = sum([part["face"] for part in desk.entries()[request - 1].data["parts"]])
        desk.approve(random.choice(("max", "kim", "oli")), request, random.choice((None, face // 2 // 10 * 10 or None)))


def _say_no(desk: Desk, random: Random) -> None:
    waiting = _waiting(desk)
    if waiting and random.random() < 0.5:
        desk.decline("oli", random.choice(waiting))


def _undo(desk: Desk, random: Random) -> None:
    given = [entry for entry in desk.entries() if entry.kind == "posting"]
    if given:
        entry = random.choice(given)
        face = entry.data["parts"][0]["face"]
        desk.reverse("oli", entry.seq, random.choice((None, face // 2 // 10 * 10 or None)))


def _close(desk: Desk, _: Random) -> None:
    """Every month that is over is closed; what still waits is declined first."""
    for request in _waiting(desk):
        desk.decline("oli", request)
    today = datetime.fromtimestamp(desk.now / 1_000_000, tz=UTC)
    for month in range(5, today.month):
        for soft in (True, False):
            with suppress(CannotAskError):
                desk.close_month(f"2026-{month:02d}", soft=soft)
