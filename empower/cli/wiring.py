"""The only place that opens things: settings, policy, roster, the clock and the name somebody is logged in by."""

from __future__ import annotations

import os
import time
from pathlib import Path

from empower.domain.errors import CannotAskError
from empower.domain.problem import Problem
from empower.domain.value import Value
from empower.policyfile.packs import pack_names
from empower.policyfile.page import WordsPage
from empower.policyfile.words import one_of
from empower.services.house import House, cannot, find_policy, open_house
from empower.services.question import Who
from empower.settings import Choice, Settings, settings

__all__ = ["Desk", "clock", "logged_in_as", "opened", "policy_in_use", "settled"]


class Desk(Value):
    """What a command works with."""

    house: House
    settings: Settings
    who: Who


def opened(policy: str | None, roster: str | None = None, person: str | None = None, role: str | None = None) -> Desk:
    """The desk for these flags and whatever stands behind them. Raises `CannotAskError` when something is not usable."""
    chosen = settled(policy=policy, roster=roster, person=person)
    file = policy_in_use(chosen)
    house = open_house(near(file), near(chosen.roster.path) if chosen.roster else None)
    return Desk(house=house, settings=chosen, who=_who(chosen, role))


def settled(policy: str | None = None, roster: str | None = None, person: str | None = None) -> Settings:
    """The settings in use. Raises `CannotAskError` when a file that holds some is wrong."""
    found = settings({"policy": policy, "roster": roster, "as": person})
    if isinstance(found, tuple):
        raise CannotAskError(found)
    return found


def policy_in_use(chosen: Settings) -> Path:
    """The file or folder of the policy. Raises `CannotAskError` when none is named, or there is none of that name."""
    if chosen.policy is None:
        hint = f"name one with `--policy`: a folder, a file or a shipped pack ({one_of(pack_names())})"
        raise cannot("no-policy", "nothing says which policy to go by", hint)
    found = find_policy(chosen.policy.value, chosen.policy.base)
    if isinstance(found, Path):
        return found
    raise CannotAskError(_said(chosen.policy, "--policy").placed([found.but(path=(1,))]))


def clock() -> int:
    """The present instant: microseconds, UTC."""
    return time.time_ns() // 1000


def logged_in_as() -> str:
    """The operating-system user. What a person can set for themselves, such as `USER`, does not count where there is better."""
    try:
        import pwd

        return pwd.getpwuid(os.getuid()).pw_name
    except (ImportError, KeyError):
        import getpass

        return getpass.getuser()


def near(path: Path) -> Path:
    """The same file, named from the folder somebody is in when it lies there."""
    here = Path.cwd()
    try:
        return path.relative_to(here) if path.is_absolute() else path
    except ValueError:
        return path


def _who(chosen: Settings, role: str | None) -> Who:
    """Who asks. Where people are known by their login, nobody may claim to be somebody else."""
    person = chosen.person
    if not chosen.by_login:
        return Who(person=person.value if person else "", role=role or "")
    if person is not None and not person.why.endswith(".yaml"):
        problem = Problem(
            code="login-decides",
            message=f"here the person is whoever is logged in, `{logged_in_as()}`; nobody is named with {person.why}",
            hint=f"leave it out; `identity: login` stands in {chosen.identity.why if chosen.identity else ''}",
            path=(1,),
        )
        raise CannotAskError(_said(person, "--as").placed([problem]))
    return Who(login=logged_in_as(), role=role or "")


def _said(choice: Choice, option: str) -> WordsPage:
    """Where a setting was said, as a page to point at."""
    if choice.why.startswith("flag"):
        return WordsPage((option, choice.value))
    return WordsPage((choice.why, choice.value), "setting")
