"""A point before three figures may mean either: both readings are offered, and neither is taken."""

from __future__ import annotations

import pytest

from empower.domain.figures import two_readings


@pytest.mark.parametrize(
    ("text", "digits", "said"),
    [
        ("30.005", 2, "write it with at most 2 decimals: `30.00` or `30.01`; or, if thousands are meant, `30005`"),
        ("7.500", 2, "write it with at most 2 decimals: `7.50`; or, if thousands are meant, `7500`"),
        ("9.999", 2, "write it with at most 2 decimals: `9.99` or `10.00`; or, if thousands are meant, `9999`"),
        ("2.500", 0, "write it without decimals: `2` or `3`; or, if thousands are meant, `2500`"),
        ("0.125", 2, ""),
        ("1234.567", 2, ""),
        ("30.0055", 2, ""),
        ("30.005", 3, ""),
        ("30.05", 0, ""),
    ],
)
def test_both_readings(text: str, digits: int, said: str) -> None:
    assert two_readings(text, "EUR", digits) == said
