"""What each question takes for an answer, what it makes of it, and what it says to one that will not do."""

from __future__ import annotations

from pathlib import Path

import pytest

from empower.domain.errors import CannotAskError
from empower.services.starting.answering import answered
from empower.services.starting.answers import Answers, Call
from empower.services.starting.begin import begun
from empower.services.starting.catalogue import renamed
from empower.services.starting.house_answers import machine_zone
from empower.services.starting.questions import QUESTIONS
from tests.services.hotel import NOW

CAFE = Path("corner-cafe")


def heard(**said: str) -> Answers:
    """The answers, the usual ones but for these."""
    return answered(CAFE, {"timezone": "UTC"} | {name.replace("_", "-"): text for name, text in said.items()}, NOW)


def test_what_is_usual() -> None:
    answers = heard()
    assert answers.title == "Corner cafe"
    assert [(role.name, role.limit) for role in answers.roles] == [
        ("associate", 2000),
        ("manager", 10000),
        ("owner", 0),
    ]
    assert answers.failures[-1].name == "other"
    assert answers.calls == (Call(failure="injury", role="manager"),)
    assert [one.name for one in answers.free] == ["apology", "call_back"]
    assert len(QUESTIONS) <= 12


def test_what_is_usual_goes_by_the_currency() -> None:
    answers = heard(currency="jpy")
    assert (answers.currency, [role.limit for role in answers.limited]) == ("JPY", [2000, 10000])
    assert [one.cost for one in answers.counted] == [500, 500]


@pytest.mark.parametrize(
    ("said", "named"),
    [
        ("Duty Manager", ("duty_manager", "Duty Manager")),
        ("duty manager", ("duty_manager", "")),
        ("Küchenchef", ("kuchenchef", "Küchenchef")),
        ("経理", ("role_1", "経理")),
        ("night-desk", ("night-desk", "")),
        ("#1 [boss]: {x}", ("1_boss_x", "#1 [boss]: {x}")),
    ],
)
def test_what_is_said_becomes_a_name_and_keeps_its_form(said: str, named: tuple[str, str]) -> None:
    answers = heard(roles=f"{said}, owner", calls="none")
    assert (answers.roles[0].name, answers.roles[0].title) == named
    assert (named[::-1] in renamed(answers)) == bool(named[1])


def test_remedies_are_chosen_by_name_by_number_or_described() -> None:
    answers = heard(remedies="1, Call Back, 7, Late checkout: service, dessert:gift, bar tab:credit", costs="0, 4")
    assert [(one.name, one.title, one.kind, one.cost) for one in answers.remedies] == [
        ("apology", "", "courtesy", 0),
        ("call_back", "a call back", "courtesy", 0),
        ("refund", "a refund", "cash", 0),
        ("late_checkout", "Late checkout", "service", 0),
        ("dessert", "", "in_kind", 400),
        ("bar_tab", "", "credit", 0),
    ]
    assert [one.name for one in answers.free] == ["apology", "call_back", "late_checkout"]


def test_commas_of_other_scripts_part_a_list_too() -> None:
    assert [role.name for role in heard(roles="a、b，c;d", limits="1;2;3", calls="none").roles] == ["a", "b", "c", "d"]


@pytest.mark.parametrize("said", ["20, 100", "20.00,100.00", "20 EUR, 100 EUR", "20,100,none"])
def test_a_limit_for_each_role_below_the_last(said: str) -> None:
    assert [role.limit for role in heard(limits=said).limited] == [2000, 10000]


def test_calls_go_by_name_or_title() -> None:
    answers = heard(failures="Food Poisoning, slow", roles="Crew, Boss", calls="Food Poisoning = Boss; slow=NEVER")
    assert answers.calls == (Call(failure="food_poisoning", role="boss"), Call(failure="slow"))


@pytest.mark.parametrize(("said", "days"), [("none", 0), ("90", 90), ("90 days", 90), ("1 day", 1), ("None", 0)])
def test_days(said: str, days: int) -> None:
    assert heard(claim_days=said).claim_days == days


def test_the_zone_of_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Asia/Kathmandu")
    assert machine_zone() == "Asia/Kathmandu"
    monkeypatch.setenv("TZ", ":Europe/Lisbon")
    assert machine_zone() == "Europe/Lisbon"
    monkeypatch.setenv("TZ", "CET-1CEST/../../etc/passwd")
    assert "/.." not in machine_zone()


WRONG = [
    ("title", " \n ", "usage", "this says nothing"),
    ("title", "x" * 10_000, "text-too-long", "10,000 characters long; 80 are the most"),
    ("title", "safe\u202eevil", "hidden-character", "U+202E"),
    ("title", "bell\x07", "hidden-character", "U+0007"),
    ("currency", "euro", "unknown-currency", "did you mean `EUR`?"),
    ("currency", "XXX", "unknown-currency", "is not a currency"),
    ("timezone", "lisbon", "unknown-timezone", "did you mean `Europe/Lisbon`?"),
    ("timezone", "../../etc/passwd", "unknown-timezone", "is not a time zone"),
    ("roles", "", "empty-list", "no role is named"),
    ("roles", " , ,", "empty-list", "no role is named"),
    ("roles", "owner", "nobody-above", "name two at least"),
    ("roles", "Manager, manager, owner", "duplicate-name", "`Manager` and `manager` come to the same name, `manager`"),
    ("roles", "a, a", "duplicate-name", "`a` is said twice"),
    ("roles", ", ".join(f"role {number}" for number in range(30)), "too-many-names", "30 roles; 12 are the most"),
    ("roles", "x" * 41 + ", owner", "text-too-long", "41 characters long; 40 are the most"),
    ("roles", "all, owner", "reserved-name", "choose another word"),
    ("failures", ",", "empty-list", "no failure is named"),
    ("failures", "true", "reserved-name", "cannot be the name of a failure"),
    ("remedies", "refnd", "unknown-remedy", "did you mean `refund`?"),
    ("remedies", "cake", "unknown-remedy", "say its kind, such as `cake:gift`"),
    ("remedies", "8", "unknown-remedy", "`8` is not one to choose from"),
    ("remedies", "cake:edible", "unknown-kind", "the kinds are `courtesy`"),
    ("remedies", "points:points", "unknown-kind", "is not a kind of remedy"),
    ("remedies", "apology, gift", "wrong-remedy", "add `voucher` or `refund`"),
    ("remedies", "refund, 7", "duplicate-name", "`refund` and `7` come to the same name"),
    ("costs", "5", "limit-form", "`again` and `gift`, and 1 is given"),
    ("costs", "5, none", "not-an-amount", "`none` is not an amount"),
    ("limits", "20", "limit-form", "`associate` and `manager`, and 1 is given"),
    ("limits", "20, 5", "limit-form", "may give less than the role below it, which may give 20.00"),
    ("limits", "none, 5", "limit-form", "which has no limit"),
    ("limits", "1,000, 2,000", "limit-form", "no comma in an amount"),
    ("limits", "1,20, 12,5", "limit-form", "a decimal has a point here: did you mean `1.20,12.5`?"),
    ("costs", "1,20,2,50", "limit-form", "did you mean `1.20,2.50`?"),
    ("limits", "1,000", "limit-form", "write amounts without a comma in them"),
    ("limits", "-5, 5", "negative", "below zero"),
    ("limits", "5, 5.001", "too-precise", "decimal places"),
    ("limits", "5, lots", "not-an-amount", "`lots` is not an amount"),
    ("limits", "5, 5 USD", "other-currency", "write it in EUR"),
    ("limits", "5, 99999999999999", "too-large", "check the number of digits"),
    ("calls", "injury", "stray-word", "write `long_wait=manager`"),
    ("calls", "injry=manager", "unknown-value", "did you mean `injury`?"),
    ("calls", "other=manager", "unknown-value", "on no list"),
    ("calls", "injury=managr", "unknown-role", "did you mean `manager`?"),
    ("calls", "injury=associate", "call-nobody-needs", "such as `injury=manager`"),
    ("calls", "injury=manager, injury=never", "named-twice", "said twice"),
    ("claim-days", "soon", "not-a-number", "such as `90`"),
    ("claim-days", "0", "out-of-range", "write 1 to 3650"),
    ("claim-days", "9" * 5_000, "not-a-number", "is not a number of days"),
]


@pytest.mark.parametrize(
    ("name", "said", "code", "told"), WRONG, ids=[f"{one[0]}-{one[2]}-{n}" for n, one in enumerate(WRONG)]
)
def test_what_will_not_do_is_told(name: str, said: str, code: str, told: str) -> None:
    with pytest.raises(CannotAskError) as raised:
        answered(CAFE, {"timezone": "UTC", name: said}, NOW)
    (problem,) = raised.value.problems
    assert problem.code == code
    assert told in f"{problem.message}: {problem.hint}"
    assert len(problem.message) < 200


def test_somebody_who_may_give_nothing_is_told_of() -> None:
    with pytest.raises(CannotAskError, match="may give nothing at all"):
        answered(CAFE, {"remedies": "refund", "limits": "0, 50"}, NOW)
    assert answered(CAFE, {"remedies": "refund, apology", "limits": "0, 50"}, NOW).roles[0].limit == 0


def test_the_place_is_that_of_the_answer_whatever_others_say() -> None:
    with pytest.raises(CannotAskError) as raised:
        answered(CAFE, {"title": "--limits", "limits": "x"}, NOW)
    (problem,) = raised.value.problems
    assert problem.source[problem.column - 1 : problem.end_column - 1] == "x"
    assert problem.source == "empower policy new corner-cafe --title --limits --limits x"


def test_a_title_never_breaks_out_of_its_place(tmp_path: Path) -> None:
    title = 'Joe\'s "Café": [x] {y} # no\nroles: {a: {final: true}} \\ 🍕'
    written, _ = begun(tmp_path / "cafe", answered(tmp_path / "cafe", {"title": title, "timezone": "UTC"}, NOW), NOW)
    policy, page = (written[number].read_text(encoding="utf-8") for number in (0, 3))
    assert policy.count("\nroles:") == 1
    assert 'title: "Joe\'s \\"Café\\": [x] {y} # no roles: {a: {final: true}} \\\\ 🍕"\n' in policy
    assert page.startswith('# Joe\'s "Café": \\[x\\] \\{y\\} \\# no roles: \\{a: \\{final: true\\}\\} \\\\ 🍕\n')


def test_an_empty_folder_is_taken_and_a_full_one_is_not(tmp_path: Path) -> None:
    answers = answered(tmp_path / "cafe", {"timezone": "UTC"}, NOW)
    (tmp_path / "cafe").mkdir()
    begun(tmp_path / "cafe", answers, NOW)
    with pytest.raises(CannotAskError, match="is not overwritten"):
        begun(tmp_path / "cafe", answers, NOW)
    assert sorted(one.name for one in tmp_path.iterdir()) == ["cafe", "empower.yaml"]


def test_a_workspace_that_is_there_is_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "empower.yaml").write_text("policy: restaurant\n", encoding="utf-8")
    written, _ = begun(tmp_path / "cafe", answered(tmp_path / "cafe", {"timezone": "UTC"}, NOW), NOW)
    assert "empower.yaml" not in [file.name for file in written]
    assert (tmp_path / "empower.yaml").read_text(encoding="utf-8") == "policy: restaurant\n"
