"""`empower policy schema`: a JSON Schema of this policy's vocabulary, for an editor."""

from __future__ import annotations

from typing import Annotated

import typer

from empower.cli.options import JsonFlag, PolicyOption
from empower.cli.words import example

__all__ = ["register", "schema"]


def register(app: typer.Typer) -> None:
    """Adds the command."""
    examples = example("empower policy schema > policy.schema.json")
    short = "The policy's words as a JSON Schema, so that an editor completes them."
    app.command(name="schema", epilog=examples, short_help=short)(schema)


def schema(
    policy: PolicyOption = None,
    generic: Annotated[
        bool, typer.Option("--generic", help="For any policy: keys only, no words of one policy.")
    ] = False,
    as_json: JsonFlag = False,  # noqa: ARG001  # a schema is one object already
) -> None:
    """A JSON Schema of this policy's vocabulary, so that an editor completes values and names, not only keys."""
    import json

    from empower.cli import terminal
    from empower.cli.wiring import opened
    from empower.policyfile.schema.policy import schema_for

    rulebook = None if generic else opened(policy).house.rulebook
    terminal.say(json.dumps(schema_for(rulebook), ensure_ascii=True, indent=2))
