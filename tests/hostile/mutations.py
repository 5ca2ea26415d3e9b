"""Ways to spoil a policy file: its bytes, its tokens, its subtrees, its scalars. The same seed spoils in the same way."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from copy import deepcopy
from decimal import Decimal
from typing import Any

from tests.laws.yaml_text import yaml_text

__all__ = ["MUTATIONS", "Pack", "spoiled"]

Tree = dict[str, Any]
Spot = tuple[Any, Any]
"""A container and a key or place in it."""

HOSTILE: tuple[Any, ...] = (
    *(
        None,
        True,
        False,
        0,
        1,
        -1,
        2**63,
        10**18,
        Decimal("0.1"),
        Decimal("25.001"),
        Decimal("-0.00"),
        Decimal("99999999999999.99"),
    ),
    *("", " ", "-", "~", "null", "no", "NaN", ".inf", "1e9", "0x10", "1_000", "12:30", "25:61", "9" * 400, "a" * 5_000),
    *(
        "2026-02-30",
        "0000-00-00",
        "9999-12-31",
        "2026-01-01",
        "0 days",
        "999999999 months",
        "-3 days",
        "1/0",
        "0/1",
        "150%",
        "0%",
    ),
    *(
        "USD",
        "XXX",
        "Europe/Nowhere",
        "../../etc/passwd",
        "{{7*7}}",
        "${HOME}",
        "<b>",
        "=1+1",
        "\u202eevil",
        "\x1b[31m",
        "é" * 50,
    ),
    *(
        "amount",
        "cost",
        "role",
        "remedy",
        "incident",
        "customer",
        "employee",
        "gesture",
        "all",
        "none",
        "deny",
        "owner",
        "day",
    ),
    *(
        [],
        {},
        [[]],
        [{}],
        {"": ""},
        {"not": []},
        {"not": {"not": "x"}},
        {"given": True},
        [None],
        {1: 2},
        {Decimal("0.5"): 1},
    ),
    *(
        {"share": "1/3", "of": "amount"},
        {"each": 1, "of": "nights"},
        {"by": "bill", "steps": {0: 1}},
        {"difference": [1]},
        {"sum": []},
    ),
    *(
        {"at_least": 5, "under": 5},
        {"over": 10, "under": 5},
        {"age": {"over": "365 days"}},
        {"any_of": []},
        {"to": "owner", "count": 0},
    ),
)
KEYS = (
    "id",
    "when",
    "unless",
    "limit",
    "amount",
    "remedies",
    "roles",
    "default",
    "at_least",
    "per",
    "every",
    "kind",
    "cost",
    "Ü",
    "a b",
)
TOKENS = re.compile(rb"[A-Za-z0-9_]+|\s+|.", re.DOTALL)
BYTES = (
    b"\x00",
    b"\xff",
    b"\xc3",
    b"\t",
    b"\r",
    b"\n",
    b"'",
    b'"',
    b"{",
    b"}",
    b"[",
    b"]",
    b":",
    b",",
    b"#",
    b"&a",
    b"*a",
    b"!x",
    b"|",
)


class Pack:
    """One file, as bytes and as a tree."""

    def __init__(self, name: str, data: bytes, tree: Tree) -> None:
        self.name = name
        self.data = data
        self.tree = tree
        self.tokens = TOKENS.findall(data)


def spoiled(seed: int, packs: tuple[Pack, ...]) -> tuple[str, bytes]:
    """Which file was spoiled and how, and what is left of it. Most seeds spoil the tree, so that the text can still be read."""
    chance = random.Random(seed)
    pack = chance.choice(packs)
    name, mutation = chance.choice(MUTATIONS)
    return f"{pack.name}, {name}", mutation(pack, chance)


def _bytes(pack: Pack, chance: random.Random) -> bytes:
    data = bytearray(pack.data)
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(data))
        how = chance.randrange(4)
        if how == 0:
            data[at : at + chance.randint(1, 40)] = b""
        elif how == 1:
            data[at:at] = chance.choice(BYTES)
        elif how == 2:
            data[at] = chance.randrange(256)
        else:
            data[at:at] = data[chance.randrange(len(data)) :][: chance.randint(1, 60)]
    return bytes(data)


def _tokens(pack: Pack, chance: random.Random) -> bytes:
    tokens = list(pack.tokens)
    words = [place for place, token in enumerate(tokens) if token.strip()]
    for _ in range(chance.randint(1, 3)):
        at, other = chance.choice(words), chance.choice(words)
        how = chance.randrange(3)
        if how == 0:
            tokens[at], tokens[other] = tokens[other], tokens[at]
        elif how == 1:
            tokens[at] = tokens[other]
        else:
            tokens[at] = b""
    return b"".join(tokens)


def _subtrees(pack: Pack, chance: random.Random) -> bytes:
    tree = deepcopy(pack.tree)
    for _ in range(chance.randint(1, 2)):
        (one, here), (two, there) = chance.choice(_spots(tree)), chance.choice(_spots(tree))
        part = deepcopy(two[there])
        if chance.random() < 0.5 and not _within(one[here], two) and not _within(two[there], one):
            two[there] = one[here]
        one[here] = part
    return yaml_text(tree).encode()


def _scalars(pack: Pack, chance: random.Random) -> bytes:
    tree = deepcopy(pack.tree)
    for _ in range(chance.randint(1, 3)):
        spots = [(part, at) for part, at in _spots(tree) if not isinstance(part[at], dict | list)]
        part, at = chance.choice(spots)
        part[at] = deepcopy(chance.choice(HOSTILE))
    return yaml_text(tree).encode("utf-8", "surrogatepass")


def _keys(pack: Pack, chance: random.Random) -> bytes:
    tree = deepcopy(pack.tree)
    part, at = chance.choice([spot for spot in _spots(tree) if isinstance(spot[0], dict)])
    how = chance.randrange(3)
    if how == 0:
        part.pop(at)
    elif how == 1:
        part[chance.choice(KEYS)] = part.pop(at)
    else:
        part[chance.choice(KEYS)] = deepcopy(chance.choice(HOSTILE))
    return yaml_text(tree).encode()


def _lists(pack: Pack, chance: random.Random) -> bytes:
    tree = deepcopy(pack.tree)
    lists = [part[at] for part, at in _spots(tree) if isinstance(part[at], list) and part[at]]
    for _ in range(chance.randint(1, 2)):
        several, other = chance.choice(lists), chance.choice(lists)
        how = chance.randrange(3)
        if how == 0:
            several.append(deepcopy(chance.choice(other)) if other else None)
        elif how == 1 and several:
            several.append(deepcopy(several[0]))
        elif several:
            several.pop(chance.randrange(len(several)))
    return yaml_text(tree).encode()


MUTATIONS: tuple[tuple[str, Callable[[Pack, random.Random], bytes]], ...] = (
    ("bytes", _bytes),
    ("tokens", _tokens),
    ("subtrees swapped", _subtrees),
    ("scalars replaced", _scalars),
    ("keys changed", _keys),
    ("lists changed", _lists),
)


def _spots(tree: Any) -> list[Spot]:
    found: list[Spot] = []
    waiting = [tree]
    while waiting:
        part = waiting.pop()
        inner = part.items() if isinstance(part, dict) else enumerate(part)
        for at, value in inner:
            found.append((part, at))
            if isinstance(value, dict | list):
                waiting.append(value)
    return found


def _within(part: Any, container: Any) -> bool:
    return part is container or (isinstance(part, dict | list) and any(inner is container for inner, _ in _spots(part)))
