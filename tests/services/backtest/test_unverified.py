"""What cannot be known of a decision is never taken to be unchanged."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from empower.domain.errors import CannotAskError
from empower.ledger.create import create
from empower.ledger.opening import open_store
from empower.services.backtest.fits import days_said, may_be_tried
from empower.services.house import open_house
from tests.ledger.shop_house import SHOP, Desk
from tests.services.backtest.oracle import asked_again
from tests.services.backtest.stall import Terms, busy_time, stall
from tests.services.backtest.test_backtest import tried


@pytest.mark.parametrize("with_default", [False, True], ids=["asked for", "by default"])
@pytest.mark.parametrize("seed", range(3))
def test_a_fact_that_no_policy_knew_is_unverified_wherever_it_could_matter(
    seed: int, with_default: bool, target: str, tmp_path: Path
) -> None:
    desk = busy_time(target, stall(tmp_path, "policy", Terms()), Random(seed), 40)
    terms = Terms(pot=300, by_channel=True, channel_default=with_default)
    found, rows = tried(desk, stall(tmp_path, "new", terms))
    wanted = asked_again([entry.payload for entry in desk.entries()], terms, known=False)
    unverified = {seq for seq, row in wanted.items() if not row["answers"]}
    assert unverified
    assert {one.seq for one in rows if one.were is None} == unverified
    assert {one.lacks for one in rows if one.were is None} == {(("fact", "channel"),)}
    for one in rows:
        if one.were is not None and one.become is not None:
            assert [one.were.outcome, one.become.outcome] == wanted[one.seq]["answers"]
    assert found.unverified == len(unverified)
    assert found.unverified_given == sum([wanted[seq]["given"] for seq in unverified])
    assert found.lacks == (("fact", "channel", len(unverified)),)
    assert found.decisions == len(wanted)
    desk.book.close()


def test_a_value_that_the_policy_does_not_know_is_not_known_to_it(tmp_path: Path) -> None:
    desk = _desk(tmp_path, Terms())
    desk.record("ana", "refund", "10", "failure=broken", "customer=C-1")
    desk.record("ana", "refund", "10", "failure=late", "customer=C-2")
    _, rows = tried(desk, stall(tmp_path, "new", Terms(failures=("late", "rude"))))
    assert [one.lacks for one in rows] == [(("fact", "failure"),), ()]


Edit = Callable[[str], str]
EDITS: dict[str, tuple[Edit, tuple[tuple[str, str], ...]]] = {
    "remedy": (lambda text: text.replace("  refund: {kind: cash}", "  cheque: {kind: cash}"), (("remedy", "refund"),)),
    "kind": (
        lambda text: text.replace(
            "  refund: {kind: cash}", "  refund: {kind: in_kind, unit: cake, cost: {each: 2, of: quantity}}"
        ),
        (("kind of the remedy", "refund"),),
    ),
    "role": (
        lambda text: text.replace("  clerk:", "  seller:").replace("roles: clerk", "roles: seller"),
        (("role", "clerk"),),
    ),
    "people": (
        lambda text: text.replace("escalate: manager", "escalate: chief").replace("roles:\n", "roles:\n  chief: {}\n"),
        (("people in the role", "chief"),),
    ),
    "key": (
        lambda text: text.replace("facts:\n", "facts:\n  branch: {text: true}\n").replace(
            "per: customer", "per: branch"
        ),
        (("fact", "branch"),),
    ),
}


@pytest.mark.parametrize("what", EDITS)
def test_what_the_policy_does_not_know_is_named(what: str, tmp_path: Path) -> None:
    desk = _desk(tmp_path, Terms(incident=400, customer=15))
    desk.record("ana", "refund", "10", "failure=late", "customer=C-1")
    asked = desk.record("ana", "refund", "10", "failure=late", "customer=C-1", again=True).entry
    assert asked is not None
    assert asked.kind == "hold"
    edit, lacks = EDITS[what]
    file = tmp_path / "new.yaml"
    file.write_text(edit((tmp_path / "policy.yaml").read_text(encoding="utf-8")), encoding="utf-8")
    found, rows = tried(desk, open_house(file))
    assert {one.seq: one.lacks for one in rows}[asked.seq] == lacks
    assert found.unverified == len([one for one in rows if one.lacks])


def test_bytes_that_were_changed_are_unverified(tmp_path: Path) -> None:
    import sqlite3

    desk = _desk(tmp_path, Terms())
    for customer in ("C-1", "C-2", "C-3"):
        desk.record("ana", "refund", "10", "failure=late", f"customer={customer}")
    given = [entry.seq for entry in desk.entries() if entry.kind == "posting"]
    desk.book.close()
    file = sqlite3.connect(tmp_path / "book.db")
    for (name,) in file.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        file.execute(f'DROP TRIGGER "{name}"')
    changed = "CAST(replace(CAST(payload AS TEXT), '1000', '9000') AS BLOB)"
    file.execute(f"UPDATE entry SET payload = {changed} WHERE seq = ?", (given[0],))
    file.execute("UPDATE entry SET payload = x'7b7d' WHERE seq = ?", (given[1],))
    file.commit()
    file.close()
    again = Desk(open_store(str(tmp_path / "book.db")), desk.house, begun=True)
    found, rows = tried(again, desk.house)
    assert found.unverified == 2
    assert [one.were is None for one in sorted(rows, key=lambda one: one.seq)] == [True, True, False]
    assert found.lacks == (("entry", "its bytes are not as they were written", 2),)


REFUSED = {
    "currency": (("currency: EUR", "currency: USD"), "book-currency"),
    "timezone": (("timezone: Europe/Lisbon", "timezone: Asia/Tokyo"), "book-timezone"),
    "day": (("timezone: Europe/Lisbon", "timezone: Europe/Lisbon\nday_starts: 04:00"), "book-timezone"),
    "kind": (("bill:     {money: true", "bill:     {number: {at_least: 0}"), "other-kind"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_a_policy_that_means_otherwise_is_refused(what: str, target: str, tmp_path: Path) -> None:
    (before, after), code = REFUSED[what]
    text = (SHOP / "policy.yaml").read_text(encoding="utf-8")
    assert before in text
    (tmp_path / "new.yaml").write_text(text.replace(before, after), encoding="utf-8")
    desk = Desk(open_store(target))
    with desk.book.reading() as page, pytest.raises(CannotAskError) as refused:
        may_be_tried(page, open_house(tmp_path / "new.yaml"))
    assert [one.code for one in refused.value.problems] == [code]
    desk.book.close()


@pytest.mark.parametrize(
    ("start", "until", "code"),
    [("yesterday", None, "not-a-date"), (None, "", "not-a-date"), ("2026-05-02", "2026-05-02", "no-days")],
)
def test_days_that_are_none_are_refused(start: str | None, until: str | None, code: str) -> None:
    with pytest.raises(CannotAskError) as refused:
        days_said(start, until)
    assert [one.code for one in refused.value.problems] == [code]


def test_only_the_days_asked_for_are_asked_again_and_the_rest_stands(tmp_path: Path) -> None:
    desk = _desk(tmp_path, Terms(incident=400))
    for _ in range(4):
        desk.record("ana", "refund", "20", "failure=late", "customer=C-1")
        desk.pass_time(24)
    new = stall(tmp_path, "new", Terms(incident=400, customer=45))
    everything, first = tried(desk, new)
    day = first[0].day
    _, rows = tried(desk, new, (day + 2, day + 3))
    assert [one.day for one in rows] == [day + 2]
    # forty were given before: by the new policy from then on the next twenty go to somebody else
    assert [one.become.outcome for one in rows if one.become] == ["escalate"]
    assert everything.decisions == 4


def _desk(folder: Path, terms: Terms) -> Desk:
    create(str(folder / "book.db"))
    return Desk(open_store(str(folder / "book.db")), stall(folder, "policy", terms))
