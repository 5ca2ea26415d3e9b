"""JSON from somewhere else, read so that nobody could read it otherwise: no name twice, nothing that has no canonical form."""

from __future__ import annotations

import json

from empower.domain.canonical import UnwritableError, canonical

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

__all__ = ["OddJsonError", "read_json"]


class OddJsonError(ValueError):
    """Why a text is not read: the middle of a sentence that begins with what the text should be."""


def read_json(text: str) -> Any:
    """The value that a text states: text, whole numbers, true, false, null, lists and mappings of these."""
    try:
        value = json.loads(text, object_pairs_hook=_once)
        canonical(value)
    except OddJsonError:
        raise
    except json.JSONDecodeError as wrong:
        raise OddJsonError(f"it is no JSON from line {wrong.lineno}, column {wrong.colno} on") from None
    except RecursionError:
        raise OddJsonError("it is nested too deep") from None
    except (UnwritableError, ValueError):  # `int` refuses numbers of thousands of digits
        raise OddJsonError("it holds a number, a sign or a depth that is never written") from None
    return value


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    mapping = dict(pairs)
    if len(mapping) != len(pairs):
        raise OddJsonError("it says something twice under one name")
    return mapping
