"""How the cases of a policy went: each that failed with what it expected and what came, and how many passed."""

from __future__ import annotations

from empower.report.drawing import coloured
from empower.report.expect_words import expect_words
from empower.report.phrases import several
from empower.report.screen import clean

TYPE_CHECKING = False
if TYPE_CHECKING:
    from empower.domain.results import CaseResult

__all__ = ["cases_text"]


def cases_text(cases: tuple[CaseResult, ...], *, colour: bool) -> str:
    """A line for each case that failed, with what was expected and what came, and the closing line."""
    failed = [case for case in cases if case.mismatches]
    lines = [line for case in failed for line in _told(case)]
    passed = f"{len(cases) - len(failed)} passed"
    counts = f"{len(failed)} failed, {passed}" if failed else passed
    closing = f"{several(len(cases), 'case')}: {counts}" if cases else "no cases"
    return "\n".join([*lines, coloured(closing, "no" if failed else "yes", colour)])


def _told(case: CaseResult) -> list[str]:
    """What is otherwise, and the answer as it is now, to be pasted where the change was meant."""
    lines = [f"{clean(case.file)}:{case.line}: {clean(case.name)}: {clean(_mismatched(case))}"]
    if case.decision is not None:
        words = [*expect_words(case.decision), *[f"{key}: {now}" for key, now in case.named]]
        lines.append(f"  if that is meant: expect: {{{clean(', '.join(words))}}}")
    return lines


def _mismatched(case: CaseResult) -> str:
    return "; ".join([f"{one.what} should be {one.expected}, is {one.actual}" for one in case.mismatches])
