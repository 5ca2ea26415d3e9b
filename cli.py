"""Runs `empower` from a checkout, as `python cli.py check …`; it is never packaged."""

from __future__ import annotations

from empower.cli import run

if __name__ == "__main__":
    run()
