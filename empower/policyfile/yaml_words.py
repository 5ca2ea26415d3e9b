"""Words and amounts as YAML: plain where they can mean nothing else, otherwise quoted. Data never becomes structure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from empower.domain.money import written_money

__all__ = ["aligned", "flow", "row", "short", "word"]

_NO_TEXT = ("true", "false", "null")
_PLAIN = frozenset(" _./+'-")


def word(text: str) -> str:
    """The text as one scalar that is read as this text, wherever it stands."""
    letters = all([one.isalnum() or one in _PLAIN for one in text])
    if letters and text[:1].isalpha() and text == text.strip() and text.casefold() not in _NO_TEXT:
        return text
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def row(words: Iterable[str]) -> str:
    """A list on one line; a single word stands for a list of one."""
    every = [word(one) for one in words]
    return every[0] if len(every) == 1 else f"[{', '.join(every)}]"


def short(minor: int, digits: int) -> str:
    """An amount as an author writes it: without decimals that are all zero."""
    return written_money(minor, digits).removesuffix(f".{'0' * digits}")


def flow(*parts: str) -> str:
    """A mapping on one line, without the parts that are empty."""
    return "{" + ", ".join([part for part in parts if part]) + "}"


def aligned(entries: Sequence[tuple[str, str]], indent: str = "  ") -> list[str]:
    """Entries of a mapping below each other, each with its key as it is written; what stands behind is in one column."""
    keys = [f"{name}:" for name, _ in entries]
    widest = max(map(len, keys))
    return [f"{indent}{key.ljust(widest)} {behind}" for key, (_, behind) in zip(keys, entries, strict=True)]
