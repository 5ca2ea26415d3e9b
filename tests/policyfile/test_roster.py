"""The people of a house as they are written down, and every mistake in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from empower.domain.calendar import day_of
from empower.domain.people import Person
from empower.policyfile.roster import Roster, load_roster, read_roster
from tests.policyfile.small_house import HOUSE, page_of, told

WHOLE = """\
people:
  - {id: ana, name: Ana Reis, roles: [associate], login: areis, facts: {property: lisbon}, contact: ext. 14, hours: 22-06}
  - id: rui
    name: Rui Melo
    roles: [supervisor, associate]
    from: 2026-01-01
    until: 2027-01-01
    contact: +351
    deputy: ana
    hours: 22:30-06:15
    away: [{from: 2026-08-01, until: 2026-08-15}, {from: 2026-12-24}]
  - {id: 7, roles: owner, hours: 8-24}
"""


def people(folder: Path, text: str) -> tuple[Person, ...]:
    roster = read_roster(page_of(folder, text), HOUSE)
    assert roster.problems == ()
    return roster.people


def test_a_whole_roster(tmp_path: Path) -> None:
    ana, rui, owner = people(tmp_path, WHOLE)
    assert ana == Person(
        id="ana",
        name="Ana Reis",
        roles=("associate",),
        login="areis",
        facts=(("property", "lisbon"),),
        contact="ext. 14",
        hours=(22 * 60, 6 * 60),
    )
    assert rui == Person(
        id="rui",
        name="Rui Melo",
        roles=("supervisor", "associate"),
        contact="+351",
        hours=(22 * 60 + 30, 6 * 60 + 15),
        service=(day_of(2026, 1, 1), day_of(2027, 1, 1)),
        away=((day_of(2026, 8, 1), day_of(2026, 8, 15)), (day_of(2026, 12, 24), None)),
        deputy="ana",
    )
    assert owner == Person(id="7", roles=("owner",), hours=(480, 0))


def test_a_night_shift_passes_midnight(tmp_path: Path) -> None:
    ana = people(tmp_path, WHOLE)[0]
    assert [ana.on_shift(minute) for minute in (21 * 60 + 59, 22 * 60, 3 * 60, 6 * 60)] == [False, True, True, False]


def test_somebody_is_there_until_the_day_before(tmp_path: Path) -> None:
    rui = people(tmp_path, WHOLE)[1]
    days = [(2025, 12, 31), (2026, 1, 1), (2026, 8, 1), (2026, 8, 14), (2026, 8, 15), (2026, 12, 24), (2027, 1, 1)]
    assert [rui.in_service(day_of(*day)) for day in days] == [False, True, False, False, True, False, False]


@pytest.mark.parametrize(
    ("line", "code", "words", "hint"),
    [
        ("{id: bo, roles: [asociate]}", "unknown-role", "asociate", "did you mean `associate`?"),
        ("{id: bo, roles: []}", "missing-key", "[]", "write it like this: `roles: [associate]`"),
        ("{id: bo}", "missing-key", "{id: bo}", None),
        ("{id: bo, role: owner}", "unknown-key", "role", None),
        ("{id: a b, roles: owner}", "name-form", "a b", "letters, digits and `_ - . @ +` make an id"),
        ("{id: [bo], roles: owner}", "wrong-kind", "[bo]", None),
        ("{id: bo, roles: owner, facts: lisbon}", "wrong-kind", "lisbon", None),
        ("{id: bo, roles: owner, facts: {property: lisbon, propery: porto}}", "unknown-fact", "propery", None),
        ("{id: bo, roles: owner, facts: {failure: nois}}", "unknown-value", "nois", "did you mean `noise`?"),
        ("{id: bo, roles: owner, deputy: anna}", "unknown-person", "anna", "did you mean `ana`?"),
        ("{id: bo, roles: owner, deputy: bo}", "own-deputy", "bo", "name somebody else, or leave it out"),
        (
            "{id: bo, roles: owner, hours: late}",
            "bad-hours",
            "late",
            "write from when to when, such as `22-06` or `22:30-06:15`",
        ),
        ("{id: bo, roles: owner, hours: 22-25}", "bad-hours", "22-25", None),
        ("{id: bo, roles: owner, hours: 22}", "bad-hours", "22", None),
        ("{id: bo, roles: owner, from: soon}", "not-a-date", "soon", "write the date as `2026-11-22`"),
        ("{id: bo, roles: owner, from: 2026-02-01, until: 2026-02-01}", "empty-period", "2026-02-01", None),
        ("{id: bo, roles: owner, away: {from: 2026-03-02, until: 2026-03-01}}", "empty-period", "2026-03-01", None),
        ("{id: bo, roles: owner, away: {until: 2026-03-01}}", "missing-key", "{until: 2026-03-01}", None),
        ("{id: bo, roles: owner, away: [august]}", "wrong-kind", "august", None),
        ("{id: ana, roles: owner}", "duplicate-id", "ana", "it is taken on line 2"),
        (
            "{id: bo, roles: owner, login: areis}",
            "duplicate-login",
            "areis",
            "it is taken on line 2; a login belongs to one person",
        ),
        ("[bo]", "wrong-kind", "[bo]", None),
        ("bo", "wrong-kind", "bo", None),
    ],
)
def test_a_mistake(tmp_path: Path, line: str, code: str, words: str, hint: str | None) -> None:
    text = f"people:\n  - {{id: ana, roles: associate, login: areis}}\n  - {line}\n"
    roster = read_roster(page_of(tmp_path, text), HOUSE)
    assert told(roster.problems) == [(code, 3, words)]
    assert hint in (None, roster.problems[0].hint)
    assert roster.problems[0].hint


def test_all_mistakes_are_told_at_once_in_the_order_of_the_file(tmp_path: Path) -> None:
    text = (
        "people:\n  - {id: ana, roles: nobody, facts: {bill: -1}}\n  - {id: rui, hours: x, roles: owner, deputy: eve}\n"
    )
    roster = read_roster(page_of(tmp_path, text), HOUSE)
    assert [(code, line) for code, line, _ in told(roster.problems)] == [
        ("unknown-role", 2),
        ("negative", 2),
        ("bad-hours", 3),
        ("unknown-person", 3),
    ]


@pytest.mark.parametrize(
    ("text", "code"), [("people: ana\n", "wrong-kind"), ("persons: []\n", "unknown-key"), ("- ana\n", "wrong-kind")]
)
def test_a_file_that_is_no_roster(tmp_path: Path, text: str, code: str) -> None:
    assert code in [one.code for one in read_roster(page_of(tmp_path, text), HOUSE).problems]


def test_a_roster_without_people(tmp_path: Path) -> None:
    assert people(tmp_path, "people: []\n") == ()


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    found = load_roster(tmp_path / "roster.yaml", HOUSE)
    assert isinstance(found, tuple)
    assert [one.code for one in found] == ["missing-file"]


def test_a_roster_in_a_file(tmp_path: Path) -> None:
    (tmp_path / "roster.yaml").write_text(WHOLE, encoding="utf-8")
    found = load_roster(tmp_path / "roster.yaml", HOUSE)
    assert isinstance(found, Roster)
    assert [person.id for person in found.people] == ["ana", "rui", "7"]
