"""What an analysis found: what is wrong and where in the file, for which requests, and one request that shows it."""

from __future__ import annotations

from empower.domain.facts import FactValue
from empower.domain.problem import Problem
from empower.domain.value import Value
from empower.rules.analysis.asking import BARE
from empower.rules.analysis.regions import Region

TYPE_CHECKING = False
if TYPE_CHECKING:
    from empower.rules.analysis.concrete import Concrete

__all__ = ["Earlier", "Found", "Witness"]


class Earlier(Value):
    """A gesture that was given before, so that a counter stands where it stands."""

    remedy: str
    face: int = BARE  # minor units, or things; `BARE` for what has neither
    role: str = ""
    day: int = 0
    facts: tuple[tuple[str, FactValue], ...] | None = None  # of another incident; `None` for the same


class Witness(Value):
    """A complete request that anybody can run and see for themselves."""

    remedy: str
    role: str
    face: int  # minor units, or things; `BARE` for what has neither
    day: int  # the local day
    hour: int  # on the wall clock
    facts: tuple[tuple[str, FactValue], ...]  # as stated; a moment beside its local day (`told.day`)
    given: tuple[Earlier, ...] = ()
    comes: str = ""  # the outcome it comes to
    person: str = ""  # of the roster, where it takes one to show it

    def at(self, where: Concrete) -> Witness:
        """The same request in another situation."""
        return self.but(day=where.day, hour=where.hour, facts=where.facts)


class Found(Value):
    """One finding. Its problem's message names the lines; the regions and the witness are told beside it."""

    problem: Problem
    regions: tuple[Region, ...] = ()
    witness: Witness | None = None
