"""The stall's book asked again with plain sums over plain lists: nothing of the program but the entries' bytes is used."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from tests.services.backtest.stall import Terms

Row = dict[str, Any]
Given = tuple[str, str, str, int, int, int]
"""Incident, customer, employee, day, cost, and the cost that its month has: what is undone once it is closed stays there."""


class Side:
    """One reading of the book: what is given, and what is held by request."""

    def __init__(self) -> None:
        self.given: dict[int, Given] = {}
        self.held: dict[int, tuple[Given, int | None]] = {}
        self.back: list[tuple[int, int]] = []  # into the pot of a day, for what was given in a month that is closed

    def undo(self, key: int, cost: int, reversal: Row, closed_until: int) -> None:
        """Of what was given so much stands."""
        incident, customer, employee, day, before, monthly = self.given[key]
        cost = min(before, cost)
        if first_of_next(day) <= closed_until:
            self.back.append((reversal["day"], before - cost))
        else:
            monthly = cost
        self.given[key] = (incident, customer, employee, day, cost, monthly)

    def answer(self, terms: Terms, data: Row, face: int, now: int, own: int = 0) -> str:
        """The outcome."""
        cost = cost_of(terms, data, face)
        held = [one for seq, (one, until) in self.held.items() if seq != own and (until is None or until > now)]
        given = list(self.given.values())
        day = data["day"]
        month = [one for one in (*given, *held) if month_of(one[3]) == month_of(day)]
        incident = [one for one in (*given, *held) if one[0] == data["incident"]]
        customer = [one for one in (*given, *held) if one[1] == data["customer"] and day - 29 <= one[3] <= day]
        own_month = [one for one in given if one[2] == data["asker"] and month_of(one[3]) == month_of(day)]
        back = sum([much for on, much in self.back if month_of(on) == month_of(day)])
        if data["facts"]["failure"] == terms.never or monthly(month) - back + cost > terms.pot * 100:
            return "deny"
        lacking = total(incident) + cost > terms.incident * 100 or monthly(own_month) + cost > terms.employee * 100
        if lacking or total(customer) + cost > terms.customer * 100:
            return "escalate"
        return "approve"


def total(given: list[Given]) -> int:
    return sum([one[4] for one in given])


def monthly(given: list[Given]) -> int:
    return sum([one[5] for one in given])


def first_of_next(day: int) -> int:
    year, month = month_of(day)
    return date(year + month // 12, month % 12 + 1, 1).toordinal()


def month_of(day: int) -> tuple[int, int]:
    return date.fromordinal(day).year, date.fromordinal(day).month


def cost_of(terms: Terms, data: Row, face: int) -> int:
    return face * terms.share // 100 if data["parts"][0]["remedy"] == "voucher" else face


def asked_again(payloads: list[bytes], terms: Terms, known: bool = True) -> dict[int, Row]:
    """Each decision by its entry: the outcome in both readings, and what would have been given; `None` where unverified.

    `known` is whether the terms ask for nothing that the book does not say.
    """
    entries = {data["seq"]: data for data in [json.loads(payload) for payload in payloads]}
    undone = {data["refers"]: data["left"][0]["face"] for data in entries.values() if data["kind"] == "reversal"}
    was, would = Side(), Side()
    closed_until = 0
    found: dict[int, Row] = {}
    for seq, data in entries.items():
        kind, refers = data["kind"], data.get("refers")
        face = data["parts"][0]["face"] if data.get("parts") else 0
        if kind in ("hold", "denial") or (kind == "posting" and refers is None):
            answers = [side.answer(terms, data, face, data["effective"]) for side in (was, would)]
            if not known and any([outcome != "deny" for outcome in answers]):
                answers = []
            row = found[seq] = {"answers": answers, "costs": [0, 0], "given": 0}
            _decide(data, face, answers, was, would, terms)
            left = undone.get(seq, face)
            if kind == "posting":
                row["given"] = _recorded_cost(data, left)
            for place, outcome in enumerate(answers):
                if outcome == "approve" or (outcome == "escalate" and kind == "posting"):
                    row["costs"][place] = cost_of(terms, data, left)
        elif kind == "posting":
            _answer(entries[refers], data, found[refers], was, would, terms, undone.get(seq))
        elif kind == "release":
            was.held.pop(refers, None)
            would.held.pop(refers, None)
        elif kind == "reversal":
            posting = entries[refers]
            origin = posting.get("refers") or refers
            face = undone[refers]
            was.undo(refers, _recorded_cost(posting, face), data, closed_until)
            cost = cost_of(terms, posting, face) if found[origin]["answers"] else _recorded_cost(posting, face)
            for key in dict.fromkeys([refers, origin]):
                if key in would.given:
                    would.undo(key, cost, data, closed_until)
        elif kind == "period" and data["state"] == "closed":
            closed_until = data["until_day"]
    return found


def _decide(data: Row, face: int, answers: list[str], was: Side, would: Side, terms: Terms) -> None:
    seq, until = data["seq"], data.get("expires_at")
    recorded = _given(data, data["authority"] or "", _recorded_cost(data, face))
    for side in (was, would):
        if data["kind"] == "posting" and (side is was or not answers):
            side.given[seq] = recorded
        if data["kind"] == "hold" and (side is was or not answers):
            side.held[seq] = (recorded, until)
    if not answers:
        return
    outcome = answers[1]
    employee = data["asker"]
    if outcome == "escalate":  # a manager gives it, whom only the book can name
        employee = (data["authority"] or "") if data["outcome"] == "escalate" else ""
    given = _given(data, employee, cost_of(terms, data, face))
    if outcome == "approve" or (outcome == "escalate" and data["kind"] == "posting"):
        would.given[seq] = given
    elif outcome == "escalate" and data["kind"] == "hold":
        would.held[seq] = (given, until)


def _answer(hold: Row, posting: Row, row: Row, was: Side, would: Side, terms: Terms, undone: int | None) -> None:
    """What became of a request that was given."""
    seq, request = posting["seq"], hold["seq"]
    face, asked = posting["parts"][0]["face"], hold["parts"][0]["face"]
    left = face if undone is None else undone
    row["given"] = _recorded_cost(posting, left)
    authority = posting["authority"] or ""
    again = [side.answer(terms, posting, face, posting["at"], own=request) for side in (was, would)]
    for place, outcome in enumerate(row["answers"]):
        if outcome == "approve":
            row["costs"][place] = cost_of(terms, posting, asked if undone is None else min(asked, undone))
        elif outcome == "escalate" and again[place] != "deny":
            row["costs"][place] = cost_of(terms, posting, left)
    was.held.pop(request, None)
    would.held.pop(request, None)
    was.given[seq] = _given(posting, authority, _recorded_cost(posting, face))
    if not row["answers"]:
        would.given[seq] = was.given[seq]
    elif row["answers"][1] == "escalate" and again[1] != "deny":
        would.given[seq] = _given(posting, authority, cost_of(terms, posting, face))


def _given(data: Row, employee: str, cost: int) -> Given:
    return data["incident"], data["customer"], employee, data["day"], cost, cost


def _recorded_cost(data: Row, face: int) -> int:
    """What the book has for so much of it: the stall's own share of a voucher."""
    whole = data["parts"][0]
    return int(whole["cost"] * face // whole["face"]) if whole["face"] else 0
