"""Something wrong in what a person wrote: a value with a place and a way out, never an exception."""

from __future__ import annotations

from empower.domain.value import Value

__all__ = ["Path", "PlacedProblem", "Problem"]

Path = tuple[str | int, ...]


class Problem(Value):
    """What is wrong, said in the author's words, at a path of the file (`("roles", "agent", "remedies", 1)`)."""

    code: str
    message: str
    path: Path = ()
    hint: str = ""
    at_key: bool = False  # the mistake is the name, not what stands behind it
    level: str = "problem"  # problem | warning | note


class PlacedProblem(Value):
    """A problem with its line: what is shown to a person."""

    code: str
    message: str
    hint: str
    level: str
    file: str
    line: int
    column: int
    end_column: int
    source: str
