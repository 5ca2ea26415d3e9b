"""A command whose words may be amounts: `-5` is an amount that is too small, not an option nobody knows."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from typer.core import TyperCommand

if TYPE_CHECKING:
    import typer

__all__ = ["WordsCommand", "example"]

_NEGATIVE = re.compile(r"-(?=[.0-9])")


class WordsCommand(TyperCommand):
    """Reads a negative number as a word, with the sign that is no option's; its usage shows the words as they are said."""

    def collect_usage_pieces(self, ctx: typer.Context) -> list[str]:  # type: ignore[override]  # noqa: ARG002
        return ["[OPTIONS]", *[str(param.metavar) for param in self.params if param.param_type_name == "argument"]]

    def parse_args(self, ctx: typer.Context, args: list[str]) -> list[str]:  # type: ignore[override]
        return super().parse_args(ctx, [_NEGATIVE.sub("−", word) if _NEGATIVE.match(word) else word for word in args])


def example(*lines: str) -> str:
    """The lines to try, as they stand below a command's help."""
    return "\n".join(["\b", "For example:", *[f"  {line}" for line in lines]])
