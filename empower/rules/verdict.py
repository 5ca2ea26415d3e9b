"""What one role may do with an ask: the questions of `steps` put, and what their answers add up to for that role."""

from __future__ import annotations

from empower.domain.decision import Reason
from empower.rules.owed_told import owed_reasons
from empower.rules.steps.asks import asked_for
from empower.rules.steps.authority import authority, near_miss
from empower.rules.steps.calls import calls, open_after
from empower.rules.steps.forbidden import beyond_most, forbidden
from empower.rules.steps.limits import bounds
from empower.rules.steps.owed import barred_by, shared_out
from empower.rules.view import View, reason

TYPE_CHECKING = False
if TYPE_CHECKING:
    from empower.domain.decision import Reading, Warned
    from empower.rules.rulebook import Signatures
    from empower.rules.situation import Situation
    from empower.rules.steps.owed import Share

__all__ = ["Verdict", "judged"]


class Verdict:
    """The answers for one role. It is a clear yes when nothing is denied, lacking or open."""

    __slots__ = (
        "calls",
        "denies",
        "headroom",
        "lacking",
        "must",
        "needs",
        "notes",
        "prefer",
        "readings",
        "role",
        "say",
        "shares",
        "signatures",
        "warnings",
        "yes",
    )

    def __init__(self, role: str, shares: tuple[Share, ...]) -> None:
        self.role = role
        self.shares = shares
        self.yes: list[Reason] = []  # why it may be given
        self.denies: list[Reason] = []
        self.lacking: list[Reason] = []  # authority
        self.signatures: list[Signatures] = []  # all that are asked for
        self.calls: list[tuple[Signatures, Reason]] = []  # the places this role leaves open
        self.notes: list[Reason] = []  # exceptions that lifted something
        self.warnings: list[Warned] = []
        self.readings: list[Reading] = []
        self.needs: list[tuple[str, str]] = []
        self.must: list[tuple[str, str]] = []
        self.say: list[tuple[int, str, str]] = []
        self.prefer: set[str] = set()  # remedies that a matching rule would rather see
        self.headroom: int | None = None

    @property
    def outcome(self) -> str:
        """`approve`, `escalate` (somebody else may be able to) or `deny`."""
        if self.denies:
            return "deny"
        return "escalate" if self.lacking or self.calls else "approve"


def judged(situation: Situation, role: str, employee: str) -> Verdict:
    """The verdict for somebody in `role` asking; `employee` is whose limits per employee count."""
    situation = situation.acted_on_by(employee)
    shares = shared_out(situation, situation.ask.gestures, role)
    verdict = Verdict(role, shares)
    so_far = situation.so_far()
    lefts = []
    for share in shares:
        view = View(situation, role, employee, share, shares, so_far)
        verdict.warnings += share.warnings
        verdict.yes += owed_reasons(share)
        readings, passed = beyond_most(view)
        verdict.readings += readings
        verdict.denies += passed
        if share.unsaid:
            verdict.denies.append(_not_owed(view))
        elif not share.wholly_owed:
            lefts.append(_beyond_owed(view, verdict))
        verdict.prefer.update([remedy for rule in view.matched.rules for remedy in rule.prefer])
        asks = asked_for(view)
        verdict.needs += asks.needs
        verdict.must += asks.must
        verdict.say += asks.say
    known = [left for left in lefts if left is not None]
    verdict.headroom = min(known) if known else None
    return verdict


def _beyond_owed(view: View, verdict: Verdict) -> int | None:
    """Puts the questions to what goes beyond what is owed; the headroom of the grant used."""
    verdict.denies += forbidden(view)
    final = view.situation.index.roles[view.role].final
    power = authority(view)
    verdict.readings += power.readings
    if power.fits:
        verdict.yes += power.reasons
    elif final:
        verdict.yes.append(Reason(code="final", remedy=view.remedy.id, roles=(view.role,)))
    else:
        verdict.lacking += power.reasons
    limited = bounds(view)
    verdict.readings += limited.readings
    verdict.denies += limited.denies
    verdict.warnings += limited.warnings
    verdict.must += limited.must
    for signatures, why in (*limited.calls, *calls(view)):
        verdict.signatures.append(signatures)
        still_open = open_after(view.situation.index, signatures, view.role)
        if still_open:
            verdict.calls.append((still_open, why))
    for exemption in view.matched.exemptions:
        for rule in view.matched.lifted:
            if rule.id in exemption.lifts:
                verdict.notes.append(reason("exception", exemption, view, lifted=rule.id))
    return power.headroom


def _not_owed(view: View) -> Reason:
    """Why nothing is owed although no amount was asked."""
    static = view.situation.static(view.remedy.id)
    for line in static.entitlements:
        bar = barred_by(line, static.bars)
        if bar:
            return reason("not-owed", bar, view, tests=view.tests(view.matching_box(bar)))
    if static.entitlements:
        return reason("not-owed", static.entitlements[0], view, amount=0)
    might = tuple([line for line in view.situation.rulebook.owed if view.remedy.id in line.remedies])
    return near_miss(view, "not-owed", might) or Reason(code="not-owed", remedy=view.remedy.id)
