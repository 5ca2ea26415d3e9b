"""What is known when the parser stops. The two parsers word the same mistake differently and often notice it lines later."""

from __future__ import annotations

import re

from yaml import MarkedYAMLError

from empower.domain.problem import Problem
from empower.domain.value import Value
from empower.policyfile.places import spot
from empower.policyfile.reader.remarks import shown

__all__ = ["Slip", "needs_quotes", "slip_of"]

_FAR_ESCAPE = re.compile(r"\\U(?!000[0-9a-fA-F]|0010)[0-9a-fA-F]{8}")


class Slip(Value):
    """Where the parser stopped (`at`), in the middle of what (`doing`, from `begin`), and what had been read by then."""

    source: str
    said: str
    doing: str
    begin: int
    at: int
    last_start: int  # the last part that was read
    last_end: int
    opened: int | None  # the innermost bracket still open

    def here(self) -> str:
        """The character at which the parser stopped; nothing at the end of the file."""
        return self.source[self.at : self.at + 1]

    def line(self, position: int) -> tuple[int, int]:
        """Where the line begins and ends that holds this position."""
        start, end = self.source.rfind("\n", 0, position) + 1, self.source.find("\n", position)
        end = end if end >= 0 else len(self.source)
        carriage = self.source.find("\r", position, end)
        return max(start, self.source.rfind("\r", start, position) + 1), carriage if carriage >= 0 else end

    def rest(self, start: int) -> tuple[str, tuple[int, int]]:
        """What is written from here to the end of the line, without a comment, and where that is."""
        written = self.source[start : self.line(start)[1]].partition(" #")[0].rstrip()
        return written, (start, start + len(written))


def slip_of(error: Exception, source: str, last: tuple[int, int], opened: int | None) -> Slip:
    """What is known when the parser stops with this error, having read the last part and with this bracket open."""
    said, doing, at, begin = "", "", last[1], last[1]
    if isinstance(error, MarkedYAMLError):
        said, doing = error.problem or "", error.context or ""
        at = error.problem_mark.index if error.problem_mark else at
        begin = error.context_mark.index if error.context_mark else at
    elif far := _FAR_ESCAPE.search(source, last[1]):
        said, doing, begin, at = "escape", "quoted scalar", far.start(), far.start()
    return Slip(
        source=source, said=said, doing=doing, begin=begin, at=at, last_start=last[0], last_end=last[1], opened=opened
    )


def needs_quotes(message: str, written: str, at: tuple[int, int]) -> Problem:
    """A text that YAML reads as something else stands in quotes."""
    hint = "put quotes round the text"
    if len(written) < 50:
        quoted = '"' + written.replace("\\", "\\\\").replace('"', '\\"') + '"'
        hint = f"{hint}: {shown(quoted)}"
    return Problem(code="needs-quotes", message=message, hint=hint, path=spot(*at))
