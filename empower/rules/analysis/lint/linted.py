"""All analyses of the lint, in the order in which they are run."""

from __future__ import annotations

from empower.rules.analysis.idle import idle_limits, idle_lines
from empower.rules.analysis.lacking import Lacking
from empower.rules.analysis.lint.alike import could_be_one, parts_within, said_twice
from empower.rules.analysis.lint.calls import called_below
from empower.rules.analysis.lint.carried import owed_not_carried
from empower.rules.analysis.lint.catalogue import not_counted, ungiven
from empower.rules.analysis.lint.dates import dates_outside, following
from empower.rules.analysis.lint.dead_ends import dead_ends
from empower.rules.analysis.lint.exceptions import exceptions_lifting
from empower.rules.analysis.lint.never_holds import never_holding
from empower.rules.analysis.lint.nobody import nobody_giving
from empower.rules.analysis.lint.odd_amounts import falling_steps, less_above, more_than_all
from empower.rules.analysis.lint.prefer import preferring_in_vain
from empower.rules.analysis.lint.promises import promises_kept
from empower.rules.analysis.lint.roles import alone, unheld, unreached
from empower.rules.analysis.lint.single_lines import expired, forbidding_everything, needless, over
from empower.rules.analysis.lint.somebody import somebody_to_say_yes
from empower.rules.analysis.lint.space import Space, left_out
from empower.rules.analysis.lint.unused import unused
from empower.rules.analysis.usage import used

TYPE_CHECKING = False
if TYPE_CHECKING:
    from empower.domain.people import Person
    from empower.rules.analysis.found import Found
    from empower.rules.rulebook import Rulebook

__all__ = ["LINT_CODES", "ROSTER_CODES", "linted"]

LINT_CODES = (
    "unused-paper",
    "unused-duty",
    "unused-fact",
    "unreached-role",
    "remedy-nobody-gives",
    "call-nobody-needs",
    "expired-exception",
    "role-nobody-holds",
    "forbids-everything",
    "cost-not-counted",
    "nobody-above",
    "never-holds",
    "nobody-may-give",
    "prefer-never-approved",
    "owed-not-carried",
    "broken-promise",
    "promise-not-proven",
    "never-matters",
    "never-binds",
    "same-line-twice",
    "could-be-one",
    "part-says-nothing",
    "dates-gap",
    "dates-overlap",
    "date-never-reached",
    "lifts-nothing",
    "exceptions-overlap",
    "call-asked-below",
    "dead-end",
    "nobody-to-say-yes",
    "one-away-and-nobody",
    "not-all-tried",
    "more-than-all",
    "steps-that-fall",
    "less-above",
    "no-longer-in-force",
)

ROSTER_CODES = ("role-nobody-holds", "nobody-to-say-yes", "one-away-and-nobody")
"""Those that are looked for with a roster only."""

_EXACT = (
    never_holding,
    nobody_giving,
    preferring_in_vain,
    owed_not_carried,
    promises_kept,
    exceptions_lifting,
    called_below,
    dead_ends,
)
"""What is found by going through every situation."""


def linted(rulebook: Rulebook, day: int, people: tuple[Person, ...] | None = None) -> tuple[Found, ...]:
    """Warnings and notes, as of `day`; with a roster also the roles that nobody in it holds."""
    usage = used(rulebook)
    lacking = Lacking(rulebook, day)
    found = [
        *unused(rulebook, usage),
        *unreached(rulebook, usage),
        *ungiven(rulebook),
        *needless(rulebook),
        *expired(rulebook, day),
        *forbidding_everything(rulebook),
        *not_counted(rulebook),
        *alone(rulebook),
        *idle_lines(lacking),
        *idle_limits(lacking),
        *said_twice(rulebook),
        *could_be_one(rulebook),
        *parts_within(rulebook),
        *following(rulebook),
        *dates_outside(rulebook),
        *more_than_all(rulebook),
        *falling_steps(rulebook),
        *less_above(rulebook),
        *over(rulebook, day),
    ]
    space = Space(rulebook, day)
    for analysis in _EXACT:
        found += analysis(space)
    found += left_out(space)
    if people is not None:
        found += unheld(rulebook, usage, people, day)
        found += somebody_to_say_yes(space, people, day)
    return tuple(found)
