"""What every test starts from: seeded laws, no setting of the person who runs them, and output that is seen."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.servers import NoPostgresError, fresh_database, server

FOR_THE_TESTS = {"EMPOWER_TEST_PG_URL", "EMPOWER_TORTURE"}

# The same examples on every machine; `make torture` looks further, and elsewhere each time.
settings.register_profile(
    "everyday", deadline=None, derandomize=True, database=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile(
    "torture",
    deadline=None,
    database=None,
    max_examples=3_000,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
)
settings.load_profile("torture" if os.environ.get("EMPOWER_TORTURE") else "everyday")


@pytest.fixture(autouse=True)
def _nobodys_settings(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """No test reads the workspace, policy, config folder or colours of whoever runs it."""
    for name in [name for name in os.environ if name.startswith("EMPOWER_") and name not in FOR_THE_TESTS]:
        monkeypatch.delenv(name)
    for name in ("COLUMNS", "FORCE_COLOR", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    home = str(tmp_path_factory.getbasetemp() / "home")
    for name in ("HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"):
        monkeypatch.setenv(name, home)


def pytest_addoption(parser: pytest.Parser) -> None:
    """One flag to accept what is shown now."""
    parser.addoption("--update-snapshots", action="store_true", help="write what is shown now to the snapshots")


@pytest.fixture
def seen(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Holds a text against the snapshot of that name in `snapshots/` beside the test, to the last character."""
    folder = Path(request.path).parent / "snapshots"

    def as_before(name: str, text: str) -> None:
        file = folder / name
        if request.config.getoption("--update-snapshots"):
            folder.mkdir(exist_ok=True)
            file.write_text(text, encoding="utf-8", newline="")
        assert file.exists(), f"no snapshot {file}; --update-snapshots writes it"
        assert text == file.read_text(encoding="utf-8")

    return as_before


@pytest.fixture(scope="session")
def pg_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A real PostgreSQL, one for all workers of a run. In CI a missing one is a failure."""
    shared = tmp_path_factory.getbasetemp()
    if os.environ.get("PYTEST_XDIST_WORKER"):
        shared = shared.parent
    try:
        with server(shared) as url:
            yield url
    except NoPostgresError as none:
        if os.environ.get("CI"):
            pytest.fail(str(none))
        pytest.skip(str(none))


@pytest.fixture
def pg_url(pg_server: str) -> Iterator[str]:
    """A fresh, empty database."""
    with fresh_database(pg_server) as url:
        yield url
