"""One program, three stores: the same entries, bytes and balances; and what the book promises holds after every step."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from empower.domain.errors import CannotAskError
from empower.ledger.memory import MemoryStore
from empower.ledger.opening import open_store
from empower.ledger.shapes import PROJECTED
from tests.ledger.conftest import created
from tests.ledger.programs import Step, program
from tests.ledger.promises import hold
from tests.ledger.shop_house import Desk
from tests.servers import fresh_database

if TYPE_CHECKING:
    from empower.ledger.rows import Rows, Store

TORTURE = bool(os.environ.get("EMPOWER_TORTURE"))


def tables(store: Store) -> dict[str, list[dict[str, Any]]]:
    """Every row of every projection, in the order of their keys."""
    with store.reading() as rows:
        return {shape.name: _all(rows, shape.name, shape.key) for shape in PROJECTED}


def _all(rows: Rows, table: str, key: tuple[str, ...]) -> list[dict[str, Any]]:
    found = rows.find(f"every {table}")
    return sorted(found, key=lambda row: [str(row[name]) for name in key])


def run(desk: Desk, step: Step) -> str:
    """What a step comes to, in a word: the kind of entry, or the code of what stands in the way."""
    try:
        return step.taken(desk)
    except CannotAskError as refused:
        return refused.problems[0].code


@contextmanager
def stores(tmp_path: Any, server: str | None) -> Iterator[dict[str, Store]]:
    """A fresh store of each kind."""
    made: dict[str, Store] = {"memory": MemoryStore()}
    file = tmp_path / "book.db"
    for old in tmp_path.glob("book.db*"):
        old.unlink()
    created(str(file))
    made["sqlite"] = open_store(str(file))
    try:
        if server is None:
            yield made
            return
        with fresh_database(server) as url:
            created(url)
            made["postgresql"] = open_store(url)
            yield made
            made.pop("postgresql").close()
    finally:
        for store in made.values():
            store.close()


def lived_through(steps: list[Step], tmp_path: Any, server: str | None) -> None:
    """Runs the program on each store, comparing after every step with memory, which is checked against the promises."""
    with stores(tmp_path, server) as made:
        desks = {name: Desk(store) for name, store in made.items()}
        for step in steps:
            outcomes = {name: run(desk, step) for name, desk in desks.items()}
            assert len(set(outcomes.values())) == 1, (step, outcomes)
            hold(desks["memory"])
        desks["memory"].replayed()
        written = {name: [entry.payload for entry in desk.entries()] for name, desk in desks.items()}
        kept = {name: tables(desk.book.store) for name, desk in desks.items()}
        for name in desks:
            assert written[name] == written["memory"], name
            assert kept[name] == kept["memory"], name


@pytest.mark.parametrize("engines", ["memory and sqlite", "all three"])
def test_the_same_program_writes_the_same_book(engines: str, tmp_path: Any, request: pytest.FixtureRequest) -> None:
    server = request.getfixturevalue("pg_server") if engines == "all three" else None
    examples = (400 if server is None else 150) if TORTURE else (25 if server is None else 10)

    @settings(
        max_examples=examples,
        deadline=None,
        derandomize=not TORTURE,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.generate] if not TORTURE else list(Phase),
        database=None,
    )
    @given(st.lists(program(), min_size=25, max_size=40))
    def live(steps: list[Step]) -> None:
        lived_through(steps, tmp_path, server)

    live()
