"""What a question says, read plainly: the value of each fact, whether a condition of the tree holds, which window counts."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

from tests.laws.reference_amounts import dated_starts

__all__ = ["Reading", "first_of_window", "months_after"]

Tree = dict[str, Any]

DIGITS = {"EUR": 2, "JPY": 0, "TND": 3}
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
AMOUNTS = ("amount", "quantity", "cost", "incident_cost", "incident_goodwill")
NO_FACTS = (*AMOUNTS, "role", "weekday", "hour")


@dataclass
class Reading:
    """One moment of one question, with everything a test may look at."""

    tree: Tree
    facts: Tree
    day: date
    at: datetime
    hour: int
    built_in: Tree  # role, remedy, remedy_kind, amounts and totals
    local_day: Any  # the local day of an instant

    @property
    def digits(self) -> int:
        return DIGITS[self.tree["currency"]]

    def declared(self, name: str) -> Tree:
        return self.tree["facts"].get(name, {})  # type: ignore[no-any-return]

    def is_money(self, name: str) -> bool:
        if name in ("amount", "owed"):
            return True
        derived = self.tree.get("derive", {}).get(name, {})
        parts = derived.get("total") or derived.get("difference") or [name]
        return "money" in self.declared(parts[0])

    def value(self, name: str) -> Any:
        """A fact as it is stated, by default, or as it is derived; None when absent."""
        if name in self.built_in:
            return self.built_in[name]
        if name == "weekday":
            return DAYS[self.day.weekday()]
        if name == "hour":
            return self.hour
        if name in self.facts:
            return self.facts[name]
        if name in self.tree.get("derive", {}):
            return self._derived(self.tree["derive"][name])
        default = self.declared(name).get("default")
        if default is None or isinstance(default, bool | str):
            return default
        return int(Decimal(default).scaleb(self._places(name)))

    def exact(self, name: str) -> Fraction:
        """A number as written, money in minor units."""
        return Fraction(self.value(name)) / (1 if self.is_money(name) else 10 ** self._places(name))

    def _places(self, name: str) -> int:
        if self.is_money(name) or name in AMOUNTS[2:]:
            return self.digits
        number = self.declared(name).get("number")
        return number.get("decimals", 0) if isinstance(number, dict) else 0

    def _derived(self, how: Tree) -> Any:
        (way, names), *_ = how.items()
        if way == "listed":
            text = self.value(names[0])
            return None if text is None else text in names[1]
        first, second = (self.value(name) for name in names)
        if first is None or second is None:
            return None
        if way == "days_between":
            return (second - first).days
        if way == "same":
            return first == second
        return first + second if way == "total" else max(0, first - second)

    # Conditions

    def holds(self, line: Tree, *, only_facts: bool = False) -> bool:
        """Whether a line is in force and its `when` holds and its `unless` does not.

        `only_facts` leaves out what a counter leaves out: tests of role, amounts, totals and clock, and whole `unless`
        mappings that hold one.
        """
        if not only_facts and not self._in_force(line):
            return False
        whens, unlesses = _boxes(line.get("when", {})), _boxes(line.get("unless", []))
        if only_facts:
            whens = [{name: test for name, test in box.items() if name not in NO_FACTS} for box in whens]
            unlesses = [box for box in unlesses if not set(box) & set(NO_FACTS)]
        return any(self._box(box) for box in whens) and not any(self._box(box) for box in unlesses)

    def _in_force(self, line: Tree) -> bool:
        effective = line.get("effective", {})
        if "from" in effective and self.day < date.fromisoformat(effective["from"]):
            return False
        if "until" in effective and self.day >= date.fromisoformat(effective["until"]):
            return False
        for first, by in dated_starts({key: part for key, part in line.items() if key not in ("when", "unless")}):
            when = self.value(by) if by else self.day
            if when is None or when < date.fromisoformat(first):
                return False
        return True

    def _box(self, box: Tree) -> bool:
        return all(self.passes(name, written) for name, written in box.items())

    def passes(self, name: str, written: Any) -> bool:
        """Whether one test holds."""
        value = self.value(name)
        if isinstance(written, dict) and "given" in written:
            return (value is not None) is written["given"]
        if value is None:
            return False
        if not isinstance(written, dict):
            return self._among(name, value, written)
        return all(self._operator(name, value, way, bound) for way, bound in written.items())

    def _among(self, name: str, value: Any, written: Any) -> bool:
        names = written if isinstance(written, list) else [written]
        if name == "remedy":
            names = [one for part in names for one in self.tree.get("groups", {}).get(part, [part])]
        return any(self._as_value(name, one) == value for one in names)

    def _operator(self, name: str, value: Any, way: str, bound: Any) -> bool:
        if way == "not":
            return not self._among(name, value, bound)
        if way == "age":
            return all(self._age(value, inner, written) for inner, written in bound.items())
        left, right = self._ranked(name, value), self._ranked(name, self._as_value(name, bound))
        return bool(_COMPARED[way](left, right))

    def _ranked(self, name: str, value: Any) -> Any:
        ordered = self.declared(name).get("ordered")
        return [_bare(one) for one in ordered].index(value) if ordered else value

    def _as_value(self, name: str, written: Any) -> Any:
        """A constant of the policy as a value of this fact."""
        declared = self.declared(name)
        if "date" in declared:
            return date.fromisoformat(written)
        if "moment" in declared:
            return datetime.fromisoformat(written)
        if "time" in declared:
            hours, minutes = written.split(":")
            return int(hours) * 60 + int(minutes)
        if isinstance(written, bool | str):
            return written
        if name == "amount":
            return int(Decimal(written).scaleb(self.digits))
        return int(Decimal(written).scaleb(self._places(name)))

    def _age(self, since: Any, way: str, written: str) -> bool:
        number, unit = written.split()
        count, unit = int(number), unit.rstrip("s")
        if unit == "hour":
            return bool(_COMPARED[way](self.at - since, timedelta(hours=count)))
        start = self.local_day(since) if isinstance(since, datetime) else since
        if unit in ("day", "week"):
            return bool(_COMPARED[way]((self.day - start).days, count * (7 if unit == "week" else 1)))
        birthday = months_after(start, count * (12 if unit == "year" else 1))
        return bool(_COMPARED[way](self.day, birthday))


_COMPARED = {
    "at_least": lambda left, right: left >= right,
    "from": lambda left, right: left >= right,
    "at_most": lambda left, right: left <= right,
    "over": lambda left, right: left > right,
    "under": lambda left, right: left < right,
    "before": lambda left, right: left < right,
}


def _boxes(written: Any) -> list[Tree]:
    return written if isinstance(written, list) else [written]


def _bare(value: Any) -> Any:
    return next(iter(value)) if isinstance(value, dict) else value


def months_after(day: date, months: int) -> date:
    """The same day of the month, some months later (or earlier), or the month's last day."""
    years, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(years, month + 1, min(day.day, monthrange(years, month + 1)[1]))


def first_of_window(every: str | None, day: date, year_starts: str) -> date:
    """The first day that counts; the last is the day itself, for nothing is given in the future."""
    if every is None:
        return date.min
    if " " in every:
        count, unit = every.split()
        if unit.startswith("day"):
            return day - timedelta(days=int(count) - 1)
        return months_after(day, -int(count)) + timedelta(days=1)
    if every == "day":
        return day
    if every == "week":
        return day - timedelta(days=day.weekday())
    if every == "month":
        return day.replace(day=1)
    month, of_month = (int(part) for part in year_starts.split("-"))
    start = date(day.year, month, of_month)
    if start > day:
        start = date(day.year - 1, month, of_month)
    if every == "year":
        return start
    return max(quarter for quarter in (months_after(start, 3 * n) for n in range(4)) if quarter <= day)
