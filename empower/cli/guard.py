"""Around every command: a mistake becomes a problem with a way out, a failure one sentence, and nobody sees a traceback."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from functools import cache
from typing import Any, TextIO

from typer import Abort
from typer.exceptions import TyperException
from typer.main import get_command

from empower.cli import terminal
from empower.cli.exits import DONE, FAILURE, INTERRUPTED, USAGE
from empower.domain.errors import CannotAskError, EmpowerError
from empower.domain.problem import PlacedProblem

__all__ = ["guarded"]

_commands = cache(get_command)
"""All commands, made of the app once: that takes longer than most of them do, for whoever runs many in one process."""


def guarded(words: Sequence[str]) -> int:
    """The exit code of `empower` with these words, whatever happens."""
    _with_every_stream()
    code = _run(words, as_json="--json" in words)
    for stream in (sys.stdout, sys.stderr):
        _let_go(stream)
    return code


def _run(words: Sequence[str], *, as_json: bool) -> int:
    try:
        from empower.cli.app import app

        code = _commands(app).main(args=list(words), prog_name="empower", standalone_mode=False)
        with suppress(BrokenPipeError):  # whoever read our output has gone (`| head`): the code is the answer still
            terminal.flush()
    except CannotAskError as wrong:
        from empower.cli.echoed import echoed

        _show(echoed(wrong.problems, words), as_json=as_json)
        return wrong.exit_code
    except (Abort, KeyboardInterrupt):
        code = INTERRUPTED
    except TyperException as wrong:
        return _usage(wrong, words, as_json=as_json)
    except EmpowerError as failure:
        return _failed(str(failure), as_json=as_json)
    except FileNotFoundError as failure:
        return _failed(
            f"there is no file or folder `{failure.filename}`; check the name, and the folder you are in",
            as_json=as_json,
        )
    except OSError as failure:
        where = f" `{failure.filename}`" if failure.filename else ""
        return _failed(
            f"the system refused{where}: {(failure.strerror or type(failure).__name__).lower()}", as_json=as_json
        )
    except RecursionError:
        return _failed("something is nested too deep to be worked out", as_json=as_json)
    except Exception as bug:  # noqa: BLE001  # the last resort: whoever stands at a desk can do nothing with a traceback
        return _failed(f"this is a fault of the program, not yours: {type(bug).__name__}: {bug}", as_json=as_json)
    if code == INTERRUPTED:
        _complain("\ninterrupted" if sys.stderr.isatty() else "interrupted")  # no shell prompt behind `^C`
    return code if isinstance(code, int) else DONE


def _show(problems: tuple[PlacedProblem, ...], *, as_json: bool) -> None:
    from empower.report.as_json import error_json
    from empower.report.problems import problems_text

    if as_json:
        _tell(error_json(problems))
    _complain(problems_text(problems))


def _usage(wrong: TyperException, words: Sequence[str], *, as_json: bool) -> int:
    """A word that no command knows; help, where nothing was said at all."""
    if type(wrong).__name__ == "NoArgsIsHelpError":
        sys.stdout.write(f"{wrong.format_message()}\n")
        return USAGE
    from empower.cli.usage import usage_problem

    _show((usage_problem(wrong, words),), as_json=as_json)
    return USAGE


def _failed(sentence: str, *, as_json: bool) -> int:
    """One sentence to whoever is there, and an object to a script."""
    if as_json:
        problem = {"code": "failure", "message": sentence, "file": None, "line": None, "column": None, "hint": ""}
        _tell({"schema": "empower/error/1", "problems": [problem]})
    from empower.report.frame import visible

    _complain(f"empower: {visible(sentence)}")
    return FAILURE


def _tell(error: dict[str, Any]) -> None:
    """An object to a script; where nobody reads it the exit code is all they learn."""
    with suppress(OSError, terminal.UnshownError):
        terminal.say_json(error)


def _complain(text: str) -> None:
    """A text to whoever is there; where nobody is the exit code is all they learn."""
    with suppress(OSError):
        sys.stderr.write(f"{text}\n")


def _with_every_stream() -> None:
    """What was closed before we began (`>&-`) is a stream that nobody reads, and not `None`."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: PTH123, SIM115  # till the end


def _let_go(stream: TextIO) -> None:
    """Nothing is left in the stream that could not be shown: the interpreter is not to complain of it as it leaves."""
    try:
        stream.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
