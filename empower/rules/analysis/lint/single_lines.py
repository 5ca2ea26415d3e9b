"""Lines that look wrong by themselves: calls nobody needs, exceptions that are over, rules that forbid everything."""

from __future__ import annotations

from empower.domain.calendar import written_date
from empower.domain.conditions import passes
from empower.rules.analysis.lint.boxes import days_of
from empower.rules.analysis.lint.telling import note, warning

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from empower.rules.analysis.found import Found
    from empower.rules.rulebook import Budget, Rule, Rulebook, Signatures

__all__ = ["calls_of", "expired", "forbidding_everything", "needless", "over"]


def needless(rulebook: Rulebook) -> Iterator[Found]:
    """Calls on a role that everybody holds or stands above."""
    for section, key, number, line, signatures in calls_of(rulebook):
        satisfying = [_satisfying(rulebook, place) for place in signatures]
        every = {role.id for role in rulebook.roles}
        asking = (
            every if len(signatures) == 1 else _asking(rulebook, line)
        )  # of one place `called_below` tells the rest
        for place, roles in enumerate(satisfying):
            others = {role for other, held in enumerate(satisfying) if other != place for role in held}
            if not asking or not asking <= roles or asking & others:
                continue
            # whoever also fills another place would have to find somebody for this one
            called = "` or `".join(signatures[place])
            everybody = "everybody" if asking == every else "whoever it holds for"
            beside = " beside others" if len(signatures) > 1 else ""
            yield warning(
                "call-nobody-needs",
                (section, number, key),
                f"`{line.id}` brings it to `{called}`{beside}, and {everybody} holds that role or stands above it",
                "name a role further up: nobody is stopped beyond this limit"
                if key == "beyond"
                else f"name a role further up, or take the {'role' if beside else 'rule'} out",
            )


def calls_of(rulebook: Rulebook) -> Iterator[tuple[str, str, int, Rule | Budget, Signatures]]:
    """Each call of a rule or budget: its section and key, the place of its line, the line, and whose call it is."""
    for number, rule in enumerate(rulebook.rules):
        yield "rules", "escalate", number, rule, rule.signatures
        yield "rules", "beyond", number, rule, rule.beyond.signatures
    for number, budget in enumerate(rulebook.budgets):
        yield "budgets", "beyond", number, budget, budget.beyond.signatures


def expired(rulebook: Rulebook, day: int) -> Iterator[Found]:
    """Exceptions whose last day has passed."""
    for number, exemption in enumerate(rulebook.exceptions):
        untils = [
            span[1]
            for box in exemption.condition.when
            for test in box
            if test.axis == "day"
            for span in test.spans
            if span[1] is not None
        ]
        if untils and max(untils) <= day:
            yield note(
                "expired-exception",
                ("exceptions", number),
                f"the exception `{exemption.id}` is over",
                "take it out when nobody needs to read it here any more",
            )


def over(rulebook: Rulebook, day: int) -> Iterator[Found]:
    """The policy, and lines of it, whose last day has passed; an exception that is over is told by itself."""
    until = rulebook.effective[1]
    if until is not None and until <= day:
        yield warning(
            "no-longer-in-force",
            ("effective",),
            f"the policy has not been in force since {written_date(until)}, so nothing can be asked any more",
            "write a later `until`, or leave it out; `--at` looks at an earlier day",
        )
        return
    for section in ("grants", "budgets", "rules", "owed", "not_owed"):
        for number, line in enumerate(getattr(rulebook, section)):
            ends = [end for _, end in days_of(line.condition) or ((None, None),)]
            last = None if None in ends else max([end for end in ends if end is not None], default=None)
            if last is not None and last <= day:
                yield note(
                    "no-longer-in-force",
                    (section, number),
                    f"`{line.id}` has not been in force since {written_date(last)}",
                    "take it out when nobody needs to read it here any more, or mend its `until`",
                )


def forbidding_everything(rulebook: Rulebook) -> Iterator[Found]:
    """Rules that deny whatever is asked."""
    for number, rule in enumerate(rulebook.rules):
        if rule.deny and rule.condition.when == ((),) and not rule.condition.unless:
            yield warning(
                "forbids-everything",
                ("rules", number, "deny"),
                f"`{rule.id}` has no `when`, so nobody may give anything at all",
                "say when it is forbidden: `when: {…}`",
            )


def _satisfying(rulebook: Rulebook, place: tuple[str, ...]) -> set[str]:
    """The roles that will do for a place: those named, and those above them."""
    return {role.id for role in rulebook.roles if role.id in place} | {
        above for role in rulebook.roles if role.id in place for above in role.above
    }


def _asking(rulebook: Rulebook, line: Rule | Budget) -> set[str]:
    """The roles in which somebody can ask so that the line holds, as far as its tests of roles say."""
    found = set()
    for number, role in enumerate(rulebook.roles):
        tested = [[test for test in box if test.axis == "role"] for box in line.condition.when]
        if any([passes(tuple(box), {"role": number}) for box in tested]):
            found.add(role.id)
    return found
