"""What the analyses answer, as values: `services` makes them, `report` shows them, and neither knows the other."""

from __future__ import annotations

from empower.domain.facts import FactValue
from empower.domain.problem import PlacedProblem
from empower.domain.value import Value
from empower.rules.analysis.around.note import MAY, Note
from empower.rules.analysis.difference import Change, Difference, verdict_of
from empower.rules.analysis.found import Witness
from empower.rules.analysis.pair import Stretch
from empower.rules.analysis.regions import Region
from empower.rules.rulebook import Rulebook

__all__ = ["Finding", "Linted", "Shown", "Told"]


class Finding(Value):
    """One finding at its place in the file."""

    problem: PlacedProblem
    regions: tuple[Region, ...] = ()
    witness: Witness | None = None
    because: str = ""  # why the policy accepts it, where it does


class Linted(Value):
    """All findings, in the order of the file. With a problem that stands in the way of reading there is no rulebook."""

    findings: tuple[Finding, ...]
    accepted: tuple[Finding, ...] = ()
    rulebook: Rulebook | None = None

    def fails(self, *, strict: bool) -> bool:
        """Whether something was found that is not to be left so."""
        failing = ("problem", "warning") if strict else ("problem",)
        return any([one.problem.level in failing for one in self.findings])


class Shown(Value):
    """One change with a request that shows it; without one where no history was found that comes to its totals."""

    change: Change
    ways: tuple[str, ...]  # of the change, those that are shown here
    stretches: tuple[Stretch, ...]  # with the facts of the request and after what was given before it
    effects: tuple[str, ...]  # of those, in the order of `EFFECTS`
    witness: Witness | None = None
    hangs_on: tuple[
        tuple[str, FactValue], ...
    ] = ()  # the facts that the amounts are made from, as they are in the request


class Told(Value):
    """How one policy differs from another."""

    old: Rulebook
    new: Rulebook
    names: tuple[str, str]  # as they were said
    days: tuple[int | None, int | None]  # of each, where it is looked at on one day
    difference: Difference
    shown: tuple[Shown, ...]
    notes: tuple[Note, ...] = ()  # what is otherwise around the lines

    @property
    def verdict(self) -> str:
        """The verdict on the lines and on what they are read by; "may differ" wherever a note says so."""
        if any([note.way == MAY for note in self.notes]):
            return "may differ"
        return verdict_of(self._ways(), unsettled=self.difference.is_unsettled)

    def fails_on(self, way: str) -> bool:
        """Whether it is looser or tighter, or differs at all (`any`); what was not settled may be anything."""
        ways = self._ways()
        unsettled = self.difference.is_unsettled or MAY in ways
        return unsettled or (bool(ways) if way == "any" else bool({way, "otherwise"} & ways))

    def _ways(self) -> set[str]:
        ways = {one for change in self.difference.changes for one in change.ways}
        return ways | {note.way for note in self.notes if note.way}
