"""What every test starts from: seeded laws, and no setting of the person who runs them."""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, settings

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
