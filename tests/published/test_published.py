"""Two published sets of cases, unchanged, all answered by policies written in our own language."""

from __future__ import annotations

import hashlib
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.published import adapter

HERE = Path(__file__).parent
DIGESTS = {
    "hotel_comp_ladder.json": "500f2c583b2b30626f5c2e956a74d60eb1ebc0050e2582e582edd35b9e1d0f80",
    "uk_rail_delay_repay.json": "7076186b0ddc0b4ad00734b485c14541dbceee63e51691c7bb549d3e78156889",
}
COUNTS = {"hotel_comp_ladder.json": 42, "uk_rail_delay_repay.json": 61}
MONEY = ("amount_due", "max_amount")


def cases(name: str) -> list[Any]:
    found = json.loads((HERE / name).read_text(encoding="utf-8"), parse_float=Decimal)["cases"]
    return [pytest.param(case, id=case["id"]) for case in found]


@pytest.mark.parametrize("name", DIGESTS)
def test_the_cases_are_as_published_and_all_there(name: str) -> None:
    assert hashlib.sha256((HERE / name).read_bytes()).hexdigest() == DIGESTS[name]
    assert len(cases(name)) == COUNTS[name]


def test_the_adapter_is_short() -> None:
    assert len((HERE / "adapter.py").read_text(encoding="utf-8").splitlines()) <= 60


@pytest.mark.parametrize("case", cases("hotel_comp_ladder.json"))
def test_hotel_ladder(case: dict[str, Any]) -> None:
    _agrees(case, adapter.hotel(case))


@pytest.mark.parametrize("case", cases("uk_rail_delay_repay.json"))
def test_rail_delay(case: dict[str, Any]) -> None:
    _agrees(case, adapter.rail(case))


def _agrees(case: dict[str, Any], answer: dict[str, Any]) -> None:
    """Everything the case expects of the answer; shares and journey values are steps on the way to the amount."""
    compared = 0
    for key, wanted in case["expect"].items():
        if key in ("percent", "journey_value"):
            continue
        found = answer[key]
        assert (Decimal(found) if key in MONEY else found) == (Decimal(wanted) if key in MONEY else wanted), key
        compared += 1
    assert compared
