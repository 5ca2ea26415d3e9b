"""The few shapes of SSH's wire format (RFC 4251) that keys and signatures are written in."""

from __future__ import annotations

__all__ = ["CutShortError", "Wire", "on_wire", "whole_on_wire"]


class CutShortError(ValueError):
    """Bytes that end before what they announce."""


def on_wire(*texts: bytes) -> bytes:
    """Each text after its length."""
    return b"".join([len(text).to_bytes(4, "big") + text for text in texts])


def whole_on_wire(number: int) -> bytes:
    """A whole number above zero, with its length."""
    return on_wire(number.to_bytes(number.bit_length() // 8 + 1, "big"))  # one bit more than it needs, for the sign


class Wire:
    """Bytes read from the front."""

    __slots__ = ("_at", "_data")

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0

    def take(self, length: int) -> bytes:
        """The next so many bytes."""
        end = self._at + length
        if end > len(self._data):
            raise CutShortError
        found, self._at = self._data[self._at : end], end
        return found

    def number(self) -> int:
        """A number of four bytes."""
        return int.from_bytes(self.take(4), "big")

    def text(self) -> bytes:
        """A text after its length."""
        return self.take(self.number())

    def ended(self) -> bool:
        """Whether all was read."""
        return self._at == len(self._data)
