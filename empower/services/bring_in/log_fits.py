"""Whether a map fits the log and the policy, seen before any case is read by it: else each event would say it again."""

from __future__ import annotations

from collections.abc import Iterator

from empower.domain.problem import PlacedProblem, Problem
from empower.policyfile.event_log.log import EventLog
from empower.policyfile.event_log.log_map import LOG_COLUMNS, LogMap, cost_name
from empower.policyfile.said.page import FilePage
from empower.policyfile.said.words import nearest, one_of
from empower.policyfile.yaml_words import word
from empower.rules.rulebook import IN_MONEY, Rulebook
from empower.services.bring_in.fits import undated, unknown_names

__all__ = ["log_misfits"]

_NEEDED = {"activity": "the activity", "on": "the date and time"}
_FIGURES = {"amount", "quantity"}
_NEEDED_TO_GIVE = {"by": "the person who did it"}


def log_misfits(log: EventLog, mapped: LogMap, rulebook: Rulebook, page: FilePage | None) -> tuple[PlacedProblem, ...]:
    """Everything for which no case could be read as it is meant, at its place in the map; in the log where there is none."""
    found = [
        *_absent(log, mapped),
        *_no_amounts(log, mapped, rulebook),
        *unknown_names(mapped.columns, rulebook, page, ("remedy", *LOG_COLUMNS)),
        *undated(mapped.columns),
        *_remedies(mapped, rulebook),
    ]
    if page is None:
        return tuple([log.problem(one.code, one.message, one.hint) for one in found])
    return page.placed([one if one.path[0] in page.data else one.but(path=()) for one in found])


def _absent(log: EventLog, mapped: LogMap) -> Iterator[Problem]:
    held = {name for name, _ in (*mapped.columns.columns, *mapped.columns.always)}
    needed = {**_NEEDED, **(_NEEDED_TO_GIVE if mapped.gestures else {})}
    for name, meant in needed.items():
        if name not in held:
            hint = (
                f"the names are {one_of(log.heads)}; say which it is in a map (`columns: {{{name}: …}}`, `--map FILE`)"
            )
            message = f"nothing says under which name {meant} stands (`{name}`)"
            yield Problem(code="missing-key", message=message, path=("columns",), hint=hint)


def _no_amounts(log: EventLog, mapped: LogMap, rulebook: Rulebook) -> Iterator[Problem]:
    """That money was given and no name holds how much; it is said once, with the name of costs where there is one."""
    in_money = [remedy.id for remedy in rulebook.remedies if remedy.kind in IN_MONEY]
    for_all = {name for name, _ in (*mapped.columns.columns, *mapped.columns.always)} & _FIGURES
    for one in mapped.gestures:
        if one.remedy in in_money and not (dict(one.columns).keys() & _FIGURES or for_all):
            cost = mapped.column("cost") or cost_name(log.heads)
            names = "" if cost else f"the names are {one_of(log.heads)}; "
            plain = cost.replace(":", ".") == word(cost.replace(":", ".")) and not cost.endswith(":")
            says = (cost if plain else word(cost)) if cost else "…"
            message = f"nothing says under which name the amount of `{one.remedy}` stands (`amount`)"
            hint = f"{names}say which it is in a map (`columns: {{amount: {says}}}`)"
            yield Problem(code="missing-key", message=message, path=("gestures", one.activity), hint=hint)
            return


def _remedies(mapped: LogMap, rulebook: Rulebook) -> Iterator[Problem]:
    known = [remedy.id for remedy in rulebook.remedies]
    for one in mapped.gestures:
        if one.remedy not in known:
            message = f"`{one.remedy}` is not a remedy of this policy"
            hint = nearest(one.remedy, known, "remedies")
            yield Problem(code="unknown-remedy", message=message, path=("gestures", one.activity), hint=hint)
