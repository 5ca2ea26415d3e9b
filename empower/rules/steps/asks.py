"""What is asked for along the way: papers handed in with the gesture, duties done afterwards, and what to say."""

from __future__ import annotations

from empower.domain.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from empower.rules.rulebook import Rule
    from empower.rules.view import View

__all__ = ["AskedFor", "asked_for"]


class AskedFor(Value):
    """Each with the line that asks for it."""

    needs: tuple[tuple[str, str], ...] = ()
    must: tuple[tuple[str, str], ...] = ()
    say: tuple[tuple[int, str, str], ...] = ()  # strictness (0 is strictest), line, words


def asked_for(view: View) -> AskedFor:
    """What the matching rules ask for, and the entitlements drawn on.

    For a gesture that is wholly owed only the entitlements' own papers hold it back; duties and words come from both.
    """
    rules = [rule for rule in view.matched.rules if rule.needs or rule.must or rule.say]
    taken = view.share.taken
    if not rules and not taken:
        return _NOTHING
    needs = [] if view.share.wholly_owed else [(paper, rule.id) for rule in rules for paper in rule.needs]
    must = [(duty, rule.id) for rule in rules for duty in rule.must]
    say = [(_strictness(rule), rule.id, rule.say) for rule in rules if rule.say]
    for due, _, _ in taken:
        line = due.line
        needs += [(paper, line.id) for paper in (*line.needs, *(due.instead.needs if due.instead else ()))]
        must += [(duty, line.id) for duty in line.must]
        if line.say:
            say.append((4, line.id, line.say))
    return AskedFor(needs=tuple(needs), must=tuple(must), say=tuple(say))


def _strictness(rule: Rule) -> int:
    if rule.deny:
        return 0
    if rule.signatures:
        return 1
    return 2 if rule.limit else 3


_NOTHING = AskedFor()
