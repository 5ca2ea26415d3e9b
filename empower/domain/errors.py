"""Failures of the program, each building its own sentence.

EmpowerError
├── AbsentFactError         an amount whose fact is missing
├── DamagedRulebookError    bytes that are not as they were written
├── ReachedCeilingError     more combinations than are walked
├── UnsoundStartError       a policy made from answers that is not as it was meant
└── CannotAskError          a question that cannot be put: what is wrong with it is in `problems`
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from empower.domain.problem import PlacedProblem

__all__ = [
    "AbsentFactError",
    "CannotAskError",
    "DamagedRulebookError",
    "EmpowerError",
    "ReachedCeilingError",
    "UnsoundStartError",
]


class EmpowerError(Exception):
    """Something went wrong that is worth a sentence to the person at the desk."""


class AbsentFactError(EmpowerError):
    """An amount was asked for while a fact it needs is missing; whoever asks settles missing facts first."""

    def __init__(self, fact: str) -> None:
        self.fact = fact
        super().__init__(f"`{fact}` is needed for an amount and is not given")


class DamagedRulebookError(EmpowerError):
    """The bytes of a stored rulebook are not as they were written."""

    def __init__(self) -> None:
        super().__init__("the stored copy of the policy is damaged; delete it, it is made again from the policy file")


class ReachedCeilingError(EmpowerError):
    """There are more combinations of lines for a remedy than are walked; nothing is said of it."""

    def __init__(self, remedy: str, ceiling: int) -> None:
        self.remedy = remedy
        self.ceiling = ceiling
        super().__init__(f"`{remedy}` has more than {ceiling:,} combinations of lines, which are not looked through")


class UnsoundStartError(EmpowerError):
    """What was made from somebody's answers does not lint clean, or one of its cases does not come out."""

    def __init__(self, found: str) -> None:
        super().__init__(f"nothing was made, as what these answers come to is not sound ({found}); please report it")


class CannotAskError(EmpowerError):
    """What a person typed or wrote cannot be used; nothing was decided."""

    def __init__(self, problems: tuple[PlacedProblem, ...], exit_code: int = 2) -> None:
        self.problems = problems
        self.exit_code = exit_code  # 2 for what was asked, 5 for a policy
        super().__init__("; ".join(problem.message for problem in problems))
