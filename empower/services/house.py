"""The house that questions are put to: a policy in use, and the people, where there is a roster."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from itertools import islice
from pathlib import Path

from empower.domain.errors import CannotAskError
from empower.domain.people import Person
from empower.domain.problem import PlacedProblem, Problem
from empower.domain.value import Value
from empower.policyfile.load import load_policy
from empower.policyfile.packs import POLICY, pack_folder, pack_names, policy_file
from empower.policyfile.roster import load_roster
from empower.policyfile.said.page import WordsPage
from empower.policyfile.said.words import nearest
from empower.rules.rulebook import Rulebook

__all__ = ["EXIT_NOT_YOURS", "EXIT_POLICY", "ROSTER", "House", "cannot", "find_policy", "not_yours", "open_house"]

ROSTER = "roster.yaml"
EXIT_NOT_YOURS = 4  # of a command that is for somebody else
EXIT_POLICY = 5  # of a command whose policy, or whose cases, cannot be used
_MOST_NEIGHBOURS = 500


class House(Value):
    """What was opened."""

    rulebook: Rulebook
    file: Path  # of the policy
    people: tuple[Person, ...] | None = None  # `None` without a roster: every role is taken to be held
    roster: Path | None = None
    source: bytes = b""  # the policy's text
    roster_source: bytes = b""
    roster_digest: str | None = None  # of that text; `None` without a roster

    @property
    def example_roster(self) -> Path | None:
        """The roster that lies beside the policy, when it is not in use already."""
        beside = self.file.parent / ROSTER
        return beside if self.roster is None and beside.is_file() else None


def open_house(policy: Path, roster: Path | None = None) -> House:
    """The house with this policy and roster. Raises `CannotAskError` with every problem found in either."""
    loaded = load_policy(policy)
    if loaded.rulebook is None:
        raise CannotAskError(loaded.problems, exit_code=EXIT_POLICY)
    file = policy_file(policy)
    if roster is None:
        return House(rulebook=loaded.rulebook, file=file, source=loaded.source)
    people = load_roster(roster, loaded.rulebook)
    if isinstance(people, tuple):
        raise CannotAskError(people)
    return House(
        rulebook=loaded.rulebook,
        file=file,
        people=people.people,
        roster=roster,
        source=loaded.source,
        roster_source=people.page.source,
        roster_digest=f"sha256:{hashlib.sha256(people.page.source).hexdigest()}",
    )


def find_policy(name: str, base: Path) -> Path | Problem:
    """The folder or file that a name stands for, seen from `base`, or else the shipped pack of that name."""
    path = base / Path(name).expanduser()
    if path.is_file() or (path / POLICY).is_file():
        return path
    pack = pack_folder(name)
    if pack is not None:
        return pack
    hint = _other_policies(path, name)
    if path.is_dir():
        message, hint = f"there is no `{POLICY}` in `{path}`", f"name the folder of a policy: {hint}"
    else:
        message = f"`{name}` is neither a folder, nor a file, nor a shipped pack"
    return Problem(code="unknown-policy", message=message, hint=hint)


def _other_policies(path: Path, name: str) -> str:
    """Which policy may have been meant: one in the folder named, or beside what is not there; or a shipped pack."""
    folder, said = (path, Path(name)) if path.is_dir() else (path.parent, Path(name).parent)
    there: list[Path] = []
    with suppress(OSError, ValueError):
        there = sorted(islice(folder.iterdir(), _MOST_NEIGHBOURS))
    folders = [str(said / one.name) for one in there if (one / POLICY).is_file()]
    files = [str(said / one.name) for one in there if one.suffix in (".yaml", ".yml")]
    likely = nearest(name, [*folders, *files, *pack_names()], "policies")
    if likely.endswith("?") and not path.is_dir():
        return likely
    return nearest(
        "", [*folders, *pack_names()], "policies there and the shipped packs" if folders else "shipped packs"
    )


def cannot(code: str, message: str, hint: str, words: tuple[str, ...] | WordsPage = ()) -> CannotAskError:
    """The failure to put a question, for a reason that stands in no file; of the words of a command the first is meant."""
    page, path = (words, (0,)) if isinstance(words, WordsPage) else (WordsPage(words), ())
    placed: tuple[PlacedProblem, ...] = page.placed([Problem(code=code, message=message, hint=hint, path=path)])
    return CannotAskError(
        placed if page.words else tuple([one.but(column=1, end_column=1, source="") for one in placed])
    )


def not_yours(message: str, hint: str) -> CannotAskError:
    """The failure of somebody to do what is for somebody else to do."""
    return CannotAskError(cannot("not-yours", message, hint).problems, exit_code=EXIT_NOT_YOURS)
