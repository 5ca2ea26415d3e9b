"""When nobody can say yes because nobody is there, the answer says who is away and until when."""

from __future__ import annotations

from pathlib import Path

import pytest

from empower.services.absent import absences
from empower.services.check import check
from empower.services.house import House, open_house
from tests.services.hotel import LOUD, asks, hotel, without_people

POLICY = """\
empower: 1
policy: shop
currency: EUR
timezone: Europe/Lisbon
facts: {failure: {one_of: [noise]}}
remedies: {apology: {kind: courtesy}, refund: {kind: cash}}
roles: {clerk: {reports_to: boss}, boss: {title: the boss, final: true}}
grants: [{id: small, roles: clerk, limit: {amount: 20, per: incident}, because: small}]
"""


def shop(folder: Path, *people: str) -> House:
    """A clerk, and these others."""
    (folder / "policy.yaml").write_text(POLICY, encoding="utf-8")
    lines = ["  - {id: jo, roles: [clerk]}", *[f"  - {{{one}}}" for one in people]]
    (folder / "roster.yaml").write_text("\n".join(["people:", *lines, ""]), encoding="utf-8")
    return open_house(folder, folder / "roster.yaml")


@pytest.mark.parametrize(
    ("people", "told"),
    [
        (
            ["id: max, name: Max M, roles: [boss], away: [{from: 2026-04-20, until: 2026-05-10}]"],
            ("nobody is there as the boss: Max M is away, back on 2026-05-10",),
        ),
        (
            [
                "id: max, name: Max M, roles: [boss], away: [{from: 2026-04-20, until: 2026-05-10}]",
                "id: eva, roles: [boss], from: 2026-06-01",
            ],
            ("nobody is there as the boss: Max M is away, back on 2026-05-10; eva begins on 2026-06-01",),
        ),
        ([], ()),
    ],
)
def test_who_is_not_there(people: list[str], told: tuple[str, ...], tmp_path: Path) -> None:
    house = shop(tmp_path, *people)
    decision = check(house, asks("refund", "50", person="jo"))
    assert [reason.code for reason in decision.reasons][:1] == ["nobody-can"]
    assert absences(house, decision) == told


def test_nothing_is_told_where_somebody_can_be_asked(tmp_path: Path) -> None:
    house = shop(tmp_path, "id: max, roles: [boss]", "id: eva, roles: [boss], from: 2026-06-01")
    assert absences(house, check(house, asks("refund", "50", person="jo"))) == ()
    assert absences(hotel(), check(hotel(), asks("refund", "60", *LOUD, person="ana"))) == ()
    assert absences(without_people(), check(without_people(), asks("refund", "60", *LOUD, role="associate"))) == ()
