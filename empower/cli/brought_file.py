"""What `empower import` says of any file that is brought in: why it cannot be read, and what in it is rejected."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from empower.domain.problem import PlacedProblem

__all__ = ["rejections", "unread_file"]

_MOST_SHOWN = 100


def unread_file(file: Path, wrong: OSError) -> Exception:
    """What to raise where a file cannot be read: what is wrong with it, with the way out."""
    from empower.domain.errors import CannotAskError
    from empower.policyfile.reader.files import read_file

    unread = read_file(file)
    if isinstance(unread, bytes):
        return wrong
    hint = "name a table in CSV, or a log in XES or CSV"
    return CannotAskError(tuple([one.but(hint=hint) if one.code == "not-a-file" else one for one in unread]))


def rejections(rejected: tuple[PlacedProblem, ...], count: int) -> None:
    """Shows the first hundred of `count` problems."""
    import sys

    from empower.report.problems import problems_text

    if rejected:
        shown = rejected[:_MOST_SHOWN]
        more = count - len(shown)
        sys.stderr.write(f"{problems_text(shown)}{f', and {more} more' if more > 0 else ''}\n")
