"""A plain tree as YAML text, as plainly as an author would write it: block style outside, flow style for what is short."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from typing import Any

__all__ = ["yaml_text"]

_PLAIN = re.compile(r"[a-z0-9][A-Za-z0-9_:+%/.-]*\Z")
_LOOKS_OTHERWISE = re.compile(r"(true|false|null|~|[0-9_.+-]+|0[xo].*|[0-9.]+e[0-9]+)\Z", re.IGNORECASE)


def yaml_text(tree: dict[str, Any]) -> str:
    """The tree as a file's text."""
    return "".join(f"{scalar(key)}:{_below(value, 2)}\n" for key, value in tree.items())


def _below(value: Any, indent: int) -> str:
    margin = "\n" + " " * indent
    if len(flow(value)) <= 90 or not value:
        return f" {flow(value)}"
    if isinstance(value, dict):
        return "".join(f"{margin}{scalar(key)}:{_below(part, indent + 2)}" for key, part in value.items())
    if isinstance(value, list):
        return "".join(f"{margin}-{_item(part, indent + 2)}" for part in value)
    return f" {flow(value)}"


def _item(value: Any, indent: int) -> str:
    text = _below(value, indent)
    return " " + text.lstrip("\n ") if text.startswith("\n") else text


def flow(value: Any) -> str:
    """The value on one line."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{scalar(key)}: {flow(part)}" for key, part in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(flow(part) for part in value) + "]"
    return scalar(value)


def scalar(value: Any) -> str:
    """One scalar, quoted where YAML would read it as something else."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | Decimal):
        return format(value, "f") if isinstance(value, Decimal) else str(value)
    date = re.match(r"\d{4}-\d\d-\d\d", value)
    if _PLAIN.match(value) and (date or not _LOOKS_OTHERWISE.match(value)) and not value.endswith(":"):
        return str(value)
    return json.dumps(value, ensure_ascii=False)
