"""Decides whether a gesture of making-good is within somebody's authority, and says why."""

from __future__ import annotations

__all__ = ["__version__"]

__version__ = "0.1.0"
