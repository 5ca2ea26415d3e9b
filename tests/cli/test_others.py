"""The other commands: suggest, card, where, and those for the policy's author."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

import empower
from empower.policyfile.packs import pack_names
from tests.cli.conftest import Run

Seen = Callable[[str, str], None]
SHIPPED = Path(__file__).resolve().parents[2] / "policies"
THEN = ("--at", "2026-05-01T22:15:00+01:00")
WHOLE = ("failure=noise", "severity=minor", "customer=C-88", "bill=480", "incident=INC-7")

SHOWN = {
    "suggest": (0, ("suggest", *WHOLE, "--as", "ana", *THEN)),
    "suggest-owed": (
        0,
        ("suggest", "failure=overbooked", "severity=major", "bill=480", "nights=2", "--as", "ana", *THEN),
    ),
    "suggest-open": (2, ("suggest", "bill=480", "--as", "ana", *THEN)),
    "card": (0, ("card", "--as", "ana", *THEN)),
    "card-role": (0, ("card", "duty_manager", *THEN)),
    "matrix": (0, ("policy", "matrix", *WHOLE, *THEN)),
    "matrix-open": (0, ("policy", "matrix", "bill=480", *THEN)),
    "where": (0, ("where", "--as", "ana")),
}


@pytest.mark.parametrize("name", SHOWN)
def test_what_is_shown(name: str, desk: Path, run: Run, seen: Seen) -> None:
    code, words = SHOWN[name]
    ran = run(*words)
    assert (ran.code, ran.err) == (code, "")
    seen(f"{name}.txt", ran.out)


SCHEMAS = {
    "suggest": "decision",
    "suggest-owed": "decision",
    "suggest-open": "decision",
    "card-role": "card",
    "matrix": "policy-matrix",
    "matrix-open": "policy-matrix",
}


@pytest.mark.parametrize("name", SHOWN)
def test_what_a_script_is_shown(name: str, desk: Path, run: Run) -> None:
    code, words = SHOWN[name]
    ran = run(*words, "--json")
    assert (ran.code, ran.err) == (code, "")
    assert ran.json["schema"] == f"empower/{SCHEMAS.get(name, name)}/1"


def test_where_says_which_and_why(desk: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EMPOWER_AS", "rui")
    (desk / "below").mkdir()
    monkeypatch.chdir(desk / "below")
    used = run("where", "--json").json["used"]
    assert used["policy"]["why"] == str(desk / "empower.yaml")
    assert used["policy"]["detail"] == "Harbour Hotel, service recovery, from 2026-01-01"
    assert used["roster"]["detail"] == "5 people"
    assert used["person"] == {"value": "rui", "why": "EMPOWER_AS", "detail": "Rui Melo, supervisor, claimed"}


def test_where_tells_what_is_wrong_and_goes_on(desk: Path, run: Run) -> None:
    used = run("where", "--as", "anna", "--json").json["used"]
    assert used["roster"]["detail"] == "5 people"
    assert used["person"]["detail"] == "`anna` is not a person of the roster"
    used = run("where", "--policy", "resturant", "--json").json["used"]
    assert used["policy"]["detail"] == "`resturant` is neither a folder, nor a file, nor a shipped pack"


def test_where_says_what_is_wrong_with_each_in_its_own_line(desk: Path, run: Run) -> None:
    (desk / "empower.yaml").write_text("policy: hotel\nroster: roster.yaml\n", encoding="utf-8")
    used = run("where", "--json").json["used"]
    assert used["policy"]["detail"] == "Harbour Hotel, service recovery, from 2026-01-01"
    assert used["roster"]["detail"] == "there is no file `roster.yaml`"
    (desk / "roster.yaml").write_text(
        "people:\n  - {id: ana, roles: [bos]}\n  - {id: rui, roles: [bos]}\n", encoding="utf-8"
    )
    used = run("where", "--json").json["used"]
    assert used["roster"]["detail"] == "2 problems, such as roster.yaml:2:23: `bos` is not a role of this policy"
    used = run("where", "--policy", "restaurant", "--json").json["used"]
    assert used["roster"]["detail"] == "does not fit this policy and is not used"


def test_where_in_the_folder_of_the_policy_says_which_folder(
    desk: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(desk / "hotel")
    assert run("where", "--json").json["used"]["policy"]["value"] == str(desk / "hotel")


def test_a_roster_that_nobody_typed_and_is_not_there(desk: Path, run: Run) -> None:
    (desk / "empower.yaml").write_text("policy: hotel\nroster: roster.yaml\n", encoding="utf-8")
    ran = run("check", "apology", "--as", "ana")
    assert ran.code == 2
    assert "did you mean `hotel/roster.yaml`? the name stands in empower.yaml" in ran.err
    assert "did you mean `hotel/roster.yaml`? the name stands in empower.yaml" in run("policy", "lint").out


@pytest.mark.parametrize(
    ("named", "told"),
    [
        ("hotl", "did you mean `hotel`?"),
        ("hotel/policy.yml", "did you mean `hotel/policy.yaml`?"),
        ("cuncil", "did you mean `council`?"),
        (".", "the policies there and the shipped packs are `hotel`, `council`"),
        ("hotel/..", "the policies there and the shipped packs are `hotel/../hotel`, `council`"),
        ("/", "the shipped packs are `council`"),
        ("nowhere/at/all", "the shipped packs are `council`"),
    ],
)
def test_a_policy_that_is_not_there(named: str, told: str, desk: Path, run: Run) -> None:
    ran = run("policy", "lint", "--policy", named)
    assert (ran.code, ran.out) == (2, "")
    assert told in ran.err


def test_a_policy_that_a_file_or_a_variable_names_is_told_there(
    desk: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    (desk / "empower.yaml").write_text("# ours\npolicy: hotl\n", encoding="utf-8")
    ran = run("check", "apology")
    assert ran.code == 2
    assert ran.err.startswith("empower.yaml:2:9: unknown-policy: `hotl` is neither")
    assert "2 | policy: hotl\n  |         ^^^^\n" in ran.err
    monkeypatch.setenv("EMPOWER_POLICY", "hotl")
    assert "1 | with EMPOWER_POLICY=hotl\n" in run("check", "apology").err


def test_where_without_anything(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run, seen: Seen) -> None:
    monkeypatch.chdir(tmp_path)
    ran = run("where")
    assert ran.code == 0
    seen("where-nothing.txt", ran.out)


@pytest.mark.parametrize(
    ("word", "hint"),
    [("associat", "did you mean `associate`?"), ("ana", "a person of the roster is named with `--as ana`")],
)
def test_a_card_of_nobody_points_at_the_word_that_was_typed(word: str, hint: str, desk: Path, run: Run) -> None:
    problem = run("card", word, "--json").json["problems"][0]
    assert (problem["code"], problem["column"], problem["hint"]) == ("unknown-role", 14, hint)
    assert f"empower card {word}\n" in run("card", word).err


def test_the_packs(run: Run) -> None:
    ran = run("policy", "list")
    assert ran.code == 0
    assert [line.partition(":")[0] for line in ran.out.splitlines()] == list(pack_names())
    assert [pack["name"] for pack in run("policy", "list", "--json").json["packs"]] == list(pack_names())


def test_the_policys_own_cases(desk: Path, run: Run) -> None:
    ran = run("policy", "test")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.endswith(" passed\n")
    assert run("policy", "test", "--json").json["failed"] == 0


def test_a_failed_case_is_five(desk: Path, run: Run, seen: Seen) -> None:
    ask = "ask: {role: associate, facts: {failure: injury}, remedy: cookies}"
    text = f"now: 2026-05-01T22:15:00+01:00\ncases:\n  - {{name: too kind, {ask}, expect: {{outcome: approve}}}}\n"
    (desk / "mine.yaml").write_text(text, encoding="utf-8")
    ran = run("policy", "test", "mine.yaml")
    assert (ran.code, ran.err) == (5, "")
    seen("test-failed.txt", ran.out)
    assert run("policy", "test", "mine.yaml", "--exit-zero").code == 0
    assert run("policy", "test", "mine.yaml", "--json").json["failed"] == 1


def test_mistakes_in_a_file_of_cases_are_five(desk: Path, run: Run) -> None:
    (desk / "mine.yaml").write_text("cases: [{name: x}]\n", encoding="utf-8")
    ran = run("policy", "test", "mine.yaml")
    assert (ran.code, ran.out) == (5, "")
    assert "mine.yaml:1:" in ran.err


def test_a_clean_policy_lints_clean_and_a_note_is_no_fault(desk: Path, run: Run) -> None:
    """With a small policy; that larger ones are clean is seen in tests/rules."""
    shutil.rmtree(desk / "hotel")
    shutil.copytree(SHIPPED / "restaurant", desk / "hotel")
    assert run("policy", "lint", "--strict", *THEN) == (0, "no problems\n", "")
    roster = desk / "hotel" / "roster.yaml"
    lines = roster.read_text(encoding="utf-8").splitlines(keepends=True)
    roster.write_text("".join([line for line in lines if "id: ted" not in line]), encoding="utf-8")
    ran = run("policy", "lint", "--strict", *THEN)
    assert (ran.code, ran.err) == (0, "")
    assert ": note: one-away-and-nobody: with `beth` away" in ran.out
    assert "problem" not in ran.out


SMALL = """\
empower: 1
policy: small
currency: EUR
timezone: Europe/Lisbon
papers: {passport: A passport}
remedies: {apology: {kind: courtesy}, refund: {kind: cash}}
roles: {agent: {reports_to: lead}, lead: {final: true}}
grants: [{id: fifty, roles: agent, limit: {amount: 50, per: incident}}]
rules:
  - {id: none-at-night, when: {remedy: refund, hour: {at_least: 22}}, deny: true}
  - {id: asked-at-night, when: {remedy: refund, hour: {at_least: 23}}, escalate: lead}
"""


def test_lint_warns_and_is_strict_when_asked(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "small.yaml"
    file.write_text(SMALL, encoding="utf-8")
    here = ("policy", "lint", "--policy", str(file))
    ran = run(*here)
    assert (ran.code, ran.err) == (0, "")
    assert f"{file}:5:10: warning: unused-paper: " in ran.out
    assert "`none-at-night` outweighs it" in ran.out
    assert ran.out.endswith("\n2 warnings\n")
    assert run(*here, "--strict").code == 5
    assert run(*here, "--strict", "--exit-zero").code == 0
    problems = run(*here, "--json").json["problems"]
    assert [(one["code"], one["level"]) for one in problems] == [
        ("unused-paper", "warning"),
        ("never-matters", "warning"),
    ]


def test_what_a_policy_accepts_is_counted(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "small.yaml"
    because = "kept for the record"
    file.write_text(
        f"{SMALL}accepted:\n  - {{code: never-matters, line: asked-at-night, because: {because}}}\n"
        "  - {code: unused-paper, because: listed for the auditors}\n",
        encoding="utf-8",
    )
    here = ("policy", "lint", "--policy", str(file))
    ran = run(*here, "--strict")
    assert (ran.code, ran.out) == (0, "no problems; 2 findings accepted\n")
    told = run(*here, "--json").json
    assert told["problems"] == []
    assert [(one["code"], one["because"]) for one in told["accepted"]][1] == ("never-matters", because)


def test_a_policy_that_cannot_be_used_is_five(desk: Path, run: Run) -> None:
    file = desk / "hotel" / "policy.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("reports_to: owner", "reports_to: ownr"), encoding="utf-8")
    ran = run("policy", "lint")
    assert ran.code == 5
    assert "did you mean `owner`?" in ran.out
    assert run("policy", "lint", "--json").json["problems"][0]["level"] == "problem"


def test_a_schema_for_an_editor(desk: Path, run: Run) -> None:
    ran = run("policy", "schema")
    assert ran.code == 0
    assert "late_checkout" in json.dumps(json.loads(ran.out))
    assert "late_checkout" not in run("policy", "schema", "--generic").out


def test_schemas_of_the_files_beside_a_policy(desk: Path, run: Run) -> None:
    cases = run("policy", "schema", "--for", "cases").json
    assert (cases["title"], "rui" in json.dumps(cases)) == ("Cases of the policy harbour-hotel", True)
    assert run("policy", "schema", "--for", "cases", "--generic").json["title"] == "Cases of a policy"
    assert run("policy", "schema", "--for", "roster").json["required"] == ["people"]
    (desk / "empower.yaml").write_text("policy: hotel\n", encoding="utf-8")
    assert "rui" in run("policy", "schema", "--for", "cases").out  # of the roster beside the policy
    (desk / "hotel" / "roster.yaml").unlink()
    assert "rui" not in run("policy", "schema", "--for", "cases").out
    ran = run("policy", "schema", "--for", "case")
    assert (ran.code, ran.out) == (2, "")
    assert "`--for` does not take `case`" in ran.err
    assert "did you mean `cases`?" in ran.err


def test_a_new_policy_and_what_to_do_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run, seen: Seen
) -> None:
    monkeypatch.chdir(tmp_path)
    ran = run("policy", "new", "corner-cafe")
    assert (ran.code, ran.err) == (0, "")
    seen("new.txt", ran.out)
    for line in ran.out.splitlines():
        if line.strip().startswith("empower policy"):
            assert run(*line.split()[1:]).code == 0
    for folder in (tmp_path, tmp_path / "corner-cafe"):
        monkeypatch.chdir(folder)
        assert run("check", "cookies", "failure=slow", "--as", "kim").code == 0
    monkeypatch.chdir(tmp_path)
    again = run("policy", "new", "corner-cafe")
    assert again.code == 2
    assert "is not overwritten" in again.err
    assert "empower policy new corner-cafe\n" in again.err  # what was typed, and nothing else


def test_a_second_policy_leaves_the_workspace_alone(desk: Path, run: Run, seen: Seen) -> None:
    ran = run("policy", "new", "corner-cafe")
    assert (ran.code, ran.err) == (0, "")
    seen("new-second.txt", ran.out)
    for line in ran.out.splitlines():
        if line.strip().startswith("empower policy"):
            assert run(*line.split()[1:], "--roster", "corner-cafe/roster.yaml").code == 0
    assert run("where", "--json").json["used"]["policy"]["value"] == "hotel"


def test_a_new_policy_elsewhere_is_named_in_what_to_do_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run
) -> None:
    monkeypatch.chdir(tmp_path)
    ran = run("policy", "new", "shops/corner-cafe")
    assert "empower policy lint --policy shops/corner-cafe\n" in ran.out
    assert run("policy", "lint", "--policy", "shops/corner-cafe").code == 0
    monkeypatch.chdir(tmp_path / "shops")
    assert run("policy", "lint").code == 0


def test_the_version(run: Run) -> None:
    assert run("--version") == (0, f"empower {empower.__version__}\n", "")


HELP = [
    *((), ("check",), ("suggest",), ("card",), ("where",), ("policy",)),
    *(("policy", one) for one in ("new", "list", "lint", "test", "matrix", "explain", "schema")),
]


@pytest.mark.parametrize("words", HELP, ids=["-".join(words) or "empower" for words in HELP])
def test_help_has_an_example(words: tuple[str, ...], run: Run, seen: Seen) -> None:
    ran = run(*words, "--help")
    assert (ran.code, ran.err) == (0, "")
    assert "For example:\n  " in ran.out
    seen(f"help-{'-'.join(words) or 'empower'}.txt", ran.out)


def test_saying_nothing_shows_the_help(run: Run) -> None:
    assert run().code == 2
    assert run().out == run("--help").out


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("chck",), "did you mean `check`?"),
        (("new", "cafe"), "did you mean `empower policy new`?"),
        (("policy", "check", "refund"), "did you mean `empower check`?"),
        (("version",), "did you mean `empower --version`?"),
        (("policy", "help"), "did you mean `empower policy --help`?"),
        (("policy", "schema", "hotel"), "did you mean `--policy hotel`?"),
        (("where", "two words"), "`two words` is one word too many"),
        (("approve", "5", "as we said " * 30), "is one word too many"),
        (("check", "refund", "-as", "ana"), "did you mean `--as`? `empower check --help`"),
        (("check", "refund", "--as"), "`--as` needs a word after it"),
        (("policy", "lint", "--at"), "`empower policy lint --help` shows"),
        (("--as", "ana", "check", "refund"), "options for a command stand after it"),
        (("policy", "lnt"), "did you mean `lint`?"),
        (("policy", "list", "extra"), "`extra` is one word too many"),
        (("policy", "new"), "missing argument `NAME`"),
        (("where", "--polcy", "x"), "did you mean `--policy` or"),
        (("check", "refund", "--when", "2026-05-01"), "did you mean `--with`? `empower check --help`"),
        (("approve", "--as", "ana", "INC-2"), "1:26: usage: `INC-2` is no number of a request\n"),
        (("ledger", "receipt", "x"), "1:24: usage: `x` is no number of an entry\n"),
        (("inbox", "0"), "1:15: usage: `0` is no number of a request\n"),
    ],
)
def test_a_word_no_command_knows(words: tuple[str, ...], told: str, desk: Path, run: Run) -> None:
    ran = run(*words)
    assert (ran.code, ran.out) == (2, "")
    assert told in ran.err
    if not words[-1].startswith("-"):  # what follows an option is its word
        assert run(*words, "--json").json["problems"][0]["code"] == "usage"
