"""A decision as a page: the answer first, in words that somebody with a customer waiting can act on."""

from __future__ import annotations

from empower.report.owed import owed_words
from empower.report.page import Page, people_of, sections
from empower.report.phrases import in_a_row
from empower.report.questions import question_page
from empower.report.screen import together
from empower.report.sentences import reason_sentence, warning_sentence
from empower.report.wording import Names

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from empower.domain.decision import Decision, DutyDue, Need, Unblock
    from empower.domain.gesture import Gesture
    from empower.rules.rulebook import Rulebook

__all__ = ["decision_page"]

_MOST_WHEN_YES = 2
_NO = {
    "nobody-can": "nobody can say yes to {}",
    "not-owed": "how much was not said, and {} is not owed",
    "forbidden": "the policy forbids {}",
    "remedy-maximum": "{} is more than anybody may give",
    "limit": "{} is beyond what is left",
    "budget": "{} is beyond what is left",
}


def decision_page(
    decision: Decision, rulebook: Rulebook, *, local: Callable[[int], str], file: str, notes: tuple[str, ...] = ()
) -> Page:
    """The page for a decision. `local` writes an instant for somebody who is there; `file` is the policy's name."""
    names = Names(rulebook, decision.ask)
    if decision.outcome is None:
        return question_page(decision.ask, decision.asks, names)
    asked = in_a_row([names.gesture(gesture) for gesture in _gestures(decision)])
    escalated, denied = decision.outcome == "escalate", decision.outcome == "deny"
    headline, tone = _ask(decision, names) if escalated else _no(decision, asked)
    if decision.outcome == "approve":
        headline, tone = _yes(decision, names, asked)
    owed = [] if _owed_told(decision) else owed_words(decision.owed, names)
    reasons = [reason for reason in decision.reasons if not (owed and reason.code == "owed")]
    told = [_placed(reason_sentence(reason, names), reason.place, file) for reason in reasons]
    why = list(dict.fromkeys(told))  # the parts of a bundle often have the same to say
    if decision.outcome == "approve":
        why = why[:_MOST_WHEN_YES]
    return Page(
        headline=headline,
        tone=tone,
        keep=rulebook.currency,
        sections=sections(
            ("for", [asked] if escalated else []),
            ("who", _who(decision, names)),
            ("why", why),
            ("owed", owed),
            ("say", [f"“{words}”" for words in decision.say]),
            ("hand in", [] if denied else [_handed_in(need) for need in decision.needs]),
            ("after", [] if denied else [_after(duty, local, escalated) for duty in decision.duties]),
            ("instead", _instead(decision, names)),
            ("unblock", _unblock(decision, names)),
            (
                "note",
                [*_how_much(decision, names), *notes, *[warning_sentence(one, names) for one in decision.warnings]],
            ),
        ),
    )


def _yes(decision: Decision, names: Names, asked: str) -> tuple[str, str]:
    owed = [part for part in decision.parts if part.owed]
    if not owed:
        return f"YES — {asked}", "yes"
    if all([part.owed_cost == part.cost for part in decision.parts]):
        return f"YES — {asked}, all of it due by rule", "yes"
    due = in_a_row([names.face(part.owed, part.gesture.remedy) for part in owed])
    return f"YES — {asked}, {due} of it due by rule", "yes"


def _ask(decision: Decision, names: Names) -> tuple[str, str]:
    who = in_a_row([people_of(approver, names) for approver in decision.approvers])
    return f"ASK — {who[:1].upper()}{who[1:]}", "ask"


def _no(decision: Decision, asked: str) -> tuple[str, str]:
    first = decision.reasons[0]
    what = first.remedy if first.code == "not-owed" else asked  # the rest of a bundle may well be owed
    return f"NO — {_NO.get(first.code, '{} may not be given').format(what)}", "no"


def _how_much(decision: Decision, names: Names) -> list[str]:
    """What to say when nothing is owed and no amount was named: mostly it was forgotten."""
    if decision.outcome != "deny" or decision.reasons[0].code != "not-owed":
        return []
    remedy = decision.reasons[0].remedy
    how, shown = ("how much", 25) if names.in_money(remedy) else ("how many", 2)
    return [f"to give it although it is not owed, say {how}, such as `{remedy} {shown}`"]


def _who(decision: Decision, names: Names) -> list[str]:
    """Everybody who may be asked, where the headline could name but one for a place."""
    return [
        f"{names.approver(approver)}: {in_a_row([names.contact(person) for person in approver.people], 'or')}"
        for approver in decision.approvers
        if len(approver.people) > 1
    ]


def _gestures(decision: Decision) -> list[Gesture]:
    """What was asked, as it was understood; as it was said where that comes to nothing."""
    asked = zip(decision.parts, decision.ask.gestures, strict=True)
    return [part.gesture if part.gesture.amount or part.gesture.quantity else said for part, said in asked]


def _owed_told(decision: Decision) -> bool:
    """Whether the answer says already what is due."""
    return decision.outcome == "approve" and any([reason.code == "owed" for reason in decision.reasons])


def _handed_in(need: Need) -> str:
    title = _paper_title(need)
    return f"{title} (at hand)" if need.given else f"{title}: --with {need.id}"


def _paper_title(need: Need) -> str:
    """The paper's title; the note is built in, so no policy gives it one."""
    return need.title or ("A note, in a sentence" if need.id == "note" else need.id)


def _after(duty: DutyDue, local: Callable[[int], str], escalated: bool) -> str:
    title = duty.title or duty.id
    if duty.due is None:
        return title
    return f"{title}, by {together(local(duty.due))}{' if it is given now' if escalated else ''}"


def _instead(decision: Decision, names: Names) -> list[str]:
    """What would be a yes now, as words for the next command; a no always says whether there is a way forward."""
    if decision.alternatives:
        return [names.offered(what) for what in decision.alternatives]
    return ["nothing that you may give alone"] if decision.outcome == "deny" else []


def _unblock(decision: Decision, names: Names) -> list[str]:
    if decision.outcome != "escalate":
        return []
    return [f"{in_a_row([_way(one, decision, names) for one in decision.unblock])}"] if decision.unblock else []


def _way(one: Unblock, decision: Decision, names: Names) -> str:
    if one.consent:
        return f"a yes from {names.role(one.consent)}"
    title = next((_paper_title(need) for need in decision.needs if need.id == one.paper), one.paper)
    return f"the paper {one.paper}" if title == one.paper else f"the paper {one.paper} ({title})"


def _placed(sentence: str, place: tuple[int, int], file: str) -> str:
    return f"{sentence} ({file}:{place[0]})" if place[0] else sentence
