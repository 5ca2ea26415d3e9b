"""A policy's own tests: a file of questions, each with the answer its author expects."""

from __future__ import annotations

from pathlib import Path as FilePath
from typing import Any, ClassVar

from empower.domain.gesture import Ask
from empower.domain.money import Misread
from empower.domain.people import Person
from empower.domain.problem import Path, PlacedProblem, Problem
from empower.domain.value import Value
from empower.policyfile.case_files.case_asks import NO_MOMENT, Asking, Setting
from empower.policyfile.case_files.expected import Expected, expected
from empower.policyfile.case_files.tables import cells_of
from empower.policyfile.earlier import earlier
from empower.policyfile.roster import load_roster
from empower.policyfile.said.page import FilePage, read_page
from empower.policyfile.said.stated import Facts, stated, statements_of
from empower.policyfile.said.zone import read_instant
from empower.policyfile.shape import Shape, shaped
from empower.rules.rulebook import Rulebook

__all__ = ["Case", "Cases", "load_cases"]


class Case(Value):
    """One question with the answer expected, ready to be put."""

    name: str
    line: int
    column: int
    ask: Ask
    given: tuple[Ask, ...]  # in the order they were given
    expect: Expected
    path: Path


class Cases(Value):
    """The cases of one file; none where something is wrong with it."""

    file: str
    cases: tuple[Case, ...] = ()
    people: tuple[Person, ...] | None = None
    page: FilePage | None = None
    problems: tuple[PlacedProblem, ...] = ()


class _Cases(Shape):
    what: ClassVar[str] = "a file of cases"
    example: ClassVar[str] = "cases: [{name: …, ask: {…}, expect: {…}}]"
    now: Any = None
    people: Any = None
    incidents: dict[Any, Any] = {}  # noqa: RUF012  # pydantic copies it
    cases: list[Any]


class _Case(Shape):
    what: ClassVar[str] = "a case"
    example: ClassVar[str] = "{name: …, ask: {role: agent, remedy: refund, amount: 20}, expect: {outcome: approve}}"
    name: Any
    ask: dict[Any, Any]
    given: Any = None
    expect: dict[Any, Any] | None = None
    table: dict[Any, Any] | None = None


def load_cases(
    path: FilePath, rulebook: Rulebook, now: int | None = None, people: tuple[Person, ...] | None = None
) -> Cases:
    """The cases in a file, or every mistake in it.

    `now` stands in for the file's own; `people` for its roster where it names none.
    """
    page = read_page(path)
    if isinstance(page, tuple):
        return Cases(file=str(path), problems=page)
    whole = shaped(_Cases, page.data)
    if isinstance(whole, tuple):
        return Cases(file=page.name, problems=page.placed(whole))
    reading = _Reading(page, rulebook, path.parent)
    setting = reading.setting(whole)
    setting = setting.but(
        now=setting.now if now is None else now, people=people if whole.people is None else setting.people
    )
    cases: list[Case] = []
    for number, item in enumerate(whole.cases):
        cases += reading.cases(item, ("cases", number), setting)
    if not whole.cases:
        reading.wrong("missing-key", "there is no case here", ("cases",), f"write one like this: `{_Case.example}`")
    if reading.problems:
        found = sorted(reading.problems, key=lambda one: (one.file != page.name, one.line, one.column))
        return Cases(file=page.name, problems=tuple(_once(found)))
    return Cases(file=page.name, cases=tuple(cases), people=setting.people, page=page)


def _once(problems: list[PlacedProblem]) -> list[PlacedProblem]:
    """The problems; that nothing says when cases are asked is said of the first of them."""
    found = list(dict.fromkeys(problems))
    timeless = [problem for problem in found if problem.message == NO_MOMENT]
    return [problem for problem in found if problem not in timeless[1:]]


class _Reading:
    """One file while it is read: what is wrong so far."""

    def __init__(self, page: FilePage, rulebook: Rulebook, folder: FilePath) -> None:
        self.page = page
        self.rulebook = rulebook
        self.folder = folder
        self.problems: list[PlacedProblem] = []

    def wrong(self, code: str, message: str, path: Path, hint: str) -> None:
        self.problems += self.page.placed([Problem(code=code, message=message, path=path, hint=hint)])

    def setting(self, whole: _Cases) -> Setting:
        """What holds for all cases of the file."""
        now = None
        if whole.now is not None:
            text = self.page.text(("now",)) or ""
            found = read_instant(text)
            if isinstance(found, Misread):
                hint = "write date, time and offset, such as `2026-05-01T22:15:00+01:00`"
                self.wrong(found.why, f"`{text}` is no moment with its offset from UTC", ("now",), hint)
            now = 0 if isinstance(found, Misread) else found
        incidents: dict[str, Facts] = {}
        for name, facts in whole.incidents.items():
            incidents[str(name)] = self._incident(str(name), facts, ("incidents", name))
        return Setting(
            rulebook=self.rulebook,
            page=self.page,
            now=now,
            people=self._people(whole),
            roster_named=whole.people is not None,
            incidents=incidents,
        )

    def cases(self, item: Any, path: Path, setting: Setting) -> list[Case]:
        """The case at a path; a table is a case per cell."""
        line = shaped(_Case, item, path)
        if isinstance(line, tuple):
            self.problems += self.page.placed(line)
            return []
        name = self.page.text((*path, "name")) or ""
        if not name:
            self.wrong(
                "wrong-kind", "`name` is a sentence that says what the case shows", (*path, "name"), "write it in words"
            )
        if (line.expect is None) == (line.table is None):
            message = "a case has either `expect` or `table`"
            self.wrong("missing-key", message, path, "`expect` for one answer, `table` for one per cell")
            return []
        asking = Asking(setting, line.ask, (*path, "ask"))
        if line.table is None:
            return self._case(name, asking, line, path, (*path, "expect"))
        cells, problems = cells_of(line.table, self.page, (*path, "table"), self.rulebook)
        self.problems += self.page.placed(problems)
        found: list[Case] = []
        for cell in cells:
            asked = asking.varied(cell)
            found += self._case(f"{name}: {cell.name}", asked, line, path, cell.path)
        return found

    def _case(self, name: str, asking: Asking, line: _Case, path: Path, expect_path: Path) -> list[Case]:
        ask = asking.ask()
        expect, problems = expected(self.rulebook, self.page, expect_path)
        self.problems += problems
        if isinstance(ask, tuple):
            self.problems += ask
            return []
        listed = line.given if ask.at else None  # beside a moment that cannot be read nothing is earlier or later
        given, wrong = earlier(self.rulebook, listed, self.page, (*path, "given"), asking.around(ask))
        self.problems += wrong
        at = (*path, "name") if line.table is None else expect_path
        where = self.page.line_of(at), self.page.column_of(at)
        return [Case(name=name, line=where[0], column=where[1], ask=ask, given=given, expect=expect, path=path)]

    def _incident(self, name: str, facts: Any, path: Path) -> Facts:
        if not isinstance(facts, dict):
            self.wrong(
                "wrong-kind", f"incident `{name}` is a mapping of facts", path, "write it like this: `{failure: noise}`"
            )
            return ()
        found, problems = stated(self.rulebook, statements_of(facts, self.page, path, f" in incident `{name}`"))
        self.problems += problems
        return tuple({"incident": name, **dict(found)}.items())

    def _people(self, whole: _Cases) -> tuple[Person, ...] | None:
        if whole.people is None:
            return None
        name = self.page.text(("people",))
        if not name:
            self.wrong(
                "wrong-kind",
                "`people` names the file of the roster",
                ("people",),
                "write it like this: `people: roster.yaml`",
            )
            return None
        roster = load_roster(self.folder / name, self.rulebook)
        if isinstance(roster, tuple):
            missing = [
                problem for problem in roster if problem.code in ("missing-file", "not-a-file", "unreadable-file")
            ]
            for problem in missing:
                self.wrong(problem.code, problem.message, ("people",), problem.hint)
            self.problems += [problem for problem in roster if problem not in missing]
            return None
        return roster.people
