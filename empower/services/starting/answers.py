"""What the author of a new policy has answered: checked, and whole once every question has been put."""

from __future__ import annotations

from empower.domain.value import Value
from empower.rules.rulebook import IN_MONEY

__all__ = ["Answers", "Call", "Failure", "Remedy", "Role"]


class Role(Value):
    """Somebody who works there, with what they may give alone for one incident."""

    name: str
    title: str = ""
    limit: int | None = 0  # in minor units; `None` without a limit


class Failure(Value):
    """Something that goes wrong."""

    name: str
    title: str = ""


class Remedy(Value):
    """Something that is given, with what it costs the house where it is no money."""

    name: str
    title: str
    kind: str
    cost: int = 0  # in minor units
    up_to_bill: bool = False

    @property
    def in_money(self) -> bool:
        """Whether an amount is said with it."""
        return self.kind in IN_MONEY

    @property
    def free(self) -> bool:
        """Whether it costs the house nothing."""
        return not self.in_money and not self.cost


class Call(Value):
    """A failure that is not put right at the desk."""

    failure: str
    role: str = ""  # "" where nobody puts it right with anything but words


class Answers(Value):
    """Every answer, in the order of the questions. What was not asked yet is empty."""

    house: str  # the name of the policy
    day: int  # on which it is begun
    title: str = ""
    currency: str = ""
    digits: int = 2
    timezone: str = ""
    roles: tuple[Role, ...] = ()  # from the desk upwards; the last has the last word
    failures: tuple[Failure, ...] = ()
    remedies: tuple[Remedy, ...] = ()
    calls: tuple[Call, ...] = ()
    claim_days: int = 0  # 0 where claims are taken however old they are

    @property
    def limited(self) -> tuple[Role, ...]:
        """The roles below the last, who may give so much alone."""
        return self.roles[:-1]

    @property
    def free(self) -> tuple[Remedy, ...]:
        """The remedies that cost nothing."""
        return tuple([remedy for remedy in self.remedies if remedy.free])

    @property
    def counted(self) -> tuple[Remedy, ...]:
        """The remedies of which it is to be said what one costs."""
        return tuple([remedy for remedy in self.remedies if remedy.kind in ("service", "in_kind")])

    @property
    def courtesies(self) -> tuple[Remedy, ...]:
        """The remedies that are kind words."""
        return tuple([remedy for remedy in self.remedies if remedy.kind == "courtesy"])

    @property
    def bill(self) -> bool:
        """Whether something is held to what was charged."""
        return any([remedy.up_to_bill for remedy in self.remedies])

    def decides(self, cost: int) -> Role:
        """The lowest role that may give so much alone."""
        return next((role for role in self.limited if role.limit is None or role.limit >= cost), self.roles[-1])
