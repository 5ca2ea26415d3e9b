"""A text laid out: the same pieces on the same lines, with the blanks before each and between them as they should be."""

from __future__ import annotations

from empower.policyfile.fmt.levels import STEP, Bracket, Level, Named, levels_of
from empower.policyfile.fmt.pieces import ENDS, KEY, MAPPING, SEQUENCE, Piece, pieces_of
from empower.policyfile.fmt.rows import At, Row
from empower.policyfile.fmt.texts import block_at, kept_end

__all__ = ["Layout"]

_OPEN, _CLOSE = "[{", "]}"
_APART = ("mark", "alias")
"""What would become part of the piece before a sign that touched it."""


class Layout:
    """The rows of a text, one for each of its lines."""

    def __init__(self, text: str) -> None:
        self._source = text
        self._lines = text.split("\n")
        self.rows = [Row() for _ in self._lines]
        self.stays = False  # whether the order of its sections could matter
        self._level: Level | None = None
        self._level_before: Level | None = None  # as it was behind the piece before
        self._brackets: list[Bracket] = []
        self._before: Piece | None = None
        self._last_line = -1  # the line where what was placed so far ends
        self._key_next = False
        self._named: Named | None = None  # the name whose value comes next
        self._mappings: list[Level] = []
        self._run()

    def _run(self) -> None:
        for piece in pieces_of(self._source):
            if piece.kind == MAPPING:
                self._level = Level(self._level, piece.column, is_list=False)
                self._mappings.append(self._level)
            elif piece.kind == SEQUENCE:
                self._level = Level(self._level, piece.column, is_list=True)
            elif piece.kind == ENDS:
                self._leave_unmarked()
                self._level = self._level.above if self._level else None
            elif piece.kind == KEY:
                if not self._brackets:
                    self._leave_unmarked()
                self._key_next = True
            else:
                self._place(piece)
        self._comments_before(len(self.rows), None)
        for mapping in self._mappings:
            mapping.line_up()

    def _leave_unmarked(self) -> None:
        if self._level and self._level.unmarked:
            self._level = self._level.above

    def _place(self, piece: Piece) -> None:
        if piece.kind == "-" and not self._brackets and not (self._level and self._level.is_list):
            self._level = Level(self._level, piece.column, is_list=True, unmarked=True)
        if self._brackets and self._before and self._before.kind in _OPEN:
            self._brackets[-1].hangs = piece.line != self._before.line
        row = self.rows[piece.line]
        if not row.parts:
            row.at = self._beginning(piece)
            self._comments_before(piece.line, (piece.column, row.at))
            part = row.add(0, self._written(piece, row))
        else:
            part = row.add(self._gap(piece), self._written(piece, row))
        self._line_up(piece, row, part)
        self._open_or_close(piece, row, part)
        self.stays |= piece.kind in _APART
        self._before = piece
        self._level_before = self._level
        self._key_next = False

    # Where a line begins.

    def _beginning(self, piece: Piece) -> At:
        if self._brackets:
            return self._brackets[-1].closing if piece.kind in _CLOSE else self._brackets[-1].inside
        if self._level is None or piece.kind == "document":
            return At(0)
        if self._key_next or piece.kind == "-" or (piece.kind == ":" and piece.column == self._level.was):
            return At(self._level.now)
        return At(self._level.inside)

    def _inside(self) -> At:
        """Where the further lines of a text begin."""
        if self._brackets:
            return self._brackets[-1].inside
        return At(self._level.inside if self._level else STEP)

    def _comments_before(self, line: int, following: tuple[int, At] | None) -> None:
        """The comments since the last piece. On a line of its own each belongs to what stands as far in as it does."""
        if self._last_line >= 0:
            self._comment_behind(self._lines[self._last_line], self.rows[self._last_line])
        for number in range(self._last_line + 1, line):
            written = self._lines[number].strip()
            if written:
                row = self.rows[number]
                row.comment = written
                row.comment_was_at = len(self._lines[number]) - len(self._lines[number].lstrip())
                inside = self._brackets[-1].inside if self._brackets else None
                row.at = inside or self._beside(row.comment_was_at, following)

    def _comment_behind(self, line: str, row: Row) -> None:
        comment = line[row.ended_at :].strip() if row.fixed is None else ""
        if comment.startswith("#"):
            row.comment = comment
            row.comment_was_at = line.index(comment, row.ended_at)

    def _beside(self, column: int, following: tuple[int, At] | None) -> At:
        """Beside what stands as far in; between two, further in than the outer one by as much as it was."""
        if column == 0 and following is None:
            return At(0)
        places = [following] if following else []
        places += [(level.was, At(level.now)) for level in levels_of(self._level_before)]
        outside = [place for place in places if place[0] <= column]
        was, now = max(outside, key=lambda place: place[0]) if outside else (column, At(0))
        between = any([place[0] > column for place in places])
        return now.more(column - was) if between else now

    # What stands on it.

    def _gap(self, piece: Piece) -> int:
        before = self._before.kind if self._before else ""
        if piece.kind == ":":
            return 1 if before in _APART else 0
        if piece.kind == "," or piece.kind in _CLOSE:
            return 1 if before in (":", "mark") else 0
        return 0 if before in _OPEN else 1

    def _written(self, piece: Piece, row: Row) -> str:
        """The piece as it stands on its line; those of its lines that follow are placed."""
        if piece.kind == "block":
            return self._block(piece, row)
        first, *others = self._source[piece.start : piece.end].split("\n")
        row.ended_at = piece.column + len(first)
        for number, other in enumerate(others, piece.line + 1):
            written = other.lstrip(" \t")
            further = self.rows[number]
            further.at = self._inside()
            further.ended_at = len(other)
            if written:
                further.add(0, kept_end(written) if number < piece.last_line else written)
            else:
                further.fixed = ""  # in such a text a blank line begins a new one
        self._last_line = piece.last_line
        return kept_end(first) if others else first

    def _block(self, piece: Piece, row: Row) -> str:
        sign = self._lines[piece.line][piece.column :].rstrip()
        block = block_at(self._lines, piece.line, sign, self._level.was if self._level else -1)
        margin = " " * ((self._level.now if self._level else 0) + (block.by_hand or STEP))
        for number in range(piece.line + 1, piece.line + 1 + block.lines):
            written = self._lines[number][block.margin :]
            self.rows[number].fixed = margin + written if written else ""
        row.ended_at = len(self._lines[piece.line])
        self._last_line = piece.line + block.lines
        self.stays |= "+" in sign[:3] or self._last_line == len(self.rows) - 1  # a blank line after it could count
        return sign

    # What lines up with what.

    def _line_up(self, piece: Piece, row: Row, part: int) -> None:
        """A value stands one blank behind its name, or where its author lined it up with another's."""
        level, named = self._level, self._named
        if self._brackets or level is None:
            return
        if self._key_next:
            self._named = Named(row, part, piece.column)
            level.named.append(self._named)
            if level.above is None and piece.kind == "scalar":
                row.section = self._source[piece.start : piece.end].strip("'\"")
        elif named and named.row is row and piece.kind == ":":
            named.colon = part
        elif named and named.row is row and named.colon == part - 1:
            named.value = part
            named.apart = piece.column - named.was
            self._named = None

    def _open_or_close(self, piece: Piece, row: Row, part: int) -> None:
        if piece.kind in _CLOSE and self._brackets:
            self._brackets.pop()
        elif piece.kind in _OPEN:
            self._brackets.append(Bracket(row, part, self._hung_from(row, part)))

    def _hung_from(self, row: Row, part: int) -> At:
        if self._brackets:
            outer = self._brackets[-1]
            return outer.begins if outer.row is row else row.at
        if part == 0:
            return row.at
        if self._level is None:
            return At(0)
        return At(self._level.inside if self._level.is_list else self._level.now)
