"""The version of the tables that this release makes and uses: a constant, so that opening a book loads no migrations."""

from __future__ import annotations

__all__ = ["SHIPPED_VERSION"]

SHIPPED_VERSION = "0002"
