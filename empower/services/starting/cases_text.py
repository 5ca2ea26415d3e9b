"""`cases.yaml` of a policy that is begun: what the answers mean, as questions with the answer that each must get."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from empower.policyfile.said.zone import with_offset
from empower.policyfile.yaml_words import aligned, flow, short, word
from empower.services.starting.answers import Answers, Remedy, Role
from empower.services.starting.list_answers import OTHER
from empower.services.starting.outline import Outline
from empower.services.starting.roster_text import people
from empower.services.starting.rule_text import PAST, SORRY, days_in_words

__all__ = ["cases_text"]


def cases_text(answers: Answers, lines: Outline) -> str:
    """The cases."""
    at = with_offset(f"{date.fromordinal(answers.day).isoformat()}T12:00", answers.timezone)
    writing = _Writing(answers, lines)
    parts = [
        "# What the answers mean, case by case. Before a rule is changed, a case says what it should come to.",
        f"now: {at}\npeople: roster.yaml\nincidents:",
        *writing.incidents(),
        "\ncases:",
        *writing.ladder(),
        *writing.limits(),
        *writing.words_and_things(),
        *writing.calls(),
        *writing.rest(),
    ]
    return "\n".join([*parts, ""])


class _Writing:
    """One file while it is written."""

    def __init__(self, answers: Answers, lines: Outline) -> None:
        self.answers = answers
        self.lines = lines
        self.desk, self.last = answers.roles[0], answers.roles[-1]
        self.who = {role: name for name, role in reversed(people(answers))}  # the first of each role
        self.money = min([one for one in answers.remedies if one.in_money], key=lambda one: one.up_to_bill)
        most = max([role.limit or 0 for role in answers.limited])
        self.bill = 2 * most + 100 * 10**answers.digits
        called = [call.failure for call in answers.calls]
        self.plain = next(one.name for one in answers.failures if one.name not in called)

    def incidents(self) -> list[str]:
        """One incident that no rule has anything to say of, one for each rule that has, and one of long ago."""
        found = [self._incident("usual", self.plain)]
        found += [self._incident(f"about-{call.failure}", call.failure) for call in self.answers.calls]
        found += [self._incident("unlisted", OTHER.name)]
        if self.answers.claim_days:
            found += [self._incident("last-day", self.plain, self.answers.claim_days)]
            found += [self._incident("too-late", self.plain, self.answers.claim_days + 1)]
        return found

    def _incident(self, name: str, failure: str, days: int = 0) -> str:
        day = date.fromordinal(self.answers.day - days).isoformat()
        bill = f"bill: {self._money(self.bill)}" if self.answers.bill else ""
        return f"  {name}: {flow(f'failure: {word(failure)}', bill, f'happened_on: {day}' if self.answers.claim_days else '')}"

    def ladder(self) -> Iterator[str]:
        """Each role at each limit and just above it."""
        every = {role.limit for role in self.answers.limited if role.limit is not None}
        amounts = sorted({amount for limit in every for amount in (limit, limit + 1)} - {0})
        if not amounts:
            return
        yield "  # the ladder"
        yield "  - name: the ladder"
        yield f"    ask: {{incident: usual, remedy: {word(self.money.name)}}}"
        yield "    table:"
        rows = [("by", [self.who[role.name] for role in self.answers.roles])]
        rows += [(self._money(amount), [self._may(role, amount) for role in self.answers.roles]) for amount in amounts]
        yield from aligned([(key, f"[{', '.join(cells)}]") for key, cells in rows], indent="      ")

    def _may(self, role: Role, amount: int) -> str:
        fits = role is self.last or role.limit is None or role.limit >= amount
        return "approve" if fits else "escalate"

    def limits(self) -> Iterator[str]:
        """Whose yes it needs just above each limit, and which line allows what is just within it."""
        for name, role in self.lines.grants:
            if role.limit is None:
                yield from self._case(
                    f"no figure holds {role.name} back", role, self._face(self.bill), "approve", because=name
                )
                continue
            yield from self._case(
                f"just within what {role.name} may give", role, self._face(role.limit), "approve", because=name
            )
        for role in self.answers.limited:
            if role.limit is not None:
                over = role.limit + 1
                to = self.answers.decides(over).name
                yield from self._case(
                    f"just above what {role.name} may give", role, self._face(over), "escalate", to=to
                )
        if self.desk.limit:
            to = self.answers.decides(self.desk.limit + 1).name
            before = f"[{{{self._face(self.desk.limit)}, by: {self.who[self.desk.name]}}}]"
            title = "two gestures for one incident count together"
            yield from self._case(title, self.desk, self._face(1), "escalate", to=to, given=before)

    def words_and_things(self) -> Iterator[str]:
        """What costs nothing is anybody's, and what is no money counts at what it costs."""
        if self.answers.free:
            yield "\n  # what is no money"
        for remedy in self.answers.free:
            yield from self._case(
                f"{remedy.name} waits for nobody", self.desk, f"remedy: {word(remedy.name)}", "approve"
            )
        limit = self.desk.limit or 0
        thing = next((one for one in self.answers.counted if 0 < one.cost <= limit), None)
        if thing is not None:
            over = limit - thing.cost + 1
            before = f"[{{remedy: {word(thing.name)}, by: {self.who[self.desk.name]}}}]"
            to = self.answers.decides(limit + 1).name
            title = f"{thing.name} counts at what it costs"
            yield from self._case(title, self.desk, self._face(over), "escalate", to=to, given=before)

    def calls(self) -> Iterator[str]:
        """What is not for the desk, though it costs next to nothing; a kind word still is."""
        if self.lines.calls:
            yield "\n  # what is not for the desk"
        for name, call in self.lines.calls:
            incident = f"about-{call.failure}"
            if call.role:
                to = self._who_may(call.role)
                title = f"{call.failure} is not for the desk"
                yield from self._case(
                    title, self.desk, self._face(1), "escalate", to=to, because=name, say=SORRY, incident=incident
                )
            else:
                title = f"{call.failure} is put right with words"
                yield from self._case(title, self.last, self._face(1), "deny", because=name, incident=incident)
            for remedy in self.answers.courtesies[:1]:
                title = f"{remedy.name} is, for {call.failure} too"
                ask = f"remedy: {word(remedy.name)}"
                yield from self._case(title, self.desk, ask, "approve", incident=incident)

    def _who_may(self, called: str) -> str:
        """The lowest role from the one that is called upwards that may give the least there is."""
        roles = self.answers.roles
        above = roles[[role.name for role in roles].index(called) :]
        return next(role.name for role in above if role is self.last or role.limit is None or role.limit > 0)

    def rest(self) -> Iterator[str]:
        """The bill, the calendar, and the sentence that is wanted for what is on no list."""
        yield "\n  # what else holds"
        for remedy in [one for one in self.answers.remedies if one.up_to_bill]:
            title = f"never a {remedy.name} of more than was charged"
            yield from self._case(title, self.last, self._face(self.bill + 1, remedy), "deny", most=(remedy, self.bill))
        if self.answers.claim_days:
            days, face = days_in_words(self.answers.claim_days), self._face(1)
            yield from self._case("on the last day a claim is taken", self.last, face, "approve", incident="last-day")
            said, line = PAST.format(days=days), self.lines.old_claim
            title = "and on the day after it is not, whoever asks"
            yield from self._case(title, self.last, face, "deny", because=line, say=said, incident="too-late")
        title = "what is on no list is told in a sentence"
        yield from self._case(title, self.last, self._face(1), "approve", needs="note", incident="unlisted")

    def _case(
        self,
        name: str,
        role: Role,
        ask: str,
        outcome: str,
        *,
        to: str = "",
        because: str = "",
        needs: str = "",
        say: str = "",
        given: str = "",
        most: tuple[Remedy, int] | None = None,
        incident: str = "usual",
    ) -> Iterator[str]:
        yield f"  - name: {word(name)}"
        yield f"    ask: {{by: {self.who[role.name]}, incident: {incident}, {ask}}}"
        if given:
            yield f"    given: {given}"
        expected = (
            f"outcome: {outcome}",
            to and f"to: {word(to)}",
            because and f"because: [{word(because)}]",
            needs and f"needs: [{needs}]",
            most and f"most: {{{word(most[0].name)}: {self._money(most[1])}}}",
            say and f"say: {word(say)}",
        )
        yield f"    expect: {flow(*[part for part in expected if part])}"

    def _face(self, amount: int, remedy: Remedy | None = None) -> str:
        return f"remedy: {word((remedy or self.money).name)}, amount: {self._money(amount)}"

    def _money(self, amount: int) -> str:
        return short(amount, self.answers.digits)
