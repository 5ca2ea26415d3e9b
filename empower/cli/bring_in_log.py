"""`empower import` of a log of events: handled requests as incidents, with the gestures made for them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from empower.domain.value import Value

if TYPE_CHECKING:
    from empower.cli.writing import AtTheDesk
    from empower.policyfile.event_log.log import EventLog
    from empower.policyfile.event_log.log_map import LogMap
    from empower.policyfile.said.page import FilePage
    from empower.rules.rulebook import Rulebook

__all__ = ["LogAsked", "bring_in_log", "is_log"]

_PIECE = 1 << 16


class LogAsked(Value):
    """What was said on the command line."""

    file: Path
    columns: str | None
    dry_run: bool
    yes: bool
    as_json: bool


def is_log(asked: LogAsked) -> bool:
    """Whether the file is a log of events: XES, or a table whose map or heads speak of cases and activities."""
    from empower.domain.errors import CannotAskError
    from empower.policyfile.event_log.log import first_look
    from empower.policyfile.event_log.log_map import is_log_map, looks_like_a_log
    from empower.policyfile.event_log.wrong import CannotReadError

    try:
        look = first_look(asked.file)
    except (OSError, CannotReadError):
        return False
    if look.xes:
        return True
    if asked.columns is None:
        return looks_like_a_log(look.heads)
    try:
        page = _page(asked)
    except CannotAskError:
        return False
    return page is not None and is_log_map(page.data)


def bring_in_log(at: AtTheDesk, asked: LogAsked) -> None:
    """Shows what the log comes to, and brings it in unless it was only to be shown."""
    import typer

    from empower.cli import exits, terminal
    from empower.cli.brought_file import rejections, unread_file
    from empower.cli.progress import progress
    from empower.cli.writing import sure
    from empower.domain.errors import CannotAskError
    from empower.policyfile.event_log.log import first_look, reading_log
    from empower.policyfile.event_log.log_map import case_column
    from empower.policyfile.said.words import one_of
    from empower.report.bring_in_log import log_json, log_text
    from empower.report.phrases import several
    from empower.services.bring_in.log import log_brought, log_previewed
    from empower.services.house import cannot

    house, page = at.desk.house, _page(asked)
    try:
        pieces = asked.file.stat().st_size // _PIECE + 1
        look = first_look(asked.file)
    except OSError as wrong:
        raise unread_file(asked.file, wrong) from None
    case = case_column(page.data if page else None, look.heads)
    if not case and not look.xes:
        hint = f"the columns are {one_of(look.heads)}; say which it is in a map (`columns: {{case: …}}`, `--map FILE`)"
        raise cannot("missing-key", "nothing says which column names the case of an event (`case`)", hint)
    written = 0, 0
    with progress("reading", pieces) as told_pieces, reading_log(asked.file, case, told_pieces) as log:
        if isinstance(log, tuple):
            raise CannotAskError(log)
        mapped = _mapped(log, page, house.rulebook)
        with progress("looking", len(log)) as told:
            found = log_previewed(house, at.book, log, mapped, at.pen.now, told)
        if not asked.as_json:
            terminal.say(log_text(found, house.rulebook))
            rejections(found.rejected, found.problems)
        if not found.problems and not asked.dry_run and found.incidents:
            sure(
                f"Bring in {several(found.incidents, 'incident')} and {several(found.gestures, 'gesture')}?",
                yes=asked.yes,
            )
            with progress("writing", len(log)) as told:
                written = log_brought(house, at.book, at.actor, log, mapped, at.pen, told, by_login=at.by_login)
        if asked.as_json:
            terminal.say_json(log_json(found, written, house.rulebook))
        elif any(written):
            terminal.say(f"BROUGHT IN — {several(written[0], 'incident')} and {several(written[1], 'gesture')}")
    if found.problems:
        raise typer.Exit(exits.POLICY)


def _page(asked: LogAsked) -> FilePage | None:
    from empower.domain.errors import CannotAskError
    from empower.policyfile.said.page import read_page

    page = None if asked.columns is None else read_page(Path(asked.columns))
    if isinstance(page, tuple):
        raise CannotAskError(page)
    return page


def _mapped(log: EventLog, page: FilePage | None, rulebook: Rulebook) -> LogMap:
    from empower.domain.errors import CannotAskError
    from empower.policyfile.event_log.log_map import activity_column, guessed_log_map, read_log_map
    from empower.rules.rulebook import IN_MONEY
    from empower.services.bring_in.log_fits import log_misfits

    activities = log.words(activity_column(page.data if page else None, log.heads))
    facts = [fact.name for fact in rulebook.facts if not fact.derived]
    remedies = [remedy.id for remedy in rulebook.remedies]
    in_money = [remedy.id for remedy in rulebook.remedies if remedy.kind in IN_MONEY]
    found = (
        guessed_log_map(log.heads, facts, activities, remedies, in_money)
        if page is None
        else read_log_map(page, log.heads, activities)
    )
    wrong = found if isinstance(found, tuple) else log_misfits(log, found, rulebook, page)
    if wrong or isinstance(found, tuple):
        raise CannotAskError(wrong)
    return found
