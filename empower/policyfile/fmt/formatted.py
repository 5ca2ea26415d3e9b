"""The text of a file as it should be laid out: indentation, brackets, blank lines, and the order of its sections.

What an author chose stays: which words, which quotes, what stands on one line, what is lined up, the order in a section.
So a file that is tidy already does not change, and one that is not changes by blanks. A library that reads YAML and writes
it again (ruamel.yaml was tried) keeps the comments, but puts every lined-up table out of line.
"""

from __future__ import annotations

from collections.abc import Sequence

from empower.policyfile.fmt.layout import Layout
from empower.policyfile.fmt.rows import Row, drawn
from empower.policyfile.fmt.sections import Line, in_order

__all__ = ["formatted"]


def formatted(source: str, order: tuple[tuple[str, ...], ...] = ()) -> str:
    """The text, laid out. It can be read, and is no more than white space, comments and one document.

    Where one part of a file repeats another (`*name`) no section moves, since that must come after what it repeats.
    """
    text = source.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    layout = Layout(text)
    lines: Sequence[Line] = _without_gaps(layout.rows)
    if not layout.stays:
        lines = in_order(lines, order)
    ends_within_text = layout.rows[-1].fixed is not None  # there one more line end could count
    return "\n".join([line.text for line in lines]) + ("" if ends_within_text else "\n")


def _without_gaps(rows: list[Row]) -> list[Line]:
    """The rows as lines, with no blank ones at either end and never two together."""
    found: list[Line] = []
    for row, text in zip(rows, drawn(rows), strict=True):
        if row.is_blank and (not found or found[-1].is_blank):
            continue
        alone = bool(row.comment) and not row.parts and not row.indent
        ends = row.parts[:1] == ["..."]
        found.append(Line(text=text, section=row.section, is_blank=row.is_blank, is_comment=alone, ends=ends))
    while found and found[-1].is_blank:
        found.pop()
    return found
