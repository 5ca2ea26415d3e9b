"""Why reading a log ended."""

from __future__ import annotations

from empower.domain.errors import EmpowerError
from empower.domain.problem import PlacedProblem

__all__ = ["CannotReadError"]


class CannotReadError(EmpowerError):
    """A log that is not read any further, with the line and the way out."""

    def __init__(self, code: str, message: str, hint: str, line: int = 1) -> None:
        super().__init__(message)
        self.code, self.message, self.hint, self.line = code, message, hint, line

    def placed(self, name: str) -> PlacedProblem:
        """The problem in the file called `name`."""
        return PlacedProblem(
            code=self.code,
            message=self.message,
            hint=self.hint,
            level="problem",
            file=name,
            line=self.line,
            column=1,
            end_column=1,
            source="",
        )
