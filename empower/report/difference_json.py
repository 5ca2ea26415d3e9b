"""How two policies differ, for a script: every region, nothing left out."""

from __future__ import annotations

from empower.domain.calendar import written_date
from empower.report.around import note_words
from empower.report.difference_words import stretch_words
from empower.report.facts import typed_fact
from empower.report.regions import region_json
from empower.report.witness import command_of
from empower.report.wording import Names
from empower.rules.analysis.around.note import MAY
from empower.rules.analysis.asking import BARE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from empower.rules.analysis.pair import Stretch
    from empower.rules.analysis.results import Shown, Told
    from empower.rules.answer import Comes

_SECOND = 10**6

__all__ = ["difference_json", "hanging_on"]


def difference_json(told: Told) -> dict[str, Any]:
    """The difference as one object."""
    names = Names(told.new)
    return {
        "schema": "empower/policy-diff/1",
        "currency": told.new.currency,
        "verdict": told.verdict,
        "old": {"name": told.names[0], "digest": told.old.ref.digest, "day": _day(told.days[0])},
        "new": {"name": told.names[1], "digest": told.new.ref.digest, "day": _day(told.days[1])},
        "changes": [_change_json(one, told, number) for number, one in enumerate(told.shown, 1)],
        "unsettled": [region_json(region, names) for region in told.difference.unsettled],
        "left_out": list(told.difference.left_out),
        "notes": [note_words(note, told.old, told.new) for note in told.notes],
        "around": [
            {"way": "may differ" if note.way == MAY else note.way, "note": note_words(note, told.old, told.new)}
            for note in told.notes
            if note.way
        ],
    }


def hanging_on(one: Shown, told: Told) -> dict[str, str]:
    """The facts of the request that amounts are made from, as they are typed."""
    book = told.new if one.change.where.new else told.old
    known = dict(one.hangs_on)
    return {
        fact.name: typed_fact(fact, known[fact.name])
        for fact in book.facts
        if fact.name in known and not fact.derived and fact.kind != "moment"
    }


def _change_json(one: Shown, told: Told, number: int) -> dict[str, Any]:
    new = one.change.where.new is not None
    names = Names(told.new)
    command = None
    if one.witness is not None:
        command = command_of(one.witness, told.new if new else told.old, told.names[1 if new else 0], number)
    return {
        "ways": list(one.ways),
        "effects": list(one.effects),
        **region_json(one.change.region, names),
        "words": stretch_words(one, told, names),
        "with": hanging_on(one, told),
        "stretches": [_stretch_json(stretch, one, names) for stretch in one.stretches],
        "may_differ_more": one.change.may,
        "try": command,
    }


def _stretch_json(stretch: Stretch, one: Shown, names: Names) -> dict[str, Any]:
    remedy = one.change.where.remedy
    bare = stretch.face == BARE
    return {
        "from": None if bare else names.face(stretch.face, remedy),
        "to": None if bare or stretch.below is None else names.face(stretch.below - 1, remedy),
        "old": _comes_json(stretch.old, names),
        "new": _comes_json(stretch.new, names),
    }


def _comes_json(one: Comes | None, names: Names) -> dict[str, Any] | None:
    if one is None:
        return None
    return {
        "outcome": one.outcome,
        "approvers": [{"role": role, "or": list(others), "count": count} for role, others, count in one.approvers],
        "owed": [{"remedy": remedy, "amount": names.face(left, remedy)} for remedy, left in one.owed],
        "needs": list(one.needs),
        "must": [duty for duty, _ in one.duties],
        "must_within_seconds": {duty: None if time is None else time // _SECOND for duty, time in one.duties},
    }


def _day(day: int | None) -> str | None:
    return None if day is None else written_date(day)
