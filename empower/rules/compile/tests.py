"""One test of a line, from what an author writes beside a fact's name to sets of whole numbers. Equal tests are one object."""

from __future__ import annotations

from empower.domain.conditions import EVERYTHING, Test, opposite, shared, spans_of
from empower.rules.compile.axes import ENDS, Axis, axis_of
from empower.rules.compile.readings import age_of, end_of, values_of
from empower.rules.compile.wording import in_a_row, nearest, shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from empower.domain.conditions import Said, Spans
    from empower.domain.problem import Path
    from empower.rules.compile.vocabulary import Vocabulary

    Draft = tuple[str, Spans, bool, tuple[Said, ...]]

__all__ = ["Tests"]

_NOTHING: Spans = ()


class Tests:
    """Reads tests; what is written alike is read once."""

    __slots__ = ("_axes", "_made", "_read", "_vocabulary")

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._axes: dict[str, Axis | None] = {}
        self._made: dict[Draft, Test] = {}
        self._read: dict[object, tuple[Test, ...]] = {}

    def made(self, axis: str, spans: Spans, said: tuple[Said, ...] = (), *, absent: bool = False) -> Test:
        """The one test with this content."""
        draft = (axis, spans, absent, said)
        found = self._made.get(draft)
        if found is None:
            found = self._made[draft] = Test(axis=axis, spans=spans, absent=absent, said=said)
        return found

    def axis(self, name: str) -> Axis | None:
        """The axis of this name, if it is one that values are compared on."""
        if name not in self._axes:
            self._axes[name] = axis_of(name, self._vocabulary)
        return self._axes[name]

    def both(self, left: Test, right: Test) -> Test:
        """The test that holds when both of these do, which are on one axis."""
        spans = shared(left.spans, right.spans)
        return self.made(left.axis, spans, tuple(sorted(left.said + right.said)), absent=left.absent and right.absent)

    def read(self, name: str, written: Any, path: Path) -> tuple[Test, ...]:
        """The tests that stand beside this name, one for each axis; those that cannot be read are left out, and said."""
        key = _frozen(name, written)
        known = None if key is None else self._read.get(key)
        if known is not None:
            return known
        axis = self.axis(name)
        if axis is None:
            return ()
        drafts = (
            self._mapping(axis, written, path) if isinstance(written, dict) else self._values(axis, written, path, "is")
        )
        if drafts is None:
            return ()
        found = tuple([self._test(draft, axis, written, path) for draft in drafts])
        tests = tuple([test for test in found if test is not None])
        if key is not None and len(tests) == len(found):
            self._read[key] = tests
        return tests

    def _test(self, draft: Draft, axis: Axis, written: Any, path: Path) -> Test | None:
        name, spans, absent, said = draft
        if absent or (shared(spans, axis.domain) if name == axis.name else spans):
            return self.made(name, spans, said, absent=absent)
        whole = (
            "" if axis.names or axis.domain == EVERYTHING or len(said) > 1 else f" within the bounds of `{axis.name}`"
        )
        message = f"no value{whole} can pass this test of `{axis.name}`"
        hint = "name a value that occurs"
        if isinstance(written, dict):
            hint = "leave at least one value" if "not" in written else "write ends that leave something between them"
            if axis.name == "hour" and {"at_least", "over"} & set(written) and {"at_most", "under"} & set(written):
                hint = "a night is two tests: `when: [{hour: {at_least: 22}}, {hour: {under: 6}}]`"
        self._vocabulary.findings.problem("never-true", message, path, hint)
        return None

    def _values(self, axis: Axis, written: Any, path: Path, said: str) -> list[Draft] | None:
        findings = self._vocabulary.findings
        if written is None or findings.broken(written):
            if written is None:
                findings.wrong_kind(
                    f"what `{axis.name}` is tested for", "a value", None, path, "write the value, or leave the line out"
                )
            return None
        values = values_of(axis, written, path, self._vocabulary)
        if values is None:
            return None
        spans = spans_of(values)
        if said == "not":
            spans = shared(opposite(spans), axis.domain)
        return [(axis.name, spans, False, ((said, values),))]

    def _mapping(self, axis: Axis, tree: dict[Any, Any], path: Path) -> list[Draft] | None:
        """Every operator of a mapping holds."""
        findings = self._vocabulary.findings
        if not tree:
            findings.problem("unknown-test", f"nothing is tested of `{axis.name}`", path, f"write {_form(axis)}")
            return None
        found: dict[str, Draft] = {}
        sound = True
        for operator, written in tree.items():
            at = (*path, operator)
            if operator not in axis.takes:
                self._unknown(axis, operator, at)
                sound = False
                continue
            for draft in self._operator(axis, operator, written, at) or (None,):
                if draft is None:
                    sound = False
                elif draft[0] in found:
                    name, spans, absent, said = found[draft[0]]
                    joined = tuple(sorted(said + draft[3]))
                    found[name] = name, shared(spans, draft[1]), absent and draft[2], joined
                else:
                    found[draft[0]] = draft
        return [found[name] for name in sorted(found)] if sound else None

    def _operator(self, axis: Axis, operator: str, written: Any, path: Path) -> list[Draft] | None:
        if operator == "not":
            return self._values(axis, written, path, "not")
        if operator == "given":
            if isinstance(written, bool):
                return [(axis.name, EVERYTHING if written else _NOTHING, not written, (("given", (int(written),)),))]
            hint = "write `{given: true}` or `{given: false}`"
            self._vocabulary.findings.wrong_kind("`given`", "`true` or `false`", written, path, hint)
            return None
        if operator == "age":
            return self._age(axis, written, path)
        end = end_of(axis, operator, written, path, self._vocabulary)
        return None if end is None else [(axis.name, end[0], False, (end[1],))]

    def _age(self, axis: Axis, tree: Any, path: Path) -> list[Draft] | None:
        findings = self._vocabulary.findings
        if not isinstance(tree, dict) or not tree:
            findings.wrong_kind("an age", "a mapping", tree or None, path, "write it as `{age: {over: 365 days}}`")
            return None
        found: dict[str, Draft] = {}
        sound = True
        for operator, written in tree.items():
            at = (*path, operator)
            if operator not in ENDS:
                findings.unknown_key(operator, "an age", at, ENDS)
                sound = False
                continue
            end = age_of(operator, written, at, axis, self._vocabulary)
            if end is None:
                sound = False
                continue
            name, spans = f"{axis.name}#{end[0]}", end[1]
            said: tuple[Said, ...] = (end[2],)
            if name in found:
                spans, said = shared(found[name][1], spans), tuple(sorted(found[name][3] + said))
            found[name] = name, spans, False, said
        return list(found.values()) if sound else None

    def _unknown(self, axis: Axis, operator: Any, path: Path) -> None:
        """Says that a fact of this kind is not tested so."""
        findings = self._vocabulary.findings
        if operator == "given":
            hint = f"leave the test out, or declare `{axis.name}` with `optional: true`"
            findings.problem("always-given", f"`{axis.name}` is always given", path, hint, at_key=True)
            return
        message = f"{shown(operator)} is not a way to test `{axis.name}`"
        meant = nearest(str(operator), axis.takes)
        takes = f"; a mapping may hold {in_a_row(axis.takes)}" if axis.takes else ""
        hint = f"did you mean `{meant}`?" if meant else f"write {_form(axis)}{takes}"
        findings.problem("unknown-test", message, path, hint, at_key=True)


def _form(axis: Axis) -> str:
    """A test as it may be written."""
    if axis.kind == "yes_no":
        return f"`{axis.name}: true` or `{axis.name}: false`"
    if axis.kind in ("date", "moment"):
        return f"`{axis.name}: {{before: …}}` or `{axis.name}: {{age: {{over: 365 days}}}}`"
    if axis.kind == "time":
        return f"`{axis.name}: {{from: 16:00}}`"
    if axis.names:
        return f"`{axis.name}: {axis.names[0]}` or a list of values"
    return f"`{axis.name}: {{over: …}}`"


def _frozen(name: str, written: Any) -> object | None:
    """What was written, as something to look up; `None` for what is written in a way that few use."""
    if isinstance(written, dict):
        if len(written) != 1:
            return None
        ((operator, inner),) = written.items()
        return None if isinstance(inner, (dict, list)) else (name, operator, type(inner), inner)
    if isinstance(written, list):
        return (
            (name, *[(type(item), item) for item in written]) if all([type(item) is str for item in written]) else None
        )
    return (name, type(written), written)
