"""A line of CSV as the database itself makes it: cell by cell, a million entries take several times as long.

The line is null where a cell begins with anything but a letter or a digit, where somebody's own words hold a sign that is not
plain, or a number is below zero: those few are made cell by cell, by the one who knows what a spreadsheet would take for a
formula and what would end a line. A test holds both ways against each other.
"""

from __future__ import annotations

from empower.domain.calendar import EPOCH

__all__ = ["line_sql"]

_WHOLE = ("seq", "quantity", "refers")
_INSTANTS = ("at", "effective")
_MONEY = ("amount", "cost")
_OURS = ("kind", "vouched", "outcome")
"""Words of our own, of which none needs a quote or could be a formula."""

_OWN_WORDS = ("incident", "request_id")
"""Whatever somebody, or another program, liked to call them."""


def line_sql(columns: tuple[str, ...], *, digits: int, currency: str, after: str, far: bool) -> str:
    """The expression. The currency, which is letters alone, stands after the column `after`; `far` is for PostgreSQL."""
    written = {name: _cell(name, digits, far=far) for name in columns}
    odd = [f"NOT ({_begins_well(name)})" for name in columns if _is_text(name)]
    odd += [_not_plain(name, far=far) for name in columns if name in _OWN_WORDS]
    odd += [f"{name} < 0" for name in (*_INSTANTS, *_MONEY) if name in columns]
    letters = "".join([letter for letter in currency if letter.isascii() and letter.isalpha()])
    join = _concat if far else _printf
    cells = [(written[name], name) for name in columns]
    return f"CASE WHEN {' OR '.join(odd)} THEN NULL ELSE {join(cells, after, letters)} END"


def _is_text(name: str) -> bool:
    return name not in (*_WHOLE, *_INSTANTS, *_MONEY, *_OURS, "day")


def _begins_well(name: str) -> str:
    """True, or null where there is no text: `CASE` takes neither for odd."""
    return f"({name} >= 'A' AND {name} < '{{') OR ({name} >= '0' AND {name} < ':')"


def _not_plain(name: str, *, far: bool) -> str:
    """True where a sign is none of those between the space and the tilde, such as the end of a line."""
    return f"{name} ~ '[^ -~]'" if far else f"{name} GLOB '*[^ -~]*'"


def _printf(cells: list[tuple[str, str]], after: str, currency: str) -> str:
    form = ",".join(
        [('"%w"' if _is_text(name) else "%s") + (f",{currency}" if name == after else "") for _, name in cells]
    )
    return f"printf('{form}', {', '.join([cell for cell, _ in cells])})"


def _concat(cells: list[tuple[str, str]], after: str, currency: str) -> str:
    parts = []
    for cell, name in cells:
        quoted = f"'\"', replace({cell}, '\"', '\"\"'), '\"'" if _is_text(name) else cell
        parts.append(quoted + (f", ',{currency}'" if name == after else ""))
    return "concat(" + ", ',', ".join(parts) + ")"


def _cell(name: str, digits: int, *, far: bool) -> str:
    if name in _INSTANTS:
        return _instant(name, far=far)
    if name in _MONEY:
        return _money(name, digits, far=far)
    if name == "day":
        at = f"(day - {EPOCH})"
        return f"to_char(DATE '1970-01-01' + {at}::int, 'YYYY-MM-DD')" if far else f"date({at} * 86400, 'unixepoch')"
    return f"ifnull({name}, '')" if _is_text(name) and not far else name


def _instant(name: str, *, far: bool) -> str:
    if far:
        second = f"to_char(to_timestamp({name} / 1000000) AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS')"
        rest = f"concat('.', lpad(mod({name}, 1000000)::text, 6, '0'), 'Z')"
        return f"concat({second}, CASE mod({name}, 1000000) WHEN 0 THEN 'Z' ELSE {rest} END)"
    second = f"strftime('%Y-%m-%dT%H:%M:%S', {name} / 1000000, 'unixepoch')"
    return f"{second} || CASE {name} % 1000000 WHEN 0 THEN 'Z' ELSE printf('.%06dZ', {name} % 1000000) END"


def _money(name: str, digits: int, *, far: bool) -> str:
    if not digits:
        return name
    unit = 10**digits
    if far:
        places = f"lpad(mod({name}, {unit})::text, {digits}, '0')"
        return f"CASE WHEN {name} IS NULL THEN '' ELSE concat({name} / {unit}, '.', {places}) END"
    places = f"printf('%d.%0{digits}d', {name} / {unit}, {name} % {unit})"
    return f"CASE WHEN {name} IS NULL THEN '' ELSE {places} END"
