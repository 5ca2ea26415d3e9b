"""The JSON Schemas of a policy's files, in the policy's own words."""

from __future__ import annotations

from typing import Any

from empower.domain.people import Person
from empower.policyfile.roster import load_roster
from empower.policyfile.schema.cases import cases_schema_for
from empower.policyfile.schema.policy import schema_for
from empower.policyfile.schema.roster import roster_schema_for
from empower.services.house import House

__all__ = ["schema_of"]


def schema_of(file: str, house: House | None) -> dict[str, Any]:
    """The schema of the `policy`, its `cases` or its `roster`; of those of any policy where there is no house."""
    rulebook = house.rulebook if house else None
    if file == "roster":
        return roster_schema_for(rulebook)
    if file == "cases":
        return cases_schema_for(rulebook, _people(house) if house else ())
    return schema_for(rulebook)


def _people(house: House) -> tuple[Person, ...]:
    """The people of the house, or those of the roster beside its policy, when that one can be read."""
    if house.people is not None or house.example_roster is None:
        return house.people or ()
    roster = load_roster(house.example_roster, house.rulebook)
    return () if isinstance(roster, tuple) else roster.people
