"""What most houses give, to choose from, and the kinds that something of one's own may be."""

from __future__ import annotations

from empower.domain.problem import Problem
from empower.policyfile.said.words import nearest, one_of
from empower.rules.compile.wording import shown
from empower.services.starting.answers import Answers, Remedy
from empower.services.starting.names import Named, named

__all__ = ["KNOWN", "remedy_of", "renamed"]

KNOWN = (
    Remedy(name="apology", title="", kind="courtesy"),
    Remedy(name="call_back", title="a call back", kind="courtesy"),
    Remedy(name="again", title="the same again", kind="service"),
    Remedy(name="gift", title="a small gift", kind="in_kind"),
    Remedy(name="discount", title="a discount on the bill", kind="credit", up_to_bill=True),
    Remedy(name="voucher", title="a voucher", kind="credit"),
    Remedy(name="refund", title="a refund", kind="cash", up_to_bill=True),
)
"""From what costs nothing to money back, which is the order in which alternatives are offered."""

_KINDS = {
    "courtesy": "courtesy",
    "service": "service",
    "gift": "in_kind",
    "in_kind": "in_kind",
    "credit": "credit",
    "cash": "cash",
}


def remedy_of(said: str, number: int) -> tuple[Remedy, Named] | Problem:
    """The remedy that was chosen by its name or number, or the one that was described as NAME:KIND."""
    if said.isascii() and said.isdigit() and len(said) < 3 and 0 < int(said) <= len(KNOWN):
        chosen = KNOWN[int(said) - 1]
        return chosen, Named(name=chosen.name)
    word, colon, kind_said = said.rpartition(":")
    name = named(word if colon else said, "remedy", number)
    if isinstance(name, Problem):
        return name
    known = {remedy.name: remedy for remedy in KNOWN}
    if not colon and name.name in known:
        return known[name.name], name
    if not colon:
        likely = nearest(name.name, known, "remedies to choose from")
        hint = f"{likely}{'' if likely.endswith('?') else ';'} or say its kind, such as `{name.name}:gift`"
        return Problem(code="unknown-remedy", message=f"{shown(said)} is not one to choose from", hint=hint)
    kind = _KINDS.get(kind_said.strip().casefold().replace(" ", "_"))
    if kind is None:
        hint = f"the kinds are {one_of(word for word in _KINDS if word != 'in_kind')}"
        return Problem(code="unknown-kind", message=f"{shown(kind_said.strip())} is not a kind of remedy", hint=hint)
    return Remedy(name=name.name, title=name.title, kind=kind), name


def renamed(answers: Answers) -> tuple[tuple[str, str], ...]:
    """What was said otherwise than it is named in the policy, each with that name."""
    known = [remedy.name for remedy in KNOWN]
    own = [remedy for remedy in answers.remedies if remedy.name not in known]
    said = [(one.title, one.name) for one in answers.roles]
    said += [(one.title, one.name) for one in answers.failures[:-1]]
    said += [(one.title, one.name) for one in own]
    return tuple([(title, name) for title, name in said if title])
