"""One plain sentence for each reason and each warning, with the actual beside the tested value.

Text, plain lines and JSON all say the same, because they all ask here.
"""

from __future__ import annotations

from empower.report.conditions import matched, wanted
from empower.report.phrases import in_a_row
from empower.report.readings import allowance, figure, left_over

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from empower.domain.decision import Reading, Reason, Warned
    from empower.report.wording import Names

__all__ = ["reason_sentence", "warning_sentence"]


def reason_sentence(reason: Reason, names: Names) -> str:
    """Why, in one sentence, with the author's own reason at its end."""
    told = _REASONS[reason.code](reason, names)
    return f"{told} — {reason.because}" if reason.because else told


def warning_sentence(warned: Warned, names: Names) -> str:
    """What to know, in one sentence."""
    told = _WARNINGS[warned.code](warned, names)
    return f"{told} — {warned.because}" if warned.because else told


def _within_authority(reason: Reason, names: Names) -> str:
    if reason.reading is None:
        return f"`{reason.line}` allows it without a limit"
    left = f"{figure(reason.reading.left, reason.reading, names)} left"
    if reason.reading.per == (("gesture", ""),):
        return f"`{reason.line}` allows it: {allowance(reason.reading, names)}"
    return f"`{reason.line}` allows it: {allowance(reason.reading, names)}, {left}"


def _owed(reason: Reason, names: Names) -> str:
    amount = names.face(reason.amount or 0, reason.remedy)
    return f"{amount} is due under `{reason.line}`"


def _not_owed(reason: Reason, names: Names) -> str:
    if reason.section == "not_owed":
        return f"nothing is owed, by `{reason.line}`{_because_of(reason, names)}"
    if reason.tests:
        return f"`{reason.line}` would be owed if {wanted(reason.tests[0], names)}"
    if reason.line:
        return f"nothing more is due under `{reason.line}`"
    return f"nothing in this policy makes {names.remedy(reason.remedy)} owed here"


def _forbidden(reason: Reason, names: Names) -> str:
    return f"`{reason.line}` forbids it{_because_of(reason, names)}"


def _not_granted(reason: Reason, names: Names) -> str:
    if reason.tests:
        return f"`{reason.line}` would allow it if {wanted(reason.tests[0], names)}"
    role = names.role(reason.roles[0]) if reason.roles else "anybody"
    return f"no grant lets {role} give {names.remedy(reason.remedy)}"


def _limit(reason: Reason, names: Names) -> str:
    if reason.reading is None:
        return f"`{reason.line}` does not stretch to it"
    return f"`{reason.line}` allows {left_over(reason.reading, names, _verb(reason, names))}"


def _budget(reason: Reason, names: Names) -> str:
    assert reason.reading is not None
    return f"the budget `{reason.line}` holds {left_over(reason.reading, names, _verb(reason, names))}"


def _needs_approval(reason: Reason, names: Names) -> str:
    rule = next((rule for rule in names.rulebook.rules if rule.id == reason.line), None)
    who = names.signatures(rule.signatures) if rule else in_a_row([names.role(role) for role in reason.roles])
    return f"`{reason.line}` asks for a yes from {who}{_because_of(reason, names)}"


def _remedy_maximum(reason: Reason, names: Names) -> str:
    assert reason.reading is not None
    return f"of {names.remedy(reason.remedy)} nobody may give more than {left_over(reason.reading, names)}"


def _nobody_can(reason: Reason, names: Names) -> str:
    return (
        f"nobody above {names.role(reason.roles[0])} can say yes to this"
        if reason.roles
        else "nobody can say yes to this"
    )


def _final(reason: Reason, names: Names) -> str:
    who = names.role(reason.roles[0]) if reason.roles else "the last role"
    return f"{who} has the last word; no grant of theirs reaches this far"


def _exception(reason: Reason, names: Names) -> str:
    told = f"`{reason.line}` lifts `{reason.lifted}`"
    exemption = next((line for line in names.rulebook.exceptions if line.id == reason.line), None)
    if exemption is None:
        return told
    by = [f"approved by {names.role(exemption.approved_by)}" if exemption.approved_by else "", exemption.ticket]
    owned = ", ".join([part for part in by if part])
    return f"{told} ({owned})" if owned else told


def _near_limit(warned: Warned, names: Names) -> str:
    reading = _reading(warned)
    return f"`{warned.line}` is nearly used up: {_used(reading, names)} of {allowance(reading, names)} with this"


def _beyond_limit(warned: Warned, names: Names) -> str:
    reading = _reading(warned)
    return f"beyond `{warned.line}`: {_used(reading, names)} with this, of {allowance(reading, names)}"


def _less_than_advised(warned: Warned, names: Names) -> str:
    reading = _reading(warned)
    return f"`{warned.line}` advises at least {allowance(reading, names)}; this comes to {_used(reading, names)}"


def _less_than_owed(warned: Warned, names: Names) -> str:
    due = names.face(warned.amount or 0, warned.remedy)
    return f"less than is due: `{warned.line}` owes {due}, this gives {names.face(warned.actual or 0, warned.remedy)}"


def _settles_nothing(warned: Warned, names: Names) -> str:
    least = names.face(warned.amount or 0, warned.remedy)
    given = names.face(warned.actual or 0, warned.remedy)
    it = names.remedy(warned.remedy)
    return f"it settles nothing of what `{warned.line}` owes: that takes {least} of {it}, this is {given}"


def _nothing_counted(_warned: Warned, _names: Names) -> str:
    return "nothing given before is counted, as there is no ledger to look in"


def _not_in_force(_warned: Warned, _names: Names) -> str:
    told = "the book obeys another policy or roster; what these alone count is not counted"
    return f"{told}; `empower ledger adopt --because …` puts these in force"


_REASONS: dict[str, Callable[[Reason, Names], str]] = {
    "within-authority": _within_authority,
    "owed": _owed,
    "not-owed": _not_owed,
    "forbidden": _forbidden,
    "not-granted": _not_granted,
    "above-authority": _limit,
    "limit": _limit,
    "budget": _budget,
    "needs-approval": _needs_approval,
    "remedy-maximum": _remedy_maximum,
    "nobody-can": _nobody_can,
    "final": _final,
    "exception": _exception,
}

_WARNINGS: dict[str, Callable[[Warned, Names], str]] = {
    "near-limit": _near_limit,
    "beyond-limit": _beyond_limit,
    "less-than-advised": _less_than_advised,
    "less-than-owed": _less_than_owed,
    "settles-nothing": _settles_nothing,
    "nothing-counted": _nothing_counted,
    "not-in-force": _not_in_force,
}


def _because_of(reason: Reason, names: Names) -> str:
    facts_first = sorted(reason.tests, key=lambda test: test.axis in ("remedy", "remedy_kind"))
    tests = [matched(test, names) for test in facts_first]
    return f": {', and '.join(tests)}" if tests else ""


def _verb(reason: Reason, names: Names) -> str:
    """`asks` where a limit counts what was asked, `costs` where it costs the house something else, or several add up."""
    if reason.reading is None or reason.reading.measure != "cost":
        return "asks"
    remedy = names.index.remedies.get(reason.remedy)
    several_asked = names.ask is not None and len(names.ask.gestures) > 1
    return "costs" if several_asked or (remedy and remedy.cost != ("fact", "amount")) else "asks"


def _used(reading: Reading, names: Names) -> str:
    return figure(reading.spent + reading.held + reading.asked, reading, names)


def _reading(warned: Warned) -> Reading:
    assert warned.reading is not None
    return warned.reading
