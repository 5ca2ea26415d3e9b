"""What laying out a file changes, line by line."""

from __future__ import annotations

from empower.report.frame import visible
from empower.report.phrases import several

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from empower.domain.results import LaidOut

__all__ = ["formatting_json", "formatting_text"]

_MOST_SHOWN = 40
"""Of the lines of one file."""


def formatting_text(files: tuple[LaidOut, ...]) -> str:
    """What was done with each file; or, where nothing was written, what would be, with the lines."""
    return "\n".join([line for file in files for line in _file(file)])


def _file(file: LaidOut) -> Iterator[str]:
    name = visible(file.file)
    if not file.changes:
        yield f"{name}: as it should be"
        return
    count = sum([max(len(one.before), len(one.after)) for one in file.differences])
    what = [several(count, "line")] if count else []
    what += ["the ends of lines"] if file.ends else []
    what += ["the byte order mark"] if file.mark else []
    yield f"{name}: {'formatted' if file.written else 'would change'}: {', '.join(what)}"
    if file.written:
        return
    shown = list(_lines(file))
    yield from shown[:_MOST_SHOWN]
    if len(shown) > _MOST_SHOWN:
        yield f"  … and {len(shown) - _MOST_SHOWN} more"


def _lines(file: LaidOut) -> Iterator[str]:
    wide = len(str(max([one.line + len(one.before) for one in file.differences], default=0)))
    for one in file.differences:
        for number, line in enumerate(one.before, one.line):
            yield f"  {number:>{wide}} - {_with_ends(line)}".rstrip()
        for line in one.after:
            yield f"  {'':>{wide}} + {visible(line)}".rstrip()


def _with_ends(line: str) -> str:
    """The line, with a dot for each blank at its end, which nobody would see."""
    bare = line.rstrip()
    return visible(bare) + "·" * (len(line) - len(bare))


def formatting_json(files: tuple[LaidOut, ...]) -> dict[str, Any]:
    """The same for a script."""
    return {
        "schema": "empower/policy-fmt/1",
        "files": [
            {
                "file": file.file,
                "changes": file.changes,
                "written": file.written,
                "line_ends": file.ends,
                "byte_order_mark": file.mark,
                "differences": [
                    {"line": one.line, "before": list(one.before), "after": list(one.after)} for one in file.differences
                ],
            }
            for file in files
        ],
    }
