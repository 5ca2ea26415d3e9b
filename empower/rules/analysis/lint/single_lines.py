"""Lines that look wrong by themselves: calls nobody needs, exceptions that are over, rules that forbid everything."""

from __future__ import annotations

from empower.rules.analysis.lint.telling import note, warning

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from empower.rules.analysis.found import Found
    from empower.rules.rulebook import Rulebook

__all__ = ["expired", "forbidding_everything", "needless"]


def needless(rulebook: Rulebook) -> Iterator[Found]:
    """Calls on a role that everybody holds or stands above."""
    for number, rule in enumerate(rulebook.rules):
        for signatures, key in ((rule.signatures, "escalate"), (rule.beyond.signatures, "beyond")):
            if len(signatures) == 1 and all(
                [
                    any([role.id == name or name in _below(rulebook, role.id) for name in signatures[0]])
                    for role in rulebook.roles
                ]
            ):
                roles = "` or `".join(signatures[0])
                yield warning(
                    "call-nobody-needs",
                    ("rules", number, key),
                    f"`{rule.id}` brings it to `{roles}`, and everybody holds that role or stands above it",
                    "name a role further up, or take the rule out",
                )


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


def _below(rulebook: Rulebook, name: str) -> set[str]:
    return {role.id for role in rulebook.roles if name in role.above}
