"""Who may answer a request, judged by the stricter of what held when it was made and what holds now.

A request that the policy in force knows nothing of any more can be given by nobody; whoever could have answered it as it was
made, or has the last word, declines it.
"""

from __future__ import annotations

from empower.domain.balances import Balances
from empower.domain.decision import Decision, Reading
from empower.domain.entries import Entry
from empower.domain.errors import CannotAskError
from empower.domain.gesture import Actor, Ask, Gesture
from empower.domain.people import Person, as_of
from empower.domain.value import Value
from empower.ledger.balances import BookBalances, SeenBalances
from empower.ledger.book import Page
from empower.ledger.shapes import Row
from empower.policyfile.said.zone import local
from empower.rules.approval import Filler, Place, filled, places_of, readings_of
from empower.rules.decide import decide
from empower.rules.rulebook import IN_MONEY, Rulebook
from empower.services.house import House, cannot
from empower.services.replayed import ask_of, decision_of, seen_of
from empower.services.staff import delegations_for, with_delegates

__all__ = ["Standing", "could_have_approved", "decliners", "denied", "moved_up", "outlived", "standing"]

_DECLINE = "decline the request; what is wanted is asked for again"


class Standing(Value):
    """A request as it stands now: the places that were open when it was made, and those that are open today."""

    ask: Ask  # with the amount that is approved
    then: Decision
    now: Decision
    places_then: tuple[Place, ...]
    places_now: tuple[Place, ...]
    people: tuple[Person, ...]
    balances: BookBalances
    rulebook: Rulebook
    day: int  # today, by which people are there or away

    def fillers(self, person: str) -> tuple[Filler, ...]:
        """In whose names somebody may answer, their own first."""
        found = [
            one for place in (*self.places_then, *self.places_now) for one in place.fillers if one.person == person
        ]
        return tuple(dict.fromkeys(sorted(found, key=lambda one: (one.employee != person, one.employee))))

    def useful(self, votes: list[tuple[str, str]], new: tuple[str, str]) -> bool:
        """Whether one more yes fills a place that is still open."""
        return self._fits(self.places_then, votes, new) or self._fits(self.places_now, votes, new)

    def complete(self, votes: list[tuple[str, str]]) -> bool:
        """Whether these yeses fill every place, by what held then and by what holds now."""
        return all([len(self._most(places, votes)) == len(places) for places in (self.places_then, self.places_now)])

    def open_places(self, votes: list[tuple[str, str]]) -> tuple[Place, ...]:
        """The places that no yes fills yet, of whichever has more of them: then, or now."""
        left = []
        for places in (self.places_now, self.places_then):
            taken = self._most(places, votes)
            left.append(tuple([place for number, place in enumerate(places) if number not in taken]))
        return max(left, key=len)

    def decider(self, votes: list[tuple[str, str]]) -> Filler | None:
        """Whose authority is used; `None` where all that was needed are consents, and the asker's own is used."""
        for places in (self.places_now, self.places_then):
            for number, filler in self._most(places, votes).items():
                if places[number].decides:
                    return filler
        return None

    def readings(self, votes: list[tuple[str, str]]) -> tuple[Reading, ...]:
        """The limits as they are for whoever's authority is used."""
        decider = self.decider(votes)
        if decider is None:
            return self.now.limits
        return readings_of(self.rulebook, self.ask, self.balances, self.people, decider)

    def _fits(self, places: tuple[Place, ...], votes: list[tuple[str, str]], new: tuple[str, str]) -> bool:
        before = list(self._most(places, votes).values())
        held = [(one.person, one.employee) for one in before]
        return filled(places, [*held, new]) is not None

    @staticmethod
    def _most(places: tuple[Place, ...], votes: list[tuple[str, str]]) -> dict[int, Filler]:
        """The places that votes fill, taken in the order they were cast."""
        kept: list[tuple[str, str]] = []
        found: dict[int, Filler] = {}
        for vote in votes:
            more = filled(places, [*kept, vote])
            if more is not None:
                kept.append(vote)
                found = more
        return found


def standing(house: House, page: Page, entry: Entry, gesture: Gesture | None, now: int) -> Standing:
    """How the request of a hold stands; `gesture` is what is approved of it where that is less.

    Raises `CannotAskError` where the policy in force no longer lets it be given.
    """
    rulebook = house.rulebook
    row = page.rows.get("request", entry.seq)
    assert row is not None
    ask = ask_of(page, entry, rulebook)
    if gesture is not None:
        ask = ask.but(gestures=(gesture,))
    known = {remedy.id for remedy in rulebook.remedies}
    gone = [one.remedy for one in ask.gestures if one.remedy not in known] + (
        [ask.actor.role] if ask.actor.role not in {role.id for role in rulebook.roles} else []
    )
    if gone:
        raise _gone(gone[0])
    old = page.rulebook_of(entry.data["policy"])
    kinds = {remedy.id: remedy.kind for remedy in rulebook.remedies}
    for remedy in old.remedies:  # what was asked for as money must not be given as a thing
        asked = any([one.remedy == remedy.id for one in ask.gestures])
        if asked and (remedy.kind in IN_MONEY) != (kinds[remedy.id] in IN_MONEY):
            message = f"by the policy in force `{remedy.id}` is of another kind, `{kinds[remedy.id]}`"
            raise cannot("changed-policy", message, _DECLINE)
    then = decision_of(page, entry)
    balances = BookBalances(page.rows, rulebook, now, page.pseudonym, leaving_out=entry.seq)
    people = _people(house, page, rulebook, ask, balances, now)
    decision = decide(rulebook, ask, balances, people)
    up = moved_up(row, now)
    places_now = places_of(rulebook, ask, balances, people, decision, up) if decision.outcome == "escalate" else ()
    places_then = _with_those_above(_then(page, entry, old, people, up), places_now, old, ask.actor.role)
    return Standing(
        ask=ask,
        then=then,
        now=decision,
        places_then=places_then,
        places_now=places_now,
        people=people,
        balances=balances,
        rulebook=rulebook,
        day=local(now, rulebook.timezone, rulebook.day_starts).day,
    )


def denied(stands: Standing) -> str:
    """Why all of a request may not be given as things stand now; nothing, where it may."""
    if stands.now.outcome != "deny":
        return ""
    lines = dict.fromkeys([f"`{why.line or why.code}`" for why in stands.now.reasons])
    return f"as things stand now, this may not be given ({', '.join(lines)})"


def outlived(stands: Standing, entry: Entry) -> CannotAskError | None:
    """The failure to give a request by the policy in force, which cannot judge what it says, or knows a role no more."""
    roles = {role.id for role in stands.rulebook.roles}
    for place in stands.places_then:
        if not place.fillers and not roles & {place.role, *place.others}:  # nobody can ever fill it
            return _gone(place.role)
    if stands.now.outcome is not None:
        return None
    names = [one.fact for one in stands.now.asks]
    for name in names:
        said = entry.data["facts"].get(name)
        if said is not None:
            return _gone(str(said), f" as a value of `{name}`")
    facts = ", ".join([f"`{name}`" for name in names])
    return cannot("changed-policy", f"the policy in force asks for {facts}, which this request does not say", _DECLINE)


def decliners(house: House, page: Page, entry: Entry, stands: Standing | None, now: int) -> frozenset[str]:
    """Who declines what can only be declined: whoever could have answered it, could answer it today, or has the last word."""
    row = page.rows.get("request", entry.seq)
    assert row is not None
    old = page.rulebook_of(entry.data["policy"])
    seen = SeenBalances(seen_of(entry.data), old, page.pseudonym)
    people = _people(house, page, old, ask_of(page, entry, old), seen, now)
    places = _then(page, entry, old, people, moved_up(row, now)) + (stands.places_now if stands is not None else ())
    final = {role.id for role in house.rulebook.roles if role.final}
    able = [one.person for place in places for one in place.fillers]
    able += [person.id for person in people if final & set(person.roles)]
    return frozenset(able) - {str(row["asker"])}


def moved_up(row: Row, now: int) -> int:
    """How many times a request has moved up the chain: once for each time that it waited too long."""
    every = row["moves_up_after"]
    return (now - int(row["at"] or 0)) // int(every) if every else 0


def could_have_approved(house: House, page: Page, posting: Entry, actor: Actor, now: int) -> bool:
    """Whether somebody above the asker could have given it on their own, as things stood when it was given."""
    rulebook = page.rulebook_of(posting.data["policy"])
    roles = {role.id: role for role in rulebook.roles}
    asker = roles.get(posting.data.get("asker_role") or "")
    if actor.role not in roles:
        return False
    final = roles[actor.role].final
    if asker is not None and actor.role not in asker.above and not (final and actor.role == asker.id):
        return False
    if final:
        return True
    ask = ask_of(page, posting, rulebook).but(actor=Actor(role=actor.role, id=actor.id))
    balances = SeenBalances(seen_of(posting.data), rulebook, page.pseudonym)
    return decide(rulebook, ask, balances, _people(house, page, rulebook, ask, balances, now)).outcome == "approve"


def _gone(name: str, as_what: str = "") -> CannotAskError:
    return cannot("changed-policy", f"the policy in force knows no `{name}` any more{as_what}", _DECLINE)


def _then(page: Page, entry: Entry, old: Rulebook, people: tuple[Person, ...], up: int) -> tuple[Place, ...]:
    """The places that were open when it was made, and who of the people of today fills them."""
    seen = SeenBalances(seen_of(entry.data), old, page.pseudonym)
    return places_of(old, ask_of(page, entry, old), seen, people, decision_of(page, entry), up)


def _people(house: House, page: Page, rulebook: Rulebook, ask: Ask, balances: Balances, now: int) -> tuple[Person, ...]:
    """Who is there today, for judging by `rulebook` what was asked on another day."""
    today = local(now, house.rulebook.timezone, house.rulebook.day_starts).day
    delegated = delegations_for(page, rulebook, ask, balances, today)
    return as_of(with_delegates(house.people or (), delegated, today), today)


def _with_those_above(
    then: tuple[Place, ...], now: tuple[Place, ...], rulebook: Rulebook, asker_role: str
) -> tuple[Place, ...]:
    """Whoever decides today and stands above who could decide then, could have decided then too."""
    chain = next((role.above for role in rulebook.roles if role.id == asker_role), ())
    deciding = [one for place in now if place.decides for one in place.fillers]
    found = []
    for place in then:
        if place.decides and place.role in chain:
            higher = chain[chain.index(place.role) :]
            more = [one for one in deciding if one.role in higher and one not in place.fillers]
            place = place.but(fillers=(*place.fillers, *more))  # noqa: PLW2901
        found.append(place)
    return tuple(found)
