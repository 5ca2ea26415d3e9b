"""The lines that the answers come to, each with its id, which the policy's cases name too."""

from __future__ import annotations

from empower.domain.value import Value
from empower.services.starting.answers import Answers, Call, Role

__all__ = ["Outline", "outline"]


class Outline(Value):
    """The ids of the lines. A role whose limit is that of the role below it has no grant of its own."""

    at_no_cost: str
    grants: tuple[tuple[str, Role], ...]
    calls: tuple[tuple[str, Call], ...]
    old_claim: str
    in_a_sentence: str
    sorry_is_free: str
    not_alone: str
    not_at_the_desk: tuple[tuple[str, Call], ...]


def outline(answers: Answers) -> Outline:
    """Every id once, whatever the roles and failures are called."""
    taken: set[str] = set()

    def an_id(wanted: str) -> str:
        plain = wanted.replace("_", "-")
        found = next(one for one in (plain, *[f"{plain}-{number}" for number in range(2, 99)]) if one not in taken)
        taken.add(found)
        return found

    fixed = ("at-no-cost", "old-claim", "in-a-sentence", "sorry-is-free", "not-alone")
    at_no_cost, old_claim, in_a_sentence, sorry_is_free, not_alone = map(an_id, fixed)
    rising: list[Role] = []
    reached: int | None = 0
    for role in answers.limited:
        if role.limit != reached:
            rising.append(role)
        reached = role.limit
    return Outline(
        at_no_cost=at_no_cost,
        grants=tuple([(an_id(f"{role.name}-alone"), role) for role in rising]),
        calls=tuple([(an_id(call.failure), call) for call in answers.calls]),
        old_claim=old_claim,
        in_a_sentence=in_a_sentence,
        sorry_is_free=sorry_is_free,
        not_alone=not_alone,
        not_at_the_desk=tuple([(an_id(f"no-gift-for-{call.failure}"), call) for call in answers.calls]),
    )
