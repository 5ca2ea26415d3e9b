"""What an ask comes to once every fact that matters is known: outcome, reasons, needs, duties, and who can say yes."""

from __future__ import annotations

from empower.domain.decision import Decision, DutyDue, Need, Reason, Unblock
from empower.domain.value import Value
from empower.rules.approvers import approvers_for
from empower.rules.charges import charges_of
from empower.rules.owed_told import owed_lines
from empower.rules.steps.owed import dues
from empower.rules.verdict import judged

TYPE_CHECKING = False
if TYPE_CHECKING:
    from empower.domain.decision import Approver, OwedLine, Reading
    from empower.rules.situation import Situation
    from empower.rules.verdict import Verdict

__all__ = ["Comes", "answered", "approved", "comes_to", "outcome_of"]


def answered(situation: Situation) -> Decision:
    """The decision once every fact that matters is known."""
    ask, ref = situation.ask, situation.rulebook.ref
    outcome, verdict, approvers = _concluded(situation)
    needs = _needs(situation, verdict)
    return Decision(
        outcome=outcome,
        ask=ask,
        parts=tuple([share.part for share in verdict.shares]),
        reasons=_reasons(outcome, verdict),
        owed=_owed(situation),
        headroom=verdict.headroom,
        approvers=approvers,
        needs=needs,
        duties=_duties(situation, verdict),
        unblock=_unblock(outcome, approvers, needs),
        say=tuple(dict.fromkeys([words for _, _, words in sorted(set(verdict.say))])),
        warnings=tuple(
            sorted(dict.fromkeys(verdict.warnings), key=lambda warned: (warned.code, warned.line, warned.remedy))
        ),
        limits=_limits(verdict),
        charges=charges_of(situation, verdict.shares, ask.actor.id),
        policy=ref.name,
        digest=ref.digest,
    )


def approved(situation: Situation) -> bool:
    """Whether the asker may give it on their own."""
    return judged(situation, situation.ask.actor.role, situation.ask.actor.id).outcome == "approve"


class Comes(Value):
    """What an ask comes to, without the reasons: what two policies are compared by."""

    outcome: str
    approvers: tuple[tuple[str, tuple[str, ...], int], ...] = ()  # role, others that will do, how many
    owed: tuple[tuple[str, int], ...] = ()  # remedy, face value still due
    settled: tuple[tuple[str, int], ...] = ()  # counter, how much of what is owed it would settle
    needs: tuple[str, ...] = ()
    duties: tuple[tuple[str, int | None], ...] = ()  # with the time from the giving
    say: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()  # codes


def comes_to(situation: Situation) -> Comes:
    """What the ask comes to."""
    outcome, verdict, approvers = _concluded(situation)
    owed: dict[str, int] = {}
    for line in _owed(situation):
        owed[line.remedy] = owed.get(line.remedy, 0) + line.amount
    settled: dict[str, int] = {}
    for share in verdict.shares:
        for counter, much in share.part.settled:
            settled[counter] = settled.get(counter, 0) + much
    at = situation.ask.at
    return Comes(
        outcome=outcome,
        approvers=tuple([(one.role, one.others, one.count) for one in approvers]),
        owed=tuple(sorted([(remedy, left) for remedy, left in owed.items() if left])),
        settled=tuple(sorted(settled.items())),
        needs=tuple([need.id for need in _needs(situation, verdict)]),
        duties=tuple([(one.id, None if one.due is None else one.due - at) for one in _duties(situation, verdict)]),
        say=tuple(dict.fromkeys([words for _, _, words in sorted(set(verdict.say))])),
        warnings=tuple(sorted({warned.code for warned in verdict.warnings})),
    )


def outcome_of(situation: Situation) -> tuple[object, ...]:
    """Everything that a missing fact must not be able to change."""
    outcome, verdict, approvers = _concluded(situation)
    return (
        outcome,
        tuple([(one.role, one.others, one.count) for one in approvers]),
        _owed(situation),
        tuple([need.id for need in _needs(situation, verdict)]),
        tuple([(duty.id, duty.due) for duty in _duties(situation, verdict)]),
    )


def _concluded(situation: Situation) -> tuple[str, Verdict, tuple[Approver, ...]]:
    """Deny beats escalate beats approve; what nobody can approve is denied."""
    actor = situation.ask.actor
    verdict = judged(situation, actor.role, actor.id)
    if verdict.outcome != "escalate":
        return verdict.outcome, verdict, ()
    approvers = approvers_for(situation, verdict)
    if approvers:
        return "escalate", verdict, approvers
    verdict.denies.append(Reason(code="nobody-can", roles=(actor.role,)))
    return "deny", verdict, ()


_STEPS = ("nobody-can", "not-owed", "forbidden", "remedy-maximum", "not-granted", "above-authority", "limit", "budget")


def _reasons(outcome: str, verdict: Verdict) -> tuple[Reason, ...]:
    """What led to the outcome first, then what else bears on it; in an order that the file's order does not change."""
    found = [*verdict.denies, *verdict.lacking, *[why for _, why in verdict.calls], *verdict.notes]
    if outcome == "approve":
        found = [*verdict.yes, *verdict.notes]
    else:
        found += [why for why in verdict.yes if why.code == "owed"]

    def rank(why: Reason) -> tuple[int, str, str, str]:
        return (_STEPS.index(why.code) if why.code in _STEPS else len(_STEPS), why.section, why.line, why.remedy)

    one_each: dict[Reason, Reason] = {}
    for why in sorted(found, key=rank):  # a line says the same once, of however many parts of a bundle
        one_each.setdefault(why.but(remedy="") if why.line and why.section != "remedies" else why, why)
    return tuple(one_each.values())


def _reading_order(reading: Reading) -> tuple[str, str, tuple[tuple[str, str], ...], str, str, int, int]:
    """An order that does not hang on the file's: of readings that agree in all of this, one is the other."""
    every = "" if reading.every is None else str(reading.every)
    return reading.section, reading.line, reading.per, every, reading.measure, reading.limit, reading.asked


def _limits(verdict: Verdict) -> tuple[Reading, ...]:
    """Each reading once."""
    found = {_reading_order(reading): reading for reading in verdict.readings}
    return tuple([found[place] for place in sorted(found)])


def _owed(situation: Situation) -> tuple[OwedLine, ...]:
    found: list[OwedLine] = []
    for gesture in situation.ask.gestures:
        found += owed_lines(gesture.remedy, dues(situation, gesture.remedy, None, {}))
    return tuple(dict.fromkeys(sorted(found, key=lambda line: (line.remedy, line.line))))


def _needs(situation: Situation, verdict: Verdict) -> tuple[Need, ...]:
    found: dict[str, str] = {}
    for paper, line in sorted(set(verdict.needs)):
        found.setdefault(paper, line)
    titles = situation.index.papers
    return tuple(
        [
            Need(
                id=paper,
                title=titles[paper].title if paper in titles else "",
                line=line,
                given=paper in situation.ask.papers,
            )
            for paper, line in found.items()
        ]
    )


def _duties(situation: Situation, verdict: Verdict) -> tuple[DutyDue, ...]:
    found: dict[str, DutyDue] = {}
    for duty, line in sorted(set(verdict.must)):
        if duty not in found:
            known = situation.index.duties[duty]
            due = None if known.within is None else situation.ask.at + known.within
            found[duty] = DutyDue(id=duty, title=known.title, line=line, due=due)
    return tuple(found.values())


def _unblock(outcome: str, approvers: tuple[Approver, ...], needs: tuple[Need, ...]) -> tuple[Unblock, ...]:
    if outcome == "deny":
        return ()
    papers = [Unblock(paper=need.id) for need in needs if not need.given]
    return (*[Unblock(consent=approver.role) for approver in approvers], *papers)
