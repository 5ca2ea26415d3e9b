"""How the houses differ: when they are full, what goes wrong in them, and why."""

from __future__ import annotations

from datetime import date

__all__ = ["CAUSES", "FAILURES", "GIVEN_FOR", "SEVERITIES", "busy"]

_MONTHS = {  # January first
    "quay": (0.7, 0.8, 1.0, 1.1, 1.3, 1.3, 1.0, 0.9, 1.3, 1.2, 0.9, 0.8),
    "dunes": (0.2, 0.2, 0.4, 0.7, 0.9, 1.5, 2.3, 2.5, 1.3, 0.6, 0.2, 0.3),
    "abbey": (1.9, 1.8, 1.1, 0.9, 0.6, 0.5, 0.5, 0.6, 0.7, 0.9, 1.0, 1.9),
}
_SIZE = {"quay": 0.48, "dunes": 0.32, "abbey": 0.20}
_WEEKDAYS = {  # Monday first
    "quay": (1.1, 1.2, 1.2, 1.2, 1.0, 0.7, 0.6),
    "dunes": (0.8, 0.7, 0.7, 0.8, 1.2, 1.5, 1.3),
    "abbey": (0.6, 0.6, 0.7, 0.9, 1.4, 1.6, 1.2),
}

FAILURES = {
    "quay": {
        "noise": 26,
        "cleanliness": 11,
        "not_ready": 17,
        "out_of_order": 14,
        "service": 13,
        "overbooked": 6,
        "billing": 11,
        "allergen": 2,
    },
    "dunes": {
        "noise": 11,
        "cleanliness": 15,
        "not_ready": 19,
        "out_of_order": 18,
        "service": 16,
        "overbooked": 11,
        "billing": 7,
        "allergen": 3,
    },
    "abbey": {
        "noise": 7,
        "cleanliness": 9,
        "not_ready": 9,
        "out_of_order": 37,
        "service": 21,
        "overbooked": 5,
        "billing": 9,
        "allergen": 3,
    },
}
SEVERITIES = {"minor": 46, "moderate": 33, "major": 16, "critical": 5}

CAUSES = {
    "noise": {"thin_walls": 70, "short_of_staff": 15, "lifts_and_pipes": 15},
    "cleanliness": {"housekeeping": 70, "short_of_staff": 30},
    "not_ready": {"housekeeping": 45, "short_of_staff": 40, "booking_system": 15},
    "out_of_order": {"lifts_and_pipes": 88, "short_of_staff": 12},
    "service": {"short_of_staff": 75, "kitchen": 25},
    "overbooked": {"booking_system": 100},
    "billing": {"billing_system": 100},
    "allergen": {"kitchen": 100},
}

GIVEN_FOR = {  # what is given first, and how often
    "noise": {
        "apology": 12,
        "room_move": 12,
        "amenity": 14,
        "late_checkout": 14,
        "credit": 20,
        "refund": 22,
        "upgrade": 6,
    },
    "cleanliness": {"apology": 16, "room_move": 14, "amenity": 26, "credit": 24, "refund": 20},
    "not_ready": {"apology": 14, "amenity": 20, "dinner": 14, "upgrade": 22, "credit": 18, "refund": 12},
    "out_of_order": {"apology": 12, "room_move": 20, "amenity": 12, "upgrade": 12, "credit": 24, "refund": 20},
    "service": {"apology": 24, "letter": 6, "amenity": 20, "dinner": 26, "credit": 16, "refund": 8},
    "overbooked": {"owed": 70, "free_night": 10, "upgrade": 20},
    "billing": {"owed": 90, "apology": 10},
    "allergen": {"apology": 30, "letter": 20, "refund": 50},
}


def busy(house: str, day: date) -> float:
    """How much goes wrong in a house on a day, beside other days and houses."""
    return _SIZE[house] * _MONTHS[house][day.month - 1] * _WEEKDAYS[house][day.weekday()]
