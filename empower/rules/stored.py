"""A rulebook as bytes, and back unchanged, so that a compiled policy can be kept."""

from __future__ import annotations

import hashlib
import marshal

from empower.domain.conditions import Condition, Test
from empower.domain.errors import DamagedRulebookError
from empower.domain.facts import Fact
from empower.domain.value import Value
from empower.rules.rulebook import (
    Accepted,
    Bar,
    Beyond,
    Budget,
    Counter,
    Duty,
    Entitlement,
    Exemption,
    Grant,
    Instead,
    Limit,
    Paper,
    PolicyRef,
    Promise,
    Remedy,
    Requests,
    Role,
    Rule,
    Rulebook,
    SettlesFrom,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

__all__ = ["as_bytes", "from_bytes"]

_KINDS: dict[str, type[Value]] = {
    kind.__name__: kind
    for kind in (
        *(PolicyRef, Remedy, Role, Paper, Duty, Limit, Counter, Beyond, Grant, Budget, Rule, SettlesFrom, Instead),
        *(Entitlement, Bar, Exemption, Promise, Accepted, Requests, Rulebook, Fact, Condition, Test),
    )
}


def as_bytes(rulebook: Rulebook) -> bytes:
    """The rulebook as bytes: a digest, then plain data. The same rulebook always gives the same bytes."""
    body = marshal.dumps(_plain(rulebook), 2)
    return hashlib.sha256(body).digest() + body


def from_bytes(data: bytes) -> Rulebook:
    """The rulebook that `as_bytes` wrote. Raises `DamagedRulebookError` when the bytes are not as they were written."""
    if hashlib.sha256(data[32:]).digest() != data[:32]:
        raise DamagedRulebookError
    value = _value(marshal.loads(data[32:]))
    if not isinstance(value, Rulebook):
        raise DamagedRulebookError
    return value


def _plain(value: Any) -> Any:
    if isinstance(value, Value):
        return ("\0" + type(value).__name__, *[_plain(part) for part in value.plain()])
    if isinstance(value, tuple):
        return tuple([_plain(part) for part in value])
    return value


def _value(plain: Any) -> Any:
    if not isinstance(plain, tuple):
        return plain
    if plain and isinstance(plain[0], str) and plain[0].startswith("\0"):
        kind = _KINDS[plain[0][1:]]
        return kind(**dict(zip(kind._fields, [_value(part) for part in plain[1:]], strict=True)))
    return tuple([_value(part) for part in plain])
