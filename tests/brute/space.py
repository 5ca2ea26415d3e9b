"""Every request that can be put under a small policy, read off the tree as it is written: no boxes, no cuts, no sampling."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from itertools import product
from typing import Any, NamedTuple

from tests.brute.near_times import Near

__all__ = ["ASKER", "LINES", "Request", "Space", "dates_in", "named_values", "numbers_in", "space_of"]

Tree = dict[str, Any]

ASKER = "asker"
LINES = ("grants", "budgets", "rules", "owed", "not_owed", "exceptions", "promises")
KEYS = {"incident": "I1", "customer": "C1"}
_MARGIN = 2  # days on either side of what is dated
_NOON = 12
_NOT_MONEY = ("facts", "effective", "weekday", "hour", "count", "share", "of", "by", "every")


class Request(NamedTuple):
    """One request in plain words; a fact that is absent is not there, and `face` is None where nothing is said."""

    role: str
    remedy: str
    facts: tuple[tuple[str, Any], ...]
    day: date
    hour: int
    face: int | None


@dataclass(frozen=True)
class Space:
    """What may be asked: each axis with all its values."""

    roles: tuple[str, ...]
    remedies: tuple[str, ...]
    facts: tuple[tuple[str, tuple[Any, ...]], ...]  # None among the values: it may be absent
    days: tuple[date, ...]
    hours: tuple[int, ...]
    faces: tuple[tuple[str, tuple[int | None, ...]], ...]
    top: int  # counters are tried from 0 to this

    def situations(self) -> Iterator[tuple[tuple[tuple[str, Any], ...], date, int]]:
        """Every combination of facts, day and hour."""
        names = [name for name, _ in self.facts]
        for values in product(*[values for _, values in self.facts]):
            facts = tuple((name, value) for name, value in zip(names, values, strict=True) if value is not None)
            for day in self.days:
                for hour in self.hours:
                    yield facts, day, hour

    def beyond_zero(self) -> Space:
        """The same without gestures of nothing."""
        return replace(
            self, faces=tuple((name, tuple(face for face in faces if face != 0)) for name, faces in self.faces)
        )

    def requests(self) -> Iterator[Request]:
        """Every request."""
        faces = dict(self.faces)
        for facts, day, hour in self.situations():
            for role in self.roles:
                for remedy in self.remedies:
                    for face in faces[remedy]:
                        yield Request(role, remedy, facts, day, hour, face)


def space_of(*trees: Tree) -> Space:
    """The space of one policy, or of several together: what any of them knows may be asked."""
    (days, around), hours = _days(trees), _hours(trees)
    most = max(_largest(tree) for tree in trees)
    owed = max(max([0, *[_bound(line.get("amount", line.get("quantity")), tree) for line in tree.get("owed", [])]])
               for tree in trees)  # fmt: skip
    remedies = tuple(dict.fromkeys(name for tree in trees for name in tree["remedies"]))
    faces = []
    for name in remedies:
        tops = [_top_face(tree["remedies"][name], most) for tree in trees if name in tree["remedies"]]
        figured = any(_figured(tree["remedies"].get(name, {})) for tree in trees)
        faces.append((name, (None, *range(max(tops) + 2 * owed + 1)) if figured else (None,)))
    facts: dict[str, dict[Any, None]] = {}
    for tree in trees:
        for fact, values in _domains(tree, around, Near(tree, days, hours)):
            facts.setdefault(fact, {}).update(dict.fromkeys(values))
    return Space(
        roles=tuple(dict.fromkeys(role for tree in trees for role in tree["roles"])),
        remedies=remedies,
        facts=tuple((fact, tuple(values)) for fact, values in facts.items()),
        days=days,
        hours=hours,
        faces=tuple(faces),
        top=most + 1,
    )


def named_values(spec: Tree) -> list[Any]:
    """The values of a `one_of` or `ordered` fact without their titles."""
    written = spec.get("one_of") or spec.get("ordered") or []
    return [next(iter(value)) if isinstance(value, dict) else value for value in written]


def numbers_in(written: Any) -> Iterator[int]:
    """Every whole number within, keys included, but those that are no amounts."""
    if isinstance(written, bool):
        return
    if isinstance(written, int):
        yield written
    elif isinstance(written, dict):
        for key, inner in written.items():
            if key not in _NOT_MONEY:
                yield from numbers_in(inner)
    elif isinstance(written, list):
        for inner in written:
            yield from numbers_in(inner)


def dates_in(written: Any) -> Iterator[date]:
    """Every date within, keys included."""
    if isinstance(written, str) and written[:4].isdigit() and written[4:5] == "-" and written[10:11] in ("", "T"):
        yield date.fromisoformat(written[:10])
    elif isinstance(written, dict):
        for key, inner in written.items():
            yield from dates_in(key)
            yield from dates_in(inner)
    elif isinstance(written, list):
        for inner in written:
            yield from dates_in(inner)


def _figured(remedy: Tree) -> bool:
    return remedy.get("kind") in ("cash", "credit") or "unit" in remedy


def _domains(tree: Tree, around: tuple[date, ...], near: Near) -> Iterator[tuple[str, tuple[Any, ...]]]:
    derived = tree.get("derive", {})
    listed = {how["listed"][0]: how["listed"][1] for how in derived.values() if "listed" in how}
    same = {name for how in derived.values() for name in how.get("same", ())}
    started = {how["days_between"][0] for how in derived.values() if "days_between" in how}  # no line tests it
    for name, spec in tree.get("facts", {}).items():
        if "number" in spec:
            ends = [
                int(spec["number"][end] * 10 ** spec["number"].get("decimals", 0)) for end in ("at_least", "at_most")
            ]
            values: list[Any] = list(range(ends[0], ends[1] + 1))
        elif "money" in spec:
            values = list(range(5))
        elif "yes_no" in spec:
            values = [False, True]
        elif "date" in spec:
            values = [around[len(around) // 2]] if name in started else sorted({*around, *near.dates(name)})
        elif "moment" in spec:
            values = near.moments(name)
        elif "time" in spec:
            values = near.times(name)
        elif "text" in spec:
            values = [*listed[name], "other"] if name in listed else [ASKER, "other"] if name in same else ["north"]
        else:
            values = named_values(spec)
        yield name, (*values, None) if spec.get("optional") else tuple(values)


def _days(trees: tuple[Tree, ...]) -> tuple[tuple[date, ...], tuple[date, ...]]:
    """The days of decision, and the days that a date fact may be.

    Where nothing but the policy's own stretch is dated, and no line turns on the day of the week, one day stands for all.
    """
    bounds = [tree.get("effective", {}) for tree in trees]
    inner = sorted({day for tree in trees for day in dates_in({k: v for k, v in tree.items() if k != "effective"})})
    starts = [date.fromisoformat(bound["from"]) for bound in bounds if "from" in bound]
    ends = [date.fromisoformat(bound["until"]) for bound in bounds if "until" in bound]
    first = max(starts) if starts else (inner[0] if inner else date(2026, 5, 1)) - timedelta(days=_MARGIN)
    last = min(ends) - timedelta(days=1) if ends else (inner[-1] if inner else first) + timedelta(days=_MARGIN)
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    of_week = any("weekday" in str(tree) for tree in trees)
    has_date = any("date" in spec for tree in trees for spec in tree.get("facts", {}).values())
    if of_week and not ends and len(days) < 7:
        days = [first + timedelta(days=number) for number in range(7)]
    if not inner and not of_week:
        days = days[:1]
    reach = 4 if has_date else 0
    outer = [*inner, *days]
    around = [min(outer) + timedelta(days=n) for n in range(-reach, (max(outer) - min(outer)).days + reach + 1)]
    return tuple(days), tuple(around)


def _hours(trees: tuple[Tree, ...]) -> tuple[int, ...]:
    found = {hour for tree in trees for hour in _tested_hours(tree)}
    near = {hour + shift for hour in found for shift in (-1, 0, 1) if 0 <= hour + shift <= 23}
    if any("moment" in spec for tree in trees for spec in tree.get("facts", {}).values()):
        near |= {0, _NOON, 14, 23}  # how long ago it was, and on which day, hang on the hour
    return tuple(sorted(near)) or (_NOON,)


def _tested_hours(written: Any) -> Iterator[int]:
    if isinstance(written, dict):
        for key, inner in written.items():
            yield from numbers_in([inner]) if key == "hour" else _tested_hours(inner)
    elif isinstance(written, list):
        for inner in written:
            yield from _tested_hours(inner)


def _largest(tree: Tree) -> int:
    """No constant beside which an amount, a count or a total is put lies above this."""
    found = [1]
    for remedy in tree["remedies"].values():
        found += _bounds(remedy.get("most"), tree)
    for section in LINES:
        for line in tree.get(section, []):
            for name in ("limit", "at_least"):
                found += _bounds(line.get(name), tree)
            if section == "budgets":
                found += _bounds({key: line[key] for key in ("amount", "under") if key in line}, tree)
            if section == "owed":
                found += [_bound(line.get("amount", line.get("quantity")), tree)]
            for when in ("when", "unless"):
                found += _tested(line.get(when))
    return max(found)


def _bounds(limit: Any, tree: Tree) -> list[int]:
    limits = limit if isinstance(limit, list) else [limit]
    found = []
    for one in limits:
        if isinstance(one, dict) and {"amount", "under", "count"} & set(one):
            found += [_bound(one[name], tree) for name in ("amount", "under", "count") if name in one]
        elif one is not None and one != "none":
            found.append(_bound(one, tree))
    return found


def _tested(when: Any) -> list[int]:
    boxes = when if isinstance(when, list) else [when or {}]
    names = ("amount", "quantity", "cost", "incident_cost", "incident_goodwill")
    return [number for box in boxes for name in names for number in numbers_in(box.get(name, {}))]


def _bound(written: Any, tree: Tree) -> int:
    """An amount is never above this."""
    if isinstance(written, str):
        spec = tree["facts"].get(written, {})
        if written in ("owed", "amount", "quantity"):
            return 0
        return int(spec["number"]["at_most"]) if "number" in spec else 4
    if not isinstance(written, dict):
        return int(written or 0)
    if "at_most" in written and not isinstance(written["at_most"], dict):
        return max(_bound(written["at_most"], tree), 1)
    if "each" in written:
        return _bound(written["each"], tree) * _bound(written["of"], tree)
    if "share" in written:
        return _bound(written["of"], tree)
    parts = [inner for key, inner in written.items() if key not in ("by", "round", "as_of")]
    bounds = [_bound(one, tree) for inner in parts for one in _inner(inner)]
    return sum(bounds) if "sum" in written else max([0, *bounds])


def _inner(part: Any) -> list[Any]:
    if isinstance(part, list):
        return part
    return list(part.values()) if isinstance(part, dict) and "each" not in part and "share" not in part else [part]


def _top_face(remedy: Tree, most: int) -> int:
    """A face value whose cost, and which itself, is above every constant."""
    cost = remedy.get("cost")
    if isinstance(cost, dict) and "share" in cost:
        share = str(cost["share"])
        part = Fraction(share[:-1]) / 100 if share.endswith("%") else Fraction(share)
        return int((most + 1) / part) + 1
    return most + 1
