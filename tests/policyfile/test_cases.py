"""A policy's own cases as they are written, and every mistake in them."""

from __future__ import annotations

from pathlib import Path

import pytest

from empower.domain.gesture import Actor, Gesture
from empower.policyfile.case_files.cases import Case, Cases, load_cases
from empower.policyfile.case_files.expected import Expected
from tests.policyfile.small_house import AT, HOUSE, told

ROSTER = """\
people:
  - {id: ana, roles: [associate], facts: {property: lisbon}}
  - {id: rui, roles: [supervisor, owner], until: 2026-12-01}
"""
HEAD = """\
now: 2026-05-01T22:15:00+01:00
people: roster.yaml
incidents: {loud: {failure: noise, customer: C-88, bill: 480}}
cases:
"""


def loaded(folder: Path, cases: str, head: str = HEAD) -> Cases:
    (folder / "roster.yaml").write_text(ROSTER, encoding="utf-8")
    (folder / "cases.yaml").write_text(head + cases, encoding="utf-8")
    return load_cases(folder / "cases.yaml", HOUSE)


def one(folder: Path, case: str, head: str = HEAD) -> Case:
    found = loaded(folder, f"  - {case}\n", head)
    assert found.problems == ()
    (case_,) = found.cases
    return case_


def test_a_case(tmp_path: Path) -> None:
    case = one(
        tmp_path,
        "{name: a first one, ask: {by: ana, incident: loud, remedy: refund, amount: 60, with: note}, "
        "given: [{remedy: credit, amount: 100, by: rui}], expect: {outcome: approve}}",
    )
    assert (case.name, case.line, case.column) == ("a first one", 5, 12)
    assert case.ask.gestures == (Gesture(remedy="refund", amount=6000),)
    assert case.ask.actor == Actor(role="associate", id="ana")
    assert (case.ask.at, case.ask.papers) == (AT, ("note",))
    assert dict(case.ask.facts) == {
        "incident": "loud",
        "customer": "C-88",
        "failure": 0,
        "bill": 48000,
        "property": "lisbon",
    }
    assert [ask.actor.id for ask in case.given] == ["rui"]
    assert case.expect == Expected(outcome="approve")


def test_everything_that_can_be_expected(tmp_path: Path) -> None:
    case = one(
        tmp_path,
        "{name: x, ask: {role: associate, incident: loud, remedy: refund}, expect: {outcome: deny, to: [owner, supervisor], "
        "because: two-hundred, most: {refund: 49.80, free_night: 2, credit: none, other: any, apology: any}, owed: 12.50, "
        "needs: [guest_statement, note], must: tell_gm, say: Sorry., warnings: near-limit, asks: [severity]}}",
    )
    assert case.expect == Expected(
        outcome="deny",
        to=("owner", "supervisor"),
        because=("two-hundred",),
        most=(("refund", 4980), ("free_night", 2), ("credit", "none"), ("other", "any"), ("apology", "any")),
        owed="12.50",
        needs=("guest_statement", "note"),
        must=("tell_gm",),
        say=("Sorry.",),
        warnings=("near-limit",),
        asks=("severity",),
    )


def test_a_person_in_another_of_their_roles_at_another_moment(tmp_path: Path) -> None:
    case = one(
        tmp_path,
        "{name: x, ask: {by: rui, role: owner, incident: loud, remedy: apology, at: 2026-06-01T00:00:00Z}, expect: {owed: 0}}",
    )
    assert case.ask.actor == Actor(role="owner", id="rui")
    assert case.ask.at == 1_780_272_000_000_000


def test_facts_beside_the_incident_and_instead_of_one(tmp_path: Path) -> None:
    asks = "ask: {role: owner, incident: loud, facts: {nights: 2, bill: 480}, remedy: apology}, expect: {owed: 0}"
    assert dict(one(tmp_path, f"{{name: x, {asks}}}").ask.facts)["nights"] == 2
    asks = "ask: {role: owner, facts: {nights: 3}, remedy: apology}, expect: {owed: 0}"
    assert one(tmp_path, f"{{name: x, {asks}}}").ask.facts == (("incident", "this"), ("nights", 3))


def test_a_bundle(tmp_path: Path) -> None:
    case = one(
        tmp_path,
        "{name: x, ask: {role: owner, incident: loud, remedy: apology, "
        "also: [cookies, {remedy: refund, amount: 5}, {remedy: free_night, quantity: 2}]}, expect: {outcome: approve}}",
    )
    assert case.ask.gestures == (
        Gesture(remedy="apology"),
        Gesture(remedy="cookies"),
        Gesture(remedy="refund", amount=500),
        Gesture(remedy="free_night", quantity=2),
    )


def test_a_table_of_people_and_amounts(tmp_path: Path) -> None:
    found = loaded(
        tmp_path,
        """\
  - name: the ladder
    ask: {incident: loud, remedy: credit}
    table:
      by:       [ana, rui]
      100:      [approve, approve]
      400.01:   [{outcome: escalate, to: supervisor}, approve]
""",
    )
    assert found.problems == ()
    assert [case.name for case in found.cases] == [
        "the ladder: ana, 100",
        "the ladder: rui, 100",
        "the ladder: ana, 400.01",
        "the ladder: rui, 400.01",
    ]
    assert [case.ask.actor.id for case in found.cases] == ["ana", "rui", "ana", "rui"]
    assert [case.ask.gestures[0].amount for case in found.cases] == [10000, 10000, 40001, 40001]
    assert found.cases[2].expect == Expected(outcome="escalate", to=("supervisor",))
    assert [(case.line, case.column) for case in found.cases] == [(9, 18), (9, 27), (10, 18), (10, 55)]


def test_a_table_of_a_fact(tmp_path: Path) -> None:
    found = loaded(
        tmp_path,
        "  - {name: t, ask: {role: owner, incident: loud, remedy: free_night}, table: {nights: [1, 2], 1: [approve, deny]}}\n",
    )
    assert found.problems == ()
    assert [dict(case.ask.facts)["nights"] for case in found.cases] == [1, 2]
    assert [case.ask.gestures[0].quantity for case in found.cases] == [1, 1]


def test_a_table_of_roles(tmp_path: Path) -> None:
    found = loaded(
        tmp_path, "  - {name: t, ask: {remedy: refund}, table: {role: [associate, owner], 1: [approve, deny]}}\n"
    )
    assert [case.ask.actor.role for case in found.cases] == ["associate", "owner"]


ASK = "ask: {by: ana, incident: loud, remedy: refund, amount: 1}"
EXPECT = "expect: {outcome: approve}"


@pytest.mark.parametrize(
    ("case", "code", "words"),
    [
        (f"name: x, {ASK}, expects: {{outcome: approve}}", "unknown-key", "expects"),
        (f"name: x, {ASK}", "missing-key", None),
        (f"name: x, {ASK}, {EXPECT}, table: {{by: [ana], 1: [approve]}}", "missing-key", None),
        (f"{ASK}, {EXPECT}", "missing-key", None),
        (f"name: [x], {ASK}, {EXPECT}", "wrong-kind", "[x]"),
        (f"name: x, ask: refund, {EXPECT}", "wrong-kind", "refund"),
        (f"name: x, {ASK}, expect: {{}}", "missing-key", "{}"),
        (f"name: x, {ASK}, expect: {{outcome: approved}}", "unknown-value", "approved"),
        (f"name: x, {ASK}, expect: {{to: supervisr}}", "unknown-role", "supervisr"),
        (f"name: x, {ASK}, expect: {{because: [two-hunderd]}}", "unknown-line", "two-hunderd"),
        (f"name: x, {ASK}, expect: {{most: {{refnd: 1}}}}", "unknown-remedy", "refnd"),
        (f"name: x, {ASK}, expect: {{most: {{refund: lots}}}}", "not-an-amount", "lots"),
        (f"name: x, {ASK}, expect: {{most: 20}}", "wrong-kind", "20"),
        (f"name: x, {ASK}, expect: {{owed: 1.005}}", "too-precise", "1.005"),
        (f"name: x, {ASK}, expect: {{needs: [guest_statment]}}", "unknown-paper", "guest_statment"),
        (f"name: x, {ASK}, expect: {{must: [tell]}}", "unknown-duty", "tell"),
        (f"name: x, {ASK}, expect: {{warnings: [near]}}", "unknown-warning", "near"),
        (f"name: x, {ASK}, expect: {{asks: [severty]}}", "unknown-fact", "severty"),
        (f"name: x, ask: {{incident: loud, remedy: refund}}, {EXPECT}", "missing-key", None),
        (f"name: x, ask: {{by: anna, incident: loud, remedy: refund}}, {EXPECT}", "unknown-person", "anna"),
        (
            f"name: x, ask: {{by: ana, role: owner, incident: loud, remedy: refund}}, {EXPECT}",
            "not-their-role",
            "owner",
        ),
        (f"name: x, ask: {{role: boss, incident: loud, remedy: refund}}, {EXPECT}", "unknown-role", "boss"),
        (f"name: x, ask: {{by: ana, incident: lud, remedy: refund}}, {EXPECT}", "unknown-incident", "lud"),
        (f"name: x, ask: {{by: ana, incident: loud, remedy: refnd}}, {EXPECT}", "unknown-remedy", "refnd"),
        (f"name: x, ask: {{by: ana, incident: loud, remedy: apology, amount: 5}}, {EXPECT}", "nothing-to-state", "5"),
        (
            f"name: x, ask: {{by: ana, incident: loud, remedy: refund, with: [note, pass]}}, {EXPECT}",
            "unknown-paper",
            "pass",
        ),
        (f"name: x, ask: {{by: ana, incident: loud, remedy: refund, at: noon}}, {EXPECT}", "not-a-moment", "noon"),
        (
            f"name: x, ask: {{by: rui, incident: loud, remedy: refund, at: 2027-01-02T00:00:00Z}}, {EXPECT}",
            "not-in-service",
            "rui",
        ),
        (
            f"name: x, ask: {{by: ana, incident: loud, remedy: refund, at: 2025-01-02T00:00:00Z}}, {EXPECT}",
            "not-in-force",
            "2025-01-02T00:00:00Z",
        ),
        (
            f"name: x, ask: {{by: ana, incident: loud, facts: {{bill: 1}}, remedy: refund}}, {EXPECT}",
            "contradiction",
            None,
        ),
        (f"name: x, ask: {{by: ana, facts: {{property: faro}}, remedy: refund}}, {EXPECT}", "contradiction", None),
        (
            f"name: x, ask: {{by: ana, incident: loud, remedy: refund, also: [{{amount: 1}}]}}, {EXPECT}",
            "missing-key",
            None,
        ),
        (f"name: x, {ASK}, given: [{{remedy: x}}], {EXPECT}", "unknown-remedy", "x"),
        ("name: x, ask: {incident: loud, remedy: refund}, table: {1: [approve]}", "table-shape", None),
        (
            "name: x, ask: {incident: loud, remedy: refund}, table: {by: [ana, rui], 1: [approve]}",
            "table-shape",
            "[approve]",
        ),
        ("name: x, ask: {incident: loud, remedy: refund}, table: {by: [ana], 1: [aprove]}", "unknown-value", "aprove"),
        ("name: x, ask: {incident: loud, remedy: refund}, table: {who: [ana], 1: [approve]}", "unknown-fact", "who"),
        ("name: x, ask: {incident: loud, remedy: refund}, table: {by: [zoe], 1: [approve]}", "unknown-person", "zoe"),
        (
            "name: x, ask: {incident: loud, remedy: refund}, table: {by: [ana], 1.005: [approve]}",
            "too-precise",
            "1.005",
        ),
        (
            "name: x, ask: {incident: loud, remedy: refund}, table: {by: [ana, rui], '25,50': [approve, approve]}",
            "not-an-amount",
            "'25,50'",
        ),
        (
            "name: x, ask: {incident: loud, remedy: refund}, table: {by: [ana, rui], €25: [approve, approve]}",
            "not-an-amount",
            "€25",
        ),
        (
            "name: x, ask: {incident: loud, remedy: refund}, table: {by: [ana], 1: [approve, deny], 2: [approve, deny]}",
            "table-shape",
            "[ana]",
        ),
        (f"name: x, {ASK}, expect: {{outcome: approve, needs: }}", "wrong-kind", "needs"),
        (f"name: x, {ASK}, expect: {{outcome: }}", "wrong-kind", "outcome"),
        (f"name: x, {ASK}, expect: {{most: {{refund: unlimited}}}}", "not-an-amount", "unlimited"),
        (f"name: x, {ASK}, expect: {{most: {{apology: 3}}}}", "nothing-to-state", "3"),
        (f"name: x, ask: {{by: ana, incident: loud, refund: 60}}, {EXPECT}", "unknown-key", "refund"),
        (
            "name: x, ask: {by: rui, incident: loud, remedy: refund}, table: {by: [ana], 1: [approve]}",
            "contradiction",
            "rui",
        ),
        (
            "name: x, ask: {incident: loud, remedy: refund, amount: 1}, table: {by: [ana], 1: [approve]}",
            "contradiction",
            "1",
        ),
    ],
)
def test_a_mistake(tmp_path: Path, case: str, code: str, words: str | None) -> None:
    found = loaded(tmp_path, f"  - {{{case}}}\n")
    assert found.cases == ()
    shown = told(found.problems)
    assert [(one_code, line) for one_code, line, _ in shown] == [(code, 5)]
    assert words in (None, shown[0][2])
    assert found.problems[0].hint


@pytest.mark.parametrize(
    ("head", "code", "line"),
    [
        ("now: noon\ncases:\n", "not-a-moment", 1),
        ("now: 2026-05-01T22:15:00\ncases:\n", "no-offset", 1),
        ("people: nobody.yaml\nnow: 2026-05-01T22:15:00Z\ncases:\n", "missing-file", 1),
        ("people: [ana]\nnow: 2026-05-01T22:15:00Z\ncases:\n", "wrong-kind", 1),
        ("now: 2026-05-01T22:15:00Z\nincidents: {loud: noise}\ncases:\n", "wrong-kind", 2),
        ("now: 2026-05-01T22:15:00Z\nincidents: {loud: {failure: nois}}\ncases:\n", "unknown-value", 2),
        ("cases:\n", "missing-key", 2),
    ],
)
def test_a_mistake_above_the_cases(tmp_path: Path, head: str, code: str, line: int) -> None:
    found = loaded(tmp_path, "  - {name: x, ask: {role: owner, remedy: apology}, expect: {outcome: approve}}\n", head)
    assert [(one.code, one.line) for one in found.problems] == [(code, line)]


@pytest.mark.parametrize(
    ("now", "code"), [("noon", "not-a-moment"), ("2026-05-01T22:15:00", "no-offset"), ("", "missing-key")]
)
def test_a_moment_that_is_missing_or_unreadable_is_told_once(now: str, code: str, tmp_path: Path) -> None:
    case = (
        "  - name: x\n    ask: {role: owner, remedy: refund, amount: 1}\n"
        "    given: [{remedy: refund, amount: 1, on: 2026-01-02}]\n    expect: {outcome: approve}\n"
    )
    found = loaded(tmp_path, case * 3, f"now: {now}\ncases:\n")
    assert [problem.code for problem in found.problems] == [code]


def test_cases_of_a_day_on_which_the_policy_is_not_in_force_are_told_what_to_change(tmp_path: Path) -> None:
    head = "now: 2025-05-01T22:15:00Z\ncases:\n"
    found = loaded(tmp_path, "  - {name: x, ask: {role: owner, remedy: apology}, expect: {outcome: approve}}\n", head)
    assert [(one.code, one.hint.partition(",")[0]) for one in found.problems] == [
        ("not-in-force", "write a day on which it is")
    ]


@pytest.mark.parametrize(
    ("most", "hint"),
    [
        ("refund: lots", "write how much, `none` for what would not be approved, or `any` for what has no most"),
        ("refund: ", "write how much, `none` for what would not be approved, or `any` for what has no most"),
        ("apology: 3", "write `any`, or `none` if it would not be approved"),
    ],
)
def test_what_a_most_may_be(most: str, hint: str, tmp_path: Path) -> None:
    found = loaded(tmp_path, f"  - {{name: x, {ASK}, expect: {{most: {{{most}}}}}}}\n")
    assert [one.hint for one in found.problems] == [hint]


def test_a_person_needs_a_roster(tmp_path: Path) -> None:
    head = "now: 2026-05-01T22:15:00Z\ncases:\n"
    found = loaded(tmp_path, "  - {name: x, ask: {by: ana, remedy: apology}, expect: {outcome: approve}}\n", head)
    assert told(found.problems) == [("no-roster", 3, "ana")]


@pytest.mark.parametrize(
    ("people", "code"), [("rooster.yaml", "missing-file"), ("[a, b]", "wrong-kind"), ("bad.yaml", "unknown-role")]
)
def test_a_roster_that_will_not_do_is_told_once(people: str, code: str, tmp_path: Path) -> None:
    (tmp_path / "bad.yaml").write_text("people: [{id: ana, roles: [bos]}]\n", encoding="utf-8")
    head = f"now: 2026-05-01T22:15:00+01:00\npeople: {people}\ncases:\n"
    case = "  - {name: x, ask: {by: ana, remedy: apology}, expect: {outcome: approve}}\n"
    found = loaded(tmp_path, case * 3, head)
    assert [problem.code for problem in found.problems] == [code]
    assert found.cases == ()


@pytest.mark.parametrize(
    ("word", "outcome"), [("yes", "approve"), ("YES", "approve"), ("ask", "escalate"), ("No", "deny"), ("no", "deny")]
)
def test_the_first_word_of_an_answer_is_not_the_word_for_its_outcome(word: str, outcome: str, tmp_path: Path) -> None:
    found = loaded(tmp_path, f"  - {{name: x, ask: {{role: owner, remedy: apology}}, expect: {{outcome: {word}}}}}\n")
    assert [problem.hint for problem in found.problems] == [f"did you mean `{outcome}`?"]


def test_a_roster_with_a_mistake_is_told_in_its_own_place(tmp_path: Path) -> None:
    (tmp_path / "bad.yaml").write_text("people: [{id: ana, roles: boss}]\n", encoding="utf-8")
    head = "now: 2026-05-01T22:15:00Z\npeople: bad.yaml\ncases:\n"
    found = loaded(tmp_path, "  - {name: x, ask: {role: owner, remedy: apology}, expect: {outcome: approve}}\n", head)
    assert [(one.code, one.file) for one in found.problems] == [("unknown-role", str(tmp_path / "bad.yaml"))]


@pytest.mark.parametrize(
    ("text", "code"), [("cases: []\n", "missing-key"), ("case: []\n", "unknown-key"), ("x\n", "wrong-kind")]
)
def test_a_file_without_cases(tmp_path: Path, text: str, code: str) -> None:
    assert code in [one.code for one in loaded(tmp_path, text, "").problems]
