"""What is owed by rule, and when it is not: entitlements, their groups, and the lines that bar them."""

from __future__ import annotations

from empower.domain.amounts import ZERO
from empower.rules.compile.amounts import Amounts
from empower.rules.compile.conditions import BARS, ENTITLEMENTS, PARTS
from empower.rules.compile.desk import Desk, in_file_order
from empower.rules.compile.findings import BROKEN, each, intact, text_in
from empower.rules.compile.groups import grouped
from empower.rules.compile.keys import keys_of
from empower.rules.compile.vocabulary import name_of
from empower.rules.rulebook import IN_MONEY, Bar, Entitlement, Instead, SettlesFrom

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from empower.domain.amounts import Amount
    from empower.domain.problem import Path
    from empower.rules.compile.desk import Starts

__all__ = ["entitlements", "not_owed"]


def entitlements(tree: dict[str, Any], desk: Desk) -> tuple[Entitlement, ...]:
    """What is due by rule, each line with its group and the counter of what was settled of it."""
    made: list[tuple[Path, Entitlement]] = []
    written: list[tuple[str, dict[str, Any]]] = []
    for name, line, path in desk.lines(tree, "owed"):
        made.append((path, _entitlement(name, line, path, desk)))
        group = line.get("group", "")
        written.append((name_of(group) or "", line))
    whole = grouped(made, written, desk)
    return in_file_order(list(zip([path for path, _ in made], whole, strict=True)))


def _entitlement(name: str, line: dict[str, Any], path: Path, desk: Desk) -> Entitlement:
    starts: Starts = []
    findings = desk.vocabulary.findings
    which = [key for key in ("amount", "quantity") if key in line]
    of_things = which == ["quantity"]
    in_money = (not of_things) if len(which) == 1 else None
    amount: Amount | None = ZERO
    if len(which) == 1:
        amounts = Amounts(desk.vocabulary, things=of_things)
        amount = amounts.read(line[which[0]], (*path, which[0]))
        starts += amounts.starts
    elif which or intact(line):
        message = (
            "an amount of money and a quantity of things are owed at once" if which else "how much is owed is not said"
        )
        hint = "write two lines" if which else "add `amount:` for money, or `quantity:` for things"
        findings.problem("amount-or-quantity", message, path, hint)
    if "group" in line and line["group"] is not BROKEN:
        group = name_of(line["group"])
        if group is not None:
            desk.vocabulary.check_form(group, (*path, "group"))
    remedies = desk.remedies(line, path, in_money=in_money)
    condition = desk.conditions.read(line, path, ENTITLEMENTS, remedies)
    given: dict[str, Any] = {}
    if "per" in line and not findings.broken(line["per"]):
        given["per"] = keys_of(line["per"], (*path, "per"), desk.vocabulary, owed=True) or ()
    for key, section in (("needs", "papers"), ("must", "duties")):
        if key in line:
            given[key] = desk.named(section, line[key], (*path, key))
    if "roles" in line:
        given["roles"] = desk.roles(line, path) or ()
    if "settles_from" in line:
        given["settles_from"] = _settles_from(
            line["settles_from"], (*path, "settles_from"), starts, desk, of_things=of_things
        )
    if "instead" in line:
        given["instead"] = _instead(line["instead"], (*path, "instead"), starts, desk, remedies, of_things=of_things)
    return Entitlement(
        id=name,
        section="owed",
        condition=desk.in_force(condition, line, path, starts),
        because=text_in(line, "because"),
        place=findings.place_of(path),
        remedies=desk.names_of(remedies),
        amount=amount or ZERO,
        of_things=of_things,
        say=text_in(line, "say"),
        source=text_in(line, "source"),
        **given,
    )


def _settles_from(written: Any, path: Path, starts: Starts, desk: Desk, *, of_things: bool) -> tuple[SettlesFrom, ...]:
    found = []
    for item, at in _mappings(written, path, desk, "`{amount: {share: 50%, of: owed}}`"):
        if item.get("amount", BROKEN) is BROKEN:
            continue
        amounts = Amounts(desk.vocabulary, things=of_things, also=("owed",))
        amount = amounts.read(item["amount"], (*at, "amount"))
        starts += amounts.starts
        condition = desk.conditions.read(item, at, PARTS)
        if amount is not None:
            found.append(SettlesFrom(amount=amount, condition=condition))
    return tuple(sorted(found, key=repr))


def _instead(
    written: Any, path: Path, starts: Starts, desk: Desk, remedies: tuple[int, ...], *, of_things: bool
) -> tuple[Instead, ...]:
    found = []
    vocabulary, findings = desk.vocabulary, desk.vocabulary.findings
    for item, at in _mappings(written, path, desk, "`{remedy: travel_credit, at_least: {share: 150%, of: owed}}`"):
        remedy = vocabulary.named("remedies", item.get("remedy", BROKEN), (*at, "remedy"), one=True)
        if remedy is None or remedy not in vocabulary.remedies:
            continue
        place = vocabulary.remedies[remedy]
        if place in remedies:
            hint = "name another remedy here, or take it out of `remedies`"
            findings.problem("wrong-remedy", f"`{remedy}` is one of those that carry it already", (*at, "remedy"), hint)
            continue
        things = vocabulary.kinds[place] not in IN_MONEY
        also = ("owed",) if things is of_things else ()
        ends: dict[str, Amount | None] = {}
        for key in ("at_least", "at_most"):
            if item.get(key, BROKEN) is not BROKEN:
                amounts = Amounts(vocabulary, things=things, also=also)
                ends[key] = amounts.read(item[key], (*at, key))
                starts += amounts.starts
        needs = desk.named("papers", item["needs"], (*at, "needs")) if "needs" in item else ()
        condition = desk.conditions.read(item, at, PARTS)
        low, high = ends.get("at_least"), ends.get("at_most")
        if low and high and low[0] == high[0] == "units" and low[1] > high[1]:
            hint = "write the smaller one as `at_least`"
            findings.problem(
                "empty-range", "nothing is worth that much and that little", (*at, "at_most"), hint, at_key=True
            )
        least = ends.get("at_least")
        if least is not None:
            most = ends.get("at_most") or least
            found.append(Instead(remedy=remedy, at_least=least, at_most=most, needs=needs, condition=condition))
    return tuple(sorted(found, key=repr))


def _mappings(written: Any, path: Path, desk: Desk, sample: str) -> list[tuple[dict[str, Any], Path]]:
    items = each(written, path)
    if not items:
        desk.vocabulary.findings.problem(
            "empty-list", "nothing stands in this list", path, f"write {sample}, or leave it out"
        )
    return [(item, at) for item, at in items if not desk.vocabulary.findings.broken(item) and isinstance(item, dict)]


def not_owed(tree: dict[str, Any], desk: Desk) -> tuple[Bar, ...]:
    """When nothing is owed, by the lines named or by any."""
    found = []
    for name, line, path in desk.lines(tree, "not_owed"):
        of: tuple[str, ...] = ()
        if "of" in line and line["of"] != "all":
            of = desk.named("owed", line["of"], (*path, "of"))
        if not [key for key in ("of", "when", "unless", "effective") if key in line] and intact(line):
            hint = "say `when` it is not owed; what is never owed needs no line under `owed`"
            desk.vocabulary.findings.problem("says-nothing", "this takes away all that is owed, always", path, hint)
        condition = desk.conditions.read(line, path, BARS)
        bar = Bar(
            id=name,
            section="not_owed",
            condition=desk.in_force(condition, line, path, []),
            because=text_in(line, "because"),
            place=desk.vocabulary.findings.place_of(path),
            of=of,
        )
        found.append((path, bar))
    return in_file_order(found)
