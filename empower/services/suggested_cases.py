"""Cases for what no case of a policy reaches yet: as few as a greedy choice comes to, each as the policy decides it now."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from empower.domain.amounts import amount_facts
from empower.domain.balances import NOTHING_SPENT, Balances
from empower.domain.errors import AbsentFactError
from empower.domain.facts import FactValue
from empower.domain.gesture import Actor, Ask
from empower.domain.people import Person
from empower.domain.value import Value
from empower.policyfile.said.asking import ask_at
from empower.policyfile.said.zone import instant_with, local
from empower.rules.analysis.combinations import Trial
from empower.rules.analysis.concrete import Concrete, weighing_facts
from empower.rules.analysis.coverage import Coverage, SuggestedCase, Suggestion, coverage_from
from empower.rules.analysis.histories import gesture_of
from empower.rules.analysis.sight import Sight, Sights, Threshold, lines_seen
from empower.rules.charges import charged
from empower.rules.decide import decide
from empower.rules.index import amounts_of, index_of
from empower.rules.rulebook import Line, Remedy, Rulebook
from empower.services.coverage import reachable_at, seen_by
from empower.services.fewest import fewest
from empower.services.house import House
from empower.services.run_cases import loaded_cases
from empower.services.shown import histories
from empower.services.thresholds_met import Trials

__all__ = ["suggested_cases"]

Target = frozenset[str] | tuple[Threshold, bool]


def suggested_cases(house: House, files: tuple[Path | None, ...], now: int, at: int | None = None) -> Suggestion:
    """Cases for what the cases of these files do not reach.

    They are put by roles, to the people whom the first file names. What takes a particular person, a bundle, or more earlier
    gestures than a few is not found.
    """
    book = house.rulebook
    loaded = [loaded_cases(house, file, at) for file in files]
    moment = now if at is None else at
    every = reachable_at(book, moment)
    seen = [sight for cases in loaded for sight in seen_by(book, cases)]
    coverage = coverage_from(book, seen, every)
    making = _Making(book, loaded[0].people)
    found = making.all(coverage, dict(every.found), local(moment, book.timezone, book.day_starts).day)
    page = loaded[0].page
    named = page.data.get("people") if page else None
    return found.but(roster=str(named) if named else "")


class _Made(Value):
    ask: Ask
    given: tuple[Ask, ...]
    balances: Balances
    sight: Sight


class _Making:
    """Requests made ready to be written as cases."""

    def __init__(self, rulebook: Rulebook, people: tuple[Person, ...] | None) -> None:
        self.rulebook = rulebook
        self.people = people
        self.sights = Sights(rulebook)

    def all(self, coverage: Coverage, known: dict[frozenset[str], Trial], today: int) -> Suggestion:
        """Cases for everything that is missed."""
        combinations = dict.fromkeys(coverage.combinations_missed)
        sides = {(one, side): None for one in coverage.thresholds for side in coverage.missing_sides(one)}
        made: list[_Made] = []
        met: set[Target] = set()

        def keep(one: _Made) -> None:
            made.append(one)
            met.update(_targets(one.sight))

        for lines in combinations:
            found = self._first(self._tries(known[lines]), lines) if lines in known else None
            if found is not None:
                keep(found)
        trials = Trials(self.rulebook, today)
        for side in sides:
            if side not in met:
                found = self._first(self._all_tries(trials.of(*side)), side)
                if found is not None:
                    keep(found)
        wanted = {*combinations, *sides}
        chosen = fewest([frozenset(_targets(one.sight) & wanted) for one in made])
        return Suggestion(
            cases=tuple([self._case(self._plain(made[number])) for number in chosen]),
            combinations=tuple([one for one in combinations if one not in met]),
            sides=tuple([one for one in sides if one not in met]),
        )

    def _plain(self, made: _Made) -> _Made:
        """The same without the facts that only weigh in amounts, where it sees the same without them."""
        remedy = index_of(self.rulebook).remedies[made.ask.gestures[0].remedy]
        owners: list[Line | Remedy] = [line for line in lines_seen(self.rulebook) if line.id in made.sight.lines]
        weighing = {name for one in (remedy, *owners) for amount in amounts_of(one) for name in amount_facts(amount)}
        idle = {fact.name for fact in weighing_facts(self.rulebook)} - weighing
        facts = tuple([one for one in made.ask.facts if one[0].removesuffix(".day") not in idle])
        if facts == made.ask.facts:
            return made
        given = tuple([ask.but(facts=facts) for ask in made.given])
        try:
            balances = self._balances(given)
        except AbsentFactError:
            return made
        ask = made.ask.but(facts=facts)
        if self.sights.of(ask, balances, self.people) != made.sight:
            return made
        return _Made(ask=ask, given=given, balances=balances, sight=made.sight)

    def _balances(self, given: tuple[Ask, ...]) -> Balances:
        balances: Balances = NOTHING_SPENT
        for ask in given:
            balances = balances.plus(charged(self.rulebook, ask, balances))
        return balances

    def _case(self, made: _Made) -> SuggestedCase:
        decision = decide(self.rulebook, made.ask, made.balances, self.people)
        return SuggestedCase(ask=made.ask, given=made.given, decision=decision)

    def _first(self, tries: Iterator[_Made], target: Target) -> _Made | None:
        return next((one for one in tries if target in _targets(one.sight)), None)

    def _all_tries(self, trials: Iterator[Trial]) -> Iterator[_Made]:
        for trial in trials:
            yield from self._tries(trial)

    def _tries(self, trial: Trial) -> Iterator[_Made]:
        """The request, with what may have been given before so that its incident came to this."""
        if not (trial.cost or trial.goodwill):
            yield from self._made(trial, ())
            return
        totals = tuple(dict.fromkeys([total for total in (trial.goodwill, trial.cost) if total]))
        for earlier in histories(self.rulebook, trial.remedy, trial.role, totals):
            yield from self._made(trial, tuple([(one.remedy, one.face) for one in earlier]))

    def _made(self, trial: Trial, before: tuple[tuple[str, int], ...]) -> Iterator[_Made]:
        facts, at = self._facts(trial.where, keys=bool(before))
        given = tuple([self._ask(remedy, face, trial.role, facts, at) for remedy, face in before])
        balances = self._balances(given)
        ask = self._ask(trial.remedy, trial.face, trial.role, facts, at)
        sight = self.sights.of(ask, balances, self.people)
        if sight is not None:
            yield _Made(ask=ask, given=given, balances=balances, sight=sight)

    def _ask(self, remedy: str, face: int, role: str, facts: tuple[tuple[str, FactValue], ...], at: int) -> Ask:
        gesture = gesture_of(self.rulebook, remedy, face)
        return ask_at(self.rulebook, (gesture,), Actor(role=role), facts, at)

    def _facts(self, where: Concrete, *, keys: bool) -> tuple[tuple[tuple[str, FactValue], ...], int]:
        """The facts as they are stated at that instant, and the instant."""
        book = self.rulebook
        at = instant_with(where.day, where.hour, book.timezone, book.day_starts)
        index = index_of(book)
        facts: dict[str, FactValue] = {"incident": "this"}
        for name, value in where.facts:
            fact = index.facts.get(name)
            if name == "incident" or name.endswith(".day") or (name in index.keys and not keys):
                continue
            if fact is not None and fact.kind == "moment" and isinstance(value, int):
                value = value - where.at + at  # noqa: PLW2901  # as long before as it was
                facts[f"{name}.day"] = local(value, book.timezone, book.day_starts).day
            facts[name] = value
        return tuple(facts.items()), at


def _targets(sight: Sight) -> set[Target]:
    return {*sight.combinations, *sight.sides}
