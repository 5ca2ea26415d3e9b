"""`empower policy new`: a policy of one's own, begun with a few questions or copied from a pack."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from empower.cli import completion
from empower.cli.options import JsonFlag, NoInputFlag
from empower.cli.words import WordsCommand, example

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

__all__ = ["new", "register"]

_CHOICE = "apology, call_back, again, gift, discount, voucher, refund, or NAME:KIND for one of your own."


def register(app: typer.Typer) -> None:
    """Adds the command."""
    examples = example(
        "empower policy new corner-cafe",
        "empower policy new corner-cafe --roles barista,owner --limits 15",
        "empower policy new night-desk --from hotel-ladder",
    )
    app.command(name="new", cls=WordsCommand, epilog=examples)(new)


def _answer(flag: str, metavar: str, told: str) -> Any:
    return typer.Option(flag, metavar=metavar, help=told, show_default=False)


def new(
    name: Annotated[str, typer.Argument(metavar="NAME", hidden=True, show_default=False)],
    *,
    pack: Annotated[
        str | None,
        typer.Option(
            "--from",
            metavar="PACK",
            help="Ask nothing, and copy this: a shipped pack, or a folder of your own.",
            autocompletion=completion.packs,
            show_default=False,
        ),
    ] = None,
    title: Annotated[str | None, _answer("--title", "TEXT", "What the house is called.")] = None,
    currency: Annotated[str | None, _answer("--currency", "CODE", "Its three letters; usually EUR.")] = None,
    timezone: Annotated[str | None, _answer("--timezone", "ZONE", "Such as Europe/Lisbon; else the machine's.")] = None,
    roles: Annotated[
        str | None, _answer("--roles", "NAMES", "Who works there, from the desk upwards; the last has the last word.")
    ] = None,
    failures: Annotated[str | None, _answer("--failures", "NAMES", "What goes wrong.")] = None,
    remedies: Annotated[str | None, _answer("--remedies", "NAMES", f"What is given: {_CHOICE}")] = None,
    costs: Annotated[
        str | None, _answer("--costs", "AMOUNTS", "What one of each service and gift costs the house.")
    ] = None,
    limits: Annotated[
        str | None,
        _answer("--limits", "AMOUNTS", "What each role below the last may give alone for one incident, or `none`."),
    ] = None,
    calls: Annotated[
        str | None, _answer("--calls", "PAIRS", "What is not for the desk: FAILURE=ROLE, or FAILURE=never.")
    ] = None,
    claim_days: Annotated[
        str | None, _answer("--claim-days", "DAYS", "For how long claims are taken; usually `none`: for ever.")
    ] = None,
    usual: Annotated[bool, typer.Option("--yes", help="Take what is usual for all that is not said.")] = False,
    no_input: NoInputFlag = False,
    as_json: JsonFlag = False,
) -> None:
    """Begins a policy of your own. At a terminal a few questions are asked; each may be answered with a flag instead.

    What is made lints clean and has cases that pass, or nothing is made. Nothing is overwritten. With --from, and off a
    terminal where neither an answer nor --yes is said, a pack is copied: `restaurant` unless named.

    NAME is the folder to make; the policy has the same name. Where there is no empower.yaml yet, one is made beside
    the folder, so that `--policy` and `--roster` can be left out.
    """
    from pathlib import Path

    from empower.cli import terminal
    from empower.cli.wiring import clock
    from empower.report.phrases import several
    from empower.report.screen import clean
    from empower.services.packs import new_policy
    from empower.services.starting.begin import begun
    from empower.services.starting.catalogue import renamed

    flags = {"title": title, "currency": currency, "timezone": timezone, "roles": roles, "failures": failures}
    flags |= {"remedies": remedies, "costs": costs, "limits": limits, "calls": calls, "claim-days": claim_days}
    said = {flag: text for flag, text in flags.items() if text is not None}
    folder, named, cases, told = Path(name), [], None, []
    asking = terminal.can_prompt() and not (usual or no_input or as_json or pack is not None)
    _fits_together(pack, said, usual=usual)
    if asking or said or usual:
        now = clock()
        answers = _answers(folder, said, now, asking=asking)
        written, passed = begun(folder, answers, now)
        named, cases = list(renamed(answers)), len(passed)
        told = [f"{clean(words)} is `{short}` in the policy" for words, short in named if not asking]
        told = [*told, *_made(written), f"it lints clean, and its {several(cases, 'case')} pass"]
    else:
        written = new_policy(folder, pack or "")
        told = _made(written)
    if as_json:
        files = [str(file) for file in written]
        named_as = [{"said": words, "name": short} for words, short in named]
        shown = {"schema": "empower/policy-new/1", "files": files, "named": named_as, "cases": cases}
        terminal.say_json(shown)
        return
    terminal.say("\n".join([*told, *_next(name, written)]))


def _fits_together(pack: str | None, said: dict[str, str], *, usual: bool) -> None:
    """Nothing. Raises `CannotAskError` where an answer is said for a policy that is copied."""
    from empower.policyfile.said.page import WordsPage
    from empower.services.house import cannot

    flags = [f"--{name}" for name in said] + ["--yes"] * usual
    if pack is not None and flags:
        message = f"`{flags[0]}` is for a policy that is begun anew, and `--from` copies one"
        hint = "leave out one of the two, and change the copy afterwards"
        raise cannot("usage", message, hint, WordsPage((flags[0],), "empower policy new"))


def _answers(folder: Path, said: dict[str, str], now: int, *, asking: bool) -> Any:
    """The answers, once it is clear that a policy can be begun there."""
    from empower.cli import policy_questions
    from empower.services.starting.answering import answered
    from empower.services.starting.begin import refused_folder

    refused = refused_folder(folder)
    if refused is not None:
        raise refused
    if asking:
        policy_questions.greet()
    return answered(folder, said, now, policy_questions.ask if asking else None)


def _made(written: Sequence[Path]) -> list[str]:
    return [f"made {file}" for file in written]


def _next(name: str, written: Sequence[Path]) -> list[str]:
    """What to do next, and how the policy comes to be the one in use."""
    import os
    import shlex
    from pathlib import Path

    from empower.cli.wiring import near
    from empower.policyfile.packs import POLICY
    from empower.policyfile.workspace import NAME, find_workspace
    from empower.services.house import ROSTER

    folder = Path(name)
    made = folder.parent / NAME in written
    workspace = find_workspace(Path.cwd())
    said = "" if made and _in_use(folder, workspace) else f" --policy {shlex.quote(name)}"
    own = [str(file) for file in written if file.name in (POLICY, ROSTER)]
    # what the workspace names is the roster of another policy
    beside = workspace is not None and said and len(own) > 1
    own_roster = f" --roster {shlex.quote(own[-1])}" if beside else ""
    lines = [
        "",
        "Next:",
        f"  edit {' and '.join(own)}",
        f"  empower policy lint{said}{own_roster}",
        f"  empower policy test{said}",
    ]
    if made:
        lines += ["", f"{written[-1]} says which policy and roster are meant, for its folder and all below it."]
    elif workspace is not None:
        there = os.path.relpath(folder, workspace.parent)
        lines += ["", f"To leave out `--policy`, write into {near(workspace)}:", f"  policy: {there}"]
        if len(own) > 1:
            lines.append(f"  roster: {there}/{ROSTER}")
    return lines


def _in_use(folder: Path, workspace: Path | None) -> bool:
    """Whether the workspace that was made for a policy is what a command here goes by."""
    import os

    here = workspace is not None and workspace.parent.samefile(folder.parent)
    return here and not os.environ.get("EMPOWER_POLICY")
