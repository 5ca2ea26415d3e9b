"""`empower policy schema`: a JSON Schema of this policy's vocabulary, for an editor."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from empower.cli.options import JsonFlag, PolicyOption, RosterOption
from empower.cli.words import example

__all__ = ["SchemaOf", "register", "schema"]


class SchemaOf(StrEnum):
    """The files that have a schema."""

    POLICY = "policy"
    CASES = "cases"
    ROSTER = "roster"


def register(app: typer.Typer) -> None:
    """Adds the command."""
    examples = example(
        "empower policy schema > policy.schema.json", "empower policy schema --for cases > cases.schema.json"
    )
    short = "The policy's words as a JSON Schema, so that an editor completes them."
    app.command(name="schema", epilog=examples, short_help=short)(schema)


def schema(
    policy: PolicyOption = None,
    roster: RosterOption = None,
    of: Annotated[SchemaOf, typer.Option("--for", help="For which of the policy's files.")] = SchemaOf.POLICY,
    generic: Annotated[
        bool, typer.Option("--generic", help="For any policy: keys only, no words of one policy.")
    ] = False,
    as_json: JsonFlag = False,  # noqa: ARG001  # a schema is one object already
) -> None:
    """A JSON Schema of this policy's vocabulary, so that an editor completes values and names, not only keys.

    With --for it is the schema of the policy's cases or of its roster, in the same words. The people of the roster in use
    are offered in cases; without one, those of the roster beside the policy.
    """
    import json

    from empower.cli import terminal
    from empower.cli.wiring import opened
    from empower.services.schemas import schema_of

    house = None if generic else opened(policy, roster).house
    terminal.say(json.dumps(schema_of(of.value, house), ensure_ascii=True, indent=2))
