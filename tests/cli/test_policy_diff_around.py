"""`policy diff` where the lines are the same, and what they are read by, who stands in or what is said is not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Ran, Run

SHOP = """\
empower: 1
policy: shop
title: Shop
currency: EUR
timezone: Europe/Lisbon
facts:
  failure: {one_of: [late, broken]}
  worn: {yes_no: true, default: false}
  gold: {yes_no: true, default: false}
  weight: {number: {decimals: 1}, default: 1.5}
  nights: {number: {at_least: 1, at_most: 9}, default: 1}
  reason: {text: true, default: late}
derive:
  known: {listed: [reason, [late, damaged]]}
duties: {allergen_log: {title: Allergen log, within: 2 hours}}
remedies:
  refund: {kind: cash}
  voucher: {kind: credit}
roles:
  clerk: {reports_to: manager}
  manager: {reports_to: owner}
  owner: {final: true, covered_by: [manager]}
grants:
  - {id: small, roles: clerk, remedies: refund, limit: {amount: 50, per: incident}}
  - {id: large, roles: manager, limit: {amount: 300, per: incident}, because: trust}
rules:
  - {id: used, when: {worn: true, remedy: refund}, deny: true, say: Not worn ones}
  - {id: heavy, when: {weight: {over: 2.0}}, escalate: manager}
  - {id: strange, when: {known: false}, escalate: manager}
  - {id: broken, when: {failure: broken}, must: [allergen_log]}
owed:
  - {id: nightly, when: {failure: late}, remedies: voucher, amount: {each: 10, of: nights}}
requests: {expires_after: 24 hours}
adopts: [owner]
promises:
  - {id: never-much, when: {role: clerk, amount: {over: 50}, remedy: refund}, never: approve}
"""
AT = ("--at", "2026-05-01")
Differ = Callable[..., "Ran"]


@pytest.fixture
def differ(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run) -> Differ:
    """Compares the shop, with or without more in it, and the same shop with one piece written otherwise."""
    monkeypatch.chdir(tmp_path)

    def compare(before: str, after: str, *words: str, first: tuple[str, str] = ("", "")) -> Ran:
        assert before in SHOP.replace(*first)
        (tmp_path / "old.yaml").write_text(SHOP.replace(*first), encoding="utf-8")
        (tmp_path / "new.yaml").write_text(SHOP.replace(*first).replace(before, after), encoding="utf-8")
        return run("policy", "diff", "old.yaml", "new.yaml", *AT, *words)

    return compare


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        (
            "worn: {yes_no: true, default: false}",
            "worn: {yes_no: true, default: true}",
            "now taken to be yes, not no; `used`",
        ),
        (
            "worn: {yes_no: true, default: false}",
            "worn: {yes_no: true}",
            "`worn` must now be said; before, it was taken",
        ),
        (
            "worn: {yes_no: true, default: false}",
            "worn: {yes_no: true, optional: true}",
            "is now left open; before, it was",
        ),
        ("decimals: 1}, default: 1.5", "decimals: 0}, default: 2", "`weight` now has no decimals, not 1 decimal"),
        (
            "[late, damaged]]",
            "[damaged]]",
            "`known` is now whether reason is damaged; before, whether reason is late or damaged",
        ),
        (
            "reason: {text: true, default: late}",
            "reason: {text: true, default: odd}",
            "taken to be odd, not late; `strange`",
        ),
        (
            "at_most: 9",
            "at_most: 20",
            "`nights` may now be at least 1 and at most 20; before, at least 1 and at most 9",
        ),
    ],
)
def test_a_fact_that_means_something_else_may_change_answers(
    differ: Differ, before: str, after: str, told: str
) -> None:
    for way in ("any", "looser", "tighter"):
        ran = differ(before, after, "--fail-on", way, first=("{over: 2.0}", "{over: 2}"))
        assert ran.out.startswith("May differ: not everything could be settled.\n")
        assert told in ran.out
        assert "hangs on it" in ran.out
        assert ran.code == 5


def test_and_the_answer_does_change(differ: Differ, run: Run) -> None:
    differ("worn: {yes_no: true, default: false}", "worn: {yes_no: true, default: true}")
    ask = ("check", "refund", "20", "failure=late", "--role", "clerk", *AT, "--policy")
    assert (run(*ask, "old.yaml").code, run(*ask, "new.yaml").code) == (0, 4)


def test_a_fact_that_nothing_reads_is_only_told(differ: Differ) -> None:
    ran = differ("gold: {yes_no: true, default: false}", "gold: {yes_no: true, default: true}", "--fail-on", "any")
    assert ran.out.startswith("Equivalent")
    assert "Also: where `gold` is not said it is now taken to be yes, not no." in ran.out
    assert ran.code == 0


def test_a_list_in_another_order_is_the_same_list(differ: Differ) -> None:
    first = ("{one_of: [late, broken]}", "{one_of: [late, broken], default: late}")
    ran = differ("[late, broken], default", "[broken, late], default", "--fail-on", "any", first=first)
    assert ran.out.startswith("Equivalent")
    assert "Also: the values of `failure` are now `broken`, `late`; before, `late`, `broken`." in ran.out
    assert ran.code == 0


def test_a_usual_value_in_place_of_none_is_not_called_unknown(differ: Differ) -> None:
    first = ("worn: {yes_no: true, default: false}", "worn: {yes_no: true, optional: true}")
    ran = differ("worn: {yes_no: true, optional: true}", "worn: {yes_no: true, default: true}", first=first)
    assert "where `worn` is not said it is now taken to be yes; before, it was left open; `used` hangs on it" in ran.out
    assert "not known" not in ran.out


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("{id: more, roles: clerk, limit: {amount: 10, per: customer, every: month}}", "`more` counts other days"),
        ("{id: more, roles: clerk, when: {weekday: sunday}, limit: none}", "`more` reads another day"),
        ("{id: more, roles: clerk, effective: {from: 2027-01-01}, limit: none}", "`more` reads another day"),
        (
            "{id: more, roles: clerk, limit: {amount: {2026-01-01: 5, 2027-01-01: 6}, per: incident}}",
            "reads another day",
        ),
    ],
)
def test_who_reads_the_clock_is_named_when_it_is_another(differ: Differ, line: str, told: str) -> None:
    first = ("grants:\n", f"grants:\n  - {line}\n")
    for after in ("timezone: Asia/Tokyo", "timezone: Europe/Lisbon\nday_starts: 04:00"):
        ran = differ("timezone: Europe/Lisbon", after, "--fail-on", "looser", first=first)
        assert ran.out.startswith("May differ")
        assert told in ran.out
        assert ran.code == 5


def test_an_hour_is_on_the_wall_and_not_of_the_day(differ: Differ) -> None:
    first = ("worn: true, remedy", "worn: true, hour: {at_least: 22}, remedy")
    zone = differ("Europe/Lisbon", "Asia/Tokyo", first=first)
    assert "? the time zone is now Asia/Tokyo, not Europe/Lisbon: `used` reads another hour" in zone.out
    night = differ(
        "timezone: Europe/Lisbon", "timezone: Europe/Lisbon\nday_starts: 04:00", "--fail-on", "any", first=first
    )
    assert "Also: a day now begins at 04:00, not 00:00, which no answer here turns on." in night.out
    assert (night.out.startswith("Equivalent"), night.code) == (True, 0)


def test_a_year_that_begins_elsewhere_counts_other_days(differ: Differ) -> None:
    quiet = differ("timezone: Europe/Lisbon", "timezone: Europe/Lisbon\nyear_starts: 04-01", "--fail-on", "any")
    assert "Also: a year now begins on 04-01, not 01-01, which no answer here turns on." in quiet.out
    assert quiet.code == 0
    first = ("limit: {amount: 300, per: incident}", "limit: {amount: 300, per: customer, every: quarter}")
    ran = differ(
        "timezone: Europe/Lisbon", "timezone: Europe/Lisbon\nyear_starts: 04-15", "--fail-on", "any", first=first
    )
    assert "? a year now begins on 04-15, not 01-01: `large` counts other days" in ran.out
    assert (ran.out.startswith("May differ"), ran.code) == (True, 5)


@pytest.mark.parametrize(
    ("after", "verdict", "told"),
    [
        (
            ", covered_by: [manager, clerk]",
            "Only looser",
            "+ while nobody of `owner` is there, `manager` or `clerk` may say yes in its place",
        ),
        (
            ", covered_by: [clerk]",
            "Mixed",
            "~ while nobody of `owner` is there, `clerk` may say yes in its place; before, `manager`",
        ),
        (
            "",
            "Only tighter",
            "- while nobody of `owner` is there, nobody may say yes in its place; before, `manager`",
        ),
    ],
)
def test_who_stands_in_is_a_difference(differ: Differ, after: str, verdict: str, told: str) -> None:
    ran = differ(", covered_by: [manager]", after, "--fail-on", "any")
    assert ran.out.startswith(verdict)
    assert told in ran.out
    assert ran.code == 5


def test_a_word_that_may_do_is_looser_and_waiting_is_told(differ: Differ) -> None:
    word = differ("expires_after: 24 hours", "expires_after: 24 hours, on_word: 12 hours", "--fail-on", "looser")
    assert word.out.startswith("Only looser")
    assert (
        "+ a gesture may now be given on somebody's word, confirmed within 12 hours; before, it might not" in word.out
    )
    assert word.code == 5
    first = ("expires_after: 24 hours", "expires_after: 24 hours, on_word: 12 hours")
    shorter = differ("on_word: 12 hours", "on_word: 6 hours", "--fail-on", "looser", first=first)
    assert (shorter.out.startswith("Only tighter"), shorter.code) == (True, 0)
    waits = differ("expires_after: 24 hours", "expires_after: 3 days, moves_up_after: 4 hours", "--fail-on", "any")
    assert "Also: a request that waits now moves up after 4 hours; before, never." in waits.out
    assert "Also: a request that waits now lapses after 3 days; before, after 24 hours." in waits.out
    assert "turns on" not in waits.out
    assert waits.code == 0


def test_a_promise_is_not_dropped_in_silence(differ: Differ) -> None:
    promise = SHOP[SHOP.index("promises:") :]
    assert "Also: the promise `never-much` is no longer kept to." in differ(promise, "").out
    assert (
        "Also: the promise `never-much` is about something else than before." in differ("{over: 50}", "{over: 60}").out
    )
    more = differ("  clerk: {reports_to", "  trainee: {reports_to: clerk}\n  clerk: {reports_to")
    assert "promise" not in more.out


def test_days_that_only_one_has_are_told_and_hide_nothing(differ: Differ) -> None:
    first = ("facts:", "effective: {from: 2026-01-01, until: 2027-01-01}\nfacts:")
    longer = differ(", until: 2027-01-01", "", "--fail-on", "any", first=first)
    assert (
        "it is in force from 2026-01-01; before, from 2026-01-01 until 2027-01-01. The days on which it is"
        in longer.out
    )
    assert "newly in force were not compared, and nothing in it changes then." in longer.out
    assert (longer.out.startswith("Equivalent"), longer.code) == (True, 0)
    later = "grants:\n  - {id: later, roles: clerk, effective: {from: 2027-01-01}, limit: none}\n"
    text = SHOP.replace(*first).replace("grants:\n", later)
    hidden = differ(", until: 2027-01-01", "", "--fail-on", "looser", first=(SHOP, text))
    assert "newly in force were not compared, and `later` changes then" in hidden.out
    assert (hidden.out.startswith("May differ"), hidden.code) == (True, 5)
    shorter = differ("until: 2027-01-01", "until: 2026-07-01", first=first)
    assert "it is in force from 2026-01-01 until 2026-07-01; before, from 2026-01-01 until 2027-01-01" in shorter.out
    assert "not compared" not in shorter.out


def test_words_that_change_are_named(differ: Differ) -> None:
    for before, after, where in (
        ("Not worn ones", "No worn ones", "`used`"),
        ("because: trust", "because: they know", "`large`"),
        ("title: Shop", "title: The shop", "the title"),
        ("title: Allergen log", "title: Log of allergens", "`allergen_log`"),
    ):
        ran = differ(before, after, "--fail-on", "any")
        assert ran.out.startswith("Equivalent")
        assert f"Also: words changed in: {where}." in ran.out
        assert ran.code == 0


def test_more_time_for_a_duty_is_looser_and_both_times_are_shown(differ: Differ) -> None:
    ran = differ("within: 2 hours", "within: 2 days", "--fail-on", "tighter")
    assert ran.out.startswith("Only looser")
    assert "was yes, then allergen_log within 2 hours; now yes, then allergen_log within 2 days" in ran.out
    assert ran.code == 0
    assert differ("within: 2 hours", "within: 30 minutes").out.startswith("Only tighter")
    never = differ(", within: 2 hours", "")
    assert never.out.startswith("Only looser")
    assert "now yes, then allergen_log at any time" in never.out


def test_a_script_reads_what_is_otherwise_around(differ: Differ) -> None:
    found = differ("worn: {yes_no: true, default: false}", "worn: {yes_no: true, default: true}", "--json").json
    words = "where `worn` is not said it is now taken to be yes, not no; `used` hangs on it"
    assert (found["verdict"], found["notes"]) == ("may differ", [words])
    assert found["around"] == [{"way": "may differ", "note": words}]
    shown = differ("Not worn ones", "No worn ones", "--markdown").out
    assert "- Also: words changed in: \\`used\\`." in shown
