"""One entry as a page: what was asked, why it was answered so, what it added, what came of it, and how to prove it."""

from __future__ import annotations

from empower.domain.calendar import written_date
from empower.domain.kept_facts import known_facts
from empower.report.drawing import drawn
from empower.report.facts import facts_words
from empower.report.gestures import gestures_words, money_words
from empower.report.given import money_text
from empower.report.page import Page, sections
from empower.report.phrases import in_a_row
from empower.report.screen import together
from empower.report.sentences import reason_sentence
from empower.report.wording import Names

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from empower.domain.entries import Entry
    from empower.domain.listed import Charged, DutyOwed, Said, Story
    from empower.rules.rulebook import Rulebook

    Local = Callable[[int], str]

__all__ = ["story_text"]

_FORGOTTEN = "erased"
_OUTCOMES = {"escalate": "asked of somebody who may give it", "deny": "refused"}
_BUILT_IN = ("incident_cost", "incident_goodwill")
_DONE = {
    "posting": "given",
    "release": "released",
    "reversal": "undone",
    "vote": "a yes",
    "confirmation": "word confirmed",
    "revocation": "revoked",
    "done": "duty done",
}
_PLAIN = (
    *(
        "delegate",
        "from_day",
        "until_day",
        "up_to",
        "remedies",
        "why",
        "confirmed",
        "duty",
        "changed",
        "added",
        "satisfied",
    ),
    *("cause", "place", "stands_in_for", "identity", "policy_name", "roster_name", "expires_at", "word", "source"),
    *("period", "state", "finding", "of", "rows"),
)
"""What entries of some kinds say beside what all of them do."""


def story_text(story: Story, rulebook: Rulebook, *, local: Local, colour: bool, width: int | None) -> str:
    """The page. `rulebook` is the policy that the entry was made under."""
    names, entry, data = Names(rulebook, story.decision.ask if story.decision else None), story.entry, story.entry.data
    what = gestures_words(rulebook, data.get("parts") or [])
    page = Page(
        headline=f"ENTRY {entry.seq} — {entry.kind}{f': {what}' if what else ''}",
        keep=rulebook.currency,
        sections=sections(
            ("recorded", _recorded(entry, local)),
            ("about", _about(story)),
            ("facts", _facts(story, names)),
            ("texts", [_said(one) for one in story.texts]),
            ("asked", _asked(entry, rulebook)),
            ("answer", _answer(story, names)),
            ("costs", [_cost(part, rulebook) for part in data.get("parts") or []]),
            ("why", _why(story, names)),
            ("policy then", _quoted(story)),
            ("papers", [str(paper) for paper in data.get("papers") or ()]),
            (
                "says",
                [
                    _plainly(name, data[name], rulebook, local)
                    for name in _PLAIN
                    if data.get(name) not in (None, [], "")
                ],
            ),
            ("counted", [_charged(one, names, story) for one in story.charges]),
            ("refers to", [_line(story.refers_to, rulebook, local)] if story.refers_to else []),
            ("then", [_line(one, rulebook, local) for one in story.referred_by]),
            ("to do", [_duty(one, entry, local) for one in story.duties]),
            ("proof", _proof(story)),
        ),
    )
    return drawn(page, colour=colour, width=width)


def _recorded(entry: Entry, local: Local) -> list[str]:
    by = entry.data["by"]
    role = f" as {by['role']}" if by["role"] else ""
    who = f"by {by['id']}{role}" if by["id"] else "by nobody: a time was up"
    login = f", logged in as {by['login']}" if by.get("login") else ""
    vouched = {"login": ", known by their login", "claimed": ", as they said"}.get(by["vouched"], "")
    told = [f"{local(entry.at)}, {who}{vouched if by['id'] else ''}{login}"]
    effective = entry.data.get("effective", entry.at)
    if effective != entry.at:
        told.append(f"with effect from {local(effective)}")
    if entry.kind == "import":
        told.append("imported: it was not decided here")
    return told


def _about(story: Story) -> list[str]:
    data = story.entry.data
    told = [f"incident {data['incident']}"] if data.get("incident") else []
    if story.customer is not None:
        told.append(f"customer {story.customer.text}" if story.customer.text else "a customer who was forgotten")
    if data.get("asker") and data["asker"] != data["by"]["id"]:
        told.append(f"asked for by {data['asker']}")
    if data.get("authority") and data["authority"] != data["by"]["id"]:
        told.append(f"on the authority of {data['authority']}")
    return told


def _facts(story: Story, names: Names) -> list[str]:
    kept = known_facts(names.rulebook.facts, story.entry.data.get("facts") or {})
    return facts_words({name: value for name, value in kept if value is not None}, names)


def _said(one: Said) -> str:
    return f"{one.name.replace('_', ' ')}: {_FORGOTTEN if one.text is None else one.text}"


def _asked(entry: Entry, rulebook: Rulebook) -> list[str]:
    asked = [{"remedy": one[0], "amount": one[1], "quantity": one[2]} for one in entry.data.get("asked") or ()]
    told = gestures_words(rulebook, asked) if asked else ""
    given = gestures_words(rulebook, entry.data.get("parts") or [])
    return [told] if told and told != given else []


def _answer(story: Story, names: Names) -> list[str]:
    """What was decided; of what was given with a yes, whose it was."""
    data = story.entry.data
    outcome = "given" if story.entry.kind == "posting" else data.get("outcome")
    told = [_OUTCOMES.get(outcome, outcome)] if outcome else []
    approvers = story.decision.approvers if story.decision else ()
    takes = "it took" if story.entry.kind == "posting" else "it takes"
    told += [f"{takes} a yes from {names.approver(one)}" for one in approvers]
    for person, name in data.get("consents") or ():
        told.append(f"a yes from {person}{f' for {name}' if name != person else ''}")
    return told


def _cost(part: dict[str, Any], rulebook: Rulebook) -> str:
    if part["cost"] is None:
        return f"{part['remedy']}: not known"
    owed = f", {money_text(rulebook, part['owed_cost'])} of it owed by rule" if part["owed_cost"] else ""
    return f"{part['remedy']}: {money_words(rulebook, part['cost'])}{owed}"


def _why(story: Story, names: Names) -> list[str]:
    if story.decision is None:
        return [story.no_decision] if story.no_decision else []
    file = story.policy_name
    told = [
        f"{reason_sentence(one, names)}{f' ({file}:{one.place[0]})' if one.place[0] else ''}"
        for one in story.decision.reasons
    ]
    return list(dict.fromkeys(told))


def _quoted(story: Story) -> list[str]:
    """The lines with their numbers, as they stand."""
    return [
        together(f"{one.line + below:>4} | {source}".rstrip())
        for one in story.quoted
        for below, source in enumerate(one.source)
    ]


def _plainly(name: str, value: Any, rulebook: Rulebook, local: Local) -> str:
    words = name.replace("_", " ")
    if name == "word":
        return f"{words}: {_word(value, local)}"
    if name == "up_to":
        return f"{words}: {money_words(rulebook, value)}"
    if name.endswith("_day"):
        return f"{words}: {written_date(value)}"
    if name.endswith("_at"):
        return f"{words}: {local(value)}"
    if isinstance(value, dict):
        return f"{words}: {', '.join([f'{key} {told}' for key, told in value.items() if isinstance(told, (str, int))])}"
    if isinstance(value, list):
        return f"{words}: {', '.join([str(one) for one in value])}"
    return f"{words}: {'yes' if value is True else 'no' if value is False else value}"


def _word(word: dict[str, Any], local: Local) -> str:
    """Whose word it was given on (`max as manager, who confirms it by 2026-05-01 23:30`)."""
    told = f"{word['of']} as {word['role']}"
    if word.get("stands_in_for"):
        told += f", for {word['stands_in_for']}"
    return told if word["confirm_by"] is None else f"{told}, who confirms it by {local(word['confirm_by'])}"


def _charged(one: Charged, names: Names, story: Story) -> str:
    def figure(value: int) -> str:
        return names.money(value) if one.in_money else str(value)

    key = ", ".join([f"{name} {_key(name, value, story)}" for name, value in one.key])
    held = one.held_before != one.held_after
    spent = f"spent {figure(one.spent_before)} before, {figure(one.spent_after)} after"
    kept = f"held {figure(one.held_before)} before, {figure(one.held_after)} after"
    told = [spent] if one.spent_before != one.spent_after or not held else []
    what = in_a_row([f"`{line}`" for line in one.lines]) if one.lines else _counter(one.counter, names)
    return f"{what}{f' ({key})' if key else ''}: {'; '.join([*told, *([kept] if held else [])])}"


def _counter(counter: str, names: Names) -> str:
    """What is counted where no limit of a line counts by it."""
    return names.fact(counter) if counter in _BUILT_IN else counter


def _key(name: str, value: str, story: Story) -> str:
    """Whom or what is counted for; of a customer their id, as long as the book knows it."""
    if name == "customer" and story.customer is not None and value == story.entry.data.get("customer"):
        return story.customer.text or "who was forgotten"
    return value


def _line(entry: Entry, rulebook: Rulebook, local: Local) -> str:
    data = entry.data
    what = gestures_words(rulebook, data.get("parts") or [])
    done = _DONE.get(entry.kind, entry.kind)
    if entry.kind == "release":
        done = f"released, {data['why']}"
    if entry.kind == "confirmation" and not data.get("confirmed"):
        done = "word denied"
    in_the_name = ""
    if entry.kind == "vote" and data["authority"] != data["by"]["id"]:
        in_the_name = f" for {data['authority']}"
    who = f"{data['by']['id'] or 'nobody: its time was up'}{in_the_name}"
    return f"{entry.seq}: {done}{f', {what}' if what else ''} — {who}, {local(entry.at)}"


def _duty(one: DutyOwed, entry: Entry, local: Local) -> str:
    told = one.title or one.duty
    due = f", by {local(one.due_at)}" if one.due_at is not None else ""
    if one.done_at is None:
        return f"{told}{due}: `empower duty done {entry.seq}-{one.duty}`"
    late = ", too late" if one.due_at is not None and one.done_at > one.due_at else ""
    return f"{told}{due}: done {local(one.done_at)}{late} (entry {one.done_by})"


def _proof(story: Story) -> list[str]:
    entry = story.entry
    told = [f"hash {entry.hash}", f"policy {entry.data['policy']} ({story.policy_name or 'its text is missing'})"]
    if entry.data.get("roster"):
        told.append(f"roster {entry.data['roster']}")
    return [*told, f"`empower ledger receipt {entry.seq} --out entry-{entry.seq}.receipt.json`"]
