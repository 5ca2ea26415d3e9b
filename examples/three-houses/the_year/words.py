"""The words in which somebody states what happened and says what they would give."""

from __future__ import annotations

from the_year.chance import Chance
from the_year.seasons import GIVEN_FOR, SEVERITIES

__all__ = ["Happening", "figure"]

_REFUNDS = {"minor": (10, 45), "moderate": (25, 70), "major": (40, 160), "critical": (90, 520)}


class Happening:
    """Something that went wrong in a house."""

    def __init__(self, house: str, failure: str, customer: str, chance: Chance) -> None:
        self.house, self.failure, self.customer = house, failure, customer
        self.severity = chance.weighted(SEVERITIES)
        self.nights = chance.between(1, 6)
        self.bill = self.nights * chance.between(9, 21) * 10 + chance.between(0, 99) / 100
        at_fault = {"house": 92, "guest": 2, "weather": 6 if house != "quay" else 1}
        more = {
            "at_fault": "house" if failure in ("overbooked", "billing") else chance.weighted(at_fault),
            "group_stay": "true" if chance.happens(0.05) else "false",
        }
        if failure == "billing":
            more["overcharged"] = f"{chance.between(4, 90) + chance.between(0, 99) / 100:.2f}"
        self._more = more

    @property
    def facts(self) -> tuple[str, ...]:
        """What is stated of it, as it is typed."""
        stated = {
            "property": self.house,
            "failure": self.failure,
            "severity": self.severity,
            "customer": self.customer,
            "nights": str(self.nights),
            "bill": f"{self.bill:.2f}",
            **self._more,
        }
        return tuple([f"{name}={value}" for name, value in stated.items()])

    def wish(self, chance: Chance) -> tuple[str, ...]:
        """What somebody would give for it."""
        remedy = chance.weighted(GIVEN_FOR[self.failure])
        if remedy == "owed":
            return ("refund",) if self.failure == "billing" or chance.happens(0.6) else ("credit",)
        return (remedy, *figure(remedy, self.severity, self.bill, self.nights, chance))


def figure(remedy: str, severity: str, bill: float, nights: int, chance: Chance) -> tuple[str, ...]:
    """How much of it, where that has to be said."""
    low, high = _REFUNDS[severity]
    rounded = max(5, chance.between(low, high) // 5 * 5)
    if remedy == "refund":
        return (str(int(min(rounded, bill))),)
    if remedy == "credit":
        return (str(int(rounded * 1.5) // 10 * 10 + 10),)
    if remedy == "dinner":
        return (str(chance.between(1, 2)),)
    if remedy == "upgrade":
        return (str(min(nights, chance.between(1, 3))),)
    return (str(1 if chance.happens(0.8) else 2),) if remedy == "free_night" else ()
