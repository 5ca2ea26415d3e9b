"""Which policy, roster, book and person are meant: typed, else the environment's, the workspace's, the user's own."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

import platformdirs

from empower.domain.problem import PlacedProblem
from empower.domain.value import Value
from empower.policyfile.workspace import NAME, Workspace, find_workspace, load_workspace

__all__ = ["Choice", "Settings", "settings"]

NAMES = ("policy", "ledger", "roster", "as", "identity")
_FROM_ENVIRONMENT = {
    "policy": "EMPOWER_POLICY",
    "ledger": "EMPOWER_LEDGER",
    "roster": "EMPOWER_ROSTER",
    "as": "EMPOWER_AS",
}


class Choice(Value):
    """One setting: what it says, who says so, and the folder that a name of a file counts from."""

    value: str
    why: str  # "flag --policy", "EMPOWER_POLICY", "/srv/hotel/empower.yaml"
    base: Path

    @property
    def path(self) -> Path:
        """The file that the value names."""
        return self.base / Path(self.value).expanduser()


class Settings(Value):
    """What is in use; `None` where nobody says."""

    policy: Choice | None = None
    ledger: Choice | None = None
    roster: Choice | None = None
    person: Choice | None = None
    identity: Choice | None = None  # login | claimed
    workspace: Path | None = None

    @property
    def by_login(self) -> bool:
        """Whether the operating-system user is the person."""
        return self.identity is not None and self.identity.value == "login"


def settings(
    flags: Mapping[str, str | None],
    environment: Mapping[str, str] | None = None,
    folder: Path | None = None,
    user_folder: Path | None = None,
) -> Settings | tuple[PlacedProblem, ...]:
    """The settings, or what is wrong with a file that holds some of them.

    `flags` are what was typed, by name (`policy`, `ledger`, `roster`, `as`). A file is read only when it is needed.
    """
    environment = os.environ if environment is None else environment
    here = folder or Path.cwd()
    own = (user_folder or Path(platformdirs.user_config_dir("empower", appauthor=False))) / NAME
    found: dict[str, Choice] = {}
    for name in NAMES:
        variable = _FROM_ENVIRONMENT.get(name, "")
        if flags.get(name):
            found[name] = Choice(value=str(flags[name]), why=f"flag --{name}", base=here)
        elif environment.get(variable):
            found[name] = Choice(value=environment[variable], why=variable, base=here)
    workspace = find_workspace(here)
    for file in (workspace, own if own.is_file() and own != workspace else None):
        if file is None:
            continue
        written = load_workspace(file)
        if isinstance(written, tuple):
            return written
        for name, choice in _choices(written).items():
            found.setdefault(name, choice)
    return Settings(
        policy=found.get("policy"),
        ledger=found.get("ledger"),
        roster=found.get("roster"),
        person=found.get("as"),
        identity=found.get("identity"),
        workspace=workspace,
    )


def _choices(written: Workspace) -> dict[str, Choice]:
    said = {
        "policy": written.policy,
        "ledger": written.ledger,
        "roster": written.roster,
        "as": written.person,
        "identity": written.identity,
    }
    return {
        name: Choice(value=value, why=str(written.file), base=written.file.parent)
        for name, value in said.items()
        if value
    }
